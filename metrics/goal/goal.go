package goal

import (
	"cmp"
	"fmt"
	"math"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// Everyone is the segment of a goal that is about all customers. A goal says so
// rather than leave it open.
const Everyone = "all"

// A Goal is what a number is to become, by when, and how one will know: specific,
// measurable, achievable, relevant and time-bound (Doran 1981). It is data, and
// marshals to JSON; times keep their offset there, not the name of their zone.
//
//	letter        field
//	specific      Metric, Segment, Baseline, Target
//	measurable    Source, Measured, Sample, Reviewed
//	achievable    Target against the history: [Goal.Appraise]
//	relevant      Relevance
//	time-bound    Start, Due
type Goal struct {
	ID       string           `json:"id,omitzero"`
	Metric   metrics.ID       `json:"metric"`
	Segment  string           `json:"segment"`  // whose number it is: a region, a product; or Everyone
	Baseline metrics.Estimate `json:"baseline"` // of Metric, as measured up to Start
	Target   Target           `json:"target"`

	Source   string  `json:"source"`          // where the number comes from: "顧客滿意度月調查"
	Measured Cadence `json:"measured"`        // how often
	Sample   int64   `json:"sample,omitzero"` // answers that one measurement is expected to have; 0 means as many as the baseline
	Reviewed Cadence `json:"reviewed"`        // how often somebody looks at it and decides

	Relevance string `json:"relevance"` // what it does for the company's strategy, in words

	Start time.Time `json:"start"` // in the zone that the dates of reviews are of
	Due   time.Time `json:"due"`   // the moment the time is over: of the last day, its end
}

// A Target is where a number is to get. One of the two is set.
type Target struct {
	By metrics.Change `json:"by,omitzero"` // from the baseline, in points or relative
	To metrics.Number `json:"to"`          // a value of the metric
}

// isSet reports which of the two are.
func (t Target) isSet() (by, to bool) { return t.By != (metrics.Change{}), t.To.Defined() }

// Aim is the value that the metric is to reach: Target.To, or Target.By from the
// baseline. It fails as [metrics.Change.From] does, among others with
// [metrics.ErrNotRelative]: fifteen per cent more than a net score means nothing.
func (g Goal) Aim() (float64, error) {
	by, to := g.Target.isSet()
	aim, _ := g.Target.To.Get()
	switch {
	case by == to:
		return 0, &stat.ArgumentError{Name: "Target", Value: math.NaN(), Want: "one of By and To"}
	case by:
		var err error
		if aim, err = g.Target.By.From(g.Baseline); err != nil {
			return 0, err
		}
	}
	return aim, inRange("Target", g.Metric, g.unit(), aim)
}

// inRange reports a value that the metric cannot have.
func inRange(name string, id metrics.ID, unit metrics.Unit, v float64) error {
	low, high := bounds(id, unit)
	if l, h := low.Or(v), high.Or(v); !(v >= l && v <= h) || math.IsInf(v, 0) {
		return &stat.ArgumentError{Name: name, Value: v, Want: fmt.Sprintf("a value that %s can have, from %s to %s", id, bound(low), bound(high))}
	}
	return nil
}

// inRange refuses a value that the metric cannot have, as a share of 65, which was meant
// to be 65 %, would reach any target.
func (g Goal) inRange(name string, v float64) error {
	low, high := bounds(g.Metric, g.unit())
	if v >= low.Or(math.Inf(-1)) && v <= high.Or(math.Inf(1)) {
		return nil
	}
	return &stat.ArgumentError{Name: name, Value: v, Want: fmt.Sprintf("from %s to %s, which %s goes from and to", bound(low), bound(high), g.Metric)}
}

func (g Goal) pointsInRange(points []Point) error {
	for _, p := range points {
		if err := g.inRange("value of the point of "+p.At.Format(time.RFC3339), p.Value); err != nil {
			return err
		}
	}
	return nil
}

// bounds are the ends of the metric's range, as far as it has any; of a metric that
// loam does not define those of its unit.
func bounds(id metrics.ID, unit metrics.Unit) (low, high metrics.Number) {
	d, ok := metrics.Lookup(id)
	switch {
	case ok && d.Unit == metrics.UnitScore && !d.Low.Defined():
		if b, err := feedback.Scale(id.Detail()).Bounds(); err == nil {
			return metrics.NumberOf(b.Min), metrics.NumberOf(b.Max)
		}
	case ok:
		return d.Low, d.High
	case unit == metrics.UnitShare:
		return metrics.NumberOf(0), metrics.NumberOf(1)
	case unit == metrics.UnitPoints:
		return metrics.NumberOf(-100), metrics.NumberOf(100)
	case unit == metrics.UnitSeconds || unit == metrics.UnitRate || unit == metrics.UnitRatio || unit == metrics.UnitCount:
		return metrics.NumberOf(0), metrics.Number{}
	}
	return metrics.Number{}, metrics.Number{}
}

// sign is 1 if more is better and -1 if less is. Where the metric leaves that open,
// as the volume of feedback does, the target says it.
func (g Goal) sign(aim float64) float64 {
	d, _ := metrics.Lookup(g.Metric)
	if d.Better != 0 {
		return float64(d.Better)
	}
	return float64(cmp.Or(cmp.Compare(aim, g.Baseline.Value.Or(aim)), 1))
}

// unit is that of the metric.
func (g Goal) unit() metrics.Unit { return unitOf(g.Baseline) }

// unitOf is the unit of an estimate, or that of its definition.
func unitOf(e metrics.Estimate) metrics.Unit {
	if e.Unit != "" {
		return e.Unit
	}
	d, _ := metrics.Lookup(e.Definition)
	return d.Unit
}

// Months is the moment n calendar months after t, in the zone of t; at the end of
// a shorter month if that has no such day: one month after 31 January is the last
// of February. "Within the next six months" is due at Months(start, 6).
func Months(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, t.Location())
	last := first.AddDate(0, 1, -1).Day()
	return time.Date(first.Year(), first.Month(), min(t.Day(), last), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
}
