package regress

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Logistic is a fit of the log odds of success, by maximum likelihood or with
// Firth's penalty. Slices of coefficients begin with the intercept.
type Logistic struct {
	Names      []string
	Coef       []float64
	Covariance *mat.SymDense // inverse information, for a dispersion of 1
	Fitted     []float64     // probability of success of each row
	N, DF      int           // rows with trials, and those less coefficients
	Parameters int
	LogLik     float64 // with the binomial coefficients, without the penalty
	Deviance   float64 // 2(log-likelihood of the observed shares - LogLik)
	Null       float64 // deviance of the intercept alone
	Pearson    float64 // Σ (y-np)²/(np(1-p))
	Firth      bool

	design        Design
	y, trials     []float64
	basis         *basis
	g             []float64
	penalisedBest float64
}

// LogisticOptions are the particulars of a logistic regression.
type LogisticOptions struct {
	// Firth adds half the log determinant of the information to the log-likelihood
	// (Firth 1993): estimates are finite under separation, and less biased in few data.
	Firth bool
}

// FitLogistic fits logit p = b0 + x'b to successes out of trials by iteratively
// reweighted least squares, which is Newton's method. Trials nil are all 1; a row
// without trials counts for nothing. It fails with [stat.ErrNoData],
// [stat.ErrTooFew] with fewer rows than coefficients, [*stat.ArgumentError],
// [*RankError], [*SeparationError], and [stat.ErrUndefined] if all outcomes are the
// same. Time grows as rows times columns squared.
func FitLogistic(d Design, successes, trials []float64, o LogisticOptions) (*Logistic, error) {
	d, y, n, err := checkCounts(d, successes, trials)
	if err != nil {
		return nil, err
	}
	b, err := newBasis(d, n)
	if err != nil {
		return nil, err
	}
	if _, _, err := b.factor(n); err != nil {
		return nil, err
	}
	model := binomial{z: b.z, y: y, n: n, firth: o.Firth}
	g, at, step, err := model.likelihood().maximise(model.start(), all(len(b.names)))
	if err == errDiverged {
		return nil, separation(b, d, y, n, step, model.likelihood().size)
	}
	if err != nil {
		return nil, err
	}
	c, ok := invert(at.info)
	if !ok {
		return nil, separation(b, d, y, n, step, model.likelihood().size)
	}
	f := &Logistic{
		Names: b.names, Coef: b.coefficients(g), Covariance: b.covariance(c), N: len(y), DF: len(y) - len(g), Parameters: len(g), Firth: o.Firth,
		design: d, y: y, trials: n, basis: b, g: g, penalisedBest: at.logLik,
	}
	f.summarise(model.predictors(g))
	return f, nil
}

// checkCounts checks the data and drops the rows without trials.
func checkCounts(d Design, successes, trials []float64) (Design, []float64, []float64, error) {
	fail := func(err error) (Design, []float64, []float64, error) { return d, nil, nil, err }
	if err := d.check(); err != nil {
		return fail(err)
	}
	if err := check1("successes", successes, len(d.Rows)); err != nil {
		return fail(err)
	}
	if trials != nil {
		if err := check1("trials", trials, len(d.Rows)); err != nil {
			return fail(err)
		}
	}
	kept := Design{Names: d.Names}
	var y, n []float64
	var hits, sum float64
	for i, row := range d.Rows {
		trial := at(trials, i)
		switch {
		case trial < 0:
			return fail(&stat.ArgumentError{Name: fmt.Sprintf("trials[%d]", i), Value: trial, Want: "at least 0"})
		case successes[i] < 0 || successes[i] > trial:
			return fail(&stat.ArgumentError{Name: fmt.Sprintf("successes[%d]", i), Value: successes[i], Want: fmt.Sprintf("a number from 0 to its trials, %v", trial)})
		case trial == 0:
			continue
		}
		kept.Rows = append(kept.Rows, row)
		y, n = append(y, successes[i]), append(n, trial)
		hits, sum = hits+successes[i], sum+trial
	}
	if err := kept.check(); err != nil {
		return fail(err)
	}
	if hits == 0 || hits == sum {
		return fail(fmt.Errorf("all outcomes are the same: %w", stat.ErrUndefined))
	}
	return kept, y, n, nil
}

// binomial is the likelihood of successes out of trials.
type binomial struct {
	z     *mat.Dense
	y, n  []float64
	firth bool
}

// likelihood allows more rounds with the penalty, whose curvature is known only in
// part, so that the search may creep.
func (m binomial) likelihood() likelihood {
	rounds := newtonRounds
	if m.firth {
		rounds = 200
	}
	return likelihood{m.at, sizes(m.z), rounds}
}

