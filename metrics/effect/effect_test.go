package effect_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// marshals checks that JSON can hold a result.
func marshals(t *testing.T, v any) {
	t.Helper()
	if _, err := json.Marshal(v); err != nil {
		t.Error(err)
	}
}

func share(yes, all int64) *metrics.Rate {
	r := &metrics.Rate{Definition: metrics.IDComplaintShare}
	if err := r.AddCounts(yes, all); err != nil {
		panic(err)
	}
	return r
}

func TestVerdictsOfTwoPeriods(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after *metrics.Rate
		relevant      float64
		want          effect.Verdict
	}{
		{"complaints fall", share(200, 1000), share(120, 1000), 0, effect.Better},
		{"complaints rise", share(120, 1000), share(200, 1000), 0, effect.Worse},
		{"no change, and a small one would be seen", share(100, 1000), share(103, 1000), 0, effect.NoChange},
		{"no change, and what was hoped for would not be seen", share(100, 1000), share(103, 1000), 0.01, effect.CannotBeShown},
		{"ten answers each", share(2, 10), share(4, 10), 0, effect.CannotBeShown},
		{"nobody after", share(2, 10), share(0, 0), 0, effect.CannotBeShown},
		{"nobody complains", share(0, 10), share(0, 12), 0, effect.CannotBeShown},
	} {
		r := must(effect.BeforeAfter(must(c.after.Compare(c.before, 0.95)), effect.Baseline{}, effect.Options{Relevant: c.relevant}))
		if r.Verdict != c.want || r.Design != effect.BeforeAfterAlone {
			t.Errorf("%s: %s by %s, want %s", c.name, r.Verdict, r.Design, c.want)
		}
		marshals(t, r)
	}
}

func TestAgainstControl(t *testing.T) {
	fell := must(share(150, 1000).Compare(share(250, 1000), 0.95))
	stayed := must(share(255, 1000).Compare(share(250, 1000), 0.95))
	r := must(effect.AgainstControl(fell, stayed, effect.Options{}))
	if r.Verdict != effect.Better || math.Abs(r.Effect.Value.Or(0)+0.105) > 1e-12 || r.Design != effect.DifferenceInDifferences {
		t.Errorf("%s by %v, want better by -0.105", r.Verdict, r.Effect)
	}
	if r := must(effect.AgainstControl(fell, fell, effect.Options{})); r.Verdict == effect.Better || r.Effect.Value.Or(1) != 0 {
		t.Errorf("both fell alike: %s by %v", r.Verdict, r.Effect)
	}
	marshals(t, r)
	empty := must(share(0, 0).Compare(share(250, 1000), 0.95))
	if r := must(effect.AgainstControl(fell, empty, effect.Options{})); r.Verdict != effect.CannotBeShown || r.Effect.Value.Defined() {
		t.Errorf("no control after: %s by %v", r.Verdict, r.Effect)
	}
	var mismatch *metrics.MismatchError
	if _, err := effect.AgainstControl(fell, must(new(metrics.NPS).Compare(new(metrics.NPS), 0.95)), effect.Options{}); !errors.As(err, &mismatch) {
		t.Errorf("complaints and scores: %v", err)
	}
	if _, err := effect.AgainstControl(fell, must(share(1, 9).Compare(share(2, 9), 0.9)), effect.Options{}); err == nil {
		t.Error("two confidences: no error")
	}
}

