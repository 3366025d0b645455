package forecast

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Prediction says where the value of a future period will lie.
type Prediction struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Naive says that the future is like the last value. With r the n−1 changes from
// each period to the next,
//
//	value ± z σ √h,  σ² = Σ r² / (n−1)
//
// h periods ahead. It is what another forecast must beat. A gap (NaN) has no changes;
// if the series ends with gaps, the last value counts from where it stands. It needs
// one change ([stat.ErrTooFew]).
func Naive(x []float64, horizon int, confidence float64) ([]Prediction, error) {
	return baseline(naive{lag: 1}, x, horizon, confidence)
}

// SeasonalNaive says that the future is like the same period of the last season. With
// r the changes from season to season of m periods,
//
//	value ± z σ √k,  σ² = mean r²,  k = ⌊(h−1)/m⌋ + 1
//
// Where the last season has a gap, the season before it counts, one season further
// off. It needs one value for each period of the season and one change
// ([stat.ErrTooFew]).
func SeasonalNaive(x []float64, period, horizon int, confidence float64) ([]Prediction, error) {
	if period < 1 {
		return nil, &stat.ArgumentError{Name: "period", Value: float64(period), Want: "at least 1"}
	}
	return baseline(naive{lag: period}, x, horizon, confidence)
}

// Drift goes on as from the first value to the last. With b that slope, and s² the
// variance of the n−1 changes about it with divisor n−2,
//
//	value + hb ± z s √(h (1 + h/(n−1)))
//
// It needs two changes ([stat.ErrTooFew]).
func Drift(x []float64, horizon int, confidence float64) ([]Prediction, error) {
	return baseline(drift{}, x, horizon, confidence)
}

// Mean says that the future is like the mean of n values with standard deviation s:
//
//	mean ± t(n−1) s √(1 + 1/n)
//
// It needs two values ([stat.ErrTooFew]).
func Mean(x []float64, horizon int, confidence float64) ([]Prediction, error) {
	return baseline(mean{}, x, horizon, confidence)
}

// baseline predicts as R's package forecast does: a normal interval, or Student's t
// about a mean.
func baseline(m method, x []float64, horizon int, confidence float64) ([]Prediction, error) {
	if err := checkForecast(x, horizon, confidence); err != nil {
		return nil, err
	}
	p, err := m.fit(observations(x))
	if err != nil {
		return nil, err
	}
	half := dist.Z(confidence)
	if _, ok := m.(mean); ok {
		half = -dist.TQuantile((1-confidence)/2, p.df)
	}
	out := make([]Prediction, horizon)
	for h := range out {
		value, variance := p.at(h + 1)
		reach := half * math.Sqrt(variance)
		out[h] = Prediction{value, value - reach, value + reach}
	}
	return out, nil
}

// largest is beyond any value whose square is a float64.
const largest = 1e100

// farthest is how many periods ahead one may ask for.
const farthest = 1000

func checkForecast(x []float64, horizon int, confidence float64) error {
	if horizon < 1 || horizon > farthest {
		return &stat.ArgumentError{Name: "Horizon", Value: float64(horizon), Want: fmt.Sprint("from 1 to ", farthest, " periods")}
	}
	if err := stat.CheckConfidence(confidence); err != nil {
		return err
	}
	return checkValues(x)
}

func checkValues(x []float64) error {
	values := 0
	for t, v := range x {
		if math.Abs(v) > largest {
			return &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "from -1e100 to 1e100, or NaN for a gap"}
		}
		if !math.IsNaN(v) {
			values++
		}
	}
	if values == 0 {
		return stat.ErrNoData
	}
	return nil
}

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
