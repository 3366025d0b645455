package pipeline

import (
	"context"
	"math"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

func says(p feedback.Polarity, score float64, why feedback.Reason) sentiment.Analyzer {
	return sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
		s := feedback.Sentiment{Polarity: p, Score: score, Reason: why}
		if p.Known() {
			s.Confidence = 0.9
		}
		return s, nil
	})
}

func TestSecondOpinionCountsInDoubtOnly(t *testing.T) {
	against := says(feedback.Negative, -0.9, "")
	for _, c := range []struct {
		name  string
		first sentiment.Analyzer
		want  feedback.Polarity
		score float64
	}{
		{"sure", says(feedback.Positive, 0.8, ""), feedback.Positive, 0.8},
		{"in doubt", says(feedback.Positive, 0.2, ""), feedback.Negative, 0.65*0.2 - 0.35*0.9},
		{"neutral", says(feedback.Neutral, 0.1, ""), feedback.Neutral, 0.1},
		{"mixed", says(feedback.Mixed, 0.1, ""), feedback.Mixed, 0.1},
		{"nothing to say", says(feedback.Unknown, 0, feedback.NoSignal), feedback.Negative, -0.9},
		{"another language", says(feedback.Unknown, 0, feedback.UnsupportedLanguage), feedback.Unknown, 0},
	} {
		a, err := newSecondOpinion(c.first, against)
		if err != nil {
			t.Fatal(err)
		}
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: "Fine."}))
		if err != nil || s.Polarity != c.want || math.Abs(s.Score-c.score) > 1e-12 {
			t.Errorf("%s: got %v %v, %v, want %v %v", c.name, s.Polarity, s.Score, err, c.want, c.score)
		}
	}
}
