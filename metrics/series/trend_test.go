package series_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// months makes a series of readings in months of 2025 on.
func months(readings ...series.Reading) series.Series {
	p := series.Calendar{Zone: taipei()}.Period(date(2025, time.January, 1))
	s := series.Series{Kind: readings[0].Kind, Definition: readings[0].Estimate.Definition, Unit: readings[0].Estimate.Unit}
	for _, r := range readings {
		s.Points = append(s.Points, series.Point{Period: p, Reading: r})
		p = series.Calendar{Zone: taipei()}.Next(p)
	}
	return s
}

func share(x, n int64) series.Reading {
	r := metrics.Rate{Definition: metrics.IDComplaintShare}
	if err := r.AddCounts(x, n); err != nil {
		panic(err)
	}
	return series.ReadShare(r.Estimate(), x, n)
}

func nps(detractors, passives, promoters int64) series.Reading {
	var n metrics.NPS
	if err := n.AddClasses(detractors, passives, promoters); err != nil {
		panic(err)
	}
	return series.ReadScore(n.Estimate(), n.Trinomial())
}

func trendOf(t *testing.T, s series.Series) series.Trend {
	t.Helper()
	trend, err := s.Trend(series.TrendOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(trend); err != nil {
		t.Errorf("%v: %v", trend, err)
	}
	return trend
}

func TestRisingComplaintsAreSeen(t *testing.T) {
	trend := trendOf(t, months(share(12, 200), share(15, 210), share(14, 190), share(20, 205), share(26, 200), share(30, 210), share(33, 204), share(41, 198)))
	if trend.Direction != series.Rising || trend.Better() != -1 || trend.Method != series.Logistic {
		t.Errorf("%+v", trend)
	}
	slope, low, high := trend.Slope.Or(0), trend.Low.Or(0), trend.High.Or(0)
	if change, _ := trend.Change(); !(low < slope && slope < high) || math.Abs(change-7*slope) > 1e-12 || slope < 0.015 || slope > 0.025 {
		t.Errorf("slope %v of [%v, %v]: from 6 %% to 21 %% in 7 months are about 0.02 a month", slope, low, high)
	}
	if c := trend.Comparison(); !c.Shown || math.Abs(c.Difference.Or(0)-7*slope) > 1e-12 {
		t.Errorf("%+v", c)
	}
}

func TestNothingIsSeenInNothing(t *testing.T) {
	for name, s := range map[string]series.Series{
		"level":         months(share(20, 200), share(18, 210), share(21, 190), share(19, 205), share(22, 200), share(17, 210)),
		"zeros":         months(share(0, 200), share(0, 2), share(0, 100), share(0, 1), share(0, 5)),
		"all":           months(share(9, 9), share(2, 2), share(4, 4), share(1, 1)),
		"scores level":  months(nps(10, 20, 30), nps(9, 22, 31), nps(11, 18, 33), nps(10, 21, 27), nps(12, 20, 32)),
		"all promoters": months(nps(0, 0, 2), nps(0, 0, 5), nps(0, 0, 2), nps(0, 0, 3)),
		"all passive":   months(nps(0, 2, 0), nps(0, 5, 0), nps(0, 2, 0), nps(0, 3, 0)),
	} {
		if trend := trendOf(t, s); trend.Direction != series.None || trend.Better() != 0 {
			t.Errorf("%s: %v", name, trend)
		}
	}
}

func TestTooShortIsUnknown(t *testing.T) {
	for name, s := range map[string]series.Series{
		"empty":        {},
		"two":          months(share(1, 100), share(50, 100)),
		"only gaps":    months(share(0, 0), share(0, 0), share(0, 0), share(0, 0), share(0, 0)),
		"two and gaps": months(share(1, 100), share(0, 0), share(0, 0), share(0, 0), share(50, 100)),
	} {
		if trend := trendOf(t, s); trend.Direction != series.Unknown || !trend.Has(series.TooFewPeriods) || trend.P.Defined() {
			t.Errorf("%s: %v", name, trend)
		}
	}
}

// A month in which two answered, both promoters, has an estimated variance of 0: with
// infinite weight the line would go through it, 90 points above the others. Here it
// moves the slope by an eighth of its interval at most.
func TestTwoPromotersWeighLittle(t *testing.T) {
	level := []series.Reading{nps(60, 60, 80), nps(62, 58, 80), nps(58, 61, 81), nps(61, 60, 79), nps(59, 62, 79), nps(60, 61, 79), nps(61, 59, 80)}
	without := trendOf(t, months(append(level, nps(0, 0, 0))...))
	with := trendOf(t, months(append(level, nps(0, 0, 2))...))
	if with.Direction != series.None || math.Abs(with.Slope.Or(9)-without.Slope.Or(0)) > (with.High.Or(0)-with.Low.Or(0))/8 {
		t.Errorf("two promoters turn %v into %v", without, with)
	}
}

// Gaps keep their time, and the month that is not over does not count.
func TestGapsAndPartialMonths(t *testing.T) {
	s := months(nps(30, 40, 30), nps(0, 0, 0), nps(28, 40, 34), nps(0, 0, 0), nps(24, 40, 36), nps(22, 40, 40), nps(20, 38, 42), nps(9, 0, 0))
	s.Points[7].Partial = true
	trend := trendOf(t, s)
	if !trend.Has(series.Gaps) || !trend.Has(series.PartialLeftOut) || trend.Periods != 5 || trend.To.String() != "2025-07" {
		t.Errorf("%+v", trend)
	}
	if slope := trend.Slope.Or(0); slope < 3 || slope > 4.5 { // from 0 to 22 in six months
		t.Errorf("slope %v", slope)
	}
}

// Months without any complaint, then months with some: the log odds have no slope,
// the score test has an answer.
func TestSeparatedCounts(t *testing.T) {
	trend := trendOf(t, months(share(0, 60), share(0, 70), share(0, 50), share(0, 60), share(6, 60)))
	if trend.Method != series.ScoreTest || !trend.Has(series.Separated) || trend.Direction != series.Rising {
		t.Errorf("%+v", trend)
	}
	fit, err := series.FitShares([]stat.Share{{X: 0, N: 60}, {X: 0, N: 70}, {X: 0, N: 50}, {X: 0, N: 60}, {X: 6, N: 60}})
	if !errors.Is(err, series.ErrSeparated) {
		t.Fatal(err)
	}
	// Cochran and Armitage's statistic is that of the trend test of package stat, with
	// n for n - 1 or the other way round.
	want, err := stat.Trend(stat.Share{X: 0, N: 60}, stat.Share{X: 0, N: 70}, stat.Share{X: 0, N: 50}, stat.Share{X: 0, N: 60}, stat.Share{X: 6, N: 60})
	if err != nil || math.Abs(math.Abs(fit.Score)-math.Sqrt(math.Abs(want.Statistic))) > 0.02 && math.Abs(math.Abs(fit.Score)-math.Abs(want.Statistic)) > 0.02 {
		t.Errorf("score %v, Cochran-Armitage %v, %v", fit.Score, want.Statistic, err)
	}
}

func TestSeasonIsTakenOut(t *testing.T) {
	var still, falling []series.Reading
	for i := range 36 {
		season := int64(30 * math.Sin(float64(i)*math.Pi/6)) // every year the same
		still = append(still, nps(100-season, 60, 100+season))
		falling = append(falling, nps(100-season+int64(i), 60, 100+season-int64(i)))
	}
	if trend := trendOf(t, months(still...)); trend.Direction != series.None || !trend.Has(series.Seasonal) {
		t.Errorf("%+v", trend)
	}
	trend := trendOf(t, months(falling...))
	if trend.Direction != series.Falling || trend.Method != series.ByRanksInSeason || math.Abs(trend.Slope.Or(0)+200./260) > 0.1 {
		t.Errorf("%+v: two answers of 260 a month", trend)
	}
}

func TestTrendsLookedForTogetherAreAdjusted(t *testing.T) {
	var all []series.Trend
	for i := range int64(20) { // p of about 0.02 for one of twenty shows nothing
		x := int64(0)
		if i == 0 {
			x = 9
		}
		all = append(all, trendOf(t, months(share(20, 200), share(20+x/3, 200), share(20, 200), share(22+x, 200), share(20+x, 200), share(20+2*x, 200))))
	}
	if !all[0].Shown() {
		t.Fatalf("%v is not shown alone", all[0])
	}
	series.AdjustTrends(all)
	if all[0].Shown() || all[0].Tests != 20 || all[0].PAdjusted.Or(0) <= all[0].P.Or(1) {
		t.Errorf("%+v", all[0])
	}
}

func TestChangesThatDoNotMatterAreNone(t *testing.T) {
	s := months(share(1000, 100_000), share(1100, 100_000), share(1200, 100_000), share(1300, 100_000), share(1400, 100_000))
	if trend := trendOf(t, s); trend.Direction != series.Rising {
		t.Errorf("%v", trend)
	}
	trend, err := s.Trend(series.TrendOptions{Least: 0.02})
	if err != nil || trend.Direction != series.None || !trend.Has(series.TooSmall) {
		t.Errorf("%v, %v", trend, err)
	}
}

func TestTrendOptionsAreChecked(t *testing.T) {
	for _, o := range []series.TrendOptions{{Confidence: 1}, {Confidence: -1}, {Season: -1}, {Least: math.NaN()}, {Least: -1}} {
		if _, err := months(share(1, 2)).Trend(o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}

// Whatever the counts, a trend has a p-value from 0 to 1 or none, and goes to JSON.
func FuzzTrend(f *testing.F) {
	f.Add([]byte{1, 5, 2, 9, 0, 0, 255, 255, 3, 3, 0, 7})
	f.Add([]byte{0, 2, 0, 2, 0, 2, 0, 2, 2, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		var shares, scores, rates []series.Reading
		for ; len(b) >= 2 && len(shares) < 60; b = b[2:] {
			x, n := int64(b[0]), int64(b[1])
			n *= n * n
			shares = append(shares, share(min(x, n), n))
			scores = append(scores, nps(x, n%7, n))
			e := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
			if err := e.Add(x, float64(n)*1e-3); err != nil {
				t.Fatal(err)
			}
			rates = append(rates, series.ReadRate(e.Estimate(), x, float64(n)*1e-3))
		}
		if len(shares) == 0 {
			return
		}
		for _, s := range []series.Series{months(shares...), months(scores...), months(rates...)} {
			trend := trendOf(t, s)
			if p, ok := trend.P.Get(); ok && !(p >= 0 && p <= 1) || !ok && trend.Direction != series.Unknown {
				t.Errorf("%+v", trend)
			}
		}
	})
}
