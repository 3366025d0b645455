package theme

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Need is what several customers wish for.
type Need struct {
	Name      string   `json:"name"` // the term that the wishes share, as it is most often written
	Documents int      `json:"documents"`
	Cases     int      `json:"cases"`
	Wishes    []string `json:"wishes"` // different ones in the customers' words, shortest first, up to ten
	IDs       []string `json:"ids"`    // of the feedback, in the order of the alphabet
}

// Needs collects wishes and groups them. The zero value is ready. Like a [Miner]
// it gives the same result in whatever order feedback is added and merged. It keeps
// the words of the wishes. It is not safe for concurrent use.
type Needs struct {
	entries []wishEntry
}

type wishEntry struct {
	id, theCase string
	wishes      []Wish
}

// Add adds the wishes of a piece of feedback; theCase is as for [Miner.AddCase].
func (n *Needs) Add(d *feedback.Document, theCase string) {
	if w := Wishes(d); len(w) > 0 {
		n.entries = append(n.entries, wishEntry{d.Feedback.ID, theCase, w})
	}
}

// Merge adds what o has collected and leaves it as it was.
func (n *Needs) Merge(o *Needs) { n.entries = append(n.entries, o.entries...) }

// Documents is how much feedback has a wish.
func (n *Needs) Documents() int { return len(n.entries) }

// mostWishes is how many wishes of a need are quoted.
const mostWishes = 10

// Result groups the wishes: again and again by the term that most of those which are
// left share, of equally frequent ones the longest, then the first in the order of
// the alphabet. A wish is in one group, and terms of one wish alone make groups of
// one. The needs of most cases come first. A limit of 0 lists all.
func (n *Needs) Result(limit int) []Need {
	type wish struct {
		entry int
		Wish
		done bool
	}
	var wishes []wish
	byTerm := map[string][]int{}
	for e, entry := range n.entries {
		for _, w := range entry.wishes {
			for _, t := range w.keys {
				byTerm[t] = append(byTerm[t], len(wishes))
			}
			wishes = append(wishes, wish{entry: e, Wish: w})
		}
	}
	left := make(map[string]int, len(byTerm))
	for t, list := range byTerm {
		left[t] = len(list)
	}
	q := newQueue(left)
	var out []Need
	for t, ok := q.next(); ok; t, ok = q.next() {
		var members []Wish
		var entries []int
		for _, i := range byTerm[t] {
			if w := &wishes[i]; !w.done {
				w.done = true
				members = append(members, w.Wish)
				entries = append(entries, w.entry)
				for _, other := range w.keys {
					left[other]--
				}
			}
		}
		out = append(out, n.need(t, members, entries))
	}
	slices.SortFunc(out, func(a, b Need) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Name, b.Name))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

func (n *Needs) need(term string, members []Wish, entries []int) Need {
	slices.Sort(entries)
	entries = slices.Compact(entries)
	out := Need{Name: nameOf(term, members), IDs: []string{}, Documents: len(entries),
		Cases: countCases(entries, func(e int) string { return n.entries[e].theCase })}
	for _, e := range entries {
		if id := n.entries[e].id; id != "" {
			out.IDs = append(out.IDs, id)
		}
	}
	slices.Sort(out.IDs)
	for _, w := range members {
		out.Wishes = append(out.Wishes, w.Text)
	}
	slices.SortFunc(out.Wishes, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	out.Wishes = slices.Compact(out.Wishes)
	out.Wishes = out.Wishes[:min(len(out.Wishes), mostWishes)]
	return out
}

// mostOfThem is the share of wishes that a longer term must be in to name them all.
const mostOfThem = 0.6

// nameOf is the longest term that names most of the wishes which share a key, as it
// is most often written.
func nameOf(key string, members []Wish) string {
	in := map[string]int{}
	for _, w := range members {
		for _, k := range w.keys {
			in[k]++
		}
	}
	for _, k := range slices.Sorted(maps.Keys(in)) {
		if len(k) > len(key) && strings.Contains(k, key) && float64(in[k]) >= mostOfThem*float64(len(members)) {
			key = k
		}
	}
	written := map[string]int{}
	for _, w := range members {
		if s := writtenAs(key, w.Text); s != "" {
			written[s]++
		}
	}
	best := key
	for s, n := range written {
		if c := cmp.Or(cmp.Compare(n, written[best]), strings.Compare(best, s)); c > 0 {
			best = s
		}
	}
	return best
}

// writtenAs is how a folded term is written in a text, "" if it is not in it.
func writtenAs(key, s string) string {
	t := text.Prepare(s)
	i := strings.Index(string(t.Folded()), key)
	if i < 0 {
		return ""
	}
	return t.Origin(text.Span{Start: i, End: i + len(key)}).Of(s)
}
