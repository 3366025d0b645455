package main

import (
	"context"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/emotion"
)

// allEmotions is the size of tables by emotion.
const allEmotions = feedback.Gratitude + 1

// feltStrengths are what the logit of each emotion is multiplied by and raised by to
// stand beside the words. The scales are those that made labels likeliest on rows held
// back from a model of seven eighths of the others. The likeliest shifts would find
// feelings that few texts show in next to none, and joy and dissatisfaction in many
// flat ones: these were chosen on the dev rows, for F1 with at most 0.02 more of the
// flat texts of any set than the words alone see an emotion in.
var feltStrengths = map[feedback.Emotion]strength{
	feedback.Anger:           {0.8, 0.7},
	feedback.Disappointment:  {0.45, 0.55},
	feedback.Dissatisfaction: {1.2, -0.85},
	feedback.Anxiety:         {1.75, -1.8},
	feedback.Sadness:         {0.8, -0.85},
	feedback.Surprise:        {4, -2.4},
	feedback.Joy:             {0.94, -1.45},
	feedback.Gratitude:       {0.9, -0.6},
}

// strengthened is the model with the strengths put in.
func strengthened(m *linear.Model) *linear.Model {
	m = m.Mapped(func(z []float64) {
		for k, e := range feedback.Emotions() {
			z[k] *= feltStrengths[e].scale
		}
	})
	for k, e := range feedback.Emotions() {
		m = m.Shifted(k, feltStrengths[e].shift)
	}
	return m
}

// A feltText is what an engine finds in a text, and what it shows.
type feltText struct {
	found        [allEmotions]float64 // how surely
	shows, tells [allEmotions]bool
	flat         bool // it shows nothing
}

// feel has an engine judge rows.
func feel(engine *emotion.Analyzer, rows []emotionRow) ([]feltText, error) {
	out := make([]feltText, len(rows))
	var d feedback.Document
	for i, row := range rows {
		x := &out[i]
		d.Reset(&feedback.Feedback{Text: row.text})
		found, err := engine.Emotions(context.Background(), &d)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			x.found[f.Emotion] = f.Confidence
		}
		for _, e := range feedback.Emotions() {
			x.shows[e], x.tells[e] = row.has(e), row.tells(e)
		}
		x.flat = len(row.shows) == 0
	}
	return out, nil
}

// An emotionTally counts what was found and what should have been.
type emotionTally struct {
	hit, found, wanted [allEmotions]int
	flat, alarms       int
}

func (t *emotionTally) add(x *feltText) {
	alarm := false
	for _, e := range feedback.Emotions() {
		is := x.found[e] > 0
		alarm = alarm || is
		t.wanted[e] += count(x.shows[e])
		t.found[e] += count(is)
		t.hit[e] += count(is && x.shows[e])
	}
	if x.flat {
		t.flat++
		t.alarms += count(alarm)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// f1 is that of an emotion.
func (t *emotionTally) f1(e feedback.Emotion) float64 {
	return 2 * float64(t.hit[e]) / float64(max(1, t.found[e]+t.wanted[e]))
}

// macroF1 is the mean over the emotions that there are.
func (t *emotionTally) macroF1() float64 {
	sum, n := 0.0, 0.0
	for _, e := range feedback.Emotions() {
		if t.wanted[e] > 0 {
			sum, n = sum+t.f1(e), n+1
		}
	}
	return sum / max(1, n)
}
