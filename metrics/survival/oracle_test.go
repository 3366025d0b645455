package survival_test

import (
	"embed"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
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
		var closed survival.Times // what it would be if open cases were dropped
		for i, event := range in.Event {
			if event == 1 {
				closed.Add(hours(in.Time[i]))
			}
		}
		c.Check(t, "naive_closed_only", share(must(t)(closed.Curve().Within(hours(in.Target), in.Level)).Value))
	})
}

func TestRestrictedMeanOfCurvesAgreesWithR(t *testing.T) {
	type in struct {
		observed
	}
	oracletest.Run(t, testdata, "testdata/kaplan_meier.json", func(t *testing.T, in in, c oracletest.Case) {
		var tau float64
		if err := json.Unmarshal(c.Expected["rmean_tau"], &tau); err != nil {
			t.Fatal(err)
		}
		e := must(t)(in.times().Curve().RestrictedMean(hours(tau), 0.95))
		c.Check(t, "rmean", value(e.Value))
		se := 0.0
		if e.Low.Defined() {
			se = (value(e.High) - value(e.Low)) / 2 / 1.959963984540054
		}
		c.Check(t, "rmean_se", se)
	})
}

func TestComparedMeansAgreeWithR(t *testing.T) {
	type arms struct {
		observed
		Arm []int
		Tau float64
	}
	oracletest.Run(t, testdata, "testdata/restricted_mean.json", func(t *testing.T, in arms, c oracletest.Case) {
		groups := split(in.observed, in.Arm)
		a, b := groups[1].Curve(), groups[0].Curve()
		got, err := survival.CompareMeans(a, b, hours(in.Tau), in.Level)
		if err != nil {
			t.Fatal(err)
		}
		z := dist.Z(in.Level)
		c.Check(t, "rmst1", value(got.A.Value))
		c.Check(t, "rmst0", value(got.B.Value))
		c.Check(t, "se1", (value(got.A.High)-value(got.A.Low))/2/z)
		c.Check(t, "se0", (value(got.B.High)-value(got.B.Low))/2/z)
		c.Check(t, "diff", value(got.Difference), value(got.Low), value(got.High))
		c.Check(t, "diff_p", share(got.P))
		c.Check(t, "ratio", share(got.Effect.Value), share(got.Effect.Low), share(got.Effect.High))
		c.Check(t, "ratio_p", share(got.Effect.P))
	})
}

// split divides cases by group.
func split(o observed, group []int) map[int]*survival.Times {
	out := map[int]*survival.Times{}
	for i, g := range group {
		if out[g] == nil {
			out[g] = &survival.Times{}
		}
		if o.Event[i] == 1 {
			out[g].Add(hours(o.Time[i]))
		} else {
			out[g].AddOpen(hours(o.Time[i]))
		}
	}
	return out
}

// samples are the groups in ascending order.
func samples(groups map[int]*survival.Times, keys []int) []survival.Sample {
	var out []survival.Sample
	for _, k := range keys {
		if groups[k] == nil {
			groups[k] = &survival.Times{}
		}
		out = append(out, groups[k])
	}
	return out
}

func TestLogRankAgreesWithR(t *testing.T) {
	type groups struct {
		observed
		Group, Stratum []int
	}
	oracletest.Run(t, testdata, "testdata/logrank.json", func(t *testing.T, in groups, c oracletest.Case) {
		byGroup := split(in.observed, in.Group)
		keys := slices.Sorted(maps.Keys(byGroup))
		got, err := survival.LogRank(samples(byGroup, keys)...)
		if err != nil {
			t.Fatal(err)
		}
		var n []float64
		for _, v := range got.N {
			n = append(n, float64(v))
		}
		c.Check(t, "n", n...)
		c.Check(t, "observed", got.Observed...)
		c.Check(t, "expected", got.Expected...)
		c.Check(t, "chisq", got.Test.Statistic)
		c.Check(t, "df", got.Test.DF)
		c.Check(t, "p", got.Test.P)
		peto, err := survival.PetoPeto(samples(byGroup, keys)...)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "peto_chisq", peto.Test.Statistic)
		if in.Stratum == nil {
			return
		}
		var strata [][]survival.Sample
		for _, s := range slices.Compact(slices.Sorted(slices.Values(in.Stratum))) {
			var part observed
			var group []int
			for i := range in.Time {
				if in.Stratum[i] == s {
					part.Time, part.Event = append(part.Time, in.Time[i]), append(part.Event, in.Event[i])
					group = append(group, in.Group[i])
				}
			}
			strata = append(strata, samples(split(part, group), keys))
		}
		stratified, err := survival.LogRankStratified(strata...)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "stratified_chisq", stratified.Test.Statistic)
	})
}

