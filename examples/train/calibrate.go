package main

import (
	"math"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/trained"
)

// A calibration makes probabilities of verdicts that turn out right as often as
// they say.
type calibration struct {
	praise  float64 // what praise is multiplied by
	neutral float64 // what neutrality is multiplied by
	shift   float64 // what is added to it then
}

// calibratePraise finds how sure praise and blame may be: what makes the side of
// texts of sources left out most probable, all sources weighing the same.
func calibratePraise(leftOut map[string][]verdict) calibration {
	x := minimise(-3, 2, func(x float64) float64 {
		return meanLoss(leftOut, func(v verdict) (float64, bool) {
			side := v.praise * math.Exp(x)
			if v.want == feedback.Negative {
				side = -side
			}
			return max(0, -side) + math.Log1p(math.Exp(-math.Abs(side))), v.want == feedback.Positive || v.want == feedback.Negative
		})
	})
	return calibration{rounded(math.Exp(x)), 1, 0}
}

// withNeutral finds what is neutral, on rows held back from sources that have
// neutral texts: one number after the other until neither moves. What sources
// call neutral differs too much for those left out to tell.
func (c calibration) withNeutral(heldBack map[string][]verdict) calibration {
	loss := func(c calibration) float64 {
		return meanLoss(heldBack, func(v verdict) (float64, bool) {
			return -math.Log(max(c.probability(v, v.want), 1e-9)), v.want != feedback.Mixed
		})
	}
	for range 12 {
		c.shift = minimise(-8, 8, func(x float64) float64 { return loss(calibration{c.praise, c.neutral, x}) })
		c.neutral = math.Exp(minimise(-3, 2, func(x float64) float64 { return loss(calibration{c.praise, math.Exp(x), c.shift}) }))
	}
	return calibration{c.praise, rounded(c.neutral), rounded(c.shift)}
}

// rounded is x to what the card shows.
func rounded(x float64) float64 { return math.Round(1000*x) / 1000 }

// meanLoss is the mean over sources of the mean loss of the verdicts that have
// one.
func meanLoss(verdicts map[string][]verdict, loss func(v verdict) (float64, bool)) float64 {
	total := 0.0
	for _, name := range sortedNames(verdicts) {
		sum, n := 0.0, 0.0
		for _, v := range verdicts[name] {
			if x, ok := loss(v); ok {
				sum += x
				n++
			}
		}
		total += sum / max(1, n)
	}
	return total / float64(max(1, len(verdicts)))
}

// apply puts the calibration into a model.
func (c calibration) apply(m *linear.Model) *linear.Model {
	_, prior := trained.Sides(m.Bias())
	return m.Mapped(func(z []float64) {
		praise, neutrality := trained.Sides(z)
		z[0], z[neutralLabel], z[2] = -c.praise*praise/2, c.neutral*neutrality, c.praise*praise/2
	}).Shifted(neutralLabel, c.shift-c.neutral*prior)
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
	praise, neutrality := c.praise*v.praise, c.neutral*v.neutrality+c.shift
	top := max(math.Abs(praise)/2, neutrality) // long texts are as sure as numbers get
	good, bad, neither := math.Exp(praise/2-top), math.Exp(-praise/2-top), math.Exp(neutrality-top)
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
