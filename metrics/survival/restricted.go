package survival

import (
	"math"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// RestrictedMean is the mean time of a case within the first tau, in seconds: the
// area under the curve up to there, a case that takes longer counting as tau. It
// is what a mean can be when not all cases are over. The variance is
//
//	Σ Aᵢ² dᵢ / (nᵢ (nᵢ − dᵢ)),  Aᵢ the area from tᵢ to tau
//
// (Irwin 1949; Royston and Parmar 2013). Beyond the longest time the area is not
// known, so tau must not be longer, unless the last case to be seen is over.
func (c *Curve) RestrictedMean(tau time.Duration, confidence float64) (metrics.Estimate, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return metrics.Estimate{}, err
	}
	if err := c.checkTau(tau); err != nil {
		return metrics.Estimate{}, err
	}
	e, ok := c.estimate(c.id.With("mean to "+tau.String()), metrics.UnitSeconds)
	if !ok {
		return e, nil
	}
	mean, se := c.restricted(tau)
	e.Value = metrics.NumberOf(mean)
	if se == 0 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.NoVariation})
		return e, nil
	}
	half := dist.Z(confidence) * se
	e.Low, e.High = metrics.NumberOf(mean-half), metrics.NumberOf(mean+half)
	e.Confidence, e.Method = confidence, metrics.RestrictedMean
	return e, nil
}

func (c *Curve) checkTau(tau time.Duration) error {
	if tau <= 0 {
		return &stat.ArgumentError{Name: "tau, in seconds,", Value: tau.Seconds(), Want: "a time above 0"}
	}
	ended := len(c.steps) > 0 && c.steps[len(c.steps)-1].s == 0
	if c.n > 0 && tau > c.last && !ended {
		return &stat.ArgumentError{Name: "tau, in seconds,", Value: tau.Seconds(),
			Want: "at most the longest time, " + c.last.String()}
	}
	return nil
}

// restricted is the area under the curve up to tau and its standard error, in
// seconds. It goes backwards, so that the area from each step on is known.
func (c *Curve) restricted(tau time.Duration) (mean, se float64) {
	until := tau.Seconds()
	var area, variance float64
	for i := len(c.steps) - 1; i >= 0; i-- {
		p := c.steps[i]
		if p.at > tau {
			continue
		}
		from := p.at.Seconds()
		area += p.s * (until - from)
		until = from
		if p.n > p.d {
			variance += area * area * float64(p.d) / (float64(p.n) * float64(p.n-p.d))
		}
	}
	return area + until, math.Sqrt(variance)
}

// CompareMeans compares the restricted means to tau of two independent groups: the
// comparison to make when their curves cross. The p-value is that of a normal test
// of the difference; the effect is the ratio of the means with its interval and
// its test, both on the scale of logarithms.
func CompareMeans(a, b *Curve, tau time.Duration, confidence float64) (metrics.Comparison, error) {
	if a.id != b.id {
		return metrics.Comparison{}, &metrics.MismatchError{What: "definition", Got: string(b.id), Want: string(a.id)}
	}
	x, err := a.RestrictedMean(tau, confidence)
	if err != nil {
		return metrics.Comparison{}, err
	}
	y, err := b.RestrictedMean(tau, confidence)
	if err != nil {
		return metrics.Comparison{}, err
	}
	c, err := metrics.Compare(x, y)
	if err != nil || !c.P.Defined() {
		return c, err
	}
	c.Method, c.Test = metrics.RestrictedMean, "z test of restricted means"
	m, sm := a.restricted(tau)
	n, sn := b.restricted(tau)
	ratio, se := m/n, math.Hypot(sm/m, sn/n)
	spread := math.Exp(dist.Z(confidence) * se)
	c.Effect = metrics.Effect{Name: metrics.MeanRatio, Value: metrics.NumberOf(ratio),
		Low: metrics.NumberOf(ratio / spread), High: metrics.NumberOf(ratio * spread),
		P: metrics.NumberOf(dist.NormalTwoSided(math.Log(ratio) / se))}
	return c, nil
}
