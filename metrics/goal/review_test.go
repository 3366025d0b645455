package goal_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// review is the review of a goal after some months, with one measurement then.
func review(t *testing.T, g goal.Goal, after int, e goal.Evidence) goal.Review {
	t.Helper()
	r, err := g.Review(goal.Months(g.Start, after), e, goal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range r.Reasons {
		written(t, w)
	}
	return r
}

// From 60 % of 620 to 66 % in six months.
func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		name  string
		after int
		x, n  int64
		want  goal.Verdict
		met   goal.Met
	}{
		{"the day before", -1, 70, 100, goal.NotBegun, goal.ValueMet},
		{"far beyond in time", 4, 750, 1000, goal.Reached, goal.ShownMet},
		{"far beyond at the end", 6, 750, 1000, goal.Reached, goal.ShownMet},
		{"just above at the end", 6, 670, 1000, goal.CannotShow, goal.ValueMet},
		{"just below at the end", 6, 650, 1000, goal.CannotShow, goal.NotMet},
		{"far below at the end", 6, 600, 1000, goal.Missed, goal.NotMet},
		{"half a year late and still below", 12, 600, 1000, goal.Missed, goal.NotMet},
		{"on the way with many answers", 3, 6500, 10000, goal.OnTrack, goal.NotMet},
		{"behind with many answers", 4, 6050, 10000, goal.AtRisk, goal.NotMet},
		{"ten answers", 3, 7, 10, goal.CannotShow, goal.ValueMet},
		{"worse than before, and it shows", 4, 90, 200, goal.AtRisk, goal.NotMet},
		{"nobody answered", 3, 0, 0, goal.CannotShow, goal.NotMet},
		{"nobody answered at the end", 6, 0, 0, goal.CannotShow, goal.NotMet},
	} {
		g := satisfaction()
		if strings.HasSuffix(c.name, "many answers") {
			g.Baseline = share(g.Metric, 6000, 10000)
		}
		r := review(t, g, c.after, goal.Evidence{Current: share(g.Metric, c.x, c.n)})
		if r.Verdict != c.want || r.Met != c.met {
			t.Errorf("%s: %s, met %s; want %s, %s\n%s", c.name, r.Verdict, r.Met, c.want, c.met, r.Reasons[0].En)
		}
	}
}

// The mirror image: less is better.
func TestVerdictsWhereLowIsGood(t *testing.T) {
	g := satisfaction()
	g.Metric, g.Baseline, g.Target = metrics.IDNegativeShare, share(metrics.IDNegativeShare, 248, 620), goal.Target{By: metrics.Change{Points: -0.06}}
	for x, want := range map[int64]goal.Verdict{250: goal.Reached, 330: goal.CannotShow, 400: goal.Missed} {
		if r := review(t, g, 6, goal.Evidence{Current: share(g.Metric, x, 1000)}); r.Verdict != want {
			t.Errorf("%d of 1000 negative: %s, want %s", x, r.Verdict, want)
		}
	}
}

