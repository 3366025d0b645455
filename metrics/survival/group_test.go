package survival_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
	"github.com/loamlib/loam/metrics/survival"
)

// lasting are cases that are over after so many hours, and open ones.
func lasting(over []float64, open ...float64) *survival.Times {
	var t survival.Times
	for _, h := range over {
		t.Add(hours(h))
	}
	for _, h := range open {
		t.AddOpen(hours(h))
	}
	return &t
}

func TestEqualGroupsDoNotDiffer(t *testing.T) {
	a, b := lasting([]float64{1, 2, 3, 5, 8}, 4, 9), lasting([]float64{1, 2, 3, 5, 8}, 4, 9)
	got, err := survival.LogRank(a, b)
	if err != nil || math.Abs(got.Test.Statistic) > 1e-12 || math.Abs(got.Test.P-1) > 1e-6 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestLogRankTakesSketches(t *testing.T) {
	var quick, slow survival.Sketch
	exactQuick, exactSlow := &survival.Times{}, &survival.Times{}
	r := rand.New(rand.NewPCG(1, 1))
	for range 400 {
		a, b := time.Duration(r.ExpFloat64()*float64(time.Hour)), time.Duration(r.ExpFloat64()*float64(90*time.Minute))
		quick.Add(a)
		slow.Add(b)
		exactQuick.Add(a)
		exactSlow.Add(b)
	}
	rough, err := survival.LogRank(&quick, &slow)
	if err != nil {
		t.Fatal(err)
	}
	exact, err := survival.LogRank(exactQuick, exactSlow)
	if err != nil || math.Abs(rough.Test.Statistic-exact.Test.Statistic) > 0.02*exact.Test.Statistic {
		t.Errorf("%v from sketches, %v exactly, %v", rough.Test.Statistic, exact.Test.Statistic, err)
	}
}

func TestLogRankOfTooLittle(t *testing.T) {
	a := lasting([]float64{1, 2})
	for name, c := range map[string]struct {
		groups []survival.Sample
		want   error
	}{
		"no groups":      {nil, stat.ErrTooFew},
		"one group":      {[]survival.Sample{a}, stat.ErrTooFew},
		"an empty group": {[]survival.Sample{a, lasting(nil)}, stat.ErrUndefined},
		"nothing ended":  {[]survival.Sample{lasting(nil, 3), lasting(nil, 4)}, stat.ErrUndefined},
		"never together": {[]survival.Sample{lasting(nil, 1), lasting([]float64{5})}, stat.ErrUndefined},
	} {
		if got, err := survival.LogRank(c.groups...); !errors.Is(err, c.want) {
			t.Errorf("%s: %+v, %v, want %v", name, got, err, c.want)
		}
	}
	if got, err := survival.LogRank(a, nil); err == nil {
		t.Errorf("no group at all: %+v", got)
	}
	var argument *stat.ArgumentError
	if _, err := survival.LogRankStratified([]survival.Sample{a, a}, []survival.Sample{a}); !errors.As(err, &argument) {
		t.Errorf("strata of different numbers of groups: %v", err)
	}
}

func TestGroupTestGoesThroughJSON(t *testing.T) {
	want, err := survival.LogRank(lasting([]float64{1, 3, 5}), lasting([]float64{2, 6, 9}, 7))
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got survival.GroupTest
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" || len(got.N) != 2 || got.N[1] != 4 {
		t.Errorf("%s\n%s", b, d)
	}
}

// A third group that is never at risk changes nothing.
func TestAGroupThatIsNeverAtRiskIsLeftOut(t *testing.T) {
	a, b := lasting([]float64{1, 3, 5}), lasting([]float64{2, 6, 9})
	two, err := survival.LogRank(a, b)
	if err != nil {
		t.Fatal(err)
	}
	three, err := survival.LogRank(a, b, lasting(nil))
	if err != nil || three.Test.DF != 1 || three.Test.Statistic != two.Test.Statistic {
		t.Errorf("%+v, %v, want %+v", three, err, two)
	}
}

