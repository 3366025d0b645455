package aspect_test

import (
	"context"
	"math"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/aspect"
)

// Whatever the text, the aspects keep to what feedback.Analysis.Validate wants,
// and the weights of each sum up to its score.
func FuzzAspects(f *testing.F) {
	for _, s := range []string{
		"", "味道不错但送餐太慢", "Great food, service and ambience!", "Food: 10/10, service - 2/10", "screen👍battery👎", "不 好 吃",
		"the the of of than than", "和、和、和", "\xff好吃\x00", "better than than my phone", "服務\n很差\n", "ｇｒｅａｔ　ｓｃｒｅｅｎ",
	} {
		f.Add("", s)
		f.Add(s, "It was great, 但是很慢。")
	}
	plain, every := newAspectAnalyzer(f, nil), newAspectAnalyzer(f, &aspect.Options{Mentions: true, MinWeight: -1})
	f.Fuzz(func(t *testing.T, title, body string) {
		d := feedback.NewDocument(&feedback.Feedback{Title: title, Text: body, Question: title})
		for _, a := range []*aspect.Analyzer{plain, every} {
			found, err := a.Aspects(context.Background(), d)
			if err != nil {
				t.Fatal(err)
			}
			if err := (&feedback.Analysis{Aspects: found}).Validate(d.Feedback); err != nil {
				t.Fatal(err)
			}
			for _, x := range found {
				checkWeights(t, x)
			}
		}
	})
}

func checkWeights(t *testing.T, x feedback.Aspect) {
	t.Helper()
	sum := 0.0
	for _, e := range x.Evidence {
		sum += e.Weight
	}
	if math.Abs(sum-x.Score) > sentiment.EvidenceTolerance {
		t.Errorf("%s %q: the weights sum up to %v, want the score %v", x.Topic, x.Target, sum, x.Score)
	}
}