// start is the model of the intercept alone.
func (m binomial) start() []float64 {
	_, k := m.z.Dims()
	g := make([]float64, k)
	g[0] = logit(total(m.y, 0) / total(m.n, 0))
	return g
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// predictors are the linear predictors of the rows.
func (m binomial) predictors(g []float64) []float64 {
	n, k := m.z.Dims()
	eta := mat.NewVecDense(n, nil)
	eta.MulVec(m.z, mat.NewVecDense(k, g))
	return eta.RawVector().Data
}

// logistic is p = 1/(1+exp(-x)) and 1-p, each to full precision.
func logistic(x float64) (p, q float64) {
	return 1 / (1 + math.Exp(-x)), 1 / (1 + math.Exp(x))
}

// logLogistic is log p of [logistic].
func logLogistic(x float64) float64 {
	if x < 0 {
		return x - math.Log1p(math.Exp(x))
	}
	return -math.Log1p(math.Exp(-x))
}

func (m binomial) at(g []float64) point {
	_, k := m.z.Dims()
	out := point{slope: make([]float64, k)}
	eta := m.predictors(g)
	info := newGram(k)
	for i, e := range eta {
		p, q := logistic(e)
		out.logLik += term(m.y[i], logLogistic(e)) + term(m.n[i]-m.y[i], logLogistic(-e))
		residual := m.y[i]*q - (m.n[i]-m.y[i])*p
		row := m.z.RawRowView(i)
		info.add(m.n[i]*p*q, row)
		for j, z := range row {
			out.slope[j] += residual * z
		}
	}
	out.info = info.matrix()
	if m.firth {
		m.penalise(&out, eta)
	}
	return out
}

// term is x log p, 0 if x is.
func term(x, logP float64) float64 {
	if x == 0 {
		return 0
	}
	return x * logP
}

// penalise adds ½ log|I| and its slope Σ h (½-p) z, h being the leverages. With those
// held, that is the likelihood of data with h more trials a row, half of them
// successes, whose information is the curvature to step by: without the h, steps are up
// to twice too long and may swing for ever.
func (m binomial) penalise(at *point, eta []float64) {
	var factor mat.Cholesky
	if !factor.Factorize(at.info) {
		at.logLik = math.Inf(-1)
		return
	}
	at.logLik += factor.LogDet() / 2
	var inv mat.SymDense
	_ = factor.InverseTo(&inv)
	curvature := newGram(len(at.slope))
	for i, e := range eta {
		p, q := logistic(e)
		z := m.z.RawRowView(i)
		h := m.n[i] * p * q * quadratic(&inv, z)
		curvature.add((m.n[i]+h)*p*q, z)
		for j, v := range z {
			at.slope[j] += h * (q - p) / 2 * v
		}
	}
	at.curvature = curvature.matrix()
}

// summarise fills in what follows from the linear predictors.
func (f *Logistic) summarise(eta []float64) {
	null := logit(total(f.y, 0) / total(f.trials, 0))
	for i, e := range eta {
		p, q := logistic(e)
		y, n := f.y[i], f.trials[i]
		f.Fitted = append(f.Fitted, p)
		miss := y*q - (n-y)*p
		f.Pearson += miss * miss / (n * p * q)
		logLik := term(y, logLogistic(e)) + term(n-y, logLogistic(-e))
		saturated := term(y, math.Log(y/n)) + term(n-y, math.Log((n-y)/n))
		f.LogLik += logLik + logChoose(n, y)
		f.Deviance += 2 * (saturated - logLik)
		f.Null += 2 * (saturated - term(y, logLogistic(null)) - term(n-y, logLogistic(-null)))
	}
}

func logChoose(n, y float64) float64 {
	if y == 0 || y == n {
		return 0
	}
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(y + 1)
	c, _ := math.Lgamma(n - y + 1)
	return a - b - c
}

// Dispersion is Pearson/DF, how many times the variance exceeds the binomial one
// (quasi-binomial); NaN without degrees of freedom. It means nothing where each
// row is one trial.
func (f *Logistic) Dispersion() float64 {
	if f.DF == 0 {
		return math.NaN()
	}
	return f.Pearson / float64(f.DF)
}

// AIC is -2 LogLik + 2 coefficients.
func (f *Logistic) AIC() float64 { return -2*f.LogLik + 2*float64(f.Parameters) }

// LikelihoodRatio tests all columns together.
func (f *Logistic) LikelihoodRatio() stat.Test {
	chi, df := f.Null-f.Deviance, float64(f.Parameters-1)
	if df == 0 {
		return stat.Test{P: 1}
	}
	return stat.Test{Statistic: chi, DF: df, P: dist.ChiSquareTail(chi, df)}
}

// McFadden is 1 - Deviance/Null of single trials.
func (f *Logistic) McFadden() float64 { return 1 - f.Deviance/f.Null }

// Predict is the log odds at x and its standard error for a dispersion of 1.
func (f *Logistic) Predict(x []float64) (logOdds, se float64) {
	full := append([]float64{1}, x...)
	for j, v := range full {
		logOdds += f.Coef[j] * v
	}
	return logOdds, math.Sqrt(quadratic(f.Covariance, full))
}
