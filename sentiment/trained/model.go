package trained

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
)

// labels are what a model of sentiment tells apart, in its order.
var labels = [...]string{negative: "negative", neutral: "neutral", positive: "positive"}

const (
	negative = iota
	neutral
	positive
)

// A Model is what an [Analyzer] judges by: a linear model of the labels
// negative, neutral and positive. It is immutable and safe for concurrent use.
// [Embedded] is the one that comes with loam, [Train] makes others.
type Model struct {
	linear *linear.Model
}

//go:embed data/sentiment.model
var embedded string

var shared struct {
	once  sync.Once
	model *Model
}

// Embedded is the model that comes with loam, read when first asked for, which
// takes some milliseconds and three megabytes.
func Embedded() *Model {
	shared.once.Do(func() {
		shared.model = new(Model)
		if err := shared.model.UnmarshalBinary([]byte(embedded)); err != nil {
			panic(err) // the tests read the same bytes
		}
	})
	return shared.model
}

// String is the card of the model: what it was made from and how well it judges;
// of a model without a card, its size.
func (m *Model) String() string {
	if about := m.linear.About(); about != "" {
		return about
	}
	return m.linear.String()
}

// Version is the first line of the card.
func (m *Model) Version() string {
	s := m.String()
	for i := range s {
		if s[i] == '\n' {
			return s[:i]
		}
	}
	return s
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (m *Model) MarshalBinary() ([]byte, error) { return m.linear.MarshalBinary() }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. The errors are those
// of [linear.Model.UnmarshalBinary].
func (m *Model) UnmarshalBinary(b []byte) error {
	var l linear.Model
	if err := l.UnmarshalBinary(b); err != nil {
		return fmt.Errorf("trained: %w", err)
	}
	n, err := FromLinear(&l)
	if err != nil {
		return err
	}
	*m = *n
	return nil
}

// FromLinear makes a model of sentiment of a linear one, whose labels must be
// "negative", "neutral" and "positive", one of which holds.
func FromLinear(l *linear.Model) (*Model, error) {
	if !slices.Equal(l.Labels(), labels[:]) || l.MultiLabel() {
		return nil, fmt.Errorf("trained: a model of the labels %q, want a multinomial one of %q", l.Labels(), labels)
	}
	return &Model{l}, nil
}

// label is the label for a polarity that can be learned.
func label(p feedback.Polarity) ([]string, bool) {
	switch p {
	case feedback.Negative:
		return labels[negative : negative+1], true
	case feedback.Neutral:
		return labels[neutral : neutral+1], true
	case feedback.Positive:
		return labels[positive : positive+1], true
	case feedback.Mixed:
		return []string{labels[negative], labels[positive]}, true
	}
	return nil, false
}
