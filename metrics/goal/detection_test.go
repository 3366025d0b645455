package goal_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/goal"
)

// appraised is the detection of a goal from x of n to a share, with samples of size m.
func appraised(t *testing.T, x, n int64, to float64, m int64) goal.Detection {
	t.Helper()
	g := satisfaction()
	g.Baseline, g.Target, g.Sample = share(g.Metric, x, n), goal.Target{To: metrics.NumberOf(to)}, m
	a, err := g.Appraise(g.Start, nil, goal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range a.Remarks {
		written(t, w)
	}
	return a.Detection
}

// With a baseline that is known exactly, the answers needed are those of a one-sample
// comparison: (1.959964 + 0.841621)² p(1−p) / d², here with p half way, 0.625:
// 7.848879 · 0.234375 / 0.0025 = 735.8. A baseline of 1e12 answers is as good as exact.
func TestNeededIsTheTextbookNumber(t *testing.T) {
	if d := appraised(t, 6e11, 1e12, 0.65, 736); d.Needed.Or(0) != 736 || !d.Shows {
		t.Errorf("got %v, %v", d.Needed, d.Shows)
	}
	if d := appraised(t, 6e11, 1e12, 0.65, 735); d.Shows {
		t.Error("735 are said to suffice")
	}
}

// The smallest change is shown with the power asked for: the estimate is that many
// standard errors from the baseline, and the test of a change asks for z of them.
func TestTheSmallestChangeHasThePower(t *testing.T) {
	for _, m := range []int64{80, 500, 4000} {
		d := appraised(t, 480, 800, 0.9, m)
		smallest, ok := d.Smallest.Get()
		if !ok {
			t.Fatalf("%d answers show nothing", m)
		}
		base := share("csat_top_box:csat5>=4", 480, 800)
		z := distuv.UnitNormal.Quantile(0.975)
		v0 := math.Pow((base.High.Or(0)-base.Low.Or(0))/2/z, 2)
		p := 0.6 + smallest/2
		power := distuv.UnitNormal.CDF(smallest/math.Sqrt(v0+p*(1-p)/float64(m)) - z)
		if math.Abs(power-0.8) > 1e-9 {
			t.Errorf("%d answers: power %v of a change of %v", m, power, smallest)
		}
	}
}

func TestWhatNoSampleShows(t *testing.T) {
	if d := appraised(t, 24, 40, 0.66, 100_000); d.Needed.Defined() || d.Shows {
		t.Errorf("a change of six points from a baseline of 40 needs %v", d.Needed)
	}
	if d := appraised(t, 54, 60, 0.95, 20); d.Smallest.Defined() {
		t.Errorf("from 90 %% with 20 answers: %v, beyond 100 %%", d.Smallest)
	}
	if d := appraised(t, 60, 100, 0.6, 100); d.Needed.Defined() || d.Shows || !d.Smallest.Defined() {
		t.Errorf("no change at all: %+v", d)
	}
}

// Less waiting is better, and a wait below 0 is none.
func TestDetectionOfATime(t *testing.T) {
	g := satisfaction()
	g.Metric = metrics.IDFirstResponseTime.With("p50")
	hours := func(h float64) metrics.Number { return metrics.NumberOf(3600 * h) }
	g.Baseline = metrics.Estimate{Definition: g.Metric, Value: hours(10), Low: hours(8), High: hours(12), Confidence: 0.95, N: 400}
	g.Target = goal.Target{By: metrics.Change{Relative: -0.4}}
	a, err := g.Appraise(g.Start, nil, goal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// se 2h/1.96 each, so √2 · 2h · (1.96+0.8416)/1.96 = 4.043 h, a little more than the 4 h wanted.
	if got := a.Detection.Smallest.Or(0) / 3600; math.Abs(got-4.0429) > 1e-3 || a.Detection.Shows {
		t.Errorf("got %v hours, shows: %v", got, a.Detection.Shows)
	}
	if got := a.Required.Or(0); got >= 0 {
		t.Errorf("required slope %v, want less waiting", got)
	}
}
