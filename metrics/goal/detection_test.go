package goal_test

import (
	"math"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/stat"
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
// test of 0.6 against 0.65 (Fleiss 1981): (1.959964 √(0.6·0.4) + 0.841621 √(0.65·0.35))² /
// 0.05² = 741.5. A baseline of 1e12 answers is as good as exact.
func TestNeededIsTheTextbookNumber(t *testing.T) {
	if d := appraised(t, 6e11, 1e12, 0.65, 742); d.Needed.Or(0) != 742 || !d.Shows {
		t.Errorf("got %v, %v", d.Needed, d.Shows)
	}
	if d := appraised(t, 6e11, 1e12, 0.65, 741); d.Shows {
		t.Error("741 are said to suffice")
	}
}

// With as many answers as the baseline has, the smallest change has the power of R's
// power.prop.test.
func TestTheSmallestChangeHasThePower(t *testing.T) {
	for _, n := range []int64{100, 500, 4000} {
		d := appraised(t, 6*n/10, n, 0.9, n)
		power, err := stat.Design{}.PowerShares(0.6, 0.6+d.Smallest.Or(0), float64(n))
		if err != nil || math.Abs(power-0.8) > 1e-9 {
			t.Errorf("%d answers: power %v of a change of %v (%v)", n, power, d.Smallest, err)
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
