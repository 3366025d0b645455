package standard

import "github.com/loamlib/loam/feedback"

// maxEvidence bounds what is kept as evidence for one judgement. A phrase that
// is repeated counts once, so that repeating says nothing.
const maxEvidence = 8

// A passage is where in the text something speaks for a judgement.
type passage struct {
	first, end int32 // tokens
	phrase     int32
	weight     float32
	rule       string
}

// A tally gathers what speaks for one judgement. Its confidence is the chance
// that at least one of the passages means what it seems to mean, as if each
// were right or wrong by itself:
//
//	1 - (1-w1)(1-w2)…
type tally struct {
	confidence float64
	raised     float64 // by what has no place in the text
	passages   [maxEvidence]passage
	n          int
	reason     string // what else decided
}

// maxConfidence is as sure as rules can be.
const maxConfidence = 0.97

// clear makes an empty tally of a used one, whose passages need no clearing.
func (t *tally) clear() {
	t.confidence, t.raised, t.n, t.reason = 0, 0, 0, ""
}

// add counts a passage, if there is room. Of passages of one phrase, or in one
// place, only the strongest counts.
func (t *tally) add(p passage) {
	for i := range t.passages[:t.n] {
		if q := &t.passages[i]; q.phrase == p.phrase || p.first < q.end && q.first < p.end {
			if p.weight > q.weight {
				*q = p
				t.sum()
			}
			return
		}
	}
	if t.n == maxEvidence {
		return
	}
	t.passages[t.n] = p
	t.n++
	t.confidence = min(maxConfidence, 1-(1-t.confidence)*(1-float64(p.weight)))
}

// sum works the confidence out anew.
func (t *tally) sum() {
	doubt := 1 - t.raised
	for _, p := range t.passages[:t.n] {
		doubt *= 1 - float64(p.weight)
	}
	t.confidence = min(maxConfidence, 1-doubt)
}

// raise counts something that has no place in the text.
func (t *tally) raise(weight float64) {
	t.raised = 1 - (1-t.raised)*(1-weight)
	t.sum()
}

// strongest is the passage of the greatest weight, the first of equals.
func (t *tally) strongest() passage {
	best := t.passages[0]
	for _, p := range t.passages[1:t.n] {
		if p.weight > best.weight {
			best = p
		}
	}
	return best
}

// holding is the confidence from which on a judgement holds: it is likelier than
// not.
const holding = 0.5

func (t *tally) holds() bool { return t.confidence >= holding }

// appendEvidence leads the passages back to the feedback, in their order there.
func (t *tally) appendEvidence(dst []feedback.Evidence, r *reading) []feedback.Evidence {
	var order [maxEvidence]uint8
	for i := range t.n { // by insertion: they come almost in order
		k := i
		for ; k > 0 && t.passages[order[k-1]].first > t.passages[i].first; k-- {
			order[k] = order[k-1]
		}
		order[k] = uint8(i)
	}
	for _, i := range order[:t.n] {
		p := &t.passages[i]
		e := r.span(p.first, p.end)
		e.Weight, e.Rule = float64(p.weight), p.rule
		dst = append(dst, e)
	}
	return dst
}
