package evaluate

import (
	"fmt"
	"math"
	"slices"
)

// A MultiLabel counts predictions where feedback may have several labels, or
// none. It is not safe for concurrent use.
//
// The interval of micro F1 is that of a ratio of sums over feedback (Cochran
// 1977, section 6.4), because labels of one feedback are not independent; that
// of macro and weighted F1 joins the intervals of the classes (Zou and Donner
// 2008) as if they were.
type MultiLabel struct {
	classes []string
	index   map[string]int
	cells   []labelCount
	n       int
	exact   int // feedback with exactly the right labels
	covered int // feedback with a prediction

	// Sums over feedback of y = 2 TP and x = 2 TP + FP + FN, for the ratio.
	y, x, yy, xy, xx int
}

type labelCount struct{ support, predicted, hits int }

// NewMultiLabel is an empty count of classes, which must be different and not
// empty.
func NewMultiLabel(classes ...string) (*MultiLabel, error) {
	index, err := indexClasses(classes)
	if err != nil {
		return nil, err
	}
	return &MultiLabel{classes: slices.Clone(classes), index: index, cells: make([]labelCount, len(classes))}, nil
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
	hits := 0
	for _, i := range t {
		m.cells[i].support++
	}
	for _, i := range p {
		m.cells[i].predicted++
		if slices.Contains(t, i) {
			m.cells[i].hits++
			hits++
		}
	}
	m.n++
	if len(p) > 0 {
		m.covered++
	}
	if hits == len(t) && hits == len(p) {
		m.exact++
	}
	y, x := 2*hits, len(t)+len(p)
	m.y += y
	m.x += x
	m.yy += y * y
	m.xy += x * y
	m.xx += x * x
	return nil
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
	for _, f := range []struct{ to, from *int }{
		{&m.n, &o.n}, {&m.exact, &o.exact}, {&m.covered, &o.covered},
		{&m.y, &o.y}, {&m.x, &o.x}, {&m.yy, &o.yy}, {&m.xy, &o.xy}, {&m.xx, &o.xx},
	} {
		*f.to += *f.from
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
	r.MicroF1 = m.microF1()
	r.MacroF1 = m.mean(func(labelCount) float64 { return 1 })
	r.WeightedF1 = m.mean(func(c labelCount) float64 { return float64(c.support) })
	return r
}

func (m *MultiLabel) microF1() Measure {
	if m.x == 0 {
		return undefined(m.n, "neither a label nor a prediction")
	}
	n, x, y := float64(m.n), float64(m.x), float64(m.y)
	ratio := y / x
	if m.y == m.x || m.y == 0 || m.n == 1 { // nothing varies
		out := f1Measure(m.y/2, m.x-m.y/2)
		out.N = m.n
		return out
	}
	spread := float64(m.yy) - 2*ratio*float64(m.xy) + ratio*ratio*float64(m.xx)
	return normal(ratio, max(0, spread)*n/(n-1)/(x*x), 0, 1, m.n, "ratio")
}

// mean is the mean F1 of the classes by weight. The distances of its ends are
// the root of the summed squares of those of the classes.
func (m *MultiLabel) mean(weight func(labelCount) float64) Measure {
	var sum, total, below, above float64
	for _, c := range m.cells {
		w := weight(c)
		total += w
		f := f1Measure(c.hits, c.support+c.predicted-c.hits)
		sum += w * f.Value
		below += w * w * (f.Value - f.Low) * (f.Value - f.Low)
		above += w * w * (f.High - f.Value) * (f.High - f.Value)
	}
	switch {
	case m.n == 0:
		return undefined(0, "no feedback")
	case total == 0:
		return undefined(m.n, "no labels")
	}
	return between(sum/total, below/(total*total), above/(total*total), m.n)
}

// between is a value with an interval that reaches down and up by the roots of
// two squares.
func between(value, below, above float64, n int) Measure {
	return Measure{Value: value, Low: max(0, value-math.Sqrt(below)), High: min(1, value+math.Sqrt(above)), N: n, Method: "mover"}
}
