package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A LineFit is a straight line through the numbers of periods, counted from 1.
type LineFit struct {
	Intercept float64 `json:"intercept"` // at period 0
	Slope     float64 `json:"slope"`     // per period
	SE        float64 `json:"se"`        // standard error of the slope
	DF        float64 `json:"df"`        // degrees of freedom of Student's t; 0 means the normal distribution
	P         float64 `json:"p"`         // two-sided, of no slope
}

// Interval is that of the slope.
func (f LineFit) Interval(confidence float64) (stat.Interval, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return stat.Interval{}, err
	}
	half := dist.Z(confidence)
	if f.DF > 0 {
		half = -dist.TQuantile((1-confidence)/2, f.DF)
	}
	return stat.Interval{Low: f.Slope - half*f.SE, High: f.Slope + half*f.SE}, nil
}

// withSE completes a line with the standard error of its slope. A slope of 0 that is
// known exactly is no evidence.
func (f LineFit) withSE(se, df float64) LineFit {
	f.SE, f.DF = se, df
	z := f.Slope / se
	if f.Slope == 0 {
		z = 0
	}
	f.P = dist.NormalTwoSided(z)
	if df > 0 {
		f.P = dist.TTwoSided(z, df)
	}
	return f
}

// A WeightedFit is a linear trend of numbers of unequal certainty, in three ways to
// account for what the line leaves over.
type WeightedFit struct {
	Periods int `json:"periods"` // with a value
	// Least is weighted least squares: the size of the errors is estimated from the
	// scatter about the line, t with Periods - 2 degrees of freedom.
	Least LineFit `json:"least"`
	// Fixed takes the sampling variances for all the scatter there is, normal.
	Fixed LineFit `json:"fixed"`
	// Random allows for periods that truly differ by a variance Tau2 besides (DerSimonian
	// and Laird 1986, as a meta-regression), normal.
	Random LineFit `json:"random"`
	// Adjusted is Random with the standard error of Knapp and Hartung (2003), never below
	// that of Random, t with Periods - 2 degrees of freedom: Tau2 of a dozen periods is
	// itself a guess, for which Random makes no allowance.
	Adjusted LineFit `json:"adjusted"`
	// QE is the scatter about the line of Fixed in units of the sampling variance, and QEP
	// the p-value of its being so large by sampling alone.
	QE   float64 `json:"qe"`
	QEP  float64 `json:"qe_p"`
	Tau2 float64 `json:"tau2"`
}

// FitWeighted fits lines to values with their sampling variances, which must be
// finite and above 0 where there is a value: those of a [Point] are smoothed and are. NaN is
// a missing value. Below three values the error is [stat.ErrTooFew], without any
// [stat.ErrNoData], and [stat.ErrUndefined] if values are so large, or variances so
// small, that no float64 holds the scatter.
//
//	slope = Σ w(t - t̄)x / Σ w(t - t̄)²      w = 1/v, or 1/(v + Tau2)
//	QE    = Σ (x - line)²/v                 χ² with k - 2 degrees of freedom
//	Tau2  = max(0, (QE - (k - 2)) / tr P)   P = W - W X (X'WX)⁻¹ X'W
//
// The lines agree with R's lm and metafor's rma.
func FitWeighted(values, variances []float64) (WeightedFit, error) {
	l, v, err := weighted(values, variances)
	if err != nil {
		return WeightedFit{}, err
	}
	return fitLines(l, v).checked()
}

// FitWeightedAt is [FitWeighted] of values at any times, in any order and unit: the
// slope is per unit of time, the intercept at time 0. None may be missing, and the
// times must not all be the same ([stat.ErrUndefined]).
func FitWeightedAt(times, values, variances []float64) (WeightedFit, error) {
	if len(times) != len(values) {
		return WeightedFit{}, &stat.ArgumentError{Name: "number of times", Value: float64(len(times)), Want: "as many as values"}
	}
	for i, t := range times {
		if d := t + values[i]; math.IsNaN(d) || math.IsInf(d, 0) {
			return WeightedFit{}, &stat.ArgumentError{Name: "a time or its value", Value: d, Want: "two finite numbers"}
		}
	}
	l, v, err := weighted(values, variances)
	if err != nil {
		return WeightedFit{}, err
	}
	l.t = times
	if slices.Min(times) == slices.Max(times) {
		return WeightedFit{}, stat.ErrUndefined
	}
	return fitLines(l, v).checked()
}

