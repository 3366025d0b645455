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

// An Outlook is where the level of the metric will be when the goal is due, by what
// was measured.
//
// It is the level of all customers, not the figure of one more sample of them, which
// has its own error on top. It comes from a [Forecast] if there is one, and else from
// the baseline and the measurements since the start: the level drifts and wanders,
//
//	level(t + dt) = level(t) + drift dt + N(0, q dt)        each measurement is level + N(0, v)
//
// and is followed by the Kalman filter from the baseline on. Beforehand the change by
// the due date has a standard deviation of the size Δ of the goal, half of its
// variance coming steadily and half at moments nobody knows, and a mean that makes the
// goal reached with the probability π of Options.Prior:
//
//	drift ~ N(Δ (1 + Φ⁻¹(π)) / T, Δ²/2T²)        q = Δ²/2T        T the time from start to due
//
// With π = ½ the probability is above one half if, and only if, the level is ahead of
// the straight way from the baseline to the target; three good weeks are no proof of a
// good year, and what was gained all at once is not counted on a second time. With a
// history whose slope is b ± se the mean of the drift moves to b by the weight
// (Δ²/2T²) / (Δ²/2T² + se²), and the variance of that mean is added.
//
// Probability is that of the target or better, normal, or by Student's t if a forecast
// says so. How well it is calibrated stands in the documentation of the package.
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
		f, out.Basis = g.follow(e, points, aim, o)
	}
	if f == nil {
		return Outlook{At: g.Due}
	}
	low, high := bounds(g.Metric, g.unit())
	inside := func(v float64) metrics.Number {
		return metrics.NumberOf(math.Min(math.Max(v, low.Or(v)), high.Or(v)))
	}
	reach := f.quantile(o.Confidence) * f.StdErr
	out.Value, out.Low, out.High = inside(f.Mean), inside(f.Mean-reach), inside(f.Mean+reach)
	out.Confidence, out.Method = o.Confidence, f.Method
	out.Probability = metrics.NumberOf(f.atLeast(aim, g.sign(aim)))
	return out
}

// follow follows the level from the baseline through the measurements to Due; nil if
// nothing says how uncertain they are.
func (g Goal) follow(e Evidence, points []Point, aim float64, o Options) (*Forecast, Basis) {
	history := until(points, g.Start)
	since := []Point{PointOf(g.Start, g.Baseline)}
	for _, p := range points[len(history):] { // they are in order
		if !p.At.After(e.Measured) {
			since = append(since, p)
		}
	}
	basis := SinceStart
	if len(since) < 3 && e.Current.Defined() && e.Measured.After(g.Start) {
		since, basis = append(since[:1], PointOf(e.Measured, e.Current)), TwoValues
	}
	if len(since) == 1 {
		if basis = ByHistory; len(history) < 3 {
			return nil, ""
		}
	}
	v, known := variances(since)
	if !known && !fromScatter(since, v) {
		return nil, ""
	}
	s := g.before(history, aim, v[0], o)
	for i, p := range since[1:] {
		s.predict(months(p.At.Sub(since[i].At)))
		s.update(p.Value, v[i+1])
	}
	s.predict(months(g.Due.Sub(since[len(since)-1].At)))
	return &Forecast{Mean: s.level, StdErr: math.Sqrt(s.levelVariance), Method: "random walk with drift, Kalman filter"}, basis
}

// fromScatter takes variances that nobody knows from the scatter about a line.
func fromScatter(points []Point, v []float64) bool {
	f, err := weighted(points, v)
	if err != nil {
		return false
	}
	for i := range v {
		v[i] *= f.QE / float64(len(points)-2)
	}
	return f.QE > 0
}

// A state is what is known of level and drift at one time: a normal distribution.
type state struct {
	level, drift                             float64
	levelVariance, covariance, driftVariance float64
	wander                                   float64 // variance that a month adds to the level
}

// before is the state at the start of the goal.
func (g Goal) before(history []Point, aim, variance float64, o Options) state {
	base, _ := g.Baseline.Value.Get()
	whole := months(g.Due.Sub(g.Start))
	size := math.Max(math.Abs(aim-base), math.Sqrt(variance)) // a goal that asks for nothing has no size
	s := state{level: base, levelVariance: variance, wander: size * size / 2 / whole}
	s.drift = (aim - base + g.sign(aim)*size*dist.NormalQuantile(o.Prior)) / whole
	s.driftVariance = size * size / 2 / whole / whole
	if l, ok := fit(history); ok && l.known {
		variance := l.stdErr * l.stdErr
		weight := s.driftVariance / (s.driftVariance + variance)
		s.drift += weight * (l.slope - s.drift)
		s.driftVariance += weight * variance
	}
	return s
}

// predict goes on by some months.
func (s *state) predict(months float64) {
	s.level += s.drift * months
	s.levelVariance += 2*months*s.covariance + months*months*s.driftVariance + months*s.wander
	s.covariance += months * s.driftVariance
}

// update takes in a measurement with its variance.
func (s *state) update(value, variance float64) {
	miss := value - s.level
	total := s.levelVariance + variance
	if total == 0 {
		return
	}
	gain, pull := s.levelVariance/total, s.covariance/total
	s.level += gain * miss
	s.drift += pull * miss
	s.driftVariance -= pull * s.covariance
	s.covariance *= 1 - gain
	s.levelVariance *= 1 - gain
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
