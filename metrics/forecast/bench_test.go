package forecast_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/forecast"
)

// One forecast of a metric by month or week: the choice of a model and its interval.
func BenchmarkValues(b *testing.B) {
	for _, c := range []struct{ n, season int }{{30, 1}, {60, 12}, {260, 1}, {260, 7}} {
		x := make([]float64, c.n)
		for t := range x {
			x[t] = 40 + 3*math.Sin(float64(t)) + 5*math.Cos(float64(t*t))
		}
		b.Run(fmt.Sprintf("n=%d/season=%d", c.n, c.season), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := forecast.Values(x, forecast.Options{Horizon: 3, Season: c.season}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
