package metrics

import (
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// StdErr is the standard error that the width of the interval implies, and whether
// the interval has both ends:
//
//	(High − Low) / 2z
//
// with z the quantile of the normal distribution, or of Student's t with N − 1 degrees
// of freedom for an interval by that method. It is what a weight or a difference
// needs: the interval of a few answers that all agree has a width, where the variance
// of the answers is 0. It is not a standard error of a skew interval's value, which
// leans to one side.
func (e Estimate) StdErr() (float64, bool) {
	low, isLow := e.Low.Get()
	high, isHigh := e.High.Get()
	if !isLow || !isHigh || stat.CheckConfidence(e.Confidence) != nil {
		return 0, false
	}
	z := dist.Z(e.Confidence)
	if e.Method == StudentT && e.N > 1 {
		z = -dist.TQuantile((1-e.Confidence)/2, float64(e.N-1))
	}
	return (high - low) / 2 / z, true
}
