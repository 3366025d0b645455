package main

import (
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// A weight is one entry whose weight is fitted.
type weight struct {
	entry  lexicon.Entry
	prior  float64
	pull   float64 // how strongly the prior holds it
	signed bool    // may not change its side
	n      float64 // rows it was found in
}

// A design is the rows of the sources as the engine reads them: which weights
// they have and with what factor.
type design struct {
	source, side []int
	start        []int // of each row in index and factor
	index        []int
	factor       []float64
	share        []float64 // weight of a row of each source
}

// read makes the design of sources with the engine, whose rules may depend on
// the sign of weights.
func read(a *lexicon.Analyzer, at map[string]int, sources []source) *design {
	d := &design{share: make([]float64, len(sources))}
	var doc feedback.Document
	var hits []lexicon.Hit
	for s, src := range sources {
		n := 0
		for _, r := range src.rows {
			if r.side == 0 {
				continue
			}
			n++
			doc.Reset(&feedback.Feedback{Text: r.text})
			hits = a.AppendHits(hits[:0], &doc)
			d.source, d.side, d.start = append(d.source, s), append(d.side, r.side), append(d.start, len(d.index))
			for _, h := range hits {
				if i, ok := at[text.Fold(h.Entry.Phrase)]; ok {
					d.index, d.factor = append(d.index, i), append(d.factor, h.Factor)
				}
			}
		}
		d.share[s] = math.Pow(float64(n), *sourcePower-1)
	}
	d.start = append(d.start, len(d.index))
	return d
}

// fit finds the weights that make the sides of the rows most probable, each
// source with an intercept of its own, so that a source with more praise than
// blame teaches nothing by that alone.
func (d *design) fit(weights []weight) {
	k := len(weights)
	x := make([]float64, k+len(d.share))
	for i, w := range weights {
		x[i] = w.entry.Weight
	}
	minimise(x, func(grad, x []float64) { d.loss(weights, x, grad) })
	for i := range weights {
		v := x[i]
		if weights[i].signed && v*weights[i].prior < 0 {
			v = 0
		}
		weights[i].entry.Weight = math.Max(-4, math.Min(4, v))
	}
	for i := range weights {
		weights[i].n = 0
	}
	for _, i := range d.index {
		weights[i].n++
	}
}

// minimise walks x down a convex function by the signs of its gradient
// (iRprop-, Igel and Huesken 2000): each coordinate has a step of its own, which
// suits words of very different frequency.
func minimise(x []float64, gradient func(grad, x []float64)) {
	const rounds, first, smallest, largest = 150, 0.1, 1e-5, 0.5
	step, before, grad := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
	for i := range step {
		step[i] = first
	}
	for range rounds {
		gradient(grad, x)
		for i, g := range grad {
			switch {
			case g*before[i] > 0:
				step[i] = min(1.2*step[i], largest)
			case g*before[i] < 0:
				step[i], g = max(0.5*step[i], smallest), 0
			}
			if g != 0 {
				x[i] -= math.Copysign(step[i], g)
			}
			before[i] = g
		}
	}
}

// loss is the penalised negative log-likelihood at x, and its gradient if grad
// is not nil.
func (d *design) loss(weights []weight, x, grad []float64) float64 {
	k := len(weights)
	total := 0.0
	for i := range grad {
		grad[i] = 0
	}
	for r, s := range d.source {
		z := x[k+s]
		for j := d.start[r]; j < d.start[r+1]; j++ {
			z += x[d.index[j]] * d.factor[j]
		}
		m := z * float64(d.side[r])
		total += d.share[s] * softplus(-m)
		if grad == nil {
			continue
		}
		g := -d.share[s] * float64(d.side[r]) / (1 + math.Exp(m))
		grad[k+s] += g
		for j := d.start[r]; j < d.start[r+1]; j++ {
			grad[d.index[j]] += g * d.factor[j]
		}
	}
	for i, w := range weights {
		off := x[i] - w.prior
		total += w.pull * off * off / 2
		if grad != nil {
			grad[i] += w.pull * off
		}
	}
	return total
}

func softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}
