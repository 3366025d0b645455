package survey

import (
	"errors"
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Stratum is a group of customers: how many there are, and what those answered
// who were asked.
type Stratum struct {
	Name       string
	Population float64 // customers in the group, or their share of all
	Answers    *metrics.NPS
}

// The reasons why strata give no estimate, wrapped in an error that names the
// stratum.
var (
	ErrEmptyStratum  = errors.New("survey: a stratum that has customers has no answers: combine it with another")
	ErrSingleAnswer  = errors.New("survey: a stratum has a single answer, which says nothing about its variance: combine it with another")
	ErrBadPopulation = errors.New("survey: a population must be a finite number of at least 0, and not all of them 0")
)

// StratifiedOptions are the particulars of [Stratified] and [PostStratify]. The
// zero value is the recommended setup.
type StratifiedOptions struct {
	Confidence float64 // 0 means 0.95
	// FinitePopulation narrows the variance by the share 1 - n/N that was not asked,
	// in each stratum or, after the fact, of all, for a statement about exactly these
	// customers. Populations are then numbers of customers.
	FinitePopulation bool
}

// Stratified is the Net Promoter Score of customers whose groups were sampled
// separately, with W the population shares and s² the variance of one answer (with
// n-1) in each stratum:
//
//	score = Σ W score,  se² = Σ W² s²/n
//
// (Cochran 1977, chapter 5). Every stratum that has customers needs two answers.
// If the answers do not vary within any stratum there is no interval.
func Stratified(strata []Stratum, o StratifiedOptions) (metrics.Estimate, error) {
	return stratified(strata, o, metrics.StratifiedWald, func(h part) (float64, error) {
		if h.n == 1 {
			return 0, ErrSingleAnswer
		}
		unasked, err := o.unasked(h.n, h.population)
		return unasked * h.share * h.share * h.variance / (h.n - 1), err
	})
}

// PostStratify is the Net Promoter Score of one simple sample whose groups are
// brought to their known sizes afterwards. The variance is that of the deviations
// from the groups' own scores, linearised:
//
//	se² = n/(n-1) Σ W² V/n_h,  V the variance of one answer in its group
//
// Every group that has customers needs an answer.
func PostStratify(strata []Stratum, o StratifiedOptions) (metrics.Estimate, error) {
	return stratified(strata, o, metrics.PostStratified, func(h part) (float64, error) {
		unasked, err := o.unasked(h.all, h.population/h.share)
		return unasked * h.share * h.share * h.variance / h.n * h.all / (h.all - 1), err
	})
}

// unasked is the share of the customers that was not asked, if that is to count.
func (o StratifiedOptions) unasked(n, population float64) (float64, error) {
	const slack = 1e-9 // the total population comes back from a share
	switch {
	case !o.FinitePopulation:
		return 1, nil
	case n > population*(1+slack):
		return 0, fmt.Errorf("survey: %v answers of %v customers: %w", n, population, ErrBadPopulation)
	}
	return math.Max(0, 1-n/population), nil
}

// A part is a stratum as the formulas take it.
type part struct {
	share, population float64 // of all customers; customers
	n, all            float64 // answers here and everywhere
	score, variance   float64 // of the answers, the variance in the population form
}

func stratified(strata []Stratum, o StratifiedOptions, method metrics.Method, variance func(part) (float64, error)) (metrics.Estimate, error) {
	e := metrics.Estimate{Definition: metrics.IDNPS, Unit: metrics.UnitPoints}
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return e, err
	}
	parts, rejects, err := divide(strata)
	if err != nil {
		return e, err
	}
	var score, v float64
	for i, h := range parts {
		if h.share == 0 {
			continue
		}
		if h.n == 0 {
			return e, fmt.Errorf("stratum %q: %w", strata[i].Name, ErrEmptyStratum)
		}
		part, err := variance(h)
		if err != nil {
			return e, fmt.Errorf("stratum %q: %w", strata[i].Name, err)
		}
		score += h.share * h.score
		v += part
		e.N += int64(h.n)
	}
	e.Value = metrics.NumberOf(100 * score)
	if !(v > 0) || math.IsInf(v, 1) {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.NoVariation}, metrics.Warning{Code: metrics.NoInterval})
	} else {
		half := dist.Z(o.Confidence) * math.Sqrt(v)
		e.Low, e.High = metrics.NumberOf(100*(score-half)), metrics.NumberOf(100*(score+half))
		e.Confidence, e.Method = o.Confidence, method
	}
	if n := rejects.Total(); n > 0 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.Rejected, Count: n, Detail: rejects.String()})
	}
	return e, nil
}

// divide checks the strata and turns populations into shares.
func divide(strata []Stratum) (parts []part, rejects metrics.Rejects, err error) {
	var population, all float64
	for _, s := range strata {
		if !(s.Population >= 0) || math.IsInf(s.Population, 1) {
			return nil, rejects, fmt.Errorf("stratum %q has the population %v: %w", s.Name, s.Population, ErrBadPopulation)
		}
		population += s.Population
		if s.Answers == nil {
			continue
		}
		all += s.Answers.Trinomial().N()
		r := s.Answers.Rejected()
		if err := rejects.Merge(&r); err != nil {
			return nil, rejects, err
		}
	}
	if !(population > 0) || math.IsInf(population, 1) {
		return nil, rejects, fmt.Errorf("all strata together have the population %v: %w", population, ErrBadPopulation)
	}
	for _, s := range strata {
		t := stat.Trinomial{}
		if s.Answers != nil {
			t = s.Answers.Trinomial()
		}
		parts = append(parts, part{s.Population / population, s.Population, t.N(), all, t.Score(), t.Variance()})
	}
	return parts, rejects, nil
}
