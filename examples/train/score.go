package main

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/feedback"
)

// A score is how verdicts compare with the labels.
type score struct {
	n        int     // rows labelled positive or negative
	accuracy float64 // of the sign, on those
	macroF1  float64 // of the sign, mean of both sides
	three    float64 // macro-F1 of positive, negative and neutral; NaN if the rows have no neutral ones
}

// threeWay is the last number as it is shown, if there is one.
func (s score) threeWay() string {
	if math.IsNaN(s.three) {
		return ""
	}
	return fmt.Sprintf("%.3f", s.three)
}

// An outcome is what an engine made of a row.
type outcome struct {
	want    feedback.Polarity
	praises bool              // which side it leans to
	decided feedback.Polarity // positive, negative or neutral
}

// outcomes are the verdicts of a model as it decides.
func outcomes(c calibration, verdicts []verdict) []outcome {
	out := make([]outcome, len(verdicts))
	for i, v := range verdicts {
		decided, _ := c.decide(v)
		out[i] = outcome{v.want, v.praise >= 0, decided}
	}
	return out
}

// measure compares outcomes with the labels, but for those labelled mixed.
func measure(rows []outcome) score {
	two := confusionOf(feedback.Positive, feedback.Negative)
	three := confusionOf(feedback.Positive, feedback.Negative, feedback.Neutral)
	neutral := false
	for _, r := range rows {
		if r.want == feedback.Mixed {
			continue
		}
		three.add(r.want, r.decided)
		if r.want == feedback.Neutral {
			neutral = true
			continue
		}
		two.add(r.want, side(r.praises))
	}
	r := two.Report()
	s := score{n: r.N, accuracy: r.Accuracy.Value, macroF1: r.MacroF1.Value, three: math.NaN()}
	if neutral {
		s.three = three.Report().MacroF1.Value
	}
	return s
}

func side(praises bool) feedback.Polarity {
	if praises {
		return feedback.Positive
	}
	return feedback.Negative
}

// A confusion counts polarities, all of which were declared: its errors cannot
// come about.
type confusion struct{ *evaluate.Confusion }

func confusionOf(polarities ...feedback.Polarity) confusion {
	classes := make([]string, len(polarities))
	for i, p := range polarities {
		classes[i] = p.String()
	}
	c, err := evaluate.NewConfusion(classes...)
	if err != nil {
		panic(err)
	}
	return confusion{c}
}

func (c confusion) add(want, got feedback.Polarity) {
	if err := c.Add(want.String(), got.String()); err != nil {
		panic(err)
	}
}
