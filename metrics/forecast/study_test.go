package forecast_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

var study = flag.Int("study", 0, "measure forecasts of so many series of each kind")

// A world moves a latent level, in standard deviations of one answer.
type world struct {
	name string
	next func(r *rand.Rand, t int, level float64) (next, shown float64)
}

var worlds = []world{
	{"steady", func(r *rand.Rand, t int, level float64) (float64, float64) { return level, level }},
	{"restless", func(r *rand.Rand, t int, level float64) (float64, float64) {
		return level, level + 0.15*r.NormFloat64()
	}},
	{"random walk", func(r *rand.Rand, t int, level float64) (float64, float64) {
		level += 0.1 * r.NormFloat64()
		return level, level
	}},
	{"trend", func(r *rand.Rand, t int, level float64) (float64, float64) {
		return level + 0.02, level + 0.02 + 0.1*r.NormFloat64()
	}},
	{"season", func(r *rand.Rand, t int, level float64) (float64, float64) {
		level += 0.03 * r.NormFloat64()
		return level, level + 0.3*math.Sin(2*math.Pi*float64(t)/12) + 0.05*r.NormFloat64()
	}},
}

// answers are how many give one: uneven, and sometimes few.
func answers(r *rand.Rand, usual float64) int64 {
	return 1 + int64(usual*math.Exp(0.6*r.NormFloat64()))
}

// metricKinds turn a level into what is observed of one month.
var metricKinds = map[string]func(r *rand.Rand, level float64, n int64) series.Reading{
	"share": func(r *rand.Rand, level float64, n int64) series.Reading {
		var x int64
		for range n {
			if r.NormFloat64() < 1.2+level { // about nine in ten
				x++
			}
		}
		rate := metrics.Rate{Definition: metrics.IDComplaintShare}
		_ = rate.AddCounts(x, n) // x is at most n
		return series.ReadShare(rate.Estimate(), x, n)
	},
	"nps": func(r *rand.Rand, level float64, n int64) series.Reading {
		var t stat.Trinomial
		for range n {
			switch z := r.NormFloat64() + level; {
			case z < -1.2:
				t.Minus++
			case z < -0.2:
				t.Zero++
			default:
				t.Plus++
			}
		}
		var nps metrics.NPS
		_ = nps.AddClasses(t.Minus, t.Zero, t.Plus) // counts are not negative
		return series.ReadScore(nps.Estimate(), t)
	},
	"rate": func(r *rand.Rand, level float64, n int64) series.Reading {
		var x int64
		mean := 0.05 * math.Exp(level) * float64(n)
		for e := r.ExpFloat64(); e < mean; e += r.ExpFloat64() {
			x++
		}
		rate := metrics.EventRate{Definition: metrics.IDFeedbackVolume.With("order")}
		if err := rate.Add(x, float64(n)); err != nil {
			panic(err)
		}
		return series.ReadRate(rate.Estimate(), x, float64(n))
	},
}

// months makes a series up to now, and the months to come.
func months(r *rand.Rand, w world, kind string, usual float64, past, future int) (s series.Series, to []series.Point) {
	calendar := series.Calendar{Step: series.Month}
	p := calendar.Period(time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC))
	level := 0.0
	for t := range past + future {
		var shown float64
		level, shown = w.next(r, t, level)
		point := series.Point{Period: p, Reading: metricKinds[kind](r, shown, answers(r, usual))}
		if t < past {
			s.Kind, s.Definition, s.Unit = point.Kind, point.Estimate.Definition, point.Estimate.Unit
			s.Points = append(s.Points, point)
		} else {
			to = append(to, point)
		}
		p = calendar.Next(p)
	}
	return s, to
}

// The table in the package comment comes from
//
//	go test ./metrics/forecast -run TestCoverageStudy -v -study 60 -timeout 1h
//
// Future months have as many answers as are really given then, which the forecast is
// told.
func TestCoverageStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("a study: run it with -study 60")
	}
	fmt.Println("metric  answers  months  covered 95% 1, 2, 3 months ahead  worst world           error, naive = 1: mean  worst world")
	for _, kind := range []string{"share", "nps", "rate"} {
		for _, usual := range []float64{20, 200} {
			for _, past := range []int{6, 15, 40} {
				var all tally
				worst, least := "", 2.0
				farthest, most := "", 0.0
				for _, w := range worlds {
					c := measure(t, kind, usual, past, w)
					if v := c.coverage(); v < least {
						worst, least = w.name, v
					}
					if v := c.error / c.naive; v > most {
						farthest, most = w.name, v
					}
					all.add(c)
				}
				fmt.Printf("%-6s %8.0f %7d  %13.3f %.3f %.3f  %18.3f %-12s  %12.2f  %12.2f %s\n", kind, usual, past,
					all.covered[0]/all.n, all.covered[1]/all.n, all.covered[2]/all.n, least, worst, all.error/all.naive, most, farthest)
			}
		}
	}
}

const horizon = 3

// A tally counts forecasts whose interval held what came, and sums errors.
type tally struct {
	covered         [horizon]float64
	n, error, naive float64
}

func (c *tally) add(d tally) {
	for h := range c.covered {
		c.covered[h] += d.covered[h]
	}
	c.n, c.error, c.naive = c.n+d.n, c.error+d.error/d.naive, c.naive+1
}

func (c *tally) coverage() float64 {
	return (c.covered[0] + c.covered[1] + c.covered[2]) / c.n / horizon
}

func measure(t *testing.T, kind string, usual float64, past int, w world) tally {
	r := rand.New(rand.NewPCG(3, uint64(past)))
	var c tally
	for range *study {
		s, to := months(r, w, kind, usual, past, horizon)
		last, _ := s.Points[past-1].Value()
		for h, p := range to {
			f, err := forecast.Of(s, forecast.Options{Horizon: h + 1, Answers: p.Size})
			if err != nil {
				t.Fatal(err)
			}
			at := f.Points[h]
			v, _ := p.Value()
			if v >= at.Low.Or(0)-1e-9 && v <= at.High.Or(0)+1e-9 {
				c.covered[h]++
			}
			c.error += math.Abs(v - at.Value.Or(0))
			c.naive += math.Abs(v - last)
		}
		c.n++
	}
	return c
}
