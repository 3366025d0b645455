package linear

import (
	"fmt"
	"iter"
	"math"
	"slices"
)

// An Example is a text with the labels that it should get.
type Example struct {
	Text   string
	Labels []string // one; or several, which then share the probability in a multinomial model; none only in a multi-label one
	Source string   // where it comes from, if there are several sources
	Weight float64  // 0 means 1
}

// Options say how to train. The zero value, like a nil pointer, is the
// recommended setup.
type Options struct {
	// Labels are those that examples may have, in the order of the model. Nil
	// means those that occur, sorted.
	Labels []string
	// MultiLabel lets any number of labels hold at once, none included.
	MultiLabel bool
	// ClassWeights multiply the weight of examples by label. A label that is
	// not there has the weight 1.
	ClassWeights map[string]float64
	// Balance up to 1 is how far rare labels are made up for: an example of a
	// label with a share s weighs (1/s)^Balance as much, at most 5 times. 0 means
	// 0.5; a negative number means not at all.
	Balance float64
	// SourcePower from 0 to 1 says what sources of different size weigh: all
	// together n^SourcePower for n examples. 0 means 1: as many as they are.
	SourcePower float64
	// SourceBias lets each source have its own share of the labels: the model
	// learns what tells labels apart within sources, and that one source has
	// more praise than another teaches nothing. A source all of whose examples
	// have one label has none, or it would learn nothing but that.
	SourceBias bool

	// Plain leaves out rows of three words, the letters within words and the place
	// at the beginning, which gain up to two points on short texts (wide.go) and
	// take half of the time and two thirds of the size. The model of sentiment
	// does without.
	Plain bool

	// Epochs is how often the examples are gone through. 0 means 10.
	Epochs int
	// Rate is the first step of the gradient descent, relative to what the
	// gradients of a weight came to so far. 0 means 0.1.
	Rate float64
	// L2 pulls weights towards 0. 0 means 1e-4; a negative number means none.
	L2 float64
	// Ratio from 0 to 1 is how far a gram counts for what its log-count ratio
	// says (Wang and Manning 2012). 0 means 0.7; a negative number means not
	// at all.
	Ratio float64
	// MinCount is in how many examples a gram must be to count. 0 means 2.
	MinCount int
	// MaxGrams bounds the memory of training: if more different grams occur,
	// those met once are forgotten. 0 means 1<<20.
	MaxGrams int
	// Bits is the size of the model: it has places for 1<<Bits grams, each of
	// two bytes and one a label. 0 means 17.
	Bits int
	// Seed fixes the order of the examples.
	Seed uint64

	// Clues are lists of phrases whose strength is known beforehand. What a
	// list is worth is learned, and its phrases count whether they occur in the
	// examples or not.
	Clues []Clues
	// Start is a model to go on from. It must have the same labels; Bits and
	// Plain are its.
	Start *Model
	// HeldOut are examples to find the sharpness and the thresholds on. Their labels
	// must be among those trained on; none of them should be trained on themselves.
	HeldOut iter.Seq[Example]
}

// Clues are phrases of up to two words or four Chinese characters, with a
// strength each, of whatever it may be.
type Clues struct {
	Name     string
	Strength map[string]float64
}

// withDefaults is o with the recommended values filled in, checked.
func (o *Options) withDefaults() (Options, error) {
	var p Options
	if o != nil {
		p = *o
	}
	for _, f := range []struct {
		value *float64
		zero  float64
	}{{&p.SourcePower, 1}, {&p.Rate, 0.1}, {&p.L2, 1e-4}, {&p.Ratio, 0.7}, {&p.Balance, 0.5}} {
		if *f.value == 0 {
			*f.value = f.zero
		}
	}
	for _, f := range []struct {
		value *int
		zero  int
	}{{&p.Epochs, 10}, {&p.MinCount, 2}, {&p.MaxGrams, 1 << 20}, {&p.Bits, 17}} {
		if *f.value == 0 {
			*f.value = f.zero
		}
	}
	p.L2, p.Ratio, p.Balance = max(0, p.L2), max(0, p.Ratio), max(0, p.Balance)
	if p.Start != nil {
		p.Bits, p.Plain = p.Start.table.bits, !p.Start.wide
	}
	return p, p.check()
}

func (o *Options) check() error {
	for _, f := range []struct {
		name      string
		value     float64
		low, high float64
	}{
		{"Balance", o.Balance, 0, 1}, {"SourcePower", o.SourcePower, 0, 1}, {"Rate", o.Rate, 0, 100}, {"L2", o.L2, 0, 100},
		{"Ratio", o.Ratio, 0, 1}, {"Epochs", float64(o.Epochs), 1, 10_000}, {"MinCount", float64(o.MinCount), 1, math.MaxInt32},
		{"MaxGrams", float64(o.MaxGrams), 1, 1 << 28}, {"Bits", float64(o.Bits), minBits, maxBits},
	} {
		if !(f.value >= f.low && f.value <= f.high) {
			return fmt.Errorf("linear: option %s is %v, want a number from %v to %v", f.name, f.value, f.low, f.high)
		}
	}
	for label, w := range o.ClassWeights {
		if !(w > 0) || math.IsInf(w, 0) {
			return fmt.Errorf("linear: option ClassWeights gives %q %v, want a finite number above 0", label, w)
		}
	}
	if o.Start != nil {
		return o.checkStart()
	}
	return checkLabels(o.Labels)
}

func checkLabels(labels []string) error {
	for i, l := range labels {
		if l == "" || slices.Contains(labels[:i], l) {
			return fmt.Errorf("linear: option Labels: label %d is %q, want names that are not empty and differ", i, l)
		}
	}
	return nil
}

// checkStart makes labels and kind those of the model to go on from.
func (o *Options) checkStart() error {
	if o.Labels == nil {
		o.Labels = o.Start.labels
	}
	if !slices.Equal(o.Labels, o.Start.labels) {
		return fmt.Errorf("linear: option Start has the labels %q, want %q in that order", o.Start.labels, o.Labels)
	}
	if o.MultiLabel != o.Start.multi {
		return fmt.Errorf("linear: option Start is multi-label: %v, want %v", o.Start.multi, o.MultiLabel)
	}
	return nil
}
