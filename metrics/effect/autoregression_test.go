package effect

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/regress"
)

// The chain's sum of squares, likelihood and covariance are those of the full covariance
// matrix of the points, inverted as it stands: with weights, and with months missing.
func TestChainIsGeneralisedLeastSquares(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	d := regress.Design{Names: []string{"trend", "level", "slope"}}
	var y, weights []float64
	for i := 1; i <= 20; i++ {
		if i == 5 || i == 6 || i == 14 {
			continue
		}
		on, since := 0.0, 0.0
		if i > 10 {
			on, since = 1, float64(i-10)
		}
		d.Rows = append(d.Rows, []float64{float64(i), on, since})
		y, weights = append(y, r.NormFloat64()), append(weights, 0.5+r.Float64())
	}
	fit, err := regress.LeastSquares(d, y, weights)
	if err != nil {
		t.Fatal(err)
	}
	c := newChain(d, y, weights, fit.Unscaled)
	n, k := len(y), 4
	x, omega := mat.NewDense(n, k, nil), mat.NewSymDense(n, nil)
	for _, rho := range []float64{-0.4, 0, 0.3, 0.9} {
		for i := range n {
			for j, v := range append([]float64{1}, d.Rows[i]...) {
				x.Set(i, j, v)
			}
			for j := range n {
				apart := math.Abs(d.Rows[i][0] - d.Rows[j][0])
				omega.SetSym(i, j, math.Pow(rho, apart)/math.Sqrt(weights[i]*weights[j]))
			}
		}
		var cholesky mat.Cholesky
		if !cholesky.Factorize(omega) {
			t.Fatal("the covariance is singular")
		}
		var solved, normal mat.Dense
		if err := cholesky.SolveTo(&solved, x); err != nil {
			t.Fatal(err)
		}
		normal.Mul(x.T(), &solved)
		var b, right, e, fitted mat.VecDense
		right.MulVec(solved.T(), mat.NewVecDense(n, y))
		if err := b.SolveVec(&normal, &right); err != nil {
			t.Fatal(err)
		}
		fitted.MulVec(x, &b)
		e.SubVec(mat.NewVecDense(n, y), &fitted)
		var weighed mat.VecDense
		if err := cholesky.SolveVecTo(&weighed, &e); err != nil {
			t.Fatal(err)
		}
		want := mat.Dot(&e, &weighed)
		logdet, _ := mat.LogDet(&normal)
		// The chain leaves the variances of the points out of its determinant.
		var known float64
		for _, w := range weights {
			known -= math.Log(w)
		}
		wantLog := -(float64(n-k)*math.Log(want) + logdet + cholesky.LogDet() - known) / 2
		rss, loglik := c.fit(rho)
		if math.Abs(rss/want-1) > 1e-9 || math.Abs(loglik-wantLog) > 1e-9 {
			t.Errorf("correlation %v: sum of squares %v and likelihood %v, want %v and %v", rho, rss, loglik, want, wantLog)
		}
	}
}
