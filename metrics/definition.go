package metrics

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// An ID says exactly what a number means. It is the ID of a [Definition], and
// after a colon what the definition leaves open: "resolution_time:p50",
// "csat_top_box:csat5>=4". Numbers may be compared only if their IDs are the same.
type ID string

// Base is the ID of the definition, without what follows the colon.
func (id ID) Base() ID {
	base, _, _ := strings.Cut(string(id), ":")
	return ID(base)
}

// Detail is what follows the colon.
func (id ID) Detail() string {
	_, detail, _ := strings.Cut(string(id), ":")
	return detail
}

// With is the definition with its open part filled in.
func (id ID) With(detail string) ID {
	if detail == "" {
		return id.Base()
	}
	return id.Base() + ID(":"+detail)
}

// Unit is what a number counts.
type Unit string

// The units.
const (
	UnitPoints  Unit = "points"  // from -100 to 100: a difference of two shares
	UnitShare   Unit = "share"   // from 0 to 1; printed as per cent
	UnitScore   Unit = "score"   // on the scale named by the ID's detail
	UnitRatio   Unit = "ratio"   // so many to one
	UnitSeconds Unit = "seconds" // printed as days, hours, minutes
	UnitRate    Unit = "rate"    // events per unit of exposure, named by the ID's detail
	UnitCount   Unit = "count"
)

// A Definition says what a metric is, as data: a glossary prints from it.
type Definition struct {
	ID      ID                 `json:"id"`
	Names   text.Wording       `json:"names"`
	Aliases []string           `json:"aliases,omitempty"` // accepted by ParseDefinition, never printed
	Formula text.Wording       `json:"formula"`
	Unit    Unit               `json:"unit"`
	Low     Number             `json:"low"` // smallest possible value; null if there is none
	High    Number             `json:"high"`
	Better  feedback.Direction `json:"better"`        // 1 if high is good, -1 if low is, 0 if neither
	Note    text.Wording       `json:"note,omitzero"` // what it is easily mistaken for
	Source  string             `json:"source,omitzero"`
}

// Name is the metric as people who read tag call it.
func (d Definition) Name(tag language.Tag) string { return d.Names.In(tag) }

// Definitions lists the metrics of loam, in the order of a glossary.
func Definitions() []Definition {
	out := slices.Clone(glossary)
	for i := range out {
		out[i].Aliases = slices.Clone(out[i].Aliases)
	}
	return out
}

// Lookup returns the definition that an ID belongs to, and whether loam has it.
func Lookup(id ID) (Definition, bool) {
	d, ok := lookup(id)
	d.Aliases = slices.Clone(d.Aliases)
	return d, ok
}

// lookup is [Lookup] without a copy of the aliases.
func lookup(id ID) (Definition, bool) {
	i := slices.IndexFunc(glossary, func(d Definition) bool { return d.ID == id.Base() })
	if i < 0 {
		return Definition{}, false
	}
	return glossary[i], true
}

// ParseDefinition finds a metric by its ID, by its name in one of the three
// languages or by an alias, in any case.
func ParseDefinition(s string) (Definition, error) {
	s = strings.TrimSpace(s)
	for _, d := range glossary {
		names := append([]string{string(d.ID), d.Names.En, d.Names.Hant, d.Names.Hans}, d.Aliases...)
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, s) }) {
			d.Aliases = slices.Clone(d.Aliases)
			return d, nil
		}
	}
	ids := make([]string, len(glossary))
	for i, d := range glossary {
		ids[i] = string(d.ID)
	}
	return Definition{}, fmt.Errorf("metrics: %q is no metric; want one of %s", s, strings.Join(ids, ", "))
}

// definition is that of the estimate, with the range of the scale that the ID names;
// one that knows no more than the ID if loam does not have it.
func (e Estimate) definition() Definition {
	d, ok := lookup(e.Definition)
	switch {
	case !ok:
		return Definition{ID: e.Definition.Base()}
	case d.Unit == UnitScore && !d.Low.Defined():
		if b, err := feedback.Scale(e.Definition.Detail()).Bounds(); err == nil {
			d.Low, d.High = NumberOf(b.Min), NumberOf(b.Max)
		}
	}
	return d
}
