package standard

import (
	"github.com/loamlib/loam/feedback"
)

// A formOf is the form that feedback from one channel has, and why.
type formOf struct {
	category feedback.Category
	reason   string
}

// forms are the forms by channel: active or passive as [feedback.Channel.Fitness]
// has it. Surveys count as active although they are solicited, complaint registers
// and behaviour data as passive. A channel that is "other" tells nothing.
func forms() map[feedback.Channel]formOf {
	out := map[feedback.Channel]formOf{}
	for _, ch := range feedback.Channels() {
		fitness := ch.Fitness()
		if fitness == (feedback.Fitness{}) {
			continue
		}
		f := formOf{feedback.FormActive, "channel " + ch.String()}
		if fitness.Observed {
			f.category = feedback.FormPassive
		}
		out[ch] = f
	}
	return out
}

// form labels feedback by its channel.
func (w *labeller) form() {
	if f, ok := w.classifier.forms[w.doc.Feedback.Channel]; ok {
		w.add(feedback.Form, f.category, &tally{confidence: 1, reason: f.reason})
	}
}
