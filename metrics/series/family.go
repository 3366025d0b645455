package series

import "math"

// A family is how counts scatter, with the link on which their trend is a line.
type family interface {
	link(mean float64) float64
	mean(eta float64) float64
	variance(mean float64) float64       // of one answer, or per unit of exposure
	deviance(x, n, mean float64) float64 // half of what x of n adds
	full(x, n float64) bool              // x is all that n can have
}

// binomial is x yes of n answers, with the log odds.
type binomial struct{}

func (binomial) link(p float64) float64     { return math.Log(p / (1 - p)) }
func (binomial) mean(eta float64) float64   { return 1 / (1 + math.Exp(-eta)) }
func (binomial) variance(p float64) float64 { return p * (1 - p) }
func (binomial) full(x, n float64) bool     { return x == n }

func (binomial) deviance(x, n, p float64) float64 {
	return xLogRatio(x, n*p) + xLogRatio(n-x, n*(1-p))
}

// poisson is x events in an exposure of n, with the logarithm.
type poisson struct{}

func (poisson) link(rate float64) float64     { return math.Log(rate) }
func (poisson) mean(eta float64) float64      { return math.Exp(eta) }
func (poisson) variance(rate float64) float64 { return rate }
func (poisson) full(x, n float64) bool        { return false }

func (poisson) deviance(x, n, rate float64) float64 { return xLogRatio(x, n*rate) - (x - n*rate) }

// xLogRatio is x·log(x/m), 0 for x of 0.
func xLogRatio(x, m float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(x/m)
}
