package evaluate_test

import (
	"context"
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

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/feedback"
)

// With N units of m values each, alpha is kappa corrected for the sample:
// α = κ + (1-κ)/(N m) (Krippendorff 2004).
func TestAlphaOfCompleteRatingsFollowsFromFleissKappa(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		n, m := 2+r.IntN(30), 2+r.IntN(4)
		ratings := make([][]int, n)
		for i := range ratings {
			truth := 1 + r.IntN(4)
			for range m {
				v := truth
				if r.IntN(3) == 0 {
					v = 1 + r.IntN(4)
				}
				ratings[i] = append(ratings[i], v)
			}
		}
		k, err := evaluate.FleissKappa(ratings)
		if err != nil {
			t.Fatal(err)
		}
		a := evaluate.NominalAlpha(ratings)
		if want := k.Value + (1-k.Value)/float64(n*m); k.Defined() && math.Abs(a.Value-want) > 1e-12 {
			t.Errorf("%d units of %d: alpha %v, want %v", n, m, a, want)
		}
	}
}

// Fleiss (1971), as reprinted in Wikipedia's "Fleiss' kappa": 14 raters, 10
// subjects, 5 categories; κ = 0.210.
func TestFleissWorkedExample(t *testing.T) {
	table := [][]int{{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}}
	ratings := make([][]int, len(table))
	for i, row := range table {
		for category, n := range row {
			ratings[i] = append(ratings[i], slices.Repeat([]int{category}, n)...)
		}
	}
	k, err := evaluate.FleissKappa(ratings)
	if err != nil || math.Abs(k.Value-0.210) > 5e-4 || math.Abs(k.Agreement-0.378) > 5e-4 {
		t.Errorf("kappa %v with agreement %v, error %v, want 0.210 and 0.378", k.Measure, k.Agreement, err)
	}
}

func TestNothingIsUndefinedAndMarshals(t *testing.T) {
	c, _ := evaluate.NewConfusion("a", "b")
	m, _ := evaluate.NewMultiLabel("a", "b")
	kappa, err1 := evaluate.CohenKappa[string](nil, nil)
	same, err2 := evaluate.CohenKappa([]string{"a", "a"}, []string{"a", "a"})
	fleiss, err3 := evaluate.FleissKappa([][]string{{"a", "a"}, {"a", "a"}})
	alpha, err4 := evaluate.Alpha([][]float64{{1, math.NaN()}, {math.NaN()}, nil}, evaluate.Interval)
	alike, err5 := evaluate.Alpha([][]float64{{1, 1}, {1, 1}}, evaluate.Ratio)
	auc, err6 := evaluate.AUC([]evaluate.Scored{{0.4, true}, {0.5, true}})
	ap, err7 := evaluate.AveragePrecision([]evaluate.Scored{{0.4, false}})
	calibration, err8 := evaluate.Calibrate(nil, nil)
	if err := errors.Join(err1, err2, err3, err4, err5, err6, err7, err8); err != nil {
		t.Fatal(err)
	}
	for i, x := range []evaluate.Measure{c.Report().Accuracy, c.Report().MacroF1, c.Report().MCC, m.Report().MicroF1, m.Report().MacroF1,
		kappa.Measure, same.Measure, fleiss.Measure, alpha, alike, auc, ap, calibration.Brier, calibration.Error} {
		b, err := json.Marshal(x)
		if x.Defined() || x.Value != 0 || err != nil || !strings.Contains(string(b), `"value":null`) {
			t.Errorf("measure %d is %v, in JSON %s, error %v", i, x, b, err)
		}
	}
	for _, v := range []any{c.Report(), m.Report(), kappa, calibration} {
		if _, err := json.Marshal(v); err != nil {
			t.Error(err)
		}
	}
}

