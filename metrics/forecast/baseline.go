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
