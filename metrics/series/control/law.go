package control

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A law says how the values of a kind scatter by chance.
type law struct {
	kind, random Kind
	low, high    float64 // what a value can be
	// variance is that of one answer, or per unit of exposure, in a baseline.
	variance func(baseline total) float64
	// smooth adds a few answers to a baseline, so that one in which all agree is not
	// taken for certain.
	smooth func(baseline total) total
	// exact is the p-value of a point against its baseline by their counts, and whether
	// it is wanted: the normal limits are good enough where counts are large.
	exact func(point, baseline total) (p float64, wanted bool)
}

// A total is what the points of a baseline add up to; a point can be taken out
// again.
type total struct {
	points, size float64
	sum, squares float64 // of the answers, and of their squares
}

func (t total) plus(o total, times float64) total {
	return total{t.points + times*o.points, t.size + times*o.size, t.sum + times*o.sum, t.squares + times*o.squares}
}

func (t total) mean() float64 { return t.sum / t.size }

// largeCount is how many events make the normal limits good enough.
const largeCount = 30

// shares add a yes and a no (Agresti and Caffo 2000).
func shares() law {
	return law{
		kind: PChart, random: PRandom, low: 0, high: 1,
		variance: func(b total) float64 { return math.Max(0, b.mean()*(1-b.mean())) },
		smooth:   func(b total) total { return b.plus(total{size: 2, sum: 1}, 1) },
		exact: func(point, b total) (float64, bool) {
			p := point.plus(b, 1).mean()
			if point.size*math.Min(p, 1-p) >= largeCount {
				return 0, false
			}
			test, err := stat.FisherTest(point.share(), b.share())
			return test.P, err == nil
		},
	}
}

func (t total) share() stat.Share { return stat.Share{X: whole(t.sum), N: whole(t.size)} }

func whole(x float64) int64 { return int64(math.Round(x)) }

// rates add half an event.
func rates() law {
	return law{
		kind: UChart, random: URandom, low: 0, high: math.Inf(1),
		variance: func(b total) float64 { return math.Max(0, b.mean()) },
		smooth:   func(b total) total { return b.plus(total{sum: 0.5}, 1) },
		exact: func(point, b total) (float64, bool) {
			if point.size*point.plus(b, 1).mean() >= largeCount {
				return 0, false
			}
			r, err := stat.CompareRates(whole(point.sum), point.size, whole(b.sum), b.size, metrics.DefaultConfidence)
			return r.Test.P, err == nil
		},
	}
}

// answers of a scale add three, a quarter of the scale from the mean; of a score,
// whose answers lie at its middle and ends, as many as the adjusted Wald interval
// does.
func answers(kind Kind, low, high float64) law {
	away, random := (high-low)/4, MeanRandom
	if kind == ScoreChart {
		random = ScoreRandom
		away = (high - low) / 2 / math.Sqrt2
	}
	if math.IsInf(away, 0) || math.IsNaN(away) {
		away = 0
	}
	return law{
		kind: kind, random: random, low: low, high: high,
		variance: func(b total) float64 { return math.Max(0, b.squares/b.size-b.mean()*b.mean()) },
		smooth: func(b total) total {
			const more = 3
			m := b.mean()
			return b.plus(total{size: 1, sum: m, squares: m*m + away*away}, more)
		},
	}
}
