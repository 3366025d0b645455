package trained

import (
	"fmt"
	"iter"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
)

// An Example is a text with the polarity that it should get: positive,
// negative, neutral, or mixed, which teaches both sides.
type Example struct {
	Text     string
	Polarity feedback.Polarity
	Source   string  // where it comes from, if there are several sources
	Weight   float64 // 0 means 1
}

// TrainOptions say how to train. The zero value, like a nil pointer, is the
// recommended setup.
type TrainOptions struct {
	// Start is a model to go on from, [Embedded] for example; nil begins with
	// nothing.
	Start *Model
	// Weights multiply the weight of examples by polarity. One that is not there
	// has the weight 1.
	Weights map[feedback.Polarity]float64
	// Epochs is how often the examples are gone through. 0 means 10.
	Epochs int
	// Seed fixes the order of the examples.
	Seed uint64
	// HeldOut are examples to find out how sure the model may be. None of them
	// should be among those trained on.
	HeldOut iter.Seq[Example]
}

// Train makes a model of examples. It is [linear.Train] with the settings that
// proved good for sentiment; what is said there of mixing, memory and errors
// holds here. An example of unknown polarity is an error, held out or not.
func Train(examples iter.Seq[Example], o *TrainOptions) (*Model, *linear.Report, error) {
	if o == nil {
		o = &TrainOptions{}
	}
	opts := linear.Options{Labels: labels[:], Plain: true, Balance: 0.5, Rate: 0.05, Epochs: o.Epochs, Seed: o.Seed, ClassWeights: map[string]float64{}}
	if o.Start != nil {
		opts.Start = o.Start.linear
	}
	for p, w := range o.Weights {
		l, ok := label(p)
		if !ok || len(l) != 1 {
			return nil, nil, fmt.Errorf("trained: option Weights names %v, want positive, negative or neutral", p)
		}
		opts.ClassWeights[l[0]] = w
	}
	if o.HeldOut != nil {
		opts.HeldOut = linearExamples(o.HeldOut)
	}
	l, report, err := linear.Train(linearExamples(examples), &opts)
	if err != nil {
		return nil, report, fmt.Errorf("trained: %w", err)
	}
	m, err := FromLinear(l)
	return m, report, err
}

// linearExamples are the examples as package linear wants them. A polarity that
// cannot be learned becomes a label that is none, which it reports.
func linearExamples(examples iter.Seq[Example]) iter.Seq[linear.Example] {
	return func(yield func(linear.Example) bool) {
		for e := range examples {
			l, ok := label(e.Polarity)
			if !ok {
				l = []string{e.Polarity.String()}
			}
			if !yield(linear.Example{Text: e.Text, Labels: l, Source: e.Source, Weight: e.Weight}) {
				return
			}
		}
	}
}
