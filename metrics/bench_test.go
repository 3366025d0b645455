package metrics_test

import (
	"math/rand/v2"
	"testing"

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

// What adding a rating costs, beside the least that counting it could cost.
func BenchmarkAdd(b *testing.B) {
	data := ratings(1 << 20)
	b.Run("histogram", func(b *testing.B) {
		var counts [256]int64
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			countBytes(&counts, data)
		}
	})
	b.Run("NPS", func(b *testing.B) {
		var n metrics.NPS
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			addBytes(&n, data)
		}
	})
	b.Run("CSAT", func(b *testing.B) {
		var c metrics.CSAT
		five := make([]byte, len(data))
		for i, v := range data {
			five[i] = 1 + v%5
		}
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			addSatisfaction(&c, five)
		}
	})
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
