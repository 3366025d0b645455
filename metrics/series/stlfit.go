package series

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/stat"
)

// stlFit is a decomposition under way.
type stlFit struct {
	y                       []float64 // values, with gaps bridged
	gap                     []bool
	weights                 []float64 // of the values; nil means all 1
	period                  int
	seasonal, trendy, low   loess
	season, trend, cycle    []float64 // cycle is season before the low pass, one cycle longer at both ends
	sub, subWeights, fitted []float64
}

func newSTLFit(x []float64, period int, o STLOptions) (*stlFit, error) {
	n := len(x)
	f := &stlFit{period: period, season: make([]float64, n), trend: make([]float64, n), cycle: make([]float64, n+2*period)}
	if err := f.bridge(x); err != nil {
		return nil, err
	}
	window := o.SeasonalWindow
	switch {
	case window == 0:
		window = 10*n + 1
	case window < 7 || window%2 == 0:
		return nil, &stat.ArgumentError{Name: "SeasonalWindow", Value: float64(window), Want: "an odd number of cycles from 7 on, or 0 for all"}
	}
	trend := o.TrendWindow
	switch {
	case trend == 0:
		trend = nextOdd(math.Ceil(1.5 * float64(period) / (1 - 1.5/float64(window))))
	case trend < 3 || trend%2 == 0:
		return nil, &stat.ArgumentError{Name: "TrendWindow", Value: float64(trend), Want: "an odd number of periods from 3 on, or 0 for the default"}
	}
	f.seasonal = loess{window, 0, tenth(window)}
	f.trendy = loess{trend, 1, tenth(trend)}
	low := nextOdd(float64(period))
	f.low = loess{max(3, low), 1, tenth(low)}
	return f, nil
}

func nextOdd(x float64) int {
	n := int(x)
	return n + 1 - n%2
}

func tenth(window int) int { return (window + 9) / 10 }

// bridge copies the values with straight lines over gaps, which get no weight.
func (f *stlFit) bridge(x []float64) error {
	f.y, f.gap = slices.Clone(x), make([]bool, len(x))
	seen := make([]bool, f.period)
	before := -1
	for t, v := range x {
		if math.IsNaN(v) {
			f.gap[t] = true
			continue
		}
		seen[t%f.period] = true
		if before < 0 {
			before = t
			for i := range t {
				f.y[i] = v
			}
		}
		between(f.y, before, t)
		before = t
	}
	if before < 0 {
		return stat.ErrNoData
	}
	for i := before + 1; i < len(x); i++ {
		f.y[i] = x[before]
	}
	if i := slices.Index(seen, false); i >= 0 {
		return fmt.Errorf("series: gaps leave no value at period %d of the season: %w", i+1, stat.ErrUndefined)
	}
	if slices.Contains(f.gap, true) {
		f.weights = make([]float64, len(x))
		f.unit()
	}
	return nil
}

// unit gives every value the weight 1 and every gap 0.
func (f *stlFit) unit() {
	for t, gap := range f.gap {
		f.weights[t] = 1
		if gap {
			f.weights[t] = 0
		}
	}
}

// pass goes a number of times through the inner loop: season from value − trend,
// less its low frequencies, then trend from value − season.
func (f *stlFit) pass(times int) {
	n, p := len(f.y), f.period
	rest := make([]float64, n)
	low := make([]float64, n)
	for range times {
		for t := range rest {
			rest[t] = f.y[t] - f.trend[t]
		}
		f.smoothCycles(rest)
		average := movingAverage(movingAverage(movingAverage(f.cycle, p), p), 3)
		f.low.smooth(low, average, nil)
		for t := range rest {
			f.season[t] = f.cycle[p+t] - low[t]
			rest[t] = f.y[t] - f.season[t]
		}
		f.trendy.smooth(f.trend, rest, f.weights)
	}
}

// smoothCycles smooths the values of each period of the season over the cycles, and
// goes on by one cycle at both ends.
func (f *stlFit) smoothCycles(rest []float64) {
	n, p := len(rest), f.period
	for j := range p {
		f.sub, f.subWeights = f.sub[:0], f.subWeights[:0]
		for t := j; t < n; t += p {
			f.sub = append(f.sub, rest[t])
			if f.weights != nil {
				f.subWeights = append(f.subWeights, f.weights[t])
			}
		}
		var weights []float64
		if f.weights != nil {
			weights = f.subWeights
		}
		k := len(f.sub)
		f.fitted = append(f.fitted[:0], make([]float64, k+2)...)
		f.seasonal.smooth(f.fitted[1:k+1], f.sub, weights)
		f.fitted[0], f.fitted[k+1] = f.fitted[1], f.fitted[k]
		if v, ok := f.seasonal.at(0, f.sub, weights, 0, min(f.seasonal.span, k)-1); ok {
			f.fitted[0] = v
		}
		if v, ok := f.seasonal.at(float64(k+1), f.sub, weights, max(0, k-f.seasonal.span), k-1); ok {
			f.fitted[k+1] = v
		}
		for m, v := range f.fitted {
			f.cycle[m*p+j] = v
		}
	}
}

