package metrics

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/number"

	"github.com/loamlib/loam/metrics/stat"
)

// A Comparison says what separates two groups, and whether the data show it. Each
// accumulator makes one with its Compare method; groups must have been counted in
// the same way.
//
// Difference is first minus second, in the unit of the metric. Shown is whether
// the data show a difference: the p-value is below 1 − confidence and the interval
// leaves 0 out. "Not shown" does not mean that there is none: the interval says
// how large it may still be. Effect is the size of the difference apart from the
// metric's unit and from how many answers there are.
//
// Of many comparisons some show a difference by chance: adjust their p-values
// together with [stat.BenjaminiHochberg].
type Comparison struct {
	A          Estimate  `json:"a"`
	B          Estimate  `json:"b"`
	Difference Number    `json:"difference"`
	Low        Number    `json:"low"`
	High       Number    `json:"high"`
	Confidence float64   `json:"confidence"`
	Method     Method    `json:"method,omitzero"` // of the interval
	P          Number    `json:"p"`               // two-sided, of no difference
	Test       string    `json:"test,omitzero"`   // that P comes from
	Effect     Effect    `json:"effect"`
	Shown      bool      `json:"shown"`
	Warnings   []Warning `json:"warnings,omitempty"`
}

// An Effect is an effect size.
type Effect struct {
	Name  EffectName `json:"name,omitzero"`
	Value Number     `json:"value"`
	Low   Number     `json:"low"` // with the confidence of the comparison, where the effect has an interval
	High  Number     `json:"high"`
}

// EffectName says which effect size it is.
type EffectName string

// The effect sizes.
const (
	CohensD     EffectName = "d"           // difference / pooled standard deviation of one answer; 0.2 is small, 0.5 medium, 0.8 large
	CohensH     EffectName = "h"           // 2 asin √p − 2 asin √q; read like d
	Superiority EffectName = "superiority" // probability that one of the first group answers higher than one of the second; 0.5 is no effect
	RateRatio   EffectName = "rate ratio"  // first rate / second; 1 is no effect
	OddsRatio   EffectName = "odds ratio"  // first ratio / second; 1 is no effect
	MeanRatio   EffectName = "time ratio"  // first restricted mean / second; 1 is no effect
)

// Decide fills in Shown from P, the bounds and the confidence. Accumulators of
// other packages call it when the rest is filled in.
func (c *Comparison) Decide() {
	p, ok := c.P.Get()
	low, isLow := c.Low.Get()
	high, isHigh := c.High.Get()
	c.Shown = ok && p < 1-c.Confidence && (isLow && low > 0 || isHigh && high < 0)
}

// both estimates the two sides of a comparison.
func both(x, y func(confidence float64) (Estimate, error), confidence float64) (a, b Estimate, err error) {
	if a, err = x(confidence); err != nil {
		return a, b, err
	}
	b, err = y(confidence)
	return a, b, err
}

// compared starts a comparison and takes over what is wrong with both sides.
func compared(a, b Estimate, confidence float64) Comparison {
	c := Comparison{A: a, B: b, Confidence: confidence}
	x, okA := a.Value.Get()
	y, okB := b.Value.Get()
	if okA && okB {
		c.Difference = NumberOf(x - y)
	} else {
		c.Warnings = append(c.Warnings, Warning{Code: NoData})
	}
	return c
}

// interval sets the bounds.
func (c *Comparison) interval(m Method, i stat.Interval, scale float64) {
	c.Method = m
	c.Low, c.High = NumberOf(i.Low*scale), NumberOf(i.High*scale)
}

// compareScores compares two scores from -100 to 100.
func compareScores(a, b Estimate, x, y stat.Trinomial, confidence float64) (Comparison, error) {
	c := compared(a, b, confidence)
	d, err := stat.ScoreDifference(x, y, confidence)
	if err != nil {
		return comparedOr(c, err)
	}
	c.interval(AdjustedWald, d.Interval, 100)
	c.P, c.Test = NumberOf(d.Test.P), "z test with ¾, 1½, ¾ answers added"
	c.Effect = Effect{Name: CohensD, Value: NumberOf((x.Score() - y.Score()) / math.Sqrt((x.Variance()+y.Variance())/2))}
	c.Decide()
	return c, nil
}

// comparedOr is the comparison without interval and test if the data gave none,
// or the error if an argument was wrong.
func comparedOr(c Comparison, err error) (Comparison, error) {
	if _, ok := err.(*stat.ArgumentError); ok {
		return Comparison{}, err
	}
	if len(c.Warnings) == 0 {
		c.Warnings = append(c.Warnings, Warning{Code: NoInterval, Detail: err.Error()})
	}
	return c, nil
}

// compareShares compares two shares: Newcombe's interval, and the pooled z test
// or, with an expected count below 5, Fisher's exact test.
func compareShares(a, b Estimate, x, y stat.Share, confidence float64) (Comparison, error) {
	c := compared(a, b, confidence)
	i, err := stat.Newcombe(x, y, confidence)
	if err != nil {
		return comparedOr(c, err)
	}
	c.interval(NewcombeScore, i, 1)
	c.P, c.Test = shareTest(x, y)
	c.Effect = Effect{Name: CohensH, Value: NumberOf(2*math.Asin(math.Sqrt(x.Value())) - 2*math.Asin(math.Sqrt(y.Value())))}
	c.Decide()
	return c, nil
}

