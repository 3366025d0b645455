package classify

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// All asks every classifier and puts their labels together in the order of the
// classifiers. Of labels with the same dimension and category the first stays.
// It goes on after a failure and returns what it has, the labels that came
// beside an error included, with the errors joined.
func All(classifiers ...Classifier) Classifier {
	return ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
		var out []feedback.Label
		var errs []error
		for _, c := range classifiers {
			labels, err := c.Classify(ctx, d)
			if err != nil {
				errs = append(errs, err)
			}
			for _, l := range labels {
				if !contains(out, l) {
					out = append(out, l)
				}
			}
		}
		return out, errors.Join(errs...)
	})
}

func contains(labels []feedback.Label, l feedback.Label) bool {
	return slices.ContainsFunc(labels, func(m feedback.Label) bool {
		return m.Dimension == l.Dimension && m.Category == l.Category
	})
}

// FirstLabelled asks the classifiers in turn until one gives a label. A
// classifier that fails is passed over, even if it gives labels beside its
// error; if none labels and some failed, the errors are returned joined.
func FirstLabelled(classifiers ...Classifier) Classifier {
	return ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
		var errs []error
		for _, c := range classifiers {
			labels, err := c.Classify(ctx, d)
			switch {
			case err != nil:
				errs = append(errs, err)
			case len(labels) > 0:
				return labels, nil
			}
		}
		return nil, errors.Join(errs...)
	})
}

// ByLanguage hands each document to the classifier for its language; the keys
// are [language.TraditionalChinese], [language.SimplifiedChinese] and
// [language.English]. A document in another language gets no labels.
func ByLanguage(classifiers map[language.Tag]Classifier) Classifier {
	own := make(map[language.Tag]Classifier, len(classifiers))
	for tag, c := range classifiers {
		own[tag] = c
	}
	return ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
		if c, ok := own[text.Supported(d.Language())]; ok {
			return c.Classify(ctx, d)
		}
		return nil, nil
	})
}

// AtLeast drops labels of less than the given confidence.
func AtLeast(confidence float64, c Classifier) Classifier {
	return filter(c, func(l feedback.Label) bool { return l.Confidence >= confidence })
}

// Only drops labels outside the given dimensions.
func Only(c Classifier, dimensions ...feedback.Dimension) Classifier {
	keep := slices.Clone(dimensions)
	return filter(c, func(l feedback.Label) bool { return slices.Contains(keep, l.Dimension) })
}

func filter(c Classifier, keep func(feedback.Label) bool) Classifier {
	return ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
		labels, err := c.Classify(ctx, d)
		var out []feedback.Label
		for _, l := range labels {
			if keep(l) {
				out = append(out, l)
			}
		}
		return out, err
	})
}
