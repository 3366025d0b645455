package effect

import (
	"errors"
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// A SharePoint is the share of one period by its counts: X of N complained, were
// satisfied, left. A period in which nobody was asked has an N of 0, and still takes its
// time.
type SharePoint struct {
	At time.Time `json:"at"` // when the period begins
	X  int64     `json:"x"`
	N  int64     `json:"n"`
}

// InterruptedShares is [Interrupted] for shares, by logistic regression of X among N, so
// that a period counts for as much as it has answers and no line leaves [0, 1].
//
// Level, Slope, Trend and Start are log odds; Effect, Last, Fitted and Counterfactual are
// shares. Effect is the mean of fitted less counterfactual share over the periods after
// the action, with its standard error by the delta method. Variances are those of the
// binomial distribution times the dispersion, Pearson's chi-square over its degrees of
// freedom but at least 1, or those of a first-order autoregression if they are larger;
// p-values are from Student's t with four degrees less than periods.
//
// Where the action separates the counts completely (no complaint ever after), Firth's
// penalty keeps the estimates finite, which a warning says. If all counts are the same
// there is no effect to estimate, and a verdict that nothing can be shown.
func InterruptedShares(points []SharePoint, action time.Time, o Options) (*Series, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	values := make([]Point, len(points))
	for i, p := range points {
		if p.N < 0 || p.X < 0 || p.X > p.N {
			return nil, fmt.Errorf("effect: the point at %s has %d of %d, want a count from 0 to N", p.At.Format(time.RFC3339), p.X, p.N)
		}
		values[i] = Point{At: p.At}
		if p.N > 0 {
			values[i].Value = metrics.NumberOf(float64(p.X) / float64(p.N))
		}
	}
	out := &Series{Result: Result{Design: InterruptedSeries, Method: "segmented logistic regression, quasi-binomial"}}
	s, err := newSegments(values, action, &out.Result)
	if err != nil {
		return nil, err
	}
	out.Before, out.After = s.before, s.after
	var x, n []float64
	for _, place := range s.order {
		x, n = append(x, float64(points[place].X)), append(n, float64(points[place].N))
	}
	fit, err := regress.FitLogistic(s.design, x, n, regress.LogisticOptions{})
	var separated *regress.SeparationError
	if errors.As(err, &separated) {
		out.warn(metrics.Degenerate, 0, "the counts are separated completely: estimated with Firth's penalty")
		fit, err = regress.FitLogistic(s.design, x, n, regress.LogisticOptions{Firth: true})
	}
	switch {
	case errors.Is(err, stat.ErrUndefined):
		out.warn(metrics.NoVariation, 0, "all answers are the same in all periods")
		out.conclude(s, o, 0, math.NaN())
		return out, nil
	case err != nil:
		return nil, fmt.Errorf("effect: the interrupted series of shares: %w", err)
	}
	out.judgeShares(s, fit, n, o)
	return out, nil
}

// judgeShares fills the result from a fit.
func (out *Series) judgeShares(s *segments, fit *regress.Logistic, n []float64, o Options) {
	df := float64(fit.DF)
	dispersion := fit.Dispersion()
	out.Dispersion = metrics.NumberOf(dispersion)
	covariance := mat.NewSymDense(len(fit.Coef), nil)
	covariance.ScaleSym(math.Max(1, dispersion), fit.Covariance)
	covariances := []mat.Symmetric{covariance, s.alike(fit, n)}
	for i, p := range []*Part{&out.Start, &out.Trend, &out.Level, &out.Slope} {
		x := make([]float64, len(fit.Coef))
		x[i] = 1
		value, se := contrast(fit.Coef, x, covariances...)
		*p = part(value, se, df, o.Confidence)
	}
	gradient := make([]float64, len(fit.Coef))
	var mean, squares, weight, watson, before float64
	for i, row := range s.design.Rows {
		pearson := (s.y[i] - fit.Fitted[i]) / math.Sqrt(fit.Fitted[i]*(1-fit.Fitted[i])/n[i])
		if squares += pearson * pearson; i > 0 {
			watson += (pearson - before) * (pearson - before)
		}
		before = pearson
		weight += fit.Fitted[i] * (1 - fit.Fitted[i]) / n[i] / float64(len(n))
		if row[1] == 0 {
			continue
		}
		value, slope := change(fit.Coef, row)
		mean += value / float64(s.after)
		for j := range gradient {
			gradient[j] += slope[j] / float64(s.after)
		}
		out.Fitted, out.Counterfactual = metrics.NumberOf(fit.Fitted[i]), metrics.NumberOf(fit.Fitted[i]-value)
		_, se := contrast(fit.Coef, slope, covariances...)
		out.Last = part(value, se, df, o.Confidence)
	}
	out.DurbinWatson = metrics.NumberOf(watson / squares)
	_, se := contrast(fit.Coef, gradient, covariances...)
	out.Effect = part(mean, se, df, o.Confidence)
	out.conclude(s, o, df, math.Sqrt(weight*math.Max(1, dispersion)))
}

// alike is the covariance of the coefficients if neighbouring periods are alike, from the
// last step of the fit, which is a weighted regression of log odds.
func (s *segments) alike(fit *regress.Logistic, n []float64) *mat.SymDense {
	y, weights := make([]float64, len(n)), make([]float64, len(n))
	for i, p := range fit.Fitted {
		spread := p * (1 - p)
		y[i] = math.Log(p/(1-p)) + (s.y[i]-p)/spread
		weights[i] = n[i] * spread
	}
	return newChain(s.design, y, weights, fit.Covariance).covariance(1)
}

// change is what the action does to the share at a row, and the gradient of that in the
// coefficients.
func change(coef, row []float64) (value float64, gradient []float64) {
	with, without := coef[0], coef[0]
	for j, x := range row {
		with += coef[j+1] * x
		if j == 0 { // the trend goes on
			without += coef[j+1] * x
		}
	}
	p, q := 1/(1+math.Exp(-with)), 1/(1+math.Exp(-without))
	u, v := p*(1-p), q*(1-q)
	return p - q, []float64{u - v, (u - v) * row[0], u * row[1], u * row[2]}
}
