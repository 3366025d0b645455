package metrics

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// Format is the entry of the definition in a glossary for people who read tag, on
// several lines: name and ID, formula, unit with range and good end, note, source.
func (d Definition) Format(tag language.Tag) string { return formFor(tag).definition(d) }

// entries are the phrases of a glossary.
type entries struct {
	heading   string // name, ID
	formula   string // formula
	unit      string // unit, and what follows it
	note      string // note
	source    string // source
	units     []phrase
	between   string // lowest and highest value
	above     string // lowest value
	highBest  string
	lowBest   string
	separator string // between unit, range and good end
}

func (f form) definition(d Definition) string {
	w := f.words.entry
	lines := []string{
		fmt.Sprintf(w.heading, d.Name(f.tag), d.ID),
		"  " + fmt.Sprintf(w.formula, d.Formula.In(f.tag)),
		"  " + fmt.Sprintf(w.unit, strings.Join(f.particularsOf(d), w.separator)),
	}
	if note := d.Note.In(f.tag); note != "" {
		lines = append(lines, "  "+fmt.Sprintf(w.note, note))
	}
	if d.Source != "" {
		lines = append(lines, "  "+fmt.Sprintf(w.source, d.Source))
	}
	return strings.Join(lines, "\n")
}

// particularsOf are the unit of a definition, its range and its good end.
func (f form) particularsOf(d Definition) []string {
	w := f.words.entry
	unit, ok := find(w.units, string(d.Unit))
	if !ok {
		unit = string(d.Unit)
	}
	out := []string{unit}
	low, isLow := d.Low.Get()
	high, isHigh := d.High.Get()
	whole := func(v float64) string { // ends of ranges have no decimals
		if d.Unit == UnitShare {
			return f.printer.Sprintf("%d%%", int(100*v))
		}
		return f.printer.Sprint(int(v))
	}
	switch {
	case isLow && isHigh:
		out = append(out, fmt.Sprintf(w.between, whole(low), whole(high)))
	case isLow:
		out = append(out, fmt.Sprintf(w.above, whole(low)))
	}
	switch d.Better {
	case feedback.HighIsGood:
		out = append(out, w.highBest)
	case feedback.LowIsGood:
		out = append(out, w.lowBest)
	}
	return out
}
