package trained

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A judge reads one text at a time and keeps its memory for the next.
type judge struct {
	reader    linear.Reader
	weights   []linear.Weights // by gram
	tokens    []float64        // what each token says, in log-odds of praise
	passages  []linear.Passage
	matches   []text.Match
	contrasts []uint32 // tokens that begin with "but"

	praise  float64 // log-odds of praise against blame
	neutral float64 // logit of neutral against the mean of the other two
	good    side    // what clauses say for
	bad     side    // what clauses say against
	said    float64 // what all passages say, for or against
}

// A side is what clauses say for one side, as numbers above 0.
type side struct{ sum, most float64 }

func (s *side) add(w float64) {
	s.sum += w
	s.most = max(s.most, w)
}

// Sides turns the logits of the three labels into the two numbers that matter:
// praise against blame, and neutral against either.
func Sides(z []float64) (praise, neutrality float64) {
	return z[positive] - z[negative], z[neutral] - (z[positive]+z[negative])/2
}

// read finds what t says.
func (j *judge) read(a *Analyzer, t *text.Text) {
	n := len(t.Tokens())
	j.tokens = slices.Grow(j.tokens[:0], n)[:n]
	clear(j.tokens)
	j.praise, j.neutral, j.good, j.bad, j.said = 0, a.bias, side{}, side{}, 0
	grams := j.reader.Read(t)
	if a.phrases != nil {
		j.match(a, t, grams)
	}
	j.findContrasts(t)
	j.readGrams(a.weights, grams)
	for _, w := range j.tokens {
		j.praise += w
		j.said += math.Abs(w)
	}
}

// readGrams adds what grams say, clause by clause.
func (j *judge) readGrams(m *linear.Reduced, grams []linear.Gram) {
	j.weights = m.Append(j.weights[:0], grams)
	start, contrasts := 0, j.contrasts
	for _, end := range j.reader.Clauses() {
		clause := 0.0
		for i, w := range j.weights[start:end] {
			if w == (linear.Weights{}) {
				continue
			}
			for len(contrasts) > 0 && grams[start+i].First >= contrasts[0] {
				j.endClause(clause)
				clause, contrasts = 0, contrasts[1:]
			}
			j.neutral += float64(w.Second)
			clause += float64(w.First)
			linear.Spread(j.tokens, grams[start+i], float64(w.First))
		}
		j.endClause(clause)
		start = end
	}
}

// findContrasts notes where "but" and 但 begin what is said of the other side. More
// such words were tried: they find no more.
func (j *judge) findContrasts(t *text.Text) {
	j.contrasts = j.contrasts[:0]
	fold := t.Folded()
	for i, tok := range t.Tokens() {
		if tok.End-tok.Start != 3 {
			continue
		}
		switch string(fold[tok.Start:tok.End]) {
		case "but", "但":
			j.contrasts = append(j.contrasts, uint32(i))
		}
	}
}

// endClause adds what a clause came to, to its side.
func (j *judge) endClause(praise float64) {
	if praise > 0 {
		j.good.add(praise)
	} else {
		j.bad.add(-praise)
	}
}

// match adds what phrases of the caller's lexicon say. One that begins where a
// negator reaches is turned like any word.
func (j *judge) match(a *Analyzer, t *text.Text, grams []linear.Gram) {
	j.matches = j.matches[:0]
	for i := 0; i < len(j.tokens); {
		m, ok := a.phrases.Longest(t, i)
		if !ok {
			i++
			continue
		}
		j.matches = append(j.matches, m)
		i = m.End
	}
	at := 0
	for _, m := range j.matches {
		w := a.strengths[m.ID]
		for at < len(grams) && int(grams[at].End) <= m.First {
			at++
		}
		for k := at; k < len(grams) && int(grams[k].End) == m.First+1; k++ {
			if g := grams[k]; g.Value < 0 && int(g.First) == m.First {
				w *= float64(g.Value)
				break
			}
		}
		linear.Spread(j.tokens, linear.Gram{First: uint32(m.First), End: uint32(m.End)}, w)
		j.endClause(w)
	}
}

// decide makes a sentiment of what was read, by the policy that Options
// describe.
func (a *Analyzer) decide(s *feedback.Sentiment, j *judge) {
	o := &a.options
	if j.said == 0 || j.said < o.MinSignal || j.praise == 0 {
		s.Reason = feedback.NoSignal
		return
	}
	negative, neutral, positive := j.probabilities()
	s.Score = positive - negative
	balance := min(j.good.sum, j.bad.sum) / max(j.good.sum, j.bad.sum)
	switch {
	case neutral*o.NeutralFavour > max(negative, positive):
		s.Polarity, s.Confidence = feedback.Neutral, neutral
	case o.MixedSide >= 0 && min(j.good.most, j.bad.most) >= o.MixedSide && balance >= o.MixedBalance:
		s.Polarity, s.Confidence = feedback.Mixed, mixedConfidence
	case j.praise > 0:
		s.Polarity, s.Confidence = feedback.Positive, positive
	default:
		s.Polarity, s.Confidence = feedback.Negative, negative
	}
}

// mixedConfidence is how often a text that comes out mixed has aspects of either
// side, in the collections that tell.
const mixedConfidence = 0.5

// probabilities are those of the three labels.
func (j *judge) probabilities() (negative, neutral, positive float64) {
	top := max(math.Abs(j.praise)/2, j.neutral)
	negative, neutral, positive = math.Exp(-j.praise/2-top), math.Exp(j.neutral-top), math.Exp(j.praise/2-top)
	sum := negative + neutral + positive
	return negative / sum, neutral / sum, positive / sum
}

// explain gives the weightiest passages as evidence, with weights that sum up to
// the score: each its share of the log-odds, and of what the passages left out
// come to.
func (j *judge) explain(s *feedback.Sentiment, d *feedback.Document, most int) {
	j.passages = linear.Passages(j.passages[:0], &d.Text, j.tokens)
	j.dropFaint()
	if len(j.passages) > most {
		slices.SortStableFunc(j.passages, func(x, y linear.Passage) int { return cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight)) })
		j.passages = j.passages[:most]
		slices.SortFunc(j.passages, func(x, y linear.Passage) int { return cmp.Compare(x.First, y.First) })
	}
	kept, size := 0.0, 0.0
	for _, p := range j.passages {
		kept += p.Weight
		size += math.Abs(p.Weight)
	}
	share := s.Score / j.praise
	tokens := d.Text.Tokens()
	s.Evidence = slices.Grow(s.Evidence, len(j.passages))
	for _, p := range j.passages {
		e := d.Evidence(text.Span{Start: int(tokens[p.First].Start), End: int(tokens[p.End-1].End)})
		e.Weight = share * (p.Weight + (j.praise-kept)*math.Abs(p.Weight)/size)
		s.Evidence = append(s.Evidence, e)
	}
}

// dropFaint leaves out passages that say next to nothing, if others say more.
func (j *judge) dropFaint() {
	const faint = 1. / 32 // of all that is said
	n := 0
	for _, p := range j.passages {
		if math.Abs(p.Weight) >= faint*j.said {
			j.passages[n] = p
			n++
		}
	}
	if n > 0 {
		j.passages = j.passages[:n]
	}
}

// release gives j back for the next document, but for one that has grown out of
// proportion.
func (j *judge) release(pool *sync.Pool) {
	const large = 1 << 16
	if cap(j.tokens) <= large {
		pool.Put(j)
	}
}
