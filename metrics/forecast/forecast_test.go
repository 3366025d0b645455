package forecast_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// scores is a monthly NPS of promoters, passives and detractors; nil is a month without
// answers.
func scores(counts ...[]int64) series.Series {
	s := series.Series{Kind: series.Score, Definition: metrics.IDNPS, Unit: metrics.UnitPoints}
	calendar := series.Calendar{Step: series.Month}
	p := calendar.Period(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	for _, c := range counts {
		var nps metrics.NPS
		if c != nil {
			_ = nps.AddClasses(c[2], c[1], c[0]) // counts are not negative
		}
		point := series.Point{Period: p, Reading: series.ReadScore(nps.Estimate(), nps.Trinomial())}
		s.Points = append(s.Points, point)
		p = calendar.Next(p)
	}
	return s
}

func rates(counts ...int64) series.Series {
	s := series.Series{Kind: series.Rate, Definition: metrics.IDFeedbackVolume.With("days"), Unit: metrics.UnitRate}
	calendar := series.Calendar{Step: series.Year}
	p := calendar.Period(time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC))
	for _, x := range counts {
		var r metrics.EventRate
		r.Definition = s.Definition
		_ = r.Add(x, 1) // counts are not negative
		s.Points = append(s.Points, series.Point{Period: p, Reading: series.ReadRate(r.Estimate(), x, 1)})
		p = calendar.Next(p)
	}
	return s
}

