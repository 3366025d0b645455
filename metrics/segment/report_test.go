package segment_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/stat"
)

// report is that of a collector, which must also marshal.
func report(t *testing.T, c *segment.Collector, tests segment.Tests) *segment.Report {
	t.Helper()
	r, err := c.Report(tests)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Fatal(err)
	}
	return r
}

func fill(c *segment.Collector, value string, answers map[float64]int) {
	for answer, n := range answers {
		for range n {
			if err := c.AddRow(answer, segment.Slice{Dimension: "store", Value: value}); err != nil {
				panic(err)
			}
		}
	}
}

func TestTenThousandSlicesOfOneRecordShowNothing(t *testing.T) {
	start := time.Now()
	c := collector(segment.NPS(), "store")
	for i := range 10_000 {
		fill(c, fmt.Sprint(i), map[float64]int{float64(i % 11): 1})
	}
	r := report(t, c, segment.Tests{})
	if r.Verdict != segment.CannotBeShown || r.Tests != 0 || r.Shown != 0 || r.Untested[segment.TooFew] != 10_000 {
		t.Errorf("%s with %d tests, %d shown, %v untested; want that nothing can be shown, of 10000 slices", r.Verdict, r.Tests, r.Shown, r.Untested)
	}
	if n := len(r.Groups[0].Slices); n != 10_000 {
		t.Errorf("%d slices are listed, want all 10000", n)
	}
	// Slices of one answer tell nothing about differences between slices: all are
	// drawn to the mean, or very nearly.
	s := r.Groups[0].Slices[0]
	if v := s.Shrunk.Value.Or(1e9); math.Abs(v-r.Whole.Value.Or(0)) > 5 {
		t.Errorf("a slice of one answer is drawn to %v, want about %v", v, r.Whole.Value)
	}
	t.Logf("%v", time.Since(start))
	// Tested all the same, none of them is shown.
	r = report(t, c, segment.Tests{FewestAnswers: 1})
	if r.Verdict != segment.NoneShown || r.Tests != 10_000 || r.Shown != 0 {
		t.Errorf("%s with %d tests, %d shown; want none shown of 10000", r.Verdict, r.Tests, r.Shown)
	}
}

func TestSlicesThatCannotBeCompared(t *testing.T) {
	c := collector(segment.NPS(), "store")
	r := report(t, c, segment.Tests{})
	if r.Verdict != segment.CannotBeShown || r.Whole.Defined() || len(r.Groups[0].Slices) != 0 {
		t.Errorf("nobody answered: %+v", r)
	}
	fill(c, "only", map[float64]int{10: 30, 3: 20})
	r = report(t, c, segment.Tests{})
	if f := r.Groups[0].Slices[0]; f.Status != segment.NoRest || f.Comparison.Difference.Defined() || r.Verdict != segment.CannotBeShown {
		t.Errorf("the slice is all there is: %+v", f)
	}
	c = collector(segment.NPS(), "store")
	fill(c, "a", map[float64]int{10: 30})
	fill(c, "b", map[float64]int{9: 40})
	r = report(t, c, segment.Tests{})
	if f := r.Groups[0].Slices[0]; f.Status != segment.Alike || f.Adjusted.Defined() || r.Tests != 0 || r.Groups[0].Funnel != nil {
		t.Errorf("everybody is a promoter: %+v of %d tests", f, r.Tests)
	}
}

