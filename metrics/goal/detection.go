package goal

import (
	"math"
	"sort"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Detection says what a sample can show of a change from the baseline to the
// target, before anybody looks at the outcome. With n₀ the answers of the baseline, n
// those of a measurement, V the variance of one answer that the interval of the
// baseline implies and v₀ = V/n₀,
//
//	Smallest  of a share of answers [effect.DetectableShare]; of others the change d with
//	          |d| = (z_α/2 + z_power) √(v₀ + V/n)
//	Needed    the fewest n with which Smallest is no larger than the change to the target
//	Beyond    z_α/2 √(V/n), with V = p(1−p) of a share at the target
//
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
	d.Smallest = g.smallest(n, g.sign(aim), o)
	if gap := g.sign(aim) * (aim - base); gap > 0 {
		shows := func(n int64) bool { return g.smallest(n, g.sign(aim), o).Or(math.Inf(1)) <= gap }
		d.Shows = shows(n)
		d.Needed = fewest(shows)
	}
	ofOne := se * se * float64(g.Baseline.N)
	if g.unit() == metrics.UnitShare {
		ofOne = aim * (1 - aim)
	}
	d.Beyond = metrics.NumberOf(dist.Z(o.Confidence) * math.Sqrt(ofOne/float64(n)))
	return d
}

// smallest is the smallest change for the better that n answers show.
func (g Goal) smallest(n int64, sign float64, o Options) metrics.Number {
	base, _ := g.Baseline.Value.Get()
	if g.unit() == metrics.UnitShare && g.Baseline.Method == metrics.WilsonScore { // answers were counted
		rise, fall, err := effect.DetectableShare(base, g.Baseline.N, n, stat.Design{Alpha: 1 - o.Confidence, Power: o.Power})
		switch {
		case err != nil:
			return metrics.Number{}
		case sign < 0:
			return fall
		}
		return rise
	}
	se, _ := g.Baseline.StdErr()
	change := (dist.Z(o.Confidence) + dist.NormalQuantile(o.Power)) * math.Sqrt(se*se*(1+float64(g.Baseline.N)/float64(n)))
	if inRange("", g.Metric, g.unit(), base+sign*change) != nil {
		return metrics.Number{}
	}
	return metrics.NumberOf(change)
}

// mostAnswers is more than anybody will ever collect.
const mostAnswers = 1_000_000_000_000

// fewest is the smallest number of answers that shows it; none if not even all do.
func fewest(shows func(n int64) bool) metrics.Number {
	n := sort.Search(mostAnswers, func(n int) bool { return shows(int64(n) + 1) })
	if n == mostAnswers {
		return metrics.Number{}
	}
	return metrics.NumberOf(float64(n + 1))
}

// sample is how many answers a measurement is expected to have.
func (g Goal) sample() int64 {
	if g.Sample > 0 {
		return g.Sample
	}
	return g.Baseline.N
}
