package lexicon_test

import (
	"testing"

	"github.com/loamlib/loam/feedback"
)

// A contraction that is set apart is read as it is in one word.
func TestContractions(t *testing.T) {
	a := newAnalyzer(t, nil)
	for _, c := range []struct{ apart, joined string }{
		{"it does n't work", "it doesn't work"},
		{"the keyboard isn ' t very good", "the keyboard isn't very good"},
		{"we do n ' t recommend it", "we don't recommend it"},
		{"you ca n't go wrong with it", "you can't go wrong with it"},
		{"i ' m impressed", "i'm impressed"},
		{"it is n ’ t bad at all", "it isn't bad at all"},
		{"n't", "n't"},
		{"' t was good", "' t was good"},
		{"the ' s and the ' t", "the ' s and the ' t"},
	} {
		var scores [2]float64
		for i, s := range []string{c.apart, c.joined} {
			got, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: s}))
			if err != nil {
				t.Fatal(err)
			}
			scores[i] = got.Score
		}
		if scores[0] != scores[1] {
			t.Errorf("%q scores %.3f, %q %.3f", c.apart, scores[0], c.joined, scores[1])
		}
	}
}
