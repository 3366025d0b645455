package metrics

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
	"golang.org/x/text/number"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/decimal"
)

// Line is the estimate with its name, as a report has it: [Estimate.Format] after
// [ID.Name]. For example
//
//	Net Promoter Score: 42.0 points (95% CI 31.5 to 52.5, n = 120, adjusted Wald)
//	首次回覆時間中位數：2 小時 35 分鐘（95% 信賴區間 25 分鐘至 6 小時 40 分鐘，n = 12，Kaplan-Meier 估計）
func (e Estimate) Line(tag language.Tag) string {
	f := formFor(tag)
	return f.name(e.Definition) + f.words.colon + f.estimate(e)
}

// Format is the estimate for people who read tag, with its unit, in the number
// format of the language; English if loam does not write it. For example
//
//	42.0 points (95% CI 31.5 to 52.5, n = 120, adjusted Wald)
//	42.0 分（95% 信賴區間 31.5 至 52.5，n = 120，調整後 Wald 區間）
//
// Bounds beyond the range of the metric are written as the end of the range.
func (e Estimate) Format(tag language.Tag) string { return formFor(tag).estimate(e) }

// A form is how a language writes estimates.
type form struct {
	tag     language.Tag
	printer *message.Printer
	words   words
}

// formFor is the form for readers of tag.
func formFor(tag language.Tag) form {
	f := form{tag: text.Supported(tag)}
	switch f.tag {
	case language.TraditionalChinese:
		f.words = traditional
	case language.SimplifiedChinese:
		f.words = simplified
	default:
		f.tag, f.words = language.English, english
	}
	// A catalog of its own keeps the global one out of it.
	f.printer = message.NewPrinter(f.tag, message.Catalog(catalog.NewBuilder()))
	return f
}

func (f form) estimate(e Estimate) string {
	e = e.Clipped()
	unit, units := e.unit(), 1
	if unit == UnitRate {
		units = unitsFor(cmp.Or(e.Value.Or(0), e.High.Or(0)))
		e = e.scale(float64(units))
	}
	out := f.words.undefined
	if v, ok := e.Value.Get(); ok {
		out = f.quantity(unit, e.Definition, v, units)
	}
	particulars := []string{}
	if i := f.interval(e.Confidence, e.Low, e.High, func(v float64) string { return f.bare(unit, v) }); i != "" {
		particulars = append(particulars, i)
	}
	particulars = append(particulars, f.printer.Sprintf("n = %v", number.Decimal(e.N)))
	if e.Method != "" {
		particulars = append(particulars, f.method(e.Method))
	}
	return out + f.words.open + strings.Join(particulars, f.words.comma) + f.warned(e.Warnings) + f.words.close
}

// warned lists warnings at the end of the particulars.
func (f form) warned(warnings []Warning) string {
	out := ""
	for i, w := range warnings {
		out += [...]string{f.words.semi, f.words.comma}[min(i, 1)] + f.warning(w)
	}
	return out
}

// quantity writes a value with its unit. A rate is for so many units of exposure.
func (f form) quantity(u Unit, id ID, v float64, units int) string {
	n := f.bare(u, v)
	switch u {
	case UnitPoints:
		return fmt.Sprintf(f.words.points, n)
	case UnitScore:
		return f.score(n, id)
	case UnitRatio:
		return fmt.Sprintf(f.words.ratio, n)
	case UnitCount:
		if n == "1" {
			return fmt.Sprintf(cmp.Or(f.words.once, f.words.count), n)
		}
		return fmt.Sprintf(f.words.count, n)
	case UnitRate:
		measure := f.words.events
		if id.Base() == IDFeedbackVolume {
			measure = f.words.pieces
		}
		return f.perUnits(n+measure, units, id.Detail())
	}
	return n
}

// score adds the top of the scale, and that low is good where it is.
func (f form) score(n string, id ID) string {
	b, err := feedback.Scale(id.Detail()).Bounds()
	if err != nil {
		d, _ := lookup(id)
		top, ok := d.High.Get()
		if !ok {
			return n
		}
		b = feedback.Bounds{Min: d.Low.Or(0), Max: top, Direction: d.Better}
	}
	low, high := f.printer.Sprint(number.Decimal(b.Min)), f.printer.Sprint(number.Decimal(b.Max))
	switch {
	case b.Direction == feedback.LowIsGood:
		return fmt.Sprintf(f.words.lowScore, n, low, high)
	case b.Min < 0 || b.Min > 1:
		return fmt.Sprintf(f.words.rangeScore, n, low, high)
	}
	return fmt.Sprintf(f.words.score, n, high)
}

