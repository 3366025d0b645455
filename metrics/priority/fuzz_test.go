package priority_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/priority"
)

// FuzzOrder: whatever the numbers, issues are put in order, scores stay in [0, 1], and
// what comes out marshals.
func FuzzOrder(f *testing.F) {
	f.Add(1.0, 0.1, 2.0, 0.2, 1.0, 1.0)
	f.Add(0.0, 0.0, 0.0, 0.0, 0.0, 3.0)
	f.Add(math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, 1e300, 1e-300, 1e300)
	f.Add(math.Inf(1), math.NaN(), 1.0, -1.0, 0.5, 0.5)
	f.Fuzz(func(t *testing.T, a, se, b, other, w, v float64) {
		issues := []priority.Issue{
			{ID: "退貨", Impact: number("x", "", a, se, 9), Trend: number("y", metrics.UnitShare, b, other, 9)},
			{ID: "排隊", Impact: number("x", "", b, other, 9), Effort: number("z", metrics.UnitSeconds, a, 0, 9)},
			{ID: "客服", Impact: number("x", "", b, se, 9), Trend: number("y", metrics.UnitShare, a, se, 9), Effort: number("z", metrics.UnitSeconds, b, 0, 9)},
		}
		for _, o := range []priority.Options{{}, {Weights: map[priority.Part]float64{priority.Impact: w, priority.Effort: v}}} {
			out, err := priority.Order(issues, o)
			if err != nil {
				continue
			}
			for _, r := range out.Ranked {
				if !(r.Score >= 0 && r.Score <= 1 && r.Confidence >= 0 && r.Confidence <= 1) {
					t.Fatalf("score %v, confidence %v", r.Score, r.Confidence)
				}
				written(t, r.Reasons...)
			}
			written(t, out.Robustness.Texts...)
			if _, err := json.Marshal(out); err != nil {
				t.Fatal(err)
			}
		}
	})
}
