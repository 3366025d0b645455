package effect

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/regress"
)

// A chain is points in order whose deviations from the line may be alike: those k
// periods apart correlate by ρ^k, a first-order autoregression.
//
// In series as short as those of feedback the standard errors of Newey and West are too
// small, and those of independent points are right only if the points are. What a chain
// says is nearer to the truth, if its form is right (Turner and others 2021, BMC Medical
// Research Methodology 21, who compare methods for interrupted series); of two that may
// err, the larger is taken.
type chain struct {
	rows  [][]float64 // of the regression, with the intercept, divided by the point's standard deviation
	y     []float64   // likewise
	gap   []float64   // periods since the point before
	bread *mat.SymDense
}

// newChain takes a design, the values, their weights (nil if equal) and (X'WX)^-1.
func newChain(d regress.Design, y, weights []float64, bread *mat.SymDense) *chain {
	c := &chain{bread: bread}
	for i, row := range d.Rows {
		scale := 1.0
		if weights != nil {
			scale = 1 / math.Sqrt(weights[i])
		}
		x := []float64{1 / scale}
		for _, v := range row {
			x = append(x, v/scale)
		}
		gap := 0.0
		if i > 0 {
			gap = row[0] - d.Rows[i-1][0] // the first column is time
		}
		c.rows, c.y, c.gap = append(c.rows, x), append(c.y, y[i]/scale), append(c.gap, gap)
	}
	return c
}

// fit is generalised least squares at one correlation: the sum of squares, and the
// restricted log-likelihood at the variance that maximises it (Harville 1974).
func (c *chain) fit(rho float64) (rss, loglik float64) {
	n, k := len(c.y), len(c.rows[0])
	x, z := mat.NewDense(n, k, nil), mat.NewVecDense(n, nil)
	var logdet float64
	for i, row := range c.rows {
		phi, norm := 0.0, 1.0
		if i > 0 {
			phi = math.Pow(rho, c.gap[i])
			norm = math.Sqrt(1 - phi*phi)
			logdet += math.Log(1 - phi*phi)
		}
		for j := range row {
			v := row[j]
			if i > 0 {
				v -= phi * c.rows[i-1][j]
			}
			x.Set(i, j, v/norm)
		}
		v := c.y[i]
		if i > 0 {
			v -= phi * c.y[i-1]
		}
		z.SetVec(i, v/norm)
	}
	var qr mat.QR
	qr.Factorize(x)
	var b, fitted mat.VecDense
	if qr.SolveVecTo(&b, false, z) != nil {
		return math.NaN(), math.Inf(-1)
	}
	fitted.MulVec(x, &b)
	for i := range n {
		e := z.AtVec(i) - fitted.AtVec(i)
		rss += e * e
	}
	var r mat.Dense
	qr.RTo(&r)
	for j := range k {
		logdet += 2 * math.Log(math.Abs(r.At(j, j)))
	}
	return rss, -(float64(n-k)*math.Log(rss) + logdet) / 2
}

// correlation is the ρ of greatest restricted likelihood, on a grid.
func (c *chain) correlation() float64 {
	const last, step = 0.98, 0.02
	best, at := math.Inf(-1), 0.0
	for i := -45; float64(i)*step <= last+step/2; i++ {
		rho := float64(i) * step
		if _, l := c.fit(rho); l > best {
			best, at = l, rho
		}
	}
	return at
}

// covariance is that of the coefficients of weighted least squares, whose estimates it
// leaves as they are: A X'WΩWX A with A = (X'WX)^-1 and Ω the covariance of the points,
// at least least times their variances.
func (c *chain) covariance(least float64) *mat.SymDense {
	n, k := len(c.y), len(c.rows[0])
	rho := c.correlation()
	rss, _ := c.fit(rho)
	variance := math.Max(least, rss/float64(n-k))
	at := make([]float64, n)
	for i := 1; i < n; i++ {
		at[i] = at[i-1] + c.gap[i]
	}
	meat := mat.NewDense(k, k, nil)
	for i, a := range c.rows {
		for j, b := range c.rows {
			together := variance * math.Pow(rho, math.Abs(at[i]-at[j]))
			for p := range k {
				for q := range k {
					meat.Set(p, q, meat.At(p, q)+together*a[p]*b[q])
				}
			}
		}
	}
	var half, full mat.Dense
	half.Mul(c.bread, meat)
	full.Mul(&half, c.bread)
	out := mat.NewSymDense(k, nil)
	for p := range k {
		for q := p; q < k; q++ {
			out.SetSym(p, q, (full.At(p, q)+full.At(q, p))/2)
		}
	}
	return out
}
