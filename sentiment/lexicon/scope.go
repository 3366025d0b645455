package lexicon

import (
	"strings"

	"github.com/loamlib/loam/feedback/text"
)

// applyScope applies what the clause began with.
func (r *reader) applyScope(h *Hit) {
	good := h.Weight() > 0
	if r.scope&Wished != 0 {
		switch {
		case !good:
			h.Factor *= r.rules.wishNegative
		case r.comparative(h.First, h.End):
			h.Factor *= r.rules.wishMore
		default:
			h.Factor *= r.rules.wishPositive
		}
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

// wish makes a hit of a wish for more that names nothing good or bad, in the
// clause that ends before token end: "I wish the portions were bigger".
func (r *reader) wish(end int) {
	if r.scope&Wished == 0 || len(r.hits) > r.clauseHit {
		return
	}
	for end > r.wishFirst && !isContent(r.tokens[end-1]) {
		end--
	}
	if end-r.wishFirst < 2 || !r.comparative(r.wishFirst, end) {
		return
	}
	h := Hit{Entry: Entry{Role: Wish, Weight: r.rules.wish}, First: r.wishFirst, End: end, Sentence: r.sentence, Clause: r.clauses, Factor: 1}
	h.Reading = r.scope
	r.hits = append(r.hits, h)
}

// comparative reports whether tokens [first,end), or one of the two beside them,
// ask for more than there is: "better", "more friendly", 更快, 再便宜一点.
func (r *reader) comparative(first, end int) bool {
	for i := max(0, first-2); i < min(len(r.tokens), end+2); i++ {
		switch b := r.text.Bytes(r.tokens[i]); string(b) {
		case "more", "less", "better", "worse", "更", "再", "点", "些", "多":
			return true
		default:
			if first <= i && i < end && r.tokens[i].Kind == text.Word && comparatives[string(b)] {
				return true
			}
		}
	}
	return false
}

// comparatives are the English words in -er that ask for more: most words that end
// so, "number" and "order", ask for nothing.
var comparatives = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(comparativeWords) {
		m[w] = true
	}
	return m
}()

const comparativeWords = `bigger smaller larger longer shorter higher lower taller deeper wider broader narrower thicker
	thinner heavier lighter stronger weaker harder softer firmer faster slower quicker sooner earlier later closer nearer
	further farther cheaper pricier dearer easier simpler clearer plainer louder quieter calmer brighter darker sharper
	smoother rougher tighter looser warmer colder cooler hotter milder drier wetter fresher cleaner neater tidier nicer
	kinder friendlier politer gentler happier healthier safer smarter wiser fairer finer greater richer sweeter
	saltier spicier tastier juicier crispier creamier fuller newer older younger fewer freer busier handier
	sturdier tougher roomier comfier cosier cozier prettier cuter funnier livelier steadier prompter speedier swifter
	stricter bolder leaner slimmer slicker snappier flatter straighter rounder purer truer`

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

// contrast lets what came before in the sentence weigh less, and what comes
// weigh more.
func (r *reader) contrast(end int) {
	for i := max(r.sentenceHit, r.concededHit); i < len(r.hits); i++ {
		if h := &r.hits[i]; h.Reading&Conceded == 0 {
			h.Factor *= r.rules.before
			h.Reading |= Conceded
		}
	}
	r.beginClause(end)
	r.stressed, r.concededHit = true, len(r.hits)
}