func of(t *testing.T, s series.Series, o forecast.Options) forecast.Forecast {
	t.Helper()
	f, err := forecast.Of(s, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(f); err != nil {
		t.Error(err)
	}
	return f
}

func has(f forecast.Forecast, code metrics.WarningCode) bool {
	return slices.ContainsFunc(f.Warnings, func(w metrics.Warning) bool { return w.Code == code })
}

func TestNoForecastLeavesItsRange(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var rising [][]int64
	var falling []int64
	for i := range 24 {
		d := max(0, 20-int64(i)-int64(r.IntN(4)))
		rising = append(rising, []int64{30 + int64(i), d / 2, d / 2})
		falling = append(falling, max(0, 40-2*int64(i)+int64(r.IntN(5))))
	}
	for _, model := range []forecast.Model{forecast.ModelNaive, forecast.ModelDrift, forecast.ModelDamped, forecast.ModelSmooth} {
		o := forecast.Options{Horizon: 24, Confidence: 0.999, Models: []forecast.Model{model}, Answers: 3}
		for _, p := range of(t, scores(rising...), o).Points {
			if p.Low.Or(-101) < -100 || p.High.Or(101) > 100 || p.Value.Or(101) > 100 {
				t.Errorf("%s: an NPS of %v (%v to %v)", model, p.Value, p.Low, p.High)
			}
		}
		for _, p := range of(t, rates(falling...), o).Points {
			if p.Low.Or(-1) < 0 || p.Value.Or(-1) < 0 {
				t.Errorf("%s: %v complaints (%v to %v)", model, p.Value, p.Low, p.High)
			}
		}
	}
}

func TestFewPeriodsGetTheNaiveForecastAndAWideInterval(t *testing.T) {
	few := of(t, scores([]int64{40, 20, 20}, []int64{45, 20, 15}, []int64{42, 18, 20}), forecast.Options{Horizon: 2})
	if few.Model != forecast.ModelNaive || !has(few, series.TooFewPeriods) || len(few.Trials) != 0 {
		t.Errorf("3 months: %s, warnings %v", few.Model, few.Warnings)
	}
	if v, want := few.Points[0].Value.Or(0), 27.5; math.Abs(v-want) > 1e-9 { // (42 - 20) / 80
		t.Errorf("naive forecast %v, want the last score, %v", v, want)
	}
	if w := few.Points[0].High.Or(0) - few.Points[0].Low.Or(0); w < 30 {
		t.Errorf("interval of two changes is only %v points wide", w)
	}
	one := of(t, scores([]int64{40, 20, 20}), forecast.Options{})
	if v, ok := one.Points[0].Value.Get(); !ok || math.Abs(v-25) > 1e-9 || one.Points[0].Low.Defined() || !has(one, metrics.NoInterval) {
		t.Errorf("one month: %+v", one)
	}
	none := of(t, scores(nil, nil), forecast.Options{Horizon: 3})
	if len(none.Points) != 3 || none.Points[2].Value.Defined() || !has(none, metrics.NoData) {
		t.Errorf("no month: %+v", none)
	}
	if empty := of(t, series.Series{}, forecast.Options{}); empty.Points[0].Value.Defined() {
		t.Errorf("an empty series: %+v", empty)
	}
}

func TestASeasonIsOnlyTriedWithTwoOfThem(t *testing.T) {
	figure := []float64{0, 3, 8, 2, -5, -8}
	var x []float64
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 40 {
		x = append(x, 50+figure[i%6]+r.NormFloat64())
	}
	seasonal := func(m forecast.Model) bool {
		return m == forecast.ModelSeasonalNaive || m == forecast.ModelSeasonal || m == forecast.ModelDampedSeason
	}
	short, err := forecast.Values(x[:14], forecast.Options{Season: 6})
	if err != nil {
		t.Fatal(err)
	}
	for _, trial := range short.Trials {
		if seasonal(trial.Model) {
			t.Errorf("%s was tried with 14 values and a season of 6", trial.Model)
		}
	}
	long, err := forecast.Values(x, forecast.Options{Season: 6, Horizon: 6})
	if err != nil || !seasonal(long.Model) || long.Season != 6 {
		t.Fatalf("a clear season: %s, %v", long.Model, err)
	}
	for i, p := range long.Points {
		if want := 50 + figure[(40+i)%6]; math.Abs(p.Value.Or(0)-want) > 2.5 || p.Low.Or(99) > want || p.High.Or(0) < want {
			t.Errorf("%d ahead: %v (%v to %v), want %v", i+1, p.Value, p.Low, p.High, want)
		}
	}
}

// No model is used that was not better than the naive one.
func TestNoModelIsWorseThanTheNaiveOne(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 30 {
		var x []float64
		for range 10 + r.IntN(30) {
			x = append(x, 10+r.NormFloat64())
			if r.IntN(2) == 0 && len(x) > 1 {
				x[len(x)-1] += x[len(x)-2] - 10
			}
		}
		f, err := forecast.Values(x, forecast.Options{Horizon: 1 + r.IntN(4)})
		if err != nil {
			t.Fatal(err)
		}
		base := f.Trials[0]
		for _, trial := range f.Trials {
			if trial.Model == f.Model && trial.MAE >= base.MAE && f.Model != forecast.ModelNaive {
				t.Errorf("%s with an error of %v was chosen, the naive one has %v", f.Model, trial.MAE, base.MAE)
			}
		}
		if base.Model != forecast.ModelNaive {
			t.Errorf("the first trial is that of %s", base.Model)
		}
	}
}

// A future month of few answers scatters more.
func TestFewerAnswersWidenTheInterval(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var counts [][]int64
	for range 20 {
		counts = append(counts, []int64{50 + int64(r.IntN(12)), 30, 20 + int64(r.IntN(8))})
	}
	width := func(answers float64) float64 {
		p := of(t, scores(counts...), forecast.Options{Answers: answers}).Points[0]
		return p.High.Or(0) - p.Low.Or(0)
	}
	usual, few, many := width(0), width(10), width(10_000)
	if !(many < usual && usual < few) {
		t.Errorf("the interval is %v wide with 10 000 answers, %v with the usual 100, %v with 10", many, usual, few)
	}
	// 80 points²·100·100/10 answers give a standard error of 28 points or so.
	if few < 80 || few > 160 {
		t.Errorf("with 10 answers %v wide, want about 4 times 28", few)
	}
}

// A month of two promoters hardly moves a forecast that smooths.
func TestAMonthOfTwoAnswersHardlyCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var counts [][]int64
	for range 60 {
		counts = append(counts, []int64{90 + int64(r.IntN(30)), 60, 50 + int64(r.IntN(20))})
	}
	o := forecast.Options{Models: []forecast.Model{forecast.ModelSmooth}}
	before := of(t, scores(counts...), o)
	after := of(t, scores(append(counts, []int64{2, 0, 0})...), o)
	if before.Model != forecast.ModelSmooth {
		t.Fatalf("chose %s", before.Model)
	}
	if d := after.Points[0].Value.Or(0) - before.Points[0].Value.Or(0); after.Model != forecast.ModelSmooth || math.Abs(d) > 3 {
		t.Errorf("%s: two promoters move the forecast by %v points", after.Model, d)
	}
}

