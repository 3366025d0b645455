package correlate

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/stat"
)

// association is what every result of this package shows, and all it shows.
const association = "association"

// What a person should know before using an association with a business outcome.
// [Explain] says it in words.
const (
	OnlyThoseWhoAnswered metrics.WarningCode = "only_those_who_answered" // Count customers have no score, so that nothing is known of theirs
	SilentDiffer         metrics.WarningCode = "silent_differ"           // those without a score have another outcome: do not extend what is found to them
	SeparatedByScore     metrics.WarningCode = "separated_by_score"      // the score, or a control, tells the outcomes apart: the odds ratio is finite by Firth's penalty only
	FewCustomers         metrics.WarningCode = "few_customers"           // fewer than 30 customers have both values
)

// Options are the particulars of [Business]. The zero value is the recommended
// setup.
type Options struct {
	Controls   []driver.Column // what else may be behind both, such as tenure or plan: held fixed in Partial and Odds
	Confidence float64         // 0 means 0.95
}

// A Report is how a score goes with business outcomes.
type Report struct {
	Relation   string        `json:"relation"` // always "association"
	Score      string        `json:"score"`
	Outcomes   []Association `json:"outcomes"`
	Tests      int           `json:"tests"` // how many were made and adjusted for together
	Confidence float64       `json:"confidence"`
}

// An Association is how a score goes with one outcome, customer by customer.
type Association struct {
	Outcome  string            `json:"outcome"`
	Pearson  Correlation       `json:"pearson"`
	Spearman Correlation       `json:"spearman"`
	Kendall  Correlation       `json:"kendall_tau_b"`
	Partial  *Correlation      `json:"partial,omitzero"` // Pearson's with the controls held fixed; none without controls
	Odds     *driver.OddsRatio `json:"odds,omitzero"`    // for one more of the score, with the controls held fixed; none unless the outcome is 1 or 0

	Answered Group          `json:"answered"` // customers with a score
	Silent   Group          `json:"silent"`   // customers without: whoever left before being asked is here, or in no data at all
	SilentP  metrics.Number `json:"silent_p"` // of no difference in the outcome between the two

	P         float64           `json:"p"` // by Test
	Test      string            `json:"test"`
	AdjustedP float64           `json:"adjusted_p"` // by Benjamini and Hochberg over all outcomes
	Shown     bool              `json:"shown"`      // AdjustedP is below 1 - confidence
	Warnings  []metrics.Warning `json:"warnings,omitempty"`
}

// A Group is some customers and their outcome.
type Group struct {
	N    int            `json:"n"`
	Mean metrics.Number `json:"mean"` // share of those with 1, if the outcome is 1 or 0
}

// Business says how a score (a rating, say) goes with business outcomes of the same
// customers: 1 and 0 for churned or not, or amounts such as sales and profit. A row
// is a customer, NaN what is not known. The test is that of the odds ratio for
// outcomes of 1 and 0 and Spearman's for others, or the partial correlation's if there
// are controls; p-values are adjusted for all outcomes together.
//
// Only customers who answered have a score. Those who left before they were asked,
// or would not answer, are missing, and what is found among the others need not hold
// for them: Silent and a warning say how they fare, as far as the data know. Outcomes
// should come after the scores: a score given on the way out says nothing about what
// led there.
//
// Errors: those of [Pearson] and [Partials], naming the outcome; no outcomes are
// [stat.ErrNoData].
func Business(score driver.Column, outcomes []driver.Column, o Options) (*Report, error) {
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return nil, err
	}
	if len(outcomes) == 0 {
		return nil, fmt.Errorf("correlate: there are no outcomes: %w", stat.ErrNoData)
	}
	r := &Report{Relation: association, Score: score.Name, Tests: len(outcomes), Confidence: o.Confidence}
	var p []float64
	for _, outcome := range outcomes {
		a, err := associate(score, outcome, o)
		if err != nil {
			return nil, fmt.Errorf("correlate: outcome %q: %w", outcome.Name, err)
		}
		r.Outcomes = append(r.Outcomes, *a)
		p = append(p, a.P)
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	for i, q := range adjusted {
		a := &r.Outcomes[i]
		a.AdjustedP, a.Shown = q, q < 1-o.Confidence
		if a.Odds != nil { // whose test it is; adjusted over outcomes, not over controls
			a.Odds.AdjustedP, a.Odds.Shown = a.AdjustedP, a.Shown
		}
	}
	return r, err
}

