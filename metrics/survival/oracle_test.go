package survival_test

import (
	"embed"
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/survival"
)

//go:embed testdata
var testdata embed.FS

// hours turns the times of a case, which have no unit, into durations. They have
// at most four decimals, so that no digit is lost.
func hours(t float64) time.Duration { return time.Duration(math.Round(t * float64(time.Hour))) }

// value is the number in hours; NaN if there is none.
func value(n metrics.Number) float64 {
	v, ok := n.Get()
	if !ok {
		return math.NaN()
	}
	return v / 3600
}

func share(n metrics.Number) float64 {
	v, ok := n.Get()
	if !ok {
		return math.NaN()
	}
	return v
}

type observed struct {
	Time          []float64
	Event         []int
	Target, Level float64
}

func (o observed) times() *survival.Times {
	var out survival.Times
	for i, t := range o.Time {
		if o.Event[i] == 1 {
			out.Add(hours(t))
		} else {
			out.AddOpen(hours(t))
		}
	}
	return &out
}

func must(t *testing.T) func(e metrics.Estimate, err error) metrics.Estimate {
	return func(e metrics.Estimate, err error) metrics.Estimate {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
		return e
	}
}

func TestCurveAgreesWithR(t *testing.T) {
	oracletest.Run(t, testdata, "testdata/kaplan_meier.json", func(t *testing.T, in observed, c oracletest.Case) {
		curve := in.times().Curve()
		n, over := curve.N()
		c.Check(t, "n", float64(n))
		c.Check(t, "events", float64(over))
		c.Sub(t, "quantiles", func(c oracletest.Case) {
			for name, band := range map[string]survival.Band{"log_log": survival.LogLog, "log": survival.Log, "plain": survival.Plain} {
				var got []float64
				for _, p := range []float64{0.25, 0.5, 0.75, 0.9} {
					e := must(t)(curve.QuantileBand(p, 0.95, band))
					got = append(got, p, value(e.Value), value(e.Low), value(e.High))
				}
				c.Check(t, name, got...)
			}
		})
		var want []struct {
			Time   float64
			Risk   int64 `json:"n_risk"`
			Event  int64 `json:"n_event"`
			Surv   float64
			StdErr *float64 `json:"std_err_surv"`
			Lower  *float64 `json:"lower_loglog"`
			Upper  *float64 `json:"upper_loglog"`
		}
		if err := json.Unmarshal(c.Expected["curve"], &want); err != nil {
			t.Fatal(err)
		}
		i := 0
		for p := range curve.Points(0.95) {
			w := want[i]
			if p.Time != hours(w.Time) || p.AtRisk != w.Risk || p.Ended != w.Event {
				t.Fatalf("step %d: %+v, want %+v", i, p, w)
			}
			near(t, "surv", p.Open, &w.Surv)
			near(t, "std_err", share(p.StdErr), w.StdErr)
			near(t, "lower", share(p.Low), w.Lower)
			near(t, "upper", share(p.High), w.Upper)
			i++
		}
		if i != len(want) {
			t.Errorf("%d steps, want %d", i, len(want))
		}
	})
}

func near(t *testing.T, what string, got float64, want *float64) {
	t.Helper()
	if want == nil && !math.IsNaN(got) || want != nil && !(math.Abs(got-*want) <= 1e-9) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestShareWithinAgreesWithR(t *testing.T) {
	oracletest.Run(t, testdata, "testdata/sla_attainment_censored.json", func(t *testing.T, in observed, c oracletest.Case) {
		e := must(t)(in.times().Curve().Within(hours(in.Target), in.Level))
		c.Check(t, "attained", share(e.Value))
		c.Check(t, "ci", share(e.Low), share(e.High))
	})
}
