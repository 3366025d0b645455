package cause

import (
	"time"

	"github.com/loamlib/loam/feedback"
)

// A Selector says which feedback a number rests on, so that anybody can pick it out
// again. What is empty selects everything; the zero value selects all feedback.
type Selector struct {
	From     time.Time         `json:"from,omitzero"`     // from here on,
	To       time.Time         `json:"to,omitzero"`       // and before this
	Where    []Value           `json:"where,omitempty"`   // all of these
	Topic    feedback.Category `json:"topic,omitzero"`    // complains of this topic or a part of it
	Intent   feedback.Category `json:"intent,omitzero"`   // is labelled with this intent
	Polarity string            `json:"polarity,omitzero"` // the word of a polarity; "judged" selects all but unknown
	Scale    feedback.Scale    `json:"scale,omitzero"`    // has a valid rating of the whole on this scale
	Unhappy  bool              `json:"unhappy,omitzero"`  // as a whole, see [Unhappy]
}

// Judged is the word for every polarity but unknown in a [Selector].
const Judged = "judged"

// A Value is one value of a facet.
type Value struct {
	Facet Facet  `json:"facet"`
	Value string `json:"value"`
}

// In is the selector for feedback that also has this value of the facet.
func (s Selector) In(t Facet, value string) Selector {
	s.Where = append(s.Where[:len(s.Where):len(s.Where)], Value{t, value})
	return s
}

// About is the selector for feedback that complains of the topic.
func (s Selector) About(topic feedback.Category) Selector {
	s.Topic = topic
	return s
}

// Between is the selector for feedback of a stretch of time.
func (s Selector) Between(from, to time.Time) Selector {
	s.From, s.To = from, to
	return s
}

// Match reports whether a feedback is one of those selected. Feedback without a
// date is in no stretch of time, and a nil analysis is an empty one.
func (s Selector) Match(f *feedback.Feedback, a *feedback.Analysis) bool {
	a = judged(a)
	at := When(f)
	switch {
	case (!s.From.IsZero() || !s.To.IsZero()) && at.IsZero(),
		!s.From.IsZero() && at.Before(s.From),
		!s.To.IsZero() && !at.Before(s.To),
		s.Intent != "" && !a.Has(feedback.Intent, s.Intent),
		s.Unhappy && !Unhappy(f, a):
		return false
	}
	for _, v := range s.Where {
		if v.Facet.Of(f, a) != v.Value {
			return false
		}
	}
	return s.hasPolarity(a) && s.hasRating(f) && s.hasTopic(f, a)
}

func (s Selector) hasPolarity(a *feedback.Analysis) bool {
	p := feedback.Unknown
	if a.Sentiment != nil {
		p = a.Sentiment.Polarity
	}
	switch s.Polarity {
	case "":
		return true
	case Judged:
		return p.Known()
	}
	return p.String() == s.Polarity
}

func (s Selector) hasRating(f *feedback.Feedback) bool {
	if s.Scale == "" {
		return true
	}
	r, ok := f.Rating(s.Scale)
	return ok && r.Validate() == nil
}

func (s Selector) hasTopic(f *feedback.Feedback, a *feedback.Analysis) bool {
	if s.Topic == "" {
		return true
	}
	for _, c := range Complaints(nil, f, a) {
		if within(c.Topic, s.Topic) {
			return true
		}
	}
	return false
}

// When is the time that a feedback is counted at: when the customer wrote, or else
// when the company had it; zero if neither is known.
func When(f *feedback.Feedback) time.Time {
	if f.CreatedAt.IsZero() {
		return f.ReceivedAt
	}
	return f.CreatedAt
}
