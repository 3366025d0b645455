package linear

import (
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/loamlib/loam/feedback/text"
)

// Train makes a model of examples, which it goes through several times: a
// sequence must give the same each time. Memory does not grow with their number.
// They should come well mixed: they are learned one after the other, and only
// some thousands at a time are shuffled. The same examples and options make the
// same model.
//
// What is learned are the weights of a log-linear model, by stochastic gradient
// descent with a step of its own for each weight (AdaGrad: Duchi, Hazan and
// Singer 2011), averaged over the later epochs.
func Train(examples iter.Seq[Example], o *Options) (*Model, *Report, error) {
	opts, err := o.withDefaults()
	if err != nil {
		return nil, nil, err
	}
	s, err := take(examples, &opts)
	if err != nil {
		return nil, nil, err
	}
	if err := s.checkHeldOut(); err != nil {
		return nil, nil, err
	}
	s.weigh(examples)
	l := newLearner(s)
	l.count(examples)
	for range opts.Epochs {
		l.epoch(examples)
	}
	m := l.model()
	if opts.HeldOut != nil {
		m.fitTo(opts.HeldOut, s)
	}
	return m, s.report, nil
}

// shuffled is how many examples are in memory at a time to be mixed.
const shuffled = 1 << 13

// A learner has the weights while they are learned: by gram, and of each gram by
// label.
type learner struct {
	*survey
	k       int // labels
	rows    *rows
	scale   []float32 // by gram: how far it counts; 0 for one that is too rare
	weights []float32
	squares []float32 // of the gradients so far
	sums    []float32 // of the weights after each of the later epochs
	bias    [][]float64
	clues   clueWeights
	random  *rand.Rand
	epochs  int // done
	summed  int // epochs in sums

	reader Reader
	text   text.Text
	logits []float64
}

func newLearner(s *survey) *learner {
	l := &learner{survey: s, k: len(s.labels), rows: newRows(), random: rand.New(rand.NewPCG(s.options.Seed, 0x6C6F616D))}
	l.bias = make([][]float64, 1)
	if s.options.SourceBias {
		l.bias = make([][]float64, len(s.sources))
	}
	for i := range l.bias {
		l.bias[i] = make([]float64, l.k)
		if s.options.Start != nil {
			for k, b := range s.options.Start.bias {
				l.bias[i][k] = float64(b)
			}
		}
	}
	l.logits = make([]float64, l.k)
	l.reader.Wide = !s.options.Plain
	return l
}

// An encoded example is what the descent needs of one.
type encoded struct {
	rows   []int32
	values []float32
	clues  []float32 // by list: the strengths of its phrases, summed up
	labels []int32
	bias   int
	weight float32
}

// encode makes c of e, reusing its memory.
func (l *learner) encode(c *encoded, e Example) {
	c.rows, c.values, c.labels = c.rows[:0], c.values[:0], c.labels[:0]
	l.text.Reset(e.Text)
	c.clues = append(c.clues[:0], make([]float32, len(l.options.Clues))...)
	for _, g := range l.reader.Read(&l.text) {
		r := l.rows.find(g.Key)
		if r < 0 {
			continue
		}
		if l.scale[r] > 0 {
			c.rows, c.values = append(c.rows, int32(r)), append(c.values, g.Value)
		}
		for i, s := range l.clues.byRow[r] {
			c.clues[i] += s * g.Value
		}
	}
	for _, label := range e.Labels {
		c.labels = append(c.labels, int32(l.index[label]))
	}
	c.bias, c.weight = l.biasOf(e.Source), float32(l.weight(e))
}

// noBias stands for a bias that is 0 and stays so.
const noBias = -1

// biasOf is which bias an example of the source has.
func (l *learner) biasOf(source string) int {
	k := l.sources[source]
	switch {
	case !l.options.SourceBias:
		return 0
	case l.present(k) > 1:
		return k
	}
	return noBias
}