func TestRestrictedMeanStaysInsideTheData(t *testing.T) {
	open := lasting([]float64{1, 2}, 5)
	if e, err := open.Curve().RestrictedMean(hours(6), 0.95); err == nil {
		t.Errorf("beyond an open case: %v", e)
	}
	closed := lasting([]float64{1, 2, 3})
	e, err := closed.Curve().RestrictedMean(hours(100), 0.95)
	if err != nil || math.Abs(value(e.Value)-2) > 1e-12 {
		t.Errorf("the mean of 1, 2 and 3: %v, %v", e, err)
	}
	for _, tau := range []time.Duration{0, -time.Hour} {
		if _, err := closed.Curve().RestrictedMean(tau, 0.95); err == nil {
			t.Errorf("tau = %v gave no error", tau)
		}
	}
	e, err = lasting(nil, 5).Curve().RestrictedMean(hours(4), 0.95)
	if err != nil || value(e.Value) != 4 || e.Low.Defined() || !e.Has(metrics.NoVariation) {
		t.Errorf("nothing ended: %v, %v", e, err)
	}
	var empty survival.Times
	if e, err := empty.Curve().RestrictedMean(time.Hour, 0.95); err != nil || e.Defined() {
		t.Errorf("no cases: %v, %v", e, err)
	}
}

func TestCompareMeansOfTooLittle(t *testing.T) {
	a, empty := lasting([]float64{1, 2, 3}), &survival.Times{}
	c, err := survival.CompareMeans(a.Curve(), empty.Curve(), hours(2), 0.95)
	if err != nil || c.Shown || c.P.Defined() {
		t.Errorf("against nothing: %v, %v", c, err)
	}
	c, err = survival.CompareMeans(lasting(nil, 5).Curve(), lasting(nil, 5).Curve(), hours(4), 0.95)
	if err != nil || c.Shown || c.P.Defined() || value(c.Difference) != 0 {
		t.Errorf("nothing ended: %v, %v", c, err)
	}
	response := &survival.Times{Definition: metrics.IDFirstResponseTime}
	if _, err := survival.CompareMeans(a.Curve(), response.Curve(), hours(2), 0.95); err == nil {
		t.Error("resolution was compared with response")
	}
}

// rows are cases with one or two covariates; a minus says that the case is open.
func rows(times []float64, x ...[]float64) []survival.Case {
	var out []survival.Case
	for i, h := range times {
		c := survival.Case{Time: hours(math.Abs(h)), Over: h > 0}
		for _, column := range x {
			c.X = append(c.X, column[i])
		}
		out = append(out, c)
	}
	return out
}