// On the straight way from the baseline to the target, at whatever time, the goal is
// as likely reached as not; ahead of it likelier, behind it less so.
func TestOnTheStraightWayIsOneHalf(t *testing.T) {
	g := satisfaction()
	g.Baseline = share(g.Metric, 6000, 10000)
	g.Start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	g.Due = g.Start.AddDate(0, 0, 200)
	for _, percent := range []int{10, 25, 50, 75, 95} {
		now := g.Start.AddDate(0, 0, 2*percent)
		way := 0.06 * float64(percent) / 100
		for _, off := range []float64{-0.01, 0, 0.01} {
			p := goal.Point{At: now, Value: 0.6 + way + off, Variance: 1e-5, N: 20000}
			r, err := g.Review(now, goal.Evidence{Points: []goal.Point{p}}, goal.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := r.Outlook.Probability.Or(-1)
			if off == 0 && math.Abs(got-0.5) > 1e-9 || off < 0 && got >= 0.5 || off > 0 && got <= 0.5 {
				t.Errorf("after %d %%, %v off the way: %v", percent, off, got)
			}
		}
	}
}

// The filter is the same as conditioning a Gaussian process on all measurements at
// once: level(t) = baseline + drift t + a random walk.
func TestOutlookIsThatOfAGaussianProcess(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	g := satisfaction()
	base := goal.PointOf(g.Start, g.Baseline)
	month := 730.5
	whole := g.Due.Sub(g.Start).Hours() / month
	drift, driftVariance, wander := 0.06/whole, 0.06*0.06/2/whole/whole, 0.06*0.06/2/whole
	for k := 1; k <= 6; k++ {
		points := make([]goal.Point, k)
		times := make([]float64, k)
		for i := range points {
			at := g.Start.Add(time.Duration(1+r.IntN(4000)) * time.Hour)
			points[i] = goal.Point{At: at, Value: 0.55 + 0.2*r.Float64(), Variance: 1e-4 * (1 + 9*r.Float64()), N: 500}
			times[i] = at.Sub(g.Start).Hours() / month
		}
		cov := func(s, t float64) float64 { return base.Variance + driftVariance*s*t + wander*min(s, t) }
		seen := mat.NewSymDense(k, nil)
		cross, miss := mat.NewVecDense(k, nil), mat.NewVecDense(k, nil)
		for i := range k {
			for j := i; j < k; j++ {
				seen.SetSym(i, j, cov(times[i], times[j]))
			}
			seen.SetSym(i, i, seen.At(i, i)+points[i].Variance)
			cross.SetVec(i, cov(times[i], whole))
			miss.SetVec(i, points[i].Value-base.Value-drift*times[i])
		}
		var chol mat.Cholesky
		if !chol.Factorize(seen) {
			t.Fatal("no covariance")
		}
		var weights mat.VecDense
		if err := chol.SolveVecTo(&weights, cross); err != nil {
			t.Fatal(err)
		}
		mean := base.Value + drift*whole + mat.Dot(&weights, miss)
		sd := math.Sqrt(cov(whole, whole) - mat.Dot(&weights, cross))
		want := distuv.UnitNormal.CDF((mean - 0.66) / sd)

		o := review(t, g, 6, goal.Evidence{}).Outlook // due: no outlook any more
		if o.Probability.Defined() {
			t.Error("an outlook to the past")
		}
		got, err := g.Review(g.Due.Add(-time.Hour), goal.Evidence{Points: points, Current: share(g.Metric, 400, 620)}, goal.Options{})
		if err != nil {
			t.Fatal(err)
		}
		basis := goal.SinceStart
		if k == 1 {
			basis = goal.TwoValues
		}
		if p := got.Outlook.Probability.Or(-1); math.Abs(p-want) > 1e-9 || got.Outlook.Basis != basis {
			t.Errorf("%d points: %v by %s, want %v", k, p, got.Outlook.Basis, want)
		}
	}
}

func TestReviewDoesNotDependOnTheOrderOfPoints(t *testing.T) {
	g := satisfaction()
	r := rand.New(rand.NewPCG(1, 2))
	var points []goal.Point
	for i := -6; i <= 4; i++ {
		points = append(points, goal.PointOf(goal.Months(g.Start, i), share(g.Metric, 360+int64(r.IntN(60)), 600)))
	}
	want := review(t, g, 4, goal.Evidence{Points: points})
	for range 20 {
		r.Shuffle(len(points), func(i, j int) { points[i], points[j] = points[j], points[i] })
		before := slices.Clone(points)
		if diff := cmp.Diff(want, review(t, g, 4, goal.Evidence{Points: points}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		if !slices.Equal(before, points) {
			t.Fatal("the points were changed")
		}
	}
}

// The current value is the last of the points, unless it was measured after it.
func TestTheCurrentValueCountsOnce(t *testing.T) {
	g := satisfaction()
	point := func(after int, x int64) goal.Point {
		return goal.PointOf(goal.Months(g.Start, after), share(g.Metric, x, 620))
	}
	all := []goal.Point{point(1, 380), point(2, 390), point(3, 400)}
	want := review(t, g, 3, goal.Evidence{Points: all}).Outlook
	for name, e := range map[string]goal.Evidence{
		"given again":       {Points: all, Current: share(g.Metric, 400, 620)},
		"measured after":    {Points: all[:2], Current: share(g.Metric, 400, 620), Measured: all[2].At},
		"measured and last": {Points: all, Current: share(g.Metric, 400, 620), Measured: all[2].At},
	} {
		if got := review(t, g, 3, e).Outlook; math.Abs(got.Probability.Or(0)-want.Probability.Or(1)) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got.Probability, want.Probability)
		}
	}
	if _, err := g.Review(g.Start, goal.Evidence{Current: share(g.Metric, 1, 2), Measured: g.Due}, goal.Options{}); err == nil {
		t.Error("a measurement of the future: no error")
	}
}

// What comes after now is not known yet.
func TestTheFutureDoesNotCount(t *testing.T) {
	g := satisfaction()
	points := []goal.Point{
		goal.PointOf(goal.Months(g.Start, 1), share(g.Metric, 380, 620)),
		goal.PointOf(goal.Months(g.Start, 2), share(g.Metric, 390, 620)),
	}
	want := review(t, g, 2, goal.Evidence{Points: points})
	future := append(slices.Clone(points), goal.PointOf(goal.Months(g.Start, 5), share(g.Metric, 600, 620)))
	if diff := cmp.Diff(want, review(t, g, 2, goal.Evidence{Points: future})); diff != "" {
		t.Error(diff)
	}
}

// A week of two answers that agree has no variance of its own; it must not outweigh
// a month of six hundred.
func TestTwoAnswersThatAgreeWeighLittle(t *testing.T) {
	g := satisfaction()
	points := []goal.Point{
		{At: goal.Months(g.Start, 1), Value: 0.61, Variance: 0.61 * 0.39 / 620, N: 620},
		{At: goal.Months(g.Start, 2), Value: 0.62, Variance: 0.62 * 0.38 / 620, N: 620},
	}
	current := share(g.Metric, 384, 620)
	without := review(t, g, 3, goal.Evidence{Current: current, Points: points}).Outlook
	with := review(t, g, 3, goal.Evidence{Current: current, Points: append(points, goal.Point{At: goal.Months(g.Start, 3), Value: 1, N: 2})}).Outlook
	if d := with.Value.Or(0) - without.Value.Or(1); math.Abs(d) > 0.01 {
		t.Errorf("two answers move the outlook by %v", d)
	}
}

func TestAGoalMetAtItsStartSaysSo(t *testing.T) {
	g := satisfaction()
	g.Target = goal.Target{To: metrics.NumberOf(0.55)}
	a, err := g.Appraise(g.Start, nil, goal.Options{})
	if err != nil || a.AlreadyMet != goal.ShownMet || !strings.Contains(a.Remarks[1].En, "before it begins") {
		t.Errorf("%s, %v, %v", a.AlreadyMet, a.Remarks[1].En, err)
	}
	r := review(t, g, 6, goal.Evidence{Current: share(g.Metric, 372, 620)})
	if r.Verdict != goal.Reached || r.AlreadyMet != goal.ShownMet {
		t.Errorf("%s, already met: %s", r.Verdict, r.AlreadyMet)
	}
	if g.Target = (goal.Target{To: metrics.NumberOf(0.6)}); review(t, g, 3, goal.Evidence{Current: share(g.Metric, 372, 620)}).AlreadyMet != goal.ValueMet {
		t.Error("a target at the baseline")
	}
}

func TestAGoalInThePastSaysSo(t *testing.T) {
	g := satisfaction()
	a, err := g.Appraise(goal.Months(g.Due, 1), nil, goal.Options{})
	if err != nil || !a.Past || a.Required.Defined() || !a.NextReview.IsZero() {
		t.Errorf("past %v, required %v, next %v, %v", a.Past, a.Required, a.NextReview, err)
	}
}

func TestReach(t *testing.T) {
	g := satisfaction() // needs 1 point a month
	for _, c := range []struct {
		slope float64 // of the history, a month
		want  goal.Reach
	}{{0.03, goal.Below}, {0.01, goal.Within}, {0.007, goal.Above}, {-0.02, goal.FarAbove}} {
		var history []goal.Point
		for i := -12; i <= 0; i++ {
			wobble := 0.001 * float64(i%2)
			history = append(history, goal.Point{At: goal.Months(g.Start, i), Value: 0.6 + c.slope*float64(i) + wobble, Variance: 1e-4, N: 2000})
		}
		a, err := g.Appraise(g.Start, history, goal.Options{})
		if err != nil || a.Reach != c.want {
			t.Errorf("history %v: %s (%v), want %s", c.slope, a.Reach, err, c.want)
		}
		for _, w := range a.Remarks {
			written(t, w)
		}
	}
	for n, history := range [][]goal.Point{nil, {{At: g.Start, Value: 0.6}}, {{At: goal.Months(g.Start, -1), Value: 0.5}, {At: g.Start, Value: 0.6}}} {
		if a, err := g.Appraise(g.Start, history, goal.Options{}); err != nil || a.Reach != goal.Unseen {
			t.Errorf("%d points without variance: %s, %v", n, a.Reach, err)
		}
	}
}

func TestReviewRefuses(t *testing.T) {
	g := satisfaction()
	now := goal.Months(g.Start, 2)
	var argument *stat.ArgumentError
	var mismatch *metrics.MismatchError
	ok := goal.Evidence{Current: share(g.Metric, 1, 2)}
	for name, c := range map[string]struct {
		e  goal.Evidence
		o  goal.Options
		as any
	}{
		"another metric":         {goal.Evidence{Current: share("csat_top_box:csat7>=6", 1, 2)}, goal.Options{}, &mismatch},
		"a NaN":                  {goal.Evidence{Points: []goal.Point{{At: now, Value: math.NaN()}}}, goal.Options{}, &argument},
		"a point of 65 for 65 %": {goal.Evidence{Points: []goal.Point{{At: now, Value: 65}}}, goal.Options{}, &argument},
		"a current 65 for 65 %":  {goal.Evidence{Current: metrics.Estimate{Definition: g.Metric, Value: metrics.NumberOf(65), N: 400}}, goal.Options{}, &argument},
		"a negative variance":    {goal.Evidence{Points: []goal.Point{{At: now, Variance: -1}}}, goal.Options{}, &argument},
		"a negative n":           {goal.Evidence{Points: []goal.Point{{At: now, N: -1}}}, goal.Options{}, &argument},
		"a probability of 2":     {goal.Evidence{Outlook: &goal.Outlook{Probability: metrics.NumberOf(2)}}, goal.Options{}, &argument},
		"a confidence of 1":      {ok, goal.Options{Confidence: 1}, &argument},
		"a power of 2":           {ok, goal.Options{Power: 2}, &argument},
		"a prior of 1":           {ok, goal.Options{Prior: 1}, &argument},
	} {
		if _, err := g.Review(now, c.e, c.o); !errors.As(err, c.as) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := g.Appraise(g.Start, []goal.Point{{At: g.Start.AddDate(0, -1, 0), Value: 65}}, goal.Options{}); !errors.As(err, &argument) {
		t.Errorf("a history of 65 for 65 %%: %v", err)
	}
	if _, err := g.Review(time.Time{}, ok, goal.Options{}); err == nil {
		t.Error("no time: no error")
	}
	if _, err := g.Review(now, goal.Evidence{Points: []goal.Point{{Value: 1}}}, goal.Options{}); err == nil {
		t.Error("a point without a time: no error")
	}
}

// An outlook by another method is taken as it is, and decides.
func TestOutlooksAreTaken(t *testing.T) {
	g := satisfaction()
	for p, want := range map[float64]goal.Verdict{0.8: goal.OnTrack, 0.2: goal.AtRisk} {
		given := goal.Outlook{At: g.Due, Value: metrics.NumberOf(0.68), Low: metrics.NumberOf(0.62), High: metrics.NumberOf(0.71), Confidence: 0.8, Probability: metrics.NumberOf(p)}
		r := review(t, g, 3, goal.Evidence{Current: share(g.Metric, 390, 620), Outlook: &given})
		if r.Verdict != want || r.Outlook.Basis != goal.ByForecast || r.Outlook.Probability != given.Probability {
			t.Errorf("%v: %s by %s, %v", p, r.Verdict, r.Outlook.Basis, r.Outlook.Probability)
		}
	}
}

// Who wants to be surer before a goal is called on track says how sure.
func TestOnTrackIsWhatTheOptionsSay(t *testing.T) {
	g := satisfaction()
	given := goal.Outlook{At: g.Due, Value: metrics.NumberOf(0.68), Low: metrics.NumberOf(0.62), High: metrics.NumberOf(0.71), Confidence: 0.8, Probability: metrics.NumberOf(0.7)}
	for least, want := range map[float64]goal.Verdict{0: goal.OnTrack, 0.7: goal.OnTrack, 0.9: goal.AtRisk} {
		r, err := g.Review(goal.Months(g.Start, 3), goal.Evidence{Current: share(g.Metric, 390, 620), Outlook: &given}, goal.Options{OnTrack: least})
		if err != nil || r.Verdict != want {
			t.Errorf("on track from %v: %s, %v; want %s", least, r.Verdict, err, want)
		}
	}
}

// What was measured before the start is no current value, and until the start the
// whole time of the goal is left for the whole way.
func TestBeforeTheStart(t *testing.T) {
	g := satisfaction()
	old := goal.Point{At: goal.Months(g.Start, -1), Value: 0.7, Variance: 1e-4, N: 500}
	if r := review(t, g, 2, goal.Evidence{Points: []goal.Point{old}}); r.Current.Defined() || r.Verdict != goal.CannotShow {
		t.Errorf("a measurement from before the start is the current value: %v, %s", r.Current, r.Verdict)
	}
	e := goal.Evidence{Current: g.Baseline}
	early, start := review(t, g, -3, e), review(t, g, 0, e)
	if early.Required != start.Required || !early.Required.Defined() {
		t.Errorf("%v a month is required three months before the start, %v at it", early.Required, start.Required)
	}
}

// The forecast of package forecast is that of the period in which the goal is due, and
// of a metric of which less is better the probability is that of less.
func TestOutlookOfAForecast(t *testing.T) {
	g := satisfaction()
	g.Metric, g.Baseline, g.Target = metrics.IDNegativeShare, share(metrics.IDNegativeShare, 248, 620), goal.Target{By: metrics.Change{Points: -0.06}}
	s := series.Series{Definition: g.Metric, Unit: metrics.UnitShare, Kind: series.Share}
	months := series.Calendar{Step: series.Month, Zone: taipei}
	p := months.Period(goal.Months(g.Start, -12))
	r := rand.New(rand.NewPCG(2, 2))
	for range 14 {
		yes := 200 + int64(r.IntN(60))
		s.Points = append(s.Points, series.Point{Period: p, Reading: series.ReadShare(share(g.Metric, yes, 620), yes, 620)})
		p = months.Next(p)
	}
	f, err := forecast.Of(s, forecast.Options{Horizon: 4})
	if err != nil {
		t.Fatal(err)
	}
	o, err := g.OutlookOf(f)
	if err != nil || !o.At.Equal(g.Due) || o.Value != f.Points[3].Value {
		t.Errorf("%v at %v, %v; want %v at %v", o.Value, o.At, err, f.Points[3].Value, g.Due)
	}
	if got, want := o.Probability.Or(-1), 1-f.Probability(4, 0.34).Or(-1); math.Abs(got-want) > 1e-9 {
		t.Errorf("probability %v, want %v", got, want)
	}
	f.Points = f.Points[:3]
	if _, err := g.OutlookOf(f); err == nil || !strings.Contains(err.Error(), "more than 3 periods") {
		t.Errorf("a forecast that is too short: %v", err)
	}
	f.Definition = metrics.IDReplyRate
	var mismatch *metrics.MismatchError
	if _, err := g.OutlookOf(f); !errors.As(err, &mismatch) {
		t.Errorf("a forecast of another metric: %v", err)
	}
	points := goal.PointsOf(s)
	if len(points) != 14 || !points[11].At.Equal(g.Start) || points[0].Variance != s.Points[0].Variance.Or(0) || points[0].N != 620 {
		t.Errorf("%d points, %+v", len(points), points[0])
	}
}

// A company that knows that few of its goals are reached is told less hope.
func TestPrior(t *testing.T) {
	g := satisfaction()
	now := goal.Months(g.Start, 1)
	last := 1.0
	for _, prior := range []float64{0.9, 0.5, 0.3, 0.1} {
		r, err := g.Review(now, goal.Evidence{Current: share(g.Metric, 378, 620)}, goal.Options{Prior: prior})
		if p := r.Outlook.Probability.Or(-1); err != nil || p >= last || p < 0 {
			t.Errorf("prior %v: %v, %v", prior, p, err)
		} else {
			last = p
		}
	}
}