func TestMeasureSurvivesJSON(t *testing.T) {
	for _, m := range []evaluate.Measure{{}, {Value: 0.5, Low: 0.25, High: 0.75, N: 12, Method: "wilson"}, {N: 3, Undefined: "because"}} {
		b, err := json.Marshal(m)
		var got evaluate.Measure
		if err := errors.Join(err, json.Unmarshal(b, &got)); err != nil || got != m {
			t.Errorf("%v came back from %s as %v, error %v", m, b, got, err)
		}
	}
	k, err := evaluate.CohenKappa([]string{"a", "b", "a", "b"}, []string{"a", "b", "b", "b"})
	b, err2 := json.Marshal(k)
	var got evaluate.Kappa
	if err := errors.Join(err, err2, json.Unmarshal(b, &got)); err != nil || got != k || k.Agreement != 0.75 {
		t.Errorf("%+v came back from %s as %+v, error %v", k, b, got, err)
	}
}

// An answer that is not given is a miss of the true class and no false alarm.
func TestAbstainingCostsRecallOnly(t *testing.T) {
	c, err := evaluate.ConfusionOf([]string{"a", "a", "b", "b"}, []string{"a", "", "b", "b"})
	if err != nil {
		t.Fatal(err)
	}
	r := c.Report()
	a, _ := r.Class("a")
	if a.Precision.Value != 1 || a.Recall.Value != 0.5 || r.Coverage.Value != 0.75 || r.Accuracy.Value != 0.75 {
		t.Errorf("class a %+v, coverage %v, accuracy %v", a, r.Coverage, r.Accuracy)
	}
	if got, want := r.MicroF1.Value, 6.0/7; math.Abs(got-want) > 1e-15 { // TP 3, FN 1
		t.Errorf("micro F1 %v, want %v", got, want)
	}
}

