package series

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/stat"
)

// A ChangeModel is a series together with what is taken to stay the same between
// two changes: the mean, mean and variance, a share, or a rate. The constructors
// leave periods without data (NaN, no answers, no exposure) out: they neither hide
// a change nor are one.
//
// The cost of a segment is twice the negative log likelihood at its best level, up
// to a constant, so that a change which halves nothing but noise lowers it by about
// 1 (Killick, Fearnhead and Eckley 2012, Journal of the American Statistical
// Association 107).
type ChangeModel struct {
	kind    changeKind
	periods int   // of the series, with those left out
	index   []int // of the observations among them
	obs     []observation
	known   float64 // standard deviation of a value, if it is known
	answers []int64 // that each period rests on, if that is known
}

// An observation is what one period says: a value with its weight, or a number of
// successes with the number of trials.
type observation struct{ value, weight float64 }

type changeKind uint8

const (
	changeOfMean changeKind = iota
	changeOfMeanAndVariance
	changeOfWeightedMean
	changeOfShare
	changeOfRate
)

// parameters is how many numbers describe a segment.
func (k changeKind) parameters() int {
	if k == changeOfMeanAndVariance {
		return 2
	}
	return 1
}

// MeanChanges models a mean that changes under a noise that does not:
//
//	cost = Σ (x − mean)² / sd²
//
// sd is the standard deviation of a value about its mean. If it is 0 it is
// estimated by the differences d of neighbours, 1.4826 median |d − median d| / √2,
// which a few changes leave alone, or by the root of half their mean square if more
// than half of them are the same.
func MeanChanges(x []float64, sd float64) (*ChangeModel, error) {
	if !(sd >= 0) || math.IsInf(sd, 1) {
		return nil, &stat.ArgumentError{Name: "sd", Value: sd, Want: "a finite standard deviation above 0, or 0 to estimate it"}
	}
	m, err := valuesModel(changeOfMean, x)
	if err == nil {
		m.known = sd
	}
	return m, err
}

// MeanVarianceChanges models a mean and a variance that change, for values whose
// spread is news too, such as times to resolve: with m values of variance s²
// (divisor m) in a segment
//
//	cost = m (ln 2π + ln s² + 1)
//
// s² is at least 1e-11 of the variance of the series. Rounded values that repeat
// look like a segment with hardly any variance; use [MeanChanges] for those.
func MeanVarianceChanges(x []float64) (*ChangeModel, error) {
	return valuesModel(changeOfMeanAndVariance, x)
}

// WeightedMeanChanges models a mean that changes where periods rest on uneven
// numbers of answers: variances[t] is the sampling variance of x[t], such as s²/n of
// a mean or V/n of a score, from smoothed counts so that three answers that agree
// are not taken for certain.
//
//	cost = Σ w (x − mean)²,  w = 1/(variance + τ²)
//
// τ² is how much more than that neighbours differ, at least 0: the median of
// d²/(v+v′+2τ²) over their differences d is that of χ² with one degree of freedom.
func WeightedMeanChanges(x, variances []float64) (*ChangeModel, error) {
	if len(variances) != len(x) {
		return nil, &stat.ArgumentError{Name: "len(variances)", Value: float64(len(variances)), Want: fmt.Sprint(len(x), ", as many as x")}
	}
	m, err := valuesModel(changeOfWeightedMean, x)
	if err != nil {
		return nil, err
	}
	for i, t := range m.index {
		if v := variances[t]; !(v > 0) || math.IsInf(v, 1) {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("variances[%d]", t), Value: v, Want: "a finite variance above 0; smooth the counts it comes from"}
		}
		m.obs[i].weight = variances[t]
	}
	return m, nil
}

// ShareChanges models a share that changes, with x of n in each period:
//
//	cost = −2 Σ (x ln p + (n−x) ln(1−p)) / φ,  p = Σx / Σn of the segment
//
// φ, at least 1, is how much more neighbours differ than answers drawn at random
// would, as in a survey that is not a random sample: the median of their squared
// differences in standard errors, over that of χ² with one degree of freedom.
func ShareChanges(shares []stat.Share) (*ChangeModel, error) {
	m := &ChangeModel{kind: changeOfShare, periods: len(shares)}
	for t, s := range shares {
		if s.N < 0 || s.X < 0 || s.X > s.N {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("shares[%d].X", t), Value: float64(s.X), Want: fmt.Sprintf("a count from 0 to N = %d", s.N)}
		}
		if s.N > 0 {
			m.add(t, float64(s.X), float64(s.N))
		}
	}
	return m, nil
}

// RateChanges models a rate of events that changes, such as complaints per thousand
// orders, with counts and the exposure of each period (nil if all are the same):
//
//	cost = 2 Σ (λ·exposure − x ln λ) / φ,  λ = Σx / Σexposure of the segment
//
// φ is as in [ShareChanges].
func RateChanges(counts []int64, exposure []float64) (*ChangeModel, error) {
	if exposure == nil {
		exposure = slices.Repeat([]float64{1}, len(counts))
	}
	if len(exposure) != len(counts) {
		return nil, &stat.ArgumentError{Name: "len(exposure)", Value: float64(len(exposure)), Want: fmt.Sprint(len(counts), ", as many as counts")}
	}
	m := &ChangeModel{kind: changeOfRate, periods: len(counts)}
	for t, x := range counts {
		e := exposure[t]
		switch {
		case !(e >= 0) || e > largestValue:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("exposure[%d]", t), Value: e, Want: "a finite number of at least 0"}
		case x < 0 || x > 0 && e == 0:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("counts[%d]", t), Value: float64(x), Want: "a count of at least 0, and 0 without exposure"}
		case e > 0:
			m.add(t, float64(x), e)
		}
	}
	return m, nil
}

func valuesModel(kind changeKind, x []float64) (*ChangeModel, error) {
	m := &ChangeModel{kind: kind, periods: len(x)}
	for t, v := range x {
		if math.Abs(v) > largestValue {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "from -1e100 to 1e100, or NaN for a gap"}
		}
		if !math.IsNaN(v) {
			m.add(t, v, 1)
		}
	}
	return m, nil
}

func (m *ChangeModel) add(t int, value, weight float64) {
	m.index = append(m.index, t)
	m.obs = append(m.obs, observation{value, weight})
}
