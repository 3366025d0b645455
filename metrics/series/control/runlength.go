package control

import (
	"math"
	"math/bits"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// AverageRunLength is after how many points a chart signals on average although
// nothing has changed, for limits at so many sigmas and the rules besides; values are
// independent and normal. It is computed from the Markov chain of what the rules
// remember (Champ and Woodall 1987). It is 0 for sigmas that are not above 0.
func AverageRunLength(sigmas float64, rules ...Rule) float64 {
	if !(sigmas > 0) {
		return 0
	}
	var patterns []pattern
	edges := []float64{0, sigmas}
	for _, r := range slices.Compact(slices.Sorted(slices.Values(rules))) {
		if p, ok := r.pattern(); ok && p.of > 0 {
			patterns = append(patterns, p)
			edges = append(edges, p.zone)
		}
	}
	if len(patterns) == 0 {
		return 1 / tails(sigmas)
	}
	return newChain(sigmas, patterns, edges).averageRunLength()
}

// A memory is what the rules remember of the last points: for each pattern and side a
// bit for each point that was a hit. Sides are not symmetrical one by one, so both
// are kept.
type memory [6]uint16

// A chain is the Markov chain of memories that have not signalled.
type chain struct {
	states []memory
	next   [][]move // by state
}

// A move leads to a state, or, by none, to a signal.
type move struct {
	to          int
	probability float64
}

// newChain walks through all memories that can be reached.
func newChain(sigmas float64, patterns []pattern, edges []float64) *chain {
	slices.Sort(edges)
	edges = slices.Compact(edges)
	c := &chain{}
	index := map[memory]int{{}: 0}
	c.states = []memory{{}}
	for i := 0; i < len(c.states); i++ {
		var moves []move
		for e := 0; e+1 < len(edges) && edges[e] < sigmas; e++ { // zones within the limits
			p := dist.NormalCDF(-edges[e]) - dist.NormalCDF(-edges[e+1])
			for side := range 2 {
				m, signals := c.states[i].after(patterns, side, edges[e])
				if signals {
					continue
				}
				to, seen := index[m]
				if !seen {
					to = len(c.states)
					index[m] = to
					c.states = append(c.states, m)
				}
				moves = append(moves, move{to, p})
			}
		}
		c.next = append(c.next, moves)
	}
	return c
}

// after is the memory after a point just beyond an edge on a side, and whether a rule
// signals it.
func (m memory) after(patterns []pattern, side int, edge float64) (memory, bool) {
	signals := false
	for k, p := range patterns {
		for s := range 2 {
			b := m[2*k+s] << 1
			if s == side && edge >= p.zone {
				b |= 1
				signals = signals || bits.OnesCount16(b) >= p.hits
			} else if p.hits == p.of {
				b = 0 // the row is broken
			}
			m[2*k+s] = b & (1<<(p.of-1) - 1) // the oldest has served
		}
	}
	return m, signals
}

// averageRunLength is how many points there are until a signal from an empty memory,
// found by repeating how many there are from each on until it no longer moves.
func (c *chain) averageRunLength() float64 {
	left := make([]float64, len(c.states))
	for range 100_000 {
		var moved float64
		for i := range left {
			sum := 1.0
			for _, m := range c.next[i] {
				sum += m.probability * left[m.to]
			}
			moved = math.Max(moved, math.Abs(sum-left[i]))
			left[i] = sum
		}
		if moved < 1e-9*left[0] {
			break
		}
	}
	return left[0]
}
