package survival

import (
	"iter"
	"math"
	"sort"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Curve is the Kaplan-Meier estimate of the share S(t) of cases that take longer
// than t:
//
//	S(t) = Π (1 − dᵢ/nᵢ)  over the times tᵢ ≤ t at which cases ended,
//
// with dᵢ cases ending of nᵢ that lasted so long (Kaplan and Meier 1958). A case
// that is open at the age at which others end was at risk there. The variance is
// Greenwood's, S² Σ d/(n(n−d)), and the intervals are on the scale of log(−log S)
// unless another is asked for, which keeps them inside [0, 1].
//
// A Curve is read-only and safe for concurrent use.
type Curve struct {
	id      metrics.ID
	steps   []step
	n, over int64
	last    time.Duration // the longest time, over or open
	exits   int64
	rejects metrics.Rejects
}

// A step is a time at which cases ended.
type step struct {
	at       time.Duration
	n, d     int64   // cases that lasted so long, and those of them that ended
	s        float64 // share still going on after it
	variance float64 // Σ d/(n(n−d)) up to here: that of log S; infinite where S is 0
}

// newCurve goes through distinct durations in ascending order, twice: to count the
// cases, and to take them away again.
func newCurve(id metrics.ID, spells iter.Seq[spell], exits int64, rejects metrics.Rejects) *Curve {
	c := &Curve{id: id, exits: exits, rejects: rejects}
	times := 0
	for p := range spells {
		c.n += p.over + p.open
		c.over += p.over
		c.last = p.at
		if p.over > 0 {
			times++
		}
	}
	c.steps = make([]step, 0, times)
	now := step{n: c.n, s: 1}
	for p := range spells {
		if p.over > 0 {
			n, d := float64(now.n), float64(p.over)
			now.at, now.d = p.at, p.over
			now.s *= 1 - d/n
			now.variance += d / (n * (n - d))
			c.steps = append(c.steps, now)
		}
		now.n -= p.over + p.open
	}
	return c
}

// N is the number of cases, and how many of them are over.
func (c *Curve) N() (cases, over int64) { return c.n, c.over }

// Longest is the longest time of any case, over or open. Beyond it the curve says
// nothing.
func (c *Curve) Longest() time.Duration { return c.last }

// A Band is the scale on which the interval of S is symmetric.
type Band uint8

// The bands.
const (
	LogLog Band = iota // log(−log S): the default; stays inside (0, 1)
	Log                // log S: what R's survfit does unless told otherwise
	Plain              // S itself, cut off at 0 and 1
)

// bounds is the interval of S after a step; NaN where there is none, because
// nobody was left.
func (b Band) bounds(p step, z float64) (low, high float64) { return b.lower(p, z), b.upper(p, z) }

// lower is the lower end of the interval of S after a step.
func (b Band) lower(p step, z float64) float64 { return b.end(p, -z*math.Sqrt(p.variance)) }

// upper is its upper end.
func (b Band) upper(p step, z float64) float64 { return b.end(p, z*math.Sqrt(p.variance)) }

// end is the end of the interval that lies so many units of log S from it.
func (b Band) end(p step, distance float64) float64 {
	switch {
	case p.s <= 0:
		return math.NaN()
	case b == Log:
		return math.Min(1, p.s*math.Exp(distance))
	case b == Plain:
		return math.Max(0, math.Min(1, p.s*(1+distance)))
	}
	l := math.Log(p.s)
	return math.Exp(l * math.Exp(distance/l)) // l is below 0
}

// at is the last step at or before t; none before the first.
func (c *Curve) at(t time.Duration) (step, bool) {
	i := sort.Search(len(c.steps), func(i int) bool { return c.steps[i].at > t })
	if i == 0 {
		return step{}, false
	}
	return c.steps[i-1], true
}

// A Point is one step of the curve, ready for a chart.
type Point struct {
	Time   time.Duration  `json:"time_ns"`
	AtRisk int64          `json:"at_risk"` // cases that lasted so long
	Ended  int64          `json:"ended"`   // of those, at this time
	Open   float64        `json:"open"`    // share still going on after it
	StdErr metrics.Number `json:"std_err"` // of that share
	Low    metrics.Number `json:"low"`
	High   metrics.Number `json:"high"`
}

// Points yields the steps of the curve with their log-log intervals. A confidence
// outside (0, 1) gives points without intervals.
func (c *Curve) Points(confidence float64) iter.Seq[Point] {
	z := math.NaN()
	if confidence > 0 && confidence < 1 {
		z = dist.Z(confidence)
	}
	return func(yield func(Point) bool) {
		for _, p := range c.steps {
			low, high := LogLog.bounds(p, z)
			if !yield(Point{p.at, p.n, p.d, p.s, metrics.NumberOf(p.s * math.Sqrt(p.variance)),
				metrics.NumberOf(low), metrics.NumberOf(high)}) {
				return
			}
		}
	}
}

// Within is the share of all cases that are over within a target time,
//
//	1 − S(target)
//
// a case that ends exactly at the target included, with its log-log interval.
// Cases younger than the target are neither late nor in time yet, and count for
// as long as they have lasted. If no case was watched until the target, the share is
// that up to the longest time, which a warning says. A share of 0 or 1 has no
// interval.
func (c *Curve) Within(target time.Duration, confidence float64) (metrics.Estimate, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return metrics.Estimate{}, err
	}
	if target < 0 {
		return metrics.Estimate{}, &stat.ArgumentError{Name: "target", Value: target.Seconds(), Want: "a time of at least 0"}
	}
	e, ok := c.estimate(c.attainment(target), metrics.UnitShare)
	if !ok {
		return e, nil
	}
	p, ok := c.at(target)
	if !ok {
		p.s = 1
	}
	e.Value = metrics.NumberOf(1 - p.s)
	if target > c.last && p.s > 0 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.BeyondData})
	}
	if p.s == 0 || p.s == 1 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.NoInterval})
		return e, nil
	}
	low, high := LogLog.bounds(p, dist.Z(confidence))
	e.Low, e.High = metrics.NumberOf(1-high), metrics.NumberOf(1-low)
	e.Confidence, e.Method = confidence, metrics.KaplanMeier
	return e, nil
}

// attainment is the share that is over within a target.
func (c *Curve) attainment(target time.Duration) metrics.ID {
	return metrics.IDAttainment.With(string(c.id.Base()) + "<=" + target.String())
}

// estimate starts an estimate with the warnings that all carry, and reports whether
// it can get a value.
func (c *Curve) estimate(id metrics.ID, unit metrics.Unit) (e metrics.Estimate, ok bool) {
	if metrics.CheckDefinition(c.id, metrics.UnitSeconds) != nil {
		id, unit = c.id, metrics.UnitSeconds
	}
	e = metrics.NewEstimate(id, unit, c.n)
	ok = len(e.Warnings) == 0
	if c.exits > 0 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.CompetingExits, Count: c.exits})
	}
	if n := c.rejects.Total(); n > 0 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.Rejected, Count: n, Detail: c.rejects.String()})
	}
	return e, ok
}
