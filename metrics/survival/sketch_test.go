package survival_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/metricstest"
	"github.com/loamlib/loam/metrics/survival"
)

func TestSketchKeepsTheContract(t *testing.T) {
	metricstest.Run(t, metricstest.Subject[survival.Sketch]{
		Add: func(a *survival.Sketch, r *rand.Rand) {
			d := time.Duration(r.Int64N(1<<r.IntN(62))) - 1
			switch r.IntN(5) {
			case 0:
				a.AddOpen(d)
			case 1:
				a.AddExit(d)
			default:
				a.Add(d)
			}
		},
	})
}

// A curve from a sketch is the curve of durations moved by less than 1 %: without
// censoring its quantiles are within that of the exact ones.
func TestSketchAndTimesAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var exact survival.Times
	var sketch survival.Sketch
	for range 5001 {
		d := time.Duration(r.ExpFloat64() * float64(20*time.Hour))
		exact.Add(d)
		sketch.Add(d)
	}
	for _, p := range []float64{0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99} {
		want := must(t)(exact.Curve().Quantile(p, 0.95))
		got := must(t)(sketch.Curve().Quantile(p, 0.95))
		for _, pair := range [][2]metrics.Number{{got.Value, want.Value}, {got.Low, want.Low}, {got.High, want.High}} {
			if g, w := value(pair[0]), value(pair[1]); math.Abs(g-w) > survival.RelativeError*w {
				t.Errorf("p = %v: %v, want %v within 1/128", p, g, w)
			}
		}
	}
}

func TestSketchStaysSmall(t *testing.T) {
	var s survival.Sketch
	r := rand.New(rand.NewPCG(5, 6))
	for range 200_000 {
		s.Add(time.Duration(r.Int64() >> r.IntN(63)))
	}
	s.Add(math.MaxInt64)
	b, err := s.MarshalBinary()
	if err != nil || len(b) > 16_000 {
		t.Errorf("200 000 durations of every size take %d bytes, %v", len(b), err)
	}
}

func TestSketchQuantileIsForClosedCases(t *testing.T) {
	var s survival.Sketch
	if _, err := s.Quantile(0.5); err == nil {
		t.Error("the quantile of nothing gave no error")
	}
	s.Add(time.Hour)
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := s.Quantile(p); err == nil {
			t.Errorf("p = %v gave no error", p)
		}
	}
	s.AddOpen(time.Hour)
	if _, err := s.Quantile(0.5); err == nil {
		t.Error("an open case gave no error")
	}
	response := survival.Sketch{Definition: metrics.IDFirstResponseTime}
	if err := s.Merge(&response); err == nil {
		t.Error("resolution and response times merged")
	}
}

func TestSketchDoesNotOverflow(t *testing.T) {
	var s survival.Sketch
	s.Add(time.Hour)
	for {
		same := survival.Sketch{}
		b, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := same.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if err := s.Merge(&same); err != nil {
			break
		}
	}
	if over, _ := s.Counts(); over != 1<<62 {
		t.Errorf("it stopped at %d cases", over)
	}
}
