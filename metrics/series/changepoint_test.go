package series_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

func TestChangePointsAgreeWithR(t *testing.T) {
	oracletest.Run(t, numbers, "testdata/changepoint.json", func(t *testing.T, in struct{ X []float64 }, c oracletest.Case) {
		mean, err := series.MeanChanges(in.X, 1)
		if err != nil {
			t.Fatal(err)
		}
		both, err := series.MeanVarianceChanges(in.X)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []struct {
			field   string
			model   *series.ChangeModel
			penalty series.Penalty
		}{
			{"mean_BIC", mean, series.BIC}, {"mean_MBIC", mean, series.MBIC},
			{"meanvar_BIC", both, series.BIC}, {"meanvar_MBIC", both, series.MBIC},
		} {
			at, err := q.model.Locate(q.penalty, 0)
			if err != nil {
				t.Fatal(err)
			}
			c.Check(t, q.field, floats(at)...)
		}
		p, err := series.Pettitt(in.X)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "pettitt_k", float64(p.At))
		c.Check(t, "pettitt_U", p.Statistic)
		c.Check(t, "pettitt_p", p.P)
	})
}

func floats(x []int) []float64 {
	out := []float64{}
	for _, v := range x {
		out = append(out, float64(v))
	}
	return out
}

// Twenty weeks at 4.2, twenty at 3.6, with some luck.
func fallen(r *rand.Rand) []float64 {
	x := make([]float64, 40)
	for t := range x {
		x[t] = 4.2 + 0.2*r.NormFloat64()
		if t >= 20 {
			x[t] -= 0.6
		}
	}
	return x
}

func find(t *testing.T, m *series.ChangeModel, err error) series.Changes {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	c, err := m.Find(series.ChangeOptions{Permutations: 199})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAChangeIsFoundWithItsLevels(t *testing.T) {
	m, err := series.MeanChanges(fallen(rand.New(rand.NewPCG(1, 1))), 0)
	c := find(t, m, err)
	if len(c.Changes) != 1 {
		t.Fatalf("%d changes, want 1", len(c.Changes))
	}
	got := c.Changes[0]
	if got.At < 19 || got.At > 21 || got.Earliest > 20 || got.Latest < 20 {
		t.Errorf("change at %d (%d to %d), want 20", got.At, got.Earliest, got.Latest)
	}
	low, high := got.Levels.Low.Or(0), got.Levels.High.Or(0)
	if !(low < -0.6 && -0.6 < high && high < 0) {
		t.Errorf("shift from %v to %v, want -0.6 inside and 0 outside", low, high)
	}
	if p := got.Levels.P.Or(1); p > 0.05 || p < c.P.Or(1) {
		t.Errorf("p of the change %v, of any change %v", p, c.P)
	}
}

// A gap is no change and hides none; neither unit nor origin matter.
func TestChangesDoNotDependOnGapsUnitAndOrigin(t *testing.T) {
	x := fallen(rand.New(rand.NewPCG(1, 1)))
	m, err := series.MeanChanges(x, 0)
	want := find(t, m, err).Changes[0]
	scaled := make([]float64, len(x))
	for i, v := range x {
		scaled[i] = 1e4 + 20*v
	}
	m, err = series.MeanChanges(scaled, 0)
	if got := find(t, m, err).Changes[0]; got.At != want.At || got.Levels.P != want.Levels.P {
		t.Errorf("in another unit: %d, p %v; want %d, p %v", got.At, got.Levels.P, want.At, want.Levels.P)
	}
	gaps := slices.Insert(slices.Clone(x), 10, math.NaN(), math.NaN())
	m, err = series.MeanChanges(gaps, 0)
	if got := find(t, m, err).Changes[0]; got.At != want.At+2 || got.Levels.P != want.Levels.P {
		t.Errorf("with a gap of 2 before: %d, p %v; want %d, p %v", got.At, got.Levels.P, want.At+2, want.Levels.P)
	}
}

// Of 150 series of each kind without a change, chance gives 0.05·150 ± 3.3 standard
// errors = at most 16 with one.
func TestNothingPlantedStaysSilent(t *testing.T) {
	for _, kind := range []string{"skewed", "ratings", "scattered shares"} {
		r := rand.New(rand.NewPCG(5, 5))
		alarms := 0
		for range 150 {
			c, err := planted(kind, r, 0).Find(series.ChangeOptions{Permutations: 99})
			if err != nil {
				t.Fatal(err)
			}
			alarms += min(1, len(c.Changes))
		}
		if alarms > 16 {
			t.Errorf("%s: %d of 150 series without a change are said to have one", kind, alarms)
		}
	}
}

// A series that wanders has no changes, only waves.
func TestWavesAreNoChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	alarms := 0
	for range 60 {
		x := make([]float64, 60)
		for t := 1; t < len(x); t++ {
			x[t] = 0.7*x[t-1] + r.NormFloat64()
		}
		m, err := series.MeanChanges(x, 0)
		if err != nil {
			t.Fatal(err)
		}
		c, err := m.Find(series.ChangeOptions{Permutations: 99})
		if err != nil {
			t.Fatal(err)
		}
		alarms += min(1, len(c.Changes))
		if warned := slices.ContainsFunc(c.Warnings, func(w metrics.Warning) bool { return w.Code == series.Autocorrelated }); len(c.Changes) > 1 && !warned {
			t.Errorf("%d changes and no warning", len(c.Changes))
		}
	}
	if alarms > 12 { // permuting periods would say 58
		t.Errorf("%d of 60 wandering series have changes", alarms)
	}
}

