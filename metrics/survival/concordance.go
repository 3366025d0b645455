package survival

import "slices"

// concordance is Harrell's: among the pairs of which one is known to be over
// first, the share in which the model gives that one the higher rate, ties
// counting half; ½ if there is no such pair. Of two cases over at the same time
// neither is first. A Fenwick tree over the ranks of the predictions counts those
// that lasted longer.
func (f *coxFit) concordance(beta []float64) float64 {
	eta := make([]float64, len(f.cases))
	for i, c := range f.cases {
		eta[i] = dot(beta, c.X)
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(eta)))
	longer := make(fenwick, len(distinct)+1)
	var right, pairs float64
	for i := 0; i < len(f.cases); { // the longest come first
		from, now := i, f.cases[i].Time
		for ; i < len(f.cases) && f.cases[i].Time == now; i++ {
			if !f.cases[i].Over {
				longer.add(rankIn(distinct, eta[i]))
			}
		}
		for j := from; j < i; j++ {
			if f.cases[j].Over {
				r := rankIn(distinct, eta[j])
				pairs += longer.upTo(len(distinct))
				right += (longer.upTo(r) + longer.upTo(r-1)) / 2
			}
		}
		for j := from; j < i; j++ {
			if f.cases[j].Over {
				longer.add(rankIn(distinct, eta[j]))
			}
		}
	}
	if pairs == 0 {
		return 0.5
	}
	return right / pairs
}

// rankIn is the place of v among sorted values, from 1 on.
func rankIn(sorted []float64, v float64) int {
	i, _ := slices.BinarySearch(sorted, v)
	return i + 1
}

// A fenwick tree counts by rank, from 1 on (Fenwick 1994).
type fenwick []float64

func (t fenwick) add(rank int) {
	for ; rank < len(t); rank += rank & -rank {
		t[rank]++
	}
}

// upTo is how many have at most this rank.
func (t fenwick) upTo(rank int) float64 {
	var n float64
	for ; rank > 0; rank -= rank & -rank {
		n += t[rank]
	}
	return n
}
