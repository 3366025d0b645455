package driver_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

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

// Intervals are there beyond MaxExact too, and hold the weights.
func TestSampledOrdersHaveIntervals(t *testing.T) {
	r := seeded(13)
	names := strings.Split("abcdefghijklmnopq", "")
	rows, y := normalRows(r, 150, len(names)), make([]float64, 150)
	for i := range rows {
		y[i] = 2*rows[i][0] + r.NormFloat64()
	}
	got, err := driver.Importance(table(names, rows, y), driver.Options{Resamples: 100})
	if err != nil {
		t.Fatal(err)
	}
	top := got.Drivers[0]
	if top.Name != "a" || top.RankLow != 1 || top.RankHigh != 1 || !(top.Weight.Low.Or(1) < top.Weight.Value && top.Weight.Value < top.Weight.High.Or(0)) {
		t.Errorf("%+v", top)
	}
	if !slices.ContainsFunc(got.Warnings, func(w metrics.Warning) bool { return w.Code == driver.SampledOrders }) {
		t.Errorf("warnings %v do not say that orders were sampled", got.Warnings)
	}
}

func normalRows(r *rand.Rand, n, k int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		for range k {
			rows[i] = append(rows[i], r.NormFloat64())
		}
	}
	return rows
}

// Of one dummy the HC3 variance is Σ over both groups of Σ(y - mean)²/(n_g-1)²: the
// leverage of a row is 1/n_g.
func TestRobustErrorsOfADummy(t *testing.T) {
	r := seeded(14)
	d := driver.Data{Outcome: driver.Column{Name: "y"}, Drivers: []driver.Column{{Name: "topic"}}}
	var groups [2][]float64
	for i := range 50 {
		mention := i % 5 / 4
		y := 5 + r.NormFloat64()*float64(1+4*mention)
		groups[mention] = append(groups[mention], y)
		d.Drivers[0].Values, d.Outcome.Values = append(d.Drivers[0].Values, float64(mention)), append(d.Outcome.Values, y)
	}
	var variance float64
	for _, g := range groups {
		m, err := stat.MomentsOf(g)
		if err != nil {
			t.Fatal(err)
		}
		variance += m.Variance / float64(len(g)-1)
	}
	robust, err1 := driver.Importance(d, driver.Options{Resamples: -1, Robust: true})
	plain, err2 := driver.Importance(d, driver.Options{Resamples: -1})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if got, want := robust.Drivers[0].StdErr, math.Sqrt(variance); math.Abs(got-want) > 1e-10 || plain.Drivers[0].StdErr > 0.8*want || !strings.Contains(robust.Test, "HC3") {
		t.Errorf("robust %v (%s), plain %v; want %v", got, robust.Test, plain.Drivers[0].StdErr, want)
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

// Rows and columns in another order are the same data: the bootstrap draws the same
// answers, and what differs is the last digits of sums.
func TestImportanceWhateverTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	d := correlated(r, 60, 3)
	other := driver.Data{Outcome: driver.Column{Name: d.Outcome.Name}}
	rows := r.Perm(60)
	shuffled := func(c driver.Column) driver.Column {
		out := driver.Column{Name: c.Name}
		for _, i := range rows {
			out.Values = append(out.Values, c.Values[i])
		}
		return out
	}
	other.Outcome = shuffled(d.Outcome)
	for _, c := range slices.Backward(d.Drivers) {
		other.Drivers = append(other.Drivers, shuffled(c))
	}
	a, err := driver.Importance(d, driver.Options{Resamples: 100})
	if err != nil {
		t.Fatal(err)
	}
	b, err := driver.Importance(other, driver.Options{Resamples: 100})
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range a.Drivers {
		y := b.Drivers[i]
		if x.Name != y.Name || x.RankLow != y.RankLow || x.RankHigh != y.RankHigh {
			t.Errorf("%s ranks %d to %d, in another order %s %d to %d", x.Name, x.RankLow, x.RankHigh, y.Name, y.RankLow, y.RankHigh)
		}
		for _, p := range [][2]metrics.Number{{x.Weight.Low, y.Weight.Low}, {x.Weight.High, y.Weight.High}, {x.Relative.Low, y.Relative.Low}, {x.Relative.High, y.Relative.High}} {
			if math.Abs(p[0].Or(-1)-p[1].Or(-2)) > 1e-9 {
				t.Errorf("%s has an end at %v, in another order at %v", x.Name, p[0], p[1])
			}
		}
	}
}
