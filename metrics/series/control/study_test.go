package control_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/series/control"
	"github.com/loamlib/loam/metrics/stat"
)

var study = flag.Int("study", 0, "print how often charts signal in so many series with and without a wild month")

// A month draws a reading of n answers about a level moved by shift standard
// deviations of an answer.
type month func(r *rand.Rand, n int, shift float64) series.Reading

func shareMonth(p float64) month {
	return func(r *rand.Rand, n int, shift float64) series.Reading {
		q := min(1, p+shift*math.Sqrt(p*(1-p)))
		var x int64
		for range n {
			if r.Float64() < q {
				x++
			}
		}
		rate := metrics.Rate{Definition: metrics.IDComplaintShare}
		_ = rate.AddCounts(x, int64(n)) // x is at most n
		return series.ReadShare(rate.Estimate(), x, int64(n))
	}
}

func scoreMonth(r *rand.Rand, n int, shift float64) series.Reading {
	var t stat.Trinomial
	for range n {
		switch z := r.NormFloat64() - shift; {
		case z < -0.84: // a fifth
			t.Minus++
		case z < 0.25: // two fifths
			t.Zero++
		default:
			t.Plus++
		}
	}
	var nps metrics.NPS
	_ = nps.AddClasses(t.Minus, t.Zero, t.Plus) // counts are not negative
	return series.ReadScore(nps.Estimate(), t)
}

func rateMonth(r *rand.Rand, n int, shift float64) series.Reading {
	mean := max(0, 0.05+shift*math.Sqrt(0.05)) * float64(n)
	var x int64
	for s := r.ExpFloat64(); s < mean; s += r.ExpFloat64() {
		x++
	}
	e := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
	_ = e.Add(x, float64(n)) // n is above 0
	return series.ReadRate(e.Estimate(), x, float64(n))
}

func individualMonth(r *rand.Rand, n int, shift float64) series.Reading {
	v := r.NormFloat64() + shift*math.Sqrt(50) // as a mean of 50 answers has it
	return series.ReadEstimate(metrics.Estimate{Value: metrics.NumberOf(v), N: 50})
}

// drawn is a series of k months with 5 to 200 answers, some with 2; luck is how many
// standard deviations of an answer a month differs by itself, and the second month
// from the end has 100 answers moved by wild.
func drawn(r *rand.Rand, m month, k int, luck, wild float64) series.Series {
	var s series.Series
	for i := range k {
		n := int(5 * math.Exp(r.Float64()*3.7))
		if r.IntN(10) == 0 {
			n = 2
		}
		shift := luck * r.NormFloat64()
		if i == k-2 {
			n, shift = 100, shift+wild
		}
		s.Points = append(s.Points, series.Point{Reading: m(r, n, shift)})
	}
	s.Kind, s.Definition = s.Points[0].Kind, s.Points[0].Estimate.Definition
	return s
}

// How many points per thousand signal where nothing is wrong, and how often a month of
// 100 answers half a standard deviation of an answer off is found.
//
//	go test ./metrics/series/control -run TestStudy -study 1000 -v
func TestStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("long; prints a table with -study 1000 -v")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-32s%32s%24s%20s\n", "", "false signals, per 1000", "textbook", "wild month, % found")
	fmt.Fprintf(&b, "%-32s%8s%8s%8s%8s%8s%8s%12s%8s%8s\n", "months", "", "8", "12", "24", "12", "24", "8", "12", "24")
	for _, w := range []struct {
		name string
		m    month
		luck float64
	}{
		{"share 20 %", shareMonth(0.2), 0}, {"share 2 %", shareMonth(0.02), 0}, {"share 20 %, overdispersed", shareMonth(0.2), 0.15},
		{"NPS", scoreMonth, 0}, {"NPS, overdispersed", scoreMonth, 0.2},
		{"complaints per order", rateMonth, 0}, {"complaints, overdispersed", rateMonth, 0.1}, {"individuals", individualMonth, 0},
	} {
		signals := func(k int, o control.Options, wild float64) (perPoint, found float64) {
			r := rand.New(rand.NewPCG(5, uint64(k)))
			for range *study {
				c, err := control.Of(drawn(r, w.m, k, w.luck, wild), o)
				if err != nil {
					t.Fatal(err)
				}
				for _, i := range c.Signals {
					if i == k-2 {
						found++
					}
				}
				perPoint += float64(len(c.Signals)) / float64(k)
			}
			return 1000 * perPoint / float64(*study), 100 * found / float64(*study)
		}
		fmt.Fprintf(&b, "%-40s", w.name)
		for _, k := range []int{8, 12, 24} {
			rate, _ := signals(k, control.Options{}, 0)
			fmt.Fprintf(&b, "%8.1f", rate)
		}
		for _, k := range []int{12, 24} {
			rate, _ := signals(k, control.Options{Textbook: true}, 0)
			fmt.Fprintf(&b, "%8.1f", rate)
		}
		fmt.Fprint(&b, "    ")
		for _, k := range []int{8, 12, 24} {
			_, found := signals(k, control.Options{}, 0.5)
			fmt.Fprintf(&b, "%8.0f", found)
		}
		fmt.Fprintln(&b)
	}
	t.Log("\n" + b.String())
}

// A short form of the study keeps watch: of points where nothing is wrong no more
// signal than twice what three sigmas promise, and a wild month is mostly found.
func TestSignalsAreSeldomFalse(t *testing.T) {
	const times, k = 150, 24
	for name, m := range map[string]month{"share": shareMonth(0.2), "rare share": shareMonth(0.02), "score": scoreMonth, "rate": rateMonth, "individuals": individualMonth} {
		r := rand.New(rand.NewPCG(13, 14))
		signals, found := 0, 0
		for range times {
			quiet, err := control.Of(drawn(r, m, k, 0, 0), control.Options{})
			if err != nil {
				t.Fatal(err)
			}
			signals += len(quiet.Signals)
			wild, err := control.Of(drawn(r, m, k, 0, 0.8), control.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if slices.Contains(wild.Signals, k-2) {
				found++
			}
		}
		if rate := float64(signals) / times / k; rate > 2*0.0027 {
			t.Errorf("%s: %.4f of the points signal falsely", name, rate)
		}
		if share := float64(found) / times; share < 0.75 {
			t.Errorf("%s: only %.2f of the wild months are found", name, share)
		}
	}
}
