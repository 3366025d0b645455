package survival_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/stat"
	"github.com/loamlib/loam/metrics/survival"
)

// lifetime is a case of a random sample.
type lifetime struct {
	hours int
	over  bool
}

func randomLifetimes(r *rand.Rand, n, longest int) []lifetime {
	out := make([]lifetime, n)
	for i := range out {
		out[i] = lifetime{1 + r.IntN(longest), r.IntN(3) > 0}
	}
	return out
}

func timesOf(sample []lifetime) *survival.Times {
	var t survival.Times
	for _, c := range sample {
		if c.over {
			t.Add(time.Duration(c.hours) * time.Hour)
		} else {
			t.AddOpen(time.Duration(c.hours) * time.Hour)
		}
	}
	return &t
}

// Efron (1967) reaches the curve of Kaplan and Meier on another way: each open case
// hands its weight on, in equal parts, to those that lasted longer.
func redistributed(sample []lifetime) map[int]float64 {
	sample = slices.Clone(sample)
	slices.SortFunc(sample, func(a, b lifetime) int {
		if a.hours != b.hours {
			return a.hours - b.hours
		}
		if a.over == b.over {
			return 0
		}
		if a.over { // cases end before others are cut off at the same time
			return -1
		}
		return 1
	})
	weights := make([]float64, len(sample))
	for i := range weights {
		weights[i] = 1 / float64(len(sample))
	}
	open := map[int]float64{}
	left := 1.0
	for i, c := range sample {
		if c.over {
			left -= weights[i]
			open[c.hours] = left
			continue
		}
		for j := i + 1; j < len(sample); j++ {
			weights[j] += weights[i] / float64(len(sample)-i-1)
		}
	}
	return open
}

func TestCurveIsThatOfRedistributedWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		sample := randomLifetimes(r, 1+r.IntN(40), 1+r.IntN(30))
		want := redistributed(sample)
		for p := range timesOf(sample).Curve().Points(0.95) {
			if w := want[int(p.Time.Hours())]; math.Abs(p.Open-w) > 1e-12 {
				t.Fatalf("%v: %v at %v, want %v", sample, p.Open, p.Time, w)
			}
		}
	}
}

// The restricted mean is the area under the steps, added up hour by hour.
func TestRestrictedMeanIsTheArea(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		sample := randomLifetimes(r, 1+r.IntN(40), 1+r.IntN(30))
		curve := timesOf(sample).Curve()
		tau := 1 + r.IntN(int(curve.Longest().Hours()))
		open := map[int]float64{}
		for p := range curve.Points(0.95) {
			open[int(p.Time.Hours())] = p.Open
		}
		var area float64
		now := 1.0
		for h := range tau {
			if s, ok := open[h]; ok {
				now = s
			}
			area += now
		}
		e, err := curve.RestrictedMean(time.Duration(tau)*time.Hour, 0.95)
		if err != nil || math.Abs(value(e.Value)-area) > 1e-9 {
			t.Fatalf("%v to %d: %v, %v, want %v", sample, tau, e, err, area)
		}
	}
}

// Without censoring the curve is the share that lasted longer, the mean to the end
// the mean, the share within a target the share within it, and the log-rank test
// does not care what the groups are called.
func TestWithoutOpenCasesNothingIsNew(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		var times survival.Times
		hours := make([]float64, 2+r.IntN(50))
		for i := range hours {
			hours[i] = float64(1 + r.IntN(20))
			times.Add(time.Duration(hours[i]) * time.Hour)
		}
		m, err := stat.MomentsOf(hours)
		if err != nil {
			t.Fatal(err)
		}
		mean, err := times.Curve().RestrictedMean(times.Curve().Longest(), 0.95)
		if err != nil || math.Abs(value(mean.Value)-m.Mean) > 1e-9 {
			t.Errorf("mean %v, %v, want %v", mean, err, m.Mean)
		}
		median, err := stat.Median(hours)
		if err != nil || math.Abs(value(times.Estimate().Value)-median) > 1e-9 {
			t.Errorf("%v: median %v, %v, want %v", hours, times.Estimate(), err, median)
		}
		target := 1 + r.IntN(20)
		within := 0.0
		for _, h := range hours {
			if h <= float64(target) {
				within++
			}
		}
		if got := share(times.Within(time.Duration(target) * time.Hour).Value); math.Abs(got-within/float64(len(hours))) > 1e-12 {
			t.Errorf("%v within %d, want %v of %d", got, target, within, len(hours))
		}
	}
	a, b := timesOf(randomLifetimes(r, 40, 20)), timesOf(randomLifetimes(r, 50, 30))
	x, err := survival.LogRank(a, b)
	y, err2 := survival.LogRank(b, a)
	if err != nil || err2 != nil || math.Abs(x.Test.Statistic-y.Test.Statistic) > 1e-9 {
		t.Errorf("%v and %v, %v, %v", x, y, err, err2)
	}
}
