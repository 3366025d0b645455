package evaluate

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
)

// An Example is feedback with the categories that people gave it in one
// dimension; none means that none holds.
type Example struct {
	Feedback   feedback.Feedback
	Categories []feedback.Category
}

// A Result is what [Run] found.
type Result struct {
	Report      Report
	Calibration Calibration // of the confidence of the labels that were given
	Failed      int         // examples on which the classifier gave an error; they count as unlabelled
	Errors      error       // the first few of them, joined
}

// Run classifies examples and compares the labels of one dimension with the
// given categories. Categories are the classes that count, in the order of the
// report; labels and truths of others are errors of the setup and returned as
// such, so that nothing is left out unseen. Of a dimension whose categories
// exclude one another use [RunSingle]. It stops when ctx is done.
func Run(ctx context.Context, c classify.Classifier, dimension feedback.Dimension, categories []feedback.Category, examples iter.Seq[Example]) (Result, error) {
	count, err := NewMultiLabel(words(categories)...)
	if err != nil {
		return Result{}, err
	}
	r, err := run(ctx, c, dimension, examples, func(e Example, labels []feedback.Label) error {
		var given []string
		for _, l := range labels {
			given = append(given, string(l.Category))
		}
		return count.Add(words(e.Categories), given)
	})
	r.Report = count.Report()
	return r, err
}

// RunSingle is [Run] where every example has one category: of several labels the
// first with the most confidence counts.
func RunSingle(ctx context.Context, c classify.Classifier, dimension feedback.Dimension, categories []feedback.Category, examples iter.Seq[Example]) (Result, error) {
	count, err := NewConfusion(words(categories)...)
	if err != nil {
		return Result{}, err
	}
	r, err := run(ctx, c, dimension, examples, func(e Example, labels []feedback.Label) error {
		if len(e.Categories) != 1 {
			return &ArgumentError{"Categories", fmt.Sprintf("%q", e.Categories), "exactly one"}
		}
		var best feedback.Label
		for _, l := range labels {
			if l.Confidence > best.Confidence {
				best = l
			}
		}
		return count.Add(string(e.Categories[0]), string(best.Category))
	})
	r.Report = count.Report()
	return r, err
}

// fewErrors is how many errors of a classifier are kept.
const fewErrors = 5

func run(ctx context.Context, c classify.Classifier, dimension feedback.Dimension, examples iter.Seq[Example], add func(Example, []feedback.Label) error) (Result, error) {
	var r Result
	var scored []Scored
	var errs []error
	var d feedback.Document
	n := 0
	for e := range examples {
		d.Reset(&e.Feedback)
		labels, err := c.Classify(ctx, &d)
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		if err != nil {
			if r.Failed++; len(errs) < fewErrors {
				errs = append(errs, fmt.Errorf("example %d: %w", n, err))
			}
			labels = nil
		}
		labels = in(dimension, labels)
		if err := add(e, labels); err != nil {
			return r, fmt.Errorf("example %d: %w", n, err)
		}
		for _, l := range labels {
			scored = append(scored, Scored{l.Confidence, slices.Contains(e.Categories, l.Category)})
		}
		n++
	}
	r.Errors = errors.Join(errs...)
	var err error
	r.Calibration, err = Calibrate(scored, nil)
	return r, err
}

func in(dimension feedback.Dimension, labels []feedback.Label) []feedback.Label {
	var out []feedback.Label
	for _, l := range labels {
		if l.Dimension == dimension {
			out = append(out, l)
		}
	}
	return out
}

func words(categories []feedback.Category) []string {
	out := make([]string, len(categories))
	for i, c := range categories {
		out[i] = string(c)
	}
	return out
}
