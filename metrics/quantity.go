package metrics

import (
	"math"

	"golang.org/x/text/language"
)

// FormatValue writes v as a value of the estimate, in its unit and in the language
// of the reader: a target, a limit, another company's figure. For example
//
//	69.0%          42.0 points          4.20 of 5          2 h 35 min
func (e Estimate) FormatValue(v float64, tag language.Tag) string {
	f := formFor(tag)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return f.words.undefined
	}
	unit := e.unit()
	if unit == UnitRate {
		units := unitsFor(v)
		return f.quantity(unit, e.Definition, v*float64(units), units)
	}
	return f.quantity(unit, e.Definition, v, 1)
}

// FormatDifference writes d as a difference of two values of the estimate: that of
// shares in percentage points, that of ratings in points of the scale. For example
//
//	9.0 percentage points          5.0 points          0.35 scale points
func (e Estimate) FormatDifference(d float64, tag language.Tag) string {
	f := formFor(tag)
	if math.IsNaN(d) || math.IsInf(d, 0) {
		return f.words.undefined
	}
	units := 1
	if e.unit() == UnitRate {
		units = unitsFor(d)
	}
	return f.differenceQuantity(e.unit(), e.Definition, d, units)
}
