package control_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/series/control"
	"github.com/loamlib/loam/metrics/stat"
)

func must(t *testing.T) func(c control.Chart, err error) control.Chart {
	return func(c control.Chart, err error) control.Chart {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := json.Marshal(c); err != nil {
			t.Error(err)
		}
		return c
	}
}

func wantSignals(t *testing.T, c control.Chart, want ...int) {
	t.Helper()
	if d := cmp.Diff(want, c.Signals); d != "" {
		t.Errorf("%s chart: %s", c.Kind, d)
	}
}

func of(shares ...[2]int64) []stat.Share {
	var out []stat.Share
	for _, s := range shares {
		out = append(out, stat.Share{X: s[0], N: s[1]})
	}
	return out
}

// A wild point in a short series widens textbook limits until they hold it.
func TestPointsDoNotJudgeThemselves(t *testing.T) {
	x := []float64{10, 11, 10, 11, 10, 24, 10, 11}
	wantSignals(t, must(t)(control.Individuals(x, control.Options{Textbook: true})))
	wantSignals(t, must(t)(control.Individuals(x, control.Options{})), 5)
}

// What comes after a frozen baseline does not move it.
func TestFrozenBaseline(t *testing.T) {
	shares := of([2]int64{20, 400}, [2]int64{22, 410}, [2]int64{19, 390}, [2]int64{21, 400}, [2]int64{20, 405}, [2]int64{60, 400}, [2]int64{70, 400}, [2]int64{65, 400})
	c := must(t)(control.P(shares, control.Options{Frozen: 5}))
	wantSignals(t, c, 5, 6, 7)
	if want := 102. / 2005; c.Center != want {
		t.Errorf("centre %v, want %v", c.Center, want)
	}
	if center := c.Points[7].Center.Or(0); math.Abs(center-102./2005) > 1e-15 {
		t.Errorf("the last point is judged by %v", center)
	}
	for _, frozen := range []int{-1, 9} {
		if _, err := control.P(shares, control.Options{Frozen: frozen}); err == nil {
			t.Errorf("%d frozen of 8", frozen)
		}
	}
}

// One complaint among two answers is 7 sigmas from 1 %, and happens every fiftieth
// time: the exact p-value knows.
func TestTwoAnswersAreNoSignal(t *testing.T) {
	shares := of([2]int64{4, 400}, [2]int64{5, 410}, [2]int64{3, 390}, [2]int64{4, 400}, [2]int64{1, 2}, [2]int64{4, 405})
	c := must(t)(control.P(shares, control.Options{}))
	wantSignals(t, c)
	if d := cmp.Diff([]int{4}, c.Beyond); d != "" {
		t.Error(d)
	}
	if p := c.Points[4].P.Or(0); p < 0.01 || p > 0.05 { // 1 - 0.99² = 0.0199
		t.Errorf("p %v", p)
	}
	shares[4] = stat.Share{X: 12, N: 100}
	wantSignals(t, must(t)(control.P(shares, control.Options{})), 4)
}

// A series of zeros is not taken for certain, and a month of many is seen.
func TestSeriesOfZeros(t *testing.T) {
	zeros := of([2]int64{0, 100}, [2]int64{0, 2}, [2]int64{0, 50}, [2]int64{0, 0}, [2]int64{0, 80})
	c := must(t)(control.P(zeros, control.Options{}))
	wantSignals(t, c)
	if c.Points[3].Value.Defined() || c.Points[3].Low.Defined() {
		t.Errorf("a gap has limits: %+v", c.Points[3])
	}
	wantSignals(t, must(t)(control.P(append(zeros, of([2]int64{1, 60})...), control.Options{})))
	wantSignals(t, must(t)(control.P(append(zeros, of([2]int64{15, 60})...), control.Options{})), 5)
	wantSignals(t, must(t)(control.C([]int64{0, 0, 0, 0, 0, 1, 0}, control.Options{})))
	wantSignals(t, must(t)(control.C([]int64{0, 0, 0, 0, 0, 9, 0}, control.Options{})), 5)
}

