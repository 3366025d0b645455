package stat

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// An Exact2x2 is Fisher's exact analysis of two shares.
type Exact2x2 struct {
	P         float64  // of all tables with these margins that are no likelier
	OddsRatio float64  // conditional maximum likelihood estimate; may be 0 or infinite
	Interval  Interval // of the odds ratio
}

// mostTables is how many tables Fisher's test goes through.
const mostTables = 1_000_000

// Fisher compares two shares given all four margins of their 2×2 table (Fisher
// 1935). The odds ratio is that of a against b. Time and memory grow with the
// smallest margin; above a million it is an error, and [TwoShares] is as good.
func Fisher(a, b Share, confidence float64) (Exact2x2, error) {
	if err := checkShares(a, b); err != nil {
		return Exact2x2{}, err
	}
	if err := checkConfidence(confidence); err != nil {
		return Exact2x2{}, err
	}
	h, err := newHypergeometric(a, b)
	if err != nil {
		return Exact2x2{}, err
	}
	x, tail := float64(a.X), (1-confidence)/2
	out := Exact2x2{P: h.twoSided(x), OddsRatio: h.odds(x), Interval: Interval{0, math.Inf(1)}}
	if x > h.low {
		out.Interval.Low = h.solve(tail, func(odds float64) float64 { return h.upper(x, odds) })
	}
	if x < h.high {
		out.Interval.High = h.solve(1-tail, func(odds float64) float64 { return h.upper(x+1, odds) })
	}
	return out, nil
}

// FisherTest is the p-value of [Fisher] alone, which takes far less time. The
// statistic is a's number of successes.
func FisherTest(a, b Share) (Test, error) {
	if err := checkShares(a, b); err != nil {
		return Test{}, err
	}
	h, err := newHypergeometric(a, b)
	if err != nil {
		return Test{}, err
	}
	return Test{Statistic: float64(a.X), P: h.twoSided(float64(a.X))}, nil
}

// hypergeometric is the distribution of a's successes given the margins.
type hypergeometric struct {
	low, high float64   // smallest and largest possible value
	logs      []float64 // of the probabilities at odds ratio 1, up to a constant
}

func newHypergeometric(a, b Share) (*hypergeometric, error) {
	x, n, _ := a.floats()
	y, m, _ := b.floats()
	k := x + y
	h := &hypergeometric{low: math.Max(0, k-m), high: math.Min(k, n)}
	if tables := h.high - h.low + 1; tables > mostTables {
		return nil, &ArgumentError{"number of tables with these margins", tables, "at most a million"}
	}
	l := 0.0
	for v := h.low; v <= h.high; v++ {
		h.logs = append(h.logs, l)
		l += math.Log((n-v)/(v+1)) + math.Log((k-v)/(m-k+v+1))
	}
	return h, nil
}

// weights are the probabilities, up to a factor, at an odds ratio.
func (h *hypergeometric) weights(logOdds float64, each func(value, weight float64)) {
	top := math.Inf(-1)
	for i, l := range h.logs {
		top = math.Max(top, l+float64(i)*logOdds)
	}
	for i, l := range h.logs {
		each(h.low+float64(i), math.Exp(l+float64(i)*logOdds-top))
	}
}

func (h *hypergeometric) mean(logOdds float64) float64 {
	var sum, total float64
	h.weights(logOdds, func(v, w float64) { sum += v * w; total += w })
	return sum / total
}

// upper is the probability of at least x at an odds ratio.
func (h *hypergeometric) upper(x, logOdds float64) float64 {
	var above, total float64
	h.weights(logOdds, func(v, w float64) {
		total += w
		if v >= x {
			above += w
		}
	})
	return above / total
}

// twoSided is the probability of all values no likelier than x.
func (h *hypergeometric) twoSided(x float64) float64 {
	most := h.logs[int(x-h.low)] + math.Log(tieTolerance)
	top := slices.Max(h.logs)
	var rare, total float64
	for _, l := range h.logs {
		w := math.Exp(l - top)
		total += w
		if l <= most {
			rare += w
		}
	}
	return math.Min(1, rare/total)
}

// odds is the odds ratio at which the mean is x.
func (h *hypergeometric) odds(x float64) float64 {
	switch x {
	case h.low:
		return 0
	case h.high:
		return math.Inf(1)
	}
	return h.solve(x, h.mean)
}

// solve is the odds ratio at which an increasing function of its logarithm takes
// the value want.
func (h *hypergeometric) solve(want float64, f func(logOdds float64) float64) float64 {
	const widest = 700 // e^700 is near the largest float64
	return math.Exp(dist.Root(func(l float64) float64 { return f(l) - want }, -widest, widest))
}
