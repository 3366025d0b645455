package evaluate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// A MultiLabel counts predictions where feedback may have several labels, or
// none. It is not safe for concurrent use.
//
// The intervals of micro, macro and weighted F1 are normal, with the variance over
// feedback of what each contributes (the delta method, linearised as in Cochran
// 1977, section 6.4), because labels of one feedback depend on one another. If
// everything is right, or nothing, they are Wilson's.
type MultiLabel struct {
	classes []string
	index   map[string]int
	cells   []labelCount
	n       int
	exact   int // feedback with exactly the right labels
	covered int // feedback with a prediction

	// pairs counts the feedback that has two outcomes, each with itself too and of
	// two different ones the lesser first: what variances are made of.
	pairs map[[2]outcome]int
}

// An outcome is what became of a label of a feedback.
type outcome struct {
	class int
	kind  kind
}

type kind uint8

const (
	hit    kind = iota
	missed      // true and not predicted
	wrong       // predicted and not true
)

type labelCount struct{ support, predicted, hits int }

// NewMultiLabel is an empty count of classes, which must be different and not
// empty.
func NewMultiLabel(classes ...string) (*MultiLabel, error) {
	index, err := indexClasses(classes)
	if err != nil {
		return nil, err
	}
	return &MultiLabel{classes: slices.Clone(classes), index: index, cells: make([]labelCount, len(classes)), pairs: map[[2]outcome]int{}}, nil
}

// Add counts one feedback. It counts nothing if a class is not declared
// ([*ClassError]) or stands in a list twice.
func (m *MultiLabel) Add(truth, predicted []string) error {
	t, err := m.places("truth", truth)
	if err != nil {
		return err
	}
	p, err := m.places("predicted", predicted)
	if err != nil {
		return err
	}
	var outcomes []outcome
	hits := 0
	for _, i := range t {
		m.cells[i].support++
		if slices.Contains(p, i) {
			m.cells[i].hits++
			hits++
			outcomes = append(outcomes, outcome{i, hit})
		} else {
			outcomes = append(outcomes, outcome{i, missed})
		}
	}
	for _, i := range p {
		m.cells[i].predicted++
		if !slices.Contains(t, i) {
			outcomes = append(outcomes, outcome{i, wrong})
		}
	}
	m.n++
	if len(p) > 0 {
		m.covered++
	}
	if hits == len(t) && hits == len(p) {
		m.exact++
	}
	slices.SortFunc(outcomes, compareOutcomes)
	for i, a := range outcomes {
		for _, b := range outcomes[i:] {
			m.pairs[[2]outcome{a, b}]++
		}
	}
	return nil
}

func compareOutcomes(a, b outcome) int {
	return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.kind, b.kind))
}

func (m *MultiLabel) places(name string, classes []string) ([]int, error) {
	out := make([]int, 0, len(classes))
	for i, c := range classes {
		at, ok := m.index[c]
		switch {
		case !ok:
			return nil, &ClassError{c, m.Classes()}
		case slices.Contains(out, at):
			return nil, &ArgumentError{fmt.Sprintf("%s[%d]", name, i), fmt.Sprintf("%q again", c), "each class once"}
		}
		out = append(out, at)
	}
	return out, nil
}

// Merge adds what o has counted; the classes must be the same, in order.
func (m *MultiLabel) Merge(o *MultiLabel) error {
	if !slices.Equal(m.classes, o.classes) {
		return errClasses
	}
	for i, c := range o.cells {
		m.cells[i].support += c.support
		m.cells[i].predicted += c.predicted
		m.cells[i].hits += c.hits
	}
	m.n += o.n
	m.exact += o.exact
	m.covered += o.covered
	for p, n := range o.pairs {
		m.pairs[p] += n
	}
	return nil
}

// Classes are the declared classes.
func (m *MultiLabel) Classes() []string { return slices.Clone(m.classes) }

// Report computes all measures that several labels have.
func (m *MultiLabel) Report() Report {
	one := undefined(m.n, "feedback has several labels")
	r := Report{N: m.n, BalancedAccuracy: one, MCC: one, Kappa: one}
	for i, c := range m.cells {
		r.Classes = append(r.Classes, classReport(m.classes[i], c.support, c.predicted, c.hits))
	}
	r.Accuracy = share(m.exact, m.n, "no feedback")
	r.Coverage = share(m.covered, m.n, "no feedback")
	r.MicroF1, r.MacroF1, r.WeightedF1 = m.f1s()
	return r
}

// f1s are micro, macro and weighted F1. What a hit contributes to F1 = y/x of its
// class, y = 2 TP and x = 2 TP + FP + FN, is (2 - 2 F1)/x, what an error does is
// -F1/x; weights add the distance of F1 from the mean for each true label.
func (m *MultiLabel) f1s() (micro, macro, weighted Measure) {
	if m.n == 0 {
		none := undefined(0, "no feedback")
		return none, none, none
	}
	var hits, support, predicted int
	k := float64(len(m.cells))
	var macroF1, weightedF1 float64
	f := make([]float64, len(m.cells))
	for i, c := range m.cells {
		hits += c.hits
		support += c.support
		predicted += c.predicted
		f[i] = f1(float64(c.hits), float64(c.support), float64(c.predicted))
		macroF1 += f[i]
		weightedF1 += f[i] * float64(c.support)
	}
	macroF1 /= k
	micro, weighted = undefined(m.n, "neither a label nor a prediction"), undefined(m.n, "no labels")
	part := func(o outcome, f1, x float64) float64 {
		if o.kind == hit {
			return (2 - 2*f1) / x
		}
		return -f1 / x
	}
	size := func(c labelCount) float64 { return float64(c.support + c.predicted) }
	all := f1Measure(hits, support+predicted-hits)
	if x := float64(support + predicted); x > 0 {
		micro = m.measure(all.Value, all, func(o outcome) float64 { return part(o, all.Value, x) })
	}
	macro = m.measure(macroF1, all, func(o outcome) float64 {
		return part(o, f[o.class], size(m.cells[o.class])) / k
	})
	if total := float64(support); total > 0 {
		weightedF1 /= total
		weighted = m.measure(weightedF1, all, func(o outcome) float64 {
			c := m.cells[o.class]
			d := part(o, f[o.class], size(c)) * float64(c.support)
			if o.kind != wrong {
				d += f[o.class] - weightedF1
			}
			return d / total
		})
	}
	return micro, macro, weighted
}

// measure is a value with the variance over feedback of the sum of what its outcomes
// contribute; that of like, if nothing varies.
func (m *MultiLabel) measure(value float64, like Measure, contribution func(outcome) float64) Measure {
	pairs := slices.SortedFunc(maps.Keys(m.pairs), func(a, b [2]outcome) int { // sums in a fixed order
		return cmp.Or(compareOutcomes(a[0], b[0]), compareOutcomes(a[1], b[1]))
	})
	var variance float64
	for _, p := range pairs {
		v := contribution(p[0]) * contribution(p[1]) * float64(m.pairs[p])
		if p[0] != p[1] {
			v *= 2
		}
		variance += v
	}
	n := float64(m.n)
	switch {
	case m.n > 1 && variance > 1e-18:
		return normal(value, variance*n/(n-1), 0, 1, m.n, "delta")
	case value == like.Value && like.Method != "":
		like.N = m.n
		return like
	}
	return Measure{Value: value, N: m.n}
}
