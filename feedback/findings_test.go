package feedback_test

import (
	"math"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

func TestValidateAnalysis(t *testing.T) {
	f := &feedback.Feedback{Title: "慢", Text: "等很久 ok"}
	at := func(start, end int, part feedback.Part) []feedback.Evidence {
		return []feedback.Evidence{{Span: text.Span{Start: start, End: end}, Part: part}}
	}
	good := func() *feedback.Analysis {
		return &feedback.Analysis{
			Sentiment: &feedback.Sentiment{Polarity: feedback.Negative, Score: -0.5, Confidence: 0.8, Evidence: at(0, 9, feedback.InText)},
			Labels:    []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 1, Evidence: at(0, 3, feedback.InTitle)}},
			Aspects:   []feedback.Aspect{{Topic: "waiting", Polarity: feedback.Negative, Score: -1}},
			Emotions:  []feedback.EmotionFinding{{Emotion: feedback.Anger, Confidence: 0.4}},
			Keywords:  []feedback.Keyword{{Text: "等", Weight: 3}},
		}
	}
	if err := good().Validate(f); err != nil {
		t.Fatalf("a good analysis is refused: %v", err)
	}
	if n := testing.AllocsPerRun(100, func() { _ = good().Validate(f) }) - testing.AllocsPerRun(100, func() { good() }); n > 0 {
		t.Errorf("checking a good analysis allocates %v times", n)
	}
	for field, change := range map[string]func(*feedback.Analysis){
		"sentiment.score is \"NaN\"":        func(a *feedback.Analysis) { a.Sentiment.Score = math.NaN() },
		"sentiment.score is \"-1.5\"":       func(a *feedback.Analysis) { a.Sentiment.Score = -1.5 },
		"sentiment.score is \"0.5\"":        func(a *feedback.Analysis) { a.Sentiment.Score = 0.5 },
		"sentiment.polarity":                func(a *feedback.Analysis) { a.Sentiment.Polarity, a.Sentiment.Score = 77, 0 },
		"sentiment.confidence is \"2\"":     func(a *feedback.Analysis) { a.Sentiment.Confidence = 2 },
		"sentiment.reason":                  func(a *feedback.Analysis) { *a.Sentiment = feedback.Sentiment{} },
		"sentiment.confidence is \"0.1\"":   func(a *feedback.Analysis) { *a.Sentiment = feedback.Sentiment{Reason: "x", Confidence: 0.1} },
		"sentiment.evidence[0] is \"[1,9)":  func(a *feedback.Analysis) { a.Sentiment.Evidence = at(1, 9, feedback.InText) },
		"sentiment.evidence[0] is \"[0,99)": func(a *feedback.Analysis) { a.Sentiment.Evidence = at(0, 99, feedback.InText) },
		"sentiment.evidence[0] is \"[3,3)":  func(a *feedback.Analysis) { a.Sentiment.Evidence = at(3, 3, feedback.InText) },
		"labels[0].evidence[0] is \"[0,9)":  func(a *feedback.Analysis) { a.Labels[0].Evidence = at(0, 9, feedback.InTitle) },
		"labels[0].evidence[0].part":        func(a *feedback.Analysis) { a.Labels[0].Evidence = at(0, 3, "footer") },
		"labels[0].category":                func(a *feedback.Analysis) { a.Labels[0].Category = "投訴" }, // a name is not the word
		"labels[0].dimension":               func(a *feedback.Analysis) { a.Labels[0].Dimension = "" },
		"labels[0].confidence":              func(a *feedback.Analysis) { a.Labels[0].Confidence = -1 },
		"aspects[0].score":                  func(a *feedback.Analysis) { a.Aspects[0].Score = math.Inf(-1) },
		"emotions[0].emotion":               func(a *feedback.Analysis) { a.Emotions[0].Emotion = 0 },
		"emotions[0].intensity":             func(a *feedback.Analysis) { a.Emotions[0].Intensity = 7 },
		"keywords[0].text":                  func(a *feedback.Analysis) { a.Keywords[0].Text = "" },
		"keywords[0].weight":                func(a *feedback.Analysis) { a.Keywords[0].Weight = math.Inf(1) },
	} {
		a := good()
		change(a)
		if err := a.Validate(f); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("error %v does not report %s", err, field)
		}
	}
}
