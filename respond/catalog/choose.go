package catalog

import (
	"math/bits"
	"slices"

	"github.com/loamlib/loam/respond"
)

// next chooses what to say next.
func (w *writer) next(steps []step, t turn) (*wording, error) {
	a := steps[0].act
	list := w.scratch[:0]
	for _, x := range w.fits(a, t) {
		if leads(x.acts, steps) {
			list = append(list, candidate{w: x})
		}
	}
	w.scratch = list
	list = w.telling(list)
	if len(list) == 0 {
		return nil, w.missing(a, t)
	}
	best := list[w.n(len(list))].w
	for range tasters - 1 {
		if x := list[w.n(len(list))].w; x.marks.shared(w.said) < best.marks.shared(w.said) {
			best = x
		}
	}
	return best, nil
}

// tasters is how many wordings are looked at for one that repeats little.
const tasters = 3

// fits lists the wordings of an act that hold and whose slots are there. That is
// the same for every attempt, as the slots of concerns are filled in each.
func (w *writer) fits(a act, t turn) []*wording {
	c := &w.fitting[t.inline][t.later][a]
	if c.known {
		return c.list
	}
	c.known = true
	s := w.situation | t.situation()
	all := w.catalog.wordings[a]
	start := len(w.slab)
	for i := range all {
		if x := &all[i]; x.when.holds(s) && x.pattern.fits(w.have) {
			w.slab = append(w.slab, x)
		}
	}
	c.list = w.slab[start:len(w.slab):len(w.slab)]
	return c.list
}

// choices are the wordings that could be said, once somebody has looked.
type choices struct {
	list  []*wording
	known bool
}

// A turn is where in the reply something is said: 1 for yes, 0 for no.
type turn struct {
	inline int // the greeting has no line of its own
	later  int // something was said before, the greeting aside
}

func (t turn) situation() situation {
	return either("lead", "inline", "line", t.inline == 1) | either("turn", "later", "first", t.later == 1)
}

// concernSlots and signSlots are what acts should use if it is there: who takes
// up a concern names it, and a signature says all that it can.
const (
	concernSlots slotSet = 1<<slotBad | 1<<slotGood | 1<<slotAbout | 1<<slotLiked
	signSlots    slotSet = 1<<slotSigner | 1<<slotRole | 1<<slotBusiness
)

// telling keeps the wordings that make most of what is there.
func (w *writer) telling(list []candidate) []candidate {
	most := 0
	for i := range list {
		list[i].tells = w.tells(list[i].w)
		most = max(most, list[i].tells)
	}
	return slices.DeleteFunc(list, func(c candidate) bool { return c.tells < most })
}

// A candidate is a wording that could come next.
type candidate struct {
	w     *wording
	tells int
}

// tells is how well x uses what is there: a signature says all that it can, who
// takes up a concern names it, and nobody names it twice in the same words.
func (w *writer) tells(x *wording) int {
	concerns := x.uses & w.have & concernSlots
	again := concerns&w.used != 0
	switch last := w.names[x.acts[len(x.acts)-1]]; {
	case last == respond.Sign:
		return bits.OnesCount32(uint32(x.uses & w.have & signSlots))
	case last == respond.Acknowledge && concerns == 0 && len(x.acts) == 1:
		return 0
	case again:
		return 1
	}
	return 2
}

// leads reports whether the steps begin with the acts.
func leads(list []act, steps []step) bool {
	if len(list) > len(steps) {
		return false
	}
	for i, a := range list {
		if steps[i].act != a {
			return false
		}
	}
	return true
}

// missing says which field would let act be worded.
func (w *writer) missing(a act, t turn) error {
	act := a.name()
	s := w.situation | t.situation()
	for _, x := range w.catalog.wordings[a] {
		if need := x.pattern.needs(w.have) &^ w.have; need != 0 && len(x.acts) == 1 && x.when.holds(s) {
			return &respond.MissingError{Act: act, Field: slotTable[need.first()].field}
		}
	}
	if act == respond.Offer && w.brief.Remedy == nil {
		return &respond.MissingError{Act: act, Field: "Remedy"}
	}
	return &UnwordedError{Catalog: w.catalog.tag, Act: act}
}
