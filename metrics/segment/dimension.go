package segment

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// A Slice is the feedback that has a value in a dimension: region north. A crossing
// has a value in a second one too: region north, product tea.
type Slice struct {
	Dimension string `json:"dimension"`
	Value     string `json:"value"`
	Crossed   string `json:"crossed,omitzero"` // the second dimension
	With      string `json:"with,omitzero"`    // the value in it
}

// String is the slice as "region north" or "region north, product tea".
func (s Slice) String() string {
	if s.Crossed == "" {
		return s.Dimension + " " + s.Value
	}
	return fmt.Sprintf("%s %s, %s %s", s.Dimension, s.Value, s.Crossed, s.With)
}

// A Dimension divides feedback into slices.
type Dimension struct {
	// Name is what slices and reports call it: "region".
	Name string
	// Append appends the values that a piece of feedback has; empty ones are left out.
	// The analysis may be empty and is never nil. Nil is for rows, which name their
	// values themselves.
	Append func(values []string, f *feedback.Feedback, a *feedback.Analysis) []string
	// Several says that a piece of feedback may have several values, as a text has
	// topics. Its slices overlap; feedback without a value is about none of them and
	// belongs to the rest of each. Where there is one value at most, feedback without
	// one may belong to any slice: it is counted as unknown and belongs to no rest.
	Several bool
}

// one is a dimension with at most one value.
func one(name string, of func(f *feedback.Feedback) string) Dimension {
	return Dimension{Name: name, Append: func(values []string, f *feedback.Feedback, _ *feedback.Analysis) []string {
		return append(values, of(f))
	}}
}

// Region is where the customer lives.
func Region() Dimension {
	return one("region", func(f *feedback.Feedback) string { return f.Customer.Region })
}

// CustomerSegment is the group that the company counts the customer in.
func CustomerSegment() Dimension {
	return one("segment", func(f *feedback.Feedback) string { return f.Customer.Segment })
}

// Tier is the customer's grade in the company's programme.
func Tier() Dimension {
	return one("tier", func(f *feedback.Feedback) string { return f.Customer.Tier })
}

// Product is what the feedback is about.
func Product() Dimension {
	return one("product", func(f *feedback.Feedback) string { return f.Product })
}

// Touchpoint is the step of the customer's journey.
func Touchpoint() Dimension {
	return one("touchpoint", func(f *feedback.Feedback) string { return f.Touchpoint })
}

// Channel is the way the feedback arrived. Scores of different channels differ for
// reasons of their own: who asks, and who answers.
func Channel() Dimension {
	return one("channel", func(f *feedback.Feedback) string {
		if f.Channel == 0 {
			return ""
		}
		return f.Channel.String()
	})
}

// Language is what the text is written in; without an analysis, what the source says.
func Language() Dimension {
	return Dimension{
		Name: "language",
		Append: func(values []string, f *feedback.Feedback, a *feedback.Analysis) []string {
			for _, tag := range []language.Tag{a.Language, f.Language} {
				if tag != language.Und {
					return append(values, tag.String())
				}
			}
			return values
		},
	}
}

// Topic is what the text is about, by the labels of the dimension topic and the
// aspects; one text may have several.
func Topic() Dimension {
	return Dimension{
		Name:    "topic",
		Several: true,
		Append: func(values []string, _ *feedback.Feedback, a *feedback.Analysis) []string {
			for _, l := range a.Labels {
				if l.Dimension == feedback.Topic {
					values = append(values, string(l.Category))
				}
			}
			for _, aspect := range a.Aspects {
				values = append(values, string(aspect.Topic))
			}
			return values
		},
	}
}

// Attribute is a field of the caller's own: store, app version, courier.
func Attribute(name string) Dimension {
	return one(name, func(f *feedback.Feedback) string { return f.Attributes[name] })
}

// Dimensions are those that are looked at by default: region, product, channel,
// touchpoint, customer segment, language and topic.
func Dimensions() []Dimension {
	return []Dimension{Region(), Product(), Channel(), Touchpoint(), CustomerSegment(), Language(), Topic()}
}
