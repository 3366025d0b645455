package metrics_test

import (
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics"
)

// A thousand shards, merged in any order and grouping, are one pass: the same
// bytes.
func TestAThousandShardsAreOnePass(t *testing.T) {
	data := ratings(200_000)
	var whole metrics.NPS
	addBytes(&whole, data)
	want, err := whole.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		shards := make([]*metrics.NPS, 1000)
		for i := range shards {
			shards[i] = new(metrics.NPS)
		}
		for _, v := range data {
			shards[r.IntN(len(shards))].Add(int(v))
		}
		for len(shards) > 1 { // merge two at random until one is left
			i, j := r.IntN(len(shards)), r.IntN(len(shards)-1)
			if j >= i {
				j++
			}
			if err := shards[i].Merge(shards[j]); err != nil {
				t.Fatal(err)
			}
			shards[j] = shards[len(shards)-1]
			shards = shards[:len(shards)-1]
		}
		if got, err := shards[0].MarshalBinary(); err != nil || string(got) != string(want) {
			t.Fatalf("%q, %v, want %q", got, err, want)
		}
	}
}
