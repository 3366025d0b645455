package survey_test

import (
	"embed"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/metricstest"
	"github.com/loamlib/loam/metrics/survey"
)

//go:embed testdata
var testdata embed.FS

func value(n metrics.Number) float64 {
	v, ok := n.Get()
	if !ok {
		return math.NaN()
	}
	return v
}

func TestWeightedScoreAgreesWithR(t *testing.T) {
	type sample struct {
		Ratings []int
		Weights []float64
	}
	oracletest.Run(t, testdata, "testdata/nps_weighted.json", func(t *testing.T, in sample, c oracletest.Case) {
		var n survey.NPS
		for i, r := range in.Ratings {
			n.Add(r, in.Weights[i])
		}
		c.Check(t, "nps", value(n.Estimate().Value)/100)
		c.Check(t, "se", value(n.StdErr())/100)
		c.Check(t, "kish_n", value(n.EffectiveN()))
	})
}

type stratifiedSample struct {
	Stratum    []string
	Ratings    []int
	Population map[string]float64
}

func (s stratifiedSample) strata() []survey.Stratum {
	var out []survey.Stratum
	for _, name := range slices.Compact(slices.Sorted(slices.Values(s.Stratum))) {
		h := survey.Stratum{Name: name, Population: s.Population[name], Answers: &metrics.NPS{}}
		for i, r := range s.Ratings {
			if s.Stratum[i] == name {
				h.Answers.Add(r)
			}
		}
		out = append(out, h)
	}
	return out
}

// stdErr is the standard error, as a share, that an interval was made of.
func stdErr(e metrics.Estimate) float64 {
	return (value(e.High) - value(e.Low)) / 2 / 1.959963984540054 / 100
}

func TestStratifiedScoreAgreesWithR(t *testing.T) {
	oracletest.Run(t, testdata, "testdata/nps_stratified.json", func(t *testing.T, in stratifiedSample, c oracletest.Case) {
		e, err := survey.Stratified(in.strata(), survey.StratifiedOptions{})
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "nps", value(e.Value)/100)
		c.Check(t, "se", stdErr(e))
		if e, err = survey.Stratified(in.strata(), survey.StratifiedOptions{FinitePopulation: true}); err != nil {
			t.Fatal(err)
		}
		c.Check(t, "se_fpc", stdErr(e))
		if e, err = survey.PostStratify(in.strata(), survey.StratifiedOptions{}); err != nil {
			t.Fatal(err)
		}
		c.Check(t, "nps", value(e.Value)/100)
		c.Check(t, "poststratified_se", stdErr(e))
	})
}

func TestRakedWeightsAgreeWithR(t *testing.T) {
	type sample struct {
		A, B    []string
		MarginA map[string]float64 `json:"margin_a"`
		MarginB map[string]float64 `json:"margin_b"`
	}
	oracletest.Run(t, testdata, "testdata/raking.json", func(t *testing.T, in sample, c oracletest.Case) {
		w, err := survey.Rake([]survey.Margin{{Name: "a", Of: in.A, Totals: in.MarginA}, {Name: "b", Of: in.B, Totals: in.MarginB}}, survey.RakeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "weights", w...)
	})
}

func TestWeightedScoreKeepsTheContract(t *testing.T) {
	metricstest.Run(t, metricstest.Subject[survey.NPS]{
		Add: func(n *survey.NPS, r *rand.Rand) {
			n.Add(r.IntN(12), math.Exp(20*r.NormFloat64())*float64(r.IntN(9)-1))
		},
	})
}

// An answer of weight 1 is an answer, and the unit of the weights does not matter.
func TestEqualWeightsAreNoWeights(t *testing.T) {
	for _, weight := range []float64{1, 3.7, 1e-100, 1e100} {
		var plain metrics.NPS
		var weighted survey.NPS
		for _, r := range []int{10, 9, 3, 7, 8, 10, 0, 9, 9} {
			plain.Add(r)
			weighted.Add(r, weight)
		}
		want, got := plain.Estimate(), weighted.Estimate()
		for _, pair := range [][2]metrics.Number{{got.Value, want.Value}, {got.Low, want.Low}, {got.High, want.High}} {
			if math.Abs(value(pair[0])-value(pair[1])) > 1e-9 {
				t.Errorf("weight %v: %v, want %v", weight, got, want)
			}
		}
	}
}

