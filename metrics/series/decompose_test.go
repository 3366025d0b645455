package series_test

import (
	"embed"
	"errors"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

//go:embed testdata
var numbers embed.FS

func TestAutocorrelationAgreesWithR(t *testing.T) {
	type input struct {
		X, Y []float64
		Lag  int `json:"ljung_lag"`
	}
	oracletest.Run(t, numbers, "testdata/autocorrelation.json", func(t *testing.T, in input, c oracletest.Case) {
		a, err := series.Autocorrelate(in.X, 10, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "acf0_10", a.ACF...)
		c.Check(t, "pacf1_10", a.PACF...)
		c.Check(t, "band95", a.Band)
		q, err := series.LjungBox(in.X, in.Lag, 0)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "ljung_q", q.Statistic)
		c.Check(t, "ljung_p", q.P)
		ccf, err := series.CrossCorrelate(in.X, in.Y, 5)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "ccf", ccf...)
	})
}

func TestDecompositionsAgreeWithR(t *testing.T) {
	type input struct {
		X      []float64
		Period int
		Window any `json:"s_window"`
		Robust bool
	}
	oracletest.Run(t, numbers, "testdata/stl.json", func(t *testing.T, in input, c oracletest.Case) {
		low, high := in.X[0], in.X[0]
		for _, v := range in.X {
			low, high = min(low, v), max(high, v)
		}
		o := series.STLOptions{Robust: in.Robust}
		if w, ok := in.Window.(float64); ok {
			o.SeasonalWindow = int(w)
		}
		d, err := series.STL(in.X, in.Period, o)
		if err != nil {
			t.Fatal(err)
		}
		inRange := c // its tolerance is relative to the range of x
		inRange.Tol, inRange.TolKind = c.Tol*(high-low), "absolute"
		inRange.Check(t, "seasonal", d.Seasonal...)
		inRange.Check(t, "trend", d.Trend...)
		c.TolKind = "absolute"
		c.Check(t, "strength_seasonal", d.SeasonalStrength)
		c.Check(t, "strength_trend", d.TrendStrength)
		c.Check(t, "t_window", float64(d.TrendWindow))
		c.Check(t, "l_window", float64(d.LowWindow))
		classical, err := series.Decompose(in.X, in.Period, false)
		if err != nil {
			t.Fatal(err)
		}
		inRange.Check(t, "classical_figure", classical.Figure...)
		inRange.Check(t, "classical_trend", classical.Trend...)
	})
}

// A week with a busy Monday, growing by 1 a day.
func weeks(n int) []float64 {
	figure := []float64{6, 1, 0, -1, -2, -3, -1}
	x := make([]float64, n)
	for t := range x {
		x[t] = 50 + float64(t) + figure[t%7]
	}
	return x
}

func TestSTLGoesOnAcrossGaps(t *testing.T) {
	x := weeks(42)
	whole, err := series.STL(x, 7, series.STLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	x[0], x[16], x[17], x[41] = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	gaps, err := series.STL(x, 7, series.STLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range x {
		if d := gaps.Seasonal[i] - whole.Seasonal[i]; math.Abs(d) > 1.5 {
			t.Errorf("season at %d is off by %v where gaps were bridged", i, d)
		}
		if math.IsNaN(x[i]) != math.IsNaN(gaps.Remainder[i]) {
			t.Errorf("remainder at %d is %v, value %v", i, gaps.Remainder[i], x[i])
		}
	}
}

func TestRobustSTLKeepsAnOutageOutOfTheSeason(t *testing.T) {
	x := weeks(42)
	x[24] += 100
	plain, _ := series.STL(x, 7, series.STLOptions{})
	robust, err := series.STL(x, 7, series.STLOptions{Robust: true})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := series.STL(weeks(42), 7, series.STLOptions{})
	off := func(d series.Decomposition) float64 { return math.Abs(d.Seasonal[3] - want.Seasonal[3]) }
	if off(robust) > 0.5 || off(plain) < 5 {
		t.Errorf("one outlier moves the season by %v if robust, %v if not", off(robust), off(plain))
	}
}

func TestMultiplicativeFigureIsThatOfAProduct(t *testing.T) {
	x := make([]float64, 24)
	for i := range x {
		x[i] = 100 * []float64{0.5, 1, 1.5, 1}[i%4]
	}
	c, err := series.Decompose(x, 4, true)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5, 1, 1.5, 1} {
		if math.Abs(c.Figure[i]-want) > 1e-12 {
			t.Errorf("figure %v, want 0.5 1 1.5 1", c.Figure)
		}
	}
}

func TestSeasonsAndLagsRefuseWhatTheyCannotUse(t *testing.T) {
	nan := math.NaN()
	argument := new(stat.ArgumentError)
	for name, f := range map[string]func() error{
		"no season":         func() error { _, err := series.STL(weeks(30), 1, series.STLOptions{}); return err },
		"even window":       func() error { _, err := series.STL(weeks(30), 7, series.STLOptions{SeasonalWindow: 8}); return err },
		"even trend window": func() error { _, err := series.STL(weeks(30), 7, series.STLOptions{TrendWindow: 4}); return err },
		"infinite": func() error {
			_, err := series.STL([]float64{1, 2, math.Inf(1), 4}, 2, series.STLOptions{})
			return err
		},
		"zero in product": func() error { _, err := series.Decompose([]float64{1, 0, 1, 2}, 2, true); return err },
		"lag 0":           func() error { _, err := series.Autocorrelate(weeks(9), 0, 0.95); return err },
		"lag of length":   func() error { _, err := series.Autocorrelate(weeks(9), 9, 0.95); return err },
		"confidence":      func() error { _, err := series.Autocorrelate(weeks(9), 2, 95); return err },
		"parameters":      func() error { _, err := series.LjungBox(weeks(9), 3, 3); return err },
		"uneven":          func() error { _, err := series.CrossCorrelate(weeks(9), weeks(8), 3); return err },
	} {
		if err := f(); !errors.As(err, &argument) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
	for name, c := range map[string]struct {
		f    func() error
		want error
	}{
		"one season": {func() error { _, err := series.STL(weeks(13), 7, series.STLOptions{}); return err }, stat.ErrTooFew},
		"a silent phase": {func() error {
			_, err := series.STL([]float64{1, nan, 2, nan, 3, nan}, 2, series.STLOptions{})
			return err
		}, stat.ErrUndefined},
		"constant": {func() error { _, err := series.Autocorrelate([]float64{3, 3, 3}, 1, 0.95); return err }, stat.ErrUndefined},
		"nearly constant": {func() error {
			_, err := series.Autocorrelate([]float64{0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2}, 1, 0.95)
			return err
		}, stat.ErrUndefined},
		"only gaps": {func() error { _, err := series.Autocorrelate([]float64{nan, nan, nan}, 1, 0.95); return err }, stat.ErrTooFew},
		"no pair":   {func() error { _, err := series.Autocorrelate([]float64{1, nan, 2, nan, 4}, 1, 0.95); return err }, stat.ErrUndefined},
		"empty":     {func() error { _, err := series.Pettitt(nil); return err }, stat.ErrTooFew},
	} {
		if err := c.f(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestAutocorrelationOfAConstantSeasonIsFlatForSTL(t *testing.T) {
	x := make([]float64, 30)
	d, err := series.STL(x, 7, series.STLOptions{Robust: true})
	if err != nil || d.SeasonalStrength != 0 || d.TrendStrength != 0 {
		t.Errorf("a series of zeros has strengths %v and %v, %v", d.SeasonalStrength, d.TrendStrength, err)
	}
}
