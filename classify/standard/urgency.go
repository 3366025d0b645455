package standard

import "github.com/loamlib/loam/feedback"

// How sure urgency is where no word says so.
const (
	normalConfidence = 0.6
	lowConfidence    = 0.6
)

// urgency labels how soon the feedback needs somebody: high where harm, a
// deadline or a plea to hurry is told of, normal for any other complaint,
// request or question, low for praise, for suggestions and for what the
// customer says can wait.
func (w *labeller) urgency() {
	j := w.judgement
	needs := j.complaint.holds() || j.request.holds() || j.question.holds()
	d := feedback.Urgency
	switch {
	case j.urgent.holds() && (needs || j.danger()):
		w.add(d, feedback.UrgencyHigh, &j.urgent)
	case j.calm.holds() && !j.complaint.holds():
		w.add(d, feedback.UrgencyLow, &j.calm)
	case needs:
		w.addSure(d, feedback.UrgencyNormal, normalConfidence, &j.complaint, &j.request, &j.question)
	case j.suggestion.holds():
		w.addSure(d, feedback.UrgencyLow, lowConfidence, &j.suggestion)
	case j.praise.holds():
		w.addSure(d, feedback.UrgencyLow, lowConfidence, &j.praise)
	}
}

// danger reports whether harm is told of.
func (j *judgement) danger() bool {
	for _, h := range j.hits {
		if h.cue == danger && !h.negated && !h.supposed {
			return true
		}
	}
	return false
}
