package forecast

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// HoltWintersOptions say which components a series has and how fast they forget. The
// zero value is a level and a trend whose parameters are found by least squares.
type HoltWintersOptions struct {
	Period         int            // of the season; 0 and 1 mean none
	NoTrend        bool           // the level has no slope
	Multiplicative bool           // the season multiplies the level; all values must be above 0
	Alpha          metrics.Number // of the level, above 0 and at most 1; none means the best
	Beta           metrics.Number // of the slope, from 0 to 1
	Gamma          metrics.Number // of the season, from 0 to 1
}

// A HoltWinters is exponential smoothing with level, trend and season (Holt 1957,
// Winters 1960).
type HoltWinters struct {
	Alpha          float64   `json:"alpha"`
	Beta           float64   `json:"beta"`  // 0 without trend
	Gamma          float64   `json:"gamma"` // 0 without season
	Level          float64   `json:"level"` // after the last value
	Slope          float64   `json:"slope"`
	Season         []float64 `json:"season,omitempty"` // of the periods to come, in order
	Multiplicative bool      `json:"multiplicative,omitzero"`
	SSE            float64   `json:"sse"` // sum of squared errors one step ahead
	Fitted         []float64 `json:"-"`   // forecasts one step ahead, from the second, third or, with a season of m, (m+1)th value on
	variance       float64   // of the errors
}

// FitHoltWinters smooths a series with the conventions of R's HoltWinters. With s the
// season, which adds here and multiplies if Multiplicative,
//
//	level   l = α (x − s) + (1−α)(l + b)
//	slope   b = β (l − l before) + (1−β) b
//	season  s = γ (x − l) + (1−γ) s
//
// The start: without season the first value, or, with a slope, the second and its
// distance from the first; with one, the figure of [series.Decompose] over the first
// two seasons and the least squares line through its trend. Parameters that are not
// given minimise the squared errors one step ahead, from α 0.3, β 0.1, γ 0.1 by the
// method of Nelder and Mead.
//
// It is here for comparison with other programs; [FitETS] has the same recursions with
// better starts, gaps and a damped slope. A gap is an error, as is a parameter outside
// its domain ([*stat.ArgumentError]); [stat.ErrTooFew] for fewer than two values, three
// with a slope, or two seasons.
func FitHoltWinters(x []float64, o HoltWintersOptions) (*HoltWinters, error) {
	f, err := newHoltWintersFit(x, o)
	if err != nil {
		return nil, err
	}
	free := f.free(o)
	best := make([]float64, len(free))
	for i, p := range free {
		best[i] = *p
	}
	if len(free) > 0 {
		best = minimiseIn(best, exactly, func(p []float64) float64 {
			for i, v := range p {
				*free[i] = v
			}
			return f.smooth().SSE
		})
	}
	for i, v := range best {
		*free[i] = v
	}
	return f.smooth(), nil
}

// holtWintersFit is a series with start values and parameters.
type holtWintersFit struct {
	x                  []float64
	o                  HoltWintersOptions
	seasonal           bool
	first              int // index of the first value that is forecast
	level, slope       float64
	season             []float64
	alpha, beta, gamma float64
}

func newHoltWintersFit(x []float64, o HoltWintersOptions) (*holtWintersFit, error) {
	if err := checkWhole(x, o.Multiplicative && o.Period > 1); err != nil {
		return nil, err
	}
	f := &holtWintersFit{x: x, o: o, seasonal: o.Period > 1, alpha: o.Alpha.Or(0.3), beta: o.Beta.Or(0.1), gamma: o.Gamma.Or(0.1)}
	for name, v := range map[string]float64{"Alpha": f.alpha, "Beta": f.beta, "Gamma": f.gamma} {
		if !(v >= 0 && v <= 1) || name == "Alpha" && v == 0 {
			return nil, &stat.ArgumentError{Name: name, Value: v, Want: "from 0 to 1, and above 0 for Alpha"}
		}
	}
	switch {
	case f.seasonal:
		return f, f.startSeason()
	case o.NoTrend:
		f.first, f.beta = 1, 0
	default:
		f.first = 2
	}
	if len(x) <= f.first {
		return nil, fmt.Errorf("forecast: %d values, want %d: %w", len(x), f.first+1, stat.ErrTooFew)
	}
	f.gamma, f.level = 0, x[f.first-1]
	if !o.NoTrend {
		f.slope = x[1] - x[0]
	}
	return f, nil
}

// checkWhole reports a value that Holt-Winters cannot use.
func checkWhole(x []float64, positive bool) error {
	for t, v := range x {
		switch {
		case math.IsNaN(v) || math.Abs(v) > largest:
			return &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "from -1e100 to 1e100, without gaps"}
		case positive && v <= 0:
			return &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "above 0 for a season that multiplies"}
		}
	}
	return nil
}

// startSeason takes the start values from the first two seasons.
func (f *holtWintersFit) startSeason() error {
	m := f.o.Period
	if len(f.x) < 2*m {
		return fmt.Errorf("forecast: %d values are less than two seasons of %d: %w", len(f.x), m, stat.ErrTooFew)
	}
	d, err := series.Decompose(f.x[:2*m], m, f.o.Multiplicative)
	if err != nil {
		return err
	}
	var trend []float64
	for _, v := range d.Trend {
		if !math.IsNaN(v) {
			trend = append(trend, v)
		}
	}
	f.first, f.season = m, d.Figure
	f.level, f.slope = line(trend)
	if f.o.NoTrend {
		f.slope, f.beta = 0, 0
	}
	return nil
}

