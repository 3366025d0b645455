package linear

import (
	"github.com/loamlib/loam/feedback/text"
)

// A Passage is a range of tokens with what it contributes to a logit.
type Passage struct {
	First, End int // tokens [First, End) of the text
	Weight     float64
}

// Explain appends to dst the passages of t that speak for label k, with weights
// above 0, and against it, with weights below 0, in their order. In a multinomial
// model that is as opposed to label against; in a multi-label one, against is
// ignored. The weights sum up to the difference of the logits, less what the
// labels are worth without a text.
//
// What a gram contributes is shared evenly among its tokens; neighbours that
// speak for the same side are one passage.
func (m *Model) Explain(dst []Passage, t *text.Text, k, against int) []Passage {
	r := m.readers.Get().(*Reader)
	defer m.readers.Put(r)
	return m.explain(dst, t, r.Read(t), k, against)
}

// explain is Explain for a text whose grams are known.
func (m *Model) explain(dst []Passage, t *text.Text, grams []Gram, k, against int) []Passage {
	weights := make([]float64, len(t.Tokens()))
	z := make([]float64, len(m.labels))
	for _, g := range grams {
		clear(z)
		if !m.Add(z, g) {
			continue
		}
		w := z[k]
		if !m.multi {
			w -= z[against]
		}
		Spread(weights, g, w)
	}
	return Passages(dst, t, weights)
}

// Spread shares w evenly among the tokens of g.
func Spread(tokens []float64, g Gram, w float64) {
	if n := g.End - g.First; n < uint32(len(shares)) {
		w *= shares[n] // a division takes longer than all the rest
	} else {
		w /= float64(n)
	}
	for i := g.First; i < g.End; i++ {
		tokens[i] += w
	}
}

// shares is what one of n tokens gets.
var shares = [5]float64{1: 1, 2: 1. / 2, 3: 1. / 3, 4: 1. / 4}

// Passages appends to dst the passages that tokens of t with the given weights
// make. Tokens of no weight, punctuation and line breaks end a passage.
func Passages(dst []Passage, t *text.Text, weights []float64) []Passage {
	open := false
	for i, tok := range t.Tokens() {
		w := weights[i]
		if w == 0 {
			open = false
			continue
		}
		mark := tok.Kind == text.Punct || tok.Kind == text.Break
		last := len(dst) - 1
		if open && !mark && dst[last].Weight > 0 == (w > 0) {
			dst[last].End, dst[last].Weight = i+1, dst[last].Weight+w
			continue
		}
		dst = append(dst, Passage{i, i + 1, w})
		open = !mark
	}
	return dst
}
