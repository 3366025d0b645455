package standard

import (
	"github.com/loamlib/loam/feedback"
)

// Criteria are the three questions by which constructive criticism is told from
// an unproductive complaint, as the text answers them.
type Criteria struct {
	Fact       Criterion // is it based on a concrete fact?
	Suggestion Criterion // does it offer a way to improve?
	Emotion    Criterion // is it coloured by emotion?
}

// A Criterion is the answer to one of the three questions.
type Criterion struct {
	Holds      bool
	Confidence float64 // that it holds, in [0, 1]
	Evidence   []feedback.Evidence
}

// Criteria answers the three questions about d. A text that cannot be read
// answers none.
func (c *Classifier) Criteria(d *feedback.Document) Criteria {
	if !readable(d) {
		return Criteria{}
	}
	j := c.borrow()
	defer c.giveBack(j)
	j.judge(c.vocabulary, d)
	answer := func(t *tally) Criterion { return Criterion{t.holds(), t.confidence, t.appendEvidence(nil, &j.reading)} }
	return Criteria{Fact: answer(&j.factual), Suggestion: answer(&j.suggestion), Emotion: answer(&j.emotional)}
}

// How sure constructiveness is of what the three criteria say together.
const (
	suggestsWithFact  = 0.9
	suggests          = 0.8
	factCalmly        = 0.75
	factWithEmotion   = 0.6
	onlyAspect        = 0.5
	emotionAlone      = 0.8
	dissatisfiedAlone = 0.6
)

// constructiveness labels criticism, and nothing else: whoever only praises or
// asks does not criticise. A suggestion makes it constructive, and so does a
// concrete fact, even one told in anger. Criticism with neither is unproductive
// if it is emotional or does not even say what it is about.
func (w *labeller) constructiveness() {
	j := w.judgement
	if !j.complaint.holds() && !j.suggestion.holds() {
		return
	}
	fact, emotion := j.factual.holds(), j.emotional.holds()
	d := feedback.Constructiveness
	switch {
	case j.suggestion.holds() && fact:
		w.addSure(d, feedback.Constructive, suggestsWithFact, &j.suggestion, &j.factual)
	case j.suggestion.holds():
		w.addSure(d, feedback.Constructive, suggests, &j.suggestion)
	case fact && !emotion:
		w.addSure(d, feedback.Constructive, factCalmly, &j.factual)
	case fact:
		w.addSure(d, feedback.Constructive, factWithEmotion, &j.factual)
	case emotion:
		w.addSure(d, feedback.Unproductive, emotionAlone, &j.emotional)
	case j.aspect():
		w.addSure(d, feedback.Constructive, onlyAspect, &j.complaint)
	default:
		w.addSure(d, feedback.Unproductive, dissatisfiedAlone, &j.complaint)
	}
}

// aspect reports whether the text says what it is about.
func (j *judgement) aspect() bool { return len(j.contents) > 0 }