func TestCoxRefusesWhatHasNoAnswer(t *testing.T) {
	times := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	x := []float64{3, 1, 4, 1, 5, 9, 2, 6}
	for _, c := range []struct {
		name  string
		cases []survival.Case
		names []string
		want  string
	}{
		{"no cases", nil, []string{"x"}, "no data"},
		{"no covariates", rows(times), nil, "at least one covariate"},
		{"nothing over", rows([]float64{-1, -2, -3}, x), []string{"x"}, "too few"},
		{"constant", rows(times, []float64{7, 7, 7, 7, 7, 7, 7, 7}), []string{"region"}, `"region": it does not vary`},
		{"collinear", rows(times, x, []float64{6, 2, 8, 2, 10, 18, 4, 12}), []string{"hours", "twice"}, `"twice" follows from`},
		{"separated", rows(times, []float64{1, 1, 1, 1, 0, 0, 0, 0}), []string{"vip"}, "separate"},
		{"separated by a ramp", rows(times, []float64{8, 7, 6, 5, 4, 3, 2, 1}), []string{"rank"}, "separate"},
		{"NaN", rows(times, []float64{1, 2, math.NaN(), 4, 5, 6, 7, 8}), []string{"x"}, "cases[2].X[0] is NaN"},
		{"Inf", rows(times, []float64{1, 2, 3, 4, 5, 6, 7, math.Inf(1)}), []string{"x"}, "cases[7].X[0] is +Inf"},
		{"beyond all measure", rows(times, []float64{1e308, -1e308, 3, 4, 5, 6, 7, 8}), []string{"x"}, `"x": stat: x[0] is 1e+308`},
		{"too few covariates", rows(times, x), []string{"x", "y"}, "len(cases[0].X) is 1, want 2"},
		{"negative time", []survival.Case{{Time: -time.Hour, X: []float64{1}}}, []string{"x"}, "cases[0].Time"},
	} {
		m, err := survival.Cox(c.cases, c.names, survival.CoxOptions{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v, %v, want an error about %q", c.name, m, err, c.want)
		}
	}
	if _, err := survival.Cox(rows(times, x), []string{"x"}, survival.CoxOptions{Confidence: 2}); err == nil {
		t.Error("a confidence of 2 gave no error")
	}
	if _, err := survival.Cox(rows(times, []float64{1, 1, 1, 1, 0, 0, 0, 0}), []string{"x"}, survival.CoxOptions{}); !errors.Is(err, survival.ErrSeparated) {
		t.Errorf("got %v, want ErrSeparated", err)
	}
}

// The unit of a covariate and the order of the cases change nothing but the unit
// of the coefficient.
func TestCoxDoesNotDependOnUnitsOrOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	var plain, scaled []survival.Case
	for range 80 {
		x := r.NormFloat64()
		d := time.Duration(r.ExpFloat64() * math.Exp(-0.7*x) * float64(time.Hour))
		plain = append(plain, survival.Case{Time: d, Over: r.IntN(4) > 0, X: []float64{x}})
	}
	for _, i := range r.Perm(len(plain)) {
		c := plain[i]
		scaled = append(scaled, survival.Case{Time: c.Time, Over: c.Over, X: []float64{1e6*c.X[0] + 1e7}})
	}
	a, err := survival.Cox(plain, []string{"x"}, survival.CoxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := survival.Cox(scaled, []string{"x"}, survival.CoxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	x, y := a.Covariates[0], b.Covariates[0]
	if math.Abs(x.Coefficient-1e6*y.Coefficient) > 1e-7 || math.Abs(a.LogLik-b.LogLik) > 1e-8 || math.Abs(a.Concordance-b.Concordance) > 1e-12 {
		t.Errorf("%+v and %+v", a, b)
	}
}

// A slow count of all pairs.
func TestConcordanceCountsPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	var cases []survival.Case
	for range 60 {
		cases = append(cases, survival.Case{Time: time.Duration(1 + r.IntN(15)), Over: r.IntN(3) > 0, X: []float64{float64(r.IntN(6))}})
	}
	m, err := survival.Cox(cases, []string{"x"}, survival.CoxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sign := math.Copysign(1, m.Covariates[0].Coefficient)
	var right, pairs float64
	for _, a := range cases {
		for _, b := range cases {
			if !a.Over || !(a.Time < b.Time || a.Time == b.Time && !b.Over) {
				continue
			}
			pairs++
			switch d := sign * (a.X[0] - b.X[0]); {
			case d > 0:
				right++
			case d == 0:
				right += 0.5
			}
		}
	}
	if math.Abs(m.Concordance-right/pairs) > 1e-12 {
		t.Errorf("concordance %v, want %v", m.Concordance, right/pairs)
	}
}

// In a unit as small as a nanosecond's a hazard ratio can be too large for a number.
func TestCoxModelGoesThroughJSON(t *testing.T) {
	var cases []survival.Case
	for i := range 30 {
		cases = append(cases, survival.Case{Time: hours(float64(i + 1)), Over: true, X: []float64{-1e-6 * float64(i*11%30)}})
	}
	m, err := survival.Cox(cases, []string{"wait"}, survival.CoxOptions{})
	if err != nil || m.Covariates[0].HazardRatio.Defined() || !(m.Covariates[0].Coefficient > 1000) {
		t.Fatalf("%+v, %v", m, err)
	}
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var got survival.CoxModel
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(*m, got); d != "" {
		t.Error(d)
	}
}