// Intervals of rare shares are longer on one side. Whichever group is called the treated
// one, the interval is the same turned round, and it agrees with the p-value about 0.
func TestAgainstControlOfSkewedIntervals(t *testing.T) {
	for x := int64(0); x <= 14; x++ {
		a := must(share(x, 120).Compare(share(2, 150), 0.95))
		b := must(share(3, 90).Compare(share(5, 80), 0.95))
		r, turned := must(effect.AgainstControl(a, b, effect.Options{})).Effect, must(effect.AgainstControl(b, a, effect.Options{})).Effect
		if math.Abs(r.Low.Or(9)+turned.High.Or(9)) > 1e-12 || math.Abs(r.High.Or(9)+turned.Low.Or(9)) > 1e-12 || math.Abs(r.P.Or(9)-turned.P.Or(8)) > 1e-12 {
			t.Errorf("%d of 120: %+v, and turned round %+v", x, r, turned)
		}
		facing := r.Low.Or(9)
		if r.Value.Or(0) < 0 {
			facing = r.High.Or(9)
		}
		// Were the interval as wide as it takes to reach 0, P would be 0.05.
		z := normal975 * r.Value.Or(9) / (r.Value.Or(9) - facing)
		if want := math.Erfc(math.Abs(z) / math.Sqrt2); math.Abs(r.P.Or(9)-want) > 1e-9 {
			t.Errorf("%d of 120: P = %v by the end that faces 0, want %v", x, r.P, want)
		}
	}
}

// normal975 is the quantile of the normal distribution that 95 % intervals take.
const normal975 = 1.959963984540054