func TestMergeIsTheSameAsOneCount(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	names := []string{"complaint", "praise", "question"}
	single := make([]*evaluate.Confusion, 3)
	several := make([]*evaluate.MultiLabel, 3)
	for i := range single {
		single[i], _ = evaluate.NewConfusion(names...)
		several[i], _ = evaluate.NewMultiLabel(names...)
	}
	subset := func() (out []string) {
		for _, n := range names {
			if r.IntN(2) == 0 {
				out = append(out, n)
			}
		}
		return out
	}
	for range 300 {
		shard := 1 + r.IntN(2)
		truth, predicted := names[r.IntN(3)], names[r.IntN(3)]
		t1, p1 := subset(), subset()
		for _, i := range []int{0, shard} {
			if err := errors.Join(single[i].Add(truth, predicted), several[i].Add(t1, p1)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(single[2].Merge(single[1]), several[2].Merge(several[1])); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(single[0].Report(), single[2].Report()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(several[0].Report(), several[2].Report()); diff != "" {
		t.Error(diff)
	}
}

// scikit-learn's documentation of multilabel F1 has no figures; these are by
// hand: a: TP 2, FP 1, FN 0; b: TP 1, FP 0, FN 2.
func TestMultiLabelByHand(t *testing.T) {
	m, _ := evaluate.NewMultiLabel("a", "b")
	for _, x := range [][2]string{{"a b", "a"}, {"b", "a b"}, {"a", "a"}, {"b", ""}, {"", ""}} {
		if err := m.Add(strings.Fields(x[0]), strings.Fields(x[1])); err != nil {
			t.Fatal(err)
		}
	}
	r := m.Report()
	want := map[evaluate.Name]float64{evaluate.MicroF1: 6.0 / 9, evaluate.MacroF1: (4.0/5 + 2.0/4) / 2,
		evaluate.WeightedF1: (2*4.0/5 + 3*2.0/4) / 5, evaluate.Accuracy: 2.0 / 5, evaluate.Coverage: 3.0 / 5}
	for name, want := range want {
		if got, err := r.Measure(name, ""); err != nil || math.Abs(got.Value-want) > 1e-15 {
			t.Errorf("%s is %v, error %v, want %v", name, got, err, want)
		}
	}
}

// Intervals must cover the truth about as often as they say. With 400 runs the
// share that covers is 0.95 ± 0.022 if they do; percentile intervals of skewed
// statistics fall a little short.
func TestIntervalsCover(t *testing.T) {
	const runs, n = 400, 120
	confusion := [][]float64{{0.30, 0.05, 0.05}, {0.04, 0.20, 0.06}, {0.02, 0.08, 0.20}}
	names := []string{"a", "b", "c"}
	big, _ := evaluate.NewConfusion(names...)
	fill(big, names, func(i, j int) int { return int(confusion[i][j] * 1e6) })
	truth := big.Report()
	r := rand.New(rand.NewPCG(5, 6))
	covered := map[evaluate.Name]int{}
	for range runs {
		counts := map[[2]int]int{}
		for range n {
			u := r.Float64()
			for i := range names {
				for j := range names {
					if u -= confusion[i][j]; u < 0 && u > -2 {
						counts[[2]int{i, j}]++
						u = -3
					}
				}
			}
		}
		c, _ := evaluate.NewConfusion(names...)
		fill(c, names, func(i, j int) int { return counts[[2]int{i, j}] })
		got := c.Report()
		for _, name := range []evaluate.Name{evaluate.Accuracy, evaluate.MacroF1, evaluate.WeightedF1, evaluate.BalancedAccuracy, evaluate.MCC, evaluate.KappaMeasure} {
			m, _ := got.Measure(name, "")
			want, _ := truth.Measure(name, "")
			if m.Low <= want.Value && want.Value <= m.High {
				covered[name]++
			}
		}
		a, _ := got.Class("a")
		want, _ := truth.Class("a")
		if a.F1.Low <= want.F1.Value && want.F1.Value <= a.F1.High {
			covered[evaluate.F1]++
		}
	}
	for name, k := range covered {
		if share := float64(k) / runs; share < 0.92 || share > 0.985 {
			t.Errorf("the interval of %s covers in %.3f of runs", name, share)
		}
	}
	if len(covered) != 7 {
		t.Errorf("only %v were tried", covered)
	}
}

// Labels of one feedback depend on one another here: a hard one is got wrong in
// all of them. With 1500 runs the share that covers is 0.95 ± 0.011 if they do.
func TestIntervalsOfSeveralLabelsCover(t *testing.T) {
	const runs, n = 1500, 150
	names := []string{"a", "b", "c", "d"}
	r := rand.New(rand.NewPCG(8, 8))
	draw := func(m *evaluate.MultiLabel, n int) {
		for range n {
			var truth, predicted []string
			miss := 0.1
			if r.IntN(4) == 0 {
				miss = 0.6
			}
			for i, name := range names {
				if r.Float64() < 0.15+0.1*float64(i) {
					truth = append(truth, name)
					if r.Float64() > miss {
						predicted = append(predicted, name)
					}
				} else if r.Float64() < miss/4 {
					predicted = append(predicted, name)
				}
			}
			if err := m.Add(truth, predicted); err != nil {
				t.Fatal(err)
			}
		}
	}
	big, _ := evaluate.NewMultiLabel(names...)
	draw(big, 300_000)
	truth := big.Report()
	for _, name := range []evaluate.Name{evaluate.Accuracy, evaluate.MicroF1, evaluate.MacroF1, evaluate.WeightedF1} {
		covered := 0
		for range runs {
			m, _ := evaluate.NewMultiLabel(names...)
			draw(m, n)
			got := m.Report()
			g, _ := got.Measure(name, "")
			if w, _ := truth.Measure(name, ""); g.Low <= w.Value && w.Value <= g.High {
				covered++
			}
		}
		if share := float64(covered) / runs; share < 0.925 || share > 0.97 {
			t.Errorf("the interval of %s covers in %.3f of runs", name, share)
		}
	}
}

func fill(c *evaluate.Confusion, names []string, count func(i, j int) int) {
	for i := range names {
		for j := range names {
			one, _ := evaluate.NewConfusion(names...)
			_ = one.Add(names[i], names[j])
			for n := count(i, j); n > 0; n /= 2 { // doubling, so that a million is quick
				if n%2 == 1 {
					_ = c.Merge(one)
				}
				_ = one.Merge(one)
			}
		}
	}
}

func TestPerfectIsNoProof(t *testing.T) {
	c, _ := evaluate.ConfusionOf([]string{"a", "b", "a"}, []string{"a", "b", "a"})
	r := c.Report()
	if r.MacroF1.Value != 1 || r.MacroF1.Low > 0.5 || r.MCC.Value != 1 || r.MCC.Low > 0.5 {
		t.Errorf("three right answers of three prove macro F1 %v and MCC %v", r.MacroF1, r.MCC)
	}
}

func TestBadInputIsRefused(t *testing.T) {
	_, e1 := evaluate.NewConfusion()
	_, e2 := evaluate.NewConfusion("a", "a")
	_, e3 := evaluate.NewMultiLabel("a", "")
	c, _ := evaluate.NewConfusion("a", "b")
	d, _ := evaluate.NewConfusion("b", "a")
	e4 := c.Add("c", "a")
	e5 := c.Add("a", "c")
	e6 := c.Merge(d)
	_, e7 := evaluate.ConfusionOf([]string{"a"}, nil)
	_, e8 := evaluate.CohenKappa([]int{1}, nil)
	_, e9 := evaluate.FleissKappa([][]int{{1, 2}, {1}})
	_, e10 := evaluate.Alpha([][]float64{{-1, 2}}, evaluate.Ratio)
	_, e11 := evaluate.Calibrate([]evaluate.Scored{{1.5, true}}, nil)
	_, e12 := evaluate.AUC([]evaluate.Scored{{math.NaN(), true}})
	_, e13 := evaluate.ChooseThreshold([]evaluate.Scored{{0.5, false}}, nil, evaluate.Aim{})
	_, e14 := evaluate.ChooseThreshold([]evaluate.Scored{{0.5, true}}, nil, evaluate.Aim{Precision: 2})
	m, _ := evaluate.NewMultiLabel("a", "b")
	e15 := m.Add([]string{"a", "a"}, nil)
	_, e16 := evaluate.Alpha(nil, 9)
	for i, err := range []error{e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16} {
		if err == nil || !strings.Contains(err.Error(), "evaluate: ") {
			t.Errorf("mistake %d gives the error %v", i+1, err)
		}
	}
	if n := c.Report().N; n != 0 {
		t.Errorf("%d were counted all the same", n)
	}
}

func TestThresholds(t *testing.T) {
	data := []evaluate.Scored{{0.9, true}, {0.8, true}, {0.7, false}, {0.6, true}, {0.5, false}, {0.4, true}, {0.3, false}, {0.2, false}}
	for _, tt := range []struct {
		aim  evaluate.Aim
		want float64
	}{
		{evaluate.Aim{}, 0.4},               // F1 8/10 at 0.4; 6/8 at 0.6
		{evaluate.Aim{Precision: 1}, 0.8},   // the lowest without a false alarm
		{evaluate.Aim{Precision: 0.7}, 0.6}, // 3 of 4
		{evaluate.Aim{Recall: 0.5}, 0.8},    // 2 of 4 with precision 1
	} {
		got, err := evaluate.ChooseThreshold(data, data[:2], tt.aim)
		if err != nil || got.At != tt.want || got.Precision.N == 0 {
			t.Errorf("aim %+v gives %+v, error %v, want %v", tt.aim, got, err, tt.want)
		}
	}
	if _, err := evaluate.ChooseThreshold([]evaluate.Scored{{0.9, false}, {0.1, true}}, nil, evaluate.Aim{Precision: 0.9}); err == nil {
		t.Error("an aim out of reach is no error")
	}
}

func TestGate(t *testing.T) {
	c, _ := evaluate.NewConfusion("complaint", "praise")
	for range 18 {
		_ = c.Add("complaint", "complaint")
	}
	_ = c.Add("complaint", "praise")
	_ = c.Add("praise", "praise")
	r := c.Report()
	for _, tt := range []struct {
		floor evaluate.Floor
		ok    bool
	}{
		{evaluate.Floor{Measure: evaluate.Recall, Class: "complaint", Min: 0.9}, true},
		{evaluate.Floor{Measure: evaluate.Recall, Class: "complaint", Min: 0.9, Sure: true}, false},
		{evaluate.Floor{Measure: evaluate.Recall, Class: "complaint", Min: 0.9, MinN: 20}, false},
		{evaluate.Floor{Measure: evaluate.Accuracy, Min: 0.95}, true},
		{evaluate.Floor{Measure: evaluate.Accuracy, Min: 0.951}, false},
		{evaluate.Floor{Measure: "fl", Min: 0}, false},
		{evaluate.Floor{Measure: evaluate.F1, Class: "typo", Min: 0}, false},
		{evaluate.Floor{Measure: evaluate.Accuracy, Class: "praise", Min: 0}, false},
		{evaluate.Floor{Measure: evaluate.Accuracy, Min: math.NaN()}, false},
	} {
		if err := (evaluate.Gate{tt.floor}).Check(r); (err == nil) != tt.ok {
			t.Errorf("%+v gives %v", tt.floor, err)
		}
	}
	empty, _ := evaluate.NewConfusion("a")
	if err := (evaluate.Gate{{Measure: evaluate.Accuracy}}).Check(empty.Report()); err == nil {
		t.Error("a gate lets a classifier pass that nobody tried")
	}
}

func TestEqualMassBinsHoldAllAndPartNoTies(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		var data []evaluate.Scored
		for range 1 + r.IntN(60) {
			p := float64(r.IntN(12)) / 11
			data = append(data, evaluate.Scored{Score: p, True: r.Float64() < p})
		}
		c, err := evaluate.Calibrate(data, &evaluate.CalibrationOptions{Bins: 1 + r.IntN(10), EqualMass: true})
		if err != nil {
			t.Fatal(err)
		}
		n, last := 0, -1.0
		for _, b := range c.Bins {
			n += b.Observed.N
			if b.High <= last || b.Predicted > b.High || b.Predicted < b.Low {
				t.Fatalf("bins %+v", c.Bins)
			}
			last = b.High
		}
		if n != len(data) {
			t.Fatalf("%d of %d are in a bin", n, len(data))
		}
	}
}

func TestAUCDoesNotDependOnOrderOrScale(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	var data, scaled []evaluate.Scored
	for range 80 {
		s := float64(r.IntN(20))
		data = append(data, evaluate.Scored{Score: s, True: r.Float64()*20 < s})
	}
	for _, i := range r.Perm(len(data)) {
		scaled = append(scaled, evaluate.Scored{Score: math.Exp(data[i].Score), True: data[i].True})
	}
	a, _ := evaluate.AUC(data)
	b, _ := evaluate.AUC(scaled)
	if diff := cmp.Diff(a, b, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
}

func TestAgreementDoesNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	ratings := make([][]float64, 60)
	for i := range ratings {
		ratings[i] = []float64{float64(r.IntN(4)), float64(r.IntN(3)), float64(r.IntN(4))}
	}
	fleiss, _ := evaluate.FleissKappa(ratings)
	alpha, _ := evaluate.Alpha(ratings, evaluate.Interval)
	r.Shuffle(len(ratings), func(i, j int) { ratings[i], ratings[j] = ratings[j], ratings[i] })
	again, _ := evaluate.FleissKappa(ratings)
	if fleiss != again {
		t.Errorf("kappa %v, in another order %v", fleiss, again)
	}
	if a, _ := evaluate.Alpha(ratings, evaluate.Interval); a != alpha {
		t.Errorf("alpha %v, in another order %v", alpha, a)
	}
}

// Ten thousand classes, of which few come up, must cost neither a square of memory
// nor of time.
func TestTenThousandClasses(t *testing.T) {
	names := make([]string, 10_000)
	for i := range names {
		names[i] = fmt.Sprint("topic ", i)
	}
	c, err := evaluate.NewConfusion(names...)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		if err := c.Add(names[i], names[i-i%3]); err != nil {
			t.Fatal(err)
		}
	}
	r := c.Report()
	if r.Accuracy.Value != 1.0/3 || len(r.Classes) != 10_000 || r.MacroF1.Value > 0.01 || len(c.Mistakes()) != 200 {
		t.Errorf("accuracy %v, macro F1 %v, %d mistakes", r.Accuracy, r.MacroF1, len(c.Mistakes()))
	}
}

func TestRunCountsFailuresAsUnlabelled(t *testing.T) {
	failing := classify.ClassifierFunc(func(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
		if strings.Contains(d.Feedback.Text, "broken") {
			return nil, errors.New("remote model is away")
		}
		return []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.9}}, nil
	})
	examples := slices.Values([]evaluate.Example{
		{feedback.Feedback{Text: "The kettle leaks."}, []feedback.Category{feedback.Complaint}},
		{feedback.Feedback{Text: "The box was broken."}, []feedback.Category{feedback.Complaint}},
		{feedback.Feedback{Text: "Thank you!"}, []feedback.Category{feedback.Praise}},
	})
	categories := []feedback.Category{feedback.Complaint, feedback.Praise}
	r, err := evaluate.RunSingle(t.Context(), failing, feedback.Intent, categories, examples)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := r.Report.Class("complaint")
	if r.Failed != 1 || r.Errors == nil || c.Recall.Value != 0.5 || c.Precision.Value != 0.5 || r.Calibration.Brier.N != 2 {
		t.Errorf("%+v", r)
	}
	if _, err := evaluate.Run(t.Context(), failing, feedback.Intent, categories[1:], examples); err == nil {
		t.Error("a category that does not count is left out unseen")
	}
}

