package series

import (
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// A SingleChange is the most likely place of one change.
type SingleChange struct {
	At        int     `json:"at"`        // index of the first value after it
	Statistic float64 `json:"statistic"` // max |U|
	P         float64 `json:"p"`         // of no change
}

// Pettitt tests for one change of level by ranks (Pettitt 1979, Applied Statistics
// 28), whatever the distribution: with R the mid-ranks of n values,
//
//	U(t) = 2 Σ(i≤t) R(i) − t(n+1),  K = max |U(t)|,  p ≈ 2 exp(−6K² / (n³+n²)), at most 1
//
// The change lies after the first t where |U| is largest. The p-value is an
// approximation that is too large in short series, so the test errs on the side of
// silence; memory in the series makes it too small. Gaps (NaN) are left out.
// [stat.ErrTooFew] below two values. Of several changes it sees the largest, or, of
// two that cancel, none: [ChangeModel.Find] looks for all.
func Pettitt(x []float64) (SingleChange, error) {
	var values []float64
	var index []int
	for t, v := range x {
		if !math.IsNaN(v) {
			values, index = append(values, v), append(index, t)
		}
	}
	if len(values) < 2 {
		return SingleChange{}, stat.ErrTooFew
	}
	n := float64(len(values))
	var u float64
	var out SingleChange
	for t, r := range ranksOf(values)[:len(values)-1] {
		u += 2*r - (n + 1)
		if math.Abs(u) > out.Statistic || t == 0 {
			out.Statistic, out.At = math.Abs(u), index[t+1]
		}
	}
	k := out.Statistic
	out.P = min(1, 2*math.Exp(-6*k*k/(n*n*n+n*n)))
	return out, nil
}