func shareTest(x, y stat.Share) (Number, string) {
	if !stat.ExpectedAtLeast(5, x, y) {
		if t, err := stat.FisherTest(x, y); err == nil {
			return NumberOf(t.P), "Fisher's exact test"
		}
	}
	t, err := stat.TwoShares(x, y)
	if err != nil {
		return Number{}, ""
	}
	return NumberOf(t.P), "z test of two shares"
}

// compareMeans compares two means of counted answers: Welch's t, and as effect
// how often the first group answers higher.
func compareMeans(a, b Estimate, x, y histogram, confidence float64) (Comparison, error) {
	c := compared(a, b, confidence)
	d, err := stat.Welch(x.moments(), y.moments(), confidence)
	if err != nil {
		return comparedOr(c, err)
	}
	c.interval(WelchT, d.Interval, 1)
	c.P, c.Test = NumberOf(d.Test.P), "Welch's t test"
	if u, err := stat.MannWhitneyCounts(x.counts, y.counts); err == nil {
		c.Effect = Effect{Name: Superiority, Value: NumberOf(u.Superiority)}
	}
	c.Decide()
	return c, nil
}

// String is the comparison in one line, for example
//
//	-6.3 [-21.4, 8.8] (p=0.41, d=-0.08): not shown by these data
func (c Comparison) String() string {
	unit := c.A.Unit()
	text := func(n Number, none string) string {
		if v, ok := n.Get(); ok {
			return lineDifference(unit, v)
		}
		return none
	}
	out := text(c.Difference, "undefined")
	if c.Low.Defined() || c.High.Defined() {
		out += " [" + text(c.Low, "-∞") + ", " + text(c.High, "∞") + "]"
	}
	parts := []string{linePValue(c.P)}
	if v, ok := c.Effect.Value.Get(); ok {
		parts = append(parts, fmt.Sprintf("%s=%s", c.Effect.Name, fixed(v, 2)))
	}
	if c.Confidence != DefaultConfidence {
		parts = append(parts, fmt.Sprintf("%g%% confidence", c.Confidence*100))
	}
	out += " (" + strings.Join(parts, ", ")
	for i, w := range c.Warnings {
		out += [...]string{"; ", ", "}[min(i, 1)] + w.String()
	}
	if c.Shown {
		return out + "): shown"
	}
	return out + "): not shown by these data"
}

// lineDifference writes a difference, that of shares in percentage points.
func lineDifference(u Unit, v float64) string {
	if u == UnitShare {
		return fixed(100*v, 1) + "pp"
	}
	return lineNumber(u, v)
}

func linePValue(p Number) string {
	const smallest = 0.001
	v, ok := p.Get()
	switch {
	case !ok:
		return "p undefined"
	case v < smallest:
		return "p<0.001"
	case v < 0.1:
		return "p=" + fixed(v, 3)
	}
	return "p=" + fixed(v, 2)
}

// Format is the comparison for people who read tag; English if loam does not
// write that language.
func (c Comparison) Format(tag language.Tag) string { return formFor(tag).comparison(c) }

func (f form) comparison(c Comparison) string {
	verdict := f.words.notShown
	if c.Shown {
		verdict = f.words.shown
	}
	d, ok := c.Difference.Get()
	if !ok {
		return f.words.undefined + f.words.open + verdict + f.words.close
	}
	unit := c.A.Unit()
	out := f.difference(unit, d)
	switch unit {
	case UnitShare:
		out = fmt.Sprintf(f.words.percentagePoints, out)
	case UnitPoints:
		out = fmt.Sprintf(f.words.points, out)
	}
	if parts := f.evidence(c); len(parts) > 0 {
		out += f.words.open + strings.Join(parts, f.words.comma) + f.words.close
	}
	return out + f.words.colon + verdict
}

// difference writes a difference without its unit, that of shares in points.
func (f form) difference(u Unit, v float64) string {
	switch u {
	case UnitShare:
		return f.bare(UnitPoints, 100*v)
	case UnitRate:
		return f.printer.Sprint(number.Decimal(v, number.Precision(3)))
	}
	return f.bare(u, v)
}

// evidence lists interval, p-value and effect, as far as there are any.
func (f form) evidence(c Comparison) []string {
	var parts []string
	low, isLow := c.Low.Get()
	if high, isHigh := c.High.Get(); isLow && isHigh {
		confidence := f.printer.Sprint(number.Percent(c.Confidence, number.MaxFractionDigits(1)))
		unit := c.A.Unit()
		parts = append(parts, f.bounds(confidence, f.difference(unit, low), f.difference(unit, high)))
	}
	if c.P.Defined() {
		parts = append(parts, strings.NewReplacer("=", " = ", "<", " < ").Replace(linePValue(c.P)))
	}
	if v, ok := c.Effect.Value.Get(); ok {
		parts = append(parts, fmt.Sprintf("%s = %s", f.effect(c.Effect.Name), f.bare(UnitScore, v)))
	}
	return parts
}

func (f form) effect(n EffectName) string {
	if s, ok := find(f.words.effects, string(n)); ok {
		return s
	}
	return string(n)
}
