package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// A SyntaxError is a line of a catalog that cannot be used.
type SyntaxError struct {
	Name    string // of the catalog, as it was handed to [Parse]
	Line    int    // from 1
	Problem string
}

// Error says where and what.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("catalog: %s:%d: %s", e.Name, e.Line, e.Problem)
}

// Parse reads a catalog; name is for messages. The error is a [*SyntaxError].
//
//	language de
//	list ", " " und "
//
//	== greet
//	[Guten Tag|Hallo] {name},
//	Guten Tag,
//
//	== thank tone=grateful
//	vielen Dank für Ihre freundlichen Worte.
//
//	== topic delivery
//	about die Lieferung
//	bad   die Lieferung zu lange gedauert hat
//
// A section begins with "==" and the act that its lines word, or several acts
// ("thank acknowledge") for lines that perform them in one sentence, or "order"
// for lines that list all acts in an order with "/" between paragraphs, or
// "part" with "reach" or "by" for how to get in touch and until when, or
// "topic" with a category. Acts, orders and parts may be under conditions; see
// the package comment. Lines that begin with # say nothing.
//
// A catalog may hold as little as one topic, to add to another of its language;
// [New] checks that all is there.
func Parse(name, text string) (*Catalog, error) {
	p := parser{c: &Catalog{
		parts: map[string][]wording{}, topics: map[feedback.Category]topic{},
		forms: forms{space: " ", paragraph: "\n\n", list: [2]string{", ", ", "}, clauses: [2]string{", ", ", "}, end: "."},
	}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return nil, &SyntaxError{Name: name, Line: n, Problem: err.Error()}
		}
	}
	if p.c.tag == language.Und {
		return nil, &SyntaxError{Name: name, Line: 1, Problem: `no language is named; begin with a line like "language de"`}
	}
	p.c.digits = newDigits(p.c.tag)
	p.c.mark()
	return p.c, nil
}

// A parser reads one line after another; section takes the lines of the section
// at hand.
type parser struct {
	c       *Catalog
	section func(line string) error
}

func (p *parser) line(s string) error {
	switch {
	case s == "" || s[0] == '#':
		return nil
	case strings.HasPrefix(s, "=="):
		return p.open(strings.Fields(s[2:]))
	case p.section != nil:
		return p.section(s)
	}
	return p.form(s)
}

// open begins a section.
func (p *parser) open(words []string) error {
	if len(words) == 0 {
		return fmt.Errorf("a section without a name")
	}
	n := slices.IndexFunc(words, func(w string) bool { return strings.Contains(w, "=") })
	if n < 0 {
		n = len(words)
	}
	when, err := parseCondition(words[n:])
	if err != nil {
		return err
	}
	switch names := words[:n]; {
	case n == 0:
		return fmt.Errorf("a section has only conditions, want an act before them")
	case names[0] == "topic" && len(words) == 2:
		p.section = p.topic(feedback.Category(names[1]))
	case names[0] == "part" && n == 2 && slices.Contains([]string{"reach", "by"}, names[1]):
		if n == len(words) {
			when = nil // contacts and dates say nothing of a relation
		}
		p.section = p.part(names[1], when)
	case names[0] == "order" && n == 1:
		p.section = p.order(when)
	default:
		list := make([]act, n)
		for i, w := range names {
			if list[i], err = actOf(w); err != nil {
				return fmt.Errorf(`a section is "order", "part reach", "part by", "topic" with a category, or acts: %w`, err)
			}
		}
		p.section = p.act(list, when)
	}
	return nil
}

// act takes wordings.
func (p *parser) act(list []act, when condition) func(string) error {
	return func(s string) error {
		pattern, err := parsePattern(s)
		if err != nil {
			return err
		}
		if inner := pattern.uses() & (contactSlots | clockSlots); inner != 0 {
			return fmt.Errorf(`{%s} belongs into "part reach" or "part by"; acts use {reach} and {by}`, slotTable[inner.first()].name)
		}
		p.c.wordings[list[0]] = append(p.c.wordings[list[0]], wording{acts: list, when: when, pattern: pattern, uses: pattern.uses()})
		return nil
	}
}

