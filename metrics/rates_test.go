package metrics_test

import (
	"errors"
	"math"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/stat"
)

func TestEventRateAgreesWithR(t *testing.T) {
	type rate struct {
		Events          int64
		Exposure, Level float64
	}
	oracletest.Run(t, testdata, "testdata/event_rate.json", func(t *testing.T, in rate, c oracletest.Case) {
		r := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
		if err := r.Add(in.Events, in.Exposure); err != nil {
			t.Fatal(err)
		}
		e, err := r.EstimateAt(in.Level)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "rate", value(e.Value))
		c.Check(t, "exact_ci", value(e.Low), value(e.High))
	})
}

func TestEventRateTakesEventsAndExposureApart(t *testing.T) {
	r := metrics.EventRate{Definition: metrics.IDComplaintRate.With("訂單")}
	if err := r.Add(3, 0); err != nil {
		t.Fatal(err)
	}
	if e := r.Estimate(); e.Defined() || !e.Has(metrics.DividedByZero) || e.Has(metrics.NoData) {
		t.Errorf("complaints without orders: %v", e)
	}
	for range 10 {
		if err := r.Add(0, 0.1); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.Exposure(); got != 1 {
		t.Errorf("ten tenths are %v", got)
	}
	for _, bad := range []float64{-1, math.NaN(), math.Inf(1)} {
		if err := r.Add(1, bad); err == nil {
			t.Errorf("an exposure of %v gave no error", bad)
		}
	}
	if err := r.Add(-1, 1); err == nil {
		t.Error("a negative number of events gave no error")
	}
	if r.Rejected().Count(metrics.BadExposure) != 3 || r.Rejected().Count(metrics.NegativeCount) != 1 || r.Events() != 3 {
		t.Errorf("rejected %v, events %d", r.Rejected(), r.Events())
	}
	if err := r.Add(math.MaxInt64, 1); !errors.Is(err, metrics.ErrTooMany) {
		t.Errorf("got %v, want ErrTooMany", err)
	}
}

// Every rate is a number: exposures so large or small that their rate is none are
// no exposures.
func TestEventRateBeyondAllMeasure(t *testing.T) {
	for _, exposure := range []float64{math.MaxFloat64, 1e151, 1e-151, 1e-320} {
		r := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
		if err := r.Add(1, exposure); err == nil || r.Events() != 0 || r.Rejected().Count(metrics.BadExposure) != 1 {
			t.Errorf("exposure %v: %v, %d events, %v", exposure, err, r.Events(), r.Rejected())
		}
	}
	for _, exposure := range []float64{1e150, 1e-150} {
		r := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
		if err := r.Add(5, exposure); err != nil {
			t.Error(err)
		}
		if e := r.Estimate(); !e.Defined() || !e.Low.Defined() || !e.High.Defined() || len(e.Format(language.English)) > 200 || len(e.String()) > 200 {
			t.Errorf("exposure %v: %v", exposure, e)
		}
	}
}

// A number without a meaning is no number, and one with another's meaning neither.
func TestRatesNeedADefinitionOfTheirKind(t *testing.T) {
	for _, id := range []metrics.ID{"", "\xff", metrics.IDNPS, metrics.IDResolutionTime, metrics.IDComplaintRate} {
		r := metrics.Rate{Definition: id}
		r.Add(true)
		if e := r.Estimate(); e.Defined() || e.Low.Defined() || !e.Has(metrics.BadDefinition) {
			t.Errorf("a share called %q: %v", id, e)
		}
		var bad *metrics.DefinitionError
		if err := r.AddCounts(1, 2); !errors.As(err, &bad) || bad.ID != id || bad.Want != metrics.UnitShare {
			t.Errorf("a share called %q: %v", id, err)
		}
		if b, err := r.MarshalBinary(); !errors.As(err, &bad) {
			t.Errorf("a share called %q was encoded: %q, %v", id, b, err)
		}
		if b, err := r.MarshalJSON(); !errors.As(err, &bad) {
			t.Errorf("a share called %q was encoded: %s, %v", id, b, err)
		}
		if c, err := r.Compare(&r, 0.95); err != nil || c.Difference.Defined() || c.P.Defined() || c.Shown {
			t.Errorf("a share called %q compared: %v, %v", id, c, err)
		}
	}
	r := metrics.EventRate{Definition: metrics.IDReplyRate}
	var bad *metrics.DefinitionError
	if err := r.Add(3, 10); !errors.As(err, &bad) || r.Events() != 0 {
		t.Errorf("replies by exposure: %v, %d events", err, r.Events())
	}
	own := metrics.Rate{Definition: "coupon_use"}
	own.Add(true)
	own.Add(false)
	if got, want := own.Estimate().String(), "50.0% [9.5%, 90.5%] (n=2, Wilson; few data)"; got != want {
		t.Errorf("a share of the caller's own: %s, want %s", got, want)
	}
}

// A rate is read per so many units, also where it is compared or 0.
func TestRatesAreReadByExposure(t *testing.T) {
	rate := func(unit string, events int64, exposure float64) *metrics.EventRate {
		r := &metrics.EventRate{Definition: metrics.IDComplaintRate.With(unit)}
		if err := r.Add(events, exposure); err != nil {
			t.Fatal(err)
		}
		return r
	}
	english, hant := language.English, language.TraditionalChinese
	for _, c := range []struct{ got, want string }{
		{rate("orders", 0, 10_000).Estimate().Format(english), "0.00 per 10,000 orders (95% CI 0.00 to 3.69, n = 0, Garwood exact)"},
		{rate("orders", 0, 10_000).Estimate().String(), "0 per order [0, 0.0003689] (n=0, Garwood exact)"},
		{rate("companies", 30, 10).Estimate().Format(english), "3.00 per company (95% CI 2.02 to 4.28, n = 30, Garwood exact)"},
		{rate("boxes", 30, 10).Estimate().Format(english), "3.00 per box (95% CI 2.02 to 4.28, n = 30, Garwood exact)"},
		{rate("business", 30, 10).Estimate().Format(english), "3.00 per business (95% CI 2.02 to 4.28, n = 30, Garwood exact)"},
		{rate("1,000 orders", 30, 10).Estimate().Format(english), "3.00 per 1,000 orders (95% CI 2.02 to 4.28, n = 30, Garwood exact)"},
		{rate("1000 orders", 30, 10).Estimate().String(), "3 per 1000 orders [2.024, 4.283] (n=30, Garwood exact)"},
		{rate("", 30, 10).Estimate().Format(english), "3.00 per unit (95% CI 2.02 to 4.28, n = 30, Garwood exact)"},
		{rate("1000 筆訂單", 30, 10).Estimate().Format(hant), "每 1000 筆訂單 3.00 件（95% 信賴區間 2.02 至 4.28，n = 30，Garwood 精確區間）"},
		{rate("orders", 30, 10).Estimate().Format(hant), "每筆訂單 3.00 件（95% 信賴區間 2.02 至 4.28，n = 30，Garwood 精確區間）"},
		{rate("", 30, 10).Estimate().Format(hant), "每單位 3.00 件（95% 信賴區間 2.02 至 4.28，n = 30，Garwood 精確區間）"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	c := compared(t)(rate("筆訂單", 38, 4200).Compare(rate("筆訂單", 51, 11_800), 0.95))
	for tag, want := range map[language.Tag]string{
		english: "4.73 per 1,000 筆訂單 (95% CI 1.75 to 8.27, p < 0.001, rate ratio = 2.09): shown by these data",
		hant:    "每 1,000 筆訂單 4.73 件（95% 信賴區間 1.75 至 8.27，p < 0.001，發生率比 = 2.09）：資料顯示確有差異",
	} {
		if got := c.Format(tag); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A complaint rate of 12 in 1000 orders against 30 in 1000: the exact p-value is
// that of the binomial with p = ½, and the ratio 0.4.
func TestComparedRates(t *testing.T) {
	id := metrics.IDComplaintRate.With("orders")
	x, y := metrics.EventRate{Definition: id}, metrics.EventRate{Definition: id}
	if err := errors.Join(x.Add(12, 1000), y.Add(30, 1000)); err != nil {
		t.Fatal(err)
	}
	c := compared(t)(x.Compare(&y, 0.95))
	if math.Abs(value(c.Effect.Value)-0.4) > 1e-12 || !c.Shown || value(c.High) >= 0 {
		t.Errorf("got %v", c)
	}
	if want := 0.007915897334896662; math.Abs(value(c.P)-want) > 1e-12 { // 2 Σ C(42, k) / 2^42 for k up to 12
		t.Errorf("p = %v, want %v", value(c.P), want)
	}
	var none metrics.EventRate
	none.Definition = id
	if c := compared(t)(x.Compare(&none, 0.95)); c.Shown || c.P.Defined() {
		t.Errorf("against nothing: %v", c)
	}
}

func TestRetentionAndChurnOfOneCohortAddUp(t *testing.T) {
	c := metrics.Cohort{Periods: 4}
	if err := c.AddCounts(1000, 100, 60, 0, 25); err != nil {
		t.Fatal(err)
	}
	for k, active := range []int64{1000, 900, 840, 840, 815} {
		if got := c.Active(k); got != active {
			t.Errorf("active after %d periods: %d, want %d", k, got, active)
		}
		if k == 0 {
			continue
		}
		r, l := c.Retention(k), c.Lost(k)
		for _, pair := range [][2]metrics.Number{{r.Value, l.Value}, {r.Low, l.High}, {r.High, l.Low}} {
			if sum := value(pair[0]) + value(pair[1]); math.Abs(sum-1) > 1e-12 {
				t.Errorf("period %d: retention and loss add up to %v", k, sum)
			}
		}
	}
	if lost, churn := c.Lost(1), c.Churn(1); lost.Definition != churn.Definition || lost.Value != churn.Value {
		t.Errorf("lost by the end of the first period: %s %v, lost in it: %s %v", lost.Definition, lost, churn.Definition, churn)
	}
	// What stays after each period multiplies to what stays in the end.
	stay := 1.0
	for k := 1; k <= 4; k++ {
		stay *= 1 - value(c.Churn(k).Value)
	}
	if got := value(c.Retention(4).Value); math.Abs(got-stay) > 1e-12 {
		t.Errorf("retention %v, product of the periods %v", got, stay)
	}
	if e := c.Churn(2); value(e.Value) != 60./900 || e.N != 900 {
		t.Errorf("churn of the second period: %v of %d, want 60 of the 900 active at its start", e, e.N)
	}
	for _, k := range []int{0, -1, 5} {
		if e := c.Retention(k); e.Defined() {
			t.Errorf("retention after %d of 4 periods: %v", k, e)
		}
	}
}

func TestCohortsThatCannotBe(t *testing.T) {
	c := metrics.Cohort{Periods: 2}
	var bad *metrics.CountError
	if err := c.AddCounts(10, 8, 3); !errors.As(err, &bad) {
		t.Errorf("11 lost of 10: %v", err)
	}
	if err := c.AddCounts(10, -1); !errors.As(err, &bad) {
		t.Errorf("minus one lost: %v", err)
	}
	if err := c.AddCounts(-1); err == nil {
		t.Error("minus one customer gave no error")
	}
	if err := c.AddCounts(10, 1, 1, 1); err == nil {
		t.Error("three periods of two gave no error")
	}
	for _, periods := range []int{-1, 1001, math.MaxInt} {
		bad := metrics.Cohort{Periods: periods}
		bad.Add(0)
		bad.Add(1)
		var argument *stat.ArgumentError
		if err := bad.AddCounts(10, 1); !errors.As(err, &argument) || bad.Active(0) != 0 || bad.Rejected().Total() != 2 || bad.Estimate().Defined() {
			t.Errorf("%d periods: %v, %v", periods, &bad, err)
		}
		if _, err := bad.MarshalBinary(); !errors.As(err, &argument) {
			t.Errorf("%d periods were encoded: %v", periods, err)
		}
		if _, err := bad.MarshalJSON(); !errors.As(err, &argument) {
			t.Errorf("%d periods were encoded: %v", periods, err)
		}
	}
	c.Add(3)
	c.Add(-1)
	if c.Active(0) != 0 || c.Rejected().Count(metrics.OffScale) != 2 {
		t.Errorf("%d customers, rejected %v", c.Active(0), c.Rejected())
	}
	if err := c.Merge(&metrics.Cohort{Periods: 3}); err == nil {
		t.Error("cohorts of two and three periods merged")
	}
}

func TestChurnCompounds(t *testing.T) {
	month := metrics.Rate{Definition: metrics.IDChurnRate}
	if err := month.AddCounts(100, 1000); err != nil {
		t.Fatal(err)
	}
	year, err := metrics.CompoundChurn(month.Estimate(), 12)
	if err != nil {
		t.Fatal(err)
	}
	if want := 1 - math.Pow(0.9, 12); math.Abs(value(year.Value)-want) > 1e-12 {
		t.Errorf("10 %% a month are %v a year, want %v", value(year.Value), want)
	}
	if !(value(year.Low) < value(year.Value) && value(year.Value) < value(year.High) && value(year.High) < 1) {
		t.Errorf("got %v", year)
	}
	if _, err := metrics.CompoundChurn(year, 0); err == nil {
		t.Error("no periods gave no error")
	}
	if _, err := metrics.CompoundChurn(metrics.Estimate{Definition: metrics.IDReplyRate}, 12); err == nil {
		t.Error("a reply rate compounded")
	}
	if e, err := metrics.CompoundChurn(metrics.Estimate{Definition: metrics.IDChurnRate, Value: num(1.5)}, 12); err == nil {
		t.Errorf("a churn of 150 %%: %v", e)
	}
	undefined, err := metrics.CompoundChurn(metrics.Estimate{Definition: metrics.IDChurnRate}, 12)
	if err != nil || undefined.Defined() {
		t.Errorf("churn of nobody: %v, %v", undefined, err)
	}
}

func TestShareOfVoice(t *testing.T) {
	var v metrics.Voice
	for range 30 {
		v.Add("本牌", feedback.Positive)
	}
	for range 60 {
		v.Add("競品甲", feedback.Negative)
	}
	for range 10 {
		v.Add("競品乙", feedback.Unknown)
	}
	if e := v.ShareOfVoice("本牌"); value(e.Value) != 0.3 || e.Definition != "share_of_voice:本牌" || e.N != 100 {
		t.Errorf("got %v", e)
	}
	if e := v.Mentions("競品乙"); value(e.Value) != 10 {
		t.Errorf("mentions that could not be judged: %v", e)
	}
	if e := v.Sentiment("競品甲").Estimate(); value(e.Value) != -100 {
		t.Errorf("sentiment %v", e)
	}
	if e := v.ShareOfVoice("nobody"); value(e.Value) != 0 || value(e.High) <= 0 {
		t.Errorf("a brand nobody mentions: %v", e)
	}
	if got, want := v.Mentions("本牌").Format(language.TraditionalChinese), "30 次（95% 信賴區間 20 至 43，n = 30，Garwood 精確區間）"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var silence metrics.Voice
	if e := silence.ShareOfVoice("本牌"); e.Defined() {
		t.Errorf("share of nothing: %v", e)
	}
	v.Add("本牌", feedback.Polarity(77))
	if e := v.Estimate(); !e.Has(metrics.Rejected) || value(e.Value) != 100 {
		t.Errorf("got %v", e)
	}
}

func TestRateCountsMustFit(t *testing.T) {
	r := metrics.Rate{Definition: metrics.IDSurveyResponseRate}
	var bad *metrics.CountError
	if err := r.AddCounts(120, 100); !errors.As(err, &bad) || bad.Part != 120 {
		t.Errorf("more responses than deliveries: %v", err)
	}
	if err := r.AddCounts(-1, 100); !errors.As(err, &bad) {
		t.Errorf("negative responses: %v", err)
	}
	if err := r.AddCounts(0, -5); err == nil {
		t.Error("negative deliveries gave no error")
	}
	if yes, all := r.Counts(); yes != 0 || all != 0 {
		t.Errorf("failed counts were counted: %d of %d", yes, all)
	}
	if err := r.AddCounts(math.MaxInt64/2, math.MaxInt64/2); err != nil {
		t.Error(err)
	}
	if err := r.AddCounts(1, 2); !errors.Is(err, metrics.ErrTooMany) {
		t.Errorf("got %v, want ErrTooMany", err)
	}
	replies := metrics.Rate{Definition: metrics.IDReplyRate}
	if err := replies.Merge(&r); err == nil {
		t.Error("answers of customers merged with replies to them")
	}
}
