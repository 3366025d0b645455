package catalog

import (
	"fmt"
	"maps"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
)

// A Catalog is what replies of one language are made of: wordings for every act,
// orders in which a reply may perform them, words for topics and forms of dates
// and contacts. [Parse] reads one. It is immutable and safe for concurrent use.
type Catalog struct {
	tag      language.Tag
	orders   []order
	wordings [acts][]wording // by the first act
	parts    map[string][]wording
	topics   map[feedback.Category]topic
	forms    forms
	digits   digits
}

// A wording is a way to say something.
type wording struct {
	acts    []act // that it performs; one, mostly
	when    condition
	pattern pattern
	uses    slotSet // of the pattern
	marks   marks
}

// An order is a sequence of all acts, with the marks of where a paragraph ends.
type order struct {
	when  condition
	steps []step
}

type step struct {
	act  act
	last bool // of its paragraph
}

// An act is a [respond.Act] by its place in [respond.Acts].
type act uint8

const acts = 16 // how many there are

// actOf finds an act by its word.
func actOf(word string) (act, error) {
	i := slices.Index(respond.Acts(), respond.Act(word))
	if i < 0 {
		return 0, fmt.Errorf("%q is no act, want one of %v", word, respond.Acts())
	}
	return act(i), nil
}

func (a act) name() respond.Act { return respond.Acts()[a] }

// A topic is how the language calls something that feedback is about.
type topic struct {
	about []string // the thing, as a noun phrase: "the time you had to wait"
	good  []string // what was good of it, as a clause: "you were served quickly"
	bad   []string // what was bad of it, as a clause: "the wait was too long"
}

// forms are the small habits of a language.
type forms struct {
	space     string    // between sentences
	paragraph string    // between paragraphs
	list      [2]string // between noun phrases, and before the last
	clauses   [2]string // the same for clauses
	end       string    // what a sentence ends with
	months    []string
	weekdays  []string // Sunday first
	periods   []period // of the day
}

// A period of the day begins at an hour and has a word.
type period struct {
	from int
	word string
}

// Language is what the catalog's replies are written in.
func (c *Catalog) Language() language.Tag { return c.tag }

// Topics lists the categories that the catalog has words for.
func (c *Catalog) Topics() []feedback.Category {
	return slices.Sorted(maps.Keys(c.topics))
}

// Wordings counts the texts that an act can be worded with, whatever the situation
// and with each slot filled in one way. Texts that perform a second act in the
// same sentence count for the act that comes first.
func (c *Catalog) Wordings(a respond.Act) float64 {
	sum := 0.0
	for _, w := range c.of(a) {
		sum += w.pattern.wordings()
	}
	return sum
}

// with is c with all that d has too. What d says of a topic replaces what c says;
// wordings come to those that are there.
func (c *Catalog) with(d *Catalog) *Catalog {
	out := &Catalog{tag: c.tag, forms: c.forms, digits: c.digits, orders: slices.Concat(c.orders, d.orders)}
	out.parts, out.topics = maps.Clone(c.parts), maps.Clone(c.topics)
	for a := range out.wordings {
		out.wordings[a] = slices.Concat(c.wordings[a], d.wordings[a])
	}
	for name, list := range d.parts {
		out.parts[name] = slices.Concat(out.parts[name], list)
	}
	maps.Copy(out.topics, d.topics)
	out.mark()
	return out
}

// topic finds words for a category: its own, those of the topic with the same
// ID elsewhere in the tree, or those of a wider category.
func (c *Catalog) topic(category feedback.Category) (topic, bool) {
	for ; category != ""; category = category.Parent() {
		if t, ok := c.topics[category]; ok {
			return t, true
		}
	}
	return topic{}, false
}
