package survival

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Case is one row of a Cox regression.
type Case struct {
	Time time.Duration // until it was over, or its age
	Over bool
	X    []float64 // the covariates, as many as there are names
}

// CoxOptions are the particulars of a Cox regression. The zero value is the
// recommended setup.
type CoxOptions struct {
	Confidence float64 // of the intervals; 0 means 0.95
	Breslow    bool    // treat ties by Breslow's formula and not by Efron's, which is closer to the truth
}

// A CoxModel says how covariates change the rate at which cases are over. Above 1
// a hazard ratio means sooner.
type CoxModel struct {
	Covariates  []Covariate `json:"covariates"`
	N           int         `json:"n"`
	Over        int         `json:"over"`
	LogLikNull  float64     `json:"log_likelihood_null"` // without covariates
	LogLik      float64     `json:"log_likelihood"`
	LikRatio    stat.Test   `json:"likelihood_ratio_test"` // of all covariates together
	Concordance float64     `json:"concordance"`           // share of pairs whose order the model gets right; ½ is chance
}

// A Covariate is the effect of one covariate with the others held fixed.
type Covariate struct {
	Name        string         `json:"name"`
	Coefficient float64        `json:"coefficient"` // log of the hazard ratio for one unit more
	StdErr      float64        `json:"std_err"`
	HazardRatio metrics.Number `json:"hazard_ratio"` // none if it is too large for a number, and so its bounds
	Low         metrics.Number `json:"low"`          // of the hazard ratio
	High        metrics.Number `json:"high"`
	P           float64        `json:"p"` // Wald test
}

// ErrSeparated says that a combination of covariates tells exactly which case is
// over next, so that its effect has no finite estimate.
var ErrSeparated = errors.New("survival: the covariates separate the cases completely")

// Cox fits the proportional hazards model of Cox (1972) by Newton's method with
// steps halved where they do not help. It supposes that a covariate multiplies the
// rate by the same factor at any age; where the curves of two groups cross, it
// does not.
//
// The errors: [stat.ErrNoData] without cases, [stat.ErrTooFew] if none is over,
// [ErrSeparated], and one that names a covariate that does not vary or follows
// from the others. Time grows as the number of cases times the square of that of
// covariates.
func Cox(cases []Case, names []string, o CoxOptions) (*CoxModel, error) {
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return nil, err
	}
	f, err := newCoxFit(cases, names, o.Breslow)
	if err != nil {
		return nil, err
	}
	null := f.at(make([]float64, len(names)))
	if j := firstDependent(null.info); j >= 0 {
		return nil, fmt.Errorf("survival: covariate %q follows from those before it: %w", names[j], stat.ErrUndefined)
	}
	beta, at, err := f.maximise(null)
	if err != nil {
		return nil, err
	}
	return f.model(beta, at, null, names, o.Confidence)
}

// coxFit is the data, the longest times first, with covariates centred and scaled.
type coxFit struct {
	cases   []Case
	scale   []float64
	breslow bool
	over    int
}

func newCoxFit(cases []Case, names []string, breslow bool) (*coxFit, error) {
	f := &coxFit{breslow: breslow, scale: make([]float64, len(names))}
	if len(cases) == 0 {
		return nil, stat.ErrNoData
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("survival: Cox needs at least one covariate")
	}
	for i, c := range cases {
		if err := checkCase(i, c, len(names)); err != nil {
			return nil, err
		}
		if c.Over {
			f.over++
		}
		f.cases = append(f.cases, Case{c.Time, c.Over, slices.Clone(c.X)})
	}
	if f.over == 0 {
		return nil, fmt.Errorf("survival: no case is over: %w", stat.ErrTooFew)
	}
	for j, name := range names {
		if err := f.standardise(j); err != nil {
			return nil, fmt.Errorf("survival: covariate %q: %w", name, err)
		}
	}
	slices.SortStableFunc(f.cases, func(a, b Case) int { return cmp.Compare(b.Time, a.Time) })
	return f, nil
}

func checkCase(i int, c Case, covariates int) error {
	if c.Time < 0 {
		return &stat.ArgumentError{Name: fmt.Sprintf("cases[%d].Time, in seconds,", i), Value: c.Time.Seconds(), Want: "at least 0"}
	}
	if len(c.X) != covariates {
		return &stat.ArgumentError{Name: fmt.Sprintf("len(cases[%d].X)", i), Value: float64(len(c.X)), Want: fmt.Sprint(covariates, ", as many as names")}
	}
	for j, x := range c.X {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return &stat.ArgumentError{Name: fmt.Sprintf("cases[%d].X[%d]", i, j), Value: x, Want: "a finite number"}
		}
	}
	return nil
}

