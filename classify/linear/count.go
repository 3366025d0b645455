package linear

import (
	"iter"
	"math"
)

// A census counts in how many examples of each label a gram is.
type census struct {
	examples []int32   // by gram
	mass     []float32 // by gram and label: the weight of the examples
	totals   []float64 // by label
}

// count numbers the grams and finds how far each counts.
func (l *learner) count(examples iter.Seq[Example]) {
	c := &census{totals: make([]float64, l.k)}
	for e := range l.usable(examples) {
		l.countExample(c, e)
		if l.rows.n() > l.options.MaxGrams {
			l.forget(c)
		}
	}
	l.report.Grams = l.rows.n()
	l.clues = newClueWeights(l.options.Clues, l.k, l.report)
	l.keep(c)
	l.weights = make([]float32, l.rows.n()*l.k)
	l.squares = make([]float32, len(l.weights))
	l.sums = make([]float32, len(l.weights))
	l.setStart()
}

// keep keeps the grams that count: those met often enough, those of clues and
// those that the model to start from knows.
func (l *learner) keep(c *census) {
	kept := newRows()
	for r, key := range l.rows.keys {
		var scale float32
		if int(c.examples[r]) >= l.options.MinCount || l.options.Start != nil && l.options.Start.table.find(key) >= 0 {
			scale = l.ratio(c, r)
		}
		clue := l.clues.strengths[key]
		if scale > 0 || clue != nil {
			kept.add(key)
			l.scale = append(l.scale, scale)
			l.clues.byRow = append(l.clues.byRow, clue)
		}
	}
	l.rows = kept
}

// setStart sets the weights to those of the model to start from.
func (l *learner) setStart() {
	if l.options.Start == nil {
		return
	}
	t := l.options.Start.table
	for r, key := range l.rows.keys {
		if place := t.find(key); place >= 0 && l.scale[r] > 0 {
			for k, q := range t.row(place) {
				l.weights[r*l.k+k] = t.value(q) / l.scale[r]
			}
		}
	}
}

func (l *learner) countExample(c *census, e Example) {
	l.text.Reset(e.Text)
	weight := l.weight(e)
	for _, g := range l.reader.Read(&l.text) {
		r, isNew := l.rows.add(g.Key)
		if isNew {
			c.examples = append(c.examples, 0)
			for range l.k {
				c.mass = append(c.mass, 0)
			}
		}
		c.examples[r]++
		for _, label := range e.Labels {
			k := l.index[label]
			c.mass[r*l.k+k] += float32(weight / float64(len(e.Labels)))
			c.totals[k] += weight / float64(len(e.Labels))
		}
	}
}

// forget drops the grams met once, and if that does not make room those met
// twice, and so on.
func (l *learner) forget(c *census) {
	for least := int32(2); l.rows.n() > l.options.MaxGrams/2; least++ {
		kept, next := newRows(), census{totals: c.totals}
		for r, key := range l.rows.keys {
			if c.examples[r] < least {
				continue
			}
			kept.add(key)
			next.examples = append(next.examples, c.examples[r])
			next.mass = append(next.mass, c.mass[r*l.k:(r+1)*l.k]...)
		}
		l.report.Forgotten += l.rows.n() - kept.n()
		l.rows, *c = kept, next
	}
}

// ratio is how far a gram counts: the more, the further its share of one label
// is from its share of the others.
func (l *learner) ratio(c *census, r int) float32 {
	const half, most = 2, 4 // a log ratio of 2 counts in full, more up to twice
	all, sum := 0.0, 0.0
	for k := range l.k {
		all += c.totals[k]
		sum += float64(c.mass[r*l.k+k])
	}
	top := 0.0
	for k := range l.k {
		own := float64(c.mass[r*l.k+k])
		if c.totals[k] == 0 || c.totals[k] == all {
			continue
		}
		log := math.Log((own+1)/(c.totals[k]+1)) - math.Log((sum-own+1)/(all-c.totals[k]+1))
		top = max(top, math.Abs(log))
	}
	return float32(1 - l.options.Ratio + l.options.Ratio*min(top, most)/half)
}
