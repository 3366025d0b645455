package regress

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// Profile is the interval of coefficient j by profile likelihood: the values at
// which the likelihood, maximised over the other coefficients, is not too far
// below its maximum:
//
//	2 (L(b) - L(b_j fixed)) <= z²
//
// An end is infinite if the likelihood does not fall that far. It is the interval
// to take for few data and under Firth's penalty, where the Wald interval misleads
// (Heinze and Schemper 2002). It costs some 40 fits an end, each a few rounds.
func (f *Logistic) Profile(j int, confidence float64) (stat.Interval, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return stat.Interval{}, err
	}
	p := f.profile(j)
	z := dist.Z(confidence)
	return stat.Interval{Low: p.end(-1, z), High: p.end(1, z)}, nil
}

// WithoutOne tests by the likelihood ratio whether coefficient j is 0.
func (f *Logistic) WithoutOne(j int) stat.Test {
	p := f.profile(j)
	chi, _ := p.drop(0, p.g)
	chi = max(0, chi)
	return stat.Test{Statistic: chi, DF: 1, P: dist.ChiSquareTail(chi, 1)}
}

// A profile holds one coordinate of the basis still. That of the intercept is a
// coefficient of the design only if the columns are not centred.
type profile struct {
	fit   likelihood
	j     int
	g     []float64 // the maximum
	se    float64
	scale float64 // coefficient of the design to coordinate
	best  float64
}

func (f *Logistic) profile(j int) *profile {
	b, g := f.basis, append([]float64(nil), f.g...)
	if j == 0 {
		b = f.basis.uncentred()
		g[0] = f.Coef[0]
	}
	model := binomial{z: b.z, y: f.y, n: f.trials, firth: f.Firth}
	return &profile{
		fit: model.likelihood(), j: j, g: g, scale: b.scale[j],
		se: math.Sqrt(f.Covariance.At(j, j)), best: model.at(g).logLik,
	}
}

// uncentred is the basis with columns scaled only.
func (b *basis) uncentred() *basis {
	n, k := b.z.Dims()
	out := &basis{names: b.names, z: mat.NewDense(n, k, nil), mean: make([]float64, len(b.mean)), scale: b.scale}
	for i := range n {
		for j := range k {
			out.z.Set(i, j, b.z.At(i, j)+b.mean[j]/b.scale[j])
		}
	}
	return out
}

// end searches outward from the estimate in the direction given, then halves the
// distance.
func (p *profile) end(direction, z float64) float64 {
	const halvings = 32
	g := p.g
	beyond := func(b float64) bool {
		var drop float64
		drop, g = p.drop(b, g) // the next fit is near
		return drop > z*z
	}
	inside := p.g[p.j] / p.scale
	for reach := 1.0; reach < 1e4; reach *= 1.5 {
		outside := p.g[p.j]/p.scale + direction*reach*z*p.se
		if !beyond(outside) {
			inside = outside
			continue
		}
		for range halvings {
			if mid := inside + (outside-inside)/2; beyond(mid) {
				outside = mid
			} else {
				inside = mid
			}
		}
		return inside
	}
	return math.Inf(int(direction))
}

// drop is twice the fall of the likelihood with the coefficient held at b.
func (p *profile) drop(b float64, start []float64) (float64, []float64) {
	g := append([]float64(nil), start...)
	g[p.j] = b * p.scale
	var free []int
	for i := range g {
		if i != p.j {
			free = append(free, i)
		}
	}
	if len(free) == 0 {
		return 2 * (p.best - p.fit.at(g).logLik), g
	}
	at, point, _, _ := p.fit.maximise(g, free) // as high as it gets
	return 2 * (p.best - point.logLik), at
}
