package driver_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics/driver"
)

// A report on topics: mentions repeat, so that resampling does not grow with n.
func BenchmarkTopics(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		d := topics(rand.New(rand.NewPCG(1, 1)), n, 0.3)
		b.Run(fmt.Sprintf("importance/n=%.0e", float64(n)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := driver.Importance(d, driver.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("impact/n=%.0e", float64(n)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := driver.TopicImpact(d, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Rows that all differ are resampled one by one.
func BenchmarkAmounts(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		d := correlated(seeded(1), n, 8)
		b.Run(fmt.Sprintf("importance/n=%.0e", float64(n)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := driver.Importance(d, driver.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
