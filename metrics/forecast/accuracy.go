package forecast

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// Errors are how far forecasts were off, in the unit of the metric unless stated
// otherwise.
type Errors struct {
	RMSE float64        `json:"rmse"` // root of the mean square
	MAE  float64        `json:"mae"`  // mean size
	MAPE metrics.Number `json:"mape"` // mean size in per cent of what came; none if that was ever 0
	// MASE is the MAE over that of the naive forecast, or the seasonal naive one, within
	// the training data (Hyndman and Koehler 2006, International Journal of Forecasting
	// 22): below 1 is better than that. None if the training data never change.
	MASE metrics.Number `json:"mase"`
	N    int            `json:"n"` // forecasts whose value came
}

// Accuracy measures forecasts by what came, NaN where nothing did. The training data
// give the scale of MASE: the mean size of their changes over period periods, 1 for
// the naive forecast one step ahead, the season's length for the seasonal one. The
// errors: [*stat.ArgumentError] if lengths differ, [stat.ErrNoData] if nothing came.
func Accuracy(predicted, actual, training []float64, period int) (Errors, error) {
	if len(predicted) != len(actual) {
		return Errors{}, &stat.ArgumentError{Name: "len(actual)", Value: float64(len(actual)), Want: fmt.Sprint(len(predicted), ", as many as predicted")}
	}
	if period < 1 {
		return Errors{}, &stat.ArgumentError{Name: "period", Value: float64(period), Want: "at least 1"}
	}
	var out Errors
	var squares, sizes, shares float64
	for t, v := range actual {
		if e := v - predicted[t]; !math.IsNaN(e) {
			squares += e * e
			sizes += math.Abs(e)
			shares += math.Abs(e / v)
			out.N++
		}
	}
	if out.N == 0 {
		return Errors{}, stat.ErrNoData
	}
	n := float64(out.N)
	out.RMSE, out.MAE, out.MAPE = math.Sqrt(squares/n), sizes/n, metrics.NumberOf(100*shares/n)
	out.MASE = metrics.NumberOf(out.MAE / naiveError(training, period))
	return out, nil
}

// naiveError is the mean size of the changes from season to season; NaN without any.
func naiveError(x []float64, period int) float64 {
	var sum, n float64
	for t := period; t < len(x); t++ {
		if d := math.Abs(x[t] - x[t-period]); !math.IsNaN(d) {
			sum += d
			n++
		}
	}
	return sum / n
}
