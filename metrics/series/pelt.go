package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/stat"
)

// A Penalty is what one more change must lower the cost by to be worth it. Above 0
// it is just that, for costs of the model's own size.
type Penalty float64

// The penalties that follow from the number n of observations and p, that of
// parameters of a segment (1, or 2 for mean and variance).
const (
	BIC  Penalty = 0  // (p+1) ln n: the parameters and the place of a change
	MBIC Penalty = -1 // (p+2) ln n, and the logarithm of the length of each segment: spread-out changes (Zhang and Siegmund 2007)
)

// Locate finds the changes whose segments have the least cost, penalties included,
// by PELT (Killick, Fearnhead and Eckley 2012): the exact minimum, as trying all
// combinations would give. It returns the index of the first period of each new
// level, in order. minSegment is how many observations a level must last, 0 means 2,
// or 3 for mean and variance; fewer than 2 are an error, as are fewer than 3 there.
//
// A penalty bounds false alarms only for noise that is normal, independent and of
// known size. [ChangeModel.Find] tests what this finds. Fewer than two segments'
// worth of observations, or ones that do not vary, have no changes. Time grows as n
// if there are many changes and as n² if there are none.
func (m *ChangeModel) Locate(p Penalty, minSegment int) ([]int, error) {
	cut, err := m.cutting(p, minSegment)
	if err != nil {
		return nil, err
	}
	found, _ := cut.best(m.costsOf(m.obs))
	for i, at := range found {
		found[i] = m.index[at]
	}
	return found, nil
}

// costsOf are the costs of observations with a yardstick of their own; nil if they
// do not vary.
func (m *ChangeModel) costsOf(obs []observation) *segmentCosts {
	if len(obs) < 2 || m.kind <= changeOfWeightedMean && !varied(obs) {
		return nil
	}
	y := m.yardstick(obs)
	if !(y.scale > 0) {
		return nil
	}
	return m.costs(obs, y)
}

func varied(obs []observation) bool {
	return slices.ContainsFunc(obs, func(o observation) bool { return o.value != obs[0].value })
}

// cutting is how to cut a series into segments.
type cutting struct {
	penalty float64 // of a change
	lengths bool    // segments cost the logarithm of their length, too
	least   int     // observations of a segment
}

func (m *ChangeModel) cutting(p Penalty, minSegment int) (cutting, error) {
	parameters := float64(m.kind.parameters())
	least := m.kind.parameters() + 1
	if minSegment == 0 {
		minSegment = least
	}
	if minSegment < least {
		return cutting{}, &stat.ArgumentError{Name: "MinSegment", Value: float64(minSegment), Want: "at least as many observations as a segment has parameters, and one more"}
	}
	n := math.Log(float64(max(2, len(m.obs))))
	switch {
	case p == BIC:
		return cutting{(parameters + 1) * n, false, minSegment}, nil
	case p == MBIC:
		return cutting{(parameters + 2) * n, true, minSegment}, nil
	case p > 0 && !math.IsInf(float64(p), 1):
		return cutting{float64(p), false, minSegment}, nil
	}
	return cutting{}, &stat.ArgumentError{Name: "Penalty", Value: float64(p), Want: "BIC, MBIC, or a finite number above 0"}
}

func (c cutting) cost(costs *segmentCosts, i, j int) float64 {
	if c.lengths {
		return costs.between(i, j) + math.Log(float64(j-i))
	}
	return costs.between(i, j)
}

// best is where the cheapest segments begin, the first aside, and how much less
// they cost than one segment.
//
// With F(t) the least cost of the first t observations, F(t) = min F(s) + C(s,t) +
// penalty. A start s with F(s) + C(s,t) > F(t) can never be best again once t itself
// may be a start, because a cut at t never raises C; the logarithm of lengths is left
// out of that C, since a cut raises those by less than log(t−s).
func (c cutting) best(costs *segmentCosts) (starts []int, gain float64) {
	if costs == nil || costs.n < 2*c.least {
		return nil, 0
	}
	n := costs.n
	least := make([]float64, n+1) // F
	from := make([]int, n+1)
	least[0] = -c.penalty
	type candidate struct{ at, until int } // until: the first t for which it is out
	candidates := make([]candidate, 1, n)
	candidates[0] = candidate{0, math.MaxInt}
	for t := c.least; t <= n; t++ {
		if s := t - c.least; s >= c.least {
			candidates = append(candidates, candidate{s, math.MaxInt})
		}
		least[t] = math.Inf(1)
		kept := candidates[:0]
		for _, s := range candidates {
			if s.until > t {
				kept = append(kept, s)
				if v := least[s.at] + c.cost(costs, s.at, t) + c.penalty; v < least[t] {
					least[t], from[t] = v, s.at
				}
			}
		}
		candidates = kept
		for i, s := range candidates {
			if s.until == math.MaxInt && least[s.at]+costs.between(s.at, t) > least[t] {
				candidates[i].until = t + c.least
			}
		}
	}
	for t := from[n]; t > 0; t = from[t] {
		starts = append(starts, t)
	}
	slices.Reverse(starts)
	return starts, max(0, c.cost(costs, 0, n)-least[n])
}
