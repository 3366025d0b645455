package classifytest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
)

var cases = []testCase{
	{"categories", "a label in a standard dimension has one of its categories, and no label has an empty one", func(k *kit) error {
		return k.eachLabel(checkCategory)
	}},
	{"confidence", "the confidence of a label is a probability above 0", func(k *kit) error {
		return k.eachLabel(func(_ *feedback.Feedback, l feedback.Label) error {
			if !(l.Confidence > 0 && l.Confidence <= 1) {
				return fmt.Errorf("confidence %v", l.Confidence)
			}
			return nil
		})
	}},
	{"evidence", "evidence is a passage of the title or the text as the customer wrote it, cut between characters", func(k *kit) error {
		return k.eachLabel(checkEvidence)
	}},
	{"once", "each label is given at most once", func(k *kit) error {
		return k.eachResult(func(_ *feedback.Feedback, labels []feedback.Label) error {
			seen := map[string]bool{}
			for _, l := range labels {
				if seen[name(l)] {
					return fmt.Errorf("label %s twice", name(l))
				}
				seen[name(l)] = true
			}
			return nil
		})
	}},
	{"deterministic", "the same document gives the same labels, whatever was classified before and by whichever instance", func(k *kit) error {
		return k.deterministic()
	}},
	{"concurrent", "Classify may be called by several goroutines at once", func(k *kit) error {
		return k.concurrent()
	}},
	{"read-only", "Classify must not change the document or its feedback", func(k *kit) error {
		return k.readOnly()
	}},
	{"not kept", "Classify must not keep the document after it returns, which may then be reused for another feedback", func(k *kit) error {
		return k.reuse()
	}},
	{"given away", "labels belong to the caller, who may change them", func(k *kit) error {
		return k.givenAway()
	}},
	{"no text", "feedback without words gets no labels but those that metadata tells", func(k *kit) error {
		return k.onlyMetadata([]feedback.Feedback{{}, {Text: " \n\t "}, {Channel: feedback.Survey, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 3}}}})
	}},
	{"other languages", "a language that the classifier does not read gives no labels but those that metadata tells, and no error", func(k *kit) error {
		return k.otherLanguages()
	}},
	{"both scripts", "a sentence gets the same labels in Traditional and in Simplified Chinese", func(k *kit) error {
		return k.bothScripts()
	}},
	{"long text", "a megabyte of one character, or of one word, is feedback like any other", func(k *kit) error {
		k.samples = long()
		return k.eachLabel(func(f *feedback.Feedback, l feedback.Label) error {
			return errors.Join(checkCategory(f, l), checkEvidence(f, l))
		})
	}},
	{"context", "a classifier must return when its context is done", func(k *kit) error {
		return k.cancelled()
	}},
	{"description", "what a classifier tells about itself holds for the labels it gives", func(k *kit) error {
		return k.described()
	}},
}

// maxTime is how long a megabyte may take: far more than any classifier of
// linear cost needs, far less than one of quadratic cost does.
const maxTime = 20 * time.Second

// classify runs c, which must neither fail nor hang.
func (k *kit) classify(c classify.Classifier, d *feedback.Document) ([]feedback.Label, error) {
	labels, err := inTime(context.Background(), c, d)
	if err != nil {
		return nil, fmt.Errorf("%s: error: %w", excerpt(d.Feedback), err)
	}
	return labels, nil
}

// inTime runs c for maxTime at most. A panic is an error.
func inTime(ctx context.Context, c classify.Classifier, d *feedback.Document) (labels []feedback.Label, err error) {
	limit, stop := context.WithTimeout(context.Background(), maxTime)
	defer stop()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("panic: %v", v)
			}
		}()
		labels, err = c.Classify(ctx, d)
	}()
	select {
	case <-done:
		return labels, err
	case <-limit.Done():
		return nil, fmt.Errorf("had not returned after %v", maxTime)
	}
}

// eachResult checks the labels of every sample.
func (k *kit) eachResult(check func(*feedback.Feedback, []feedback.Label) error) error {
	for i := range k.samples {
		f := &k.samples[i]
		labels, err := k.classify(k.c, feedback.NewDocument(f))
		if err != nil {
			return err
		}
		if err := check(f, labels); err != nil {
			return fmt.Errorf("%s: %w", excerpt(f), err)
		}
	}
	return nil
}

// eachLabel checks every label of every sample.
func (k *kit) eachLabel(check func(*feedback.Feedback, feedback.Label) error) error {
	return k.eachResult(func(f *feedback.Feedback, labels []feedback.Label) error {
		for _, l := range labels {
			if err := check(f, l); err != nil {
				return fmt.Errorf("label %s: %w", name(l), err)
			}
		}
		return nil
	})
}