// part takes wordings of a part.
func (p *parser) part(name string, when condition) func(string) error {
	allowed := map[string]slotSet{"reach": contactSlots, "by": clockSlots}[name]
	return func(s string) error {
		pattern, err := parsePattern(s)
		if err != nil {
			return err
		}
		if outer := pattern.uses() &^ allowed; outer != 0 {
			return fmt.Errorf("part %s has no slot {%s}", name, slotTable[outer.first()].name)
		}
		p.c.parts[name] = append(p.c.parts[name], wording{when: when, pattern: pattern, uses: pattern.uses()})
		return nil
	}
}

// order takes sequences of acts.
func (p *parser) order(when condition) func(string) error {
	return func(s string) error {
		var o order
		for _, w := range strings.Fields(s) {
			if w == "/" {
				if len(o.steps) > 0 {
					o.steps[len(o.steps)-1].last = true
				}
				continue
			}
			a, err := actOf(w)
			if err != nil {
				return err
			}
			if o.has(a) {
				return fmt.Errorf("the order has %s twice", w)
			}
			o.steps = append(o.steps, step{act: a})
		}
		for a := range act(acts) {
			if !o.has(a) {
				return fmt.Errorf("the order lacks %s; it has to list all acts, of which a reply performs some", a.name())
			}
		}
		o.when = when
		p.c.orders = append(p.c.orders, o)
		return nil
	}
}

func (o *order) has(a act) bool {
	return slices.ContainsFunc(o.steps, func(s step) bool { return s.act == a })
}

// topic takes the words of one category.
func (p *parser) topic(category feedback.Category) func(string) error {
	var t topic
	return func(s string) error {
		kind, rest, _ := strings.Cut(s, " ")
		list := map[string]*[]string{"about": &t.about, "good": &t.good, "bad": &t.bad}[kind]
		if list == nil {
			return fmt.Errorf("%q are no words of a topic, want a line that begins with about, good or bad", s)
		}
		for phrase := range strings.SplitSeq(rest, "|") {
			if phrase = strings.TrimSpace(phrase); phrase == "" {
				return fmt.Errorf("a phrase of topic %s is empty", category)
			}
			*list = append(*list, phrase)
		}
		p.c.topics[category] = t
		return nil
	}
}

// form takes a habit of the language.
func (p *parser) form(s string) error {
	kind, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	f := &p.c.forms
	switch kind {
	case "language":
		tag, err := language.Parse(rest)
		if err != nil || tag == language.Und {
			return fmt.Errorf("%q is no language; want a tag like zh-Hant", rest)
		}
		p.c.tag = tag
		return nil
	case "space":
		return quoted(rest, &f.space)
	case "paragraph":
		return quoted(rest, &f.paragraph)
	case "end":
		return quoted(rest, &f.end)
	case "list":
		return quoted(rest, &f.list[0], &f.list[1])
	case "clauses":
		return quoted(rest, &f.clauses[0], &f.clauses[1])
	case "months":
		f.months = strings.Fields(rest)
		return count(kind, f.months, 12)
	case "weekdays":
		f.weekdays = strings.Fields(rest)
		return count(kind, f.weekdays, 7)
	case "periods":
		return f.parsePeriods(strings.Fields(rest))
	}
	return fmt.Errorf("%q is not understood; a section begins with ==", s)
}

// quoted reads as many quoted strings as there are places for them.
func quoted(s string, into ...*string) error {
	for _, to := range into {
		q, err := strconv.QuotedPrefix(s)
		if err != nil {
			return fmt.Errorf("%q should be %d text(s) in quotes", s, len(into))
		}
		*to, err = strconv.Unquote(q)
		if err != nil {
			return err
		}
		s = strings.TrimSpace(s[len(q):])
	}
	if s != "" {
		return fmt.Errorf("%q is too much", s)
	}
	return nil
}

func count(kind string, words []string, n int) error {
	if len(words) != n {
		return fmt.Errorf("%d %s, want %d", len(words), kind, n)
	}
	return nil
}

// parsePeriods reads "0 am 12 pm": hours and words by turns.
func (f *forms) parsePeriods(words []string) error {
	f.periods = nil
	for pair := range slices.Chunk(words, 2) {
		hour, err := strconv.Atoi(pair[0])
		if err != nil || len(pair) < 2 || hour < 0 || hour > 23 {
			return fmt.Errorf("periods are hours from 0 to 23 and words by turns: 0 am 12 pm")
		}
		if n := len(f.periods); n > 0 && f.periods[n-1].from >= hour || n == 0 && hour != 0 {
			return fmt.Errorf("periods begin at 0 and rise")
		}
		f.periods = append(f.periods, period{hour, pair[1]})
	}
	return nil
}