func TestCoxAgreesWithR(t *testing.T) {
	type rows struct {
		observed
		X1, X2 []float64
	}
	oracletest.Run(t, testdata, "testdata/cox.json", func(t *testing.T, in rows, c oracletest.Case) {
		var cases []survival.Case
		for i, v := range in.Time {
			cases = append(cases, survival.Case{Time: hours(v), Over: in.Event[i] == 1, X: []float64{in.X1[i], in.X2[i]}})
		}
		names := []string{"x1", "x2"}
		m, err := survival.Cox(cases, names, survival.CoxOptions{})
		if err != nil {
			t.Fatal(err)
		}
		a, b := m.Covariates[0], m.Covariates[1]
		c.Check(t, "efron_coef", a.Coefficient, b.Coefficient)
		c.Check(t, "efron_se", a.StdErr, b.StdErr)
		c.Check(t, "loglik", m.LogLikNull, m.LogLik)
		c.Check(t, "hr", share(a.HazardRatio), share(b.HazardRatio))
		c.Check(t, "hr_lower", share(a.Low), share(b.Low))
		c.Check(t, "hr_upper", share(a.High), share(b.High))
		c.Check(t, "concordance", m.Concordance)
		if m, err = survival.Cox(cases, names, survival.CoxOptions{Breslow: true}); err != nil {
			t.Fatal(err)
		}
		c.Check(t, "breslow_coef", m.Covariates[0].Coefficient, m.Covariates[1].Coefficient)
	})
}

// The streams are drawn by a generator that any language can run; their times are
// hours.
func TestSketchIsWithinOnePercent(t *testing.T) {
	type stream struct {
		Seed      int64
		N         int
		Transform string
		P         []float64
	}
	oracletest.Run(t, testdata, "testdata/sketch_streams.json", func(t *testing.T, in stream, c oracletest.Case) {
		var s survival.Sketch
		state := in.Seed
		for range in.N {
			state = state * 48271 % 2147483647
			u := float64(state) / 2147483647
			s.Add(hours(map[string]float64{
				"uniform": u, "exp": -math.Log(1 - u), "pareto": math.Pow(1-u, -2./3),
				"lattice": math.Floor(11 * u), "constant": 7, "bimodal": u + 1000*math.Round(u),
			}[in.Transform]))
		}
		var want []float64
		if err := json.Unmarshal(c.Expected["exact_type1"], &want); err != nil {
			t.Fatal(err)
		}
		for i, p := range in.P {
			got, err := s.Quantile(p)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.Hours()-want[i]) > survival.RelativeError*want[i] {
				t.Errorf("quantile %v is %v, want %v within 1/128", p, got.Hours(), want[i])
			}
		}
		mean := must(t)(s.Curve().RestrictedMean(s.Curve().Longest(), 0.95))
		shortest, err := s.Quantile(0)
		if err != nil {
			t.Fatal(err)
		}
		c.Tol, c.TolKind = survival.RelativeError, "relative"
		c.Check(t, "mean", value(mean.Value))
		c.Check(t, "max", s.Curve().Longest().Hours())
		c.Check(t, "min", shortest.Hours())
	})
}
