package emotion_test

import (
	"context"
	"testing"

	"github.com/loamlib/loam/feedback"
)

// Whatever the text, the findings keep to what feedback.Analysis.Validate wants,
// and no emotion is found twice.
func FuzzEmotions(f *testing.F) {
	for _, s := range []string{
		"", "气死我了！！！", "not not happy", "😡👍(╯°□°）╯︵ ┻━┻", "T_T", "[泪][怒]", "thanks for nothing", "\xff失望\x00", "不 开 心", "used to love it?",
	} {
		f.Add("", s)
		f.Add(s, "如果 I were ANGRY")
	}
	a := newEmotionAnalyzer(f, nil)
	f.Fuzz(func(t *testing.T, title, body string) {
		d := feedback.NewDocument(&feedback.Feedback{Title: title, Text: body})
		found, err := a.Emotions(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&feedback.Analysis{Emotions: found}).Validate(d.Feedback); err != nil {
			t.Fatal(err)
		}
		seen := map[feedback.Emotion]bool{}
		for i, x := range found {
			if seen[x.Emotion] || x.Confidence < 0.5 || i > 0 && x.Confidence > found[i-1].Confidence {
				t.Errorf("finding %d is %v with the confidence %v, want each emotion once, at least 0.5, the surest first", i, x.Emotion, x.Confidence)
			}
			seen[x.Emotion] = true
		}
	})
}
