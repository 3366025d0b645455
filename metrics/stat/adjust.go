package stat

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Adjusted p-values for many tests. Each function takes the p-values of all tests
// that were made, also of those that will not be shown, and returns the adjusted
// ones in the same order. A p-value that is NaN stays NaN and does not count as a
// test.

// BenjaminiHochberg controls the share of false findings among the findings, for
// independent or positively related tests (Benjamini and Hochberg 1995): the one
// to use for many segments.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	return stepUp(p, func(m, rank float64) float64 { return m / rank })
}

// BenjaminiYekutieli is [BenjaminiHochberg] for tests related in any way
// (Benjamini and Yekutieli 2001).
func BenjaminiYekutieli(p []float64) ([]float64, error) {
	var harmonic float64 // 1 + ½ + … + 1/m, for the largest rank, which comes first
	return stepUp(p, func(m, rank float64) float64 {
		if rank == m {
			for i := 1.0; i <= m; i++ {
				harmonic += 1 / i
			}
		}
		return m / rank * harmonic
	})
}

// Hochberg controls the probability of any false finding, for independent tests
// (Hochberg 1988).
func Hochberg(p []float64) ([]float64, error) {
	return stepUp(p, func(m, rank float64) float64 { return m - rank + 1 })
}

// Holm controls the probability of any false finding, for tests related in any
// way (Holm 1979): the one to use for a few tests planned beforehand.
func Holm(p []float64) ([]float64, error) {
	order, err := ascending(p)
	if err != nil {
		return nil, err
	}
	out, most := nans(p), 0.0
	for i, k := range order {
		most = math.Max(most, float64(len(order)-i)*p[k])
		out[k] = math.Min(1, most)
	}
	return out, nil
}

// Bonferroni multiplies by the number of tests. [Holm] is never worse.
func Bonferroni(p []float64) ([]float64, error) {
	order, err := ascending(p)
	if err != nil {
		return nil, err
	}
	out := nans(p)
	for _, k := range order {
		out[k] = math.Min(1, float64(len(order))*p[k])
	}
	return out, nil
}

// stepUp multiplies each p-value by a factor of its rank among m and makes the
// result monotone from the largest down.
func stepUp(p []float64, factor func(m, rank float64) float64) ([]float64, error) {
	order, err := ascending(p)
	if err != nil {
		return nil, err
	}
	out, least := nans(p), 1.0
	m := float64(len(order))
	for i, k := range slices.Backward(order) {
		least = math.Min(least, factor(m, float64(i+1))*p[k])
		out[k] = least
	}
	return out, nil
}

// ascending lists the places of the p-values that are numbers, the smallest
// first.
func ascending(p []float64) ([]int, error) {
	var order []int
	for i, v := range p {
		switch {
		case math.IsNaN(v):
		case !(v >= 0 && v <= 1):
			return nil, &ArgumentError{fmt.Sprintf("p[%d]", i), v, "a number in [0, 1]"}
		default:
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order, nil
}

func nans(p []float64) []float64 {
	out := make([]float64, len(p))
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
