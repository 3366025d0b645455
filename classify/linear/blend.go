package linear

import (
	"fmt"
	"math"
	"slices"
)

// A Share is a model with what it counts in a [Blend].
type Share struct {
	Model  *Model
	Weight float64
}

// Blend makes one model whose logits are the sum of those of several, each times
// its weight: a text is then read, and each gram looked up, once for all. The
// models must have the same labels in the same order, be of one kind and have
// places for the same number of grams ([Options].Bits).
//
// The mean of models of one source each does better on sources that none of them
// has seen than a model of all their examples together. What many sources agree on
// counts in full there, and what a gram says in one source alone is divided by
// their number. On sources that it has seen it does worse; half of each has most of
// both.
//
// A blend keeps the thresholds of the first model; probabilities are as sure as the
// weights make them. Where more grams compete for a place than there is room, those
// with the least weight are left out. Weights are rounded anew.
func Blend(shares ...Share) (*Model, error) {
	if len(shares) == 0 {
		return nil, fmt.Errorf("linear: Blend: no models")
	}
	if i := slices.IndexFunc(shares, func(s Share) bool { return s.Model == nil }); i >= 0 {
		return nil, fmt.Errorf("linear: Blend: share %d has no model", i)
	}
	first := shares[0].Model
	g := newGathering(first.table.bits, len(first.labels))
	bias := make([]float64, len(first.labels))
	for i, s := range shares {
		m := s.Model
		switch {
		case !slices.Equal(m.labels, first.labels) || m.multi != first.multi || m.wide != first.wide:
			return nil, fmt.Errorf("linear: Blend: model %d is a %v, want one like model 0, a %v, that reads alike", i, m, first)
		case m.table.bits != first.table.bits:
			return nil, fmt.Errorf("linear: Blend: model %d has %d bits, want %d as model 0 has", i, m.table.bits, first.table.bits)
		case math.IsNaN(s.Weight) || math.IsInf(s.Weight, 0):
			return nil, fmt.Errorf("linear: Blend: model %d has the weight %v, want a finite number", i, s.Weight)
		}
		for place, z := range m.sharpened() {
			row := g.row(place, m.table.marks[place])
			for k, x := range z {
				row[k] += float32(s.Weight * x)
			}
		}
		for k, b := range m.Bias() {
			bias[k] += float64(s.Weight * b)
		}
	}
	m := newModel(first.labels, first.multi, first.wide, g.table(first.table.bits))
	copy(m.thresholds, first.thresholds)
	for k, b := range bias {
		m.bias[k] = float32(b)
	}
	return m, nil
}