func TestPeriodsFollowTheSeries(t *testing.T) {
	s := scores([]int64{40, 20, 20}, []int64{45, 20, 15}, []int64{42, 18, 20}, []int64{2, 0, 0})
	s.Points[3].Partial = true
	f := of(t, s, forecast.Options{Horizon: 2})
	if f.Periods != 3 || !f.Points[0].Period.Start.Equal(s.Points[3].Period.Start) || f.Points[1].Period.Start.Month() != time.May {
		t.Errorf("%d periods, forecast from %v on; want 3, and April, which is partial", f.Periods, f.Points[0].Period.Start)
	}
}

func TestGapsAreWarnedOfAndCounted(t *testing.T) {
	f := of(t, scores(nil, []int64{40, 20, 20}, nil, []int64{45, 20, 15}, []int64{42, 18, 20}, nil), forecast.Options{})
	if f.Periods != 3 || !has(f, series.Gaps) {
		t.Errorf("%d periods, %v; want 3 and a warning of a gap", f.Periods, f.Warnings)
	}
}

// Zeros and constants have an interval where counting says how much they scatter, and
// none to speak of where nothing does.
func TestSeriesThatNeverChange(t *testing.T) {
	zeros := of(t, rates(make([]int64, 20)...), forecast.Options{Season: 1})
	if p := zeros.Points[0]; p.Value.Or(-1) != 0 || p.Low.Or(-1) != 0 || !(p.High.Or(0) > 1 && p.High.Or(0) < 4) {
		t.Errorf("twenty years without: %v (%v to %v), want 0 (0 to 1..4)", p.Value, p.Low, p.High)
	}
	constant, err := forecast.Values(slices.Repeat([]float64{7}, 20), forecast.Options{})
	if p := constant.Points[0]; err != nil || p.Value.Or(0) != 7 || p.Low.Or(0) != 7 || !has(constant, metrics.NoVariation) {
		t.Errorf("twenty sevens: %+v, %v", constant, err)
	}
}

func TestProbabilityIsThatOfTheInterval(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	var counts [][]int64
	for range 16 {
		counts = append(counts, []int64{50 + int64(r.IntN(15)), 30, 20 + int64(r.IntN(10))})
	}
	f := of(t, scores(counts...), forecast.Options{Horizon: 2})
	for i, p := range f.Points {
		for at, want := range map[metrics.Number]float64{p.Low: 0.975, p.Value: 0.5, p.High: 0.025} {
			if got := f.Probability(i+1, at.Or(0)).Or(-1); math.Abs(got-want) > 1e-6 {
				t.Errorf("%d ahead, at least %v: %v, want %v", i+1, at, got, want)
			}
		}
	}
	if p := f.Probability(1, -100).Or(0); p != 1 {
		t.Errorf("at least -100: %v", p)
	}
	if p := f.Probability(1, 100.5).Or(1); p != 0 {
		t.Errorf("more than 100: %v", p)
	}
	if f.Probability(3, 0).Defined() || f.Probability(0, 0).Defined() {
		t.Error("a probability beyond the horizon")
	}
}

