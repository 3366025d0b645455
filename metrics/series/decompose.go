package series

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// A Classical is a series taken apart by moving averages.
type Classical struct {
	Figure         []float64 // the season: what each of its periods adds to the trend, or multiplies it by
	Trend          []float64 // NaN in the first and last half season, and around gaps
	Remainder      []float64 // NaN where the trend is
	Multiplicative bool
}

// Decompose takes a series apart by the classical method, as R's decompose does.
// The trend is the centred moving average over one season (with half weights at
// both ends if that is even); the figure is the mean of value − trend for each
// period of the season, or of value / trend if multiplicative, less its own mean or
// divided by it. x[0] is the first period of a season.
//
// [STL] has a value for every period, lets the season change and can set outliers
// aside; this needs no choices and can be checked by hand. A gap (NaN) makes the
// trend around it undefined and is otherwise left out. It needs two whole seasons
// ([stat.ErrTooFew]) of at least 2 periods, and values above 0 if multiplicative
// ([*stat.ArgumentError]).
func Decompose(x []float64, period int, multiplicative bool) (Classical, error) {
	if err := checkSeasons(x, period); err != nil {
		return Classical{}, err
	}
	out := Classical{Trend: centredAverage(x, period), Multiplicative: multiplicative}
	sums, counts := make([]float64, period), make([]float64, period)
	for t, v := range x {
		if multiplicative && v <= 0 {
			return Classical{}, &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "above 0 for a season that multiplies"}
		}
		if s := out.apart(v, out.Trend[t]); !math.IsNaN(s) {
			sums[t%period] += s
			counts[t%period]++
		}
	}
	var mean float64
	for i := range sums {
		if counts[i] == 0 {
			return Classical{}, fmt.Errorf("series: gaps leave no value at period %d of the season: %w", i+1, stat.ErrUndefined)
		}
		sums[i] /= counts[i]
		mean += sums[i] / float64(period)
	}
	for _, s := range sums {
		out.Figure = append(out.Figure, out.apart(s, mean))
	}
	for t, v := range x {
		out.Remainder = append(out.Remainder, out.apart(out.apart(v, out.Trend[t]), out.Figure[t%period]))
	}
	return out, nil
}

// apart is what is left of a value when another component is taken out.
func (c Classical) apart(v, component float64) float64 {
	if c.Multiplicative {
		return v / component
	}
	return v - component
}

// centredAverage is the moving average over one season, NaN where it has no whole
// one.
func centredAverage(x []float64, period int) []float64 {
	half := period / 2
	out := make([]float64, len(x))
	for t := range out {
		if t < half || t+half >= len(x) {
			out[t] = math.NaN()
			continue
		}
		var sum float64
		for _, v := range x[t-half : t+half+1] {
			sum += v
		}
		if period%2 == 0 {
			sum -= (x[t-half] + x[t+half]) / 2
		}
		out[t] = sum / float64(period)
	}
	return out
}

// checkSeasons reports why a series has no two whole seasons to learn from.
func checkSeasons(x []float64, period int) error {
	if period < 2 {
		return &stat.ArgumentError{Name: "period", Value: float64(period), Want: "the length of a season, at least 2 periods"}
	}
	if len(x)/period < 2 {
		return fmt.Errorf("series: %d periods are less than two seasons of %d: %w", len(x), period, stat.ErrTooFew)
	}
	for t, v := range x {
		if math.Abs(v) > largestValue {
			return &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "from -1e100 to 1e100, or NaN for a gap"}
		}
	}
	return nil
}
