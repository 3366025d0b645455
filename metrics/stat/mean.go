package stat

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/exact"
)

// Moments are the number, mean and sample variance (with n-1) of some values:
// all that the tests of means need.
type Moments struct {
	N        int64
	Mean     float64
	Variance float64 // NaN if N is below 2
}

// largestSquare is the largest value whose square, and the sum of many, are float64s.
const largestSquare = 1e150

// MomentsOf computes the moments of x in two passes, without rounding on the way,
// so that their order does not matter. Values beyond ±1e150 are an error.
func MomentsOf(x []float64) (Moments, error) {
	if len(x) == 0 {
		return Moments{}, ErrNoData
	}
	if err := checkFinite("x", x); err != nil {
		return Moments{}, err
	}
	n := float64(len(x))
	var sum exact.Sum
	for i, v := range x {
		if math.Abs(v) > largestSquare {
			return Moments{}, &ArgumentError{fmt.Sprintf("x[%d]", i), v, "a number from -1e150 to 1e150"}
		}
		sum.Add(v)
	}
	mean := sum.Value() / n
	var squares exact.Sum
	for _, v := range x {
		squares.Add((v - mean) * (v - mean))
	}
	return Moments{int64(len(x)), mean, squares.Value() / (n - 1)}, nil
}

// StdErr is the standard error of the mean.
func (m Moments) StdErr() float64 { return math.Sqrt(m.Variance / float64(m.N)) }

func (m Moments) check() error {
	switch {
	case m.N < 0:
		return &ArgumentError{"N", float64(m.N), "a count of at least 0"}
	case m.N == 0:
		return ErrNoData
	case m.N == 1:
		return ErrTooFew
	case !(m.Variance >= 0) || math.IsInf(m.Variance, 1):
		return &ArgumentError{"Variance", m.Variance, "a finite number of at least 0"}
	}
	return checkFinite("Mean", []float64{m.Mean})
}

// StudentT is the interval of a mean: mean ± t(n-1) s/√n. Of values that are all
// the same it has no width, which says something about the values and nothing
// about the next one.
func StudentT(m Moments, confidence float64) (Interval, error) {
	if err := CheckConfidence(confidence); err != nil {
		return Interval{}, err
	}
	if err := m.check(); err != nil {
		return Interval{}, err
	}
	return around(m.Mean, tHalf(m.StdErr(), float64(m.N-1), confidence)), nil
}

// tHalf is the half-width of a t interval.
func tHalf(se, df, confidence float64) float64 {
	return -dist.TQuantile((1-confidence)/2, df) * se
}

// Welch compares two means without supposing equal variances, with the degrees of
// freedom of Satterthwaite (Welch 1947). [ErrUndefined] if neither group varies.
func Welch(a, b Moments, confidence float64) (Difference, error) {
	if err := CheckConfidence(confidence); err != nil {
		return Difference{}, err
	}
	for _, m := range []Moments{a, b} {
		if err := m.check(); err != nil {
			return Difference{}, err
		}
	}
	va, vb := a.Variance/float64(a.N), b.Variance/float64(b.N)
	if va+vb == 0 {
		return Difference{}, ErrUndefined
	}
	df := (va + vb) * (va + vb) / (va*va/float64(a.N-1) + vb*vb/float64(b.N-1))
	return tDifference(a.Mean-b.Mean, math.Sqrt(va+vb), df, confidence), nil
}

func tDifference(d, se, df, confidence float64) Difference {
	t := d / se
	return Difference{
		Value:    d,
		StdErr:   se,
		Interval: around(d, tHalf(se, df, confidence)),
		Test:     Test{t, df, dist.TTwoSided(t, df)},
	}
}

// PairedT compares two ratings of the same customers: Student's t of the
// differences after - before. [ErrUndefined] if all differences are the same.
func PairedT(before, after []float64, confidence float64) (Difference, error) {
	if err := CheckConfidence(confidence); err != nil {
		return Difference{}, err
	}
	d, err := differences(before, after)
	if err != nil {
		return Difference{}, err
	}
	m, err := MomentsOf(d)
	if err == nil {
		err = m.check()
	}
	switch {
	case err != nil:
		return Difference{}, err
	case m.Variance == 0:
		return Difference{}, ErrUndefined
	}
	return tDifference(m.Mean, m.StdErr(), float64(m.N-1), confidence), nil
}

func differences(before, after []float64) ([]float64, error) {
	if len(before) != len(after) {
		return nil, &ArgumentError{"len(after)", float64(len(after)), "as many as before"}
	}
	if err := checkFinite("before", before); err != nil {
		return nil, err
	}
	if err := checkFinite("after", after); err != nil {
		return nil, err
	}
	d := make([]float64, len(before))
	for i := range d {
		d[i] = after[i] - before[i]
	}
	return d, nil
}
