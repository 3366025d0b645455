package control

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// A Kind is a control chart by its usual name.
type Kind string

// The charts, with the sigma that each believes in.
const (
	PChart      Kind = "p"           // of shares: √(p̄(1-p̄)/n)
	UChart      Kind = "u"           // of events per exposure: √(ū/exposure)
	CChart      Kind = "c"           // of events: √c̄
	ScoreChart  Kind = "score"       // of scores such as NPS: √(V/n), V the variance of one answer over the whole baseline
	MeanChart   Kind = "mean"        // of means: √(V/n)
	XChart      Kind = "individuals" // of anything: mean moving range / 1.128
	LaneyPChart Kind = "Laney p'"    // of shares that scatter more than chance has them
	LaneyUChart Kind = "Laney u'"    // of rates that do

	// Of shares, rates, scores and means whose periods differ by more than chance, by a
	// standard deviation τ: √(V/n + τ²).
	PRandom     Kind = "p with random periods"
	URandom     Kind = "u with random periods"
	ScoreRandom Kind = "score with random periods"
	MeanRandom  Kind = "mean with random periods"
)

// Options say how a chart is drawn. The zero value is recommended: every point is
// judged by all others.
type Options struct {
	// Sigmas is how far from the centre the limits are; 0 means 3.
	Sigmas float64
	// Frozen is how many of the first points are the baseline of all later ones (phase
	// I); 0 means that all points are that of each other.
	Frozen int
	// Textbook draws the limits of textbooks and of R's qcc: a point belongs to its own
	// baseline, and the baseline is taken for certain. A wild point then widens the
	// limits that should catch it, and a chart of few points alarms too often.
	Textbook bool
	// Rules are looked for besides points beyond the limits. Each multiplies false
	// alarms; Every of the [Chart] says what they cost together.
	Rules []Rule
}

// A Chart is a series with its limits.
type Chart struct {
	Definition metrics.ID     `json:"definition,omitzero"`
	Kind       Kind           `json:"kind"`
	Center     float64        `json:"center"`           // of the baseline with all its points
	Spread     float64        `json:"spread"`           // standard deviation of one answer, event or value
	SigmaZ     metrics.Number `json:"sigma_z,omitzero"` // by how much the limits of Laney's charts are wider
	Between    metrics.Number `json:"between,omitzero"` // τ of a chart with random periods
	Sigmas     float64        `json:"sigmas"`
	Points     []Point        `json:"points"`
	// Beyond are the indices of the points beyond their limits, and Signals of those
	// that a rule signals. A point beyond whose exact p-value is not small is no signal.
	Beyond  []int `json:"beyond"`
	Signals []int `json:"signals"`
	// Every is after how many points there is a false signal on average, if values are
	// normal and sigma is right: 370 for three sigmas and no rules.
	Every    float64           `json:"every"`
	Warnings []metrics.Warning `json:"warnings,omitempty"`
}

// A Point is a value on a chart, and what it is judged by.
type Point struct {
	Period  series.Period  `json:"period,omitzero"`
	Value   metrics.Number `json:"value"`      // none is a gap
	Size    float64        `json:"size"`       // answers or exposure
	Center  metrics.Number `json:"center"`     // none where there are fewer than three others
	Sigma   metrics.Number `json:"sigma"`      // standard deviation of the value by chance
	Low     metrics.Number `json:"low"`        // limit
	High    metrics.Number `json:"high"`       // limit
	P       metrics.Number `json:"p,omitzero"` // exact, against the baseline, where counts are small
	Signals []Rule         `json:"signals,omitempty"`
}

// What may be remarkable about a chart.
const (
	// TooFewPoints says that Count points have too few others to be judged by.
	TooFewPoints metrics.WarningCode = "too_few_points"
	// Overdispersed says that the values scatter more than chance has them, so that the
	// chart is one with random periods.
	Overdispersed = series.Overdispersed
	// PartialLeftOut says that Count periods that are not over were left out.
	PartialLeftOut = series.PartialLeftOut
)

