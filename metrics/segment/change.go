package segment

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
)

// A Change says which slices moved a number from one period to another, and whether by
// what their customers answered or by how many of them answered. It marshals to JSON.
//
// With w the weight of a slice (its part of all answers) and r its value, before and
// after, and R the value of all, a slice moves the whole by
//
//	rate  (w₀ + w₁)/2 · (r₁ − r₀)                     its answers changed
//	mix   (w₁ − w₀) · ((r₀ + r₁)/2 − (R₀ + R₁)/2)     it grew or shrank, being better or worse than the whole
//
// and all rates and mixes together are R₁ − R₀ (Kitagawa 1955, Journal of the American
// Statistical Association 50). A slice that is new or gone has no rate: all it does is
// mix. The intervals are by the delta method, with weights as uncertain as values and the
// variances of slices smoothed by three answers of the whole.
//
// That a slice moved the number says where to look, not why it moved.
type Change struct {
	Definition metrics.ID         `json:"definition"`
	Whole      metrics.Comparison `json:"whole"` // A is after, B before
	Verdict    Verdict            `json:"verdict"`
	Alpha      float64            `json:"alpha"`
	Adjustment Adjustment         `json:"adjustment"`
	Tests      int                `json:"tests"` // slices whose own change was tested, in all groups
	Shown      int                `json:"shown"`
	Groups     []ChangeGroup      `json:"groups"`
	// Overlapping are the dimensions whose slices overlap, such as topics: weights that
	// add up to more than one cannot be divided.
	Overlapping []string `json:"overlapping,omitempty"`
}

// A ChangeGroup divides the change among the slices of one dimension, or of two that are
// crossed. What moved most surely comes first.
type ChangeGroup struct {
	Dimension     string         `json:"dimension"`
	Crossed       string         `json:"crossed,omitzero"`
	UnknownBefore int64          `json:"unknown_before"` // answers without a value, which are left out
	UnknownAfter  int64          `json:"unknown_after"`
	Difference    metrics.Number `json:"difference"` // of the answers whose values are known: the sum of Rate and Mix
	Rate          Part           `json:"rate"`
	Mix           Part           `json:"mix"`
	Reversal      Reversal       `json:"reversal,omitzero"`
	Slices        []Contribution `json:"slices"`
}

// A Reversal warns that the number of all does not say what the slices say (Simpson
// 1951).
type Reversal string

// The reversals.
const (
	NoReversal   Reversal = ""
	EverySlice   Reversal = "every_slice"   // the whole went one way, and every slice with answers enough went the other
	RatesAgainst Reversal = "rates_against" // the whole went one way, and the rates of the slices together the other
)

// A Part is what a slice, or all of them, move the whole by.
type Part struct {
	Value metrics.Number `json:"value"`
	Low   metrics.Number `json:"low"`
	High  metrics.Number `json:"high"`
}

// A Contribution is what one slice did to the change. Comparison is its own change, A
// after and B before; Shown, here and there, is whether Adjusted is below alpha.
type Contribution struct {
	Slice
	Status       Status             `json:"status"` // too_few if it has too few answers in a period
	Comparison   metrics.Comparison `json:"comparison"`
	WeightBefore metrics.Number     `json:"weight_before"`
	WeightAfter  metrics.Number     `json:"weight_after"`
	Rate         Part               `json:"rate"` // none if the slice is new or gone
	Mix          Part               `json:"mix"`
	Adjusted     metrics.Number     `json:"adjusted"`
	Tests        int                `json:"tests"`
	Method       Adjustment         `json:"method"`
	Shown        bool               `json:"shown"`
	Relevant     bool               `json:"relevant"` // its own change is at least Tests.Relevant
}

// Total is what the slice moved the whole by, rate and mix together.
func (c Contribution) Total() metrics.Number {
	mix, ok := c.Mix.Value.Get()
	if !ok {
		return metrics.Number{}
	}
	return metrics.NumberOf(c.Rate.Value.Or(0) + mix)
}