// BenchmarkReport stands for the report on a test set of 77 intents.
func BenchmarkReport(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 4))
	names := make([]string, 77)
	for i := range names {
		names[i] = fmt.Sprint("intent ", i)
	}
	c, err := evaluate.NewConfusion(names...)
	if err != nil {
		b.Fatal(err)
	}
	for range 3000 {
		i, j := r.IntN(77), 0
		if j = i; r.IntN(10) == 0 {
			j = r.IntN(77)
		}
		if err := c.Add(names[i], names[j]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Report()
	}
}

func ExampleConfusion() {
	c, err := evaluate.NewConfusion("complaint", "praise", "question")
	if err != nil {
		panic(err)
	}
	for _, pair := range [][2]string{
		{"complaint", "complaint"}, // 等了一個小時才上菜
		{"complaint", "complaint"}, // 快递盒子压扁了
		{"complaint", "question"},  // Why is the app crashing again?
		{"praise", "praise"},       // 店員很親切
		{"praise", "praise"},
		{"question", "question"}, // 请问能开发票吗？
		{"question", ""},         // no label
	} {
		if err := c.Add(pair[0], pair[1]); err != nil {
			panic(err)
		}
	}
	r := c.Report()
	complaint, _ := r.Class("complaint")
	fmt.Println("accuracy", r.Accuracy)
	fmt.Println("recall of complaints", complaint.Recall)
	for _, m := range c.Mistakes() {
		fmt.Printf("%d %s taken for %q\n", m.Count, m.Truth, m.Predicted)
	}
	// Output:
	// accuracy 0.714 [0.359, 0.918] (n = 7)
	// recall of complaints 0.667 [0.208, 0.939] (n = 3)
	// 1 complaint taken for "question"
	// 1 question taken for ""
}