// standardise gives a covariate mean 0 and standard deviation 1, so that the
// search does not depend on its unit. It fails if the covariate does not vary.
func (f *coxFit) standardise(j int) error {
	x := make([]float64, len(f.cases))
	for i, c := range f.cases {
		x[i] = c.X[j]
	}
	m, err := stat.MomentsOf(x)
	sd := math.Sqrt(m.Variance)
	switch {
	case err != nil:
		return err
	case !(sd > 1e-12*math.Abs(m.Mean)):
		return fmt.Errorf("it does not vary: %w", stat.ErrUndefined)
	}
	f.scale[j] = sd
	for i := range f.cases {
		f.cases[i].X[j] = (f.cases[i].X[j] - m.Mean) / sd
	}
	return nil
}

// worstCondition is how nearly singular an information matrix may be. Beyond it
// gonum solves it all the same, and the answer means nothing.
const worstCondition = 1e12

// firstDependent is the first covariate that those before it determine; -1 if all
// have something to say.
func firstDependent(info *mat.SymDense) int {
	for k := 1; k <= info.SymmetricDim(); k++ {
		var factor mat.Cholesky
		if !factor.Factorize(info.SliceSym(0, k)) || !(factor.Cond() < worstCondition) {
			return k - 1
		}
	}
	return -1
}

// maximise is Newton's method from the null model. It returns the coefficients of
// the standardised covariates and the point there.
func (f *coxFit) maximise(null coxPoint) (beta []float64, at coxPoint, err error) {
	const rounds, halvings, converged = 60, 30, 1e-11
	beta, at = make([]float64, len(f.scale)), null
	for range rounds {
		step, err := solve(at.info, at.slope)
		if err != nil {
			return nil, at, err
		}
		next, point := beta, at
		for range halvings {
			next = add(beta, step)
			if point = f.at(next); point.logLik >= at.logLik-converged*math.Abs(at.logLik) {
				break
			}
			for j := range step {
				step[j] /= 2
			}
		}
		gain := point.logLik - at.logLik
		beta, at = next, point
		if diverging(beta, at) {
			return nil, at, ErrSeparated
		}
		if math.Abs(gain) <= converged*(math.Abs(at.logLik)+converged) {
			return beta, at, nil
		}
	}
	return nil, at, ErrSeparated
}

// absurd is a coefficient, and a standard error, of a standardised covariate so
// large that only a complete separation explains it: one standard deviation more
// would multiply the rate by e^20.
const absurd = 20

func diverging(beta []float64, at coxPoint) bool {
	return math.IsNaN(at.logLik) || slices.ContainsFunc(beta, func(b float64) bool { return !(math.Abs(b) <= absurd) })
}

func add(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] + b[i]
	}
	return out
}

// solve solves the information matrix for the slope. It was regular at the null
// model, so it is singular only where the likelihood has become flat.
func solve(info *mat.SymDense, slope []float64) ([]float64, error) {
	var factor mat.Cholesky
	if !factor.Factorize(info) || !(factor.Cond() < worstCondition) {
		return nil, ErrSeparated
	}
	var x mat.VecDense
	if err := factor.SolveVecTo(&x, mat.NewVecDense(len(slope), slope)); err != nil {
		return nil, ErrSeparated
	}
	return slices.Clone(x.RawVector().Data), nil
}

// model leads the estimates back to the units of the covariates.
func (f *coxFit) model(beta []float64, at, null coxPoint, names []string, confidence float64) (*CoxModel, error) {
	var factor mat.Cholesky
	var inverse mat.SymDense
	if !factor.Factorize(at.info) || factor.InverseTo(&inverse) != nil {
		return nil, ErrSeparated
	}
	for j := range beta {
		if !(inverse.At(j, j) < absurd*absurd) {
			return nil, ErrSeparated
		}
	}
	chi := 2 * (at.logLik - null.logLik)
	df := float64(len(beta))
	m := &CoxModel{
		N: len(f.cases), Over: f.over, LogLikNull: null.logLik, LogLik: at.logLik,
		LikRatio:    stat.Test{Statistic: chi, DF: df, P: dist.ChiSquareTail(chi, df)},
		Concordance: f.concordance(beta),
	}
	z := dist.Z(confidence)
	for j, b := range beta {
		b, se := b/f.scale[j], math.Sqrt(inverse.At(j, j))/f.scale[j]
		m.Covariates = append(m.Covariates, Covariate{
			Name: names[j], Coefficient: b, StdErr: se, HazardRatio: metrics.NumberOf(math.Exp(b)),
			Low: metrics.NumberOf(math.Exp(b - z*se)), High: metrics.NumberOf(math.Exp(b + z*se)),
			P: dist.NormalTwoSided(b / se),
		})
	}
	return m, nil
}