// Compare divides the change from before to after among slices. The collectors must have
// been made with the same measure and options ([metrics.MismatchError]).
func Compare(before, after *Collector, t Tests) (*Change, error) {
	if before.measure.parse == nil || after.measure.parse == nil {
		return nil, errNotMade
	}
	t, err := t.filled()
	if err != nil {
		return nil, err
	}
	if err := before.state.same(&after.state); err != nil {
		return nil, err
	}
	m := before.measure
	out := &Change{Definition: m.definition, Alpha: t.Alpha, Adjustment: t.Adjustment}
	if out.Whole, err = m.compare(after.state.whole, before.state.whole, t.Confidence); err != nil {
		return nil, err
	}
	for i := range before.state.groups {
		old, now := &before.state.groups[i], &after.state.groups[i]
		if before.overlap(old) {
			out.Overlapping = append(out.Overlapping, Slice{Dimension: old.names[0], Crossed: old.names[1]}.kind())
			continue
		}
		g := ChangeGroup{
			Dimension: old.names[0], Crossed: old.names[1],
			UnknownBefore: before.state.whole.n() - old.known.n(), UnknownAfter: after.state.whole.n() - now.known.n(),
		}
		if err := m.divide(&g, old, now, t); err != nil {
			return nil, err
		}
		out.Groups = append(out.Groups, g)
	}
	return out, out.adjust(t)
}

// kind is the slice's dimension, or its two.
func (s Slice) kind() string {
	if s.Crossed == "" {
		return s.Dimension
	}
	return s.Dimension + " × " + s.Crossed
}

// divide fills a group.
func (m Measure) divide(g *ChangeGroup, old, now *group, t Tests) error {
	d := division{before: m.spread(old.known), after: m.spread(now.known), z: dist.Z(t.Confidence)}
	keys := old.keys()
	for _, key := range now.keys() {
		if _, ok := old.slices[key]; !ok {
			keys = append(keys, key)
		}
	}
	empty := make(tally, m.answers)
	for _, key := range keys {
		a, b := old.slices[key], now.slices[key]
		if a == nil {
			a = empty
		}
		if b == nil {
			b = empty
		}
		c := Contribution{Slice: old.slice(key)}
		if err := m.moved(&c, a, b, t); err != nil {
			return fmt.Errorf("segment: %v: %w", c.Slice, err)
		}
		g.Slices = append(g.Slices, c)
		d.add(m.spread(a), m.spread(b))
	}
	if !(d.before.n > 0 && d.after.n > 0) {
		return nil
	}
	for i := range g.Slices {
		d.part(i, &g.Slices[i])
	}
	g.Difference = metrics.NumberOf(d.after.mean - d.before.mean)
	g.Rate, g.Mix = d.whole()
	g.Reversal = reversal(g)
	return nil
}

// moved compares a slice with itself.
func (m Measure) moved(c *Contribution, before, after tally, t Tests) (err error) {
	if c.Comparison, err = m.compare(after, before, t.Confidence); err != nil {
		return err
	}
	p, test := m.test(after, before, c.Comparison)
	c.Comparison.P, c.Comparison.Test, c.Comparison.Shown = p, test, false
	switch {
	case min(before.n(), after.n()) < t.FewestAnswers:
		c.Status = TooFew
	case !p.Defined():
		c.Status = Alike
	default:
		c.Status = Tested
	}
	return nil
}

// A division is the slices of a group in two periods, with r₀ and r₁ the same for a
// slice that is new or gone.
type division struct {
	before, after spread
	slices        [][2]spread
	z             float64
}

func (d *division) add(before, after spread) {
	if before.n == 0 {
		before.mean = after.mean
	}
	if after.n == 0 {
		after.mean = before.mean
	}
	d.slices = append(d.slices, [2]spread{before, after})
}

// A period is one of the two as the formulas see it.
type period struct {
	whole spread
	sign  float64 // of its values in a difference
	at    int     // in a pair
}

func (d *division) periods() [2]period { return [2]period{{d.before, -1, 0}, {d.after, 1, 1}} }

// weights are those of a slice.
func (d *division) weights(i int) (before, after float64) {
	s := d.slices[i]
	return s[0].n / d.before.n, s[1].n / d.after.n
}

// lead is how far a slice is above the whole, on average of both periods.
func (d *division) lead(i int) float64 {
	s := d.slices[i]
	return (s[0].mean+s[1].mean)/2 - (d.before.mean+d.after.mean)/2
}

// part fills in what slice i did.
func (d *division) part(i int, c *Contribution) {
	s := d.slices[i]
	w0, w1 := d.weights(i)
	c.WeightBefore, c.WeightAfter = metrics.NumberOf(w0), metrics.NumberOf(w1)
	change, growth, weight, lead := s[1].mean-s[0].mean, w1-w0, (w0+w1)/2, d.lead(i)
	var rate, mix float64 // variances, from the influence of one answer
	for _, p := range d.periods() {
		w, own := s[p.at].n/p.whole.n, s[p.at]
		if w == 0 {
			continue
		}
		v := own.smoothed(p.whole)
		rate += (change*change/4*w*(1-w) + weight*weight*v/w) / p.whole.n
		half := growth / 2
		mix += (lead*lead*w*(1-w) + half*half*(v/w+p.whole.variance-2*v) - 2*p.sign*lead*half*w*(own.mean-p.whole.mean)) / p.whole.n
	}
	if s[0].n > 0 && s[1].n > 0 {
		c.Rate = d.interval(weight*change, rate)
	}
	c.Mix = d.interval(growth*lead, mix)
}

