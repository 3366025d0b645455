package main

import (
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

// measure compares verdicts with the labels, but for those labelled mixed.
func measure(verdicts []verdict, c calibration) score {
	two := confusionOf(feedback.Positive, feedback.Negative)
	three := confusionOf(feedback.Positive, feedback.Negative, feedback.Neutral)
	neutral := false
	for _, v := range verdicts {
		if v.want == feedback.Mixed {
			continue
		}
		decided, _ := c.decide(v)
		three.add(v.want, decided)
		if v.want == feedback.Neutral {
			neutral = true
			continue
		}
		sign := feedback.Negative
		if v.praise >= 0 {
			sign = feedback.Positive
		}
		two.add(v.want, sign)
	}
	r := two.Report()
	s := score{n: r.N, accuracy: r.Accuracy.Value, macroF1: r.MacroF1.Value, three: math.NaN()}
	if neutral {
		s.three = three.Report().MacroF1.Value
	}
	return s
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
