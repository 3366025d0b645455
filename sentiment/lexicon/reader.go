package lexicon

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A reader reads one text at a time: it finds the phrases of the lexicon and
// applies the rules to them. It works from left to right, sentence by sentence,
// and keeps for each clause what was met and still has reach.
type reader struct {
	sequence
	rules *rules
	hits  []Hit
	names map[Reading]string // String of readings met so far

	survey         *trie // what is read of survey questions and answers to them
	ignoreQuestion bool
	minSignal      float64
	questions      map[string]int // sides of the questions met so far
	answerSymbols  []symbol

	sentence, clauses int
	sentenceHit       int     // first hit of the sentence
	concededHit       int     // first hit behind the last contrast
	lone              int     // hit that was all of the sentence before, -1 if none was
	blamed            int     // how many hits from the first on are known to be blame
	blame             float64 // what those come to
	clauseHit         int     // first hit of the clause
	clauseStart       int     // first token of the clause
	stressed          bool    // a contrast came before in the sentence
	scope             Reading
	wishFirst         int // where the wish of the clause begins
	summary           bool
	negators          modifiers
	degrees           modifiers
	inferior          modifiers
	filler            int // tokens of the clause that are no modifiers
}

// read finds the hits of d.
func (r *reader) read(d *feedback.Document) {
	t := &d.Text
	r.sequence.read(t)
	r.hits, r.clauses, r.concededHit, r.lone = r.hits[:0], 0, 0, -1
	r.blamed, r.blame = 0, 0
	for i, s := range t.Sentences() {
		r.sentence = i
		r.readSentence(s)
	}
	if !r.ignoreQuestion {
		r.answer(d)
	}
}

func (r *reader) readSentence(s text.Sentence) {
	r.sentenceHit, r.stressed = len(r.hits), false
	r.beginClause(s.First)
	for i := s.First; i < s.End; {
		entry, end := r.longest(i, s.End)
		if entry < 0 || r.alone[entry] && !r.clause(i, end, s.End) {
			r.skip(i)
			i++
			continue
		}
		r.apply(&r.entries[entry], i, end)
		if r.tokens[end-1].Kind == text.Punct && r.endsClause(end-1) {
			r.beginClause(end) // the phrase has the mark in it
		}
		i = end
	}
	r.dropAlso(s.End)
	r.wish(s.End)
	r.finishSentence(s)
	r.mockAcross(s, r.hits[r.sentenceHit:])
	r.mockAfter(s)
	r.lone = r.loneHit(s)
}

// clause reports whether tokens [first,end) are all of their clause.
func (r *reader) clause(first, end, limit int) bool {
	return first == r.clauseStart && (end == limit || r.endsClause(end))
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
	r.dropAlso(i)
	r.wish(i)
	if len(r.hits) > r.clauseHit || r.clauseStart < i {
		r.clauses++
	}
	r.clauseHit, r.clauseStart = len(r.hits), i
	r.scope, r.summary, r.filler = 0, false, 0
	r.negators.n, r.degrees.n, r.inferior.n = 0, 0, 0
}

// dropAlso takes back the hit of a Booster that says "also" at the end of its
// clause, before token i: "The staff are nice too."
func (r *reader) dropAlso(i int) {
	k := len(r.hits) - 1
	if k < r.clauseHit || r.hits[k].Entry.Role != Booster || r.hits[k].Weight() >= 0 {
		return
	}
	if end := r.hits[k].End; r.tokens[end-1].Kind == text.Word && end+1 >= i {
		r.hits = r.hits[:k]
	}
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
		// Chinese written without punctuation has spaces instead.
		return r.symbols[i]&partedBit != 0 && i-r.clauseStart > 1
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
	case Valence, Fact, Irony, Neutral:
		r.hit(e, first, end)
	case Booster:
		r.hit(e, first, end)
		r.degrees.add(r.modifier(e, first))
	case Inferior:
		r.hit(e, first, end)
		r.inferior.add(r.modifier(e, first))
	case Negator:
		r.negate(r.modifier(e, first))
	case Degree:
		r.degrees.add(r.modifier(e, first))
	case Trail:
		r.trail(e, first, end)
	case Contrast:
		if e.Weight > 0 && first > r.clauseStart {
			r.filler += end - first
			return
		}
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
		if r.scope&Wished == 0 {
			r.wishFirst = first
		}
		r.scope |= Wished
	case Condition:
		r.scope |= Supposed
	case Past:
		r.scope |= Bygone
	default:
		r.filler += end - first
	}
}

// hit records the phrase at tokens [first,end) as a hit, with what stands
// before it in its clause applied to it.
func (r *reader) hit(e *Entry, first, end int) {
	if r.stammered(first) {
		r.negators.n--
	}
	r.deny(e, first)
	if r.taken(e, end) {
		r.filler += end - first
		return
	}
	h := Hit{Entry: *e, First: first, End: end, Sentence: r.sentence, Clause: r.clauses, Factor: 1}
	if k := r.tokens[first].Kind; k != text.Emoji && k != text.Emoticon {
		r.applyDegrees(&h)
		r.applyNegators(&h)
		r.applyScope(&h)
		r.emphasise(&h)
	}
	switch {
	case e.Role == Fact:
		h.Reading |= Factual
	case e.Role == Inferior:
		h.Reading |= Compared
	case e.Role == Irony && e.Weight < 0:
		h.Reading |= Ironic
	}
	if r.stressed {
		h.Factor *= r.rules.after
		h.Reading |= Stressed
	}
	r.hits = append(r.hits, h)
	r.filler += end - first
}
