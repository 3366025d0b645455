package standard

import "github.com/loamlib/loam/feedback"

// otherConfidence is how sure "other" is where nothing tells what the customer
// wants.
const otherConfidence = 0.5

// intent labels what the customer wants. Several may hold: "Great food, but
// the queue! Could you open a second till?" is praise, a complaint and a
// suggestion.
func (w *labeller) intent() {
	j := w.judgement
	from := len(w.labels)
	if !j.noAnswer || j.asks != void {
		w.add(feedback.Intent, feedback.Complaint, &j.complaint)
		w.add(feedback.Intent, feedback.Suggestion, &j.suggestion)
		w.add(feedback.Intent, feedback.Request, &j.request)
		w.add(feedback.Intent, feedback.Question, &j.question)
		w.add(feedback.Intent, feedback.Praise, &j.praise)
	}
	if len(w.labels) == from {
		w.addSure(feedback.Intent, feedback.OtherIntent, otherConfidence)
	}
}
