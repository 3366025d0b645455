package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// HamedRao is [MannKendall] with the variance of S corrected for values that
// resemble the ones before them (Hamed and Rao 1998):
//
//	Inflation = 1 + 2/(n(n-1)(n-2)) Σ_k (n-k)(n-k-1)(n-k-2) ρ_k
//
// with ρ_k the autocorrelation at lag k of the ranks of what Sen's line leaves over,
// where it is beyond ±1.96/√n. An Inflation below 1, which a few chance negative ones
// give, is taken for 1: it would make evidence of noise. Exact does not apply and is
// not given. Below three values the error is [stat.ErrTooFew].
//
// The correction helps but does not cure, because it leaves out the correlations that
// it cannot tell from 0: of series of 40 values without a trend that are correlated by
// 0.5 it sees one in 18 %, where [MannKendall] does in 25 %. [Series.Trend] corrects
// by the correlation at lag 1 alone, with its bias made up for.
func HamedRao(x []float64) (KendallTest, error) {
	m, err := MannKendall(x)
	if err != nil {
		return KendallTest{}, err
	}
	if m.N < 3 {
		return KendallTest{}, stat.ErrTooFew
	}
	line, err := Sen(x, 0.95)
	if err != nil {
		return KendallTest{}, err
	}
	rest := make([]float64, len(x))
	for i, v := range x {
		rest[i] = v - line.Slope*float64(i+1)
	}
	m.inflate(inflation(ranksOf(rest), m.N))
	return m, nil
}

// inflation is by how much autocorrelation multiplies the variance of S, for n values
// that are not missing.
func inflation(x []float64, values int) float64 {
	n := float64(values)
	band := dist.Z(0.95) / math.Sqrt(n)
	var sum float64
	for k := 1; k < values-2; k++ {
		if r := lagged(x, k); math.Abs(r) > band {
			d := n - float64(k)
			sum += d * (d - 1) * (d - 2) * r
		}
	}
	return math.Max(1, 1+2*sum/(n*(n-1)*(n-2)))
}

// ranksOf are the ranks of the values, the mean one for ties, NaN where a value is
// missing.
func ranksOf(x []float64) []float64 {
	inOrder := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	slices.Sort(inOrder)
	out := slices.Clone(x)
	for i, v := range x {
		if !math.IsNaN(v) {
			first, _ := slices.BinarySearch(inOrder, v)
			after, _ := slices.BinarySearchFunc(inOrder, v, func(a, v float64) int {
				if a <= v {
					return -1
				}
				return 1
			})
			out[i] = float64(first+after+1) / 2
		}
	}
	return out
}

// lagged is the autocorrelation at a lag; 0 without variation.
func lagged(x []float64, k int) float64 {
	d, _, err := deviations("x", x)
	if err != nil {
		return 0
	}
	r := covariance(d, d, k) / covariance(d, d, 0)
	if math.IsNaN(r) { // no two values are so far apart
		return 0
	}
	return r
}