func TestForecastsRefuseWhatIsNoData(t *testing.T) {
	argument := new(stat.ArgumentError)
	x := []float64{1, 2, 3, 4}
	inf := math.Inf(1)
	values := func(x []float64, o forecast.Options) error { _, err := forecast.Values(x, o); return err }
	winters := func(x []float64, o forecast.HoltWintersOptions) error {
		_, err := forecast.FitHoltWinters(x, o)
		return err
	}
	for name, err := range map[string]error{
		"negative horizon":    values(x, forecast.Options{Horizon: -1}),
		"endless horizon":     values(x, forecast.Options{Horizon: 1e6}),
		"confidence of 95":    values(x, forecast.Options{Confidence: 95}),
		"negative season":     values(x, forecast.Options{Season: -2}),
		"negative answers":    values(x, forecast.Options{Answers: -2}),
		"infinite value":      values([]float64{1, inf}, forecast.Options{}),
		"out of bounds":       values(x, forecast.Options{Low: metrics.NumberOf(0), High: metrics.NumberOf(3)}),
		"bounds reversed":     values(x, forecast.Options{Low: metrics.NumberOf(5), High: metrics.NumberOf(3)}),
		"gap in Holt-Winters": winters([]float64{1, math.NaN(), 3}, forecast.HoltWintersOptions{}),
		"alpha of 0":          winters(x, forecast.HoltWintersOptions{Alpha: metrics.NumberOf(0)}),
		"beta of 2":           winters(x, forecast.HoltWintersOptions{Beta: metrics.NumberOf(2)}),
		"zero in a product":   winters([]float64{1, 0, 1, 2}, forecast.HoltWintersOptions{Period: 2, Multiplicative: true}),
	} {
		if !errors.As(err, &argument) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
	naive := func(x []float64) error { _, err := forecast.Naive(x, 1, 0.95); return err }
	ets := func(x []float64, o forecast.ETSOptions) error { _, err := forecast.FitETS(x, o); return err }
	for name, c := range map[string]struct{ err, want error }{
		"nothing":           {naive(nil), stat.ErrNoData},
		"one value":         {naive(x[:1]), stat.ErrTooFew},
		"Holt of two":       {winters(x[:2], forecast.HoltWintersOptions{}), stat.ErrTooFew},
		"one season":        {winters(x, forecast.HoltWintersOptions{Period: 3}), stat.ErrTooFew},
		"ETS of two":        {ets(x[:2], forecast.ETSOptions{}), stat.ErrTooFew},
		"ETS of one season": {ets(x, forecast.ETSOptions{Period: 4}), stat.ErrTooFew},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
}

func TestAModelThatDoesNotExistIsRefused(t *testing.T) {
	if _, err := forecast.Values([]float64{1, 2, 3}, forecast.Options{Models: []forecast.Model{"prophecy"}}); err == nil || !strings.Contains(err.Error(), "prophecy") {
		t.Errorf("a model named prophecy: %v", err)
	}
}

// A mean of ratings stays on its scale, which its definition names.
func TestAMeanStaysOnItsScale(t *testing.T) {
	s := series.Series{Kind: series.Mean, Unit: metrics.UnitScore}
	for i := range 14 {
		c, err := metrics.NewCSAT(metrics.CSATOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for k := range 12 {
			c.Add(5 - min(1, k/(10+i%2)))
		}
		s.Definition = c.Mean().Definition
		s.Points = append(s.Points, series.Point{Reading: series.ReadMean(c.Mean(), c.Distribution())})
	}
	p := of(t, s, forecast.Options{Confidence: 0.999, Answers: 2}).Points[0]
	if p.High.Or(9) > 5 || p.Low.Or(0) < 1 || p.Value.Or(0) < 4.6 {
		t.Errorf("a mean of %v (%v to %v) on a scale from 1 to 5", p.Value, p.Low, p.High)
	}
}

// An ETS finds the parameters of the model that made a series.
func TestETSFindsItsOwnParameters(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	figure := []float64{5, -2, -4, 1}
	level := 100.0
	var x []float64
	for i := range 400 {
		e := r.NormFloat64()
		x = append(x, level+figure[i%4]+e)
		level += 0.4 * e
	}
	m, err := forecast.FitETS(x, forecast.ETSOptions{Period: 4})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(m.Alpha-0.4) > 0.12 || m.Gamma > 0.08 || math.Abs(m.Sigma2-1) > 0.2 || math.Abs(m.Level-level) > 1.5 {
		t.Errorf("α %.2f, γ %.2f, σ² %.2f, level %.1f; want 0.4, 0, 1, %.1f", m.Alpha, m.Gamma, m.Sigma2, m.Level, level)
	}
	var sum float64
	for _, s := range m.Season {
		sum += s
	}
	if len(m.Season) != 4 || math.Abs(sum) > 1.5 || math.Abs(m.Season[3]-figure[0]) > 1 { // the oldest figure is the next period's
		t.Errorf("season %v, want %v, the most recent period's first", m.Season, []float64{1, -4, -2, 5})
	}
}

// A gap in a straight line is bridged by it, and the naive forecast is a step older.
func TestGapsMoveNoState(t *testing.T) {
	x := []float64{1, 2, 3, math.NaN(), 5, 6, 7, 8, 9, 10, 11, 12}
	m, err := forecast.FitETS(x, forecast.ETSOptions{Trend: true, Undamped: true})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(m.Level-12) > 1e-6 || math.Abs(m.Slope-1) > 1e-6 {
		t.Errorf("level %v and slope %v, want 12 and 1", m.Level, m.Slope)
	}
	now, _ := forecast.Naive([]float64{1, 3, 2, 4}, 2, 0.95)
	later, err := forecast.Naive([]float64{1, 3, 2, 4, math.NaN()}, 1, 0.95)
	if err != nil || later[0] != now[1] {
		t.Errorf("one period after a gap %v, want what it is two periods after the last value, %v", later[0], now[1])
	}
}

func FuzzForecast(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, uint8(3), uint8(2))
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, uint8(1), uint8(0))
	f.Add([]byte{255, 255, 5}, uint8(9), uint8(4))
	f.Fuzz(func(t *testing.T, data []byte, horizon, season uint8) {
		data = data[:min(len(data), 40)]
		var x []float64
		var counts []int64
		var nps [][]int64
		for _, b := range data {
			x = append(x, float64(b))
			counts = append(counts, int64(b))
			nps = append(nps, []int64{int64(b % 7), int64(b % 3), int64(b / 32)})
			if b == 255 {
				x[len(x)-1], nps[len(nps)-1] = math.NaN(), nil
			}
		}
		o := forecast.Options{Horizon: 1 + int(horizon%12), Season: 1 + int(season%12)}
		check := func(f forecast.Forecast, err error, low, high float64) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := json.Marshal(f); err != nil {
				t.Fatal(err)
			}
			for _, p := range f.Points {
				v, ok := p.Value.Get()
				l, h := p.Low.Or(v), p.High.Or(v)
				if ok && !(low <= l && l <= v+1e-9 && v <= h+1e-9 && h <= high) {
					t.Fatalf("%s: %v (%v to %v) of %v", f.Model, v, l, h, data)
				}
			}
		}
		g, err := forecast.Of(rates(counts...), o)
		check(g, err, 0, math.Inf(1))
		g, err = forecast.Of(scores(nps...), o)
		check(g, err, -100, 100)
		g, err = forecast.Values(x, o)
		check(g, err, math.Inf(-1), math.Inf(1))
		o.Low, o.High = metrics.NumberOf(0), metrics.NumberOf(255)
		g, err = forecast.Values(x, o)
		check(g, err, 0, 255)
	})
}
