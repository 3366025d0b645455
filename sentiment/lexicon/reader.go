package lexicon

import (
	"github.com/loamlib/loam/feedback/text"
)

// A reader reads one text at a time: it finds the phrases of the lexicon and
// applies the rules to them. It works from left to right, sentence by sentence,
// and keeps for each clause what was met and still has reach.
type reader struct {
	sequence
	rules *rules
	hits  []Hit

	sentence, clauses int
	sentenceHit       int  // first hit of the sentence
	clauseHit         int  // first hit of the clause
	clauseStart       int  // first token of the clause
	stressed          bool // a contrast came before in the sentence
	scope             Reading
	summary           bool
	negators          modifiers
	degrees           modifiers
	filler            int // tokens of the clause that are no modifiers
}

// A modifier is a negator or degree on the way to what it modifies.
type modifier struct {
	first  int // its first token
	at     int // filler when it ended
	reach  int
	factor float64
	hit    int // of a Booster: its own hit, to be taken back; else -1
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

// read finds the hits of t.
func (r *reader) read(t *text.Text) {
	r.sequence.read(t)
	r.hits, r.clauses = r.hits[:0], 0
	for i, s := range t.Sentences() {
		r.sentence = i
		r.readSentence(s)
	}
}

func (r *reader) readSentence(s text.Sentence) {
	r.sentenceHit, r.stressed = len(r.hits), false
	r.beginClause(s.First)
	for i := s.First; i < s.End; {
		entry, end := r.longest(i, s.End)
		if entry < 0 {
			r.skip(i)
			i++
			continue
		}
		r.apply(&r.entries[entry], i, end)
		i = end
	}
	r.finishSentence(s)
}

// skip passes over a token that begins no phrase.
func (r *reader) skip(i int) {
	if r.endsClause(i) {
		r.beginClause(i + 1)
		return
	}
	r.filler++
}

// beginClause forgets what does not reach into the next clause, which begins at
// token i.
func (r *reader) beginClause(i int) {
	if len(r.hits) > r.clauseHit || r.clauseStart < i {
		r.clauses++
	}
	r.clauseHit, r.clauseStart = len(r.hits), i
	r.scope, r.summary, r.filler = 0, false, 0
	r.negators.n, r.degrees.n = 0, 0
}

// endsClause reports whether token i, which is in no phrase, ends a clause.
func (r *reader) endsClause(i int) bool {
	tok := r.tokens[i]
	switch tok.Kind {
	case text.Emoji, text.Emoticon, text.Break:
		return true
	case text.Punct:
		return endsClause(r.text.Bytes(tok), tok.Has(text.SpaceBefore))
	case text.Han1:
		// Chinese written without punctuation has spaces instead. A single
		// character between spaces is spaced-out writing: 不 好 吃.
		return tok.Has(text.SpaceBefore) && i-r.clauseStart > 1 && r.tokens[i-1].Kind == text.Han1 &&
			!r.tokens[i-1].Has(text.SpaceBefore)
	}
	return false
}

func endsClause(mark []byte, spaced bool) bool {
	switch mark[0] {
	case ',', '.', ';', ':', '!', '?', '(', ')', '~', '|', '/':
		return true
	case '-':
		return spaced || len(mark) > 1
	}
	switch string(mark[:min(3, len(mark))]) {
	case "。", "、", "·", "「", "」", "『", "』", "【", "】", "《", "》":
		return true
	}
	return false
}

// apply does what the phrase at tokens [first,end) does.
func (r *reader) apply(e *Entry, first, end int) {
	switch e.Role {
	case Valence, Neutral:
		r.hit(e, first, end)
	case Booster:
		r.hit(e, first, end)
		r.degrees.add(modifier{first, r.filler, r.degreeReach(first), r.rules.boost, len(r.hits) - 1})
	case Negator:
		r.negators.add(modifier{first, r.filler, r.negatorReach(first), e.Weight, -1})
	case Degree:
		r.degrees.add(modifier{first, r.filler, r.degreeReach(first), e.Weight, -1})
	case Trail:
		r.trail(e, first, end)
	case Contrast:
		r.contrast(end)
	case Concession:
		r.beginClause(first)
		r.scope |= Conceded
	case Clause:
		r.beginClause(end)
	case Summary:
		r.beginClause(first)
		r.summary = true
	case Wish:
		r.scope |= Wished
	case Condition:
		r.scope |= Supposed
	case Past:
		r.scope |= Bygone
	default:
		r.filler += end - first
	}
}

func (r *reader) negatorReach(i int) int {
	if r.tokens[i].Kind == text.Han1 {
		return r.rules.negatorReachHan
	}
	return r.rules.negatorReach
}

func (r *reader) degreeReach(i int) int {
	if r.tokens[i].Kind == text.Han1 {
		return r.rules.degreeReachHan
	}
	return r.rules.degreeReach
}

// hit records the phrase at tokens [first,end) as a hit, with what stands
// before it in its clause applied to it.
func (r *reader) hit(e *Entry, first, end int) {
	h := Hit{Entry: *e, First: first, End: end, Sentence: r.sentence, Clause: r.clauses, Factor: 1}
	if k := r.tokens[first].Kind; k != text.Emoji && k != text.Emoticon {
		r.applyDegrees(&h)
		r.applyNegators(&h)
		r.applyScope(&h)
		r.emphasise(&h)
	}
	if r.stressed {
		h.Factor *= r.rules.after
		h.Reading |= Stressed
	}
	r.hits = append(r.hits, h)
	r.filler += end - first
}

// applyDegrees applies the degrees in reach and uses them up. A Booster among
// them is no hit of its own then.
func (r *reader) applyDegrees(h *Hit) {
	list := r.degrees.inReach(r.filler)
	for _, m := range list {
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
		case factor > 1:
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
		if h.Weight() < 0 {
			turn = r.rules.negateNegative
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

// applyScope applies what the clause began with.
func (r *reader) applyScope(h *Hit) {
	good := h.Weight() > 0
	if r.scope&Wished != 0 {
		h.Factor *= choose(good, r.rules.wishPositive, r.rules.wishNegative)
	}
	if r.scope&Supposed != 0 {
		h.Factor *= r.rules.condition
	}
	if r.scope&Bygone != 0 {
		h.Factor *= choose(good, r.rules.pastPositive, r.rules.pastNegative)
	}
	if r.scope&Conceded != 0 {
		h.Factor *= r.rules.conceded
	}
	if r.summary {
		h.Factor *= r.rules.summary
		h.Reading |= Stressed
	}
	h.Reading |= r.scope
}

func choose(condition bool, yes, no float64) float64 {
	if condition {
		return yes
	}
	return no
}

// emphasise weighs how the core of a hit is written.
func (r *reader) emphasise(h *Hit) {
	tok := r.tokens[h.End-1]
	if tok.Has(text.Caps) {
		h.Factor *= r.rules.caps
		h.Reading |= Emphasised
	}
	if tok.Has(text.Stretched) {
		h.Factor *= r.rules.stretched
		h.Reading |= Emphasised
	}
}

// trail applies a degree that stands behind what it makes stronger.
func (r *reader) trail(e *Entry, first, end int) {
	k := len(r.hits) - 1
	if k < r.clauseHit || first-r.hits[k].End > 1 {
		r.filler += end - first
		return
	}
	h := &r.hits[k]
	h.Factor *= e.Weight
	h.End = end
	h.Reading |= Intensified
}

// contrast lets what came before in the sentence weigh less, and what comes
// weigh more.
func (r *reader) contrast(end int) {
	for i := r.sentenceHit; i < len(r.hits); i++ {
		if h := &r.hits[i]; h.Reading&Conceded == 0 {
			h.Factor *= r.rules.before
			h.Reading |= Conceded
		}
	}
	r.beginClause(end)
	r.stressed = true
}

// finishSentence applies what shows only at the end of a sentence.
func (r *reader) finishSentence(s text.Sentence) {
	hits := r.hits[r.sentenceHit:]
	if len(hits) == 0 {
		return
	}
	mark := r.endMark(s)
	for i := range hits {
		h := &hits[i]
		switch {
		case mark == '?':
			h.Factor *= r.rules.asked
			h.Reading |= Asked
		case mark == '!' && h.Clause == hits[len(hits)-1].Clause:
			h.Factor *= r.rules.exclaimed
			h.Reading |= Emphasised
		}
	}
	r.mock(s, hits)
}

// endMark is '!' or '?' if the sentence ends in it, else 0.
func (r *reader) endMark(s text.Sentence) byte {
	for i := s.End - 1; i >= s.First; i-- {
		tok := r.tokens[i]
		if tok.Kind != text.Punct && tok.Kind != text.Emoji && tok.Kind != text.Emoticon && tok.Kind != text.Break {
			return 0
		}
		if c := r.text.Bytes(tok)[0]; c == '!' || c == '?' {
			return c
		}
	}
	return 0
}

// mock reads praise as mockery that stands alone at the head of a sentence in
// front of a complaint: "Great, another delay."
func (r *reader) mock(s text.Sentence, hits []Hit) {
	const complaint = -0.8
	opener := &hits[0]
	if len(hits) < 2 || opener.Weight() <= 0 || opener.First > s.First+1 || r.tokens[opener.First].Kind != text.Word ||
		opener.Reading&(Conceded|Negated) != 0 || opener.End >= s.End || !r.endsClause(opener.End) {
		return
	}
	blame := 0.0
	for _, h := range hits[1:] {
		w := h.Weight()
		if w > 0 || h.Reading&Stressed != 0 {
			return
		}
		blame += w
	}
	if blame <= complaint {
		opener.Factor *= r.rules.irony
		opener.Reading |= Ironic
	}
}
