package goal_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/goal"
)

// FuzzReview: whatever the numbers, a goal is refused or judged, in all languages, and
// what comes out marshals.
func FuzzReview(f *testing.F) {
	f.Add(0.6, 0.66, int64(620), 0.65, 1e-4, int64(600), int64(90), int64(182), 0.0)
	f.Add(1.0, 1.0, int64(1), 1.0, 0.0, int64(2), int64(0), int64(1), 0.0)
	f.Add(0.0, 0.5, int64(3), 0.0, 0.0, int64(0), int64(1e6), int64(1e6), 0.0)
	f.Add(-40.0, 0.0, int64(70), -20.0, 16.0, int64(70), int64(60), int64(90), 0.3)
	f.Add(0.5, 0.6, int64(math.MaxInt64), 0.5, 1e300, int64(math.MaxInt64), int64(-5), int64(40000), 1e-300)
	f.Fuzz(func(t *testing.T, base, aim float64, n int64, value, variance float64, m, day, days int64, se float64) {
		start := time.Date(2026, 1, 31, 0, 0, 0, 0, taipei)
		at := func(d int64) time.Time { return start.AddDate(0, 0, int(d%100_000)) }
		for _, id := range []metrics.ID{metrics.IDReplyRate, metrics.IDNPS, metrics.IDWaitingTime.With("p50"), "our_own"} {
			d, _ := metrics.Lookup(id)
			e := metrics.NewEstimate(id, d.Unit, n)
			e.Value, e.Low, e.High, e.Confidence = metrics.NumberOf(base), metrics.NumberOf(base-se), metrics.NumberOf(base+se), 0.95
			g := goal.Goal{Metric: id, Segment: "北區", Baseline: e, Target: goal.Target{To: metrics.NumberOf(aim)}, Source: "survey",
				Measured: goal.Daily, Reviewed: goal.Weekly, Relevance: "churn", Start: start, Due: at(days)}
			evidence := goal.Evidence{Points: []goal.Point{
				{At: at(day), Value: value, Variance: variance, N: m}, {At: at(day / 2), Value: value, N: m}, {At: at(-day), Value: base, Variance: variance, N: n}}}
			r, err := g.Review(at(day), evidence, goal.Options{})
			if err != nil {
				continue
			}
			if _, err := json.Marshal(r); err != nil {
				t.Fatal(err)
			}
			if p, ok := r.Outlook.Probability.Get(); ok && !(p >= 0 && p <= 1) {
				t.Fatalf("probability %v", p)
			}
			for _, w := range r.Reasons {
				written(t, w)
			}
			if a, err := g.Appraise(at(day), evidence.Points, goal.Options{}); err != nil {
				t.Fatal(err)
			} else if _, err := json.Marshal(a); err != nil {
				t.Fatal(err)
			}
		}
	})
}