func TestTooLittleToFindAChangeInIsSaid(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		x    []float64
		want metrics.WarningCode
	}{
		"nothing":    {nil, metrics.NoData},
		"only gaps":  {[]float64{nan, nan, nan, nan, nan}, metrics.NoData},
		"two points": {[]float64{1, 9}, metrics.FewData},
		"constant":   {[]float64{4, 4, 4, 4, 4, 4}, metrics.NoVariation},
		"zeros":      {make([]float64, 30), metrics.NoVariation},
	} {
		m, err := series.MeanChanges(c.x, 0)
		got := find(t, m, err)
		if len(got.Changes) != 0 || len(got.Warnings) != 1 || got.Warnings[0].Code != c.want {
			t.Errorf("%s: %d changes, %v, want a warning %s", name, len(got.Changes), got.Warnings, c.want)
		}
	}
	m, err := series.RateChanges(make([]int64, 30), nil)
	if got := find(t, m, err); len(got.Changes) != 0 || got.Warnings[0].Code != metrics.NoVariation {
		t.Errorf("no events: %v", got)
	}
	m, err = series.ShareChanges(slices.Repeat([]stat.Share{{X: 3, N: 3}}, 30))
	if got := find(t, m, err); len(got.Changes) != 0 || got.Warnings[0].Code != metrics.NoVariation {
		t.Errorf("everybody satisfied: %v", got)
	}
}

// A step without any noise is a change, not a division by zero.
func TestAStepWithoutNoiseIsAChange(t *testing.T) {
	m, err := series.MeanChanges([]float64{1, 1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5}, 0)
	c := find(t, m, err)
	if len(c.Changes) != 1 || c.Changes[0].At != 7 {
		t.Fatalf("changes %v, want one at 7", c.Changes)
	}
	if _, err := json.Marshal(c); err != nil {
		t.Error(err)
	}
}

// One week of two promoters is no change, whatever it scores.
func TestAWeekOfTwoAnswersIsNoChange(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	x, variances := make([]float64, 30), make([]float64, 30)
	for t := range x {
		x[t], variances[t] = 20+4*r.NormFloat64(), 16
	}
	x[14], variances[14] = 100, 2400
	x[15], variances[15] = 100, 2400
	m, err := series.WeightedMeanChanges(x, variances)
	if c := find(t, m, err); len(c.Changes) != 0 {
		t.Errorf("two answers make a change: %v", c.Changes)
	}
}

