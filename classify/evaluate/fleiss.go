package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// FleissKappa is the agreement of several annotators: ratings[i] are the
// categories that feedback i was given, one by each annotator, in any order
// (Fleiss 1971). Every feedback must have the same number of ratings, at least
// two; where some are missing, use [NominalAlpha]. The test has the variance of
// Fleiss, Nee and Landis (1979); the interval is from up to 1,000 resamples of the
// feedback. It is undefined if there is no feedback or one category throughout.
func FleissKappa[C cmp.Ordered](ratings [][]C) (Kappa, error) {
	if len(ratings) == 0 {
		return Kappa{Measure: undefined(0, "no feedback"), P: 1}, nil
	}
	m := len(ratings[0])
	var categories []C
	for i, r := range ratings {
		if len(r) != m || m < 2 {
			return Kappa{}, &ArgumentError{fmt.Sprintf("ratings[%d]", i), fmt.Sprintf("%d long", len(r)), "as many as the others, at least 2"}
		}
		categories = append(categories, r...)
	}
	slices.Sort(categories)
	categories = slices.Compact(categories)
	f := fleiss{m: float64(m), k: len(categories)}
	for _, r := range ratings {
		row := make([]float64, f.k)
		for _, c := range r {
			at, _ := slices.BinarySearch(categories, c)
			row[at]++
		}
		f.rows = append(f.rows, row)
	}
	slices.SortFunc(f.rows, slices.Compare) // resampling must not depend on the order
	return f.kappa(), nil
}

// fleiss is a table of how often each feedback was given each category.
type fleiss struct {
	rows [][]float64
	m    float64 // ratings a feedback
	k    int
}

func (f fleiss) kappa() Kappa {
	all := make([]int, len(f.rows))
	for i := range all {
		all[i] = i
	}
	value, agreement, p := f.of(all)
	out := Kappa{Agreement: agreement, P: 1}
	if math.IsNaN(value) {
		out.Measure = undefined(len(all), "one category throughout")
		return out
	}
	out.Measure = bootstrapUnits(value, len(all), func(draw []int) float64 {
		v, _, _ := f.of(draw)
		return v
	})
	var pq, skew float64
	for _, x := range p {
		pq += x * (1 - x)
		skew += x * (1 - x) * (1 - 2*x)
	}
	n := float64(len(all))
	if variance := 2 / (pq * pq * n * f.m * (f.m - 1)) * (pq*pq - skew); variance > 0 {
		out.Z = value / math.Sqrt(variance)
		out.P = twoSided(out.Z)
	}
	return out
}

// of is kappa of the feedback at the given places, NaN if undefined, with the
// observed agreement and the shares of the categories.
func (f fleiss) of(places []int) (kappa, agreement float64, p []float64) {
	p = make([]float64, f.k)
	for _, i := range places {
		var same float64
		for j, x := range f.rows[i] {
			same += x * (x - 1)
			p[j] += x
		}
		agreement += same / (f.m * (f.m - 1))
	}
	n := float64(len(places))
	agreement /= n
	var expected float64
	for j := range p {
		p[j] /= n * f.m
		expected += p[j] * p[j]
	}
	if 1-expected < 1e-12 {
		return math.NaN(), agreement, p
	}
	return (agreement - expected) / (1 - expected), agreement, p
}
