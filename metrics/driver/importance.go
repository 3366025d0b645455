package driver

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// Options are the particulars of [Importance]. The zero value is the recommended
// setup.
type Options struct {
	Confidence float64     // of the intervals; 0 means 0.95
	Resamples  int         // of the bootstrap, at least 100; 0 means 1000; -1 leaves the intervals of the weights out
	Orders     int         // of the drivers, sampled where there are more than MaxExact; 0 means 1000
	Source     rand.Source // of randomness; nil means a fixed one, so that results repeat
	Robust     bool        // standard errors that allow the outcome to vary more for some rows than for others (HC3)
}

func (o Options) withDefaults() (Options, error) {
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if o.Resamples == 0 {
		o.Resamples = 1000
	}
	if o.Orders == 0 {
		o.Orders = 1000
	}
	if o.Source == nil {
		o.Source = rand.NewPCG(1, 2)
	}
	switch {
	case o.Resamples != -1 && (o.Resamples < 100 || o.Resamples > 1e6):
		return o, &stat.ArgumentError{Name: "Resamples", Value: float64(o.Resamples), Want: "-1, 0, or from 100 to 1 million"}
	case o.Orders < 2 || o.Orders > 1e6:
		return o, &stat.ArgumentError{Name: "Orders", Value: float64(o.Orders), Want: "0, or from 2 to 1 million"}
	}
	return o, stat.CheckConfidence(o.Confidence)
}

// A Ranking is the drivers of an outcome, the most important first, and how much of
// the differences in the outcome they explain together.
type Ranking struct {
	Sample
	Relation   string            `json:"relation"` // always "association"
	Drivers    []Driver          `json:"drivers"`
	Intercept  float64           `json:"intercept"`
	R2         float64           `json:"r2"` // share of the variance of the outcome that the drivers explain
	AdjustedR2 float64           `json:"adjusted_r2"`
	Together   stat.Test         `json:"together"` // F test of all drivers
	Method     string            `json:"method"`   // of the weights
	Test       string            `json:"test"`     // that the p-values of the drivers come from
	Tests      int               `json:"tests"`    // how many were made and adjusted for together
	Confidence float64           `json:"confidence"`
	Warnings   []metrics.Warning `json:"warnings,omitempty"`
}

// A Driver is one driver's place among the others. Drivers are ranked by Weight
// and not by coefficients, whose size depends on units and on what else is in the
// data; Low and High of weights are percentiles of the bootstrap. As a weight is never
// below 0, its interval never includes 0: whether there is an association at all is
// said by Shown.
type Driver struct {
	Name     string  `json:"name"`
	Rank     int     `json:"rank"` // 1 is the most important
	RankLow  int     `json:"rank_low,omitzero"`
	RankHigh int     `json:"rank_high,omitzero"` // resamples rank it from RankLow to RankHigh
	Weight   Weight  `json:"weight"`             // of Lindeman, Merenda and Gold: Shapley's
	Relative Weight  `json:"relative"`           // of Johnson, a second opinion
	Mean     float64 `json:"mean"`               // of its values

	Coefficient float64 `json:"coefficient"` // change of the outcome that goes with one unit more, the other drivers held fixed
	StdErr      float64 `json:"std_err"`
	Low         float64 `json:"low"` // of the coefficient
	High        float64 `json:"high"`
	P           float64 `json:"p"`          // of no association
	AdjustedP   float64 `json:"adjusted_p"` // by Benjamini and Hochberg over all drivers
	Shown       bool    `json:"shown"`      // AdjustedP is below 1 - confidence

	StdBeta float64 `json:"std_beta"` // coefficient of standardised variables: not for ranking
	First   float64 `json:"first"`    // R² of the driver alone
	Last    float64 `json:"last"`     // R² it adds to all others: what is shared belongs to none
	Pratt   float64 `json:"pratt"`    // StdBeta times correlation; may be below 0
	VIF     float64 `json:"vif"`      // variance inflation; over 10 the coefficient says little
}

// A Weight is a part of R².
type Weight struct {
	Value     float64        `json:"value"`
	Low       metrics.Number `json:"low"` // none without a bootstrap
	High      metrics.Number `json:"high"`
	Share     metrics.Number `json:"share"` // of R²; none if R² is 0
	ShareLow  metrics.Number `json:"share_low"`
	ShareHigh metrics.Number `json:"share_high"`
}

