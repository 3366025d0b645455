package survival

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// Every duration, at both ends of every bin and all over the range, comes back
// within the error that is promised, the longest of all too; and longer durations
// have no smaller bins.
func TestEveryDurationIsMovedByLessThanOnePercent(t *testing.T) {
	check := func(d time.Duration) {
		t.Helper()
		i := bin(d)
		got := binMiddle(i)
		if math.Abs(float64(got)-float64(d)) > RelativeError*float64(d) || bin(got) != i || i < 0 || i >= binCount {
			t.Fatalf("%d is in bin %d, which stands for %d in bin %d", d, i, got, bin(got))
		}
	}
	for d := time.Duration(0); d < 5000; d++ {
		check(d)
		if bin(d+1) < bin(d) {
			t.Fatalf("bin %d of %d is below bin %d of %d", bin(d+1), d+1, bin(d), d)
		}
	}
	for power := 7; power < 63; power++ {
		for i := range 64 {
			edge := time.Duration(64+i) << (power - 6)
			check(edge)
			check(edge - 1)
			if bin(edge-1) != bin(edge)-1 {
				t.Fatalf("%d starts no bin", edge)
			}
		}
	}
	check(math.MaxInt64)
	r := rand.New(rand.NewPCG(1, 2))
	for range 1_000_000 {
		check(time.Duration(r.Int64() >> r.IntN(63)))
	}
}
