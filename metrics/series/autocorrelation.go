package series

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/exact"
	"github.com/loamlib/loam/metrics/stat"
)

// Autocorrelation says how much a series resembles itself some periods earlier.
type Autocorrelation struct {
	ACF     []float64 `json:"acf"`     // ACF[k] is the correlation with the value k periods before; ACF[0] is 1
	PACF    []float64 `json:"pacf"`    // PACF[k] is that at lag k+1 once the lags between are accounted for
	Band    float64   `json:"band"`    // a single correlation of a series without memory lies within ±Band with the confidence asked for
	Periods int       `json:"periods"` // that have a value
}

// Autocorrelate computes the autocorrelations up to a lag, with n values x and
// their mean m:
//
//	acf(k) = Σ (x[t+k]−m)(x[t]−m) / Σ (x[t]−m)²
//
// and the partial ones from them by the recursion of Durbin and Levinson, as R's
// acf and pacf do. A peak at the season's length that leaves the band says that
// there is a season; a slow decay from lag 1 on, that the values of neighbouring
// periods are no independent evidence. The band is z/√n: it holds for each lag by
// itself, for a series without memory. [LjungBox] tests many lags at once.
//
// A value that is NaN is a period without one: the products it would be part of
// are left out and the others of that lag count for them (na.pass in R). The lag
// is at least 1 and below the number of periods ([*stat.ArgumentError]);
// [stat.ErrTooFew] below two values, [stat.ErrUndefined] if all are the same, or
// if gaps leave no pair at a lag. Time grows as n times the lag.
func Autocorrelate(x []float64, maxLag int, confidence float64) (Autocorrelation, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return Autocorrelation{}, err
	}
	if err := checkLag(maxLag, len(x)); err != nil {
		return Autocorrelation{}, err
	}
	d, periods, err := deviations("x", x)
	if err != nil {
		return Autocorrelation{}, err
	}
	out := Autocorrelation{Periods: periods, Band: dist.Z(confidence) / math.Sqrt(float64(periods))}
	variance := covariance(d, d, 0)
	for k := range maxLag + 1 {
		out.ACF = append(out.ACF, covariance(d, d, k)/variance)
	}
	for k, r := range out.ACF {
		if math.IsNaN(r) {
			return Autocorrelation{}, fmt.Errorf("series: no two values are %d periods apart: %w", k, stat.ErrUndefined)
		}
	}
	out.PACF = durbinLevinson(out.ACF)
	return out, nil
}

// CrossCorrelate computes the correlations of two series at lags from -maxLag to
// maxLag, in this order, with the means of the whole series and divisor n as R's
// ccf does: the one at lag k is that of x[t+k] with y[t]. A peak at a negative lag
// says that x leads y. Two series with memory, or two that both rise, have large
// correlations at many lags without having to do with each other: take differences
// or residuals first, and adjust for the number of lags looked at.
//
// The series are equally long; gaps and errors are as in [Autocorrelate].
func CrossCorrelate(x, y []float64, maxLag int) ([]float64, error) {
	if len(x) != len(y) {
		return nil, &stat.ArgumentError{Name: "len(y)", Value: float64(len(y)), Want: fmt.Sprint(len(x), ", as many as x")}
	}
	if err := checkLag(maxLag, len(x)); err != nil {
		return nil, err
	}
	dx, _, err := deviations("x", x)
	if err != nil {
		return nil, err
	}
	dy, _, err := deviations("y", y)
	if err != nil {
		return nil, err
	}
	scale := math.Sqrt(covariance(dx, dx, 0)) * math.Sqrt(covariance(dy, dy, 0))
	out := make([]float64, 0, 2*maxLag+1)
	for k := -maxLag; k <= maxLag; k++ {
		c := covariance(dx, dy, k) / scale
		if math.IsNaN(c) {
			return nil, fmt.Errorf("series: no two values are %d periods apart: %w", k, stat.ErrUndefined)
		}
		out = append(out, c)
	}
	return out, nil
}

