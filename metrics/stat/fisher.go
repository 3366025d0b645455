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
	if err := CheckConfidence(confidence); err != nil {
		return Exact2x2{}, err
	}
	h, err := newHypergeometric(a, b)
	if err != nil {
		return Exact2x2{}, err
	}
	tail := (1 - confidence) / 2
	out := Exact2x2{P: h.twoSided(), OddsRatio: h.odds(), Interval: Interval{0, math.Inf(1)}}
	if h.seen > 0 {
		out.Interval.Low = h.solve(tail, func(odds float64) float64 { return h.upper(h.seen, odds) })
	}
	if h.seen < len(h.logs)-1 {
		out.Interval.High = h.solve(1-tail, func(odds float64) float64 { return h.upper(h.seen+1, odds) })
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
	return Test{Statistic: float64(a.X), P: h.twoSided()}, nil
}

// hypergeometric is the distribution of a's successes given the margins, counted
// from the fewest that are possible: the counts themselves may be too large for a
// float64 to tell neighbours apart.
type hypergeometric struct {
	seen int       // a's successes above the fewest possible
	logs []float64 // of the probabilities at odds ratio 1, up to a constant
}

func newHypergeometric(a, b Share) (*hypergeometric, error) {
	fewest := max(0, a.X-(b.N-b.X))
	most := a.N
	if b.X < a.N-a.X {
		most = a.X + b.X
	}
	if most-fewest >= mostTables {
		return nil, &ArgumentError{"number of tables with these margins", float64(most-fewest) + 1, "at most a million"}
	}
	h := &hypergeometric{seen: int(a.X - fewest), logs: make([]float64, 0, most-fewest+1)}
	l := 0.0
	for v := fewest; ; v++ {
		h.logs = append(h.logs, l)
		if v == most {
			return h, nil
		}
		// From v successes of a to one more: the four cells of the table.
		yes, no, otherYes, otherNo := v+1, a.N-v, a.X-v+b.X, b.N-b.X-(a.X-v)+1
		l += math.Log(float64(no)/float64(yes)) + math.Log(float64(otherYes)/float64(otherNo))
	}
}

// weights are the probabilities, up to a factor, at an odds ratio.
func (h *hypergeometric) weights(logOdds float64, each func(i int, weight float64)) {
	top := math.Inf(-1)
	for i, l := range h.logs {
		top = math.Max(top, l+float64(i)*logOdds)
	}
	for i, l := range h.logs {
		each(i, math.Exp(l+float64(i)*logOdds-top))
	}
}

func (h *hypergeometric) mean(logOdds float64) float64 {
	var sum, total float64
	h.weights(logOdds, func(i int, w float64) { sum += float64(i) * w; total += w })
	return sum / total
}

// upper is the probability of at least from at an odds ratio.
func (h *hypergeometric) upper(from int, logOdds float64) float64 {
	var above, total float64
	h.weights(logOdds, func(i int, w float64) {
		total += w
		if i >= from {
			above += w
		}
	})
	return above / total
}

// twoSided is the probability of all values no likelier than what was seen.
func (h *hypergeometric) twoSided() float64 {
	most := h.logs[h.seen] + math.Log(tieTolerance)
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

// odds is the odds ratio at which the mean is what was seen.
func (h *hypergeometric) odds() float64 {
	switch h.seen {
	case 0:
		return 0
	case len(h.logs) - 1:
		return math.Inf(1)
	}
	return h.solve(float64(h.seen), h.mean)
}

// solve is the odds ratio at which an increasing function of its logarithm takes
// the value want.
func (h *hypergeometric) solve(want float64, f func(logOdds float64) float64) float64 {
	const widest = 700 // e^700 is near the largest float64
	return math.Exp(dist.Root(func(l float64) float64 { return f(l) - want }, -widest, widest))
}