// whole is rate and mix of all slices.
func (d *division) whole() (rate, mix Part) {
	var rates, mixes, rateVar, mixVar float64
	for _, p := range d.periods() {
		var r, r2, m, m2, within float64
		var withinMix float64
		for i, s := range d.slices {
			w, own := s[p.at].n/p.whole.n, s[p.at]
			if w == 0 {
				continue
			}
			w0, w1 := d.weights(i)
			half, lead, v := (s[1].mean-s[0].mean)/2, d.lead(i), own.smoothed(p.whole)
			r, r2 = r+w*half, r2+w*half*half
			m, m2 = m+w*lead, m2+w*lead*lead
			within += (w0 + w1) * (w0 + w1) / 4 * v / w
			withinMix += (w1 - w0) * (w1 - w0) / 4 * v / w
		}
		rateVar += (r2 - r*r + within) / p.whole.n
		mixVar += (m2 - m*m + withinMix) / p.whole.n
	}
	for i, s := range d.slices {
		w0, w1 := d.weights(i)
		rates += (w0 + w1) / 2 * (s[1].mean - s[0].mean)
		mixes += (w1 - w0) * d.lead(i)
	}
	return d.interval(rates, rateVar), d.interval(mixes, mixVar)
}

func (d *division) interval(value, variance float64) Part {
	half := d.z * math.Sqrt(math.Max(0, variance))
	return Part{metrics.NumberOf(value), metrics.NumberOf(value - half), metrics.NumberOf(value + half)}
}

// reversal compares the signs of whole and slices.
func reversal(g *ChangeGroup) Reversal {
	whole := g.Difference.Or(0)
	against, tested := 0, 0
	for _, c := range g.Slices {
		if c.Status != Tested {
			continue
		}
		tested++
		if c.Comparison.Difference.Or(0)*whole < 0 {
			against++
		}
	}
	switch {
	case tested >= 2 && against == tested:
		return EverySlice
	case g.Rate.Value.Or(0)*whole < 0:
		return RatesAgainst
	}
	return NoReversal
}

// adjust accounts for all tests and puts the surest slices first.
func (c *Change) adjust(t Tests) error {
	var p []float64
	var tested []*Contribution
	for i := range c.Groups {
		for j := range c.Groups[i].Slices {
			s := &c.Groups[i].Slices[j]
			s.Relevant = t.relevant(s.Comparison)
			if s.Status == Tested {
				p, tested = append(p, s.Comparison.P.Or(1)), append(tested, s)
			}
		}
	}
	adjusted, err := t.Adjustment.adjust(p)
	if err != nil {
		return err
	}
	c.Tests, c.Verdict = len(p), CannotBeShown
	for i, s := range tested {
		s.Adjusted, s.Tests, s.Method = metrics.NumberOf(adjusted[i]), len(p), t.Adjustment
		s.Shown = adjusted[i] < t.Alpha
		s.Comparison.Shown = s.Shown
		if s.Shown {
			c.Shown++
		}
	}
	switch {
	case c.Shown > 0:
		c.Verdict = SomeShown
	case len(p) > 0:
		c.Verdict = NoneShown
	}
	for i := range c.Groups {
		slices.SortStableFunc(c.Groups[i].Slices, contributionOrder)
	}
	return nil
}

// contributionOrder puts what is surest first, then what moved most.
func contributionOrder(a, b Contribution) int {
	const last = 2
	return cmp.Or(
		cmp.Compare(a.Adjusted.Or(last), b.Adjusted.Or(last)),
		cmp.Compare(math.Abs(b.Total().Or(0)), math.Abs(a.Total().Or(0))),
		cmp.Compare(a.Value, b.Value),
		cmp.Compare(a.With, b.With),
	)
}

// Findings are the slices whose own change was shown and is relevant, of all groups, those
// that moved the whole most first.
func (c *Change) Findings() []Contribution {
	var out []Contribution
	for _, g := range c.Groups {
		for _, s := range g.Slices {
			if s.Shown && s.Relevant {
				out = append(out, s)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Contribution) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Total().Or(0)), math.Abs(a.Total().Or(0))), contributionOrder(a, b))
	})
	return out
}
