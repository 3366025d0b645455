package regress

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/stat"
)

// A Penalised is a ridge fit at one penalty.
type Penalised struct {
	Lambda float64
	Coef   []float64 // intercept first, in the units of the design
	GCV    float64   // generalised cross-validation: the smaller the better
}

// Ridge fits y with the penalty λ on the squared coefficients of columns scaled by
// their standard deviation with divisor n, for each λ (Hoerl and Kennard 1970).
// Columns that follow from others share their coefficient, unless λ is 0, where
// that is a [RankError].
//
//	GCV = RSS/(n - Σ d²/(d²+λ))²   d singular values of the scaled columns
func Ridge(d Design, y, lambdas []float64) ([]Penalised, error) {
	if err := checkOutcome(d, y, nil); err != nil {
		return nil, err
	}
	b, err := newBasis(d, nil)
	if err != nil {
		return nil, err
	}
	n, k := b.z.Dims()
	if k == 1 {
		return nil, fmt.Errorf("ridge needs at least one column: %w", stat.ErrNoData)
	}
	var svd mat.SVD
	x := mat.DenseCopyOf(b.z.Slice(0, n, 1, k))
	x.Scale(math.Sqrt(float64(n)), x) // norm 1 to standard deviation 1
	if !svd.Factorize(x, mat.SVDThin) {
		return nil, fmt.Errorf("the singular values did not converge: %w", stat.ErrUndefined)
	}
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	mean, _ := centre(y, nil)
	centred := mat.NewVecDense(n, nil)
	for i := range y {
		centred.SetVec(i, y[i]-mean)
	}
	var uy mat.VecDense
	uy.MulVec(u.T(), centred)
	var out []Penalised
	for i, lambda := range lambdas {
		if !(lambda >= 0) || math.IsInf(lambda, 1) {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("lambdas[%d]", i), Value: lambda, Want: "a number of at least 0"}
		}
		if lambda == 0 {
			if _, _, err := b.factor(nil); err != nil {
				return nil, err
			}
		}
		out = append(out, b.ridge(lambda, svd.Values(nil), &v, x, &uy, centred, mean))
	}
	return out, nil
}

func (b *basis) ridge(lambda float64, d []float64, v, x *mat.Dense, uy, centred *mat.VecDense, mean float64) Penalised {
	n, k := x.Dims()
	shrunk := mat.NewVecDense(k, nil)
	var df float64
	for j, s := range d {
		shrunk.SetVec(j, s/(s*s+lambda)*uy.AtVec(j))
		df += s * s / (s*s + lambda)
	}
	var coef, fit mat.VecDense
	coef.MulVec(v, shrunk)
	fit.MulVec(x, &coef)
	fit.SubVec(centred, &fit)
	g := []float64{mean}
	for j := range k {
		g = append(g, coef.AtVec(j)*math.Sqrt(float64(n)))
	}
	rest := float64(n) - df
	return Penalised{Lambda: lambda, Coef: b.coefficients(g), GCV: mat.Dot(&fit, &fit) / (rest * rest)}
}