// reweigh gives the values bisquare weights by how far they lie from the fit, with
// six median absolute residuals for the end.
func (f *stlFit) reweigh() {
	if f.weights == nil {
		f.weights = make([]float64, len(f.y))
	}
	f.unit()
	var sizes []float64
	for t, y := range f.y {
		if !f.gap[t] {
			sizes = append(sizes, math.Abs(y-f.season[t]-f.trend[t]))
		}
	}
	low, high := middlePair(sizes)
	end := 3 * (low + high)
	for t, y := range f.y {
		u := math.Abs(y-f.season[t]-f.trend[t]) / end
		switch {
		case u > 0.999:
			f.weights[t] = 0
		case u > 0.001:
			f.weights[t] *= (1 - u*u) * (1 - u*u)
		}
	}
}

// middlePair is what Cleveland's program, which R runs, takes for the two middle
// values: it asks Singleton's partial sort (1969, algorithm 347 of the
// Communications of the ACM) for them in falling order, which that does not expect.
// It then gives up one of the two where a partition parts them, so that it may only
// be near the middle. To a weight that is as good; done otherwise, robust fits would
// differ from R's in the third digit.
func middlePair(x []float64) (low, high float64) {
	first, second := (len(x)-1)/2, len(x)/2
	i, j := 0, len(x)-1
	for i < j {
		if i > 0 && j-i <= 10 {
			slices.Sort(x[i : j+1])
			break
		}
		left, right := partition(x, i, j)
		toLeft := second < right
		if left-i <= j-right {
			toLeft = first <= left
		}
		if toLeft {
			j = left
		} else {
			i = right
		}
	}
	return x[first], x[second]
}

// partition puts the values of x[i:j+1] that are at most the median of its first,
// middle and last before the others: up to left, and from right on.
func partition(x []float64, i, j int) (left, right int) {
	middle := (i+j+2)/2 - 1 // the Fortran index counts from 1
	if x[i] > x[middle] {
		x[i], x[middle] = x[middle], x[i]
	}
	if x[j] < x[middle] {
		x[j], x[middle] = x[middle], x[j]
		if x[i] > x[middle] {
			x[i], x[middle] = x[middle], x[i]
		}
	}
	pivot := x[middle]
	left, right = j, i
	for {
		for left--; x[left] > pivot; left-- {
		}
		for right++; x[right] < pivot; right++ {
		}
		if right > left {
			return left, right
		}
		x[left], x[right] = x[right], x[left]
	}
}

// averageCycles makes the season the same in every cycle.
func averageCycles(season []float64, period int) {
	for j := range period {
		var sum, n float64
		for t := j; t < len(season); t += period {
			sum += season[t]
			n++
		}
		for t := j; t < len(season); t += period {
			season[t] = sum / n
		}
	}
}

func (f *stlFit) result(x []float64) Decomposition {
	out := Decomposition{
		Seasonal: f.season, Trend: f.trend, Remainder: make([]float64, len(x)),
		Period: f.period, TrendWindow: f.trendy.span, LowWindow: f.low.span,
	}
	var rest, seasonal, trend []float64
	for t, v := range x {
		r := v - f.season[t] - f.trend[t]
		out.Remainder[t] = r
		if !f.gap[t] {
			rest, seasonal, trend = append(rest, r), append(seasonal, r+f.season[t]), append(trend, r+f.trend[t])
		}
	}
	out.SeasonalStrength, out.TrendStrength = strength(rest, seasonal), strength(rest, trend)
	return out
}

// strength is the share of the variance of a component with its remainder that is
// not the remainder's.
func strength(rest, with []float64) float64 {
	r, errR := stat.MomentsOf(rest)
	w, errW := stat.MomentsOf(with)
	if errR != nil || errW != nil || !(w.Variance > 0) {
		return 0
	}
	return max(0, 1-r.Variance/w.Variance)
}

// movingAverage is the mean of each run of values, len(x)−run+1 of them.
func movingAverage(x []float64, run int) []float64 {
	out := make([]float64, len(x)-run+1)
	var sum float64
	for t, v := range x {
		sum += v
		if t >= run {
			sum -= x[t-run]
		}
		if t >= run-1 {
			out[t-run+1] = sum / float64(run)
		}
	}
	return out
}
