package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A SenLine is the straight line of Theil (1950) and Sen (1968), which a few wild
// periods do not move.
type SenLine struct {
	Slope     float64        `json:"slope"`     // per period, or per cycle if it is seasonal
	Low       metrics.Number `json:"low"`       // of the interval; none if there are too few values for one
	High      metrics.Number `json:"high"`      //
	Intercept float64        `json:"intercept"` // median of x_t - Slope·t, with t = 1 for the first period
}

// Sen is the median of the slopes between all pairs of values. NaN is a missing
// value, which leaves its time empty. The interval is that of Gilbert (1987, section
// 16.5), by the variance of Mann and Kendall's S:
//
//	C = z √(Var S)        from the slope of rank (N - C)/2 to that of rank (N + C)/2 + 1
//
// with ranks rounded to the nearest whole number, half to even, N slopes in order.
// Ranks beyond the slopes there are give no bound. Errors are those of
// [MannKendall].
func Sen(x []float64, confidence float64) (SenLine, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return SenLine{}, err
	}
	values, times, err := present(x)
	if err != nil {
		return SenLine{}, err
	}
	line := senOf(slopes(values, times), varianceOfS(len(values), tieSizes(values)), confidence)
	rest := make([]float64, len(values))
	for i, v := range values {
		rest[i] = v - line.Slope*times[i]
	}
	line.Intercept, _ = stat.Median(rest) // of values that were checked
	return line, nil
}

// widen gives the line the interval for another variance of S.
func (l *SenLine) widen(x []float64, variance, confidence float64) {
	if values, times, err := present(x); err == nil {
		wide := senOf(slopes(values, times), variance, confidence)
		l.Low, l.High = wide.Low, wide.High
	}
}

// slopes are those between all pairs.
func slopes(values, times []float64) []float64 {
	out := make([]float64, 0, len(values)*(len(values)-1)/2)
	for j := range values {
		for i := range j {
			out = append(out, (values[j]-values[i])/(times[j]-times[i]))
		}
	}
	return out
}

// senOf is the median of the slopes, which it sorts, with its interval.
func senOf(slopes []float64, variance, confidence float64) SenLine {
	slices.Sort(slopes)
	n := float64(len(slopes))
	c := dist.Z(confidence) * math.Sqrt(variance)
	line := SenLine{Slope: medianSorted(slopes)}
	if lower := math.RoundToEven((n - c) / 2); lower >= 1 {
		line.Low = metrics.NumberOf(slopes[int(lower)-1])
	}
	if upper := math.RoundToEven((n+c)/2 + 1); upper <= n {
		line.High = metrics.NumberOf(slopes[int(upper)-1])
	}
	return line
}

// medianSorted is the middle of values in order, or halfway between the two middle
// ones.
func medianSorted(x []float64) float64 {
	n := len(x)
	return x[(n-1)/2]/2 + x[n/2]/2 // no overflow
}
