package driver

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// A Role is what an attribute does for satisfaction, in the manner of Kano (1984).
type Role string

const (
	MustBe      Role = "must_be"     // bad is punished, good is taken for granted
	Performance Role = "performance" // bad is punished and good rewarded
	Attractive  Role = "attractive"  // good is rewarded, bad is forgiven
	Indifferent Role = "indifferent" // neither is shown by these data
	Reverse     Role = "reverse"     // low ratings go with a higher outcome, or high ones with a lower: look at the data
	Open        Role = "open"        // low or high ratings are missing
)

// ContrastOptions are the particulars of [PenaltyReward].
type ContrastOptions struct {
	LowMax     float64 // ratings up to it are low
	HighMin    float64 // ratings from it on are high; if both are 0, the lowest and the highest rating found are low and high
	Confidence float64 // 0 means 0.95
}

// A Contrast is what low and high ratings of attributes go with, against the ratings
// between.
type Contrast struct {
	Sample
	Relation   string            `json:"relation"` // always "association"
	Attributes []Attribute       `json:"attributes"`
	LowMax     float64           `json:"low_max"`
	HighMin    float64           `json:"high_min"`
	Intercept  float64           `json:"intercept"` // the outcome where all ratings are middling
	R2         float64           `json:"r2"`
	Test       string            `json:"test"`
	Tests      int               `json:"tests"`
	Confidence float64           `json:"confidence"`
	Warnings   []metrics.Warning `json:"warnings,omitempty"`
}

// An Attribute is one rated thing, such as delivery.
type Attribute struct {
	Name    string  `json:"name"`
	Penalty Side    `json:"penalty"` // of a low rating; usually below 0
	Reward  Side    `json:"reward"`  // of a high rating; usually above 0
	Role    Role    `json:"role"`
	Mean    float64 `json:"mean"` // of its ratings
}

// A Side is the difference in the outcome that goes with low or with high ratings.
type Side struct {
	N         int            `json:"n"`     // ratings of that kind
	Value     metrics.Number `json:"value"` // none if there are no such ratings, or no others
	Low       metrics.Number `json:"low"`   // of the interval
	High      metrics.Number `json:"high"`
	P         metrics.Number `json:"p"`
	AdjustedP metrics.Number `json:"adjusted_p"` // by Benjamini and Hochberg over all sides
	Shown     bool           `json:"shown"`      // AdjustedP is below 1 - confidence
}

// PenaltyReward finds what is punished if it is bad and what is rewarded if it is
// good (Brandt 1987; Matzler and Sauerwein 2002): least squares of the outcome on two
// dummies an attribute, one for low ratings and one for high ones. Roles go by
// p-values that are adjusted for all sides together, so "indifferent" may only mean
// that there are too few answers.
//
// All drivers must be ratings on the same scale, high being good. An attribute
// without low ratings has no penalty and the role [Open], and so on ([NoContrast]
// warns). Errors are those of [Importance]; thresholds must leave room between
// them.
func PenaltyReward(d Data, o ContrastOptions) (*Contrast, error) {
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
	if o.LowMax == 0 && o.HighMin == 0 {
		o.LowMax, o.HighMin = extremes(c.rows.Rows)
	}
	if !(o.LowMax < o.HighMin) {
		return nil, &stat.ArgumentError{Name: "LowMax", Value: o.LowMax, Want: fmt.Sprintf("a number below HighMin = %v", o.HighMin)}
	}
	out := &Contrast{Sample: c.Sample, Relation: association, LowMax: o.LowMax, HighMin: o.HighMin, Confidence: o.Confidence, Test: "t test of the coefficient"}
	dummies, sides := out.dummies(c)
	fit, err := regress.LeastSquares(dummies, c.y, nil)
	if err != nil {
		return nil, wrap(err)
	}
	if fit.DF == 0 {
		return nil, fmt.Errorf("driver: %d rows for %d dummies: %w", c.N, len(dummies.Names), stat.ErrTooFew)
	}
	out.Intercept, out.R2, out.Tests = fit.Coef[0], fit.R2(), len(sides)
	if math.IsNaN(out.R2) {
		return nil, fmt.Errorf("driver: the outcome %q does not vary: %w", c.Outcome, stat.ErrUndefined)
	}
	if err := fillSides(sides, fit, o.Confidence); err != nil {
		return nil, err
	}
	for i := range out.Attributes {
		out.Attributes[i].Role = out.Attributes[i].role()
	}
	out.Warnings = append(out.Warnings, out.missingRows()...)
	return out, nil
}

