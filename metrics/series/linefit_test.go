package series_test

import (
	"errors"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// At 1, 2, 3 … the two agree; in another order and unit the slope is that per unit.
func TestFitWeightedAtAgreesWithFitWeighted(t *testing.T) {
	y := []float64{0.61, 0.66, 0.58, 0.7, 0.69}
	v := []float64{0.001, 0.004, 0.002, 0.0005, 0.003}
	want, err := series.FitWeighted(y, v)
	if err != nil {
		t.Fatal(err)
	}
	got, err := series.FitWeightedAt([]float64{1, 2, 3, 4, 5}, y, v)
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	weeks := []float64{35, 28, 21, 14, 7} // the same, backwards, in days
	got, err = series.FitWeightedAt(weeks, []float64{0.69, 0.7, 0.58, 0.66, 0.61}, []float64{0.003, 0.0005, 0.002, 0.004, 0.001})
	for _, x := range []struct{ got, want float64 }{
		{got.Adjusted.Slope, want.Adjusted.Slope / 7}, {got.Adjusted.SE, want.Adjusted.SE / 7},
		{got.Adjusted.Intercept, want.Adjusted.Intercept}, {got.QE, want.QE}, {got.Tau2, want.Tau2},
	} {
		if err != nil || math.Abs(x.got-x.want) > 1e-12 {
			t.Errorf("got %v, want %v (%v)", x.got, x.want, err)
		}
	}
}

func TestFitWeightedAtRefuses(t *testing.T) {
	y, v := []float64{1, 2, 3}, []float64{1, 1, 1}
	if _, err := series.FitWeightedAt([]float64{4, 4, 4}, y, v); !errors.Is(err, stat.ErrUndefined) {
		t.Errorf("all at one time: %v", err)
	}
	if _, err := series.FitWeightedAt([]float64{1, 2}, y[:2], v[:2]); !errors.Is(err, stat.ErrTooFew) {
		t.Errorf("two: %v", err)
	}
	var argument *stat.ArgumentError
	if _, err := series.FitWeightedAt([]float64{1, 2}, y, v); !errors.As(err, &argument) {
		t.Errorf("times missing: %v", err)
	}
	if _, err := series.FitWeightedAt([]float64{1, 2, math.NaN()}, y, v); !errors.As(err, &argument) {
		t.Errorf("no time: %v", err)
	}
}

// A fit whose sums no float64 holds is an error, not numbers that are none.
func TestFitWeightedTooLarge(t *testing.T) {
	one := []float64{1, 1, 1, 1}
	for _, in := range [][2][]float64{
		{{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64, 1}, one},
		{{1, 3, 2, 7}, {5e-324, 5e-324, 1, 1}},
	} {
		if fit, err := series.FitWeighted(in[0], in[1]); !errors.Is(err, stat.ErrUndefined) {
			t.Errorf("%v: got %+v, %v; want ErrUndefined", in, fit, err)
		}
	}
}
