package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Level says what the values that annotators gave can be compared by.
type Level uint8

// The levels of measurement.
const (
	Nominal  Level = iota // same or different
	Ordinal               // how many ratings lie between two
	Interval              // difference
	Ratio                 // difference in proportion to the sum; values of at least 0
)

// Alpha is Krippendorff's coefficient of reliability: the agreement of any
// number of annotators, where each may have left feedback out.
//
//	α = 1 - D_o / D_e
//
// ratings[i] are the values that feedback i was given, by annotators in any
// order; NaN, or a shorter list, is missing. Feedback with fewer than two values
// says nothing about agreement and is left out. D_o and D_e are the observed
// and expected disagreement of the coincidence matrix, weighted by the squared
// distance of level (Krippendorff 2011, "Computing Krippendorff's
// Alpha-Reliability"). The interval is from up to 1,000 resamples of the feedback.
// It is undefined if no feedback has two values or all values are the same.
// At the ratio level time grows with the square of the number of different
// values.
func Alpha(ratings [][]float64, level Level) (Measure, error) {
	if level > Ratio {
		return Measure{}, &ArgumentError{"level", fmt.Sprint(uint8(level)), "one of the declared levels"}
	}
	for i, r := range ratings {
		for j, v := range r {
			if math.IsInf(v, 0) || level == Ratio && v < 0 {
				return Measure{}, &ArgumentError{fmt.Sprintf("ratings[%d][%d]", i, j), fmt.Sprint(v), "a finite number, not negative at the ratio level"}
			}
		}
	}
	return alphaOf(ratings, level, func(v float64) bool { return !math.IsNaN(v) }, func(values []float64) []float64 { return values }), nil
}

// NominalAlpha is [Alpha] for categories; the zero value, "" for words, is
// missing.
func NominalAlpha[C cmp.Ordered](ratings [][]C) Measure {
	var missing C
	return alphaOf(ratings, Nominal, func(v C) bool { return v != missing }, func(values []C) []float64 {
		return make([]float64, len(values))
	})
}

// coincidences are units, each as how often it has which of the sorted values.
type coincidences struct {
	units  [][]valueCount
	values []float64
	level  Level
}

type valueCount struct {
	value int
	count float64
}

func alphaOf[C cmp.Ordered](ratings [][]C, level Level, present func(C) bool, numbers func([]C) []float64) Measure {
	var values []C
	var kept [][]C
	for _, r := range ratings {
		var unit []C
		for _, v := range r {
			if present(v) {
				unit = append(unit, v)
			}
		}
		if len(unit) > 1 {
			kept = append(kept, unit)
			values = append(values, unit...)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	switch {
	case len(kept) == 0:
		return undefined(0, "no feedback has two values")
	case len(values) == 1:
		return undefined(len(kept), "all values are the same")
	}
	c := coincidences{values: numbers(values), level: level}
	all := make([]int, len(kept))
	for i, unit := range kept {
		all[i] = i
		slices.Sort(unit)
		var counted []valueCount
		for j, v := range unit {
			if j > 0 && v == unit[j-1] {
				counted[len(counted)-1].count++
				continue
			}
			at, _ := slices.BinarySearch(values, v)
			counted = append(counted, valueCount{at, 1})
		}
		c.units = append(c.units, counted)
	}
	slices.SortFunc(c.units, compareUnits) // resampling must not depend on the order
	return bootstrapUnits(c.alpha(all), len(all), c.alpha)
}

func compareUnits(a, b []valueCount) int {
	return slices.CompareFunc(a, b, func(x, y valueCount) int {
		return cmp.Or(cmp.Compare(x.value, y.value), cmp.Compare(x.count, y.count))
	})
}

// alpha is the coefficient of the units at the given places, NaN if undefined.
func (c coincidences) alpha(places []int) float64 {
	counts := make([]float64, len(c.values))
	var n float64
	for _, u := range places {
		for _, v := range c.units[u] {
			counts[v.value] += v.count
			n += v.count
		}
	}
	at := c.positions(counts, n)
	var observed float64
	for _, u := range places {
		var m, within float64
		for i, a := range c.units[u] {
			m += a.count
			for _, b := range c.units[u][:i] {
				within += 2 * a.count * b.count * c.distance(at[a.value], at[b.value])
			}
		}
		observed += within / (m - 1)
	}
	expected := c.expected(at, counts, n)
	if expected <= 0 {
		return math.NaN()
	}
	return 1 - (n-1)*observed/expected
}

// positions are where the values lie on their scale: at the ordinal level at
// their mid-ranks, whose differences are what Krippendorff sums up between two
// values. They are centred, which changes no difference and keeps sums of
// squares exact.
func (c coincidences) positions(counts []float64, n float64) []float64 {
	if c.level == Nominal || c.level == Ratio {
		return c.values
	}
	at := make([]float64, len(counts))
	var below, mean float64
	for i, count := range counts {
		at[i] = c.values[i]
		if c.level == Ordinal {
			at[i] = below + count/2
			below += count
		}
		mean += count * at[i] / n
	}
	for i := range at {
		at[i] -= mean
	}
	return at
}

// distance is the squared distance of two different values.
func (c coincidences) distance(a, b float64) float64 {
	d := 1.0
	switch c.level {
	case Ordinal, Interval:
		d = a - b
	case Ratio:
		d = (a - b) / (a + b)
	}
	return d * d
}

// expected sums the distances of all ordered pairs of values.
func (c coincidences) expected(at, counts []float64, n float64) float64 {
	var sum, squares float64
	switch c.level {
	case Nominal:
		for _, count := range counts {
			squares += count * count
		}
		return n*n - squares
	case Ratio:
		for i := range counts {
			for j := range i {
				sum += 2 * counts[i] * counts[j] * c.distance(at[i], at[j])
			}
		}
		return sum
	}
	for i, count := range counts {
		sum += count * at[i]
		squares += count * at[i] * at[i]
	}
	return 2 * (n*squares - sum*sum)
}
