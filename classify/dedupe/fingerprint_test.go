package dedupe

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Leaving off early must not change what is found.
func TestJaccardAgainstSets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		a, b := subset(r), subset(r)
		union := slices.Concat(a, b)
		slices.Sort(union)
		union = slices.Compact(union)
		want := float64(len(a)+len(b)-len(union)) / float64(max(1, len(union)))
		least := float64(r.IntN(11)) / 10
		got := jaccard(a, b, least)
		if want < least {
			want = -1
		}
		if got != want {
			t.Fatalf("%v and %v, least %v: %v, want %v", a, b, least, got, want)
		}
	}
}

func subset(r *rand.Rand) (out []uint32) {
	share := r.IntN(5)
	for i := range uint32(12) {
		if r.IntN(5) > share {
			out = append(out, i)
		}
	}
	return out
}

// Above mostShingles the similarity is an estimate with a standard error of at
// most 0.03.
func TestJaccardOfLongTextsIsNear(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, same := range []int{500, 700, 900, 1000} {
		var sum float64
		const runs = 50
		for range runs {
			all := make([]uint32, 2000-same)
			for i := range all {
				all[i] = r.Uint32()
			}
			a, b := slices.Clone(all[:1000]), slices.Clone(all[1000-same:])
			slices.Sort(a)
			slices.Sort(b)
			sum += jaccard(a[:mostShingles], b[:mostShingles], 0)
		}
		want := float64(same) / float64(2000-same)
		if got := sum / runs; got < want-0.02 || got > want+0.02 {
			t.Errorf("%d of 1000 in common: mean similarity %.3f, want %.3f", same, got, want)
		}
	}
}
