package series_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics/series"
)

// One search for changes: a year of weeks and a year of days, with one change that is
// tested to the end, and without, where tests stop early.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{52, 365} {
		for _, shift := range []float64{0, 2} {
			r := rand.New(rand.NewPCG(1, 1))
			x := make([]float64, n)
			for t := range x {
				x[t] = r.NormFloat64()
				if t > n/2 {
					x[t] += shift
				}
			}
			m, err := series.MeanChanges(x, 0)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("n=%d/shift=%v", n, shift), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := m.Find(series.ChangeOptions{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