// Importance says which drivers the differences in an outcome go with, and how much
// with each. It fits the outcome by least squares on all drivers and divides R²:
//
//   - Weight: the mean growth of R² when the driver joins those before it, over all
//     orders of the drivers (Lindeman, Merenda and Gold 1980; Grömping 2006). It is
//     exact to [MaxExact] drivers, an average over sampled orders beyond, as Method
//     says.
//   - Relative: Johnson's relative weights (2000), quick and usually near it.
//
// Both add up to R² and share out what correlated drivers explain together. An
// outcome of a few ordered answers (0 to 10) is taken for a number, which ranks
// drivers well; for odds use [Ordinal].
//
// What it finds is association: a driver may stand for something that is not in
// the data, or follow from the outcome.
//
// Errors: [stat.ErrNoData] without rows, drivers or values; [stat.ErrTooFew] unless
// there are at least two rows more than drivers; a [*RankError] that names a column
// which does not vary or follows from others; [stat.ErrUndefined] if the outcome does
// not vary; [*stat.ArgumentError]. Warnings: [MissingRows], [FewRows],
// [HighInflation], [SampledOrders].
//
// Time: rows × drivers² once, and for each resample different rows × drivers² plus
// 2^drivers × drivers². A thousand resamples take about a second for 10 000 different
// rows of 8 amounts, and some seconds for a million answers with ten topics, which
// differ in a few thousand ways.
func Importance(d Data, o Options) (*Ranking, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	c, err := d.complete()
	if err != nil {
		return nil, err
	}
	cells := newCells(c)
	fit, err := cells.fit(c)
	switch {
	case err != nil:
		return nil, wrap(err)
	case fit.DF == 0:
		return nil, fmt.Errorf("driver: %d rows for %d drivers; at least %d are needed: %w", c.N, len(c.rows.Names), len(c.rows.Names)+2, stat.ErrTooFew)
	case math.IsNaN(fit.R2()):
		return nil, fmt.Errorf("driver: the outcome %q does not vary: %w", c.Outcome, stat.ErrUndefined)
	}
	r := &Ranking{
		Sample: c.Sample, Relation: association, Intercept: fit.Coef[0], R2: fit.R2(), AdjustedR2: fit.AdjustedR2(),
		Tests: len(c.rows.Names), Confidence: o.Confidence,
	}
	f, p := fit.F()
	r.Together = stat.Test{Statistic: f, DF: float64(r.Tests), P: p}
	if err := r.coefficients(fit, c, o); err != nil {
		return nil, err
	}
	if err := r.weigh(cells, o); err != nil {
		return nil, err
	}
	slices.SortStableFunc(r.Drivers, func(a, b Driver) int { return cmp.Compare(b.Weight.Value, a.Weight.Value) })
	for i := range r.Drivers {
		r.Drivers[i].Rank = i + 1
	}
	r.warn(o)
	return r, nil
}

// coefficients fills in what the fit says about each driver.
func (r *Ranking) coefficients(fit *regress.Linear, c *complete, o Options) error {
	covariance := fit.Covariance()
	r.Test = "t test of the coefficient"
	if o.Robust {
		r.Test = "t test of the coefficient with HC3 standard errors"
		var err error
		if covariance, err = fit.Heteroscedastic(regress.HC3); err != nil {
			return wrap(err)
		}
	}
	df := float64(fit.DF)
	t := -dist.TQuantile((1-o.Confidence)/2, df)
	p := make([]float64, 0, r.Tests)
	for j, row := range regress.Table(fit.Names, fit.Coef, covariance, df)[1:] {
		mean, sd := moments(c.column(j))
		variance := fit.Unscaled.At(j+1, j+1) // over σ²
		r.Drivers = append(r.Drivers, Driver{
			Name: row.Name, Mean: mean, Coefficient: row.Estimate, StdErr: row.StdErr,
			Low: row.Estimate - t*row.StdErr, High: row.Estimate + t*row.StdErr, P: row.P,
			StdBeta: row.Estimate * sd * math.Sqrt(float64(fit.N)/fit.TSS),
			Last:    row.Estimate * row.Estimate / variance / fit.TSS,
			VIF:     max(1, variance*sd*sd*float64(fit.N)),
		})
		if math.IsNaN(row.P) { // an exact fit: 0/0
			r.Drivers[j].P = 1
		}
		p = append(p, r.Drivers[j].P)
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	if err != nil {
		return err
	}
	for j := range r.Drivers {
		r.Drivers[j].AdjustedP = adjusted[j]
		r.Drivers[j].Shown = adjusted[j] < 1-o.Confidence
	}
	return nil
}

// weigh fills in the parts of R² and their intervals.
func (r *Ranking) weigh(cells *cells, o Options) error {
	whole := cells.correlations(cells.counts)
	k := len(r.Drivers)
	r.Method = "LMG over all subsets"
	parts := func(x correlations, orders int) []float64 { return lmg(x) }
	if k > MaxExact {
		r.Method = fmt.Sprintf("LMG over %d sampled orders", o.Orders)
		parts = func(x correlations, orders int) []float64 { return lmgSampled(x, orders, o.Source) }
	}
	weights := parts(whole, o.Orders)
	relative, err := johnson(whole)
	if err != nil {
		return err
	}
	for j := range r.Drivers {
		r.Drivers[j].First = whole.y[j] * whole.y[j]
		r.Drivers[j].Pratt = r.Drivers[j].StdBeta * whole.y[j]
		r.Drivers[j].Weight = weightOf(weights[j], r.R2)
		r.Drivers[j].Relative = weightOf(relative[j], r.R2)
	}
	if o.Resamples == -1 {
		return nil
	}
	return r.bootstrap(cells, parts, o)
}

func weightOf(v, r2 float64) Weight {
	return Weight{Value: v, Share: metrics.NumberOf(v / r2)}
}

func (r *Ranking) warn(o Options) {
	add := func(code metrics.WarningCode, count int, detail string) {
		r.Warnings = append(r.Warnings, metrics.Warning{Code: code, Count: int64(count), Detail: detail})
	}
	r.Warnings = append(r.Warnings, r.missingRows()...)
	if enough := 10 * len(r.Drivers); r.N < enough {
		add(FewRows, enough, "")
	}
	for _, d := range r.Drivers {
		if d.VIF > 10 {
			add(HighInflation, int(math.Min(d.VIF, 1e9)), d.Name)
		}
	}
	if len(r.Drivers) > MaxExact {
		add(SampledOrders, o.Orders, "")
	}
}
