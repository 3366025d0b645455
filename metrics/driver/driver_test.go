package driver_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/stat"
)

// correlated are n rows of k drivers that share a common part, and an outcome of
// the first with noise.
func correlated(r *rand.Rand, n, k int) driver.Data {
	rows, y := make([][]float64, n), make([]float64, n)
	for i := range rows {
		common := r.NormFloat64()
		for range k {
			rows[i] = append(rows[i], common+r.NormFloat64())
		}
		y[i] = rows[i][0] + 2*r.NormFloat64()
	}
	return table(letters[:k], rows, y)
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

func TestWeightsAddUpToR2(t *testing.T) {
	for seed := range uint64(20) {
		r, err := driver.Importance(correlated(seeded(seed), 60, 2+int(seed)%6), driver.Options{Resamples: -1})
		if err != nil {
			t.Fatal(err)
		}
		var lmg, johnson, shares float64
		for _, d := range r.Drivers {
			lmg, johnson, shares = lmg+d.Weight.Value, johnson+d.Relative.Value, shares+d.Weight.Share.Or(0)
		}
		if math.Abs(lmg-r.R2) > 1e-10 || math.Abs(johnson-r.R2) > 1e-10 || math.Abs(shares-1) > 1e-10 {
			t.Errorf("seed %d: weights add up to %v, relative ones to %v, shares to %v; R² is %v", seed, lmg, johnson, shares, r.R2)
		}
	}
}

// Units, and the order of rows and columns, change nothing but coefficients.
func TestWeightsDoNotDependOnUnitsAndOrder(t *testing.T) {
	d := correlated(seeded(1), 80, 4)
	moved := driver.Data{Outcome: driver.Column{Name: "y"}}
	for _, v := range d.Outcome.Values {
		moved.Outcome.Values = append(moved.Outcome.Values, 1000-3*v)
	}
	slices.Reverse(moved.Outcome.Values)
	for j := range d.Drivers {
		c := driver.Column{Name: d.Drivers[len(d.Drivers)-1-j].Name}
		for _, v := range d.Drivers[len(d.Drivers)-1-j].Values {
			c.Values = append(c.Values, 1e6+v/100)
		}
		slices.Reverse(c.Values)
		moved.Drivers = append(moved.Drivers, c)
	}
	a, err1 := driver.Importance(d, driver.Options{Resamples: -1})
	b, err2 := driver.Importance(moved, driver.Options{Resamples: -1})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	for i := range a.Drivers {
		x, y := a.Drivers[i], b.Drivers[i]
		if x.Name != y.Name || math.Abs(x.Weight.Value-y.Weight.Value) > 1e-7 || math.Abs(x.P-y.P) > 1e-7 {
			t.Errorf("place %d: %+v and %+v", i, x, y)
		}
	}
}

// Sampled orders come near all subsets; the bridge is a data set of 15 drivers to
// which one of noise is added.
func TestSampledOrdersComeNear(t *testing.T) {
	r := seeded(2)
	rows, y := make([][]float64, 300), make([]float64, 300)
	names := strings.Split("abcdefghijklmnop", "")
	for i := range rows {
		common := r.NormFloat64()
		for range names {
			rows[i] = append(rows[i], common+r.NormFloat64())
		}
		y[i] = rows[i][0] + rows[i][1]/2 + r.NormFloat64()
	}
	most := table(names, rows, y)
	sampled, err := driver.Importance(most, driver.Options{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	less := most
	less.Drivers = most.Drivers[:driver.MaxExact]
	exact, err := driver.Importance(less, driver.Options{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(sampled.Method, "sampled") || strings.Contains(exact.Method, "sampled") {
		t.Errorf("methods %q and %q", sampled.Method, exact.Method)
	}
	var total float64
	for _, d := range sampled.Drivers {
		total += d.Weight.Value
	}
	if math.Abs(total-sampled.R2) > 1e-10 {
		t.Errorf("sampled weights add up to %v, R² is %v", total, sampled.R2)
	}
	for place, name := range []string{"a", "b"} {
		if sampled.Drivers[place].Name != name || math.Abs(sampled.Drivers[place].Weight.Value-exact.Drivers[place].Weight.Value) > 0.02 {
			t.Errorf("place %d: sampled %+v, exact %+v", place, sampled.Drivers[place], exact.Drivers[place])
		}
	}
}

// Few distinct rows are resampled as counts and many one by one: both must give
// the same interval but for chance.
func TestBootstrapOfCountsAndOfRowsAgree(t *testing.T) {
	r := seeded(3)
	n := 2000
	var d, jittered driver.Data
	d.Outcome.Name, jittered.Outcome.Name = "y", "y"
	for j := range 3 {
		c, fine := driver.Column{Name: letters[j]}, driver.Column{Name: letters[j]}
		for range n {
			v := float64(r.IntN(2))
			c.Values, fine.Values = append(c.Values, v), append(fine.Values, v+1e-6*r.Float64())
		}
		d.Drivers, jittered.Drivers = append(d.Drivers, c), append(jittered.Drivers, fine)
	}
	for i := range n {
		y := math.Round(5 + 3*d.Drivers[0].Values[i] + d.Drivers[1].Values[i] + r.NormFloat64())
		d.Outcome.Values, jittered.Outcome.Values = append(d.Outcome.Values, y), append(jittered.Outcome.Values, y)
	}
	a, err1 := driver.Importance(d, driver.Options{Resamples: 400})
	b, err2 := driver.Importance(jittered, driver.Options{Resamples: 400})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	for i := range a.Drivers {
		x, y := a.Drivers[i].Weight, b.Drivers[i].Weight
		width := x.High.Or(0) - x.Low.Or(0)
		if !(width > 0) || math.Abs(x.Low.Or(0)-y.Low.Or(0)) > 0.25*width || math.Abs(x.High.Or(0)-y.High.Or(0)) > 0.25*width {
			t.Errorf("%s: %+v and %+v", a.Drivers[i].Name, x, y)
		}
	}
}

func TestSameInputSameOutput(t *testing.T) {
	var got [2]string
	for i := range got {
		r, err := driver.Importance(correlated(seeded(4), 50, 4), driver.Options{Resamples: 100})
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		got[i] = string(b)
	}
	if got[0] != got[1] {
		t.Error("two runs differ")
	}
	if !strings.Contains(got[0], `"relation":"association"`) {
		t.Error("the result does not say that it is association")
	}
}

func TestMissingRowsAreCounted(t *testing.T) {
	d := correlated(seeded(5), 60, 3)
	want, err := driver.Importance(cut(d, 3), driver.Options{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	d.Drivers[0].Values[0], d.Drivers[0].Values[1], d.Outcome.Values[2], d.Drivers[2].Values[2] = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	got, err := driver.Importance(d, driver.Options{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	if got.N != 57 || got.Missing != 3 || len(got.MissingBy) != 3 || got.R2 != want.R2 {
		t.Errorf("%+v, want that of the rows without gaps: %+v", got.Sample, want.Sample)
	}
	i := slices.IndexFunc(got.Warnings, func(w metrics.Warning) bool { return w.Code == driver.MissingRows })
	if i < 0 || !strings.Contains(driver.Explain(got.Warnings[i], language.English), `2 of "a"`) {
		t.Errorf("warnings %v do not say what was missing", got.Warnings)
	}
}

// cut leaves the first rows out.
func cut(d driver.Data, rows int) driver.Data {
	out := driver.Data{Outcome: driver.Column{Name: d.Outcome.Name, Values: d.Outcome.Values[rows:]}}
	for _, c := range d.Drivers {
		out.Drivers = append(out.Drivers, driver.Column{Name: c.Name, Values: c.Values[rows:]})
	}
	return out
}

func TestBadData(t *testing.T) {
	nan := math.NaN()
	good := func() driver.Data { return correlated(seeded(6), 40, 3) }
	for _, c := range []struct {
		name  string
		spoil func(d *driver.Data)
		is    error
		says  string
	}{
		{"no rows", func(d *driver.Data) {
			*d = driver.Data{Outcome: driver.Column{Name: "y"}, Drivers: []driver.Column{{Name: "a"}}}
		}, stat.ErrNoData, "no rows"},
		{"no drivers", func(d *driver.Data) { d.Drivers = nil }, stat.ErrNoData, "no drivers"},
		{"no name", func(d *driver.Data) { d.Drivers[1].Name = "" }, nil, "no name"},
		{"duplicate names", func(d *driver.Data) { d.Drivers[1].Name = "a" }, nil, `"a"`},
		{"outcome as driver", func(d *driver.Data) { d.Drivers[1].Name = "y" }, nil, `"y"`},
		{"lengths", func(d *driver.Data) { d.Drivers[1].Values = d.Drivers[1].Values[:7] }, nil, `column "b" is 7`},
		{"infinite", func(d *driver.Data) { d.Drivers[2].Values[5] = math.Inf(-1) }, nil, `row 5 of column "c"`},
		{"all missing", func(d *driver.Data) { fillWith(d.Drivers[1].Values, nan) }, stat.ErrNoData, `column "b" has no value`},
		{"no whole row", func(d *driver.Data) { fillWith(d.Drivers[0].Values[:20], nan); fillWith(d.Drivers[1].Values[20:], nan) }, stat.ErrNoData, "no row has all values"},
		{"constant", func(d *driver.Data) { fillWith(d.Drivers[1].Values, 4) }, stat.ErrUndefined, `column "b" does not vary`},
		{"collinear", func(d *driver.Data) {
			for i := range d.Drivers[2].Values {
				d.Drivers[2].Values[i] = 10 - d.Drivers[0].Values[i]
			}
		}, stat.ErrUndefined, `column "c" follows from "a"`},
		{"fewer rows than columns", func(d *driver.Data) { *d = cut(*d, 37) }, stat.ErrTooFew, "3 rows"},
		{"as many rows as coefficients", func(d *driver.Data) { *d = cut(*d, 36) }, stat.ErrTooFew, "at least 5"},
		{"constant outcome", func(d *driver.Data) { fillWith(d.Outcome.Values, 10) }, stat.ErrUndefined, `outcome "y"`},
	} {
		d := good()
		c.spoil(&d)
		_, err := driver.Importance(d, driver.Options{Resamples: -1})
		if err == nil || !strings.Contains(err.Error(), c.says) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: error %v, want one that says %q and is %v", c.name, err, c.says, c.is)
		}
	}
}

func fillWith(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}

func TestOptionsAreChecked(t *testing.T) {
	d := correlated(seeded(7), 40, 3)
	var argument *stat.ArgumentError
	for _, o := range []driver.Options{{Confidence: 95}, {Resamples: 5}, {Resamples: -2}, {Orders: 1}} {
		if _, err := driver.Importance(d, o); !errors.As(err, &argument) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if _, err := driver.Logistic(d, driver.OddsOptions{}); !errors.As(err, &argument) {
		t.Errorf("outcome that is not 0 or 1: %v", err)
	}
	if _, err := driver.TopicImpact(d, 0); !errors.As(err, &argument) {
		t.Errorf("outcome that is no rating: %v", err)
	}
	if _, err := driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 4, HighMin: 2}); !errors.As(err, &argument) {
		t.Errorf("thresholds the wrong way round: %v", err)
	}
}

func TestVarianceInflationWarns(t *testing.T) {
	r := seeded(8)
	d := correlated(r, 100, 3)
	for i := range d.Drivers[2].Values {
		d.Drivers[2].Values[i] = d.Drivers[1].Values[i] + 0.1*r.NormFloat64()
	}
	got, err := driver.Importance(d, driver.Options{Resamples: 100})
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, w := range got.Warnings {
		if w.Code == driver.HighInflation {
			named = append(named, w.Detail)
		}
	}
	slices.Sort(named)
	if !slices.Equal(named, []string{"b", "c"}) {
		t.Errorf("warned of %v, want b and c", named)
	}
}

// A driver that separates is an error by maximum likelihood and a warning with the
// penalty.
func TestSeparatingDriver(t *testing.T) {
	r := seeded(9)
	d := correlated(r, 80, 3)
	for i := range d.Outcome.Values {
		d.Outcome.Values[i] = float64(r.IntN(2))
		d.Drivers[1].Values[i] = 0
		if d.Outcome.Values[i] == 1 && r.IntN(3) == 0 {
			d.Drivers[1].Values[i] = 1
		}
	}
	var separated *driver.SeparationError
	if _, err := driver.Logistic(d, driver.OddsOptions{}); !errors.As(err, &separated) || !slices.Equal(separated.Columns, []string{"b"}) {
		t.Errorf("error %v, want one that names b", err)
	}
	m, err := driver.Logistic(d, driver.OddsOptions{Firth: true})
	if err != nil {
		t.Fatal(err)
	}
	b := m.Ratios[1]
	low, ok := b.Low.Get()
	if !b.Shown || !ok || low <= 1 || len(m.Warnings) == 0 || m.Warnings[0].Detail != "b" {
		t.Errorf("%+v, warnings %v; want an odds ratio above 1 and a warning that names b", b, m.Warnings)
	}
}

func TestRoles(t *testing.T) {
	r := seeded(22)
	var d driver.Data
	d.Outcome.Name = "csat"
	effects := []func(x float64) float64{
		func(x float64) float64 { return map[bool]float64{x <= 2: -2}[true] }, // must be
		func(x float64) float64 { return map[bool]float64{x >= 4: 2}[true] },  // attractive
		func(x float64) float64 { return x - 3 },                              // performance
		func(float64) float64 { return 0 },                                    // indifferent
	}
	for j := range effects {
		d.Drivers = append(d.Drivers, driver.Column{Name: letters[j]})
	}
	for range 600 {
		y := r.NormFloat64()
		for j, effect := range effects {
			x := float64(1 + r.IntN(5))
			d.Drivers[j].Values = append(d.Drivers[j].Values, x)
			y += effect(x)
		}
		d.Outcome.Values = append(d.Outcome.Values, y)
	}
	out, err := driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 2, HighMin: 4})
	if err != nil {
		t.Fatal(err)
	}
	want := []driver.Role{driver.MustBe, driver.Attractive, driver.Performance, driver.Indifferent}
	for j, a := range out.Attributes {
		if a.Role != want[j] {
			t.Errorf("%s is %s, want %s: %+v", a.Name, a.Role, want[j], a)
		}
	}
	fillWith(d.Drivers[1].Values[:300], 3)
	for i, v := range d.Drivers[1].Values {
		d.Drivers[1].Values[i] = max(3, v)
	}
	out, err = driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 2, HighMin: 4})
	if err != nil {
		t.Fatal(err)
	}
	if a := out.Attributes[1]; a.Role != driver.Open || a.Penalty.Value.Defined() || !a.Reward.Value.Defined() {
		t.Errorf("without low ratings: %+v", a)
	}
}

// impact = share × gap, and impacts add up where every answer mentions one topic.
func TestImpactIsShareTimesGap(t *testing.T) {
	r := seeded(11)
	var d driver.Data
	d.Outcome.Name = "nps"
	d.Drivers = []driver.Column{{Name: "物流"}, {Name: "品質"}, {Name: "客服"}}
	for range 300 {
		topic := r.IntN(4)
		d.Outcome.Values = append(d.Outcome.Values, float64(max(0, min(10, 9-2*topic+r.IntN(4)))))
		for j := range d.Drivers {
			v := 0.0
			if j == topic {
				v = 1
			}
			d.Drivers[j].Values = append(d.Drivers[j].Values, v)
		}
	}
	out, err := driver.TopicImpact(d, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range out.Topics {
		want := i.Share * i.Gap.Difference.Or(math.NaN())
		if math.Abs(i.Value.Or(math.NaN())-want) > 1e-9 {
			t.Errorf("%s: impact %v, share × gap %v", i.Topic, i.Value, want)
		}
		if !(i.Low.Or(0) < i.Value.Or(0) && i.Value.Or(0) < i.High.Or(0)) {
			t.Errorf("%s: interval %v to %v around %v", i.Topic, i.Low, i.High, i.Value)
		}
	}
}

// The interval of an impact holds the truth about as often as it says.
func TestImpactIntervalCovers(t *testing.T) {
	r := seeded(12)
	// A quarter mentions the topic; those are detractors, passives and promoters in
	// 5:3:2, the others in 2:3:5. The gap is -60 points, the impact a quarter of it.
	const truth, rounds = -15.0, 400
	covered := 0
	for range rounds {
		d := driver.Data{Outcome: driver.Column{Name: "nps"}, Drivers: []driver.Column{{Name: "等待"}}}
		for range 150 {
			mention := float64(r.IntN(4) / 3)
			rating := []float64{3, 3, 7, 7, 7, 10, 10, 10, 10, 10}[r.IntN(10)]
			if mention == 1 {
				rating = []float64{3, 3, 3, 3, 3, 7, 7, 7, 10, 10}[r.IntN(10)]
			}
			d.Outcome.Values, d.Drivers[0].Values = append(d.Outcome.Values, rating), append(d.Drivers[0].Values, mention)
		}
		out, err := driver.TopicImpact(d, 0)
		if err != nil {
			t.Fatal(err)
		}
		if i := out.Topics[0]; i.Low.Or(0) <= truth && truth <= i.High.Or(0) {
			covered++
		}
	}
	// The standard error of the share is 1.1 %.
	if share := float64(covered) / rounds; share < 0.915 || share > 0.98 {
		t.Errorf("covered %.3f of the time, want about 0.95", share)
	}
}

func TestTopicInAllOrNone(t *testing.T) {
	d := driver.Data{Outcome: driver.Column{Name: "nps", Values: []float64{9, 3, 10, 7}}, Drivers: []driver.Column{
		{Name: "all", Values: []float64{1, 1, 1, 1}}, {Name: "none", Values: []float64{0, 0, 0, 0}}, {Name: "one", Values: []float64{0, 1, 0, 0}},
	}}
	out, err := driver.TopicImpact(d, 0)
	if err != nil {
		t.Fatal(err)
	}
	by := make(map[string]driver.Impact)
	for _, i := range out.Topics {
		by[i.Topic] = i
	}
	if by["all"].Value.Defined() || by["none"].Value.Or(1) != 0 || by["none"].With.Defined() || by["one"].Value.Or(0) >= 0 {
		t.Errorf("%+v", by)
	}
	if _, err := json.Marshal(out); err != nil {
		t.Error(err)
	}
	if len(out.Lines(language.English)) != 3 {
		t.Error("a topic has no line")
	}
}

func TestMap(t *testing.T) {
	spots := []driver.Spot{{Name: "品質", Importance: 0.5, Performance: 3}, {Name: "價格", Importance: 0.1, Performance: 3.2}, {Name: "客服", Importance: 0.4, Performance: 4.5}, {Name: "包裝", Importance: 0.1, Performance: 4.7}}
	m, err := driver.NewMap(spots, driver.MapOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []driver.Quadrant{driver.Concentrate, driver.LowPriority, driver.KeepUp, driver.Overkill} {
		if m.Spots[i].Quadrant != want {
			t.Errorf("%+v, want %s", m.Spots[i], want)
		}
	}
	target := 2.5
	m, err = driver.NewMap(spots, driver.MapOptions{Median: true, PerformanceCut: &target})
	if err != nil || m.PerformanceCut != target || math.Abs(m.ImportanceCut-0.25) > 1e-12 || m.Spots[0].Quadrant != driver.KeepUp {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := driver.NewMap(nil, driver.MapOptions{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no attributes: %v", err)
	}
	if _, err := driver.NewMap([]driver.Spot{{Name: "x", Importance: math.NaN()}}, driver.MapOptions{}); err == nil {
		t.Error("NaN is placed")
	}
}

// Every code has words in every language.
func TestWordsAreComplete(t *testing.T) {
	for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		for _, code := range []metrics.WarningCode{driver.MissingRows, driver.FewRows, driver.FewEvents, driver.HighInflation, driver.SampledOrders, driver.Penalised, driver.NoContrast, driver.NotHeldFixed, driver.RareTopics} {
			w := metrics.Warning{Code: code, Count: 7, Detail: "delivery"}
			if s := driver.Explain(w, tag); s == w.String() || strings.ContainsAny(s, "{}") {
				t.Errorf("%v %s: %s", tag, code, s)
			}
		}
		for _, r := range []driver.Role{driver.MustBe, driver.Performance, driver.Attractive, driver.Indifferent, driver.Reverse, driver.Open} {
			if r.Name(tag) == "" {
				t.Errorf("%v: no words for %s", tag, r)
			}
		}
		for _, q := range []driver.Quadrant{driver.Concentrate, driver.KeepUp, driver.LowPriority, driver.Overkill} {
			if q.Name(tag) == "" {
				t.Errorf("%v: no words for %s", tag, q)
			}
		}
		if driver.Caveat(tag) == "" {
			t.Errorf("%v: no caveat", tag)
		}
	}
}
