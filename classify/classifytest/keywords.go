package classifytest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
)

// TestKeywordExtractor is [TestClassifier] for keywords.
func TestKeywordExtractor(create func() classify.KeywordExtractor, opts *Options) error {
	var errs []error
	for _, c := range keywordCases() {
		if err := c.run(asClassifier(create), opts); err != nil {
			errs = append(errs, fmt.Errorf("%s: %s: %w", c.name, c.explanation, err))
		}
	}
	return errors.Join(errs...)
}

// RunKeywords is [TestKeywordExtractor] with a subtest for each sentence of the
// contract.
func RunKeywords(t *testing.T, create func(*testing.T) classify.KeywordExtractor, opts *Options) {
	for _, c := range keywordCases() {
		t.Run(c.name, func(t *testing.T) {
			err := c.run(asClassifier(func() classify.KeywordExtractor { return create(t) }), opts)
			if err != nil {
				t.Errorf("%s: %v", c.explanation, err)
			}
		})
	}
}

// keywordCases are the cases that hold for keywords too, and one of their own.
// Keywords are in the script of the text.
func keywordCases() []testCase {
	out := []testCase{{"order", "keywords are words with a finite weight, the weightiest first", checkKeywordOrder}}
	for _, c := range cases {
		if c.name != "both scripts" && c.name != "confidence" && c.name != "description" {
			out = append(out, c)
		}
	}
	return out
}

// A keyworder is an extractor as a classifier: its labels are the keywords.
type keyworder struct {
	extractor classify.KeywordExtractor
}

func asClassifier(create func() classify.KeywordExtractor) func() classify.Classifier {
	return func() classify.Classifier { return keyworder{create()} }
}

func (x keyworder) Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
	words, err := x.extractor.Keywords(ctx, d)
	labels := make([]feedback.Label, len(words))
	for i, w := range words {
		labels[i] = feedback.Label{
			Dimension: "keyword", Category: feedback.Category(w.Text), Confidence: w.Weight, Evidence: w.Evidence,
		}
	}
	return labels, err
}

func checkKeywordOrder(k *kit) error {
	return k.eachResult(func(_ *feedback.Feedback, labels []feedback.Label) error {
		last := math.Inf(1)
		for _, l := range labels {
			switch w := l.Confidence; {
			case math.IsNaN(w) || math.IsInf(w, 0):
				return fmt.Errorf("keyword %q has the weight %v", l.Category, w)
			case w > last:
				return fmt.Errorf("keyword %q with weight %v stands behind one with %v", l.Category, w, last)
			default:
				last = w
			}
		}
		return nil
	})
}