// With one answer that outweighs all others the score is its own, and the interval
// that of a single answer.
func TestOneHugeWeight(t *testing.T) {
	var n survey.NPS
	for range 1000 {
		n.Add(2, 1)
	}
	n.Add(10, 1e12)
	e := n.Estimate()
	if value(e.Value) < 99.9 || value(n.EffectiveN()) > 1.01 || !e.Has(metrics.FewData) || value(e.Low) > -40 {
		t.Errorf("%v with %v effective answers", e, value(n.EffectiveN()))
	}
}

func TestBadWeightsAreRejected(t *testing.T) {
	var n survey.NPS
	for _, w := range []float64{0, -1, math.NaN(), math.Inf(1), 1e200, 1e-200} {
		if err := n.AddRating(feedback.Rating{Scale: feedback.NPS, Value: 9}, w); err == nil {
			t.Errorf("a weight of %v gave no error", w)
		}
	}
	n.Add(11, 1)
	if err := n.AddRating(feedback.Rating{Scale: feedback.NPS, Value: 7.5}, 1); err == nil {
		t.Error("7.5 gave no error")
	}
	if err := n.AddRating(feedback.Rating{Scale: feedback.CSAT5, Value: 5}, 1); err == nil {
		t.Error("another scale gave no error")
	}
	if got := n.Rejected().String(); n.N() != 0 || got != "1 off_scale, 1 between_steps, 1 wrong_scale, 6 bad_weight" {
		t.Errorf("%d answers, rejected %s", n.N(), got)
	}
	if e := n.Estimate(); e.Defined() || !e.Has(metrics.NoData) || n.EffectiveN().Defined() || n.StdErr().Defined() {
		t.Errorf("got %v", e)
	}
	if _, err := n.EstimateAt(95); err == nil {
		t.Error("a confidence of 95 gave no error")
	}
}

func stratum(name string, population float64, ratings ...int) survey.Stratum {
	var n metrics.NPS
	for _, r := range ratings {
		n.Add(r)
	}
	return survey.Stratum{Name: name, Population: population, Answers: &n}
}

func TestStrataThatGiveNoAnswer(t *testing.T) {
	fine := stratum("north", 100, 9, 3, 7)
	for name, c := range map[string]struct {
		strata []survey.Stratum
		o      survey.StratifiedOptions
		want   error
	}{
		"no strata":           {nil, survey.StratifiedOptions{}, survey.ErrBadPopulation},
		"nobody anywhere":     {[]survey.Stratum{stratum("a", 0, 9, 9)}, survey.StratifiedOptions{}, survey.ErrBadPopulation},
		"negative population": {[]survey.Stratum{fine, stratum("b", -1, 9, 9)}, survey.StratifiedOptions{}, survey.ErrBadPopulation},
		"NaN population":      {[]survey.Stratum{fine, stratum("b", math.NaN(), 9, 9)}, survey.StratifiedOptions{}, survey.ErrBadPopulation},
		"no answers":          {[]survey.Stratum{fine, stratum("b", 10)}, survey.StratifiedOptions{}, survey.ErrEmptyStratum},
		"nil answers":         {[]survey.Stratum{fine, {Name: "b", Population: 10}}, survey.StratifiedOptions{}, survey.ErrEmptyStratum},
		"one answer":          {[]survey.Stratum{fine, stratum("b", 10, 9)}, survey.StratifiedOptions{}, survey.ErrSingleAnswer},
		"more answers than customers": {[]survey.Stratum{fine, stratum("b", 2, 9, 9, 3)},
			survey.StratifiedOptions{FinitePopulation: true}, survey.ErrBadPopulation},
	} {
		if e, err := survey.Stratified(c.strata, c.o); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v, want %v", name, e, err, c.want)
		}
	}
	if _, err := survey.Stratified([]survey.Stratum{fine}, survey.StratifiedOptions{Confidence: 2}); err == nil {
		t.Error("a confidence of 2 gave no error")
	}
	e, err := survey.Stratified([]survey.Stratum{fine, {Name: "nobody", Population: 0}}, survey.StratifiedOptions{})
	if err != nil || e.N != 3 {
		t.Errorf("an empty stratum without customers: %v, %v", e, err)
	}
	// Of a population twice as large as the sample one half was not asked.
	half := []survey.Stratum{stratum("a", 6, 9, 3, 7), stratum("b", 8, 10, 9, 2, 8)}
	whole, err := survey.PostStratify(half, survey.StratifiedOptions{})
	part, err2 := survey.PostStratify(half, survey.StratifiedOptions{FinitePopulation: true})
	if err != nil || err2 != nil || math.Abs(stdErr(part)/stdErr(whole)-math.Sqrt(0.5)) > 1e-12 {
		t.Errorf("%v of all, %v of exactly these, %v, %v", whole, part, err, err2)
	}
	half[1].Population = 0.5
	if e, err := survey.PostStratify(half, survey.StratifiedOptions{FinitePopulation: true}); !errors.Is(err, survey.ErrBadPopulation) {
		t.Errorf("seven answers of 6.5 customers: %v, %v", e, err)
	}
	e, err = survey.Stratified([]survey.Stratum{stratum("a", 5, 9, 9), stratum("b", 5, 3, 3)}, survey.StratifiedOptions{})
	if err != nil || value(e.Value) != 0 || e.Low.Defined() || !e.Has(metrics.NoInterval) {
		t.Errorf("no variation within strata: %v, %v", e, err)
	}
}