func ExampleRunSingle() {
	// A classifier that knows two words.
	c := classify.StringFunc(func(_ context.Context, s string) ([]feedback.Label, error) {
		switch {
		case strings.ContainsAny(s, "慢差"):
			return []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.8}}, nil
		case strings.Contains(s, "thank"):
			return []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Praise, Confidence: 0.9}}, nil
		}
		return nil, nil
	})
	r, err := evaluate.RunSingle(context.Background(), c, feedback.Intent, []feedback.Category{feedback.Complaint, feedback.Praise},
		slices.Values([]evaluate.Example{
			{feedback.Feedback{Text: "出貨太慢了"}, []feedback.Category{feedback.Complaint}},
			{feedback.Feedback{Text: "服务态度差"}, []feedback.Category{feedback.Complaint}},
			{feedback.Feedback{Text: "The soup was cold."}, []feedback.Category{feedback.Complaint}},
			{feedback.Feedback{Text: "Many thanks to the nurses!"}, []feedback.Category{feedback.Praise}},
		}))
	if err != nil {
		panic(err)
	}
	fmt.Print(r.Report)
	// Output:
	// accuracy           0.750 [0.301, 0.954] (n = 4)
	// coverage           0.750 [0.301, 0.954] (n = 4)
	// micro F1           0.857 [0.400, 1.000] (n = 4)
	// macro F1           0.900 [0.200, 1.000] (n = 4)
	// weighted F1        0.850 [0.400, 1.000] (n = 4)
	// balanced accuracy  0.833 [0.250, 1.000] (n = 4)
	// MCC                0.645 [0.000, 1.000] (n = 4)
	// kappa              0.556 [-0.077, 1.000] (n = 4)
	//
	// class      precision  recall  F1     support  predicted
	// complaint  1.000      0.667   0.800  3        2
	// praise     1.000      1.000   1.000  1        1
}

