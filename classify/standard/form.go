package standard

import (
	"github.com/loamlib/loam/feedback"
)

// form labels feedback as active or passive by its channel, as
// [feedback.Channel.Fitness] has it: surveys count as active although they are
// solicited, complaint registers and behaviour data as passive. A channel that
// is unknown or "other" gives no label.
func (w *labeller) form() {
	ch := w.doc.Feedback.Channel
	fitness := ch.Fitness()
	if fitness == (feedback.Fitness{}) {
		return
	}
	c := feedback.FormActive
	if fitness.Observed {
		c = feedback.FormPassive
	}
	w.add(feedback.Form, c, &tally{confidence: 1, reason: "channel " + ch.String()})
}
