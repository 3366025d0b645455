package survival

import (
	"fmt"
	"math"
	"strconv"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// Quantile is the time by which the share p of the cases is over: the first time
// at which S is 1−p or less, in seconds. Where S stays at exactly 1−p for a while
// it is the middle of that while, as in R. The interval holds the times that the
// log-log band does not rule out (Brookmeyer and Crowley 1982). A quantile that
// the data have not reached is undefined, and an end that they have not reached is
// none: never the longest time seen.
func (c *Curve) Quantile(p, confidence float64) (metrics.Estimate, error) {
	return c.QuantileBand(p, confidence, LogLog)
}

// QuantileBand is [Curve.Quantile] with the interval of another band.
func (c *Curve) QuantileBand(p, confidence float64, band Band) (metrics.Estimate, error) {
	if err := checkConfidence(confidence); err != nil {
		return metrics.Estimate{}, err
	}
	if !(p > 0 && p < 1) {
		return metrics.Estimate{}, &stat.ArgumentError{Name: "p", Value: p, Want: "a probability above 0 and below 1"}
	}
	e, ok := c.estimate(c.id.With("p"+strconv.FormatFloat(p*100, 'g', 6, 64)), metrics.UnitSeconds)
	if !ok {
		return e, nil
	}
	z := dist.Z(confidence)
	e.Value = c.crossing(1-p, func(s step) float64 { return s.s })
	e.Low = c.crossing(1-p, func(s step) float64 { low, _ := band.bounds(s, z); return low })
	e.High = c.crossing(1-p, func(s step) float64 { _, high := band.bounds(s, z); return high })
	if !e.Value.Defined() {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.NotReached})
	}
	if e.Low.Defined() || e.High.Defined() {
		e.Confidence, e.Method = confidence, band.method()
	} else {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.NoInterval})
	}
	return e, nil
}

func (b Band) method() metrics.Method {
	switch b {
	case Log:
		return metrics.SurvivalLog
	case Plain:
		return metrics.SurvivalPlain
	}
	return metrics.KaplanMeier
}

// crossing is the time, in seconds, at which a falling function of the steps first
// is at level or below; none if it stays above. If it stays at level, it is the
// middle between that time and the next step, or the longest time.
func (c *Curve) crossing(level float64, of func(step) float64) metrics.Number {
	const tolerance = 0x1p-26 // the square root of the rounding unit, as in R
	for i, s := range c.steps {
		v := of(s)
		if !(v < level+tolerance) {
			continue
		}
		t := s.at.Seconds()
		if math.Abs(v-level) < tolerance {
			until := c.last
			if i+1 < len(c.steps) {
				until = c.steps[i+1].at
			}
			t = (t + until.Seconds()) / 2
		}
		return metrics.NumberOf(t)
	}
	return metrics.Number{}
}

// String is a summary in one line: the median and the 90th percentile.
func (c *Curve) String() string {
	median, _ := c.Quantile(0.5, metrics.DefaultConfidence) // allowed arguments
	slow, _ := c.Quantile(0.9, metrics.DefaultConfidence)
	return fmt.Sprintf("median %s, 90th percentile %s", median, slow)
}
