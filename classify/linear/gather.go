package linear

import (
	"cmp"
	"fmt"
	"slices"
)

// A Part is one label of a model, under the name it has among others.
type Part struct {
	Name  string
	Model *Model
	Label string
}

// Gather makes one multi-label model of labels of several models, each of which
// was trained on its own examples: a text is then read, and each gram looked up,
// once for all. The models must be multi-label or have two labels, one of which
// holds; the logit of a part is that of its label, less that of the other one.
//
// The model has places for 1<<bits grams, at most as many as each of the models.
// Grams for which there is no place are left out, those with the least weight
// first. Weights are rounded anew.
func Gather(bits int, parts ...Part) (*Model, error) {
	if len(parts) == 0 {
		return nil, fmt.Errorf("linear: Gather: no parts")
	}
	g := newGathering(bits, len(parts))
	labels, bias := make([]string, len(parts)), make([]float32, len(parts))
	for i, p := range parts {
		own, other, err := p.sides()
		switch {
		case err != nil:
			return nil, err
		case bits < minBits || bits > p.Model.table.bits:
			return nil, fmt.Errorf("linear: Gather: %d bits, want from %d to the %d of the model of %q", bits, minBits, p.Model.table.bits, p.Name)
		case p.Model.wide != parts[0].Model.wide:
			return nil, fmt.Errorf("linear: Gather: the models of %q and %q read differently, one of them plainly", parts[0].Name, p.Name)
		case p.Name == "" || slices.Contains(labels[:i], p.Name):
			return nil, fmt.Errorf("linear: Gather: part %d is called %q, want names that are not empty and differ", i, p.Name)
		}
		z := p.Model.Bias()
		labels[i], bias[i] = p.Name, float32(difference(z, own, other))
		g.take(p.Model, i, own, other)
	}
	m := newModel(labels, true, parts[0].Model.wide, g.table(bits))
	m.bias = bias
	return m, nil
}

// sides are the label of the part and the other one, -1 if there is none to
// subtract.
func (p Part) sides() (own, other int, err error) {
	own = slices.Index(p.Model.labels, p.Label)
	switch {
	case own < 0:
		return 0, 0, fmt.Errorf("linear: Gather: the model of %q has the labels %q, not %q", p.Name, p.Model.labels, p.Label)
	case p.Model.multi:
		return own, -1, nil
	case len(p.Model.labels) != 2:
		return 0, 0, fmt.Errorf("linear: Gather: the model of %q has %d labels, want two or a multi-label one", p.Name, len(p.Model.labels))
	}
	return own, 1 - own, nil
}

func difference(z []float64, own, other int) float64 {
	if other < 0 {
		return z[own]
	}
	return z[own] - z[other]
}

// A gathering has the grams of several models by bucket, the two places that a
// gram may stand at.
type gathering struct {
	buckets [][]gathered
	width   int // weights of a gram
}

// gathered is a gram with its weights.
type gathered struct {
	mark    uint16
	weights []float32
}

func newGathering(bits, width int) *gathering {
	return &gathering{make([][]gathered, 1<<max(0, min(bits, maxBits))/2), width}
}

// row is the weights of the gram with the given mark that a model has at a place.
// In a smaller table the low bits of a place are the same.
func (g *gathering) row(place int, mark uint16) []float32 {
	bucket := &g.buckets[place/2%len(g.buckets)]
	i := slices.IndexFunc(*bucket, func(x gathered) bool { return x.mark == mark })
	if i < 0 {
		i = len(*bucket)
		*bucket = append(*bucket, gathered{mark, make([]float32, g.width)})
	}
	return (*bucket)[i].weights
}

// take adds the grams of a model as those of a part.
func (g *gathering) take(m *Model, part, own, other int) {
	for place, z := range m.sharpened() {
		row := g.row(place, m.table.marks[place])
		if w := float32(difference(z, own, other)); magnitude(w) > magnitude(row[part]) {
			row[part] = w
		}
	}
}

func magnitude(w float32) float32 { return max(w, -w) }

// heaviness is the sum of the absolute weights.
func (x gathered) heaviness() (sum float32) {
	for _, w := range x.weights {
		sum += magnitude(w)
	}
	return sum
}

// table keeps the two heaviest grams of each bucket.
func (g *gathering) table(bits int) *table {
	top := float32(1e-6)
	for i, bucket := range g.buckets {
		slices.SortFunc(bucket, func(a, b gathered) int {
			return cmp.Or(cmp.Compare(b.heaviness(), a.heaviness()), cmp.Compare(a.mark, b.mark))
		})
		g.buckets[i] = bucket[:min(2, len(bucket))]
		for _, x := range g.buckets[i] {
			for _, w := range x.weights {
				top = max(top, magnitude(w))
			}
		}
	}
	t := newTable(bits, g.width, top)
	for i, bucket := range g.buckets {
		for k, x := range bucket {
			place := 2*i + k
			t.marks[place] = x.mark
			for j, w := range x.weights {
				t.row(place)[j] = t.quantise(w)
			}
		}
	}
	return t
}