// epoch goes through the examples once. Each goes into a buffer, at random in
// the place of one that is learned then.
func (l *learner) epoch(examples iter.Seq[Example]) {
	rate := float32(l.options.Rate / math.Sqrt(1+float64(l.epochs)))
	buffer := make([]*encoded, 0, shuffled)
	var next *encoded
	for e := range l.usable(examples) {
		if len(buffer) < shuffled {
			next = new(encoded)
			l.encode(next, e)
			buffer = append(buffer, next)
			continue
		}
		i := l.random.IntN(shuffled)
		l.learn(buffer[i], rate)
		l.encode(buffer[i], e)
	}
	l.random.Shuffle(len(buffer), func(i, j int) { buffer[i], buffer[j] = buffer[j], buffer[i] })
	for _, c := range buffer {
		l.learn(c, rate)
	}
	l.epochs++
	if 2*l.epochs > l.options.Epochs {
		l.summed++
		for i, w := range l.weights {
			l.sums[i] += w
		}
		l.clues.sum()
	}
}

// learn takes one step down the gradient of the loss of c.
func (l *learner) learn(c *encoded, rate float32) {
	z := l.logits
	clear(z)
	if c.bias != noBias {
		copy(z, l.bias[c.bias])
	}
	for i, r := range c.rows {
		v := c.values[i] * l.scale[r]
		for k, w := range l.weights[int(r)*l.k : int(r+1)*l.k] {
			z[k] += float64(float32(v * w))
		}
	}
	l.clues.add(z, c.clues)
	l.gradient(z, c)
	const biasRate, negligible = 0.02, 1e-4
	most := 0.0
	for k, g := range z {
		most = max(most, math.Abs(g))
		if c.bias != noBias {
			l.bias[c.bias][k] -= biasRate * g
		}
	}
	if most < negligible {
		return
	}
	l.clues.step(z, c.clues, rate)
	l2 := float32(l.options.L2)
	for i, r := range c.rows {
		v := c.values[i] * l.scale[r]
		at := int(r) * l.k
		for k, g := range z {
			w := &l.weights[at+k]
			gradient := float32(float32(g)*v) + float32(l2**w)
			square := l.squares[at+k] + float32(gradient*gradient)
			l.squares[at+k] = square
			*w -= float32(rate * gradient / sqrt32(square+firstSquare))
		}
	}
}

// firstSquare keeps the first steps of a weight small.
const firstSquare = 1e-3

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// gradient turns the logits into the gradient of the loss of c by them.
func (l *learner) gradient(z []float64, c *encoded) {
	share := 1.0
	if l.options.MultiLabel {
		for k := range z {
			z[k] = sigmoid(z[k])
		}
	} else {
		softmax(z)
		share = 1 / float64(len(c.labels))
	}
	for _, k := range c.labels {
		z[k] -= share
	}
	for k := range z {
		z[k] *= float64(c.weight)
	}
}

// model makes the model of what was learned.
func (l *learner) model() *Model {
	n := float32(max(1, l.summed))
	top := float32(1e-6)
	final := make([]float32, len(l.weights))
	for r := range l.rows.n() {
		for k := range l.k {
			final[r*l.k+k] = l.sums[r*l.k+k] / n * l.scale[r]
		}
	}
	l.clues.dissolve(final, n)
	unseen := l.clues.unseen(l.rows, n)
	for _, w := range final {
		top = max(top, w, -w)
	}
	t := l.start(top)
	for r, key := range l.rows.keys {
		t.put(key, final[r*l.k:(r+1)*l.k])
	}
	for _, key := range slices.Sorted(maps.Keys(unseen)) {
		t.put(key, unseen[key])
	}
	m := newModel(l.labels, l.options.MultiLabel, !l.options.Plain, t)
	n = 0
	for i, b := range l.bias {
		if l.options.SourceBias && l.present(i) < 2 {
			continue
		}
		n++
		for k := range m.bias {
			m.bias[k] += (float32(b[k]) - m.bias[k]) / n
		}
	}
	l.report.Kept = t.size()
	return m
}

// start is the table to put weights in: an empty one, or that of the model to
// go on from.
func (l *learner) start(top float32) *table {
	from := l.options.Start
	if from == nil {
		return newTable(l.options.Bits, l.k, top)
	}
	old := from.table
	t := newTable(old.bits, l.k, max(top, old.top))
	copy(t.marks, old.marks)
	for i, q := range old.weights {
		t.weights[i] = t.quantise(old.value(q))
	}
	return t
}