func TestTooFewToJudge(t *testing.T) {
	two := must(t)(control.P(of([2]int64{1, 100}, [2]int64{90, 100}), control.Options{}))
	wantSignals(t, two)
	if len(two.Warnings) != 1 || two.Warnings[0].Code != control.TooFewPoints || two.Warnings[0].Count != 2 {
		t.Errorf("%+v", two.Warnings)
	}
	if _, err := control.P(of([2]int64{0, 0}), control.Options{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no answers: %v", err)
	}
	if _, err := control.Individuals([]float64{3}, control.Options{}); !errors.Is(err, stat.ErrTooFew) {
		t.Errorf("one value: %v", err)
	}
}

// Shares of 100 000 answers that wander by a point: every one is beyond the limits of
// p, and none beyond Laney's.
func TestLaneyKnowsThatChanceIsNotAll(t *testing.T) {
	shares := of([2]int64{5000, 100_000}, [2]int64{5600, 100_000}, [2]int64{4500, 100_000}, [2]int64{5300, 100_000}, [2]int64{4700, 100_000},
		[2]int64{5500, 100_000}, [2]int64{5100, 100_000}, [2]int64{4600, 100_000}, [2]int64{5400, 100_000}, [2]int64{4900, 100_000})
	if p := must(t)(control.P(shares, control.Options{})); len(p.Signals) < 7 {
		t.Errorf("p signals %v", p.Signals)
	}
	laney := must(t)(control.LaneyP(shares, control.Options{}))
	wantSignals(t, laney)
	textbook := must(t)(control.LaneyP(shares, control.Options{Textbook: true}))
	// By hand: p̄ = 0.0506, σ = √(p̄(1-p̄)/1e5) = 6.931e-4; ranges .006 .011 .008 .006 .008
	// .004 .005 .008 .005, mean 6.7778e-3, / σ / 1.128 = 8.669.
	if got := textbook.SigmaZ.Or(0); math.Abs(got-8.669) > 0.001 {
		t.Errorf("sigma of z is %v", got)
	}
}

// Of many orders few come back, so that a share of them and a rate per order are the
// same but for the share squared.
func TestLaneyChartsOfRareEventsAgree(t *testing.T) {
	events, exposure, shares := []int64{}, []float64{}, []stat.Share{}
	for _, x := range []int64{520, 610, 480, 555, 700, 430, 590, 515, 640, 505} {
		events, exposure, shares = append(events, x), append(exposure, 1e7), append(shares, stat.Share{X: x, N: 1e7})
	}
	o := control.Options{Textbook: true}
	p, u := must(t)(control.LaneyP(shares, o)), must(t)(control.LaneyU(events, exposure, o))
	if u.Kind != control.LaneyUChart || math.Abs(u.SigmaZ.Or(0)-p.SigmaZ.Or(1)) > 1e-3 {
		t.Errorf("%s chart, sigma of z %v, that of shares %v", u.Kind, u.SigmaZ, p.SigmaZ)
	}
	for i := range u.Points {
		if a, b := u.Points[i].High.Or(0), p.Points[i].High.Or(1); math.Abs(a-b) > 1e-4*b {
			t.Errorf("point %d: limit %v, of shares %v", i, a, b)
		}
	}
}

func TestRunRulesMarkWhereTheyComplete(t *testing.T) {
	x := make([]float64, 24) // level, from the 13th on half a sigma up
	for i := range x {
		x[i] = 10 + []float64{1, -1, 0.5, -0.5}[i%4]
		if i >= 12 {
			x[i] += 1.6
		}
	}
	o := control.Options{Frozen: 12}
	wantSignals(t, must(t)(control.Individuals(x, o)))
	o.Rules = []control.Rule{control.EightInARow}
	c := must(t)(control.Individuals(x, o))
	wantSignals(t, c, 19, 20, 21, 22, 23)
	if c.Every < 152 || c.Every > 153 {
		t.Errorf("a false alarm in %v points", c.Every)
	}
	if _, err := control.Individuals(x, control.Options{Rules: []control.Rule{"seven"}}); err == nil {
		t.Error("an unknown rule")
	}
}

func TestAverageAndSumFindASmallShift(t *testing.T) {
	x := make([]float64, 40)
	for i := range x {
		x[i] = []float64{0.8, -0.6, 0.3, -0.9, 0.4}[i%5]
		if i >= 20 {
			x[i] += 1.5
		}
	}
	x[30] = math.NaN()
	average, err := control.EWMA(x, 0, 1, control.EWMAOptions{})
	if err != nil || len(average.Signals) == 0 || average.Signals[0] < 20 || average.Signals[0] > 32 {
		t.Errorf("%v, %v", average.Signals, err)
	}
	sum, err := control.CUSUM(x, 0, 1, control.CUSUMOptions{})
	if err != nil || len(sum.Signals) == 0 || sum.Signals[0] < 20 || sum.Signals[0] > 35 || sum.Since[0] < 18 || sum.Since[0] > 22 {
		t.Errorf("%v since %v, %v", sum.Signals, sum.Since, err)
	}
	if sum.Up[30] != sum.Up[29] || average.Values[30] != average.Values[29] {
		t.Error("a gap moved the sum or the average")
	}
	for _, v := range []any{average, sum} {
		if _, err := json.Marshal(v); err != nil {
			t.Error(err)
		}
	}
	if _, err := control.EWMA(x, 0, 0, control.EWMAOptions{}); err == nil {
		t.Error("a standard deviation of 0")
	}
}

// The week of n = 2 in which both are promoters, in an otherwise level NPS.
func TestScoreChartOfUnevenWeeks(t *testing.T) {
	zone := time.FixedZone("Asia/Taipei", 8*60*60)
	now := time.Date(2026, time.June, 1, 0, 0, 0, 0, zone) // a Monday
	weeks := series.Buckets[metrics.NPS, *metrics.NPS]{Window: series.Window{Calendar: series.Calendar{Step: series.Week, Zone: zone}, Now: now}}
	add := func(weeksAgo int, detractors, passives, promoters int64) {
		nps, err := weeks.At(now.AddDate(0, 0, -7*weeksAgo))
		if err == nil {
			err = nps.AddClasses(detractors, passives, promoters)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for ago := 1; ago <= 9; ago++ {
		switch ago {
		case 3:
			add(ago, 0, 0, 2)
		case 6: // a gap
		default:
			add(ago, 20+int64(ago%3), 40, 50-int64(ago%2))
		}
	}
	add(0, 5, 0, 0) // this week has only begun
	s, err := weeks.Series()
	if err != nil {
		t.Fatal(err)
	}
	c := must(t)(control.Of(s, control.Options{}))
	wantSignals(t, c)
	if c.Kind != control.ScoreChart || len(c.Points) != 9 || c.Points[0].Period.String() != "2026-W14" {
		t.Errorf("%s chart of %d weeks from %s", c.Kind, len(c.Points), c.Points[0].Period)
	}
	add(2, 70, 0, 0) // the service was down
	if s, err = weeks.Series(); err != nil {
		t.Fatal(err)
	}
	wantSignals(t, must(t)(control.Of(s, control.Options{})), 7)
}

func TestChartsRefuseWhatCannotBe(t *testing.T) {
	for name, err := range map[string]error{
		"more than all": second(control.P(of([2]int64{3, 2}), control.Options{})),
		"negative":      second(control.C([]int64{-1}, control.Options{})),
		"lengths":       second(control.U([]int64{1}, nil, control.Options{})),
		"exposure":      second(control.U([]int64{1}, []float64{0}, control.Options{})),
		"infinite":      second(control.Individuals([]float64{1, math.Inf(1)}, control.Options{})),
		"sigmas":        second(control.C([]int64{1, 2}, control.Options{Sigmas: -3})),
	} {
		if err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func second(_ control.Chart, err error) error { return err }

// Whatever the counts, a chart goes to JSON, and what signals lies beyond a limit that
// can be.
func FuzzCharts(f *testing.F) {
	f.Add([]byte{1, 5, 2, 9, 0, 0, 255, 255, 3, 3, 0, 7}, uint8(0))
	f.Add([]byte{0, 2, 0, 2, 0, 2, 0, 2, 2, 2}, uint8(3))
	f.Fuzz(func(t *testing.T, b []byte, frozen uint8) {
		var s series.Series
		var shares []stat.Share
		var x []float64
		for ; len(b) >= 2 && len(shares) < 60; b = b[2:] {
			n := int64(b[1]) * int64(b[1]) * int64(b[1])
			share := stat.Share{X: min(int64(b[0]), n), N: n}
			rate := metrics.Rate{Definition: metrics.IDComplaintShare}
			if err := rate.AddCounts(share.X, share.N); err != nil {
				t.Fatal(err)
			}
			shares, x = append(shares, share), append(x, float64(b[0]))
			s.Points = append(s.Points, series.Point{Reading: series.ReadShare(rate.Estimate(), share.X, share.N)})
		}
		s.Kind, s.Definition = series.Share, metrics.IDComplaintShare
		o := control.Options{Frozen: min(int(frozen), len(shares))}
		for _, draw := range []func() (control.Chart, error){
			func() (control.Chart, error) { return control.Of(s, o) },
			func() (control.Chart, error) { return control.LaneyP(shares, o) },
			func() (control.Chart, error) { return control.Individuals(x, o) },
		} {
			c, err := draw()
			if err != nil {
				continue
			}
			if _, err := json.Marshal(c); err != nil {
				t.Error(err)
			}
			for _, i := range c.Signals {
				if p := c.Points[i]; c.Kind != control.XChart && (p.Low.Or(-1) < 0 || p.High.Or(2) > 1) {
					t.Errorf("%+v", p)
				}
			}
		}
	})
}
