package cause

import (
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

// A Journey is the way of customers through a company, step by step, with what they
// say at each: the numbers behind a customer journey map.
type Journey struct {
	Steps []Step `json:"steps"`
}

// A Step is one touchpoint of a journey.
type Step struct {
	Touchpoint string              `json:"touchpoint"`
	Volume     int64               `json:"volume"` // pieces of feedback
	Score      metrics.Estimate    `json:"score"`
	Rest       *metrics.Comparison `json:"rest,omitempty"`    // with all other steps
	Adjusted   metrics.Number      `json:"adjusted,omitzero"` // p-value of Rest among those of all steps, by Benjamini and Hochberg
	Worse      bool                `json:"worse,omitzero"`    // than the rest, as the data show after the adjustment
	Pains      []Pain              `json:"pains,omitempty"`   // the most frequent first
	From       Selector            `json:"from"`              // the feedback of the step
}

// A Pain is something that customers complain of at a step.
type Pain struct {
	Topic  feedback.Category `json:"topic"`
	Share  metrics.Estimate  `json:"share"` // of the step's feedback
	Quotes []Quote           `json:"quotes,omitempty"`
	From   Selector          `json:"from"`
}

// Order puts touchpoints in the order of the customer's way: those of the wanted
// order first, also where nobody said anything, and then all others as they came.
func Order(wanted, found []string) []string {
	out := slices.Clone(wanted)
	for _, s := range found {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