// The number of tests is that of all slices that were tested, not of those that are
// shown, and p-values are adjusted together.
func TestAdjustmentCountsAllTests(t *testing.T) {
	c, _ := worlds[0].company(3, true)
	r := report(t, c, segment.Tests{})
	var p []float64
	for _, f := range r.Groups[0].Slices {
		if f.Status == segment.Tested {
			p = append(p, f.Comparison.P.Or(math.NaN()))
		}
	}
	if r.Tests != len(p) || len(p)+r.Untested[segment.TooFew] != 100 {
		t.Fatalf("%d tests and %v, want the %d slices that were tested", r.Tests, r.Untested, len(p))
	}
	want, err := stat.BenjaminiHochberg(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.Groups[0].Slices[:len(p)] {
		if f.Adjusted.Or(2) != want[i] || f.Shown != (want[i] < 0.05) || f.Comparison.Shown != f.Shown || f.Tests != len(p) {
			t.Errorf("%v: %v and shown %v, want %v", f.Slice, f.Adjusted, f.Shown, want[i])
		}
	}
	other := report(t, c, segment.Tests{})
	if err := segment.Together(segment.Tests{Adjustment: segment.Holm}, r, other); err != nil {
		t.Fatal(err)
	}
	first := r.Groups[0].Slices[0]
	if got, want := first.Adjusted.Or(0), math.Min(1, first.Comparison.P.Or(0)*float64(2*len(p))); r.Tests != 2*len(p) || math.Abs(got-want) > 1e-12 {
		t.Errorf("two reports by Holm: %v of %d tests, want %v of %d", got, r.Tests, want, 2*len(p))
	}
}

// What is too small to matter is tested and counted, and no finding.
func TestSmallDifferencesAreNoFindings(t *testing.T) {
	c := collector(segment.Complaints(), "store")
	for i := range 3 {
		fill(c, fmt.Sprint(i), map[float64]int{1: 2000 + 300*i, 0: 18_000 - 300*i})
	}
	all, large := report(t, c, segment.Tests{}), report(t, c, segment.Tests{Relevant: 0.05})
	if all.Shown < 2 || len(all.Findings()) != all.Shown || all.Shown != large.Shown || all.Tests != large.Tests || len(large.Findings()) != 0 {
		t.Errorf("%d of %d findings are relevant, of %d tests; with a limit %d of %d, of %d",
			len(all.Findings()), all.Shown, all.Tests, len(large.Findings()), large.Shown, large.Tests)
	}
	if _, err := c.Report(segment.Tests{Relevant: math.NaN()}); err == nil {
		t.Error("a relevant difference that is no number: no error")
	}
}

// A crossing names the cause that neither dimension shows as clearly (a product that
// fails in one region).
func TestCrossingFindsTheCause(t *testing.T) {
	c, err := segment.NewCollector(segment.Complaints(), segment.Options{
		Dimensions: []segment.Dimension{{Name: "region"}, {Name: "product"}}, Cross: [][2]string{{"region", "product"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(8, 9))
	for range 6000 {
		region, product := []string{"north", "south", "east", "west"}[r.IntN(4)], []string{"card", "loan", "fund"}[r.IntN(3)]
		chance := 0.08
		if region == "south" && product == "loan" {
			chance = 0.22
		}
		complaint := 0.0
		if r.Float64() < chance {
			complaint = 1
		}
		if err := c.AddRow(complaint, segment.Slice{Dimension: "region", Value: region}, segment.Slice{Dimension: "product", Value: product}); err != nil {
			t.Fatal(err)
		}
	}
	rep := report(t, c, segment.Tests{})
	first := rep.Findings()[0]
	if want := (segment.Slice{Dimension: "region", Value: "south", Crossed: "product", With: "loan"}); first.Slice != want {
		t.Errorf("the surest finding is %v, want %v", first.Slice, want)
	}
	if got, want := first.Name(language.TraditionalChinese), "地區「south」、產品「loan」"; got != want {
		t.Errorf("it is called %s, want %s", got, want)
	}
}

// Shrinkage brings slices nearer to what they truly are than they were.
func TestShrinkageIsNearerToTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 11))
	c := collector(segment.Complaints(), "store")
	truth := map[string]float64{}
	for s := range 60 {
		name := fmt.Sprint(s)
		truth[name] = 0.05 + 0.1*r.Float64()
		for range 10 + r.IntN(60) {
			answer := 0.0
			if r.Float64() < truth[name] {
				answer = 1
			}
			fill(c, name, map[float64]int{answer: 1})
		}
	}
	var raw, shrunk float64
	for _, f := range report(t, c, segment.Tests{}).Groups[0].Slices {
		raw += math.Pow(f.Comparison.A.Value.Or(9)-truth[f.Value], 2)
		shrunk += math.Pow(f.Shrunk.Value.Or(9)-truth[f.Value], 2)
	}
	if shrunk > raw/2 {
		t.Errorf("squared errors %.4f after shrinkage and %.4f before, want less than half", shrunk, raw)
	}
}

func TestRanks(t *testing.T) {
	i := []stat.Interval{{Low: 50, High: 60}, {Low: 40, High: 52}, {Low: 10, High: 20}, {Low: 20, High: 30}}
	want := []segment.Rank{{Best: 1, Worst: 2, Of: 4}, {Best: 1, Worst: 2, Of: 4}, {Best: 3, Worst: 4, Of: 4}, {Best: 3, Worst: 4, Of: 4}}
	for k, got := range segment.Ranks(i, false) {
		if got != want[k] {
			t.Errorf("rank of %v: %v, want %v", i[k], got, want[k])
		}
	}
	if got := segment.Ranks(i, true)[2]; got != (segment.Rank{Best: 1, Worst: 2, Of: 4}) {
		t.Errorf("low is good: rank of %v is %v", i[2], got)
	}
}

func TestFunnelOfOverdispersedSlices(t *testing.T) {
	var groups []stat.Share
	for i := range 20 {
		groups = append(groups, stat.Share{X: int64(70 + 60*(i%2)), N: 1000}) // 7 and 13 %
	}
	groups[19] = stat.Share{X: 300, N: 1000}
	f, err := segment.FunnelShares(append(groups, stat.Share{}))
	if err != nil {
		t.Fatal(err)
	}
	if !f.Widened || f.Winsorised >= f.Dispersion {
		t.Errorf("dispersion %v, winsorised %v, widened %v; want the slice at 30 %% brought in", f.Dispersion, f.Winsorised, f.Widened)
	}
	for i, p := range f.Points[:20] {
		if want := map[bool]segment.Place{false: segment.Inside, true: segment.Beyond998}[i == 19]; p.Place != want {
			t.Errorf("%v lies %s, want %s", groups[i], p.Place, want)
		}
	}
	if p := f.Points[20]; p.Value.Defined() || p.Limits.Low95.Defined() {
		t.Errorf("a group without trials has %+v", p)
	}
	if _, err := segment.FunnelShares(nil); err != stat.ErrNoData {
		t.Errorf("no groups: %v", err)
	}
	if _, err := segment.FunnelShares([]stat.Share{{X: 0, N: 5}, {X: 0, N: 9}}); err != stat.ErrUndefined {
		t.Errorf("nobody succeeds: %v", err)
	}
	if _, err := segment.FunnelShares([]stat.Share{{X: 6, N: 5}}); err == nil {
		t.Error("6 of 5: no error")
	}
}

func TestShrinkageAtItsLimits(t *testing.T) {
	alike := []stat.Share{{X: 10, N: 100}, {X: 20, N: 200}, {X: 5, N: 50}}
	s, err := segment.ShrinkShares(alike, 0.95)
	if err != nil || s.Alpha.Defined() || s.Shrunk[2].Value.Or(0) != 0.1 {
		t.Errorf("slices that are alike: %+v, %v; want all at 0.1", s, err)
	}
	apart := []stat.Share{{X: 9, N: 9}, {X: 0, N: 7}, {X: 4, N: 4}}
	s, err = segment.ShrinkShares(apart, 0.95)
	if err != nil || s.Alpha.Or(1) != 0 || s.Shrunk[0].Value.Or(0) != 1 || s.Shrunk[1].Value.Or(1) != 0 {
		t.Errorf("slices that agree with themselves: %+v, %v; want each for itself", s, err)
	}
	if _, err := segment.ShrinkShares([]stat.Share{{X: 0, N: 4}}, 0.95); err != stat.ErrUndefined {
		t.Errorf("nobody succeeds: %v", err)
	}
	n, err := segment.ShrinkNormal([]float64{4}, []float64{2}, segment.REML, 0.95)
	if err != nil || n.Between != 0 || n.Mean != 4 || n.Shrunk[0].Value.Or(0) != 4 {
		t.Errorf("one slice: %+v, %v", n, err)
	}
	if _, err := json.Marshal(n); err != nil {
		t.Error(err)
	}
	for name, call := range map[string][2][]float64{
		"variance 0": {{1, 2}, {1, 0}}, "no variance": {{1, 2}, {1}}, "no number": {{1, math.NaN()}, {1, 1}},
	} {
		if _, err := segment.ShrinkNormal(call[0], call[1], segment.DerSimonianLaird, 0.95); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := segment.ShrinkNormal(nil, nil, segment.ML, 0.95); err != stat.ErrNoData {
		t.Errorf("no slices: %v", err)
	}
}

func FuzzShrinkShares(f *testing.F) {
	f.Add(int64(3), int64(10), int64(0), int64(1), int64(1000), int64(100_000))
	f.Add(int64(1), int64(1), int64(0), int64(2), int64(1), int64(2))
	f.Fuzz(func(t *testing.T, x, n, y, m, z, k int64) {
		if max(n, m, k) > 1<<40 {
			return
		}
		s, err := segment.ShrinkShares([]stat.Share{{X: x, N: n}, {X: y, N: m}, {X: z, N: k}}, 0.95)
		if err != nil {
			return
		}
		for _, v := range s.Shrunk {
			if p, ok := v.Value.Get(); !ok || p < 0 || p > 1 || v.Low.Or(0) > v.High.Or(1) {
				t.Errorf("shrunk to %+v of %+v", v, s)
			}
		}
	})
}
