package exact_test

import (
	"bytes"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics/internal/exact"
)

// terms are n float64s of every size, drawn from bit patterns.
func terms(r *rand.Rand, n int) []float64 {
	out := make([]float64, 0, n)
	for len(out) < n {
		if x := math.Float64frombits(r.Uint64()); !math.IsNaN(x) && !math.IsInf(x, 0) {
			out = append(out, x)
		}
	}
	return out
}

func sum(x ...float64) *exact.Sum {
	var s exact.Sum
	for _, v := range x {
		s.Add(v)
	}
	return &s
}

func encoded(t *testing.T, s *exact.Sum) []byte {
	t.Helper()
	b, err := s.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestValueIsTheRoundedExactSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		x := terms(r, 1+r.IntN(20))
		want := new(big.Float).SetPrec(3000)
		for _, v := range x {
			want.Add(want, new(big.Float).SetFloat64(v))
		}
		w, _ := want.Float64()
		if got := sum(x...).Value(); got != w {
			t.Fatalf("sum of %v = %v, want %v", x, got, w)
		}
	}
}

func TestKnownSums(t *testing.T) {
	tiny := math.SmallestNonzeroFloat64
	for _, c := range []struct {
		name string
		x    []float64
		want float64
	}{
		{"nothing", nil, 0},
		{"cancels to a small rest", []float64{1e308, 1, -1e308}, 1},
		{"smallest", []float64{tiny, tiny}, 2 * tiny},
		{"negative", []float64{-0.1, -0.2}, -0.30000000000000004},
		{"largest twice", []float64{math.MaxFloat64, math.MaxFloat64}, math.Inf(1)},
		{"largest and back", []float64{math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64}, math.MaxFloat64},
		{"ten tenths", []float64{.1, .1, .1, .1, .1, .1, .1, .1, .1, .1}, 1},
	} {
		if got := sum(c.x...).Value(); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOrderAndShardsDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	x := terms(r, 1000)
	want := encoded(t, sum(x...))
	for range 20 {
		r.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
		cut := r.IntN(len(x))
		left, right := sum(x[:cut]...), sum(x[cut:]...)
		left.Merge(right)
		if got := encoded(t, left); !bytes.Equal(got, want) {
			t.Fatalf("split at %d gives other bytes", cut)
		}
	}
}

func TestTextAndBytesGoRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		s := sum(terms(r, r.IntN(5))...)
		b := encoded(t, s)
		got, rest, err := exact.Decode(append(b, 7))
		if err != nil || !bytes.Equal(rest, []byte{7}) || !bytes.Equal(encoded(t, &got), b) {
			t.Fatalf("bytes of %v: %v, rest %v", s.Value(), err, rest)
		}
		text, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back exact.Sum
		if err := back.UnmarshalText(text); err != nil || !bytes.Equal(encoded(t, &back), b) {
			t.Fatalf("text %s: %v", text, err)
		}
		for i := range b {
			if _, _, err := exact.Decode(b[:i]); err == nil {
				t.Fatalf("decoding %d of %d bytes gave no error", i, len(b))
			}
		}
	}
}

func TestBadTextIsRefused(t *testing.T) {
	for _, text := range []string{"", "x", "Inf", "-Inf", "NaN", "1e400", "1e-400", "1e999999999", "0.1"} {
		var s exact.Sum
		if err := s.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q gave no error", text)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(&testing.T{}, sum(1, 2.5)))
	f.Add(encoded(&testing.T{}, sum(-1e300, 1e-300)))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, _, err := exact.Decode(b)
		if err != nil {
			return
		}
		again, rest, err := exact.Decode(encoded(t, &s))
		if err != nil || len(rest) != 0 || again.Value() != s.Value() {
			t.Fatalf("%x: %v", b, err)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	var s exact.Sum
	b.ReportAllocs()
	for b.Loop() {
		s.Add(15.84)
	}
}
