package linear

import (
	"maps"
	"slices"

	"github.com/loamlib/loam/feedback/text"
)

// clueWeights learn what lists of clues are worth. Each list is one feature of a
// text: the sum of the strengths of its phrases there, turned as grams are. As
// that is a sum over grams, its weight dissolves into theirs once it is known.
type clueWeights struct {
	k         int                  // labels
	strengths map[uint64][]float32 // by gram, by list
	byRow     [][]float32          // the same by row of the learner; nil for a gram that is no clue
	weights   []float32            // by list and label
	squares   []float32
	sums      []float32
}

func newClueWeights(lists []Clues, labels int, report *Report) clueWeights {
	n := len(lists) * labels
	c := clueWeights{k: labels, strengths: map[uint64][]float32{}, weights: make([]float32, n), squares: make([]float32, n), sums: make([]float32, n)}
	for i, list := range lists {
		for _, phrase := range slices.Sorted(maps.Keys(list.Strength)) {
			key, ok := phraseKey(phrase)
			if !ok {
				report.LostClues++
				continue
			}
			if c.strengths[key] == nil {
				c.strengths[key] = make([]float32, len(lists))
			}
			c.strengths[key][i] = float32(list.Strength[phrase])
		}
	}
	return c
}

// phraseKey is the key of the gram that is the whole phrase; ok is false if none
// is.
func phraseKey(phrase string) (key uint64, ok bool) {
	var r Reader
	t := text.Prepare(phrase)
	for _, g := range r.Read(t) {
		if g.First == 0 && int(g.End) == len(t.Tokens()) {
			return g.Key, true
		}
	}
	return 0, false
}

// add adds to the logits z what clues of the given strengths are worth.
func (c *clueWeights) add(z []float64, strengths []float32) {
	for i, s := range strengths {
		for k := range z {
			z[k] += float64(float32(s * c.weights[i*c.k+k]))
		}
	}
}

// step goes down the gradient.
func (c *clueWeights) step(gradient []float64, strengths []float32, rate float32) {
	for i, s := range strengths {
		for k, g := range gradient {
			at := i*c.k + k
			by := float32(g) * s
			c.squares[at] += float32(by * by)
			c.weights[at] -= float32(rate * by / sqrt32(c.squares[at]+firstSquare))
		}
	}
}

// sum adds the weights to those to be averaged.
func (c *clueWeights) sum() {
	for i, w := range c.weights {
		c.sums[i] += w
	}
}

// dissolve adds what the lists are worth to the weights of grams by row.
func (c *clueWeights) dissolve(weights []float32, epochs float32) {
	for r, strengths := range c.byRow {
		c.spread(weights[r*c.k:(r+1)*c.k], strengths, epochs)
	}
}

// unseen are the weights of clues that no example had.
func (c *clueWeights) unseen(seen *rows, epochs float32) map[uint64][]float32 {
	out := map[uint64][]float32{}
	for key, strengths := range c.strengths {
		if seen.find(key) < 0 {
			out[key] = make([]float32, c.k)
			c.spread(out[key], strengths, epochs)
		}
	}
	return out
}

func (c *clueWeights) spread(weights, strengths []float32, epochs float32) {
	for i, s := range strengths {
		for k := range weights {
			weights[k] += float32(s * c.sums[i*c.k+k] / epochs)
		}
	}
}
