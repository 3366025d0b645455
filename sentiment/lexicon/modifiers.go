package lexicon

import "github.com/loamlib/loam/feedback/text"

// A modifier is a negator, a degree or a comparison on the way to what it works
// on.
type modifier struct {
	first  int // its first token
	at     int // filler when it ended
	reach  int
	factor float64
	hit    int // its own hit, of a Booster and an Inferior; else -1
}

// modifiers are those met in a clause that may still have reach.
type modifiers struct {
	list [4]modifier
	n    int
}

// add remembers m, forgetting the oldest if there are too many.
func (m *modifiers) add(x modifier) {
	if m.n == len(m.list) {
		copy(m.list[:], m.list[1:])
		m.n--
	}
	m.list[m.n] = x
	m.n++
}

// inReach are the modifiers that reach something at filler.
func (m *modifiers) inReach(filler int) []modifier {
	k := 0
	for k < m.n && m.list[k].at+m.list[k].reach < filler {
		k++
	}
	return m.list[k:m.n]
}

// negate remembers a negator. One that came before what was said since has done
// its work: in "neither fast nor reliable" and 不贵也不难吃 each turns one word.
func (r *reader) negate(m modifier) {
	if k := len(r.hits) - 1; k >= r.clauseHit && r.negators.n > 0 && r.hits[k].End > r.negators.list[r.negators.n-1].first {
		r.negators.n = 0
	}
	if r.stammered(m.first) {
		return
	}
	r.negators.add(m)
}

// stammered reports whether the Chinese character at token i only repeats the
// one before it: 不不不好吃 is 不好吃.
func (r *reader) stammered(i int) bool {
	return i > r.clauseStart && r.symbols[i]&hanBit != 0 && r.symbols[i] == r.symbols[i-1] && r.negators.n > 0
}

// reach is how far a modifier that begins at token i reaches: in words, or in
// characters if it is Chinese.
func (r *reader) reach(i int, words, characters int) int {
	if r.tokens[i].Kind == text.Han1 {
		return characters
	}
	return words
}

// modifier is e, standing at token first, as a modifier.
func (r *reader) modifier(e *Entry, first int) modifier {
	m := modifier{first: first, at: r.filler, factor: e.Weight, hit: -1}
	switch e.Role {
	case Negator:
		m.reach = r.reach(first, r.rules.negatorReach, r.rules.negatorReachHan)
	case Inferior:
		m.reach, m.hit = r.reach(first, r.rules.inferiorReach, r.rules.inferiorReachHan), len(r.hits)-1
	case Booster:
		m.reach, m.hit = r.reach(first, r.rules.degreeReach, r.rules.degreeReachHan), len(r.hits)-1
		m.factor = r.rules.boost
	default:
		m.reach = r.reach(first, r.rules.degreeReach, r.rules.degreeReachHan)
	}
	return m
}

// noticeable is the least factor that is worth a word in the explanation.
const noticeable = 1.2

// applyDegrees applies the degrees in reach and uses them up. A Booster among
// them is no hit of its own then.
func (r *reader) applyDegrees(h *Hit) {
	for _, m := range r.degrees.inReach(r.filler) {
		factor := m.factor
		if m.hit >= 0 {
			if m.hit != len(r.hits)-1 || r.hits[m.hit].End != h.First {
				continue
			}
			r.filler -= r.hits[m.hit].End - r.hits[m.hit].First
			r.hits = r.hits[:m.hit]
		}
		if factor > 1 && r.negatedSince(m) {
			factor = r.rules.degreeNegated
		}
		h.Factor *= factor
		h.First = r.from(m.first, h.First)
		switch {
		case factor >= noticeable:
			h.Reading |= Intensified
		case factor < 1:
			h.Reading |= Weakened
		}
	}
	if h.Entry.Role != Booster {
		r.degrees.n = 0
	}
}

// negatedSince reports whether a negator stands before m and reaches it.
func (r *reader) negatedSince(m modifier) bool {
	for _, neg := range r.negators.inReach(r.filler) {
		if neg.first < m.first {
			return true
		}
	}
	return false
}

// applyNegators applies the negators in reach, each turning what the others
// left.
func (r *reader) applyNegators(h *Hit) {
	for _, m := range r.negators.inReach(r.filler) {
		turn := r.rules.negatePositive
		switch w := h.Weight(); {
		case w < 0:
			turn = r.rules.negateNegative
		case w > r.rules.negateMost:
			turn *= r.rules.negateMost / w
		}
		h.Factor *= -turn * m.factor
		h.Reading ^= Negated
		h.First = r.from(m.first, h.First)
	}
}

// from is where a passage begins that a modifier at token first belongs to: a
// passage does not reach into the one before.
func (r *reader) from(first, now int) int {
	if k := len(r.hits); k > 0 && r.hits[k-1].End > first {
		return now
	}
	return min(first, now)
}

// taken reports whether a comparison before it takes e, which ends before token
// end, into itself: 不如隔壁好吃 is one judgement.
func (r *reader) taken(e *Entry, end int) bool {
	if e.Weight <= 0 || e.Role != Valence && e.Role != Booster {
		return false
	}
	for _, m := range r.inferior.inReach(r.filler) {
		if m.hit == len(r.hits)-1 {
			r.hits[m.hit].End = end
			return true
		}
	}
	return false
}

// deny makes a negator of a comparison right before blame that begins at token
// first: 没有想象中那么差 is a denial.
func (r *reader) deny(e *Entry, first int) {
	k := len(r.hits) - 1
	if e.Weight >= 0 || k < r.clauseHit || r.hits[k].Entry.Role != Inferior || r.hits[k].End != first {
		return
	}
	m := modifier{first: r.hits[k].First, at: r.filler, factor: 1, hit: -1}
	r.hits = r.hits[:k]
	r.negate(m)
}

// trail applies what stands behind what it works on: a degree (好吃极了), or
// what denies it (耐用度不高). The latter is blame by itself where no praise is in
// reach.
func (r *reader) trail(e *Entry, first, end int) {
	const deniesOver = 3 // tokens between: 性, 的程度
	k := len(r.hits) - 1
	near := k >= r.clauseHit && (first-r.hits[k].End <= 1 || e.Weight < 0 && first-r.hits[k].End <= deniesOver && r.hits[k].Weight() > 0)
	switch {
	case !near && e.Weight < 0:
		r.hit(e, first, end)
		return
	case !near:
		r.filler += end - first
		return
	}
	h := &r.hits[k]
	h.Factor *= e.Weight
	h.End = end
	if e.Weight < 0 {
		h.Reading ^= Negated
	} else {
		h.Reading |= Intensified
	}
}
