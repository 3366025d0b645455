package stat

import (
	"errors"
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// The reasons why data give no answer.
var (
	// ErrNoData says that there was nothing to compute from.
	ErrNoData = errors.New("stat: no data")
	// ErrTooFew says that the number exists but not its uncertainty: one rating
	// has a mean and no standard deviation.
	ErrTooFew = errors.New("stat: too few data")
	// ErrUndefined says that the question has no answer for these data: whether
	// two groups differ in which every rating is the same, for example.
	ErrUndefined = errors.New("stat: undefined for these data")
)

// An ArgumentError reports an argument outside its domain.
type ArgumentError struct {
	Name  string  // of the argument, with an index if it is one of several
	Value float64 // what was found
	Want  string  // what is allowed
}

// Error says which argument, which value and what is allowed.
func (e *ArgumentError) Error() string {
	return fmt.Sprintf("stat: %s is %v, want %s", e.Name, e.Value, e.Want)
}

// An Interval says where a true value lies with a stated confidence. An end is
// infinite where the data set no bound.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Contains reports whether x lies in the interval, ends included.
func (i Interval) Contains(x float64) bool { return i.Low <= x && x <= i.High }

// Width is High - Low.
func (i Interval) Width() float64 { return i.High - i.Low }

// A Test is the outcome of a test of significance.
type Test struct {
	Statistic float64 `json:"statistic"`
	DF        float64 `json:"df,omitzero"` // degrees of freedom; 0 if the statistic has none
	P         float64 `json:"p"`           // two-sided
}

// z checks a confidence and returns its two-sided normal quantile.
func z(confidence float64) (float64, error) {
	if err := CheckConfidence(confidence); err != nil {
		return 0, err
	}
	return dist.Z(confidence), nil
}

// CheckConfidence reports, as an [*ArgumentError], a confidence that no interval has.
// Functions outside this package that take one begin with it.
func CheckConfidence(c float64) error {
	if !(c > 0 && c < 1) {
		return &ArgumentError{"confidence", c, "a number above 0 and below 1"}
	}
	return nil
}

// checkShare reports why x of n is no share.
func checkShare(x, n int64) error {
	switch {
	case n < 0:
		return &ArgumentError{"n", float64(n), "a count of at least 0"}
	case x < 0 || x > n:
		return &ArgumentError{"x", float64(x), fmt.Sprintf("a count from 0 to n = %d", n)}
	case n == 0:
		return ErrNoData
	}
	return nil
}

// checkFinite reports the first value that is no number.
func checkFinite(name string, x []float64) error {
	for i, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return &ArgumentError{fmt.Sprintf("%s[%d]", name, i), v, "a finite number"}
		}
	}
	return nil
}

// normalTest is a two-sided test of a statistic that is standard normal if there
// is no difference.
func normalTest(z float64) Test { return Test{Statistic: z, P: dist.NormalTwoSided(z)} }

// chiTest is a test of a statistic that is chi-square distributed if there is no
// difference.
func chiTest(x2, df float64) Test {
	return Test{Statistic: x2, DF: df, P: dist.ChiSquareTail(x2, df)}
}
