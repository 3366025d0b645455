package survival

import (
	"fmt"
	"math"
	"sort"
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
	if err := stat.CheckConfidence(confidence); err != nil {
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
	e.Value, e.Low, e.High = c.crossings(1-p, z, band)
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

// flat is how close to a level counts as being at it: the square root of the
// rounding unit, as in R.
const flat = 0x1p-26

// crossings are the times at which the curve and the two ends of its band first
// are at level or below. The lower end gets there before the curve and the upper
// one after it, so that no end is computed where it is not needed.
func (c *Curve) crossings(level, z float64, band Band) (value, low, high metrics.Number) {
	at := sort.Search(len(c.steps), func(i int) bool { return c.steps[i].s < level+flat })
	if at < len(c.steps) {
		value = c.crossing(at, level, c.steps[at].s)
	}
	for i, s := range c.steps[:min(at+1, len(c.steps))] {
		if v := band.lower(s, z); v < level+flat {
			low = c.crossing(i, level, v)
			break
		}
	}
	for i := at; i < len(c.steps); i++ {
		if v := band.upper(c.steps[i], z); v < level+flat {
			high = c.crossing(i, level, v)
			break
		}
	}
	return value, low, high
}

// crossing is the time, in seconds, of the step at which something takes the value
// v. If that is the level itself, it is the middle between that step and the next,
// or the longest time.
func (c *Curve) crossing(i int, level, v float64) metrics.Number {
	t := c.steps[i].at.Seconds()
	if math.Abs(v-level) < flat {
		until := c.last
		if i+1 < len(c.steps) {
			until = c.steps[i+1].at
		}
		t = (t + until.Seconds()) / 2
	}
	return metrics.NumberOf(t)
}

// String is a summary in one line: the median and the 90th percentile.
func (c *Curve) String() string {
	median, _ := c.Quantile(0.5, metrics.DefaultConfidence) // allowed arguments
	slow, _ := c.Quantile(0.9, metrics.DefaultConfidence)
	return fmt.Sprintf("median %s, 90th percentile %s", median, slow)
}