// limits sets the limits, or none if there is no sigma.
func (p *Point) limits(center, sigma, sigmas float64) {
	p.Center = metrics.NumberOf(center)
	p.Sigma = metrics.NumberOf(sigma)
	p.Low, p.High = metrics.NumberOf(center-sigmas*sigma), metrics.NumberOf(center+sigmas*sigma)
}

// clip moves limits to the ends of what a value can be.
func (p *Point) clip(low, high float64) {
	if v, ok := p.Low.Get(); ok {
		p.Low = metrics.NumberOf(math.Max(v, low))
	}
	if v, ok := p.High.Get(); ok {
		p.High = metrics.NumberOf(math.Min(v, high))
	}
}

// z is how many sigmas the value lies from its centre, NaN if that cannot be said.
func (p Point) z() float64 {
	none := math.NaN()
	sigma := p.Sigma.Or(0)
	if sigma == 0 {
		return none
	}
	return (p.Value.Or(none) - p.Center.Or(none)) / sigma
}

// beyond reports whether the value lies beyond a limit.
func (p Point) beyond() bool {
	v, ok := p.Value.Get()
	return ok && (v < p.Low.Or(v) || v > p.High.Or(v))
}

// Standardised are the distances of the values from their centres in sigmas, NaN
// where there is none: what [EWMA] and [CUSUM] want of points of unequal size, with
// centre 0 and sigma 1.
func (c Chart) Standardised() []float64 {
	out := make([]float64, len(c.Points))
	for i, p := range c.Points {
		out[i] = p.z()
	}
	return out
}

// judge finds the points that are beyond their limits and those that a rule signals.
func (c *Chart) judge(o Options) {
	unjudged := int64(0)
	for i := range c.Points {
		p := &c.Points[i]
		if p.beyond() {
			c.Beyond = append(c.Beyond, i)
			if p.P.Or(0) <= tails(o.Sigmas) {
				p.Signals = append(p.Signals, BeyondLimits)
			}
		}
		if p.Value.Defined() && !p.Low.Defined() {
			unjudged++
		}
	}
	if unjudged > 0 {
		c.Warnings = append(c.Warnings, metrics.Warning{Code: TooFewPoints, Count: unjudged})
	}
	for _, r := range o.Rules {
		r.apply(c.Points)
	}
	for i, p := range c.Points {
		if len(p.Signals) > 0 {
			c.Signals = append(c.Signals, i)
		}
	}
	c.Every = AverageRunLength(o.Sigmas, o.Rules...)
}

// check fills in defaults and reports what cannot be.
func (o Options) check(points int) (Options, error) {
	if o.Sigmas == 0 {
		o.Sigmas = 3
	}
	switch {
	case !(o.Sigmas > 0 && o.Sigmas <= 10):
		return o, &stat.ArgumentError{Name: "Options.Sigmas", Value: o.Sigmas, Want: "above 0, at most 10"}
	case o.Frozen < 0 || o.Frozen > points:
		return o, &stat.ArgumentError{Name: "Options.Frozen", Value: float64(o.Frozen), Want: "from 0 to the number of points"}
	}
	for _, r := range o.Rules {
		if err := r.check(); err != nil {
			return o, err
		}
	}
	return o, nil
}

// counts reports whether a point belongs to the baseline of others.
func (o Options) counts(i int) bool { return o.Frozen == 0 || i < o.Frozen }

// leavesOut reports whether a point is taken out of the baseline to be judged.
func (o Options) leavesOut(i int) bool { return !o.Textbook && o.counts(i) }

// fewest is how many points a baseline has at least.
func (o Options) fewest() float64 {
	if o.Textbook {
		return 1
	}
	return 3
}

// tails is the probability of a normal value further than so many sigmas from the
// centre.
func tails(sigmas float64) float64 { return dist.NormalTwoSided(sigmas) }
