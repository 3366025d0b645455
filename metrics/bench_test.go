package metrics_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
)

// ratings are answers of 0 to 10 as they come from a file: one byte each.
func ratings(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(r.IntN(11))
	}
	return out
}

// The kernels stand in functions of their own, so that the compiler treats them as
// it treats a caller's loop.

//go:noinline
func countBytes(counts *[256]int64, b []byte) {
	for _, v := range b {
		counts[v]++
	}
}

//go:noinline
func addBytes(n *metrics.NPS, b []byte) {
	for _, v := range b {
		n.Add(int(v))
	}
}

//go:noinline
func addSatisfaction(c *metrics.CSAT, b []byte) {
	for _, v := range b {
		c.Add(int(v))
	}
}

//go:noinline
func addEase(c *metrics.CES, b []byte) {
	for _, v := range b {
		c.Add(int(v))
	}
}

// What adding a rating costs, in the time that a bare histogram takes to count the
// same bytes: "histograms" is the ratio of the two, measured in turns.
func BenchmarkAdd(b *testing.B) {
	var nps metrics.NPS
	var csat metrics.CSAT
	var ces metrics.CES
	for _, c := range []struct {
		name      string
		low, high byte
		add       func([]byte)
	}{
		{"NPS", 0, 10, func(data []byte) { addBytes(&nps, data) }},
		{"CSAT", 1, 5, func(data []byte) { addSatisfaction(&csat, data) }},
		{"CES", 1, 7, func(data []byte) { addEase(&ces, data) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			data := ratings(1 << 20)
			for i, v := range data {
				data[i] = c.low + v%(c.high-c.low+1)
			}
			c.add(data)
			var counts [256]int64
			var bare, ours time.Duration
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				countBytes(&counts, data)
				middle := time.Now()
				c.add(data)
				bare += middle.Sub(start)
				ours += time.Since(middle)
			}
			b.ReportMetric(ours.Seconds()/bare.Seconds(), "histograms")
		})
	}
}

func BenchmarkMerge(b *testing.B) {
	var shard, total metrics.NPS
	addBytes(&shard, ratings(1000))
	b.ReportAllocs()
	for b.Loop() {
		total = metrics.NPS{}
		if err := total.Merge(&shard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEstimate(b *testing.B) {
	var n metrics.NPS
	addBytes(&n, ratings(1000))
	b.ReportAllocs()
	for b.Loop() {
		if !n.Estimate().Defined() {
			b.Fatal("undefined")
		}
	}
}

func BenchmarkMarshalBinary(b *testing.B) {
	var n metrics.NPS
	addBytes(&n, ratings(100_000))
	buf := make([]byte, 0, 256)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.AppendBinary(buf); err != nil {
			b.Fatal(err)
		}
	}
}
