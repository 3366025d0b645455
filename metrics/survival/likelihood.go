package survival

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A coxPoint is the log likelihood at some coefficients with its slope and its
// curvature, the information.
type coxPoint struct {
	logLik float64
	slope  []float64
	info   *mat.SymDense
}

// A riskSet sums exp(βx), and x and xx' weighted with it.
type riskSet struct {
	w   float64
	wx  []float64
	wxx *mat.SymDense
}

func newRiskSet(k int) *riskSet {
	return &riskSet{wx: make([]float64, k), wxx: mat.NewSymDense(k, nil)}
}

func (r *riskSet) add(weight float64, x []float64) {
	r.w += weight
	for i, xi := range x {
		r.wx[i] += weight * xi
		for j := i; j < len(x); j++ {
			r.wxx.SetSym(i, j, r.wxx.At(i, j)+weight*xi*x[j])
		}
	}
}

// at evaluates the partial likelihood, adding cases to the risk set from the
// longest time down.
func (f *coxFit) at(beta []float64) coxPoint {
	k := len(beta)
	p := coxPoint{slope: make([]float64, k), info: mat.NewSymDense(k, nil)}
	risk := newRiskSet(k)
	for i := 0; i < len(f.cases); {
		ended := newRiskSet(k) // those that are over at this time
		deaths := 0
		now := f.cases[i].Time
		for ; i < len(f.cases) && f.cases[i].Time == now; i++ {
			c := f.cases[i]
			eta := dot(beta, c.X)
			weight := math.Exp(eta)
			risk.add(weight, c.X)
			if !c.Over {
				continue
			}
			deaths++
			ended.add(weight, c.X)
			p.logLik += eta
			for j, x := range c.X {
				p.slope[j] += x
			}
		}
		for l := range deaths {
			share := float64(l) / float64(deaths) // Efron: of those over, on average so much is gone
			if f.breslow {
				share = 0
			}
			p.subtract(risk, ended, share)
		}
	}
	return p
}

// subtract takes the mean over the risk set, less a share of those that are over.
func (p *coxPoint) subtract(risk, ended *riskSet, share float64) {
	w := risk.w - share*ended.w
	p.logLik -= math.Log(w)
	mean := make([]float64, len(p.slope))
	for i := range mean {
		mean[i] = (risk.wx[i] - share*ended.wx[i]) / w
		p.slope[i] -= mean[i]
	}
	for i := range mean {
		for j := i; j < len(mean); j++ {
			second := (risk.wxx.At(i, j) - share*ended.wxx.At(i, j)) / w
			p.info.SetSym(i, j, p.info.At(i, j)+second-mean[i]*mean[j])
		}
	}
}

func dot(a, b []float64) float64 {
	var s float64
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}