// unitsFor is for how many units of exposure a rate is best given: 0.00213 per
// order is 2.13 per 1,000.
func unitsFor(rate float64) int {
	const most = 1_000_000
	units := 1
	for v := math.Abs(rate); v > 0 && v*float64(units) < 1 && units < most; {
		units *= 10
	}
	return units
}

// perUnits adds what a rate is for: "2.13 per 1,000 orders".
func (f form) perUnits(n string, units int, exposure string) string {
	if named, ok := find(f.words.exposureNames, exposure); ok {
		exposure = named
	}
	switch {
	case units > 1:
		return fmt.Sprintf(f.words.perUnits, n, f.printer.Sprint(number.Decimal(units)), cmp.Or(exposure, f.words.exposures))
	case exposure == "":
		return fmt.Sprintf(f.words.perUnit, n, f.words.exposure)
	case f.tag == language.English:
		exposure = singular(exposure)
	default:
		if first, _ := utf8.DecodeRuneInString(exposure); !unicode.Is(unicode.Han, first) {
			exposure = " " + exposure // a space between Chinese and other writing
		}
	}
	return fmt.Sprintf(f.words.perUnit, n, exposure)
}

// singular is one of what an ID names many of: "days", "companies", "boxes". A
// number of them stays many: "1000 orders".
func singular(many string) string {
	if first, _ := utf8.DecodeRuneInString(many); unicode.IsDigit(first) {
		return many
	}
	for _, ending := range [...][2]string{{"ies", "y"}, {"sses", "ss"}, {"xes", "x"}, {"ches", "ch"}, {"shes", "sh"}, {"ss", "ss"}, {"s", ""}} {
		if one, ok := strings.CutSuffix(many, ending[0]); ok {
			return one + ending[1]
		}
	}
	return many
}

// tooLong is from where on nobody reads the digits of a number.
const tooLong = 1e15

// bare writes a value as it stands between others of the same unit.
func (f form) bare(u Unit, v float64) string {
	decimals := func(digits int) string {
		switch {
		case fixed(v, digits) == fixed(0, digits):
			v = 0 // no "-0.0"
		case math.Abs(v) >= tooLong:
			return f.printer.Sprint(number.Scientific(v, number.Precision(4)))
		}
		return f.printer.Sprint(number.Decimal(v, number.Scale(digits)))
	}
	switch u {
	case UnitPoints:
		return decimals(1)
	case UnitShare:
		v *= 100
		return decimals(1) + "%"
	case UnitScore, UnitRatio, UnitRate:
		return decimals(2)
	case UnitCount:
		return decimals(0)
	case UnitSeconds:
		return duration(v, f.words.duration)
	}
	return f.printer.Sprint(number.Decimal(v, number.Precision(4)))
}

// interval writes the bounds, as far as there are any.
func (f form) interval(confidence float64, low, high Number, write func(float64) string) string {
	l, isLow := low.Get()
	h, isHigh := high.Get()
	switch {
	case isLow && isHigh:
		return f.bounds(decimal.Percent(confidence), write(l), write(h))
	case isLow:
		return fmt.Sprintf(f.words.atLeast, decimal.Percent(confidence), write(l))
	case isHigh:
		return fmt.Sprintf(f.words.atMost, decimal.Percent(confidence), write(h))
	}
	return ""
}

// bounds writes an interval with both ends.
func (f form) bounds(confidence, low, high string) string {
	pattern := f.words.interval
	if last, _ := utf8.DecodeLastRuneInString(low); unicode.Is(unicode.Han, last) {
		pattern = strings.Replace(pattern, " 至", "至", 1) // no space between two Chinese words
	}
	return fmt.Sprintf(pattern, confidence, low, high)
}

func (f form) method(m Method) string {
	if s, ok := find(f.words.methods, string(m)); ok {
		return s
	}
	return string(m)
}

func (f form) warning(w Warning) string {
	s, ok := find(f.words.warnings, string(w.Code))
	switch {
	case !ok:
		return w.String()
	case strings.Contains(s, "%s"):
		return fmt.Sprintf(s, f.printer.Sprint(number.Decimal(w.Count)))
	}
	return s
}
