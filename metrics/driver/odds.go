package driver

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// An OddsModel says how the odds of an outcome change with each driver, the others
// held fixed.
type OddsModel struct {
	Sample
	Relation      string            `json:"relation"`   // always "association"
	Levels        []float64         `json:"levels"`     // of the outcome, ascending
	Counts        []int             `json:"counts"`     // rows at each level
	Intercepts    []float64         `json:"intercepts"` // log odds of 1 where all drivers are 0; of an ordinal outcome the thresholds
	Ratios        []OddsRatio       `json:"ratios"`     // in the order of the data
	InterceptErrs []float64         `json:"intercept_std_errs"`
	LogLik        float64           `json:"log_likelihood"`      // without the penalty
	LogLikNull    float64           `json:"log_likelihood_null"` // without drivers
	AIC           float64           `json:"aic"`                 // -2 log-likelihood + 2 coefficients
	Together      stat.Test         `json:"together"`            // likelihood ratio test of all drivers
	McFadden      float64           `json:"mcfadden"`            // share of the log-likelihood that the drivers explain
	Method        string            `json:"method"`              // of the estimates
	Test          string            `json:"test"`                // that the p-values come from
	Tests         int               `json:"tests"`               // how many were made and adjusted for together
	Confidence    float64           `json:"confidence"`
	Warnings      []metrics.Warning `json:"warnings,omitempty"`
}

// An OddsRatio is by what the odds are multiplied with one unit more of a driver.
// Of an ordinal outcome they are the odds of a higher answer.
type OddsRatio struct {
	Name        string         `json:"name"`
	Coefficient float64        `json:"coefficient"` // log of the odds ratio
	StdErr      float64        `json:"std_err"`
	Ratio       metrics.Number `json:"odds_ratio"` // none if it is too large for a number, and so its bounds
	Low         metrics.Number `json:"low"`
	High        metrics.Number `json:"high"`
	P           float64        `json:"p"`
	AdjustedP   float64        `json:"adjusted_p"` // by Benjamini and Hochberg over all drivers
	Shown       bool           `json:"shown"`      // AdjustedP is below 1 - confidence
}

// OddsOptions are the particulars of [Logistic]. The zero value is the recommended
// setup.
type OddsOptions struct {
	Confidence float64 // of the intervals; 0 means 0.95
	// Firth uses the penalty of Firth (1993), under which odds ratios are finite even
	// where a driver separates the outcomes, and less exaggerated where data are few. Its
	// intervals and tests are by profile likelihood (Heinze and Schemper 2002).
	Firth bool
	// Profile takes intervals and tests from the profile likelihood without the
	// penalty: better than Wald's for few data, some hundred times the work.
	Profile bool
}

// Logistic says how the odds of an outcome of 1 and 0 (left or stayed, complained or
// not) change with each driver:
//
//	log odds = b0 + Σ b_j x_j,   odds ratio = exp(b_j), interval exp(b_j ± z se)
//
// by maximum likelihood. What it finds is association.
//
// Errors: those of [Importance], an [*stat.ArgumentError] for an outcome other than
// 0 and 1, [stat.ErrUndefined] if all outcomes are the same, and a
// [*SeparationError] that names the drivers that tell the outcomes apart; with
// Firth's penalty they are warnings ([Penalised]). Warnings: [MissingRows],
// [FewEvents]. Time grows as rows times the square of drivers.
func Logistic(d Data, o OddsOptions) (*OddsModel, error) {
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return nil, err
	}
	c, err := d.complete()
	if err != nil {
		return nil, err
	}
	for _, y := range c.y {
		if y != 0 && y != 1 {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("a value of the outcome %q", c.Outcome), Value: y, Want: "0 or 1"}
		}
	}
	fit, err := regress.FitLogistic(c.rows, c.y, nil, regress.LogisticOptions{Firth: o.Firth})
	if err != nil {
		return nil, wrap(err)
	}
	m := &OddsModel{
		Sample: c.Sample, Relation: association, Levels: []float64{0, 1}, Counts: counts(c.y, []float64{0, 1}), Intercepts: fit.Coef[:1],
		InterceptErrs: []float64{math.Sqrt(fit.Covariance.At(0, 0))}, LogLik: fit.LogLik, LogLikNull: -fit.Null / 2, AIC: fit.AIC(),
		Together: fit.LikelihoodRatio(), McFadden: fit.McFadden(),
		Method: "maximum likelihood", Test: "Wald", Tests: len(c.rows.Names), Confidence: o.Confidence,
	}
	m.ratios(regress.Table(fit.Names, fit.Coef, fit.Covariance, 0)[1:])
	if o.Firth || o.Profile {
		if err := m.profile(fit); err != nil {
			return nil, err
		}
	}
	if o.Firth {
		m.Method = "Firth's penalised likelihood"
		m.warnSeparated(c)
	}
	return m, m.finish()
}

