package forecast

import (
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// naive repeats the value lag periods earlier.
type naive struct{ lag int }

func (m naive) fit(h history) (predictor, error) {
	n := len(h.values)
	var squares, changes float64
	for t := m.lag; t < n; t++ {
		if d := h.values[t] - h.values[t-m.lag]; !math.IsNaN(d) {
			squares += d * d
			changes++
		}
	}
	if changes == 0 {
		return predictor{}, stat.ErrTooFew
	}
	last := make([]int, m.lag) // index of the last value at each place of the season
	for i := range last {
		t := n - m.lag + i
		for t >= 0 && math.IsNaN(h.values[t]) {
			t -= m.lag
		}
		if t < 0 {
			return predictor{}, stat.ErrTooFew
		}
		last[i] = t
	}
	variance, typical := squares/changes, h.typical()
	return predictor{df: changes, at: func(ahead int) (float64, float64) {
		from := last[(ahead-1)%m.lag]
		steps := (n - 1 + ahead - from) / m.lag
		v := variance * float64(steps)
		if typical > 0 {
			v += max(0, h.variances[from]-typical) // what the value repeated is less certain than others
		}
		return h.values[from], v
	}}, nil
}

// drift goes on along the line through the first and the last value.
type drift struct{}

func (drift) fit(h history) (predictor, error) {
	first, last := ends(h.values)
	if last-first < 2 {
		return predictor{}, stat.ErrTooFew
	}
	length := float64(last - first)
	slope := (h.values[last] - h.values[first]) / length
	var squares, changes float64
	for t := first + 1; t <= last; t++ {
		if d := h.values[t] - h.values[t-1] - slope; !math.IsNaN(d) {
			squares += d * d
			changes++
		}
	}
	if changes < 2 {
		return predictor{}, stat.ErrTooFew
	}
	variance := squares / (changes - 1)
	return predictor{df: changes - 1, at: func(ahead int) (float64, float64) {
		steps := float64(len(h.values) - 1 + ahead - last)
		return h.values[last] + steps*slope, variance * steps * (1 + steps/length)
	}}, nil
}

// mean repeats the mean, in which values that rest on few answers count less.
type mean struct{}

func (mean) fit(h history) (predictor, error) {
	typical := h.typical()
	var values []float64
	for _, v := range h.values {
		if !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	m, err := stat.MomentsOf(values)
	if err != nil {
		return predictor{}, err
	}
	if m.N < 2 {
		return predictor{}, stat.ErrTooFew
	}
	level, variance, precision := m.Mean, m.Variance, float64(m.N)
	if typical > 0 {
		level, variance, precision = weightedMean(h, typical, max(0, m.Variance-typical))
	}
	return predictor{df: float64(m.N - 1), at: func(int) (float64, float64) {
		return level, variance * (1 + 1/precision)
	}}, nil
}

// weightedMean weighs values by how much they vary relative to a typical one, when
// periods truly differ with variance between.
func weightedMean(h history, typical, between float64) (level, variance, precision float64) {
	var sum, squares, n float64
	weight := func(t int) float64 { return (typical + between) / (h.variances[t] + between) }
	for t, v := range h.values {
		if !math.IsNaN(v) {
			sum += weight(t) * v
			precision += weight(t)
			n++
		}
	}
	level = sum / precision
	for t, v := range h.values {
		if !math.IsNaN(v) {
			squares += weight(t) * (v - level) * (v - level)
		}
	}
	return level, squares / (n - 1), precision
}