// LjungBox tests whether a series has no memory up to a lag (Ljung and Box 1978),
// with r(k) the autocorrelations:
//
//	Q = n(n+2) Σ r(k)²/(n−k),  χ² with lag − fitted degrees of freedom
//
// fitted is the number of parameters if x are the residuals of a model, else 0. A
// small p-value says that a forecast leaves something to be explained, or that
// tests which take periods for independent are too sure of themselves. Gaps and
// errors are as in [Autocorrelate].
func LjungBox(x []float64, lag, fitted int) (stat.Test, error) {
	if fitted < 0 || fitted >= max(lag, 1) {
		return stat.Test{}, &stat.ArgumentError{Name: "fitted", Value: float64(fitted), Want: "at least 0 and below the lag"}
	}
	a, err := Autocorrelate(x, lag, 0.95)
	if err != nil {
		return stat.Test{}, err
	}
	n := float64(a.Periods)
	if float64(lag) >= n {
		return stat.Test{}, &stat.ArgumentError{Name: "lag", Value: float64(lag), Want: fmt.Sprint("below the number of values, ", n)}
	}
	var q float64
	for k := 1; k <= lag; k++ {
		q += a.ACF[k] * a.ACF[k] / (n - float64(k))
	}
	q *= n * (n + 2)
	df := float64(lag - fitted)
	return stat.Test{Statistic: q, DF: df, P: dist.ChiSquareTail(q, df)}, nil
}

func checkLag(lag, periods int) error {
	if lag < 1 || lag >= max(periods, 2) {
		return &stat.ArgumentError{Name: "lag", Value: float64(lag), Want: fmt.Sprintf("at least 1 and below the number of periods, %d", periods)}
	}
	return nil
}

// deviations are the values less their mean, and how many there are. A gap stays
// NaN.
func deviations(name string, x []float64) (d []float64, values int, err error) {
	var sum exact.Sum
	var scale float64
	for i, v := range x {
		if math.Abs(v) > largestValue {
			return nil, 0, &stat.ArgumentError{Name: fmt.Sprintf("%s[%d]", name, i), Value: v, Want: "from -1e100 to 1e100, or NaN for a gap"}
		}
		if !math.IsNaN(v) {
			sum.Add(v)
			values++
			scale = max(scale, math.Abs(v))
		}
	}
	if values < 2 {
		return nil, values, stat.ErrTooFew
	}
	d = make([]float64, len(x))
	mean := sum.Value() / float64(values)
	var spread float64
	for i, v := range x {
		d[i] = v - mean
		if !math.IsNaN(v) {
			spread = max(spread, math.Abs(d[i]))
		}
	}
	if spread <= scale*constantTo {
		return nil, values, fmt.Errorf("series: all values of %s are the same: %w", name, stat.ErrUndefined)
	}
	return d, values, nil
}

const (
	largestValue = 1e100 // whose square, and the sum of many, are float64s
	constantTo   = 1e-14 // values that differ by no more than this of their size differ by rounding
)

// covariance is that of x[t+k] and y[t], both less their means. Where there are
// gaps the pairs that remain stand for the others.
func covariance(x, y []float64, k int) float64 {
	var sum float64
	var pairs int
	for t := max(0, -k); t < len(y) && t+k < len(x); t++ {
		if p := x[t+k] * y[t]; !math.IsNaN(p) {
			sum += p
			pairs++
		}
	}
	if pairs == 0 {
		return math.NaN()
	}
	return sum / float64(pairs+max(k, -k))
}

// durbinLevinson turns autocorrelations from lag 0 on into partial ones from lag 1
// on.
func durbinLevinson(acf []float64) []float64 {
	var out, phi []float64
	for k := 1; k < len(acf); k++ {
		num, den := acf[k], 1.0
		for j, p := range phi {
			num -= p * acf[k-1-j]
			den -= p * acf[j+1]
		}
		last := num / den
		next := make([]float64, k)
		for j, p := range phi {
			next[j] = p - last*phi[len(phi)-1-j]
		}
		next[k-1] = last
		phi = next
		out = append(out, last)
	}
	return out
}
