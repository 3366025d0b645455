package series_test

import (
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/series"
)

// The line of a Poisson regression is where its score equations hold: what it expects
// adds up to what happened, and so does what it expects times the period.
func TestFitRatesSolvesTheScoreEquations(t *testing.T) {
	events, exposure := []int64{12, 0, 19, 25, 0, 41, 38}, []float64{1000, 0, 1200, 1100, 40, 1500, 900}
	fit, err := series.FitRates(events, exposure)
	if err != nil {
		t.Fatal(err)
	}
	var sum, moment float64
	for i, x := range events {
		rate, _, err := fit.At(float64(i+1), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		residual := float64(x) - exposure[i]*rate
		sum, moment = sum+residual, moment+float64(i+1)*residual
	}
	if math.Abs(sum) > 1e-6 || math.Abs(moment) > 1e-6 || fit.Periods != 6 {
		t.Errorf("residuals sum to %g and %g over %d periods, want 0, 0 and 6", sum, moment, fit.Periods)
	}
}

func TestFitRatesRefusesWhatCannotBe(t *testing.T) {
	for name, in := range map[string]struct {
		events   []int64
		exposure []float64
	}{
		"fewer exposures":         {[]int64{1, 2, 3}, []float64{1, 1}},
		"negative events":         {[]int64{1, -2, 3}, []float64{1, 1, 1}},
		"endless exposure":        {[]int64{1, 2, 3}, []float64{1, math.Inf(1), 1}},
		"events without exposure": {[]int64{1, 2, 3}, []float64{1, 0, 1}},
	} {
		if fit, err := series.FitRates(in.events, in.exposure); err == nil {
			t.Errorf("%s: %+v", name, fit)
		}
	}
}