// What can be detected is detected with the power asked for.
func TestDetectableChangeIsDetected(t *testing.T) {
	rise, fall, err := effect.DetectableShare(0.2, 400, 600, stat.Design{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	count := func(p float64, n int) int64 {
		var x int64
		for range n {
			if r.Float64() < p {
				x++
			}
		}
		return x
	}
	for name, delta := range map[string]float64{"rise": rise.Or(9), "fall": -fall.Or(9)} {
		found := 0
		const runs = 1500
		for range runs {
			test, err := stat.TwoShares(stat.Share{X: count(0.2, 400), N: 400}, stat.Share{X: count(0.2+delta, 600), N: 600})
			if err == nil && test.P < 0.05 {
				found++
			}
		}
		if power := float64(found) / runs; math.Abs(power-0.8) > 0.04 {
			t.Errorf("a %s of %.3f is found in %.3f, want 0.8", name, delta, power)
		}
	}
}

// Groups of the same size agree with R's power.prop.test by way of stat.Design.
func TestDetectableShareInvertsThePower(t *testing.T) {
	for _, n := range []int64{30, 300, 30_000} {
		for _, p := range []float64{0, 0.03, 0.5, 0.9, 1} {
			rise, fall, err := effect.DetectableShare(p, n, n, stat.Design{Alpha: 0.01, Power: 0.9})
			if err != nil {
				t.Fatal(err)
			}
			for _, delta := range []metrics.Number{rise, metrics.NumberOf(-fall.Or(math.NaN()))} {
				d, ok := delta.Get()
				if !ok {
					continue
				}
				power := must(stat.Design{Alpha: 0.01}.PowerShares(p, p+d, float64(n)))
				if math.Abs(power-0.9) > 1e-9 {
					t.Errorf("%v of %d and %+v has a power of %v, want 0.9", p, n, d, power)
				}
			}
		}
	}
	if d := must(effect.DetectableMean(10_000, 100, 100, stat.Design{})); math.Abs(d-39.62) > 0.01 {
		// (1.959964 + 0.841621) · √(10000 · 0.02)
		t.Errorf("100 answers each show %v points, want 39.62", d)
	}
	for name, call := range map[string]func() error{
		"share 2":    func() error { _, _, err := effect.DetectableShare(2, 9, 9, stat.Design{}); return err },
		"n 0":        func() error { _, _, err := effect.DetectableShare(0.5, 0, 9, stat.Design{}); return err },
		"power 1":    func() error { _, err := effect.DetectableMean(1, 9, 9, stat.Design{Power: 1}); return err },
		"alpha 2":    func() error { _, err := effect.DetectableMean(1, 9, 9, stat.Design{Alpha: 2}); return err },
		"variance 0": func() error { _, err := effect.DetectableMean(0, 9, 9, stat.Design{}); return err },
	} {
		if call() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestRegressionToTheMeanIsTakenOff(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	var history []metrics.Estimate
	var scores []*metrics.NPS
	for range 12 {
		scores = append(scores, score(r, 150, 0.4, 0.25))
		history = append(history, scores[len(scores)-1].Estimate())
	}
	worst := effect.Worst(history)
	for i, e := range history {
		if e.Value.Or(0) < history[worst].Value.Or(0) {
			t.Fatalf("month %d is worse than the worst", i)
		}
	}
	c := must(score(r, 150, 0.4, 0.25).Compare(scores[worst], 0.95))
	plain := must(effect.BeforeAfter(c, effect.Baseline{ChosenBecauseBad: true}, effect.Options{}))
	if !slices.ContainsFunc(plain.Warnings, func(w metrics.Warning) bool { return w.Code == effect.RegressionToTheMean }) {
		t.Errorf("no warning: %v", plain.Warnings)
	}
	told := must(effect.BeforeAfter(c, effect.Baseline{ChosenBecauseBad: true, History: history, Chosen: worst}, effect.Options{}))
	if told.Effect.Value.Or(99) >= plain.Effect.Value.Or(0) || told.Expected.Value.Or(-99) <= history[worst].Value.Or(0) {
		t.Errorf("effect %v with the history and %v without; %v expected of the worst month, which had %v",
			told.Effect.Value, plain.Effect.Value, told.Expected.Value, history[worst].Value)
	}
	marshals(t, told)
	for name, b := range map[string]effect.Baseline{
		"another month":  {ChosenBecauseBad: true, History: history, Chosen: 12},
		"two months":     {ChosenBecauseBad: true, History: history[:2]},
		"another metric": {ChosenBecauseBad: true, History: []metrics.Estimate{share(1, 9).Estimate(), history[0], history[1]}},
		"a month of none": {ChosenBecauseBad: true, History: []metrics.Estimate{
			history[0], history[1], new(metrics.NPS).Estimate()}},
	} {
		if _, err := effect.BeforeAfter(c, b, effect.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if got := effect.Worst([]metrics.Estimate{share(1, 9).Estimate(), share(0, 0).Estimate(), share(5, 9).Estimate()}); got != 2 {
		t.Errorf("the worst month of complaints is %d, want 2", got)
	}
}

func TestSeriesThatCannotBeJudged(t *testing.T) {
	y := []float64{30, 31, 29, 33, 30, 32, 28, 31, 40, 41, 39, 43, 40, 42}
	for name, call := range map[string]func() (*effect.Series, error){
		"no points":  func() (*effect.Series, error) { return effect.Interrupted(nil, month(3), effect.SeriesOptions{}) },
		"two before": func() (*effect.Series, error) { return effect.Interrupted(months(y), month(2), effect.SeriesOptions{}) },
		"action too late": func() (*effect.Series, error) {
			return effect.Interrupted(months(y), month(20), effect.SeriesOptions{})
		},
		"two of one month": func() (*effect.Series, error) {
			return effect.Interrupted(append(months(y), months(y)...), month(8), effect.SeriesOptions{})
		},
		"negative lag": func() (*effect.Series, error) {
			lag := -1
			return effect.Interrupted(months(y), month(8), effect.SeriesOptions{Lag: &lag})
		},
		"undeclared errors": func() (*effect.Series, error) {
			return effect.Interrupted(months(y), month(8), effect.SeriesOptions{Errors: 99})
		},
		"a variance missing": func() (*effect.Series, error) {
			p := months(y)
			p[0].Variance = metrics.NumberOf(1)
			return effect.Interrupted(p, month(8), effect.SeriesOptions{})
		},
		"a variance of 0": func() (*effect.Series, error) {
			p := months(y)
			for i := range p {
				p[i].Variance = metrics.NumberOf(float64(i))
			}
			return effect.Interrupted(p, month(8), effect.SeriesOptions{})
		},
		"more than all": func() (*effect.Series, error) {
			return effect.InterruptedShares([]effect.SharePoint{{At: month(0), X: 3, N: 2}}, month(0), effect.Options{})
		},
	} {
		if _, err := call(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := effect.Interrupted(months(y), month(2), effect.SeriesOptions{}); !errors.Is(err, stat.ErrTooFew) {
		t.Errorf("two points before: %v, want ErrTooFew", err)
	}
	// Six after: computed, warned of, and no verdict on it.
	s := must(effect.Interrupted(months(y), month(8), effect.SeriesOptions{Options: effect.Options{Definition: metrics.IDNPS}}))
	if s.Verdict != effect.CannotBeShown || !slices.ContainsFunc(s.Warnings, func(w metrics.Warning) bool { return w.Code == effect.FewPoints && w.Count == 6 }) {
		t.Errorf("six points after: %s, %v", s.Verdict, s.Warnings)
	}
	flat := must(effect.Interrupted(months(make([]float64, 24)), month(12), effect.SeriesOptions{}))
	if flat.Verdict != effect.CannotBeShown || flat.Effect.P.Defined() {
		t.Errorf("a series of zeros: %s, p %v", flat.Verdict, flat.Effect.P)
	}
	marshals(t, flat)
	step := append(slices.Repeat([]float64{3}, 12), slices.Repeat([]float64{5}, 12)...)
	if s := must(effect.Interrupted(months(step), month(12), effect.SeriesOptions{})); s.Verdict != effect.CannotBeShown || math.Abs(s.Effect.Value.Or(0)-2) > 1e-9 {
		t.Errorf("a step without noise: %s, %v", s.Verdict, s.Effect)
	}
}

// Order does not matter, and a missing month keeps its place.
func TestSeriesIsSortedAndKeepsGaps(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	var y []float64
	for i := range 30 {
		y = append(y, 20+0.5*float64(i)+r.NormFloat64())
	}
	sorted := months(y)
	want := must(effect.Interrupted(sorted, month(15), effect.SeriesOptions{}))
	shuffled := slices.Clone(sorted)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	got := must(effect.Interrupted(shuffled, month(15), effect.SeriesOptions{}))
	if got.Effect != want.Effect || got.Warnings[0].Code != effect.OutOfOrder {
		t.Errorf("shuffled: %v and %v, want %v and a warning", got.Effect, got.Warnings, want.Effect)
	}
	gap := slices.Clone(sorted)
	gap[5].Value, gap[20].Value = metrics.Number{}, metrics.Number{}
	got = must(effect.Interrupted(gap, month(15), effect.SeriesOptions{}))
	if got.Before != 14 || got.After != 14 || math.Abs(got.Trend.Value.Or(0)-0.5) > 0.1 {
		t.Errorf("with two months missing: %+v", got)
	}
}

// A month of two promoters has next to no weight, and one of a thousand answers much.
func TestSeriesWeighsPointsByTheirAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 3))
	var points []effect.Point
	for i := range 24 {
		s := score(r, 800, 0.4, 0.25)
		if i == 20 {
			s = new(metrics.NPS)
			s.Add(10)
			s.Add(10)
		}
		points = append(points, effect.PointOf(month(i), s.Estimate()))
	}
	s := must(effect.Interrupted(points, month(12), effect.SeriesOptions{Options: effect.Options{Definition: metrics.IDNPS}}))
	if s.Effect.Value.Or(99) > 8 {
		t.Errorf("two promoters among 800 answers a month move the score by %v", s.Effect.Value)
	}
	if !s.Between.Defined() {
		t.Error("weighted points have no variance between periods")
	}
	if p := effect.PointOf(month(0), new(metrics.NPS).Estimate()); p.Value.Defined() {
		t.Errorf("nobody answered: %+v", p)
	}
}

// The effect of a logistic series is the mean of fitted less counterfactual shares: here
// by the log odds of the same model.
func TestShareSeriesByItsLogOdds(t *testing.T) {
	var points []effect.SharePoint
	for i := range 20 {
		n := int64(100 + 7*i)
		x := n*3/10 + int64(i%3)
		if i >= 10 {
			x -= n * 15 / 100
		}
		points = append(points, effect.SharePoint{At: month(i), X: x, N: n})
	}
	points = append(points, effect.SharePoint{At: month(20)}) // nobody asked
	s := must(effect.InterruptedShares(points, month(10), effect.Options{Definition: metrics.IDComplaintShare}))
	if s.Verdict != effect.Better || s.Before != 10 || s.After != 10 {
		t.Errorf("complaints fall by half: %s with %d and %d points", s.Verdict, s.Before, s.After)
	}
	odds := func(x ...float64) float64 {
		l := x[0]*s.Start.Value.Or(0) + x[1]*s.Trend.Value.Or(0) + x[2]*s.Level.Value.Or(0) + x[3]*s.Slope.Value.Or(0)
		return 1 / (1 + math.Exp(-l))
	}
	var want float64
	for i := range 10 {
		t := float64(11 + i)
		want += (odds(1, t, 1, float64(i+1)) - odds(1, t, 0, 0)) / 10
	}
	if math.Abs(s.Effect.Value.Or(9)-want) > 1e-9 {
		t.Errorf("effect %v, want %v", s.Effect.Value, want)
	}
	marshals(t, s)
	for i := range points {
		if points[i].X = 0; i < 10 {
			points[i].X = 5
		}
	}
	s = must(effect.InterruptedShares(points, month(10), effect.Options{Definition: metrics.IDComplaintShare}))
	if !slices.ContainsFunc(s.Warnings, func(w metrics.Warning) bool { return w.Code == metrics.Degenerate }) || !s.Effect.P.Defined() {
		t.Errorf("no complaint after the action: %+v", s.Result)
	}
	for i := range points {
		points[i].X = 0
	}
	if s = must(effect.InterruptedShares(points, month(10), effect.Options{})); s.Verdict != effect.CannotBeShown || s.Effect.Value.Defined() {
		t.Errorf("nobody ever complains: %+v", s.Result)
	}
}

// rowsOf are units with one value before and one after.
func rowsOf(treated, control [][2]float64) []effect.Row {
	var rows []effect.Row
	for g, units := range [][][2]float64{treated, control} {
		for u, values := range units {
			for period, v := range values {
				rows = append(rows, effect.Row{Unit: fmt.Sprint(g, u), Treated: g == 0, Period: period, Value: v})
			}
		}
	}
	return rows
}

// Three units with the action and three without can be chosen in 20 ways, of which the
// truth and its mirror image are the most extreme: p = 2/20, whatever the effect.
func TestPermutationOfSixUnitsByHand(t *testing.T) {
	rows := rowsOf([][2]float64{{10, 19}, {11, 20}, {9, 20}}, [][2]float64{{10, 10}, {12, 11}, {9, 10}})
	d := must(effect.DiffInDiff(rows, 1, effect.DifferenceOptions{Options: effect.Options{Definition: metrics.IDNPS}}))
	if d.Placements != 20 || math.Abs(d.Effect.P.Or(9)-0.1) > 1e-12 || d.Verdict != effect.CannotBeShown || d.Effect.Low.Defined() {
		t.Errorf("%d placements, p %v, %s, interval from %v; want 20, 0.1, that nothing can be shown and no bound", d.Placements, d.Effect.P, d.Verdict, d.Effect.Low)
	}
	// (29/3 + …): means 10 and 59/3 with the action, 31/3 and 31/3 without.
	if want := 59.0/3 - 10; math.Abs(d.Effect.Value.Or(0)-want) > 1e-9 {
		t.Errorf("effect %v, want %v", d.Effect.Value, want)
	}
	marshals(t, d)
}

// The interval of the permutation test holds the true effect as often as it says, with
// levels and trends of the stores' own.
func TestPermutationIntervalCovers(t *testing.T) {
	const runs, truth = 300, 5.0
	held := 0
	for i := range uint64(runs) {
		r := rand.New(rand.NewPCG(i, 9))
		var treated, control [][2]float64
		for u := range 12 {
			before := 30 + 5*r.NormFloat64()
			after := before + 3*r.NormFloat64()
			if u < 5 {
				treated = append(treated, [2]float64{before, after + truth})
			} else {
				control = append(control, [2]float64{before, after})
			}
		}
		d := must(effect.DiffInDiff(rowsOf(treated, control), 1, effect.DifferenceOptions{}))
		if d.Effect.Low.Or(-1e9) <= truth && truth <= d.Effect.High.Or(1e9) {
			held++
		}
	}
	if share := float64(held) / runs; math.Abs(share-0.95) > 4*math.Sqrt(0.05*0.95/runs) {
		t.Errorf("the interval holds the effect in %.3f, want 0.95", share)
	}
}

func TestGroupsThatDidNotMoveAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	var rows []effect.Row
	for u := range 40 {
		for m := range 10 {
			v := 30 + r.NormFloat64()
			if u < 20 {
				v += float64(m) // they went up all the time
			}
			rows = append(rows, effect.Row{Unit: fmt.Sprint(u), Treated: u < 20, Period: m, Value: v})
		}
	}
	d := must(effect.DiffInDiff(rows, 5, effect.DifferenceOptions{Options: effect.Options{Definition: metrics.IDNPS}}))
	if !slices.ContainsFunc(d.Warnings, func(w metrics.Warning) bool { return w.Code == effect.TrendsDiffer }) || math.Abs(d.PreTrend.Difference.Value.Or(0)-1) > 0.4 {
		t.Errorf("slopes differ by %v before the action: %v", d.PreTrend.Difference.Value, d.Warnings)
	}
	if p := d.PreTrend; math.Abs(p.Control.Value.Or(9)) > 0.3 || math.Abs(p.Treated.Value.Or(9)-p.Control.Value.Or(9)-p.Difference.Value.Or(9)) > 1e-9 {
		t.Errorf("slopes %v and %v before the action, want 0 and 1", p.Control.Value, p.Treated.Value)
	}
	one := must(effect.DiffInDiff(rows, 1, effect.DifferenceOptions{}))
	if !slices.ContainsFunc(one.Warnings, func(w metrics.Warning) bool { return w.Code == effect.NoPreTrend }) {
		t.Errorf("one period before: %v", one.Warnings)
	}
}

func TestDifferencesThatCannotBeJudged(t *testing.T) {
	good := rowsOf([][2]float64{{1, 2}, {2, 4}}, [][2]float64{{1, 1}, {2, 3}})
	var rank *regress.RankError
	for name, rows := range map[string][]effect.Row{
		"no rows":       nil,
		"no control":    good[:4],
		"nothing after": {good[0], good[2], good[4], good[6]},
		"no number":     append([]effect.Row{{Unit: "x", Value: math.NaN()}}, good...),
		"both treated and not": append([]effect.Row{{Unit: good[0].Unit, Treated: false, Value: 1}},
			good...),
	} {
		if _, err := effect.DiffInDiff(rows, 1, effect.DifferenceOptions{}); err == nil || errors.As(err, &rank) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Each customer answers once: rows are their own units, and seen only on one side.
	var once []effect.Row
	r := rand.New(rand.NewPCG(3, 9))
	for i := range 400 {
		once = append(once, effect.Row{Treated: i%2 == 0, Period: i / 200, Value: r.NormFloat64()})
	}
	d := must(effect.DiffInDiff(once, 1, effect.DifferenceOptions{}))
	if !strings.Contains(d.Method, "HC1") || d.TreatedUnits != 200 {
		t.Errorf("customers of two samples: %s with %d units", d.Method, d.TreatedUnits)
	}
	for i := range once {
		once[i].Unit = fmt.Sprint(i) // clusters of one
	}
	clustered := must(effect.DiffInDiff(once, 1, effect.DifferenceOptions{}))
	if e, f := clustered.Effect.StdErr.Or(0), d.Effect.StdErr.Or(1); math.Abs(e/f-1) > 0.01 {
		t.Errorf("clusters of one: standard error %v, want about %v of HC1", e, f)
	}
	same := rowsOf(slices.Repeat([][2]float64{{3, 3}}, 12), slices.Repeat([][2]float64{{3, 3}}, 12))
	if d := must(effect.DiffInDiff(same, 1, effect.DifferenceOptions{})); d.Verdict != effect.CannotBeShown || d.Effect.P.Defined() {
		t.Errorf("nothing varies: %s, p %v", d.Verdict, d.Effect.P)
	}
	if _, err := effect.DiffInDiff(rowsOf(slices.Repeat([][2]float64{{3, 4}}, 20), slices.Repeat([][2]float64{{3, 3}}, 20)), 1,
		effect.DifferenceOptions{Inference: effect.Permutation}); err == nil {
		t.Error("20 of 40 units by permutation: no error")
	}
}

func TestNumbersWithoutADirection(t *testing.T) {
	y := append(slices.Repeat([]float64{1, 2, 3, 2}, 4), slices.Repeat([]float64{11, 12, 13, 12}, 4)...)
	for want, o := range map[effect.Verdict]effect.Options{
		effect.Changed: {Definition: "visits"}, effect.Worse: {Definition: "visits", Better: feedback.LowIsGood}, effect.Better: {Better: feedback.HighIsGood},
	} {
		if s := must(effect.Interrupted(months(y), month(16), effect.SeriesOptions{Options: o})); s.Verdict != want {
			t.Errorf("%+v: %s, want %s", o, s.Verdict, want)
		}
	}
	for name, o := range map[string]effect.Options{"confidence": {Confidence: 2}, "power": {Power: 1}, "relevant": {Relevant: -1}} {
		if _, err := effect.Interrupted(months(y), month(16), effect.SeriesOptions{Options: o}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestLinesOfAllLanguages(t *testing.T) {
	r := must(effect.BeforeAfter(must(share(4, 10).Compare(share(2, 10), 0.95)), effect.Baseline{}, effect.Options{}))
	for tag, want := range map[language.Tag]string{
		language.English: "cannot be shown", language.TraditionalChinese: "無法判斷", language.SimplifiedChinese: "无法判断",
	} {
		if got := r.Line(tag); !strings.Contains(got, want) || strings.Contains(got, "%!") {
			t.Errorf("%v: %s", tag, got)
		}
	}
	if got := (effect.Result{Design: effect.InterruptedSeries, Verdict: effect.NoChange}).Line(language.English); strings.Contains(got, "%!") || got == "" {
		t.Errorf("an empty result: %s", got)
	}
}

func FuzzInterrupted(f *testing.F) {
	f.Add(uint64(1), uint8(12), uint8(12), 1.0)
	f.Add(uint64(2), uint8(3), uint8(3), 1e300)
	f.Fuzz(func(t *testing.T, seed uint64, before, after uint8, scale float64) {
		r := rand.New(rand.NewPCG(seed, 0))
		var p []effect.Point
		for i := range int(before%30) + int(after%30) {
			p = append(p, effect.Point{At: month(i), Value: metrics.NumberOf(math.Round(r.NormFloat64()) * scale)})
		}
		s, err := effect.Interrupted(p, month(int(before%30)), effect.SeriesOptions{})
		if err == nil {
			marshals(t, s)
		}
	})
}

// Rows come from a map or from several workers: their order changes no digit.
func TestDifferenceWhateverTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 71))
	var rows []effect.Row
	for u := range 8 {
		for p := range 5 {
			rows = append(rows, effect.Row{Unit: fmt.Sprint("store ", u), Treated: u < 3, Period: p, Value: r.NormFloat64()})
		}
	}
	shuffled := slices.Clone(rows)
	r.Shuffle(len(rows), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for by := effect.AutomaticInference; by <= effect.OrdinaryRows; by++ {
		var out [2]string
		for i, rows := range [][]effect.Row{rows, shuffled} {
			d, err := effect.DiffInDiff(rows, 3, effect.DifferenceOptions{Inference: by})
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			out[i] = string(b)
		}
		if out[0] != out[1] {
			t.Errorf("%v:\n%s\nin another order\n%s", by, out[0], out[1])
		}
	}
	shuffled[7].Value = math.NaN()
	if _, err := effect.DiffInDiff(shuffled, 3, effect.DifferenceOptions{}); err == nil || !strings.Contains(err.Error(), "row 7 ") {
		t.Errorf("got %v, want the number that the row has for the caller", err)
	}
}
