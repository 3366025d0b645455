package effect_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/effect"
)

var study = flag.Int("study", 0, "print how often each design is wrong, and how often it finds an effect, in so many runs; 0 runs a short form")

// A trial makes data with an action that adds so much, and judges it.
type trial struct {
	name   string
	effect float64 // that is to be found
	run    func(r *rand.Rand, effect float64) effect.Verdict
	most   float64 // of verdicts that something changed where nothing did, as measured and with room for sampling
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func score(r *rand.Rand, n int, promoters, detractors float64) *metrics.NPS {
	var s metrics.NPS
	for range n {
		switch u := r.Float64(); {
		case u < promoters:
			s.Add(10)
		case u < promoters+detractors:
			s.Add(3)
		default:
			s.Add(8)
		}
	}
	return &s
}

var points = effect.Options{Definition: metrics.IDNPS}

func beforeAfter(r *rand.Rand, add float64) effect.Verdict {
	before, after := score(r, 400, 0.40, 0.25), score(r, 400, 0.40+add/200, 0.25-add/200)
	return must(effect.BeforeAfter(must(after.Compare(before, 0.95)), effect.Baseline{}, effect.Options{})).Verdict
}

// worstOfTwelve takes action after the worst of twelve months that are all alike.
func worstOfTwelve(history bool) func(r *rand.Rand, add float64) effect.Verdict {
	return func(r *rand.Rand, add float64) effect.Verdict {
		var months []*metrics.NPS
		var estimates []metrics.Estimate
		for range 12 {
			months = append(months, score(r, 150, 0.40, 0.25))
			estimates = append(estimates, months[len(months)-1].Estimate())
		}
		b := effect.Baseline{}
		worst := effect.Worst(estimates)
		if history {
			b = effect.Baseline{ChosenBecauseBad: true, History: estimates, Chosen: worst}
		}
		after := score(r, 150, 0.40+add/200, 0.25-add/200)
		return must(effect.BeforeAfter(must(after.Compare(months[worst], 0.95)), b, effect.Options{})).Verdict
	}
}

// series has n months before and after, each like the one before by phi.
func series(n int, phi float64, o effect.SeriesOptions) func(r *rand.Rand, add float64) effect.Verdict {
	o.Options = points
	return func(r *rand.Rand, add float64) effect.Verdict {
		var values []float64
		noise := r.NormFloat64()
		for i := range 2 * n {
			noise = phi*noise + math.Sqrt(1-phi*phi)*r.NormFloat64()
			v := 30 + 0.2*float64(i) + 4*noise
			if i >= n {
				v += add
			}
			values = append(values, v)
		}
		return must(effect.Interrupted(months(values), month(n), o)).Verdict
	}
}

// shareSeries has 12 months before and after of uneven numbers of answers.
func shareSeries(r *rand.Rand, add float64) effect.Verdict {
	var list []effect.SharePoint
	for i := range 24 {
		p := 0.3 + 0.002*float64(i)
		if i >= 12 {
			p += add
		}
		point := effect.SharePoint{At: month(i), N: int64(20 + r.IntN(400))}
		for range point.N {
			if r.Float64() < p {
				point.X++
			}
		}
		list = append(list, point)
	}
	return must(effect.InterruptedShares(list, month(12), effect.Options{Definition: metrics.IDComplaintShare})).Verdict
}

// stores are so many with the action and without, six months before and after, with
// levels and seasons of their own.
func stores(treated, control int) func(r *rand.Rand, add float64) effect.Verdict {
	return func(r *rand.Rand, add float64) effect.Verdict {
		var rows []effect.Row
		for s := range treated + control {
			level, drift := 4*r.NormFloat64(), 2*r.NormFloat64()
			for m := range 12 {
				v := 30 + level + 3*r.NormFloat64() + math.Sin(float64(m))
				if m >= 6 {
					v += drift
					if s < treated {
						v += add
					}
				}
				rows = append(rows, effect.Row{Unit: fmt.Sprint(s), Treated: s < treated, Period: m, Value: v})
			}
		}
		return must(effect.DiffInDiff(rows, 6, effect.DifferenceOptions{Options: points})).Verdict
	}
}

// regions are one with the action and one without, both of which fall for other reasons.
func regions(r *rand.Rand, add float64) effect.Verdict {
	treated := must(score(r, 300, 0.37+add/200, 0.28-add/200).Compare(score(r, 300, 0.40, 0.25), 0.95))
	control := must(score(r, 900, 0.42, 0.23).Compare(score(r, 900, 0.45, 0.20), 0.95))
	return must(effect.AgainstControl(treated, control, effect.Options{})).Verdict
}

var trials = []trial{
	{"before and after, NPS of 400 each", 16, beforeAfter, 0.05},
	{"the worst of 12 months, 150 answers each, not told", 16, worstOfTwelve(false), 1},
	{"the same with its history", 16, worstOfTwelve(true), 0.05},
	{"series of 12 + 12, unrelated", 8, series(12, 0, effect.SeriesOptions{}), 0.06},
	{"series of 24 + 24, unrelated", 8, series(24, 0, effect.SeriesOptions{}), 0.06},
	{"series of 24 + 24, neighbours alike by 0.3", 8, series(24, 0.3, effect.SeriesOptions{}), 0.07},
	{"the same by Newey-West alone", 8, series(24, 0.3, effect.SeriesOptions{Errors: effect.NeweyWest}), 1},
	{"series of 24 + 24, neighbours alike by 0.6", 8, series(24, 0.6, effect.SeriesOptions{}), 0.09},
	{"shares of 12 + 12 months", -0.08, shareSeries, 0.05},
	{"a region of 300 answers, another of 900, both fall", 25, regions, 0.05},
	{"3 stores with the action, 4 without", 6, stores(3, 4), 0.05},
	{"6 stores with the action, 6 without", 6, stores(6, 6), 0.05},
	{"3 stores with the action, 30 without", 6, stores(3, 30), 0.05},
	{"15 stores with the action, 15 without", 4, stores(15, 15), 0.05},
}

// TestStudy counts wrong and right verdicts. In full it prints the table of the package
// comment:
//
//	go test ./metrics/effect -run 'Study$' -v -study 2000
func TestStudy(t *testing.T) {
	runs := 15
	if *study > 0 {
		runs = *study
		t.Logf("%-50s %12s %12s %8s", "", "false, of "+fmt.Sprint(runs), "no effect", "found")
	}
	for _, s := range trials {
		var wrong, no, found int
		for i := range runs {
			switch s.run(rand.New(rand.NewPCG(uint64(i), 1)), 0) {
			case effect.Better, effect.Worse:
				wrong++
			case effect.NoChange:
				no++
			}
			if s.run(rand.New(rand.NewPCG(uint64(i), 2)), s.effect) == effect.Better {
				found++
			}
		}
		rate := func(k int) float64 { return float64(k) / float64(runs) }
		if *study > 0 {
			t.Logf("%-50s %12.3f %12.3f %8.3f", s.name, rate(wrong), rate(no), rate(found))
		}
		if most := s.most + 3*math.Sqrt(s.most*(1-s.most)/float64(runs)); rate(wrong) > most {
			t.Errorf("%s: an effect is found in %.3f where there is none, want at most %.3f", s.name, rate(wrong), most)
		}
	}
}
