package stat

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// A RankSum says whether one group tends to answer higher than another. It asks
// nothing of the answers but their order.
type RankSum struct {
	U            float64 `json:"u"`             // pairs in which the first group is higher, ties counting half
	Superiority  float64 `json:"superiority"`   // U as a share of all pairs: the probability that the first is higher
	P            float64 `json:"p"`             // normal approximation with ties and continuity corrected
	PUncorrected float64 `json:"p_uncorrected"` // without the correction for continuity
}

// MannWhitney compares two groups by ranks (Mann and Whitney 1947). Below about
// ten answers a group [MannWhitneyExact] is better, and so it is where the answers
// take two or three values: the p-value of two groups of 50 is within 0.002 on a
// scale of eleven and may be off by 0.1 on one of three. [ErrUndefined] if all
// values are the same.
func MannWhitney(x, y []float64) (RankSum, error) {
	table, err := tabulate(x, y)
	if err != nil {
		return RankSum{}, err
	}
	return mannWhitney(table)
}

// MannWhitneyCounts is [MannWhitney] of answers that were counted: x[i] and y[i]
// are how many in each group gave the i-th answer of the scale.
func MannWhitneyCounts(x, y []int64) (RankSum, error) {
	table, err := countTable(x, y)
	if err != nil {
		return RankSum{}, err
	}
	return mannWhitney(table)
}

func mannWhitney(t [][]float64) (RankSum, error) {
	r, err := rank(t)
	if err != nil {
		return RankSum{}, err
	}
	n, m := r.sizes[0], r.sizes[1]
	d := r.moves[0] // U - nm/2
	sd := math.Sqrt(n * m / 12 * r.spread / ((n + m) * (n + m - 1)))
	corrected := math.Max(0, math.Abs(d)-0.5) / sd
	return RankSum{
		U: n*m/2 + d, Superiority: math.Max(0, math.Min(1, 0.5+d/(n*m))),
		P: dist.NormalTwoSided(corrected), PUncorrected: dist.NormalTwoSided(d / sd),
	}, nil
}

// KruskalWallis compares two or more groups by ranks, with ties corrected
// (Kruskal and Wallis 1952). [ErrUndefined] if all values are the same.
func KruskalWallis(groups ...[]float64) (Test, error) {
	table, err := tabulate(groups...)
	if err != nil {
		return Test{}, err
	}
	return kruskalWallis(table)
}

// KruskalWallisCounts is [KruskalWallis] of answers that were counted, as in
// [MannWhitneyCounts].
func KruskalWallisCounts(groups ...[]int64) (Test, error) {
	table, err := countTable(groups...)
	if err != nil {
		return Test{}, err
	}
	return kruskalWallis(table)
}

func kruskalWallis(t [][]float64) (Test, error) {
	r, err := rank(t)
	if err != nil {
		return Test{}, err
	}
	var n, h float64
	for i, size := range r.sizes {
		n += size
		h += r.moves[i] * r.moves[i] / size
	}
	h *= 12 * (n - 1) / r.spread
	return chiTest(h, float64(len(r.sizes)-1)), nil
}

// ranks are what the tests need to know of N values. They are computed without
// differences of large numbers, so that they hold for any counts.
type ranks struct {
	sizes  []float64 // of the groups
	moves  []float64 // by group: sum of the mid-ranks - their mean (N+1)/2
	spread float64   // N³-N - Σ (t³-t) over the ties
}

// rank gives mid-ranks to a table of counts, a row a group and a column a value
// in ascending order.
func rank(table [][]float64) (ranks, error) {
	r := ranks{sizes: make([]float64, len(table)), moves: make([]float64, len(table))}
	tied := make([]float64, len(table[0]))
	values := 0
	for j := range tied {
		for i := range table {
			tied[j] += table[i][j]
			r.sizes[i] += table[i][j]
		}
		if tied[j] > 0 {
			values++
		}
	}
	above := make([]float64, len(tied)+1) // above[j] is how many values lie in column j or above
	for j, t := range slices.Backward(tied) {
		above[j] = above[j+1] + t
	}
	var below float64
	for j, t := range tied {
		for i := range table {
			r.moves[i] += table[i][j] * (below - above[j+1]) / 2
		}
		r.spread += t * (below + above[j+1]) * (above[0] + t) // Σ t (N-t)(N+t)
		below += t
	}
	for _, size := range r.sizes {
		if size == 0 {
			return ranks{}, ErrNoData
		}
	}
	if values < 2 {
		return ranks{}, ErrUndefined
	}
	return r, nil
}

