package standard

import "github.com/loamlib/loam/feedback"

// Dimensions of this package's own, beside the standard ones.
const (
	// Actionability says what the company should do with the feedback.
	Actionability feedback.Dimension = "actionability"

	// Value grades what there is to learn from the feedback.
	Value feedback.Dimension = "value"
)

// The categories of Actionability.
const (
	ResponseNeeded feedback.Category = "response_needed" // the customer waits for somebody: to solve, to do, to answer
	Improvement    feedback.Category = "improvement"     // there is something to change, and nobody waits for it
	NoAction       feedback.Category = "no_action"       // nothing to do but, perhaps, to thank
)

// The categories of Value.
const (
	HighValue   feedback.Category = "high"
	MediumValue feedback.Category = "medium"
	LowValue    feedback.Category = "low"
)

// Dimensions lists the dimensions that a [Classifier] labels, in the order of
// its labels.
func Dimensions() []feedback.Dimension {
	return append(feedback.Dimensions(), Actionability, Value)
}

// noActionConfidence is how sure it is that praise needs nobody.
const noActionConfidence = 0.6

// actionability follows from the intents. A complaint needs a response if it
// tells of something that happened, or if the customer leaves over it; one that
// only says what was not liked is there to learn from.
func (w *labeller) actionability() {
	j := w.judgement
	incident := j.complaint.holds() && (j.factual.holds() || j.leaving.holds() || j.urgent.holds())
	switch {
	case j.request.holds() || j.question.holds() || incident:
		sure := max(j.request.confidence, j.question.confidence)
		if incident {
			sure = max(sure, j.complaint.confidence)
		}
		w.addSure(Actionability, ResponseNeeded, sure, &j.request, &j.question, &j.complaint)
	case j.suggestion.holds() || j.complaint.holds():
		w.addSure(Actionability, Improvement, max(j.suggestion.confidence, j.complaint.confidence), &j.suggestion, &j.complaint)
	case j.praise.holds() || j.noAnswer:
		w.addSure(Actionability, NoAction, noActionConfidence, &j.praise)
	}
}

// How sure the grades of Value are.
const gradeConfidence = 0.65

// value grades by what can be learned: a fact with a suggestion, or with harm,
// is worth most, either alone less, and least of all what says only how the
// customer feels.
func (w *labeller) value() {
	j := w.judgement
	fact, idea := j.factual.holds(), j.suggestion.holds()
	switch {
	case fact && idea, fact && j.complaint.holds() && j.danger():
		w.addSure(Value, HighValue, gradeConfidence, &j.factual, &j.suggestion)
	case fact || idea:
		w.addSure(Value, MediumValue, gradeConfidence, &j.factual, &j.suggestion)
	case j.complaint.holds() && j.aspect():
		w.addSure(Value, MediumValue, minConfidence, &j.complaint)
	case j.complaint.holds() || j.praise.holds() || j.emotional.holds() || j.noAnswer:
		w.addSure(Value, LowValue, gradeConfidence, &j.complaint, &j.praise, &j.emotional)
	}
}
