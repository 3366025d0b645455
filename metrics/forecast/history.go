package forecast

import (
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// A history is what a forecast is made from: values, NaN for a gap, and how uncertain
// each is from the number of answers it rests on; nil if that is unknown.
type history struct {
	values, variances []float64
}

func observations(x []float64) history { return history{values: x} }

// before is the history up to, and without, a period.
func (h history) before(t int) history {
	out := history{values: h.values[:t]}
	if h.variances != nil {
		out.variances = h.variances[:t]
	}
	return out
}

// typical is the median sampling variance; 0 if that is unknown.
func (h history) typical() float64 {
	var known []float64
	for t := range h.variances {
		if !math.IsNaN(h.values[t]) {
			known = append(known, h.variances[t])
		}
	}
	m, err := stat.Median(known)
	if err != nil {
		return 0
	}
	return m
}

// ends are the first and last index with a value.
func ends(x []float64) (first, last int) {
	first, last = -1, -1
	for t, v := range x {
		if !math.IsNaN(v) {
			if first < 0 {
				first = t
			}
			last = t
		}
	}
	return first, last
}

// A method makes a predictor of a history.
type method interface {
	fit(h history) (predictor, error)
}

// A predictor gives value and variance some periods ahead, of a period that rests on
// as many answers as is typical. df says how well the variance is known.
type predictor struct {
	at func(ahead int) (value, variance float64)
	df float64
}
