package standard

import (
	"strconv"

	"github.com/loamlib/loam/feedback"
)

// Criteria are the three questions by which constructive criticism is told from
// an unproductive complaint, as the text answers them.
type Criteria struct {
	Fact       Criterion // is it based on a concrete fact?
	Suggestion Criterion // does it offer a way to improve?
	Emotion    Criterion // is it coloured by emotion?

	// Rules and Trained are how sure the criteria and a trained model, each by
	// itself, are that criticism of this kind is constructive. Rules is 0 if the
	// rules see no criticism; Trained is 0.5 where the model knows nothing, and with
	// [Options].RulesOnly.
	Rules, Trained float64
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
	j.judge(c.vocabulary, nil, d)
	answer := func(t *tally) Criterion { return Criterion{t.holds(), t.confidence, t.appendEvidence(nil, &j.reading)} }
	out := Criteria{Fact: answer(&j.factual), Suggestion: answer(&j.suggestion), Emotion: answer(&j.emotional), Trained: 0.5}
	if j.critical() {
		out.Rules = j.byCriteria().sure
	}
	if m := c.model; m != nil {
		j.second.ask(m, j.text)
		out.Trained = sigmoid(j.second.logits[trainedConstructive])
	}
	return out
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
// asks does not criticise. The label says what each of the criteria and the trained
// model came to.
func (w *labeller) constructiveness() {
	j := w.judgement
	if !j.critical() {
		return
	}
	v := j.byCriteria()
	sure, reason := v.sure, j.criteriaInWords()
	if j.second.model != nil {
		x := j.second.logits[trainedConstructive]
		sure = Together(sure, x)
		var buffer [64]byte
		b := append(append(buffer[:0], reason...), "; trained "...)
		reason = string(strconv.AppendFloat(b, sigmoid(x), 'f', 2, 64))
	}
	c := feedback.Constructive
	if sure < holding {
		c, sure = feedback.Unproductive, 1-sure
	}
	w.addSure(feedback.Constructiveness, c, sure, v.from...)
	if n := len(w.labels); n > 0 && w.labels[n-1].Dimension == feedback.Constructiveness {
		w.labels[n-1].Reason = reason
	}
}

func (j *judgement) critical() bool { return j.complaint.holds() || j.suggestion.holds() }

// A verdict is how sure the criteria are that criticism is constructive, and from
// what.
type verdict struct {
	sure float64
	from []*tally
}

// byCriteria judges criticism by the criteria. A suggestion makes it constructive,
// and so does a concrete fact, even one told in anger. Criticism with neither is
// unproductive if it is emotional or does not even say what it is about.
func (j *judgement) byCriteria() verdict {
	fact, emotion := j.factual.holds(), j.emotional.holds()
	switch {
	case j.suggestion.holds() && fact:
		return verdict{suggestsWithFact, []*tally{&j.suggestion, &j.factual}}
	case j.suggestion.holds():
		return verdict{suggests, []*tally{&j.suggestion}}
	case fact && !emotion:
		return verdict{factCalmly, []*tally{&j.factual}}
	case fact:
		return verdict{factWithEmotion, []*tally{&j.factual}}
	case emotion:
		return verdict{1 - emotionAlone, []*tally{&j.emotional}}
	case j.aspect():
		return verdict{onlyAspect, []*tally{&j.complaint}}
	}
	return verdict{1 - dissatisfiedAlone, []*tally{&j.complaint}}
}

// criteriaInWords says which of the criteria hold.
func (j *judgement) criteriaInWords() string {
	return answers[bit(&j.factual)][bit(&j.suggestion)][bit(&j.emotional)]
}

// bit is 1 for a judgement that holds.
func bit(t *tally) int {
	if t.holds() {
		return 1
	}
	return 0
}

// answers are the criteria in words, by whether there is a fact, a suggestion and
// emotion.
var answers = [2][2][2]string{
	{{"no fact, no suggestion, no emotion", "no fact, no suggestion, emotion"}, {"no fact, suggestion, no emotion", "no fact, suggestion, emotion"}},
	{{"fact, no suggestion, no emotion", "fact, no suggestion, emotion"}, {"fact, suggestion, no emotion", "fact, suggestion, emotion"}},
}

// aspect reports whether the text says what it is about.
func (j *judgement) aspect() bool { return len(j.contents) > 0 }
