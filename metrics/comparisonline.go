package metrics

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/internal/decimal"
)

// String is the comparison in one line, for example
//
//	-6.3 [-21.4, 8.8] (p=0.41, d=-0.08): not shown by these data
func (c Comparison) String() string {
	unit := c.A.unit()
	write := func(v float64) string { return lineDifference(unit, v) }
	out := "undefined"
	if d, ok := c.Difference.Get(); ok {
		out = write(d) + per(unit, c.A.Definition)
	}
	out += lineInterval(c.Low, c.High, write)
	parts := []string{linePValue(c.P)}
	if v, ok := c.Effect.Value.Get(); ok {
		parts = append(parts, fmt.Sprintf("%s=%s", c.Effect.Name, fixed(v, 2)))
	}
	if c.Confidence != DefaultConfidence {
		parts = append(parts, decimal.Percent(c.Confidence)+" confidence")
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
func (c Comparison) Format(tag language.Tag) string {
	f := formFor(tag)
	return f.comparison(c, f.words.colon)
}

// Line is the comparison with the name of what is compared, as a report has it. For
// example
//
//	Reply rate, difference: 12.0 percentage points (95% CI -1.1 to 24.6, p = 0.073, h = 0.25), not shown by these data
func (c Comparison) Line(tag language.Tag) string {
	f := formFor(tag)
	return f.name(c.A.Definition) + f.words.difference + f.words.colon + f.comparison(c, f.words.comma)
}

// comparison writes difference, evidence and, after a separator, the verdict.
func (f form) comparison(c Comparison, separator string) string {
	unit, units := c.A.unit(), 1
	if unit == UnitRate {
		units = unitsFor(math.Max(math.Abs(c.A.Value.Or(0)), math.Abs(c.B.Value.Or(0))))
	}
	out := f.words.undefined
	if d, ok := c.Difference.Get(); ok {
		out = f.differenceQuantity(unit, c.A.Definition, d, units)
	}
	particulars := strings.Join(f.evidence(c, unit, units), f.words.comma)
	if warned := f.warned(c.Warnings); particulars != "" {
		particulars += warned
	} else {
		particulars = strings.TrimPrefix(warned, f.words.semi)
	}
	if particulars != "" {
		out += f.words.open + particulars + f.words.close
	}
	if c.Shown {
		return out + separator + f.words.shown
	}
	return out + separator + f.words.notShown
}

// differenceQuantity writes a difference with its unit.
func (f form) differenceQuantity(u Unit, id ID, d float64, units int) string {
	n := f.difference(u, d*float64(units))
	switch u {
	case UnitShare:
		return fmt.Sprintf(f.words.percentagePoints, n)
	case UnitScore:
		return fmt.Sprintf(f.words.scorePoints, n)
	}
	return f.quantity(u, id, d*float64(units), units)
}

// difference writes a difference without its unit, that of shares in points.
func (f form) difference(u Unit, v float64) string {
	if u == UnitShare {
		return f.bare(UnitPoints, 100*v)
	}
	return f.bare(u, v)
}

// evidence lists interval, p-value and effect, as far as there are any.
func (f form) evidence(c Comparison, u Unit, units int) []string {
	var parts []string
	write := func(v float64) string { return f.difference(u, v*float64(units)) }
	if i := f.interval(c.Confidence, c.Low, c.High, write); i != "" {
		parts = append(parts, i)
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
