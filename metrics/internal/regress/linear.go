package regress

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Linear is a fit by least squares. Slices of coefficients begin with the
// intercept.
type Linear struct {
	Names     []string
	Coef      []float64
	Fitted    []float64
	Residuals []float64     // y less fitted, not weighted
	Leverage  []float64     // of each row, from 0 to 1
	Unscaled  *mat.SymDense // (X'WX)^-1
	N, DF     int           // rows, and rows less coefficients
	RSS, TSS  float64       // weighted sums of squares: of residuals, of y about its mean

	basis   *basis
	bread   *mat.SymDense // Unscaled in the coordinates of the basis
	weights []float64
	counted bool // weights are counts
}

// LeastSquares minimises Σ w (y - b0 - x'b)² by QR. Weights nil are all 1; they are
// precisions (the reciprocals of variances, up to a factor), above 0. As many rows
// as coefficients leave no degree of freedom: the fit is exact and [Linear.Sigma]
// NaN. It fails with [stat.ErrNoData], [stat.ErrTooFew] with fewer rows than
// coefficients, [*stat.ArgumentError] and [*RankError]. Time grows as rows times
// columns squared.
func LeastSquares(d Design, y, weights []float64) (*Linear, error) {
	return leastSquares(d, y, weights, false)
}

// LeastSquaresCounted fits rows that stand for counts[i] equal ones, which saves
// time where few differ; there must be as many different rows as coefficients. N
// counts them all, and Leverage is that of one of them. Its covariances are Covariance
// and Heteroscedastic; the others need the rows themselves.
func LeastSquaresCounted(d Design, y, counts []float64) (*Linear, error) {
	return leastSquares(d, y, counts, true)
}

func leastSquares(d Design, y, weights []float64, counted bool) (*Linear, error) {
	if err := checkOutcome(d, y, weights); err != nil {
		return nil, err
	}
	b, err := newBasis(d, weights)
	if err != nil {
		return nil, err
	}
	qr, r, err := b.factor(weights)
	if err != nil {
		return nil, err
	}
	n, k := b.z.Dims()
	mean, norm := centre(y, weights)
	root := mat.NewVecDense(n, nil)
	for i, v := range y {
		root.SetVec(i, math.Sqrt(at(weights, i))*(v-mean))
	}
	g := mat.NewVecDense(k, nil)
	_ = qr.SolveVecTo(g, false, root) // the rank was checked: a bad condition is no failure
	g.SetVec(0, g.AtVec(0)+mean)
	f := &Linear{
		Names: b.names, Coef: b.coefficients(g.RawVector().Data), N: n, DF: n - k, TSS: norm * norm,
		basis: b, bread: inverse(r), weights: weights, counted: counted,
	}
	if counted {
		f.N = int(math.Round(total(weights, n)))
		f.DF = f.N - k
	}
	f.Unscaled = b.covariance(f.bread)
	f.Fitted, f.Residuals, f.Leverage = make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		z, w := b.z.RawRowView(i), at(weights, i)
		for j, v := range z {
			f.Fitted[i] += v * g.AtVec(j)
		}
		f.Residuals[i] = y[i] - f.Fitted[i]
		f.RSS += w * f.Residuals[i] * f.Residuals[i]
		if counted {
			w = 1
		}
		f.Leverage[i] = min(1, w*quadratic(f.bread, z))
	}
	return f, nil
}

func checkOutcome(d Design, y, weights []float64) error {
	if err := d.check(); err != nil {
		return err
	}
	if err := check1("y", y, len(d.Rows)); err != nil {
		return err
	}
	if weights == nil {
		return nil
	}
	if err := check1("weights", weights, len(d.Rows)); err != nil {
		return err
	}
	for i, w := range weights {
		if !(w > 0) {
			return &stat.ArgumentError{Name: fmt.Sprintf("weights[%d]", i), Value: w, Want: "a number above 0"}
		}
	}
	return nil
}

// Sigma is the residual standard deviation √(RSS/DF) of a row of weight 1; NaN
// without degrees of freedom.
func (f *Linear) Sigma() float64 {
	if f.DF == 0 {
		return math.NaN()
	}
	return math.Sqrt(f.RSS / float64(f.DF))
}

// R2 is 1 - RSS/TSS; NaN if y does not vary.
func (f *Linear) R2() float64 {
	if f.TSS == 0 {
		return math.NaN()
	}
	return 1 - f.RSS/f.TSS
}

// AdjustedR2 is 1 - (RSS/DF)/(TSS/(n-1)); NaN where that has no value.
func (f *Linear) AdjustedR2() float64 {
	if f.TSS == 0 || f.DF == 0 {
		return math.NaN()
	}
	return 1 - (f.RSS/float64(f.DF))/(f.TSS/float64(f.N-1))
}

// F tests all columns together against the mean alone; NaN without columns or
// degrees of freedom.
func (f *Linear) F() (statistic, p float64) {
	k, df := float64(len(f.Coef)-1), float64(f.DF)
	if k == 0 || df == 0 {
		return math.NaN(), math.NaN()
	}
	statistic = max(0, f.TSS-f.RSS) / k / (f.RSS / df)
	return statistic, FTail(statistic, k, df)
}

// FTail is the probability that an F variable exceeds x.
func FTail(x, df1, df2 float64) float64 {
	return dist.BetaCDF(df2/(df2+df1*x), df2/2, df1/2)
}

// Covariance is the ordinary covariance of the coefficients, σ²(X'WX)^-1. It
// supposes independent rows of the same variance over weight.
func (f *Linear) Covariance() *mat.SymDense {
	var c mat.SymDense
	c.ScaleSym(f.Sigma()*f.Sigma(), f.Unscaled)
	return &c
}

// Predict is the fitted value at x and its standard error under a covariance of
// the coefficients. A new observation of weight 1 varies by Sigma² more.
func (f *Linear) Predict(x []float64, covariance *mat.SymDense) (fit, se float64) {
	full := append([]float64{1}, x...)
	for j, v := range full {
		fit += f.Coef[j] * v
	}
	return fit, math.Sqrt(quadratic(covariance, full))
}

// A Coefficient is one row of a table of regression.
type Coefficient struct {
	Name     string
	Estimate float64
	StdErr   float64
	T        float64 // estimate over standard error
	P        float64 // two-sided
}

// Table is the coefficients with standard errors from a covariance and p-values
// from Student's t; df 0 stands for the normal distribution.
func Table(names []string, coef []float64, covariance mat.Symmetric, df float64) []Coefficient {
	out := make([]Coefficient, len(coef))
	for j, b := range coef {
		se := math.Sqrt(covariance.At(j, j))
		c := Coefficient{Name: names[j], Estimate: b, StdErr: se, T: b / se}
		if df > 0 {
			c.P = dist.TTwoSided(c.T, df)
		} else {
			c.P = dist.NormalTwoSided(c.T)
		}
		out[j] = c
	}
	return out
}

// DurbinWatson is Σ(e_t - e_(t-1))²/Σe², near 2 if neighbouring residuals are
// unrelated; NaN if there are no residuals.
func (f *Linear) DurbinWatson() float64 {
	var steps, squares float64
	for i, e := range f.Residuals {
		if i > 0 {
			steps += (e - f.Residuals[i-1]) * (e - f.Residuals[i-1])
		}
		squares += e * e
	}
	return steps / squares
}