func ExampleGate() {
	m, err := evaluate.NewMultiLabel("delivery", "attitude")
	if err != nil {
		panic(err)
	}
	_ = m.Add([]string{"delivery"}, []string{"delivery"})             // 送餐太慢
	_ = m.Add([]string{"delivery", "attitude"}, []string{"delivery"}) // 外送遲到，口氣又差
	_ = m.Add(nil, nil)                                               // 普普通通
	gate := evaluate.Gate{
		{Measure: evaluate.MicroF1, Min: 0.7},
		{Measure: evaluate.Recall, Class: "attitude", Min: 0.5},
	}
	fmt.Println(gate.Check(m.Report()))
	// Output:
	// evaluate: recall of attitude is 0.000 [0.000, 0.793] (n = 1), want at least 0.5
}

func ExampleCohenKappa() {
	// Two people said of ten reviews whether they need an answer.
	anna := []string{"yes", "yes", "yes", "no", "no", "yes", "no", "no", "yes", "no"}
	bo := []string{"yes", "yes", "no", "no", "no", "yes", "no", "yes", "yes", "no"}
	k, err := evaluate.CohenKappa(anna, bo)
	fmt.Println(k, err)
	fmt.Printf("they agree on %.0f %%\n", 100*k.Agreement)
	// Output:
	// 0.600 [0.104, 1.000] (n = 10) <nil>
	// they agree on 80 %
}

