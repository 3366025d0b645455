package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A KendallTest is the test of Mann (1945) and Kendall for a trend in one direction,
// of whatever shape: it looks only at which of two values is the larger.
type KendallTest struct {
	N        int            `json:"n"`        // values that are not missing
	S        int64          `json:"s"`        // pairs that rise less pairs that fall
	Variance float64        `json:"variance"` // of S without a trend
	Tau      metrics.Number `json:"tau"`      // Kendall's τ-b between values and time; none if all values are equal
	// Z and P are those of the normal approximation with continuity correction, P
	// two-sided. Without variance Z is 0 and P is 1.
	Z float64 `json:"z"`
	P float64 `json:"p"`
	// PlainZ and PlainP are the same without continuity correction.
	PlainZ float64 `json:"plain_z"`
	PlainP float64 `json:"plain_p"`
	// Exact is the exact two-sided p-value, by counting all orders of the values, ties
	// included. It is there for up to 50 values.
	Exact metrics.Number `json:"exact"`
	// Inflation is by how much Variance was multiplied for autocorrelation; 1 if it was
	// not.
	Inflation float64 `json:"inflation"`
}

// MannKendall tests equally spaced values in order of time for a trend:
//
//	S = Σ_{i<j} sgn(x_j - x_i)        Var S = (n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18
//
// with t the sizes of the groups of ties. NaN is a missing value, which leaves its
// time empty; infinite values are an error. One value is [stat.ErrTooFew] and none
// [stat.ErrNoData]; two have no evidence, with p = 1. It takes time and memory in n².
//
// The test takes the values for independent. Where a good month is followed by a
// good one it finds trends that are not there: see [HamedRao].
func MannKendall(x []float64) (KendallTest, error) {
	x, _, err := present(x)
	if err != nil {
		return KendallTest{}, err
	}
	m := KendallTest{N: len(x), S: concordance(x), Inflation: 1}
	ties := tieSizes(x)
	m.Variance = varianceOfS(len(x), ties)
	pairs := float64(len(x)) * float64(len(x)-1) / 2
	untied := pairs
	for _, t := range ties {
		untied -= t * (t - 1) / 2
	}
	m.Tau = metrics.NumberOf(float64(m.S) / math.Sqrt(untied*pairs))
	m.decide()
	if len(x) <= mostExact {
		m.Exact = metrics.NumberOf(exactP(len(x), ties, m.S))
	}
	return m, nil
}

// BestP is the exact p-value where there is one, else that of the normal
// approximation.
func (m KendallTest) BestP() float64 {
	return m.Exact.Or(m.P)
}

// inflate multiplies the variance for autocorrelation, to which the exact p-value does
// not apply.
func (m *KendallTest) inflate(factor float64) {
	m.Inflation = factor
	m.Variance *= factor
	m.Exact = metrics.Number{}
	m.decide()
}

// decide fills in the normal approximations.
func (m *KendallTest) decide() {
	s := float64(m.S)
	m.Z, m.PlainZ = 0, 0
	if m.Variance > 0 {
		m.Z = (s - sign(s)) / math.Sqrt(m.Variance)
		m.PlainZ = s / math.Sqrt(m.Variance)
	}
	m.P, m.PlainP = dist.NormalTwoSided(m.Z), dist.NormalTwoSided(m.PlainZ)
}

// mostValues is how many values the pairwise methods take: their pairs fill 100 MB.
const mostValues = 5000

// present are the values that are not missing, and their times, which count from 1.
func present(x []float64) (values, times []float64, err error) {
	for i, v := range x {
		if math.IsInf(v, 0) {
			return nil, nil, &stat.ArgumentError{Name: "a value of the series", Value: v, Want: "a finite number, or NaN for a missing one"}
		}
		if !math.IsNaN(v) {
			values, times = append(values, v), append(times, float64(i+1))
		}
	}
	switch n := len(values); {
	case n == 0:
		return nil, nil, stat.ErrNoData
	case n == 1:
		return nil, nil, stat.ErrTooFew
	case n > mostValues:
		return nil, nil, &stat.ArgumentError{Name: "number of values", Value: float64(n), Want: "at most 5000: take longer periods"}
	}
	return values, times, nil
}

// concordance is Kendall's S.
func concordance(x []float64) int64 {
	var s int64
	for j := range x {
		for _, before := range x[:j] {
			switch {
			case x[j] > before:
				s++
			case x[j] < before:
				s--
			}
		}
	}
	return s
}

// tieSizes are how often each value occurs.
func tieSizes(x []float64) []float64 {
	var last float64
	var out []float64
	for i, v := range slices.Sorted(slices.Values(x)) {
		if i == 0 || v != last {
			out = append(out, 0)
		}
		out[len(out)-1]++
		last = v
	}
	return out
}

func varianceOfS(n int, ties []float64) float64 {
	f := func(t float64) float64 { return t * (t - 1) * (2*t + 5) }
	v := f(float64(n))
	for _, t := range ties {
		v -= f(t)
	}
	return v / 18
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// mostExact is for how many values the orders are counted. Beyond it the normal
// approximation is off by less than a hundredth of p.
const mostExact = 50

// exactP is the share of all orders of the values in which S is as far from 0 as
// seen, or further. Adding the values from the smallest up, those of one size fall
// among the smaller ones in any way with equal chance, so that S is a sum of
// independent Mann-Whitney statistics.
func exactP(n int, ties []float64, s int64) float64 {
	inversions := []float64{1} // probability of so many falling pairs
	pairs, before := 0, 0
	for _, t := range ties {
		size := int(t)
		inversions = convolve(inversions, mannWhitney(before, size))
		pairs += before * size
		before += size
	}
	var p float64
	for k, w := range inversions {
		if d := int64(pairs - 2*k); max(d, -d) >= max(s, -s) {
			p += w
		}
	}
	return min(p, 1)
}

// mannWhitney is the distribution of Mann and Whitney's U of m values against n: a
// random one of all m+n is the largest, and if it is of the n it lies above all m.
func mannWhitney(m, n int) []float64 {
	if n == 1 { // which falls anywhere among the m
		return slices.Repeat([]float64{1 / float64(m+1)}, m+1)
	}
	row := make([][]float64, n+1) // row[j] is the distribution for i against j
	for j := range row {
		row[j] = []float64{1}
	}
	for i := 1; i <= m; i++ {
		for j := 1; j <= n; j++ {
			without := float64(i) / float64(i+j)
			next := make([]float64, i*j+1)
			for u, w := range row[j] { // the largest is of the m
				next[u] += without * w
			}
			for u, w := range row[j-1] { // or of the n
				next[u+i] += (1 - without) * w
			}
			row[j] = next
		}
	}
	return row[n]
}

func convolve(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}
