package lexicon

import "github.com/loamlib/loam/feedback/text"

// complaint is how much blame makes praise beside it mockery, in log-odds.
const complaint = -0.8

// mock reads praise as mockery where the rest of the sentence is a complaint:
// praise that stands alone at its head ("Great, another delay.") and what is
// known to be used so.
func (r *reader) mock(s text.Sentence, hits []Hit) {
	blame, praise := 0.0, false
	for i := range hits {
		h := &hits[i]
		switch {
		case h.Entry.Role == Irony && h.Entry.Weight > 0, i == 0 && r.opens(h, s):
			praise = true
		case h.Weight() > 0 || h.Reading&(Stressed|Conceded) != 0:
			return
		default:
			blame += h.Weight()
		}
	}
	if praise && blame <= complaint {
		r.deride(hits)
	}
}

// deride turns the praise among hits into mockery.
func (r *reader) deride(hits []Hit) {
	for i := range hits {
		if h := &hits[i]; h.Weight() > 0 {
			h.Factor *= r.rules.irony
			h.Reading |= Ironic
		}
	}
}

// mockAcross is mock for praise that is a sentence by itself, in front of one
// that goes on with nothing but blame: "Great. Another delay."
func (r *reader) mockAcross(s text.Sentence, hits []Hit) {
	if r.lone < 0 || len(hits) == 0 || !r.goesOn(s) {
		return
	}
	blame := 0.0
	for _, h := range hits {
		if h.Weight() > 0 {
			return
		}
		blame += h.Weight()
	}
	if blame <= complaint {
		r.deride(r.hits[r.lone : r.lone+1])
	}
}

// mockAfter is mock for a word of praise that is the last clause of sentence s,
// behind nothing but blame: "Delayed again. Awesome." An exclamation may be meant.
func (r *reader) mockAfter(s text.Sentence) {
	k := len(r.hits) - 1
	if k < r.sentenceHit || r.hits[k].Weight() <= 0 || !r.flatPraise(&r.hits[k], s) {
		return
	}
	if r.blameBefore(k) <= complaint {
		r.deride(r.hits[k:])
	}
}

// blameBefore is what the first k hits come to if all of them are blame, else 0. It
// goes on where it stopped in the sentence before, so that the time it takes does not
// grow with every word of praise.
func (r *reader) blameBefore(k int) float64 {
	for ; r.blamed < k; r.blamed++ {
		h := &r.hits[r.blamed]
		if h.Weight() > 0 || h.Reading&Supposed != 0 {
			return 0
		}
		r.blame += h.Weight()
	}
	return r.blame
}

// flatPraise reports whether h and what follows it are words that mock where nothing
// was good, and all of the last clause of sentence s. What counts is how the text has
// them: a phrase of a list may be a pattern of many, or the first word of them.
func (r *reader) flatPraise(h *Hit, s text.Sentence) bool {
	if h.Reading&(Negated|Conceded) != 0 || h.First > s.First+1 && !r.endsClause(h.First-1) {
		return false
	}
	if h.First > s.First && r.text.Bytes(r.tokens[h.First-1])[0] == ':' {
		return false // "The old one was slow. This one: perfect."
	}
	end := s.End
	for ; end > h.End && !isContent(r.tokens[end-1]); end-- {
		if tok := r.tokens[end-1]; tok.Kind == text.Emoji || tok.Kind == text.Emoticon || r.text.Bytes(tok)[0] == '!' {
			return false
		}
	}
	switch string(r.text.Folded()[r.tokens[h.First].Start:r.tokens[end-1].End]) {
	case "awesome", "great", "nice", "cool", "lovely", "perfect", "fantastic", "brilliant", "wonderful", "amazing", "excellent",
		"superb", "splendid", "charming", "classy", "thanks", "thanks a lot", "good job", "nice job", "great job", "well done",
		"nice one", "good stuff", "bravo", "thanks for that", "great stuff", "nice work":
		return true
	}
	return false
}

// goesOn reports whether sentence s begins with a word that takes up what has
// happened before.
func (r *reader) goesOn(s text.Sentence) bool {
	switch string(r.text.Bytes(r.tokens[s.First])) {
	case "another", "yet", "now", "again", "so", "more", "又", "再":
		return true
	}
	return false
}

// loneHit is the hit of sentence s if that is praise in a word or two and
// nothing else, -1 otherwise.
func (r *reader) loneHit(s text.Sentence) int {
	k := len(r.hits) - 1
	if k != r.sentenceHit || r.hits[k].Weight() <= 0 || r.hits[k].First > s.First+1 {
		return -1
	}
	for i := r.hits[k].End; i < s.End; i++ {
		if isContent(r.tokens[i]) {
			return -1
		}
	}
	return k
}

// opens reports whether h is praise in English that stands alone at the head of
// sentence s.
func (r *reader) opens(h *Hit, s text.Sentence) bool {
	return h.Weight() > 0 && h.First <= s.First+1 && r.tokens[h.First].Kind == text.Word && h.Reading&(Conceded|Negated) == 0 &&
		h.End < s.End && r.endsClause(h.End)
}
