package linear

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

// A Model is a trained linear classifier. It is immutable and safe for
// concurrent use. [Train] and [Model.UnmarshalBinary] make one.
//
// For a text with grams of values v the logit of label k is
//
//	z_k = T · (b_k + Σ v · w_k(gram))
//
// and its probability exp(z_k) / Σ exp(z_j) if exactly one label holds
// (multinomial), or 1/(1+exp(-z_k)) if any number may (multi-label).
type Model struct {
	labels     []string
	multi      bool
	wide       bool // reads as Options.Plain says not to
	table      *table
	bias       []float32
	sharpness  float32   // T, found on held-out data; 1 if there was none
	thresholds []float32 // by label: the probability from which on it is given
	about      string
	readers    *sync.Pool
}

func newModel(labels []string, multi, wide bool, t *table) *Model {
	m := &Model{labels: labels, multi: multi, wide: wide, table: t, bias: make([]float32, len(labels)), sharpness: 1,
		thresholds: make([]float32, len(labels))}
	for i := range m.thresholds {
		m.thresholds[i] = defaultThreshold(multi)
	}
	m.readers = &sync.Pool{New: func() any { return m.Reader() }}
	return m
}

// Reader makes a reader that cuts texts as the model wants them.
func (m *Model) Reader() *Reader { return &Reader{Wide: m.wide} }

func defaultThreshold(multi bool) float32 {
	if multi {
		return 0.5
	}
	return 0 // the most probable label is given
}

// Labels are the labels in the order of [Model.Predict].
func (m *Model) Labels() []string { return slices.Clone(m.labels) }

// MultiLabel reports whether any number of labels may hold at once.
func (m *Model) MultiLabel() bool { return m.multi }

// Thresholds are the probabilities from which on a label is given.
func (m *Model) Thresholds() []float64 {
	out := make([]float64, len(m.thresholds))
	for i, t := range m.thresholds {
		out[i] = float64(t)
	}
	return out
}

// About is what whoever trained the model wrote about it.
func (m *Model) About() string { return m.about }

// WithAbout is the model with another text about it.
func (m *Model) WithAbout(about string) *Model {
	c := *m
	c.about = about
	return &c
}

// Grams is how many grams the model knows.
func (m *Model) Grams() int { return m.table.size() }

// String names the labels and the size.
func (m *Model) String() string {
	kind := "multinomial"
	if m.multi {
		kind = "multi-label"
	}
	shown, more := m.labels, ""
	if len(shown) > 8 {
		shown, more = shown[:8], fmt.Sprintf(", and %d more", len(m.labels)-8)
	}
	return fmt.Sprintf("%s linear model of %d labels (%s%s), %d grams", kind, len(m.labels), strings.Join(shown, ", "), more, m.Grams())
}

// Predict appends the probability of each label to dst. Without a gram that the
// model knows these are what the labels are worth by themselves; [Model.Known]
// tells.
func (m *Model) Predict(dst []float64, t *text.Text) []float64 {
	r := m.readers.Get().(*Reader)
	defer m.readers.Put(r)
	start := len(dst)
	dst = m.Logits(dst, r.Read(t))
	m.probabilities(dst[start:])
	return dst
}

// Known is how many grams of t the model knows.
func (m *Model) Known(t *text.Text) int {
	r := m.readers.Get().(*Reader)
	defer m.readers.Put(r)
	return m.known(r.Read(t))
}

// known is how many of the grams the model knows.
func (m *Model) known(grams []Gram) (n int) {
	for _, g := range grams {
		if m.table.find(g.Key) >= 0 {
			n++
		}
	}
	return n
}

// Logits appends the logit of each label for a text with the given grams, which
// are those of [Model.Reader].
func (m *Model) Logits(dst []float64, grams []Gram) []float64 {
	start := len(dst)
	for _, b := range m.bias {
		dst = append(dst, float64(b))
	}
	z := dst[start:]
	for _, g := range grams {
		if place := m.table.find(g.Key); place >= 0 {
			for k, q := range m.table.row(place) {
				z[k] += float64(float32(g.Value * m.table.value(q)))
			}
		}
	}
	for k := range z {
		z[k] *= float64(m.sharpness)
	}
	return dst
}

// Mapped is the model with its logits put through f, which must be linear and
// works in place: to make what they say of some labels more or less sure.
// Weights are rounded anew.
func (m *Model) Mapped(f func(z []float64)) *Model {
	n, top := len(m.labels), float32(math.SmallestNonzeroFloat32)
	for _, z := range m.sharpened() {
		f(z)
		for _, x := range z {
			top = max(top, float32(math.Abs(x)))
		}
	}
	c := *m
	c.table, c.sharpness, c.bias = newTable(m.table.bits, n, top), 1, make([]float32, n)
	copy(c.table.marks, m.table.marks)
	for place, z := range m.sharpened() {
		f(z)
		for k, x := range z {
			c.table.row(place)[k] = c.table.quantise(float32(x))
		}
	}
	bias := m.Bias()
	f(bias)
	for k, x := range bias {
		c.bias[k] = float32(x)
	}
	return &c
}

// sharpened are the places that have a gram, with what the gram says of each
// label. The numbers are valid until the next place.
func (m *Model) sharpened() iter.Seq2[int, []float64] {
	return func(yield func(int, []float64) bool) {
		z := make([]float64, len(m.labels))
		for place, mark := range m.table.marks {
			if mark == 0 {
				continue
			}
			for k, q := range m.table.row(place) {
				z[k] = float64(m.table.value(q)) * float64(m.sharpness)
			}
			if !yield(place, z) {
				return
			}
		}
	}
}

// Shifted is the model with the logit of label k raised by a number, which makes
// the label more probable in every text.
func (m *Model) Shifted(k int, by float64) *Model {
	c := *m
	c.bias = slices.Clone(m.bias)
	c.bias[k] += float32(by) / m.sharpness
	return &c
}

// Bias is what each label is worth without a text, as a logit.
func (m *Model) Bias() []float64 { return m.Logits(nil, nil) }

// Add adds to z what the gram contributes to the logit of each label, and
// reports whether the model knows the gram.
func (m *Model) Add(z []float64, g Gram) bool {
	place := m.table.find(g.Key)
	if place < 0 {
		return false
	}
	for k, q := range m.table.row(place) {
		z[k] += float64(float32(g.Value*m.table.value(q))) * float64(m.sharpness)
	}
	return true
}

// probabilities turns logits into probabilities in place.
func (m *Model) probabilities(z []float64) {
	if m.multi {
		for k := range z {
			z[k] = sigmoid(z[k])
		}
		return
	}
	softmax(z)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func softmax(z []float64) {
	top, sum := slices.Max(z), 0.0
	for k := range z {
		z[k] = math.Exp(z[k] - top)
		sum += z[k]
	}
	for k := range z {
		z[k] /= sum
	}
}
