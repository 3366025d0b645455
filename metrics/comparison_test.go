package metrics_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/stat"
)

// compared ends a test if a comparison failed.
func compared(t *testing.T) func(c metrics.Comparison, err error) metrics.Comparison {
	return func(c metrics.Comparison, err error) metrics.Comparison {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func npsOf(t *testing.T, detractors, passives, promoters int64) *metrics.NPS {
	t.Helper()
	var n metrics.NPS
	if err := n.AddClasses(detractors, passives, promoters); err != nil {
		t.Fatal(err)
	}
	return &n
}

func TestComparedScoresAgreeWithR(t *testing.T) {
	type pair struct {
		X, Y  [3]int64
		Level float64
	}
	oracletest.Run(t, testdata, "testdata/nps_difference.json", func(t *testing.T, in pair, c oracletest.Case) {
		x, y := npsOf(t, in.X[0], in.X[1], in.X[2]), npsOf(t, in.Y[0], in.Y[1], in.Y[2])
		got := compared(t)(x.Compare(y, in.Level))
		c.Sub(t, "adjusted_wald", func(c oracletest.Case) {
			c.Check(t, "p", value(got.P))
			c.Check(t, "ci", value(got.Low)/100, value(got.High)/100)
		})
		c.Sub(t, "wald", func(c oracletest.Case) { c.Check(t, "diff", value(got.Difference)/100) })
	})
}

func TestComparedSharesAgreeWithR(t *testing.T) {
	type pair struct {
		X1, N1, X2, N2 int64
		Level          float64
	}
	oracletest.Run(t, testdata, "testdata/two_proportions.json", func(t *testing.T, in pair, c oracletest.Case) {
		x, y := metrics.Rate{Definition: metrics.IDReplyRate}, metrics.Rate{Definition: metrics.IDReplyRate}
		if err := errors.Join(x.AddCounts(in.X1, in.N1), y.AddCounts(in.X2, in.N2)); err != nil {
			t.Fatal(err)
		}
		got := compared(t)(x.Compare(&y, in.Level))
		c.Check(t, "diff", value(got.Difference))
		c.Check(t, "newcombe_ci", value(got.Low), value(got.High))
		if got.Test == "Fisher's exact test" {
			c.Check(t, "fisher_p", value(got.P))
		} else {
			c.Check(t, "p", value(got.P))
		}
	})
}

func TestComparedMeansAgreeWithR(t *testing.T) {
	type pair struct {
		X, Y  []float64
		Level float64
	}
	oracletest.Run(t, testdata, "testdata/two_means.json", func(t *testing.T, in pair, c oracletest.Case) {
		side := func(values []float64) *metrics.CSAT {
			csat, err := metrics.NewCSAT(metrics.CSATOptions{Scale: "points:0..100", TopBoxes: 20})
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range values {
				csat.Add(int(v))
			}
			return csat
		}
		got := compared(t)(side(in.X).CompareMeans(side(in.Y), in.Level))
		c.Check(t, "diff", value(got.Difference))
		c.Check(t, "ci", value(got.Low), value(got.High))
		c.Check(t, "welch_p", value(got.P))
		c.Check(t, "prob_superiority", value(got.Effect.Value))
	})
}

// Swapping the groups turns the sign and nothing else.
func TestComparisonIsAntisymmetric(t *testing.T) {
	x, y := npsOf(t, 10, 20, 70), npsOf(t, 30, 30, 40)
	a, b := compared(t)(x.Compare(y, 0.95)), compared(t)(y.Compare(x, 0.95))
	for _, c := range [][2]metrics.Number{{a.Difference, b.Difference}, {a.Low, b.High}, {a.High, b.Low}, {a.Effect.Value, b.Effect.Value}} {
		if math.Abs(value(c[0])+value(c[1])) > 1e-9 {
			t.Errorf("%v and %v", value(c[0]), value(c[1]))
		}
	}
	if value(a.P) != value(b.P) || a.Shown != b.Shown || !a.Shown {
		t.Errorf("%v, %v", a, b)
	}
}

func TestWhatIsNotShownIsSaidToBe(t *testing.T) {
	x, y := npsOf(t, 20, 30, 50), npsOf(t, 24, 30, 46)
	c := compared(t)(x.Compare(y, 0.95))
	if c.Shown {
		t.Errorf("shown: %v", c)
	}
	for tag, want := range map[string]string{
		"en":    "8.0 points (95% CI -13.9 to 29.4, p = 0.48, d = 0.10): not shown by these data",
		"zh-TW": "8.0 分（95% 信賴區間 -13.9 至 29.4，p = 0.48，效果量 d = 0.10）：這批資料看不出差異",
		"zh-CN": "8.0 分（95% 置信区间 -13.9 至 29.4，p = 0.48，效应量 d = 0.10）：现有数据不足以说明存在差异",
	} {
		if got := c.Format(language.MustParse(tag)); got != want {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
	if got, want := c.String(), "8.0 [-13.9, 29.4] (p=0.48, d=0.10): not shown by these data"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestComparingWithNothing(t *testing.T) {
	var empty metrics.NPS
	full := npsOf(t, 10, 20, 70)
	c := compared(t)(full.Compare(&empty, 0.95))
	if c.Difference.Defined() || c.P.Defined() || c.Shown {
		t.Errorf("got %+v", c)
	}
	if got, want := c.Format(language.English), "undefined (no data yet): not shown by these data"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if _, err := json.Marshal(c); err != nil {
		t.Error(err)
	}
}

// All equal, one answer, one group: a difference perhaps, a verdict never.
func TestComparingWhatDoesNotVary(t *testing.T) {
	var x, y metrics.CSAT
	for range 5 {
		x.Add(5)
		y.Add(5)
	}
	c := compared(t)(x.CompareMeans(&y, 0.95))
	if value(c.Difference) != 0 || c.P.Defined() || c.Shown || len(c.Warnings) == 0 {
		t.Errorf("got %+v", c)
	}
	shares := compared(t)(x.Compare(&y, 0.95))
	if value(shares.Low) >= 0 || value(shares.High) <= 0 || shares.P.Defined() && value(shares.P) != 1 {
		t.Errorf("got %+v", shares)
	}
}

func TestOnlyTheSameIsCompared(t *testing.T) {
	var five metrics.CSAT
	seven, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT7})
	if err != nil {
		t.Fatal(err)
	}
	effort, err := metrics.NewCES(feedback.CES5)
	if err != nil {
		t.Fatal(err)
	}
	var ease metrics.CES
	replies, churn := metrics.Rate{Definition: metrics.IDReplyRate}, metrics.Rate{Definition: metrics.IDChurnRate}
	perOrder := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
	perCustomer := metrics.EventRate{Definition: metrics.IDComplaintRate.With("customers")}
	var mismatch *metrics.MismatchError
	for name, f := range map[string]func() (metrics.Comparison, error){
		"scales":      func() (metrics.Comparison, error) { return five.Compare(seven, 0.95) },
		"mean scales": func() (metrics.Comparison, error) { return five.CompareMeans(seven, 0.95) },
		"versions":    func() (metrics.Comparison, error) { return ease.Compare(effort, 0.95) },
		"rates":       func() (metrics.Comparison, error) { return replies.Compare(&churn, 0.95) },
		"exposures":   func() (metrics.Comparison, error) { return perOrder.Compare(&perCustomer, 0.95) },
	} {
		if c, err := f(); !errors.As(err, &mismatch) {
			t.Errorf("%s: %v, %v, want a MismatchError", name, c, err)
		}
	}
}

func TestComparisonConfidenceIsChecked(t *testing.T) {
	var n metrics.NPS
	var c metrics.CSAT
	var e metrics.CES
	var r metrics.Rate
	var v metrics.EventRate
	var p metrics.NegativePositiveRatio
	var s metrics.NetSentiment
	var want *stat.ArgumentError
	for name, f := range map[string]func() (metrics.Comparison, error){
		"NPS":          func() (metrics.Comparison, error) { return n.Compare(&n, 1.5) },
		"CSAT":         func() (metrics.Comparison, error) { return c.Compare(&c, 1.5) },
		"CSAT means":   func() (metrics.Comparison, error) { return c.CompareMeans(&c, 1.5) },
		"CES":          func() (metrics.Comparison, error) { return e.Compare(&e, 1.5) },
		"Rate":         func() (metrics.Comparison, error) { return r.Compare(&r, 1.5) },
		"EventRate":    func() (metrics.Comparison, error) { return v.Compare(&v, 1.5) },
		"ratio":        func() (metrics.Comparison, error) { return p.Compare(&p, 1.5) },
		"NetSentiment": func() (metrics.Comparison, error) { return s.Compare(&s, 1.5) },
	} {
		if _, err := f(); !errors.As(err, &want) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
}

func TestComparisonGoesThroughJSON(t *testing.T) {
	want := compared(t)(npsOf(t, 10, 20, 70).Compare(npsOf(t, 30, 30, 40), 0.9))
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got metrics.Comparison
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The odds ratio of two ratios: 30/60 over 10/80 is 4.
func TestComparedRatios(t *testing.T) {
	var x, y metrics.NegativePositiveRatio
	if err := errors.Join(x.AddCount(feedback.Negative, 30), x.AddCount(feedback.Positive, 60),
		y.AddCount(feedback.Negative, 10), y.AddCount(feedback.Positive, 80)); err != nil {
		t.Fatal(err)
	}
	c := compared(t)(x.Compare(&y, 0.95))
	if math.Abs(value(c.Effect.Value)-4) > 1e-12 || c.Effect.Name != metrics.OddsRatio || !c.Shown || c.A.Definition != metrics.IDNegativeShare {
		t.Errorf("got %v", c)
	}
	// exp(log 4 ± 1.96 √(1/30+1/60+1/10+1/80))
	if low, want := value(c.Effect.Low), 4*math.Exp(-1.959963984540054*math.Sqrt(1./30+1./60+1./10+1./80)); math.Abs(low-want) > 1e-9 {
		t.Errorf("lower bound %v, want %v", low, want)
	}
}

func TestBootstrapOfOneClassSaysThatItIsNone(t *testing.T) {
	n := npsOf(t, 0, 0, 12)
	e, err := n.EstimateBootstrap(stat.BootstrapOptions{})
	if err != nil || e.Method != metrics.AdjustedWald || !e.Has(metrics.Degenerate) {
		t.Errorf("got %v, %v", e, err)
	}
	e, err = npsOf(t, 20, 30, 70).EstimateBootstrap(stat.BootstrapOptions{})
	if err != nil || e.Method != metrics.BootstrapBCa || !(value(e.Low) < value(e.Value) && value(e.Value) < value(e.High)) {
		t.Errorf("got %v, %v", e, err)
	}
	again, _ := npsOf(t, 20, 30, 70).EstimateBootstrap(stat.BootstrapOptions{})
	if again.String() != e.String() {
		t.Errorf("%v the second time, %v the first", again, e)
	}
	if _, err := n.EstimateBootstrap(stat.BootstrapOptions{Replicates: 5}); err == nil {
		t.Error("five replicates gave no error")
	}
}

// From two estimates alone comes what their accumulators give from the counts:
// the interval exactly where the methods are the same, the rest nearly.
func TestCompareAgreesWithTheMethods(t *testing.T) {
	x, y := npsOf(t, 10, 20, 70), npsOf(t, 30, 30, 40)
	same(t, "scores", compared(t)(metrics.Compare(x.Estimate(), y.Estimate())), compared(t)(x.Compare(y, 0.95)), 0.02)

	a, b := metrics.Rate{Definition: metrics.IDReplyRate}, metrics.Rate{Definition: metrics.IDReplyRate}
	if err := errors.Join(a.AddCounts(170, 200), b.AddCounts(120, 180)); err != nil {
		t.Fatal(err)
	}
	same(t, "shares", compared(t)(metrics.Compare(a.Estimate(), b.Estimate())), compared(t)(a.Compare(&b, 0.95)), 1e-9)

	id := metrics.IDComplaintRate.With("orders")
	r, s := metrics.EventRate{Definition: id}, metrics.EventRate{Definition: id}
	if err := errors.Join(r.Add(38, 4200), s.Add(51, 11_800)); err != nil {
		t.Fatal(err)
	}
	same(t, "rates", compared(t)(metrics.Compare(r.Estimate(), s.Estimate())), compared(t)(r.Compare(&s, 0.95)), 1e-9)

	var c, d metrics.CES
	for i := range 400 {
		c.Add(1 + i%7)
		d.Add(3 + i%5)
	}
	got, want := compared(t)(metrics.Compare(c.Estimate(), d.Estimate())), compared(t)(c.Compare(&d, 0.95))
	if math.Abs(value(got.Low)-value(want.Low)) > 1e-3 || math.Abs(value(got.High)-value(want.High)) > 1e-3 || !got.Shown {
		t.Errorf("means: %v, want about %v", got, want)
	}
}

// same checks everything but the kind of test.
func same(t *testing.T, what string, got, want metrics.Comparison, effect float64) {
	t.Helper()
	for _, pair := range [][2]metrics.Number{{got.Difference, want.Difference}, {got.Low, want.Low}, {got.High, want.High}} {
		if math.Abs(value(pair[0])-value(pair[1])) > 1e-9 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	if got.Shown != want.Shown || got.Effect.Name != want.Effect.Name || !(math.Abs(value(got.Effect.Value)-value(want.Effect.Value)) <= effect) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
	if p, q := value(got.P), value(want.P); !(math.Abs(math.Log(p)-math.Log(q)) < 1) {
		t.Errorf("%s: p = %v, want about %v", what, p, q)
	}
}

// Whatever the estimates, a comparison is shown exactly if its interval leaves 0
// out, and swapping the sides turns it round.
func TestCompareShowsWhatTheIntervalShows(t *testing.T) {
	for _, n := range []int64{1, 2, 7, 40, 1000} {
		for k := int64(0); k <= 10; k++ {
			for l := int64(0); l <= 10; l++ {
				var e [2]metrics.Estimate
				for i, yes := range []int64{k * n / 10, l * n / 10} {
					r := metrics.Rate{Definition: metrics.IDReplyRate}
					if err := r.AddCounts(yes, n); err != nil {
						t.Fatal(err)
					}
					e[i] = r.Estimate()
				}
				c, back := compared(t)(metrics.Compare(e[0], e[1])), compared(t)(metrics.Compare(e[1], e[0]))
				if out := value(c.Low) > 0 || value(c.High) < 0; out != c.Shown || out != (value(c.P) < 0.05) {
					t.Errorf("%d and %d tenths of %d: %v", k, l, n, c)
				}
				if value(c.Low) != -value(back.High) || math.Abs(value(c.P)-value(back.P)) > 1e-12 {
					t.Errorf("%v, the other way round %v", c, back)
				}
			}
		}
	}
}

func TestCompareRefusesWhatCannotBeCompared(t *testing.T) {
	nps := npsOf(t, 10, 20, 70)
	at90, err := nps.EstimateAt(0.9)
	if err != nil {
		t.Fatal(err)
	}
	var mismatch *metrics.MismatchError
	for name, pair := range map[string][2]metrics.Estimate{
		"definitions": {nps.Estimate(), {Definition: metrics.IDNetSentiment}},
		"confidences": {nps.Estimate(), at90},
	} {
		if c, err := metrics.Compare(pair[0], pair[1]); !errors.As(err, &mismatch) {
			t.Errorf("%s: %v, %v", name, c, err)
		}
	}
	bare := metrics.Estimate{Definition: metrics.IDNPS, Value: num(30)} // a published figure
	c := compared(t)(metrics.Compare(nps.Estimate(), bare))
	if value(c.Difference) != 30 || c.Low.Defined() || c.P.Defined() || c.Shown || c.Warnings[0].Code != metrics.NoInterval {
		t.Errorf("against a figure without interval: %v", c)
	}
	half := metrics.Estimate{Definition: metrics.IDResolutionTime.With("p50"), Value: num(50), Low: num(40), Confidence: 0.95, N: 9}
	full := metrics.Estimate{Definition: metrics.IDResolutionTime.With("p50"), Value: num(20), Low: num(15), High: num(28), Confidence: 0.95, N: 90}
	c = compared(t)(metrics.Compare(half, full))
	if !c.Shown || c.High.Defined() || math.Abs(value(c.Low)-(30-math.Hypot(10, 8))) > 1e-12 || value(c.Effect.Value) != 2.5 {
		t.Errorf("with a side unbounded above: %v", c)
	}
	if c, err := metrics.Compare(metrics.Estimate{Confidence: 2}, metrics.Estimate{Confidence: 2}); err == nil {
		t.Errorf("a confidence of 2: %v", c)
	}
}

// What was set aside on either side is said where the sides are compared.
func TestComparisonsWarnOfBothSides(t *testing.T) {
	x, y := npsOf(t, 10, 20, 70), npsOf(t, 30, 30, 40)
	x.Add(11)
	y.Add(-1)
	y.Add(12)
	c := compared(t)(x.Compare(y, 0.95))
	if got, want := c.Format(language.English), "50.0 points (95% CI 28.0 to 69.1, p < 0.001, d = 0.67; 3 set aside as invalid): shown by these data"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// One promoter agrees with a million, though the interval of one answer reaches
// nowhere near them.
func TestNoDifferenceIsNeverShown(t *testing.T) {
	c := compared(t)(npsOf(t, 0, 0, 1_000_000).Compare(npsOf(t, 0, 0, 1), 0.95))
	if value(c.Difference) != 0 || c.Shown {
		t.Errorf("got %v", c)
	}
}

// A side whose interval is open on one end leaves the difference open on one end.
func TestComparisonWithAnOpenEnd(t *testing.T) {
	id := metrics.IDResolutionTime.With("p50")
	slow := metrics.Estimate{Definition: id, Value: num(3600), Low: num(1800), Confidence: 0.95, N: 9, Method: metrics.KaplanMeier}
	quick := metrics.Estimate{Definition: id, Value: num(600), Low: num(300), High: num(900), Confidence: 0.95, N: 9, Method: metrics.KaplanMeier}
	c := compared(t)(metrics.Compare(slow, quick)) // 50 min − √(30² + 5²) min
	for _, line := range []struct{ got, want string }{
		{c.String(), "50m [19m35s, ∞) (p=0.001, time ratio=6.00): shown"},
		{c.Format(language.English), "50 min (95% CI from 19 min 35 s, no upper bound, p = 0.001, time ratio = 6.00): shown by these data"},
		{compared(t)(metrics.Compare(quick, slow)).String(), "-50m (-∞, -19m35s] (p=0.001, time ratio=0.17): shown"},
	} {
		if line.got != line.want {
			t.Errorf("%s, want %s", line.got, line.want)
		}
	}
}

// A confidence that is none may come with a figure from elsewhere; it must not reach a
// comparison, which could not be written as JSON.
func TestCompareRefusesNoConfidence(t *testing.T) {
	good := metrics.NewEstimate("csat_top_box:csat5>=4", "", 50)
	good.Value, good.Low, good.High, good.Confidence = metrics.NumberOf(0.6), metrics.NumberOf(0.5), metrics.NumberOf(0.7), 0.95
	for _, confidence := range []float64{math.NaN(), -1, 1, 2} {
		bad := good
		bad.Confidence = confidence
		for _, pair := range [][2]metrics.Estimate{{good, bad}, {bad, good}, {bad, bad}} {
			_, err := metrics.Compare(pair[0], pair[1])
			if wrong := new(stat.ArgumentError); !errors.As(err, &wrong) {
				t.Errorf("%v and %v: got %v, want an ArgumentError", pair[0].Confidence, pair[1].Confidence, err)
			}
		}
	}
}
