package goal_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/stat"
)

// written reports a text that is missing in a language or was put together wrongly.
func written(t *testing.T, w text.Wording) {
	t.Helper()
	for _, s := range []string{w.En, w.Hant, w.Hans} {
		if s == "" || strings.Contains(s, "%!") || strings.Contains(s, "  ") || strings.ContainsAny(s, "\uE000\uE001") {
			t.Errorf("not well written: %+v", w)
		}
	}
}

// fields lists what is wrong as field: code.
func fields(t *testing.T, err error) (out []string) {
	t.Helper()
	var invalid *goal.InvalidError
	if err != nil && !errors.As(err, &invalid) {
		t.Fatalf("%T is no InvalidError", err)
	}
	if invalid != nil {
		for _, p := range invalid.Problems {
			written(t, p.Text)
			out = append(out, p.Field+": "+string(p.Code))
		}
	}
	return out
}

func TestAnEmptyGoalHasAllItsProblemsAtOnce(t *testing.T) {
	want := []string{"metric: missing", "segment: missing", "baseline: missing", "target: missing",
		"source: missing", "measured: missing", "reviewed: missing", "relevance: missing", "start: missing", "due: missing"}
	if diff := cmp.Diff(want, fields(t, goal.Goal{}.Validate())); diff != "" {
		t.Error(diff)
	}
	if err := satisfaction().Validate(); err != nil {
		t.Error(err)
	}
}

func TestProblems(t *testing.T) {
	to := func(v float64) goal.Target { return goal.Target{To: metrics.NumberOf(v)} }
	var nps metrics.NPS
	if err := nps.AddClasses(30, 30, 40); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		do   func(g *goal.Goal)
		want string
		is   error
	}{
		{"a baseline of nobody", func(g *goal.Goal) { g.Baseline = share(g.Metric, 0, 0) }, "baseline: no_baseline", stat.ErrNoData},
		{"a baseline of another scale", func(g *goal.Goal) { g.Baseline.Definition = "csat_top_box:csat7>=6" }, "baseline: other_metric", nil},
		{"65 for 65 %", func(g *goal.Goal) { g.Baseline.Value = metrics.NumberOf(65) }, "baseline: off_range", nil},
		{"a share in seconds", func(g *goal.Goal) { g.Baseline.Unit = metrics.UnitSeconds }, "metric: bad_metric", nil},
		{"fifteen per cent more of a net score", func(g *goal.Goal) {
			g.Metric, g.Baseline, g.Target = metrics.IDNPS, nps.Estimate(), goal.Target{By: metrics.Change{Relative: 0.15}}
		}, "target: not_relative", metrics.ErrNotRelative},
		{"115 points", func(g *goal.Goal) {
			g.Metric, g.Baseline, g.Target = metrics.IDNPS, nps.Estimate(), goal.Target{By: metrics.Change{Points: 105}}
		}, "target: off_range", nil},
		{"a satisfaction of 110 %", func(g *goal.Goal) { g.Target = to(1.1) }, "target: off_range", nil},
		{"a satisfaction of −5 %", func(g *goal.Goal) { g.Target = to(-0.05) }, "target: off_range", nil},
		{"twice what cannot double", func(g *goal.Goal) { g.Target = goal.Target{By: metrics.Change{Relative: 1}} }, "target: off_range", nil},
		{"NaN points", func(g *goal.Goal) { g.Target = goal.Target{By: metrics.Change{Points: math.NaN()}} }, "target: off_range", nil},
		{"change and value", func(g *goal.Goal) { g.Target.To = metrics.NumberOf(0.7) }, "target: two_targets", nil},
		{"points and relative", func(g *goal.Goal) { g.Target.By.Points = 0.1 }, "target: two_targets", nil},
		{"less satisfaction", func(g *goal.Goal) { g.Target = goal.Target{By: metrics.Change{Points: -0.1}} }, "target: wrong_direction", nil},
		{"now and then", func(g *goal.Goal) { g.Measured = "sometimes" }, "measured: unknown_cadence", nil},
		{"a review a year after six months", func(g *goal.Goal) { g.Reviewed = goal.Yearly }, "reviewed: too_seldom", nil},
		{"−5 answers", func(g *goal.Goal) { g.Sample = -5 }, "sample: bad_sample", nil},
		{"due before it starts", func(g *goal.Goal) { g.Due = goal.Months(g.Start, -1) }, "due: due_before_start", nil},
		{"due when it starts", func(g *goal.Goal) { g.Due = g.Start }, "due: due_before_start", nil},
	} {
		g := satisfaction()
		c.do(&g)
		err := g.Validate()
		if got := fields(t, err); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
		if c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %v is not %v", c.name, err, c.is)
		}
		if _, again := g.Review(g.Start, goal.Evidence{}, goal.Options{}); again == nil {
			t.Errorf("%s: it was reviewed", c.name)
		}
	}
}

// The ways to say a goal that its text allows two readings of.
func TestFifteenPerCentIsTwoThings(t *testing.T) {
	g := satisfaction() // from 60 %
	for _, c := range []struct {
		target goal.Target
		want   float64
	}{
		{goal.Target{By: metrics.Change{Relative: 0.15}}, 0.69},
		{goal.Target{By: metrics.Change{Points: 0.15}}, 0.75},
		{goal.Target{To: metrics.NumberOf(0.72)}, 0.72},
	} {
		g.Target = c.target
		if got, err := g.Aim(); err != nil || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%+v: got %v, %v; want %v", c.target, got, err, c.want)
		}
	}
}

// A goal keeps its volume direction: more feedback is neither good nor bad by itself.
func TestTheTargetSaysWhatIsBetterWhereTheMetricDoesNot(t *testing.T) {
	g := satisfaction()
	var volume metrics.EventRate
	volume.Definition = metrics.IDFeedbackVolume.With("days")
	if err := volume.Add(900, 30); err != nil {
		t.Fatal(err)
	}
	g.Metric, g.Baseline = volume.Definition, volume.Estimate()
	for _, change := range []float64{0.2, -0.2} {
		g.Target = goal.Target{By: metrics.Change{Relative: change}}
		if err := g.Validate(); err != nil {
			t.Errorf("%+v: %v", change, err)
		}
	}
}

func TestGoalsAndTheirFindingsGoThroughJSON(t *testing.T) {
	g := satisfaction()
	b, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	var back goal.Goal
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	sameTime := cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
	if diff := cmp.Diff(g, back, sameTime); diff != "" {
		t.Error(diff)
	}
	r, err := back.Review(goal.Months(g.Start, 2), goal.Evidence{Current: share(g.Metric, 380, 600)}, goal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if b, err = json.Marshal(r); err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{`"verdict":"`, `"next_review":"`, `"probability":`, `"already_met":"no"`, `"zh-Hant":"`} {
		if !strings.Contains(string(b), field) {
			t.Errorf("no %s in %s", field, b)
		}
	}
}
