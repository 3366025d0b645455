package effect_test

import (
	"embed"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/internal/oracletest"
)

//go:embed testdata
var testdata embed.FS

// months are points of consecutive months.
func months(values []float64) []effect.Point {
	var out []effect.Point
	for i, v := range values {
		out = append(out, effect.Point{At: month(i), Value: metrics.NumberOf(v)})
	}
	return out
}

func month(i int) time.Time {
	return time.Date(2020, time.January+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
}

func TestInterruptedAgreesWithR(t *testing.T) {
	type series struct {
		Y            []float64
		LastPreIndex int `json:"last_pre_index"`
		Lag          int
	}
	oracletest.Run(t, testdata, "testdata/interrupted_time_series.json", func(t *testing.T, in series, c oracletest.Case) {
		run := func(o effect.SeriesOptions) *effect.Series {
			t.Helper()
			s, err := effect.Interrupted(months(in.Y), month(in.LastPreIndex), o)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		parts := func(s *effect.Series, of func(effect.Part) float64) []float64 {
			return []float64{of(s.Start), of(s.Trend), of(s.Level), of(s.Slope)}
		}
		value := func(p effect.Part) float64 { return p.Value.Or(1e99) }
		p := func(p effect.Part) float64 { return p.P.Or(1e99) }
		se := func(p effect.Part) float64 { return p.StdErr.Or(1e99) }
		usual := run(effect.SeriesOptions{Lag: &in.Lag, Errors: effect.NeweyWest})
		c.Check(t, "coef", parts(usual, value)...)
		c.Check(t, "nw_p", parts(usual, p)...)
		c.Check(t, "nw_t", parts(usual, func(x effect.Part) float64 { return value(x) / se(x) })...)
		c.Check(t, "durbin_watson", usual.DurbinWatson.Or(1e99))
		c.Check(t, "fitted_last", usual.Fitted.Or(1e99))
		c.Check(t, "counterfactual_last", usual.Counterfactual.Or(1e99))
		for field, e := range map[string]effect.Errors{
			"nw_se_adjust": effect.NeweyWest, "nw_se_no_adjust": effect.NeweyWestPlain, "ols_se": effect.Ordinary,
			"hc1_se": effect.HC1, "hc3_se": effect.HC3,
		} {
			c.Check(t, field, parts(run(effect.SeriesOptions{Lag: &in.Lag, Errors: e}), se)...)
		}
		c.Check(t, "auto_lag_newey_west_1994", float64(run(effect.SeriesOptions{AutomaticLag: true}).Lag))
	})
}

func TestDifferenceInDiffAgreesWithR(t *testing.T) {
	type table struct {
		Y             []float64
		Treated, Post []int
		Unit          []int
	}
	oracletest.Run(t, testdata, "testdata/diff_in_diff.json", func(t *testing.T, in table, c oracletest.Case) {
		var rows []effect.Row
		for i, y := range in.Y {
			rows = append(rows, effect.Row{Unit: fmt.Sprint(in.Unit[i]), Treated: in.Treated[i] == 1, Period: in.Post[i], Value: y})
		}
		run := func(how effect.Inference) *effect.Difference {
			t.Helper()
			d, err := effect.DiffInDiff(rows, 1, effect.DifferenceOptions{Inference: how})
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		ordinary := run(effect.OrdinaryRows)
		c.Check(t, "did", ordinary.Effect.Value.Or(1e99))
		c.Check(t, "p", ordinary.Effect.P.Or(1e99))
		c.Check(t, "ci95", ordinary.Effect.Low.Or(1e99), ordinary.Effect.High.Or(1e99))
		c.Check(t, "means_control_pre_post_treated_pre_post", ordinary.ControlBefore.Or(1e99), ordinary.ControlAfter.Or(1e99),
			ordinary.TreatedBefore.Or(1e99), ordinary.TreatedAfter.Or(1e99))
		for field, how := range map[string]effect.Inference{
			"ols_se": effect.OrdinaryRows, "hc1_se": effect.RobustRows, "cluster_se_hc1": effect.ClusterRobust, "cluster_se_hc0": effect.ClusterRobustPlain,
		} {
			c.Check(t, field, run(how).Effect.StdErr.Or(1e99))
		}
		if d := run(effect.Permutation); d.Effect.Value != ordinary.Effect.Value && math.Abs(d.Effect.Value.Or(0)-ordinary.Effect.Value.Or(0)) > 1e-9 {
			t.Errorf("the permutation test is about %v, want %v", d.Effect.Value, ordinary.Effect.Value)
		}
	})
}
