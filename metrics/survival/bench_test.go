package survival_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/survival"
)

// durations are n exponential times, one in five of an open case.
func durations(n int) (over, open []time.Duration) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		d := time.Duration(r.ExpFloat64() * float64(24*time.Hour))
		if i%5 == 0 {
			open = append(open, d)
		} else {
			over = append(over, d)
		}
	}
	return over, open
}

// A year of cases of a large service desk is a million; ten million is all of them.
func BenchmarkKaplanMeier(b *testing.B) {
	for _, n := range []int{1e4, 1e6, 1e7} {
		b.Run(fmt.Sprintf("n=%.0e", float64(n)), func(b *testing.B) {
			over, open := durations(n)
			b.ReportAllocs()
			for b.Loop() {
				var t survival.Times
				for _, d := range over {
					t.Add(d)
				}
				for _, d := range open {
					t.AddOpen(d)
				}
				if e := t.Estimate(); !e.Defined() {
					b.Fatal(e)
				}
			}
		})
	}
}

func BenchmarkSketch(b *testing.B) {
	for _, n := range []int{1e4, 1e6, 1e7} {
		b.Run(fmt.Sprintf("n=%.0e", float64(n)), func(b *testing.B) {
			over, open := durations(n)
			b.ReportAllocs()
			for b.Loop() {
				var s survival.Sketch
				for _, d := range over {
					s.Add(d)
				}
				for _, d := range open {
					s.AddOpen(d)
				}
				if e := s.Estimate(); !e.Defined() {
					b.Fatal(e)
				}
			}
		})
	}
}
