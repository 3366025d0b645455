package goal

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
)

// A Detection says what a sample can show of a change from the baseline to the
// target, before anybody looks at the outcome. With v₀ the variance of the baseline,
// V that of one answer and n the answers of a measurement,
//
//	Smallest  the change d with |d| = (z_α/2 + z_β) √(v₀ + V/n)
//	Needed    V / ((target − baseline)² / (z_α/2 + z_β)² − v₀)
//	Beyond    z_α/2 √(V/n)
//
// where V is p(1−p) of a share, p being half way between the baseline and what it is
// compared with, and what the interval of the baseline implies of other metrics.
// What cannot be is none: a smallest change that leaves the range of the metric; a
// number needed where the baseline alone is too uncertain, so that no later sample
// shows the change, however large; all of it without an interval of the baseline.
type Detection struct {
	N          int64          `json:"n"`        // answers of a measurement
	Smallest   metrics.Number `json:"smallest"` // change for the better that N answers show with the power
	Needed     metrics.Number `json:"needed"`   // answers that show the change to the target, rounded up
	Beyond     metrics.Number `json:"beyond"`   // how far better than the target the value must be for its interval to leave the target out
	Confidence float64        `json:"confidence"`
	Power      float64        `json:"power"`
	Shows      bool           `json:"shows"` // whether N answers suffice for the change to the target
}

// detection is what measurements of n answers can show.
func (g Goal) detection(n int64, o Options) Detection {
	d := Detection{N: n, Confidence: o.Confidence, Power: o.Power}
	aim, err := g.Aim()
	base, ok := g.Baseline.Value.Get()
	se, known := g.Baseline.StdErr()
	if err != nil || !ok || !known || n <= 0 {
		return d
	}
	z := dist.Z(o.Confidence)
	both := z + dist.NormalQuantile(o.Power)
	sign := g.sign(aim)
	// excess is by how much a change is larger than what is needed to show it.
	excess := func(change float64) float64 {
		return change - both*math.Sqrt(se*se+g.ofOne(base+sign*change/2, se)/float64(n))
	}
	if room := g.room(base, sign); excess(room) >= 0 {
		d.Smallest = metrics.NumberOf(dist.Root(excess, 0, room))
	}
	if gap := sign * (aim - base); gap > 0 {
		d.Shows = excess(gap) >= 0
		if left := gap*gap/both/both - se*se; left > 0 {
			d.Needed = answers(g.ofOne(base+sign*gap/2, se) / left)
		}
	}
	d.Beyond = metrics.NumberOf(z * math.Sqrt(g.ofOne(aim, se)/float64(n)))
	return d
}

// answers is a number of answers, rounded up; none if nobody could ever collect them.
func answers(n float64) metrics.Number {
	const most = 1e12
	if !(n <= most) {
		return metrics.Number{}
	}
	return metrics.NumberOf(math.Max(1, math.Ceil(n)))
}

// ofOne is the variance of one answer where the metric has the value v: of a share
// p(1−p), of others what the standard error of the baseline implies.
func (g Goal) ofOne(v, se float64) float64 {
	if g.unit() == metrics.UnitShare {
		return v * (1 - v)
	}
	return se * se * float64(g.Baseline.N)
}

// room is how far the metric can get better from a value.
func (g Goal) room(v, sign float64) float64 {
	low, high := bounds(g.Metric)
	if sign > 0 {
		return high.Or(math.MaxFloat64/4) - v
	}
	return v - low.Or(-math.MaxFloat64/4)
}

// unit is that of the metric.
func (g Goal) unit() metrics.Unit {
	if g.Baseline.Unit != "" {
		return g.Baseline.Unit
	}
	d, _ := metrics.Lookup(g.Metric)
	return d.Unit
}

// sample is how many answers a measurement is expected to have.
func (g Goal) sample() int64 {
	if g.Sample > 0 {
		return g.Sample
	}
	return g.Baseline.N
}
