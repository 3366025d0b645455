package standard

import "github.com/loamlib/loam/feedback"

// nature labels what the text is made of: facts, opinions, feelings. Several
// may hold.
func (w *labeller) nature() {
	j := w.judgement
	w.add(feedback.Nature, feedback.Factual, &j.factual)
	w.add(feedback.Nature, feedback.Opinion, &j.opinion)
	w.add(feedback.Nature, feedback.Emotional, &j.emotional)
}
