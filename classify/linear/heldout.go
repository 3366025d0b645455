package linear

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback/text"
)

// checkHeldOut reports a label of the examples held out that none has that is trained
// on.
func (s *survey) checkHeldOut() error {
	if s.options.HeldOut == nil {
		return nil
	}
	position := -1
	for e := range s.options.HeldOut {
		position++
		for _, l := range e.Labels {
			if _, known := s.index[l]; !known {
				return fmt.Errorf("linear: option HeldOut: %w", &LabelError{position, l, s.labels})
			}
		}
	}
	return nil
}

// fitTo finds the sharpness and, of a multi-label model, the thresholds on
// examples that were not trained on, and reports how the model does on them.
// Memory grows with their number.
func (m *Model) fitTo(examples iter.Seq[Example], s *survey) {
	var right [][]int
	var logits [][]float64
	var t text.Text
	r := m.Reader()
	for e := range s.usable(examples) {
		var labels []int
		for _, l := range e.Labels {
			labels = append(labels, s.index[l])
		}
		t.Reset(e.Text)
		right, logits = append(right, labels), append(logits, m.Logits(nil, r.Read(&t)))
	}
	if len(right) == 0 {
		return
	}
	m.sharpness = float32(math.Exp(minimise(math.Log(0.05), math.Log(5), func(log float64) float64 {
		return m.logLoss(logits, right, math.Exp(log))
	})))
	for i := range logits {
		for k := range logits[i] {
			logits[i][k] *= float64(m.sharpness)
		}
		m.probabilities(logits[i])
	}
	if m.multi {
		for k := range m.labels {
			m.thresholds[k] = bestThreshold(logits, right, k)
		}
	}
	s.report.HeldOut = m.measure(logits, right)
}

// minimise is where a function with one valley between low and high is least,
// by golden section.
func minimise(low, high float64, f func(float64) float64) float64 {
	golden := (math.Sqrt(5) - 1) / 2
	a, b := high-golden*(high-low), low+golden*(high-low)
	fa, fb := f(a), f(b)
	for range 40 {
		if fa < fb {
			high, b, fb = b, a, fa
			a = high - golden*(high-low)
			fa = f(a)
		} else {
			low, a, fa = a, b, fb
			b = low + golden*(high-low)
			fb = f(b)
		}
	}
	return (low + high) / 2
}

// logLoss is the mean loss of logits that are sharpened by a factor.
func (m *Model) logLoss(logits [][]float64, right [][]int, sharpness float64) float64 {
	sum := 0.0
	p := make([]float64, len(m.labels))
	for i, z := range logits {
		for k := range z {
			p[k] = z[k] * sharpness
		}
		m.probabilities(p)
		sum += m.loss(p, right[i])
	}
	return sum / float64(len(logits))
}

// loss is what one prediction costs.
func (m *Model) loss(p []float64, right []int) float64 {
	const least = 1e-9
	loss := 0.0
	for k := range p {
		switch has := slices.Contains(right, k); {
		case has && m.multi:
			loss -= math.Log(max(least, p[k]))
		case has:
			loss -= math.Log(max(least, p[k])) / float64(len(right))
		case m.multi:
			loss -= math.Log(max(least, 1-p[k]))
		}
	}
	return loss
}

// bestThreshold is the threshold of the best F1 for label k, halfway to the next
// probability below; 0.5 if no example has the label.
func bestThreshold(p [][]float64, right [][]int, k int) float32 {
	type scored struct {
		p   float64
		has bool
	}
	var list []scored
	all := 0
	for i := range p {
		has := slices.Contains(right[i], k)
		if has {
			all++
		}
		list = append(list, scored{p[i][k], has})
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Compare(b.p, a.p) })
	best, threshold, hits := 0.0, 0.5, 0
	for i, s := range list {
		if s.has {
			hits++
		}
		if i+1 < len(list) && list[i+1].p == s.p {
			continue
		}
		if f := 2 * float64(hits) / float64(i+1+all); f > best {
			next := 0.0
			if i+1 < len(list) {
				next = list[i+1].p
			}
			best, threshold = f, (s.p+next)/2
		}
	}
	return float32(threshold)
}

// measure reports on predictions.
func (m *Model) measure(p [][]float64, right [][]int) *HeldOut {
	h := &HeldOut{Examples: len(p)}
	exact := 0
	hit, given, have := make([]float64, len(m.labels)), make([]float64, len(m.labels)), make([]float64, len(m.labels))
	for i := range p {
		h.LogLoss += m.loss(p[i], right[i]) / float64(len(p))
		chosen := m.choose(p[i])
		wrong := len(chosen) != len(right[i])
		for _, k := range chosen {
			given[k]++
			if slices.Contains(right[i], k) {
				hit[k]++
			} else {
				wrong = true
			}
		}
		for _, k := range right[i] {
			have[k]++
		}
		if !wrong {
			exact++
		}
	}
	h.Accuracy = float64(exact) / float64(len(p))
	h.F1 = make([]float64, len(m.labels))
	for k := range h.F1 {
		if hit[k] > 0 {
			h.F1[k] = 2 * hit[k] / (given[k] + have[k])
			h.MacroF1 += h.F1[k]
		}
	}
	h.MacroF1 /= float64(len(m.labels))
	return h
}

// choose are the labels to give for probabilities.
func (m *Model) choose(p []float64) []int {
	if !m.multi {
		best := 0
		for k := range p {
			if p[k] > p[best] {
				best = k
			}
		}
		if p[best] < float64(m.thresholds[best]) {
			return nil
		}
		return []int{best}
	}
	var out []int
	for k := range p {
		if p[k] >= float64(m.thresholds[k]) {
			out = append(out, k)
		}
	}
	return out
}
