package aspect

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// near is the known mention in the clause of o that it is most likely said of,
// -1 if there is none.
func (r *reader) near(o *claim) int {
	h := &r.hits[o.hit]
	before, behind := r.before(o, h), r.behind(o, h)
	switch {
	case behind < 0 || before >= 0 && r.heads(before, h):
		return before
	case r.attributive(h, int(r.mentions[behind].first)) || r.verdict(h):
		return behind
	case before >= 0:
		return before
	case r.han(h) && !r.vocabulary.topics.describes(o.topic, r.mentions[behind].topic):
		return -1
	}
	return behind
}

// heads reports whether mention m begins the clause and h follows at once, as in
// notes: "SERVICE TERRIBLE FOOD GREAT".
func (r *reader) heads(m int, h *lexicon.Hit) bool {
	x := &r.mentions[m]
	return int(x.end) == h.First && (x.first == 0 || r.clauses[x.first-1] != r.clauses[x.first])
}

// reach is how many tokens may lie between an opinion and its target: about
// what one breath holds. Chinese counts in characters.
const (
	reachBefore    = 12
	reachBehind    = 5
	reachBeforeHan = 16
	reachBehindHan = 5
	looks          = 4 // how many mentions are looked at on either side
)

// before is the nearest mention before the passage in its clause, the name of a
// thing rather than another phrase of a topic: in "the doctor listened
// carefully" the doctor.
func (r *reader) before(o *claim, h *lexicon.Hit) int {
	reach, other := choose(r.han(h), reachBeforeHan, reachBefore), -1
	for m, n := o.at-1, 0; m >= 0 && n < looks; m, n = m-1, n+1 {
		x := &r.mentions[m]
		if r.clauses[x.first] != r.clauses[h.First] || h.First-int(x.end) > reach {
			break
		}
		switch {
		case int(x.end) > h.First || x.spoken || x.compared:
		case x.noun:
			return m
		case other < 0:
			other = m
		}
	}
	return other
}

// behind is the nearest mention behind the passage in its clause.
func (r *reader) behind(o *claim, h *lexicon.Hit) int {
	reach := choose(r.han(h), reachBehindHan, reachBehind)
	for m, n := o.at, 0; m < r.known && n < looks; m, n = m+1, n+1 {
		x := &r.mentions[m]
		if int(x.first) < h.End {
			continue
		}
		if r.clauses[x.first] != r.clauses[h.End-1] || int(x.first)-h.End > reach {
			break
		}
		if !x.spoken && !x.compared {
			return m
		}
	}
	return -1
}

func choose(condition bool, yes, no int) int {
	if condition {
		return yes
	}
	return no
}

// han reports whether a hit is in Chinese.
func (r *reader) han(h *lexicon.Hit) bool { return r.tokens[h.End-1].Kind == text.Han1 }

// verdict reports whether a hit is of the sort that judges the whole unless it
// has an object: "recommend", "happy with".
func (r *reader) verdict(h *lexicon.Hit) bool {
	return r.classes[h.End-1]&whole != 0
}

// attributive reports whether a hit stands as an attribute before the thing at
// token i: "great new screen", 漂亮的屏幕.
func (r *reader) attributive(h *lexicon.Hit, i int) bool {
	if r.han(h) {
		return h.End < i && string(r.doc.Text.Bytes(r.tokens[h.End])) == "的" && i-h.End <= 4
	}
	if i-h.End > 2 || r.tokens[h.End-1].Kind != text.Word || i > h.End && r.predicative(h) {
		return false
	}
	for k := h.End; k < i; k++ {
		if r.classes[k] != 0 || r.tokens[k].Kind != text.Word {
			return false
		}
	}
	return true
}

// predicative reports whether a hit follows "is" or the like in its clause.
func (r *reader) predicative(h *lexicon.Hit) bool {
	return h.First > 0 && r.clauses[h.First-1] == r.clauses[h.First] && r.classes[h.First-1]&be != 0
}