// tabulate counts how often each value occurs in each group.
func tabulate(groups ...[]float64) ([][]float64, error) {
	if len(groups) < 2 {
		return nil, ErrTooFew
	}
	var values []float64
	for _, g := range groups {
		if err := checkFinite("value", g); err != nil {
			return nil, err
		}
		values = append(values, g...)
	}
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) == 0 {
		return nil, ErrNoData
	}
	table := make([][]float64, len(groups))
	for i, g := range groups {
		table[i] = make([]float64, len(values))
		for _, v := range g {
			j, _ := slices.BinarySearch(values, v)
			table[i][j]++
		}
	}
	return table, nil
}

// countTable checks counted answers.
func countTable(groups ...[]int64) ([][]float64, error) {
	if len(groups) < 2 {
		return nil, ErrTooFew
	}
	table := make([][]float64, len(groups))
	for i, g := range groups {
		if len(g) != len(groups[0]) || len(g) == 0 {
			return nil, &ArgumentError{"number of answers of a group", float64(len(g)), "as many as the first group has, at least 1"}
		}
		for _, c := range g {
			if c < 0 {
				return nil, &ArgumentError{"a count", float64(c), "at least 0"}
			}
			table[i] = append(table[i], float64(c))
		}
	}
	return table, nil
}

// A SignedRank says whether customers moved up or down between two ratings.
type SignedRank struct {
	V     float64 `json:"v"`     // sum of the ranks of those who moved up
	Moved int     `json:"moved"` // customers whose rating changed; the others are left out
	P     float64 `json:"p"`     // normal approximation with ties and continuity corrected
}

// Wilcoxon compares two ratings of the same customers by the ranks of the changes
// after - before; those that did not change are left out (Wilcoxon 1945). Below
// about ten changes, or where they take two or three sizes, [WilcoxonExact] is
// better. [ErrUndefined] if nobody moved.
func Wilcoxon(before, after []float64) (SignedRank, error) {
	c, err := changesOf(before, after)
	if err != nil {
		return SignedRank{}, err
	}
	var ties float64
	for _, tied := range c.tied {
		ties += tied*tied*tied - tied
	}
	n := c.n
	sd := math.Sqrt(n*(n+1)*(2*n+1)/24 - ties/48)
	z := math.Max(0, math.Abs(c.v-n*(n+1)/4)-0.5) / sd
	return SignedRank{c.v, int(n), dist.NormalTwoSided(z)}, nil
}

// changes are what the tests need to know of customers who moved.
type changes struct {
	tied []float64 // how many moved by each distance, the shortest first
	n, v float64   // all of them, and the sum of the ranks of those who moved up
}

func changesOf(before, after []float64) (changes, error) {
	all, err := differences(before, after)
	if err != nil {
		return changes{}, err
	}
	var up, down []float64
	for _, d := range all {
		switch {
		case d > 0:
			up = append(up, d)
		case d < 0:
			down = append(down, -d)
		}
	}
	switch {
	case len(all) == 0:
		return changes{}, ErrNoData
	case len(up)+len(down) == 0:
		return changes{}, ErrUndefined
	}
	table, err := tabulate(up, down)
	if err != nil {
		return changes{}, err
	}
	var c changes
	for j, moved := range table[0] {
		tied := moved + table[1][j]
		c.tied = append(c.tied, tied)
		c.v += moved * (c.n + (tied+1)/2)
		c.n += tied
	}
	return c, nil
}
