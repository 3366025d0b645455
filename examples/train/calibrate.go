package main

import (
	"math"

	"github.com/loamlib/loam/feedback"
)

// A calibration makes probabilities of verdicts that turn out right as often as
// they say: both numbers are multiplied by sharpness, and neutrality is shifted.
type calibration struct{ sharpness, shift float64 }

// calibrate finds the calibration that makes the right polarities of verdicts
// most probable, all sources weighing the same: one number, then the other, until
// neither moves.
func calibrate(verdicts map[string][]verdict) calibration {
	c := calibration{1, 0}
	for range 6 {
		c.sharpness = math.Exp(minimise(-3, 2, func(x float64) float64 { return calibration{math.Exp(x), c.shift}.loss(verdicts) }))
		c.shift = minimise(-6, 6, func(x float64) float64 { return calibration{c.sharpness, x}.loss(verdicts) })
	}
	return c
}

// loss is the sum over sources of the mean -log of the probability of the right
// polarity.
func (c calibration) loss(verdicts map[string][]verdict) float64 {
	total := 0.0
	for _, name := range sortedNames(verdicts) {
		sum, n := 0.0, 0.0
		for _, v := range verdicts[name] {
			if v.want != feedback.Mixed {
				sum -= math.Log(max(c.probability(v, v.want), 1e-9))
				n++
			}
		}
		total += sum / max(1, n)
	}
	return total
}

// minimise is where a function with one valley between low and high is least, by
// golden section.
func minimise(low, high float64, f func(float64) float64) float64 {
	golden := (math.Sqrt(5) - 1) / 2
	for range 25 {
		a, b := high-golden*(high-low), low+golden*(high-low)
		if f(a) < f(b) {
			high = b
		} else {
			low = a
		}
	}
	return (low + high) / 2
}

// probability is that of a polarity.
func (c calibration) probability(v verdict, p feedback.Polarity) float64 {
	praise, neutrality := c.sharpness*v.praise, c.sharpness*v.neutrality+c.shift
	good, bad, neither := math.Exp(praise/2), math.Exp(-praise/2), math.Exp(neutrality)
	switch sum := good + bad + neither; p {
	case feedback.Positive:
		return good / sum
	case feedback.Negative:
		return bad / sum
	default:
		return neither / sum
	}
}

// decide is the most probable polarity.
func (c calibration) decide(v verdict) (p feedback.Polarity, confidence float64) {
	for _, q := range []feedback.Polarity{feedback.Positive, feedback.Negative, feedback.Neutral} {
		if x := c.probability(v, q); x > confidence {
			p, confidence = q, x
		}
	}
	return p, confidence
}