// extremes are the lowest and the highest value.
func extremes(rows [][]float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, row := range rows {
		low, high = min(low, slices.Min(row)), max(high, slices.Max(row))
	}
	return low, high
}

// dummies makes a column for each side that has a contrast, and points to the
// sides in the order of the columns.
func (out *Contrast) dummies(c *complete) (regress.Design, []*Side) {
	d := regress.Design{Rows: make([][]float64, c.N)}
	var sides []*Side
	out.Attributes = make([]Attribute, len(c.rows.Names))
	for j, name := range c.rows.Names {
		a := &out.Attributes[j]
		ratings := c.column(j)
		a.Name = name
		a.Mean, _ = moments(ratings)
		low := indicator(ratings, func(x float64) bool { return x <= out.LowMax })
		high := indicator(ratings, func(x float64) bool { return x >= out.HighMin })
		a.Penalty.N, a.Reward.N = count(low), count(high)
		middling := c.N - a.Penalty.N - a.Reward.N
		add := func(side *Side, suffix string, column []float64) {
			if side.N == 0 || middling == 0 { // nothing to see, or nothing to see it against
				return
			}
			d.Names, sides = append(d.Names, name+suffix), append(sides, side)
			for i, v := range column {
				d.Rows[i] = append(d.Rows[i], v)
			}
		}
		add(&a.Penalty, " (low)", low)
		add(&a.Reward, " (high)", high)
		if middling == 0 || a.Penalty.N == 0 || a.Reward.N == 0 {
			out.Warnings = append(out.Warnings, metrics.Warning{Code: NoContrast, Detail: name})
		}
	}
	return d, sides
}

func indicator(x []float64, is func(float64) bool) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		if is(v) {
			out[i] = 1
		}
	}
	return out
}

func count(dummy []float64) (n int) {
	for _, v := range dummy {
		n += int(v)
	}
	return n
}

func fillSides(sides []*Side, fit *regress.Linear, confidence float64) error {
	if len(sides) == 0 {
		return fmt.Errorf("driver: no attribute has middling ratings beside low or high ones: %w", stat.ErrUndefined)
	}
	t := -dist.TQuantile((1-confidence)/2, float64(fit.DF))
	var p []float64
	for i, row := range regress.Table(fit.Names, fit.Coef, fit.Covariance(), float64(fit.DF))[1:] {
		sides[i].Value, sides[i].P = metrics.NumberOf(row.Estimate), metrics.NumberOf(row.P)
		sides[i].Low, sides[i].High = metrics.NumberOf(row.Estimate-t*row.StdErr), metrics.NumberOf(row.Estimate+t*row.StdErr)
		p = append(p, sides[i].P.Or(1))
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	for i, q := range adjusted {
		sides[i].AdjustedP, sides[i].Shown = metrics.NumberOf(q), q < 1-confidence
	}
	return err
}

// role reads the role off the two sides.
func (a *Attribute) role() Role {
	sign := func(s Side) int {
		if !s.Shown {
			return 0
		}
		return cmp.Compare(s.Value.Or(0), 0)
	}
	penalty, reward := sign(a.Penalty), sign(a.Reward)
	switch {
	case !a.Penalty.Value.Defined() || !a.Reward.Value.Defined():
		return Open
	case penalty > 0 || reward < 0:
		return Reverse
	case penalty < 0 && reward > 0:
		return Performance
	case penalty < 0:
		return MustBe
	case reward > 0:
		return Attractive
	}
	return Indifferent
}
