package series_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

var study = flag.Int("study", 0, "print how often trends are seen in so many series with and without one")

// A world makes a series of k periods. Drift is the change from first to last period
// in standard deviations of one answer; persistence is how much of the luck of a
// period, whose standard deviation is luck, stays to the next.
type world struct {
	name              string
	luck, persistence float64
	point             func(r *rand.Rand, n int64, shift float64) series.Reading
}

// normal draws around a latent level, in standard deviations of an answer.
func worlds() []world {
	share := func(p float64) func(*rand.Rand, int64, float64) series.Reading {
		return func(r *rand.Rand, n int64, shift float64) series.Reading {
			q := 1 / (1 + math.Exp(-(math.Log(p/(1-p)) + shift/math.Sqrt(p*(1-p)))))
			var x int64
			for range n {
				if r.Float64() < q {
					x++
				}
			}
			rate := metrics.Rate{Definition: metrics.IDComplaintShare}
			_ = rate.AddCounts(x, n) // x is at most n
			return series.ReadShare(rate.Estimate(), x, n)
		}
	}
	score := func(r *rand.Rand, n int64, shift float64) series.Reading {
		var t stat.Trinomial
		for range n {
			switch z := r.NormFloat64() + shift; {
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
	mean := func(r *rand.Rand, n int64, shift float64) series.Reading {
		var c metrics.CSAT
		for range n {
			c.Add(int(math.Round(max(1, min(5, 4+r.NormFloat64()+shift)))))
		}
		return series.ReadMean(c.Mean(), c.Distribution())
	}
	rate := func(r *rand.Rand, n int64, shift float64) series.Reading {
		lambda := float64(n) / 5 * math.Exp(shift/math.Sqrt(0.2))
		var x int64
		for s := r.ExpFloat64(); s < lambda; s += r.ExpFloat64() {
			x++
		}
		e := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
		_ = e.Add(x, float64(n)) // n is above 0
		return series.ReadRate(e.Estimate(), x, float64(n))
	}
	other := func(r *rand.Rand, n int64, shift float64) series.Reading {
		reading := mean(r, n, shift)
		return series.ReadEstimate(reading.Estimate)
	}
	return []world{
		{"share 20 %", 0, 0, share(0.2)},
		{"share 2 %", 0, 0, share(0.02)},
		{"share 20 %, overdispersed", 0.15, 0, share(0.2)},
		{"share 20 %, persistent 0.4", 0.15, 0.4, share(0.2)},
		{"NPS", 0, 0, score},
		{"NPS, overdispersed", 0.2, 0, score},
		{"NPS, persistent 0.4", 0.2, 0.4, score},
		{"mean of 1 to 5", 0, 0, mean},
		{"mean, overdispersed", 0.2, 0, mean},
		{"complaints per order", 0, 0, rate},
		{"complaints, overdispersed", 0.1, 0, rate},
		{"complaints, persistent 0.4", 0.1, 0.4, rate},
		{"by ranks", 0, 0, other},
	}
}

// series makes a series of months with 5 to 200 answers, some months with 2.
func (w world) series(r *rand.Rand, k int, drift float64) series.Series {
	c := series.Calendar{}
	p := c.Period(time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC))
	var s series.Series
	luck := w.luck * r.NormFloat64()
	for i := range k {
		n := int64(5 * math.Exp(r.Float64()*3.7))
		if r.IntN(10) == 0 {
			n = 2
		}
		shift := drift*(float64(i)/float64(k-1)-0.5) + luck
		s.Points = append(s.Points, series.Point{Period: p, Reading: w.point(r, n, shift)})
		p = c.Next(p)
		luck = w.persistence*luck + math.Sqrt(1-w.persistence*w.persistence)*w.luck*r.NormFloat64()
	}
	s.Kind, s.Definition, s.Unit = s.Points[0].Kind, s.Points[0].Estimate.Definition, s.Points[0].Estimate.Unit
	return s
}

// seen is the share of series in which a trend is shown.
func (w world) seen(t *testing.T, times, k int, drift float64) float64 {
	t.Helper()
	r := rand.New(rand.NewPCG(7, uint64(k)))
	shown := 0
	for range times {
		trend, err := w.series(r, k, drift).Trend(series.TrendOptions{Season: 1})
		if err != nil {
			t.Fatal(err)
		}
		if trend.Shown() {
			shown++
		}
	}
	return float64(shown) / float64(times)
}

// How often a trend is seen where there is none, and where the last month lies 0.6
// standard deviations of an answer from the first.
//
//	go test ./metrics/series -run TestTrendStudy -study 1000 -v
func TestTrendStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("long; prints a table with -study 1000 -v")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s %24s   %24s\n", "", "no trend, % seen", "trend, % seen")
	fmt.Fprintf(&b, "%-28s %8s%8s%8s   %8s%8s%8s\n", "months", "8", "12", "24", "8", "12", "24")
	for _, w := range worlds() {
		fmt.Fprintf(&b, "%-28s ", w.name)
		for _, drift := range []float64{0, 0.6} {
			for _, k := range []int{8, 12, 24} {
				fmt.Fprintf(&b, "%8.1f", 100*w.seen(t, *study, k, drift))
			}
			fmt.Fprint(&b, "   ")
		}
		fmt.Fprintln(&b)
	}
	t.Log("\n" + b.String())
}

// A short form of the study keeps watch: in independent months no more than one series
// in twenty shows a trend that is not there, four standard errors allowed, and most that
// are there are seen.
func TestTrendsAreSeldomFalse(t *testing.T) {
	const times, k = 150, 12
	for _, w := range worlds() {
		if w.persistence > 0 {
			continue
		}
		if seen := w.seen(t, times, k, 0); seen > 0.05+4*math.Sqrt(0.05*0.95/times) {
			t.Errorf("%s: %.2f of the series without a trend show one", w.name, seen)
		}
		if seen := w.seen(t, times, k, 1.2); seen < 0.75 {
			t.Errorf("%s: only %.2f of the trends are seen", w.name, seen)
		}
	}
}
