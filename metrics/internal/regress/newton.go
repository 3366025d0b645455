package regress

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/stat"
)

// A SeparationError says that columns tell the outcomes apart so well that their
// coefficients have no finite estimate: every customer whose parcel was late
// complained, say.
type SeparationError struct {
	Columns []string
	Alone   bool // each of the columns does so without the others
}

// Error names the columns.
func (e *SeparationError) Error() string {
	if len(e.Columns) == 0 {
		return "the columns together separate the outcomes"
	}
	if e.Alone || len(e.Columns) == 1 {
		return fmt.Sprintf("column %s separates the outcomes; leave it out or use Firth's penalty", quoted(e.Columns))
	}
	return fmt.Sprintf("columns %s together separate the outcomes; leave one out or use Firth's penalty", quoted(e.Columns))
}

// Unwrap is [stat.ErrUndefined].
func (e *SeparationError) Unwrap() error { return stat.ErrUndefined }

// A point is a log-likelihood with its slope and information at some parameters.
type point struct {
	logLik    float64
	slope     []float64
	info      *mat.SymDense
	curvature *mat.SymDense // what a step divides the slope by; nil means info
}

// A likelihood is a concave function to maximise. A step of 1 in parameter j moves
// no linear predictor by more than size[j].
type likelihood struct {
	at     func(g []float64) point
	size   []float64
	rounds int // Newton's method converges in a few rounds, or never
}

// newtonRounds leaves room for a maximum that is far out but finite.
const newtonRounds = 60

var (
	errDiverged = errors.New("the likelihood has no maximum")
	errStalled  = fmt.Errorf("the fit did not converge: %w", stat.ErrUndefined)
)

// maximise is Newton's method with steps halved where they do not help, over the
// parameters that are free. A likelihood with a maximum is reached in a few steps.
// One that separation leaves without goes on by about 1 a step in the linear
// predictor for ever: then the error is errDiverged and step the direction.
func (l likelihood) maximise(start []float64, free []int) (g []float64, at point, step []float64, err error) {
	const halvings = 40
	g = append([]float64(nil), start...)
	at = l.at(g)
	moved := math.Inf(1)
	for range l.rounds {
		next, ok := newtonStep(at, free, len(g))
		if !ok {
			return g, at, step, errDiverged
		}
		step = next
		full := l.moved(step)
		var point point
		to := make([]float64, len(g))
		for range halvings {
			for j := range g {
				to[j] = g[j] + step[j]
			}
			if point = l.at(to); point.logLik >= at.logLik-1e-13*math.Abs(at.logLik) {
				break
			}
			for j := range step {
				step[j] /= 2
			}
		}
		if math.IsNaN(point.logLik) {
			return g, at, step, errStalled
		}
		g, at, moved = to, point, l.moved(step)
		if moved < 1e-9 {
			if full > 1e-4 {
				return g, at, step, errStalled // no step helped, far from a maximum
			}
			return g, at, step, nil
		}
	}
	switch {
	case moved > 0.1:
		return g, at, step, errDiverged
	case moved > 1e-5:
		return g, at, step, errStalled
	}
	return g, at, step, nil // all that rounding allows
}

// moved bounds the change of a linear predictor by a step.
func (l likelihood) moved(step []float64) float64 {
	var m float64
	for j, s := range step {
		m = max(m, math.Abs(s)*l.size[j])
	}
	return m
}

// newtonStep solves the curvature for the slope in the free parameters. It
// fails where the likelihood has become flat.
func newtonStep(at point, free []int, k int) ([]float64, bool) {
	curvature := at.info
	if at.curvature != nil {
		curvature = at.curvature
	}
	info := mat.NewSymDense(len(free), nil)
	slope := mat.NewVecDense(len(free), nil)
	for a, i := range free {
		slope.SetVec(a, at.slope[i])
		for b := a; b < len(free); b++ {
			info.SetSym(a, b, curvature.At(i, free[b]))
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(info) {
		return nil, false
	}
	var x mat.VecDense
	_ = factor.SolveVecTo(&x, slope) // a bad condition shows in how the search goes on
	step := make([]float64, k)
	for a, i := range free {
		step[i] = x.AtVec(a)
		if math.IsNaN(step[i]) || math.IsInf(step[i], 0) {
			return nil, false
		}
	}
	return step, true
}

func all(k int) []int {
	out := make([]int, k)
	for j := range out {
		out[j] = j
	}
	return out
}

// invert is the inverse of an information matrix.
func invert(info *mat.SymDense) (*mat.SymDense, bool) {
	var factor mat.Cholesky
	var out mat.SymDense
	if !factor.Factorize(info) {
		return nil, false
	}
	_ = factor.InverseTo(&out) // a bad condition is no failure
	return &out, true
}

// sizes is the largest absolute value of each column.
func sizes(z *mat.Dense) []float64 {
	n, k := z.Dims()
	out := make([]float64, k)
	for i := range n {
		for j, v := range z.RawRowView(i) {
			out[j] = max(out[j], math.Abs(v))
		}
	}
	return out
}
