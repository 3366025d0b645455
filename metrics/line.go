package metrics

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/loamlib/loam/metrics/internal/decimal"
)

// line is the estimate on one line in the form that programs log: see
// [Estimate.String].
func line(e Estimate) string {
	e = e.Clipped()
	unit := e.unit()
	var b strings.Builder
	if v, ok := e.Value.Get(); ok {
		b.WriteString(lineNumber(unit, v) + per(unit, e.Definition))
	} else {
		b.WriteString("undefined")
	}
	b.WriteString(lineInterval(e.Low, e.High, func(v float64) string { return lineNumber(unit, v) }))
	fmt.Fprintf(&b, " (n=%d", e.N)
	if e.Method != "" {
		b.WriteString(", ")
		if e.Confidence != DefaultConfidence {
			b.WriteString(decimal.Percent(e.Confidence) + " ")
		}
		b.WriteString(string(e.Method))
	}
	for i, w := range e.Warnings {
		b.WriteString([...]string{"; ", ", "}[min(i, 1)] + w.String())
	}
	b.WriteByte(')')
	return b.String()
}

// per is what a rate is for: " per order"; nothing for other units.
func per(u Unit, id ID) string {
	if exposure := id.Detail(); u == UnitRate && exposure != "" {
		return " per " + singular(exposure)
	}
	return ""
}

// lineInterval writes the bounds after a space; nothing if there are none.
func lineInterval(low, high Number, write func(float64) string) string {
	from, to := " (-∞", "∞)"
	l, isLow := low.Get()
	h, isHigh := high.Get()
	if !isLow && !isHigh {
		return ""
	}
	if isLow {
		from = " [" + write(l)
	}
	if isHigh {
		to = write(h) + "]"
	}
	return from + ", " + to
}

// lineNumber writes a number with the sign of its unit.
func lineNumber(u Unit, v float64) string {
	switch u {
	case UnitPoints:
		return fixed(v, 1)
	case UnitShare:
		return fixed(100*v, 1) + "%"
	case UnitRatio:
		return fixed(v, 2) + ":1"
	case UnitScore:
		return fixed(v, 2)
	case UnitSeconds:
		return duration(v, plainDuration)
	case UnitCount:
		return fixed(v, 0)
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

// fixed writes v with digits after the point, and never "-0".
func fixed(v float64, digits int) string {
	if math.Abs(v) >= tooLong {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// A durationForm is how a language writes days, hours, minutes and seconds.
type durationForm struct {
	day, hour, minute, second string
	between                   string // number and unit, unless the unit brings its own space
	join                      string // two parts
}

var plainDuration = durationForm{day: "d", hour: "h", minute: "m", second: "s"}

// duration writes seconds with the two largest units that they fill, rounded to
// the smaller one: nobody plans by the seconds of a week.
func duration(seconds float64, f durationForm) string {
	sign := ""
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	const minute, hour, day = 60, 60 * 60, 24 * 60 * 60
	part := func(n float64, unit string) string { return strconv.FormatFloat(n, 'f', 0, 64) + f.between + unit }
	two := func(big, small float64, bigUnit, smallUnit string) string {
		n := math.Round(seconds / small)
		per := big / small
		out := part(math.Floor(n/per), bigUnit)
		if rest := math.Mod(n, per); rest > 0 {
			out += f.join + part(rest, smallUnit)
		}
		return out
	}
	switch {
	case seconds < 9.95:
		return sign + fixed(seconds, 1) + f.between + f.second
	case seconds < minute-0.5:
		return sign + part(math.Round(seconds), f.second)
	case seconds < hour-0.5:
		return sign + two(minute, 1, f.minute, f.second)
	case seconds < day-minute/2:
		return sign + two(hour, minute, f.hour, f.minute)
	}
	return sign + two(day, hour, f.day, f.hour)
}