func TestChangeModelsRefuseWhatIsNoData(t *testing.T) {
	argument := new(stat.ArgumentError)
	inf := math.Inf(1)
	model := func(_ *series.ChangeModel, err error) error { return err }
	options := func(o series.ChangeOptions) error {
		m, err := series.MeanChanges([]float64{1, 2, 3, 4}, 0)
		if err != nil {
			return err
		}
		_, err = m.Find(o)
		return err
	}
	for name, err := range map[string]error{
		"infinite value":         model(series.MeanChanges([]float64{1, inf}, 0)),
		"negative sd":            model(series.MeanChanges([]float64{1, 2}, -1)),
		"variances missing":      model(series.WeightedMeanChanges([]float64{1, 2}, []float64{1})),
		"variance of nothing":    model(series.WeightedMeanChanges([]float64{1, 2}, []float64{1, 0})),
		"more than all":          model(series.ShareChanges([]stat.Share{{X: 3, N: 2}})),
		"negative count":         model(series.RateChanges([]int64{-1}, nil)),
		"events without orders":  model(series.RateChanges([]int64{1}, []float64{0})),
		"exposure missing":       model(series.RateChanges([]int64{1, 2}, []float64{1})),
		"exposure not a number":  model(series.RateChanges([]int64{1}, []float64{math.NaN()})),
		"false alarms of 5":      options(series.ChangeOptions{FalseAlarms: 5}),
		"confidence of 95":       options(series.ChangeOptions{Confidence: 95}),
		"too few permutations":   options(series.ChangeOptions{Permutations: 10}),
		"negative penalty":       options(series.ChangeOptions{Penalty: -3}),
		"segments of one period": options(series.ChangeOptions{MinSegment: 1}),
	} {
		if !errors.As(err, &argument) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
}

// Whatever the values, nothing panics, levels lie inside the series, and the same
// input gives the same result.
func FuzzChanges(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 200, 201, 202, 203, 255}, uint8(7))
	f.Add([]byte{0, 0, 0, 0, 0, 0}, uint8(2))
	f.Add([]byte{255, 255, 1}, uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, period uint8) {
		data = data[:min(len(data), 60)]
		x, variances := make([]float64, len(data)), make([]float64, len(data))
		shares, counts := make([]stat.Share, len(data)), make([]int64, len(data))
		for i, b := range data {
			x[i], variances[i] = float64(b), 1+float64(b%7)
			if b == 255 {
				x[i] = math.NaN()
			}
			shares[i] = stat.Share{X: int64(b % 8), N: int64(b%8) + int64(b/64)}
			counts[i] = int64(b)
		}
		models := make([]*series.ChangeModel, 5)
		var errs [5]error
		models[0], errs[0] = series.MeanChanges(x, 0)
		models[1], errs[1] = series.MeanVarianceChanges(x)
		models[2], errs[2] = series.WeightedMeanChanges(x, variances)
		models[3], errs[3] = series.ShareChanges(shares)
		models[4], errs[4] = series.RateChanges(counts, nil)
		for i, m := range models {
			if errs[i] != nil {
				t.Fatal(errs[i])
			}
			c, err := m.Find(series.ChangeOptions{Permutations: 99})
			if err != nil {
				t.Fatal(err)
			}
			again, _ := m.Find(series.ChangeOptions{Permutations: 99})
			a, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := json.Marshal(again); string(a) != string(b) {
				t.Fatalf("%s, then %s", a, b)
			}
			for _, change := range c.Changes {
				if change.At <= 0 || change.At >= len(data) || change.Earliest > change.At || change.Latest < change.At {
					t.Fatalf("a change at %d (%d to %d) of %d periods", change.At, change.Earliest, change.Latest, len(data))
				}
			}
		}
		if d, err := series.STL(x, int(period), series.STLOptions{Robust: true}); err == nil {
			for i := range x {
				if s := d.Seasonal[i] + d.Trend[i]; math.IsNaN(s) || math.IsInf(s, 0) {
					t.Fatalf("season and trend of period %d are %v", i, s)
				}
			}
		}
		_, _ = series.Autocorrelate(x, int(period), 0.95)
		_, _ = series.Pettitt(x)
	})
}
