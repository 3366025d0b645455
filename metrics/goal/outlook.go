package goal

import (
	"cmp"
	"fmt"
	"math"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// An Outlook is where the level of the metric will be when the goal is due, by what
// was measured.
//
// It is the level of all customers, not the figure of one more sample of them, which
// has its own error on top. Unless the evidence brings one by another method, it comes
// from the baseline and the measurements since the start: the level drifts and wanders,
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
// How well Probability is calibrated stands in the documentation of the package.
type Outlook struct {
	At          time.Time      `json:"at"`
	Value       metrics.Number `json:"value"` // inside the range of the metric
	Low         metrics.Number `json:"low"`
	High        metrics.Number `json:"high"`
	Confidence  float64        `json:"confidence,omitzero"`
	Probability metrics.Number `json:"probability"` // of the target or better
	Basis       Basis          `json:"basis,omitzero"`
	Method      string         `json:"method,omitzero"`
}

// A Basis is what an outlook comes from.
type Basis string

// The bases.
const (
	ByForecast Basis = "forecast"    // of another method, such as package forecast
	SinceStart Basis = "since_start" // the baseline and all measurements since
	TwoValues  Basis = "two_values"  // the baseline and the current value
	ByHistory  Basis = "history"     // the measurements up to the start
)

// OutlookOf is what a forecast of the goal's metric says of the period in which the
// goal is due. It is about the value that will be observed, not the level, unless
// [forecast.Options.Answers] was made very large; and about a future that goes on as
// the past did. It is an error if the forecast is of another metric or ends before Due.
func (g Goal) OutlookOf(f forecast.Forecast) (Outlook, error) {
	aim, err := g.Aim()
	if err != nil {
		return Outlook{}, err
	}
	if f.Definition != g.Metric {
		return Outlook{}, &metrics.MismatchError{What: "definition", Got: string(f.Definition), Want: string(g.Metric)}
	}
	for _, p := range f.Points {
		if p.Period.End.Before(g.Due) {
			continue
		}
		out := Outlook{
			At: p.Period.End, Value: p.Value, Low: p.Low, High: p.High, Confidence: f.Confidence,
			Probability: f.Probability(p.Ahead, aim), Basis: ByForecast, Method: string(f.Model),
		}
		if v, ok := out.Probability.Get(); ok && g.sign(aim) < 0 {
			out.Probability = metrics.NumberOf(1 - v)
		}
		return out, nil
	}
	return Outlook{}, fmt.Errorf("goal: the forecast ends before the goal is due on %s: forecast more than %d periods", g.Due.Format(time.DateOnly), len(f.Points))
}

// holds reports whether the interval does not leave v out.
func (l Outlook) holds(v float64) bool { return l.Low.Or(v) <= v && v <= l.High.Or(v) }

// check reports an outlook that cannot be.
func (l *Outlook) check() error {
	if l == nil {
		return nil
	}
	if p := l.Probability.Or(0); p < 0 || p > 1 {
		return &stat.ArgumentError{Name: "Evidence.Outlook.Probability", Value: p, Want: "from 0 to 1"}
	}
	return nil
}

// outlook looks ahead to Due from what there is.
func (g Goal) outlook(e Evidence, points []Point, aim float64, o Options) Outlook {
	if e.Outlook != nil {
		out := *e.Outlook
		out.Basis = cmp.Or(out.Basis, ByForecast)
		return out
	}
	s, basis := g.follow(e, points, aim, o)
	if basis == "" {
		return Outlook{At: g.Due}
	}
	low, high := bounds(g.Metric, g.unit())
	inside := func(v float64) metrics.Number {
		return metrics.NumberOf(math.Min(math.Max(v, low.Or(v)), high.Or(v)))
	}
	se := math.Sqrt(s.levelVariance)
	reach := dist.Z(o.Confidence) * se
	return Outlook{
		At: g.Due, Value: inside(s.level), Low: inside(s.level - reach), High: inside(s.level + reach), Confidence: o.Confidence,
		Probability: metrics.NumberOf(dist.NormalCDF(g.sign(aim) * (s.level - aim) / se)),
		Basis:       basis, Method: "random walk with drift, Kalman filter",
	}
}

// follow follows the level from the baseline through the measurements to Due; without
// a basis if nothing says how uncertain they are.
func (g Goal) follow(e Evidence, points []Point, aim float64, o Options) (state, Basis) {
	history := until(points, g.Start)
	since := append([]Point{PointOf(g.Start, g.Baseline)}, points[len(history):]...) // they are in order
	if e.Current.Defined() && e.Measured.After(since[len(since)-1].At) {
		since = append(since, PointOf(e.Measured, e.Current)) // not one of the points
	}
	basis := SinceStart
	switch {
	case len(since) == 2:
		basis = TwoValues
	case len(since) == 1 && len(history) < 3:
		return state{}, ""
	case len(since) == 1:
		basis = ByHistory
	}
	v, known := variances(since)
	if !known && !fromScatter(since, v) {
		return state{}, ""
	}
	s := g.before(history, aim, v[0], o)
	for i, p := range since[1:] {
		s.predict(months(p.At.Sub(since[i].At)))
		s.update(p.Value, v[i+1])
	}
	s.predict(months(g.Due.Sub(since[len(since)-1].At)))
	return s, basis
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
