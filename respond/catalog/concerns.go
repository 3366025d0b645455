package catalog

import (
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
)

// A reply takes up this many concerns of a kind. Who reads a list of five reads
// a form letter.
const mostConcerns = 2

// sortedConcerns are the topics of a brief by what they are good for.
type sortedConcerns struct {
	bad, good, about []topic
}

// sortConcerns finds the words for what the customer raised. A topic that is
// part of another is said once, as the narrower of the two, and what can hurt
// people before all else.
func sortConcerns(c *Catalog, b *respond.Brief) sortedConcerns {
	var s sortedConcerns
	unhappy := b.Tone == respond.Sorry || b.Tone == respond.Balanced
	list := slices.Clone(b.Concerns)
	slices.SortStableFunc(list, func(x, y respond.Concern) int { return harmFirst(x) - harmFirst(y) })
	for i, x := range list {
		t, ok := c.topic(x.Topic)
		if !ok || wider(list, i) {
			continue
		}
		switch {
		case x.Polarity == feedback.Positive:
			s.good = append(s.good, t)
			if unhappy {
				continue
			}
		case x.Polarity == feedback.Negative && len(t.bad) > 0:
			s.bad = append(s.bad, t)
		}
		s.about = append(s.about, t)
	}
	for _, list := range []*[]topic{&s.bad, &s.good, &s.about} {
		*list = (*list)[:min(len(*list), mostConcerns)]
	}
	return s
}

// harmFirst is 0 for a concern that people may be hurt by, and 1 for others.
func harmFirst(c respond.Concern) int {
	if harmful(c) {
		return 0
	}
	return 1
}

// wider reports whether another concern of the same polarity is narrower than
// concern i.
func wider(list []respond.Concern, i int) bool {
	for j, x := range list {
		if j != i && x.Polarity == list[i].Polarity && strings.HasPrefix(string(x.Topic), string(list[i].Topic)+"/") {
			return true
		}
	}
	return false
}

// word fills the slots of concerns with one of the words of each topic.
func (s *sortedConcerns) word(w *writer) {
	pick := func(list []topic, of func(*topic) []string, by [2]string) string {
		var words []string
		for i := range list {
			if some := of(&list[i]); len(some) > 0 {
				words = append(words, some[w.n(len(some))])
			}
		}
		return enumerate(words, by)
	}
	about := func(t *topic) []string { return t.about }
	f := &w.catalog.forms
	w.values[slotBad] = pick(s.bad, func(t *topic) []string { return t.bad }, f.clauses)
	w.values[slotGood] = pick(s.good, func(t *topic) []string { return t.good }, f.clauses)
	w.values[slotAbout] = pick(s.about, about, f.list)
	w.values[slotLiked] = pick(s.good, about, f.list)
}
