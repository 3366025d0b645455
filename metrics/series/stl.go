package series

// STLOptions say how a season may change. The zero value takes it for the same in
// every cycle.
type STLOptions struct {
	SeasonalWindow int  // how many cycles a season is averaged over, odd and at least 7; 0 means all: the season does not change
	TrendWindow    int  // periods, odd; 0 means the smallest odd number from 1.5 period / (1 − 1.5/SeasonalWindow) on
	Robust         bool // outliers count little: an outage should not become part of the season
}

// A Decomposition is a series taken apart: value = seasonal + trend + remainder.
type Decomposition struct {
	Seasonal    []float64 `json:"seasonal"`
	Trend       []float64 `json:"trend"`
	Remainder   []float64 `json:"-"` // NaN where the value is
	Period      int       `json:"period"`
	TrendWindow int       `json:"trend_window"`
	LowWindow   int       `json:"low_window"` // of the filter that keeps the trend out of the season
	// How much of the variation of value − trend is the season's, and how much of that
	// of value − seasonal is the trend's, from 0 to 1.
	SeasonalStrength float64 `json:"seasonal_strength"`
	TrendStrength    float64 `json:"trend_strength"`
}

// STL takes a series apart into season, trend and remainder by loess
// (Cleveland, Cleveland, McRae and Terpenning 1990, Journal of Official Statistics
// 6), with the defaults of R's stl: degree 0 for the season and 1 for trend and low
// pass, two inner passes, or one inner and fifteen outer ones if robust. x[0] is
// the first period of a season; period is its length, 7 for days with a week, 12
// for months with a year.
//
// The strengths, with R the remainder, S the season and T the trend, are those of
// Wang, Smith and Hyndman (2006):
//
//	seasonal strength = max(0, 1 − Var R / Var(S+R)),  trend strength = max(0, 1 − Var R / Var(T+R))
//
// They are 0 where the divisor is. A season takes part in any noise, so that its
// strength is well above 0 for a series without one: look at [Autocorrelate], or
// whether a seasonal forecast is better, before believing in it.
//
// A gap (NaN) is given no weight; trend and season go on across it. It needs two
// whole seasons ([stat.ErrTooFew]), and a value in every period of the season
// ([stat.ErrUndefined]). Time grows as the number of periods times the windows.
func STL(x []float64, period int, o STLOptions) (Decomposition, error) {
	if err := checkSeasons(x, period); err != nil {
		return Decomposition{}, err
	}
	f, err := newSTLFit(x, period, o)
	if err != nil {
		return Decomposition{}, err
	}
	inner, outer := 2, 0
	if o.Robust {
		inner, outer = 1, 15
	}
	f.pass(inner)
	for range outer {
		f.reweigh()
		f.pass(inner)
	}
	if o.SeasonalWindow == 0 {
		averageCycles(f.season, period)
	}
	return f.result(x), nil
}