// Ordinal says how the odds of a higher answer change with each driver, for an
// outcome of a few ordered answers such as a rating:
//
//	logit P(answer <= level) = threshold - Σ b_j x_j,   odds ratio = exp(b_j)
//
// (proportional odds, McCullagh 1980), by maximum likelihood. The odds ratio is
// supposed to be the same wherever the answers are cut in two. It fails as
// [Logistic] does; confidence 0 means 0.95.
func Ordinal(d Data, confidence float64) (*OddsModel, error) {
	if confidence == 0 {
		confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(confidence); err != nil {
		return nil, err
	}
	c, err := d.complete()
	if err != nil {
		return nil, err
	}
	if levels := distinct(c.y); levels > mostLevels {
		return nil, &stat.ArgumentError{Name: fmt.Sprintf("the number of different values of the outcome %q", c.Outcome), Value: float64(levels), Want: fmt.Sprintf("at most %d; more are an amount: use Importance", mostLevels)}
	}
	fit, err := regress.FitOrdinal(c.rows, c.y)
	if err != nil {
		return nil, wrap(err)
	}
	m := &OddsModel{
		Sample: c.Sample, Relation: association, Levels: fit.Levels, Counts: counts(c.y, fit.Levels), Intercepts: fit.Thresholds,
		LogLik: fit.LogLik, LogLikNull: fit.Null, AIC: -2*fit.LogLik + 2*float64(len(fit.Thresholds)+len(fit.Coef)),
		Together: fit.LikelihoodRatio(), McFadden: 1 - fit.LogLik/fit.Null,
		Method: "maximum likelihood, proportional odds", Test: "Wald", Tests: len(c.rows.Names), Confidence: confidence,
	}
	cuts := len(fit.Thresholds)
	names := append(make([]string, cuts), fit.Names...)
	all := append(fit.Thresholds[:cuts:cuts], fit.Coef...)
	rows := regress.Table(names, all, fit.Covariance, 0)
	for _, row := range rows[:cuts] {
		m.InterceptErrs = append(m.InterceptErrs, row.StdErr)
	}
	m.ratios(rows[cuts:])
	return m, m.finish()
}

// mostLevels is how many different answers are an ordinal outcome: those of 0 to
// 100 are the most that surveys have.
const mostLevels = 101

func distinct(y []float64) int {
	seen := make(map[float64]bool)
	for _, v := range y {
		seen[v] = true
	}
	return len(seen)
}

func counts(y, levels []float64) []int {
	out := make([]int, len(levels))
	for _, v := range y {
		for l, level := range levels {
			if v == level {
				out[l]++
			}
		}
	}
	return out
}

// ratios fills in the odds ratios with intervals and tests of Wald.
func (m *OddsModel) ratios(rows []regress.Coefficient) {
	z := dist.Z(m.Confidence)
	for _, row := range rows {
		r := OddsRatio{Name: row.Name, Coefficient: row.Estimate, StdErr: row.StdErr, P: row.P}
		r.bound(row.Estimate-z*row.StdErr, row.Estimate+z*row.StdErr)
		m.Ratios = append(m.Ratios, r)
	}
}

// bound sets the ratio and its bounds from those of the coefficient.
func (r *OddsRatio) bound(low, high float64) {
	r.Ratio = metrics.NumberOf(math.Exp(r.Coefficient))
	r.Low, r.High = metrics.NumberOf(math.Exp(low)), metrics.NumberOf(math.Exp(high))
}

// profile replaces Wald's intervals and tests by those of the profile likelihood.
func (m *OddsModel) profile(fit *regress.Logistic) error {
	m.Test = "profile likelihood ratio"
	for j := range m.Ratios {
		i, err := fit.Profile(j+1, m.Confidence)
		if err != nil {
			return err
		}
		m.Ratios[j].bound(i.Low, i.High)
		m.Ratios[j].P = fit.WithoutOne(j + 1).P
	}
	return nil
}

// finish adjusts the p-values together and warns of few events.
func (m *OddsModel) finish() error {
	var p []float64
	for _, r := range m.Ratios {
		p = append(p, r.P)
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	if err != nil {
		return err
	}
	for j := range m.Ratios {
		m.Ratios[j].AdjustedP = adjusted[j]
		m.Ratios[j].Shown = adjusted[j] < 1-m.Confidence
	}
	m.Warnings = append(m.Warnings, m.missingRows()...)
	if enough := 10 * len(m.Ratios); m.events() < float64(enough) {
		m.Warnings = append(m.Warnings, metrics.Warning{Code: FewEvents, Count: int64(enough)})
	}
	return nil
}

// events is how many rows there effectively are to tell outcomes apart: the rarer
// outcome of two; of several, n - Σ n_i³/n² (Harrell 2015, section 4.4).
func (m *OddsModel) events() float64 {
	n := float64(m.N)
	if len(m.Counts) == 2 {
		return float64(min(m.Counts[0], m.Counts[1]))
	}
	out := n
	for _, c := range m.Counts {
		out -= float64(c) / n * float64(c) / n * float64(c)
	}
	return out
}

// warnSeparated says which drivers would have no estimate without the penalty.
func (m *OddsModel) warnSeparated(c *complete) {
	_, err := regress.FitLogistic(c.rows, c.y, nil, regress.LogisticOptions{})
	var separated *SeparationError
	if errors.As(err, &separated) {
		m.Warnings = append(m.Warnings, metrics.Warning{Code: Penalised, Count: int64(len(separated.Columns)), Detail: strings.Join(separated.Columns, ", ")})
	}
}
