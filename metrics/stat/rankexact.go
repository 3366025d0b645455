package stat

import (
	"fmt"
	"math"
)

// Exact forms of the rank tests, for samples so small that the normal
// distribution is no good guide: all ways to deal the same answers out are
// counted.

// mostExact is how many answers the exact rank tests take. Beyond it they would
// take seconds.
const mostExact = 100

func checkExact(n float64, instead string) error {
	if n > mostExact {
		return &ArgumentError{"number of answers", n, fmt.Sprintf("at most %d: use %s for more", mostExact, instead)}
	}
	return nil
}

// MannWhitneyExact is [MannWhitney] with the exact two-sided p-value: the share of
// all ways to divide the answers into groups of these sizes in which U lies as far
// from its mean or further. Ties are those of the data. Without ties it is what R's
// wilcox.test gives for small groups. It takes at most 100 answers in all.
func MannWhitneyExact(x, y []float64) (Test, error) {
	table, err := tabulate(x, y)
	if err != nil {
		return Test{}, err
	}
	return mannWhitneyExact(table)
}

// MannWhitneyExactCounts is [MannWhitneyExact] of answers that were counted, as in
// [MannWhitneyCounts].
func MannWhitneyExactCounts(x, y []int64) (Test, error) {
	table, err := countTable(x, y)
	if err != nil {
		return Test{}, err
	}
	return mannWhitneyExact(table)
}

func mannWhitneyExact(table [][]float64) (Test, error) {
	r, err := rank(table)
	if err != nil {
		return Test{}, err
	}
	n, m := r.sizes[0], r.sizes[1]
	if err := checkExact(n+m, "MannWhitney"); err != nil {
		return Test{}, err
	}
	// ways[k][s] is the number of ways to choose k answers with doubled ranks that
	// sum to s, doubled so that mid-ranks are whole.
	ways := make([][]float64, int(n)+1)
	for k := range ways {
		ways[k] = make([]float64, int(2*n*(n+m))+1)
	}
	ways[0][0] = 1
	var below float64
	for j := range table[0] {
		tied := table[0][j] + table[1][j]
		take(ways, int(tied), int(2*below+tied+1))
		below += tied
	}
	middle := n * (n + m + 1) // of the doubled rank sum
	return Test{Statistic: n*m/2 + r.moves[0], P: furtherFrom(ways[int(n)], middle, middle+2*r.moves[0])}, nil
}

// take lets any number of tied answers of the same doubled rank be chosen.
func take(ways [][]float64, tied, rank int) {
	choose := make([]float64, min(tied, len(ways)-1)+1) // binomial coefficients of tied
	choose[0] = 1
	for c := 1; c < len(choose); c++ {
		choose[c] = choose[c-1] * float64(tied-c+1) / float64(c)
	}
	for k := len(ways) - 1; k > 0; k-- {
		for c := 1; c < len(choose) && c <= k; c++ {
			for s := len(ways[k]) - 1; s >= c*rank; s-- {
				ways[k][s] += choose[c] * ways[k-c][s-c*rank]
			}
		}
	}
}

// furtherFrom is the share of the ways whose sum is as far from the middle as seen
// or further.
func furtherFrom(ways []float64, middle, seen float64) float64 {
	var far, all float64
	for s, w := range ways {
		all += w
		if math.Abs(float64(s)-middle) >= math.Abs(seen-middle) {
			far += w
		}
	}
	return far / all
}

// WilcoxonExact is [Wilcoxon] with the exact two-sided p-value: the share of all
// ways to give the changes a sign in which V lies as far from its mean or further.
// Ties are those of the data, and customers who did not change are left out.
// Without ties it is what R's wilcox.test gives for small groups. It takes at most
// 100 changes.
func WilcoxonExact(before, after []float64) (Test, error) {
	c, err := changesOf(before, after)
	if err != nil {
		return Test{}, err
	}
	if err := checkExact(c.n, "Wilcoxon"); err != nil {
		return Test{}, err
	}
	ways := make([]float64, int(c.n*(c.n+1))+1) // by doubled sum of the ranks that moved up
	ways[0] = 1
	var below float64
	for _, tied := range c.tied {
		rank := int(2*below + tied + 1)
		for range int(tied) {
			for s := len(ways) - 1; s >= rank; s-- {
				ways[s] += ways[s-rank]
			}
		}
		below += tied
	}
	return Test{Statistic: c.v, P: furtherFrom(ways, c.n*(c.n+1)/2, 2*c.v)}, nil
}
