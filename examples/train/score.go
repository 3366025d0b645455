package main

import (
	"math"

	"github.com/loamlib/loam/feedback"
)

// A score is how verdicts compare with the labels.
type score struct {
	n        int     // rows labelled positive or negative
	accuracy float64 // of the sign, on those
	macroF1  float64 // of the sign, mean of both sides
	three    float64 // macro-F1 of positive, negative and neutral; NaN if the rows have no neutral ones
}

// measure compares verdicts with the labels.
func measure(verdicts []verdict, c calibration) score {
	two, three := newConfusion(), newConfusion()
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
	s := score{n: two.n, accuracy: two.accuracy(), macroF1: two.macroF1(feedback.Positive, feedback.Negative), three: math.NaN()}
	if neutral {
		s.three = three.macroF1(feedback.Positive, feedback.Negative, feedback.Neutral)
	}
	return s
}

// A confusion counts labels by decisions.
type confusion struct {
	counts map[[2]feedback.Polarity]float64
	n      int
}

func newConfusion() *confusion { return &confusion{counts: map[[2]feedback.Polarity]float64{}} }

func (c *confusion) add(want, got feedback.Polarity) {
	c.counts[[2]feedback.Polarity{want, got}]++
	c.n++
}

func (c *confusion) accuracy() float64 {
	right := 0.0
	for pair, n := range c.counts {
		if pair[0] == pair[1] {
			right += n
		}
	}
	return right / float64(max(1, c.n))
}

func (c *confusion) macroF1(labels ...feedback.Polarity) float64 {
	sum := 0.0
	for _, l := range labels {
		hit, all := c.counts[[2]feedback.Polarity{l, l}], 0.0
		for pair, n := range c.counts {
			if pair[0] == l {
				all += n
			}
			if pair[1] == l {
				all += n
			}
		}
		if hit > 0 {
			sum += 2 * hit / all
		}
	}
	return sum / float64(len(labels))
}