func associate(score, outcome driver.Column, o Options) (*Association, error) {
	a := &Association{Outcome: outcome.Name}
	for _, c := range []struct {
		to    *Correlation
		count func(x, y []float64, confidence float64) (Correlation, error)
	}{{&a.Pearson, Pearson}, {&a.Spearman, Spearman}, {&a.Kendall, Kendall}} {
		var err error
		if *c.to, err = c.count(score.Values, outcome.Values, o.Confidence); err != nil {
			return nil, err
		}
	}
	a.P, a.Test = a.Spearman.P, "Spearman's correlation"
	if len(o.Controls) > 0 {
		partial, err := Partial(score, outcome, o.Controls, o.Confidence)
		if err != nil {
			return nil, err
		}
		a.Partial, a.P, a.Test = &partial, partial.P, "partial correlation"
	}
	if binary(outcome.Values) {
		if err := a.odds(score, outcome, o); err != nil {
			return nil, err
		}
	}
	if a.Pearson.N < 30 {
		a.Warnings = append(a.Warnings, metrics.Warning{Code: FewCustomers, Count: int64(a.Pearson.N)})
	}
	a.survivors(score.Values, outcome.Values, o.Confidence)
	return a, nil
}

func binary(y []float64) bool {
	return !slices.ContainsFunc(y, func(v float64) bool { return v != 0 && v != 1 && !math.IsNaN(v) })
}

// odds fits the outcome on score and controls, with Firth's penalty if it must be.
func (a *Association) odds(score, outcome driver.Column, o Options) error {
	d := driver.Data{Outcome: outcome, Drivers: append([]driver.Column{score}, o.Controls...)}
	options := driver.OddsOptions{Confidence: o.Confidence}
	m, err := driver.Logistic(d, options)
	var separated *driver.SeparationError
	if errors.As(err, &separated) {
		a.Warnings = append(a.Warnings, metrics.Warning{Code: SeparatedByScore})
		options.Firth = true
		m, err = driver.Logistic(d, options)
	}
	if err != nil {
		return err
	}
	ratio := m.Ratios[0]
	a.Odds, a.P, a.Test = &ratio, ratio.P, "odds ratio, "+m.Test
	return nil
}

// survivors compares customers with a score to those without.
func (a *Association) survivors(score, outcome []float64, confidence float64) {
	var answered, silent []float64
	for i, y := range outcome {
		switch {
		case math.IsNaN(y):
		case math.IsNaN(score[i]):
			silent = append(silent, y)
		default:
			answered = append(answered, y)
		}
	}
	a.Answered, a.Silent = groupOf(answered), groupOf(silent)
	a.Warnings = append(a.Warnings, metrics.Warning{Code: OnlyThoseWhoAnswered, Count: int64(a.Silent.N)})
	if p, ok := differ(answered, silent); ok {
		a.SilentP = metrics.NumberOf(p)
		if p < 1-confidence {
			a.Warnings = append(a.Warnings, metrics.Warning{Code: SilentDiffer, Count: int64(a.Silent.N)})
		}
	}
}

func groupOf(x []float64) Group {
	if len(x) == 0 {
		return Group{}
	}
	return Group{N: len(x), Mean: metrics.NumberOf(mean(x))}
}

// differ is the p-value of no difference: Fisher's for shares, Welch's for amounts.
func differ(a, b []float64) (p float64, ok bool) {
	if len(a) == 0 || len(b) == 0 {
		return 0, false
	}
	if binary(a) && binary(b) {
		t, err := stat.FisherTest(stat.Share{X: int64(mean(a)*float64(len(a)) + 0.5), N: int64(len(a))}, stat.Share{X: int64(mean(b)*float64(len(b)) + 0.5), N: int64(len(b))})
		return t.P, err == nil
	}
	x, err1 := stat.MomentsOf(a)
	y, err2 := stat.MomentsOf(b)
	if err1 != nil || err2 != nil {
		return 0, false
	}
	d, err := stat.Welch(x, y, metrics.DefaultConfidence)
	return d.Test.P, err == nil
}
