package cause

import (
	"strings"

	"github.com/loamlib/loam/feedback"
)

// A Complaint is one mention of something that a customer is unhappy with.
type Complaint struct {
	Topic    feedback.Category
	Evidence []feedback.Evidence // where the text says so; shared with the analysis
}

// Complaints lists what a feedback complains of: the topics of its unfavourable
// aspects, one mention for each aspect. Where no aspect has a topic, but the
// feedback as a whole is [Unhappy], it is all its topics, each once, without those
// that only name the field of another. Nothing for feedback that was not judged or
// is content; a nil analysis is an empty one.
//
// It appends to dst, so that a caller who goes through many needs no memory for each.
func Complaints(dst []Complaint, f *feedback.Feedback, a *feedback.Analysis) []Complaint {
	a = judged(a)
	start := len(dst)
	for i := range a.Aspects {
		if x := &a.Aspects[i]; x.Polarity == feedback.Negative && x.Topic != "" {
			dst = append(dst, Complaint{written(x.Topic), x.Evidence})
		}
	}
	if len(dst) > start || !Unhappy(f, a) {
		return dst
	}
	for i := range a.Labels {
		l, before := &a.Labels[i], feedback.Analysis{Labels: a.Labels[:i]}
		if l.Dimension == feedback.Topic && !wider(a.Labels, l.Category) && !before.Has(feedback.Topic, l.Category) {
			dst = append(dst, Complaint{written(l.Category), l.Evidence})
		}
	}
	return dst
}

// judged is the analysis, or an empty one for nil.
func judged(a *feedback.Analysis) *feedback.Analysis {
	if a == nil {
		return &feedback.Analysis{}
	}
	return a
}

// written is a topic that can be written down: bytes that are no UTF-8 become U+FFFD.
func written(c feedback.Category) feedback.Category {
	return feedback.Category(strings.ToValidUTF8(string(c), "\uFFFD"))
}

// wider reports whether a topic is the field of another one among the labels.
func wider(labels []feedback.Label, c feedback.Category) bool {
	for i := range labels {
		if l := &labels[i]; l.Dimension == feedback.Topic && within(l.Category, c) && l.Category != c {
			return true
		}
	}
	return false
}

// within reports whether a topic is c or a part of it.
func within(topic, c feedback.Category) bool {
	rest, ok := strings.CutPrefix(string(topic), string(c))
	return ok && (rest == "" || rest[0] == '/')
}

// Unhappy reports whether a feedback as a whole is unfavourable: it was judged
// negative, or is a complaint that was not judged positive. Where nothing judged the
// text, a rating in the lower part of its scale counts: 0 to 6 for NPS, and below
// the middle on any other. A nil analysis has judged nothing.
func Unhappy(f *feedback.Feedback, a *feedback.Analysis) bool {
	a = judged(a)
	if a.Sentiment != nil && a.Sentiment.Polarity.Known() {
		return a.Sentiment.Polarity == feedback.Negative ||
			a.Sentiment.Polarity != feedback.Positive && a.Has(feedback.Intent, feedback.Complaint)
	}
	if a.Has(feedback.Intent, feedback.Complaint) {
		return true
	}
	for _, r := range f.Ratings {
		if r.Item == "" && low(r) {
			return true
		}
	}
	return false
}

// low reports whether a rating is one of an unhappy customer.
func low(r feedback.Rating) bool {
	if r.Scale == feedback.NPS {
		class, ok := r.Class()
		return ok && class == feedback.Detractor
	}
	b, err := r.Scale.Bounds()
	if err != nil || r.Validate() != nil {
		return false
	}
	middle := b.Min + (b.Max-b.Min)/2
	if b.Direction == feedback.LowIsGood {
		return r.Value > middle
	}
	return r.Value < middle
}