func ExampleAlpha() {
	// Urgency from 1 to 3 by three people; not everybody read everything.
	missing := math.NaN()
	a, err := evaluate.Alpha([][]float64{
		{1, 1, missing}, // 謝謝你們，很滿意
		{3, 3, 2},       // 孩子吃了拉肚子，請馬上聯絡我
		{2, missing, 2}, // 退款还没到
		{1, 2, 1},       // Is there parking?
		{3, missing, missing},
	}, evaluate.Ordinal)
	fmt.Printf("%.3f of %d reviews, %v\n", a.Value, a.N, err)
	// Output: 0.688 of 4 reviews, <nil>
}

func ExampleChooseThreshold() {
	tune := []evaluate.Scored{{0.95, true}, {0.9, true}, {0.7, true}, {0.6, false}, {0.4, true}, {0.2, false}}
	held := []evaluate.Scored{{0.8, true}, {0.75, false}, {0.5, true}, {0.1, false}}
	t, err := evaluate.ChooseThreshold(tune, held, evaluate.Aim{Precision: 0.9})
	if err != nil {
		panic(err)
	}
	fmt.Printf("from %.2f on: precision %.2f where it was chosen, %.2f on held-out feedback\n", t.At, t.Chosen.Precision(), t.Precision.Value)
	// Output: from 0.70 on: precision 1.00 where it was chosen, 0.50 on held-out feedback
}

func ExampleCalibrate() {
	c, err := evaluate.Calibrate([]evaluate.Scored{
		{0.95, true}, {0.92, true}, {0.9, false}, {0.6, true}, {0.55, false}, {0.1, false},
	}, &evaluate.CalibrationOptions{Bins: 2})
	if err != nil {
		panic(err)
	}
	fmt.Printf("Brier %.3f, calibration error %.3f\n", c.Brier.Value, c.Error.Value)
	for _, b := range c.Bins {
		fmt.Printf("said %.2f, was %.2f (n = %d)\n", b.Predicted, b.Observed.Value, b.Observed.N)
	}
	// Output:
	// Brier 0.215, calibration error 0.170
	// said 0.10, was 0.00 (n = 1)
	// said 0.78, was 0.60 (n = 5)
}
