package priority_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/priority"
	"github.com/loamlib/loam/metrics/stat"
)

func order(t *testing.T, issues []priority.Issue, o priority.Options) priority.Ordering {
	t.Helper()
	out, err := priority.Order(issues, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range out.Ranked {
		written(t, r.Reasons...)
	}
	written(t, out.Remarks...)
	if out.Robustness != nil {
		written(t, out.Robustness.Texts...)
	}
	return out
}

// written reports texts that are missing in a language or were put together wrongly.
func written(t *testing.T, texts ...text.Wording) {
	t.Helper()
	for _, w := range texts {
		for _, s := range []string{w.En, w.Hant, w.Hans} {
			if s == "" || strings.Contains(s, "%!") || strings.ContainsAny(s, "\uE000\uE001") {
				t.Errorf("not well written: %+v", w)
			}
		}
	}
}

func ids(o priority.Ordering) (out []string) {
	for _, r := range o.Ranked {
		out = append(out, r.ID)
	}
	return out
}

// random makes issues with some parts missing.
func random(r *rand.Rand, n int) []priority.Issue {
	out := make([]priority.Issue, n)
	part := func(id metrics.ID, known float64) (e metrics.Estimate) {
		if r.Float64() < known {
			e = number(id, metrics.UnitShare, r.NormFloat64(), 0.3*r.Float64(), 100)
		}
		return e
	}
	for i := range out {
		out[i] = priority.Issue{ID: fmt.Sprint("t", i), Impact: part("a", 0.9), Prevalence: part("b", 0.9), Trend: part("c", 0.6), Effort: part("d", 0.5), Business: part("e", 0.3)}
	}
	return out
}

// Points or shares, days or hours: another unit of a part changes nothing, nor does
// another zero.
func TestTheOrderDoesNotDependOnUnits(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 50 {
		issues := random(r, 7)
		want := order(t, issues, priority.Options{})
		other := slices.Clone(issues)
		move := func(e *metrics.Estimate, k, c float64) {
			for _, n := range []*metrics.Number{&e.Value, &e.Low, &e.High} {
				if v, ok := n.Get(); ok {
					*n = metrics.NumberOf(k*v + c)
				}
			}
		}
		for i := range other {
			move(&other[i].Impact, 100, 0)
			move(&other[i].Effort, 8, 3)
			move(&other[i].Trend, 1.0/30, -7)
		}
		got := order(t, other, priority.Options{})
		if diff := cmp.Diff(ids(want), ids(got)); diff != "" {
			t.Fatal(diff)
		}
		for i := range got.Ranked {
			if math.Abs(got.Ranked[i].Score-want.Ranked[i].Score) > 1e-9 {
				t.Fatalf("%v, want %v", got.Ranked[i].Score, want.Ranked[i].Score)
			}
		}
	}
}

func TestSameIssuesSameOrderWhateverTheyCameIn(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 50 {
		issues := random(r, 9)
		want := order(t, issues, priority.Options{})
		r.Shuffle(len(issues), func(i, j int) { issues[i], issues[j] = issues[j], issues[i] })
		if diff := cmp.Diff(ids(want), ids(order(t, issues, priority.Options{}))); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestEqualIssuesKeepTheirOrderAndShareAPlace(t *testing.T) {
	issues := shop()[:1]
	for _, id := range []string{"z", "a", "m"} {
		twin := issues[0]
		twin.ID = id
		issues = append(issues, twin)
	}
	o := order(t, issues, priority.Options{})
	if diff := cmp.Diff([]string{"delivery", "z", "a", "m"}, ids(o)); diff != "" {
		t.Error(diff)
	}
	for _, r := range o.Ranked {
		if r.Place != 1 || r.Score != 0.5 && math.Abs(r.Score-0.5) > 0.11 {
			t.Errorf("%s: place %d, score %v", r.ID, r.Place, r.Score)
		}
	}
	if o.Robustness.Holds || o.Robustness.Lead != 0 || o.Robustness.Breaks != 0 {
		t.Errorf("a tie holds: %+v", o.Robustness)
	}
}

// By hand, without intervals: a is ahead of b and c in impact (1), b of c; c takes the
// least effort. With weights 3 for impact and 1 for effort, superiorities (1, ½, 0)
// and (½, 0, 1): a = (3·1 + ½)/4, b = (3·½ + 0)/4, c = (0 + 1)/4.
func TestTheScoreByHand(t *testing.T) {
	exact := func(v float64) metrics.Estimate { return metrics.Estimate{Definition: "x", Value: metrics.NumberOf(v)} }
	issues := []priority.Issue{{ID: "c", Impact: exact(1), Effort: exact(5)}, {ID: "b", Impact: exact(2), Effort: exact(90)}, {ID: "a", Impact: exact(3), Effort: exact(7)}}
	o := order(t, issues, priority.Options{Weights: map[priority.Part]float64{priority.Impact: 3, priority.Effort: 1}})
	for i, want := range []struct {
		id    string
		score float64
	}{{"a", 0.875}, {"b", 0.375}, {"c", 0.25}} {
		if r := o.Ranked[i]; r.ID != want.id || r.Score != want.score || r.Confidence != 1 || r.Place != i+1 {
			t.Errorf("%d: %s %v (confidence %v), want %+v", i, r.ID, r.Score, r.Confidence, want)
		}
	}
	// a leads c by 6/8 in impact and −1/8 in effort: 5 of 7. b is behind in both.
	b := o.Robustness
	if !b.Holds || math.Abs(b.Breaks-5.0/7) > 1e-12 || b.First != "a" || b.Challenger != "c" || b.Lead != 0.625 {
		t.Errorf("%+v", b)
	}
	if want := []priority.Tip{{Part: priority.Effort, Factor: 6}, {Part: priority.Impact, Factor: 1.0 / 6}}; !cmp.Equal(want, b.Tips, cmpopts.EquateApprox(0, 1e-12)) {
		t.Errorf("%+v", b.Tips)
	}
}

// What is not known is no zero: an issue without an effort stands between those with
// a small and a large one, and says that it is not known.
func TestMissingIsNotZero(t *testing.T) {
	issues := shop()
	for i := range issues {
		issues[i].Impact, issues[i].Prevalence, issues[i].Trend, issues[i].Business = issues[0].Impact, issues[0].Prevalence, issues[0].Trend, metrics.Estimate{}
	}
	o := order(t, issues, priority.Options{}) // efforts 40, 90, unknown
	if diff := cmp.Diff([]string{"delivery", "site", "quality"}, ids(o)); diff != "" {
		t.Error(diff)
	}
	r := o.Ranked[1]
	if !slices.Equal(r.Missing, []priority.Part{priority.Effort, priority.Business}) || r.Confidence != 0.6 {
		t.Errorf("missing %v, confidence %v", r.Missing, r.Confidence)
	}
	if !strings.Contains(o.Remarks[0].En, "business link") {
		t.Errorf("nobody is told that the business link is not known: %v", o.Remarks)
	}
}

// The worst case over all weights within a factor is at a corner: try all 2⁵ and, for
// Breaks, that no corner below it and some corner above it turns the order round.
func TestRobustnessIsThatOfAllCorners(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 12 {
		issues := random(r, 4)
		o := order(t, issues, priority.Options{})
		turns := func(by float64) bool {
			for corner := range 32 {
				w := map[priority.Part]float64{}
				for k, p := range priority.Parts() {
					w[p] = 1 + by
					if corner>>k&1 == 1 {
						w[p] = 1 - by
					}
				}
				if other, err := priority.Order(issues, priority.Options{Weights: w}); err != nil || other.Ranked[0].ID != o.Ranked[0].ID {
					return true
				}
			}
			return false
		}
		b := o.Robustness
		if b.Holds == turns(0.5) {
			t.Fatalf("holds %v; breaks at %v", b.Holds, b.Breaks)
		}
		if b.Breaks > 0.01 && turns(b.Breaks-0.01) || b.Breaks < 0.98 && !turns(b.Breaks+0.01) {
			t.Fatalf("does not break at %v", b.Breaks)
		}
		for _, tip := range b.Tips {
			w := map[priority.Part]float64{}
			for _, p := range priority.Parts() {
				w[p] = 1
			}
			score := func(o priority.Ordering, id string) float64 {
				return o.Ranked[slices.IndexFunc(o.Ranked, func(r priority.Ranked) bool { return r.ID == id })].Score
			}
			w[tip.Part] = tip.Factor
			if again := order(t, issues, priority.Options{Weights: w}); math.Abs(score(again, b.First)-score(again, b.Challenger)) > 1e-6 {
				t.Fatalf("%+v does not make them equal", tip)
			}
		}
	}
}

func TestOrderRefuses(t *testing.T) {
	var mismatch *metrics.MismatchError
	var argument *stat.ArgumentError
	issues := shop()
	issues[1].Impact.Definition = metrics.IDNetSentiment
	if _, err := priority.Order(issues, priority.Options{}); !errors.As(err, &mismatch) || !strings.Contains(err.Error(), "quality") {
		t.Errorf("two definitions: %v", err)
	}
	issues = shop()
	issues[1].Impact.Unit = metrics.UnitSeconds
	if _, err := priority.Order(issues, priority.Options{}); !errors.As(err, &mismatch) || mismatch.What != "unit" {
		t.Errorf("two units: %v", err)
	}
	for name, w := range map[string]map[priority.Part]float64{
		"negative": {priority.Impact: -1}, "NaN": {priority.Impact: math.NaN()}, "infinite": {priority.Impact: math.Inf(1)}, "none": {}, "zero": {priority.Impact: 0},
	} {
		if _, err := priority.Order(shop(), priority.Options{Weights: w}); !errors.As(err, &argument) {
			t.Errorf("%s weights: %v", name, err)
		}
	}
	if _, err := priority.Order(shop(), priority.Options{Weights: map[priority.Part]float64{"luck": 1}}); err == nil {
		t.Error("luck is a part")
	}
	for name, issues := range map[string][]priority.Issue{"no ID": {{}}, "twice": {{ID: "a"}, {ID: "a"}}} {
		if _, err := priority.Order(issues, priority.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestFewIssues(t *testing.T) {
	if o := order(t, nil, priority.Options{}); len(o.Ranked) != 0 || o.Robustness != nil {
		t.Errorf("none: %+v", o)
	}
	if o := order(t, shop()[:1], priority.Options{}); o.Ranked[0].Score != 0.5 || o.Robustness != nil {
		t.Errorf("one: %+v", o)
	}
	o := order(t, []priority.Issue{{ID: "a"}, {ID: "b"}}, priority.Options{})
	if o.Ranked[0].Confidence != 0 || o.Ranked[1].Place != 1 {
		t.Errorf("nothing known: %+v", o.Ranked)
	}
	b, err := json.Marshal(o)
	if err != nil || !strings.Contains(string(b), `"missing":["impact"`) {
		t.Errorf("%s, %v", b, err)
	}
}

// The order of a thousand takes a moment.
func BenchmarkOrder(b *testing.B) {
	issues := random(rand.New(rand.NewPCG(1, 1)), 1000)
	for b.Loop() {
		if _, err := priority.Order(issues, priority.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