// fitLines fits the lines of [FitWeighted]. It overwrites the weights.
func fitLines(l weightedLine, v []float64) WeightedFit {
	k := float64(len(l.y))
	for i := range v {
		l.w[i] = 1 / v[i]
	}
	out := WeightedFit{Periods: len(l.y)}
	line, sxx := l.fit()
	out.Fixed = line.withSE(1/math.Sqrt(sxx), 0)
	out.QE = l.scatter(line)
	out.QEP = dist.ChiSquareTail(out.QE, k-2)
	out.Least = line.withSE(math.Sqrt(out.QE/(k-2)/sxx), k-2)

	out.Tau2 = math.Max(0, (out.QE-(k-2))/l.traceP())
	for i := range v {
		l.w[i] = 1 / (v[i] + out.Tau2)
	}
	line, sxx = l.fit()
	out.Random = line.withSE(1/math.Sqrt(sxx), 0)
	excess := math.Max(1, l.scatter(line)/(k-2))
	out.Adjusted = line.withSE(math.Sqrt(excess/sxx), k-2)
	return out
}

// checked is the fit, or [stat.ErrUndefined] if sums were too large for a float64.
func (f WeightedFit) checked() (WeightedFit, error) {
	for _, x := range []float64{f.QE, f.QEP, f.Tau2, f.Fixed.SE, f.Least.SE, f.Random.Intercept, f.Random.Slope, f.Random.SE, f.Adjusted.SE} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return WeightedFit{}, stat.ErrUndefined
		}
	}
	return f, nil
}

// weightedLine is what a weighted line is fitted to.
type weightedLine struct{ t, y, w []float64 }

// weighted takes the values that are there, and their variances.
func weighted(values, variances []float64) (weightedLine, []float64, error) {
	if len(values) != len(variances) {
		return weightedLine{}, nil, &stat.ArgumentError{Name: "number of variances", Value: float64(len(variances)), Want: "as many as values"}
	}
	y, t, err := present(values)
	if err != nil {
		return weightedLine{}, nil, err
	}
	if len(y) < 3 {
		return weightedLine{}, nil, stat.ErrTooFew
	}
	var v []float64
	for _, at := range t {
		x := variances[int(at)-1]
		if !(x > 0) || math.IsInf(x, 1) {
			return weightedLine{}, nil, &stat.ArgumentError{Name: "a variance", Value: x, Want: "a finite number above 0"}
		}
		v = append(v, x)
	}
	return weightedLine{t, y, make([]float64, len(y))}, v, nil
}

// sums are those of the weights, of the squared distances in time, and the mean time.
func (l weightedLine) sums() (sw, mean, sxx float64) {
	for i, w := range l.w {
		sw += w
		mean += w * l.t[i]
	}
	mean /= sw
	for i, w := range l.w {
		sxx += w * (l.t[i] - mean) * (l.t[i] - mean)
	}
	return sw, mean, sxx
}

func (l weightedLine) fit() (line LineFit, sxx float64) {
	sw, mean, sxx := l.sums()
	var level, sxy float64
	for i, w := range l.w {
		level += w * l.y[i] / sw
		sxy += w * (l.t[i] - mean) * l.y[i]
	}
	slope := sxy / sxx
	return LineFit{Intercept: level - slope*mean, Slope: slope}, sxx
}

// scatter is the weighted sum of squares about a line.
func (l weightedLine) scatter(f LineFit) float64 {
	var q float64
	for i, w := range l.w {
		d := l.y[i] - f.Intercept - f.Slope*l.t[i]
		q += w * d * d
	}
	return q
}

func (l weightedLine) traceP() float64 {
	sw, mean, sxx := l.sums()
	trace := sw
	for i, w := range l.w {
		d := l.t[i] - mean
		trace -= w * w * (1/sw + d*d/sxx)
	}
	return trace
}
