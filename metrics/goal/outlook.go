package goal

import (
	"math"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Forecast is what somebody else's method expects of the level of the metric when
// the goal is due: a mean with its standard error, normal or Student's t around it.
type Forecast struct {
	Mean   float64 `json:"mean"`
	StdErr float64 `json:"std_err"`
	DF     float64 `json:"df,omitzero"` // degrees of freedom; 0 means normal
	Method string  `json:"method"`      // printed as it is
}

// An Outlook is where the level of the metric will be when the goal is due, if things
// go on as they do.
//
// It is the level of all customers, not the figure of one more sample of them, which
// has its own error on top. It comes from a [Forecast] if there is one, and else from
// the weighted line through the baseline and at least two measurements since the
// start, or through the baseline and the current value, or, before the first
// measurement, through the history. Basis says which.
//
// Probability is that of the target or better, by the normal or t distribution of the
// level; a line drawn further than half its length is guesswork, and the width of the
// interval says so.
type Outlook struct {
	At          time.Time      `json:"at"`
	Value       metrics.Number `json:"value"` // inside the range of the metric
	Low         metrics.Number `json:"low"`
	High        metrics.Number `json:"high"`
	Confidence  float64        `json:"confidence,omitzero"`
	Probability metrics.Number `json:"probability"` // of reaching the target
	Basis       Basis          `json:"basis,omitzero"`
	Method      string         `json:"method,omitzero"` // of the line, or of the forecast
}

// A Basis is what an outlook comes from.
type Basis string

// The bases.
const (
	ByForecast Basis = "forecast"
	SinceStart Basis = "since_start" // the baseline and all measurements since
	TwoValues  Basis = "two_values"  // the baseline and the current value
	ByHistory  Basis = "history"     // the measurements up to the start
)

// holds reports whether the interval does not leave v out.
func (l Outlook) holds(v float64) bool { return l.Low.Or(v) <= v && v <= l.High.Or(v) }

// check reports a forecast that cannot be.
func (f *Forecast) check() error {
	switch {
	case f == nil:
	case math.IsNaN(f.Mean) || math.IsInf(f.Mean, 0):
		return &stat.ArgumentError{Name: "Forecast.Mean", Value: f.Mean, Want: "a finite number"}
	case !(f.StdErr >= 0) || math.IsInf(f.StdErr, 0):
		return &stat.ArgumentError{Name: "Forecast.StdErr", Value: f.StdErr, Want: "a finite number of at least 0"}
	case !(f.DF >= 0):
		return &stat.ArgumentError{Name: "Forecast.DF", Value: f.DF, Want: "at least 0"}
	}
	return nil
}

// outlook looks ahead to Due from what there is.
func (g Goal) outlook(e Evidence, points []Point, aim float64, o Options) Outlook {
	out := Outlook{At: g.Due}
	f := e.Forecast
	if out.Basis = ByForecast; f == nil {
		f, out.Basis = g.extrapolate(e, points)
	}
	if f == nil {
		return Outlook{At: g.Due}
	}
	low, high := bounds(g.Metric)
	inside := func(v float64) metrics.Number {
		return metrics.NumberOf(math.Min(math.Max(v, low.Or(v)), high.Or(v)))
	}
	reach := f.quantile(o.Confidence) * f.StdErr
	out.Value, out.Low, out.High = inside(f.Mean), inside(f.Mean-reach), inside(f.Mean+reach)
	out.Confidence, out.Method = o.Confidence, f.Method
	out.Probability = metrics.NumberOf(f.atLeast(aim, g.sign(aim)))
	return out
}

// extrapolate is the line that there is most to say for; nil if there is none whose
// uncertainty is known.
func (g Goal) extrapolate(e Evidence, points []Point) (*Forecast, Basis) {
	base := PointOf(g.Start, g.Baseline)
	history := until(points, g.Start)
	var since []Point
	for _, p := range points[len(history):] { // they are in order
		if !p.At.After(e.Measured) {
			since = append(since, p)
		}
	}
	switch now := PointOf(e.Measured, e.Current); {
	case len(since) >= 2:
		return g.ahead(append([]Point{base}, since...)), SinceStart
	case e.Current.Defined() && now.At.After(g.Start):
		return g.ahead([]Point{base, now}), TwoValues
	case len(history) > 2:
		return g.ahead(history), ByHistory
	}
	return nil, ""
}

// ahead draws the line through points on to Due.
func (g Goal) ahead(points []Point) *Forecast {
	l, ok := fit(points)
	if !ok || !l.known {
		return nil
	}
	value, variance := l.levelAt(g.Due)
	f := &Forecast{Mean: value, StdErr: math.Sqrt(variance), Method: l.method}
	if !math.IsInf(l.df, 1) {
		f.DF = l.df
	}
	return f
}

func (f *Forecast) quantile(confidence float64) float64 {
	if f.DF == 0 || math.IsInf(f.DF, 1) {
		return dist.Z(confidence)
	}
	return -dist.TQuantile((1-confidence)/2, f.DF)
}

// atLeast is the probability of the target or better.
func (f *Forecast) atLeast(aim, sign float64) float64 {
	ahead := sign * (f.Mean - aim)
	switch {
	case f.StdErr == 0 && ahead >= 0:
		return 1
	case f.StdErr == 0:
		return 0
	case f.DF == 0 || math.IsInf(f.DF, 1):
		return dist.NormalCDF(ahead / f.StdErr)
	}
	return dist.TTail(-ahead/f.StdErr, f.DF)
}