// line is the least squares line through y at 1, 2, …: its value at 0 and its slope.
func line(y []float64) (at0, slope float64) {
	n := float64(len(y))
	var mean, sxy, sxx float64
	for _, v := range y {
		mean += v / n
	}
	for i, v := range y {
		d := float64(i+1) - (n+1)/2
		sxy += d * v
		sxx += d * d
	}
	if sxx > 0 {
		slope = sxy / sxx
	}
	return mean - slope*(n+1)/2, slope
}

// free are the parameters to be found.
func (f *holtWintersFit) free(o HoltWintersOptions) []*float64 {
	var out []*float64
	if !o.Alpha.Defined() {
		out = append(out, &f.alpha)
	}
	if !o.NoTrend && !o.Beta.Defined() {
		out = append(out, &f.beta)
	}
	if f.seasonal && !o.Gamma.Defined() {
		out = append(out, &f.gamma)
	}
	return out
}

// smooth goes once through the series.
func (f *holtWintersFit) smooth() *HoltWinters {
	m := max(1, f.o.Period)
	season := append([]float64(nil), f.season...)
	level, slope := f.level, f.slope
	out := &HoltWinters{Alpha: f.alpha, Beta: f.beta, Gamma: f.gamma, Multiplicative: f.seasonal && f.o.Multiplicative}
	residuals := make([]float64, 0, len(f.x))
	for t := f.first; t < len(f.x); t++ {
		i := (t - f.first) % m
		forecast, bare := level+slope, f.x[t]
		switch {
		case out.Multiplicative:
			forecast *= season[i]
			bare /= season[i]
		case f.seasonal:
			forecast += season[i]
			bare -= season[i]
		}
		e := f.x[t] - forecast
		out.SSE += e * e
		out.Fitted, residuals = append(out.Fitted, forecast), append(residuals, e)
		before := level
		level = f.alpha*bare + (1-f.alpha)*(level+slope)
		if !f.o.NoTrend {
			slope = f.beta*(level-before) + (1-f.beta)*slope
		}
		switch {
		case out.Multiplicative:
			season[i] = f.gamma*(f.x[t]/level) + (1-f.gamma)*season[i]
		case f.seasonal:
			season[i] = f.gamma*(f.x[t]-level) + (1-f.gamma)*season[i]
		}
	}
	out.Level, out.Slope = level, slope
	for i := range season {
		out.Season = append(out.Season, season[(len(f.x)-f.first+i)%m])
	}
	out.variance = math.NaN()
	if moments, err := stat.MomentsOf(residuals); err == nil {
		out.variance = moments.Variance
	}
	return out
}

// Forecast goes on with level, slope and season. The interval is that of R's
// predict.HoltWinters: with s² the variance of the errors,
//
//	value ± z √v(h),  v(h) = s² (1 + Σ(0<j<h) ψ(j)²),  ψ(j) = α(1 + jβ) + γ(1−α) where j is a whole number of seasons
//
// A season that multiplies has R's approximation, which scales ψ(j), from j = 0 on, by
// the figure of the period ahead over that of the period j before it. R takes the
// slope for the last figure of the season there; so does this, to agree with it, and
// the interval from the mth period on means little. A logarithm and [FitETS] do
// better. [stat.ErrTooFew] if there were fewer than two errors.
func (w *HoltWinters) Forecast(horizon int, confidence float64) ([]Prediction, error) {
	if err := checkForecast([]float64{0}, horizon, confidence); err != nil {
		return nil, err
	}
	if math.IsNaN(w.variance) {
		return nil, stat.ErrTooFew
	}
	z := dist.Z(confidence)
	out := make([]Prediction, horizon)
	for i := range out {
		h := i + 1
		value := w.Level + float64(h)*w.Slope
		switch m := len(w.Season); {
		case m > 0 && w.Multiplicative:
			value *= w.Season[i%m]
		case m > 0:
			value += w.Season[i%m]
		}
		half := z * math.Sqrt(w.variance*w.growth(h))
		out[i] = Prediction{value, value - half, value + half}
	}
	return out, nil
}

// growth is how many times the variance of one step that of h steps is.
func (w *HoltWinters) growth(h int) float64 {
	m := len(w.Season)
	psi := func(j int) float64 {
		p := w.Alpha * (1 + float64(j)*w.Beta)
		if m > 0 && j%m == 0 {
			p += w.Gamma * (1 - w.Alpha)
		}
		return p
	}
	if !w.Multiplicative {
		sum := 1.0
		for j := 1; j < h; j++ {
			sum += psi(j) * psi(j)
		}
		return sum
	}
	var sum float64
	for j := range h {
		divisor := w.Slope
		if divisor == 0 {
			divisor = w.Season[m-1]
		}
		if i := ((h-1)%m + 1 - j%m + m) % m; i > 0 {
			divisor = w.Season[i-1]
		}
		ratio := w.Season[(h-1)%m] / divisor
		sum += psi(j) * psi(j) * ratio * ratio
	}
	return sum
}
