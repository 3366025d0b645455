package metrics

import (
	"slices"
	"strings"

	"github.com/loamlib/loam/metrics/stat"
)

// A Comparison says what separates two groups, and whether the data show it. The
// Compare methods of the accumulators make one, and [Compare] from any two
// estimates; groups must have been counted in the same way.
//
// Difference is first minus second, in the unit of the metric. Shown is whether
// the data show a difference: the p-value is below 1 − confidence and the interval
// leaves 0 out, on the side of the difference. "Not shown" does not mean that there
// is none: the interval says how large it may still be. Effect is the size of the
// difference apart from the metric's unit and from how many answers there are.
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
	P     Number     `json:"p,omitzero"` // two-sided, of no effect, where it has a test of its own
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
	MeanRatio   EffectName = "time ratio"  // first time / second; 1 is no effect
)

// Decide fills in Shown from difference, P, bounds and confidence. Accumulators of
// other packages call it when the rest is filled in.
func (c *Comparison) Decide() {
	p, ok := c.P.Get()
	low, isLow := c.Low.Get()
	high, isHigh := c.High.Get()
	d := c.Difference.Or(0) // the interval of few answers that agree may lie to one side of it
	c.Shown = ok && p < 1-c.Confidence && (isLow && low > 0 && d > 0 || isHigh && high < 0 && d < 0)
}

// interval sets the bounds.
func (c *Comparison) interval(m Method, i stat.Interval, scale float64) {
	c.Method = m
	c.Low, c.High = NumberOf(i.Low*scale), NumberOf(i.High*scale)
}

// compared starts a comparison and takes over what both sides warn of, unless the
// interval says it anyway.
func compared(a, b Estimate, confidence float64) Comparison {
	c := Comparison{A: a, B: b, Confidence: confidence}
	x, okA := a.Value.Get()
	y, okB := b.Value.Get()
	if okA && okB {
		c.Difference = NumberOf(x - y)
	} else {
		c.warn(Warning{Code: undefinedBecause(a, b)})
	}
	for _, w := range append(slices.Clip(a.Warnings), b.Warnings...) {
		switch w.Code {
		case Rejected, IncompleteCoverage, CompetingExits, BeyondData:
			c.warn(w)
		}
	}
	return c
}

// undefinedBecause is why there is no difference.
func undefinedBecause(sides ...Estimate) WarningCode {
	for _, e := range sides {
		for _, w := range e.Warnings {
			switch w.Code {
			case BadDefinition, DividedByZero, NotReached:
				return w.Code
			}
		}
	}
	return NoData
}

// warn adds a warning, or its count to one of the same code.
func (c *Comparison) warn(w Warning) {
	i := slices.IndexFunc(c.Warnings, func(have Warning) bool { return have.Code == w.Code })
	if i < 0 {
		c.Warnings = append(c.Warnings, w)
		return
	}
	c.Warnings[i].Count += w.Count
	if d := c.Warnings[i].Detail; d != w.Detail {
		c.Warnings[i].Detail = strings.Trim(d+"; "+w.Detail, "; ")
	}
}
