package lexicon

import (
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// scoreScale leads from log-odds to the score: the score is twice the
// probability of praise, less one.
const scoreScale = 0.5

// A tally is what the hits of a document come to.
type tally struct {
	total    float64 // in log-odds of praise
	positive float64 // what speaks for, contrast left aside
	negative float64 // what speaks against, likewise and above 0
	granted  float64 // of positive, praise that stands before "but" or behind "although"
	objected float64 // of negative, blame that stands behind "but"
	excess   int     // how many more there are of the latter
	neutral  bool    // something says outright that it is neither
	only     bool    // and nothing else says anything
}

// add adds a hit. What stands before "but" weighs less in the total, yet it was
// said: whether a text is mixed shows without that.
func (t *tally) add(h *Hit, r *rules) {
	w := h.Weight()
	t.total += w
	switch {
	case h.Reading&Conceded != 0:
		w /= r.before
		if h.Entry.Weight > 0 && w > 0 {
			t.granted += w
			t.excess--
		}
	case h.Reading&Stressed != 0:
		w /= r.after
		if w < 0 {
			t.objected -= w
			t.excess++
		}
	}
	if w > 0 {
		t.positive += w
	} else {
		t.negative -= w
	}
	t.neutral = t.neutral || h.Entry.Role == Neutral
	t.only = t.only && h.Entry.Role == Neutral
}

// judge makes a sentiment of the hits of r.
func (a *Analyzer) judge(s *feedback.Sentiment, d *feedback.Document, r *reader) {
	t := tally{only: len(r.hits) > 0}
	for i := range r.hits {
		t.add(&r.hits[i], r.rules)
	}
	s.Polarity = a.polarity(t)
	if a.options.MixedSide >= 0 && r.opposed(a.options.MixedSide*opposedSide) {
		s.Polarity = feedback.Mixed
	}
	if s.Polarity == feedback.Unknown {
		s.Reason = feedback.NoSignal
		return
	}
	s.Score = math.Tanh(t.total * scoreScale)
	s.Confidence = confidence(s.Polarity, t)
	if s.Polarity == feedback.Neutral {
		s.Score *= 1 - s.Confidence // what is left for either side
	}
	share := scoreScale // of the score in the total
	if math.Abs(t.total) > 1e-6 {
		share = s.Score / t.total
	}
	a.explain(s, d, r, share)
}

// How far the total may lean to each side for a text to be mixed. Where "but"
// settles the matter it is settled, more so by praise: "not cheap, but worth it"
// is praise, "superb, but unbearably slow" is both.
const (
	mixedPraise = 1.6
	mixedBlame  = -2.6
)

// Who praises first and then says "but" means both, also where each is said in a
// single plain word: "good food, but slow". Of such texts seven in ten are mixed to
// readers; of those that blame first, one in five. These are the shares of
// MixedSide and MixedBalance that are asked for then. Two objections to one praise
// are blame.
const (
	objectedSide    = 0.4
	objectedBalance = 1.0 / 3
)

// both reports whether t is mixed by praise that goes on with "but" and blame.
func (o *Options) both(t tally) bool {
	side := o.MixedSide * objectedSide
	weak, strong := min(t.positive, t.negative), max(t.positive, t.negative)
	return t.granted >= side && t.objected >= side && t.excess <= 0 && weak >= o.MixedBalance*objectedBalance*strong
}

// polarity is the policy that Options describe.
func (a *Analyzer) polarity(t tally) feedback.Polarity {
	o := &a.options
	weak, strong := min(t.positive, t.negative), max(t.positive, t.negative)
	switch {
	case o.MixedSide >= 0 && weak >= o.MixedSide && weak >= o.MixedBalance*strong && t.total <= mixedPraise && t.total >= mixedBlame:
		return feedback.Mixed
	case o.MixedSide >= 0 && o.both(t):
		return feedback.Mixed
	case t.only && o.NeutralBand >= 0: // "service so-so, food so-so" is no blame
		return feedback.Neutral
	case t.neutral && math.Abs(t.total) <= o.NeutralBand:
		return feedback.Neutral
	case strong == 0 || t.positive+t.negative < o.MinSignal:
		return feedback.Unknown
	case t.total > 0:
		return feedback.Positive
	case t.total < 0:
		return feedback.Negative
	}
	return feedback.Unknown
}

// A Chinese text of two short clauses, praise and blame, needs no "but" to mean both:
// 味道好，送餐慢. A longer one tells a story, which has an end.
const (
	opposedSide   = 0.6 // of MixedSide, what each must have
	opposedLength = 14  // characters at most
)

// opposed reports whether the text is praise and blame of the size of side, or more,
// and nothing else.
func (r *reader) opposed(side float64) bool {
	if len(r.hits) != 2 || len(r.tokens) > opposedLength+4 {
		return false
	}
	h, k := &r.hits[0], &r.hits[1]
	const turned = Conceded | Stressed | Wished | Supposed | Bygone | Asked | Ironic
	if h.Weight() < side || k.Weight() > -side || h.Clause+1 != k.Clause || (h.Reading|k.Reading)&turned != 0 {
		return false
	}
	length := 0
	for _, tok := range r.tokens {
		switch tok.Kind {
		case text.Han1:
			length++
		case text.Word:
			length += 2
		}
	}
	return length <= opposedLength && r.tokens[h.First].Kind == text.Han1
}

// confidence is the probability that the polarity is right.
func confidence(p feedback.Polarity, t tally) float64 {
	switch p {
	case feedback.Neutral, feedback.Mixed:
		return 0.6
	}
	return 1 / (1 + math.Exp(-math.Abs(t.total)))
}

// explain turns hits into evidence, a share of each hit's weight each.
func (a *Analyzer) explain(s *feedback.Sentiment, d *feedback.Document, r *reader, share float64) {
	hits, tokens := r.hits, d.Text.Tokens()
	group := (len(hits) + a.options.MaxEvidence - 1) / a.options.MaxEvidence
	s.Evidence = slices.Grow(s.Evidence, min(len(hits), a.options.MaxEvidence))
	for i := 0; i < len(hits); i += group {
		block := hits[i:min(i+group, len(hits))]
		reading, weight := block[0].Reading, 0.0
		if len(block) > 1 {
			reading = Several
		}
		for _, h := range block {
			weight += h.Weight() * share
		}
		e := d.Evidence(text.Span{Start: int(tokens[block[0].First].Start), End: int(tokens[block[len(block)-1].End-1].End)})
		e.Weight, e.Rule = weight, r.rule(reading)
		s.Evidence = append(s.Evidence, e)
	}
}

// rule is the word for a reading. Words are kept, for making them allocates.
func (r *reader) rule(reading Reading) string {
	if reading == 0 {
		return ""
	}
	word, ok := r.names[reading]
	if !ok {
		word = reading.String()
		r.names[reading] = word
	}
	return word
}