func TestRakeRefusesMarginsThatCannotBeMet(t *testing.T) {
	of := []string{"x", "y", "x"}
	total := map[string]float64{"x": 60, "y": 40}
	for _, c := range []struct {
		name    string
		margins []survey.Margin
		o       survey.RakeOptions
		want    string
	}{
		{"nothing", nil, survey.RakeOptions{}, "needs a margin"},
		{"nobody", []survey.Margin{{Of: nil, Totals: total}}, survey.RakeOptions{}, "needs a margin"},
		{"an empty group", []survey.Margin{{Of: of, Totals: map[string]float64{"x": 50, "y": 40, "z": 10}}}, survey.RakeOptions{}, `"z" and no respondent`},
		{"an unknown group", []survey.Margin{{Of: of, Totals: map[string]float64{"x": 60}}}, survey.RakeOptions{}, `"y" and no total`},
		{"a total of 0", []survey.Margin{{Of: of, Totals: map[string]float64{"x": 60, "y": 0}}}, survey.RakeOptions{}, "want a finite number above 0"},
		{"other lengths", []survey.Margin{{Of: of, Totals: total}, {Of: of[:2], Totals: total}}, survey.RakeOptions{}, "groups 2 respondents"},
		{"other totals", []survey.Margin{{Of: of, Totals: total}, {Of: of, Totals: map[string]float64{"x": 60, "y": 41}}}, survey.RakeOptions{}, "they must agree"},
		{"a contradiction", []survey.Margin{{Of: of, Totals: total}, {Of: of, Totals: map[string]float64{"x": 40, "y": 60}}}, survey.RakeOptions{}, "did not converge"},
		{"a weight of 0", []survey.Margin{{Of: of, Totals: total}}, survey.RakeOptions{Start: []float64{1, 0, 1}}, "Start[1] is 0"},
		{"two weights for three", []survey.Margin{{Of: of, Totals: total}}, survey.RakeOptions{Start: []float64{1, 1}}, "2 weights, want 3"},
		{"a negative tolerance", []survey.Margin{{Of: of, Totals: total}}, survey.RakeOptions{Tolerance: -1}, "above 0"},
	} {
		if w, err := survey.Rake(c.margins, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v, want an error about %q", c.name, w, err, c.want)
		}
	}
	start := []float64{2, 1, 1}
	w, err := survey.Rake([]survey.Margin{{Of: of, Totals: total}}, survey.RakeOptions{Start: start})
	if err != nil || !slices.Equal(start, []float64{2, 1, 1}) || math.Abs(w[0]-2*w[2]) > 1e-9 || math.Abs(w[1]-40) > 1e-9 {
		t.Errorf("weights %v from %v, %v", w, start, err)
	}
}

func FuzzDecode(f *testing.F) {
	var n survey.NPS
	n.Add(9, 1.5)
	n.Add(3, 0.25)
	b, err := n.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	if b, err = n.MarshalJSON(); err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var n survey.NPS
		if n.UnmarshalBinary(b) == nil {
			if again, err := n.MarshalBinary(); err != nil || string(again) != string(b) {
				t.Errorf("%q became %q, %v", b, again, err)
			}
			_ = n.String()
		}
		if n.UnmarshalJSON(b) == nil {
			_ = n.String()
		}
	})
}
