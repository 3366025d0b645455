package segment

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// An Adjustment makes the p-values of many tests account for how many there were.
type Adjustment string

// The adjustments.
const (
	BenjaminiHochberg  Adjustment = "Benjamini-Hochberg"  // of what is shown, 5 % is chance on average; the default
	BenjaminiYekutieli Adjustment = "Benjamini-Yekutieli" // the same however the tests hang together
	Holm               Adjustment = "Holm"                // in 95 % nothing that is shown is chance: for few planned tests
)

func (a Adjustment) adjust(p []float64) ([]float64, error) {
	switch a {
	case BenjaminiHochberg:
		return stat.BenjaminiHochberg(p)
	case BenjaminiYekutieli:
		return stat.BenjaminiYekutieli(p)
	case Holm:
		return stat.Holm(p)
	}
	return nil, fmt.Errorf("segment: Tests.Adjustment is %q, want %q, %q or %q", string(a), BenjaminiHochberg, BenjaminiYekutieli, Holm)
}

// Tests say how slices are tested. The zero value is the recommended setup.
type Tests struct {
	Confidence float64    // of the intervals; 0 means 0.95
	Alpha      float64    // adjusted p below which a difference is shown; 0 means 0.05
	Adjustment Adjustment // empty means BenjaminiHochberg
	// FewestAnswers is how many answers slice and rest need to be tested; 0 means 10.
	// Smaller slices are listed and counted, not tested. Which those are depends on how
	// many answered and not on what they answered, so the p-values of the others stay
	// right; a slice of one would only make it harder to show anything of the others.
	FewestAnswers int64
	// Relevant is the smallest difference worth a finding, in the unit of the metric: with a
	// million answers everything differs. Smaller ones are tested, counted and listed all
	// the same.
	Relevant float64
	Between  Between // how NPS and means are shrunk; shares are by the beta-binomial model
}

// filled has the defaults in place of zeros, or reports what is wrong.
func (t Tests) filled() (Tests, error) {
	t.Confidence = cmp.Or(t.Confidence, metrics.DefaultConfidence)
	t.Alpha = cmp.Or(t.Alpha, 0.05)
	t.Adjustment = cmp.Or(t.Adjustment, BenjaminiHochberg)
	t.FewestAnswers = cmp.Or(t.FewestAnswers, 10)
	switch {
	case !(t.Alpha > 0 && t.Alpha < 1):
		return t, fmt.Errorf("segment: Tests.Alpha is %v, want a number above 0 and below 1", t.Alpha)
	case !(t.Relevant >= 0) || math.IsInf(t.Relevant, 1):
		return t, fmt.Errorf("segment: Tests.Relevant is %v, want a finite number of at least 0", t.Relevant)
	case t.FewestAnswers < 1:
		return t, fmt.Errorf("segment: Tests.FewestAnswers is %d, want at least 1", t.FewestAnswers)
	case t.Between > ML:
		return t, fmt.Errorf("segment: Tests.Between is %d, want a declared estimator", t.Between)
	}
	_, err := t.Adjustment.adjust(nil)
	if err == nil {
		err = stat.CheckConfidence(t.Confidence)
	}
	return t, err
}

// relevant reports whether a difference is worth a finding.
func (t Tests) relevant(c metrics.Comparison) bool {
	d, ok := c.Difference.Get()
	return ok && math.Abs(d) >= t.Relevant
}

// A Verdict says what the tests of many slices come to.
type Verdict string

// The verdicts.
const (
	SomeShown     Verdict = "some_shown"      // at least one slice differs from its rest
	NoneShown     Verdict = "none_shown"      // slices could have differed, and none was shown to
	CannotBeShown Verdict = "cannot_be_shown" // no slice has answers enough, or all answers are the same
)

// A Status says whether a slice was tested, and why not.
type Status string

// The states of a slice.
const (
	Tested Status = "tested"
	TooFew Status = "too_few" // fewer answers than Tests.FewestAnswers
	NoRest Status = "no_rest" // the rest has fewer than that: the slice is all there is, or nearly
	Alike  Status = "alike"   // slice and rest give one and the same answer
)

// A Report compares every slice with its rest. It marshals to JSON.
type Report struct {
	Definition metrics.ID       `json:"definition"`
	Whole      metrics.Estimate `json:"whole"` // of all feedback
	Unanswered int64            `json:"unanswered"`
	Verdict    Verdict          `json:"verdict"`
	Alpha      float64          `json:"alpha"`
	Adjustment Adjustment       `json:"adjustment"`
	Tests      int              `json:"tests"`    // made, in all groups: the m of the adjustment
	Shown      int              `json:"shown"`    // of them
	Untested   map[Status]int   `json:"untested"` // slices that were not, by reason
	Groups     []Group          `json:"groups"`
}

// A Group is the slices of one dimension, or of two that are crossed. Those that differ
// most surely come first.
type Group struct {
	Dimension string    `json:"dimension"`
	Crossed   string    `json:"crossed,omitzero"`
	N         int64     `json:"n"`       // answers whose values are known
	Unknown   int64     `json:"unknown"` // answers without a value, which belong to no slice and no rest
	Overlap   bool      `json:"overlap"` // one answer may belong to several slices
	Funnel    *Funnel   `json:"funnel"`  // nil without two slices or two different answers; the points are those of Slices
	Shrinkage string    `json:"shrinkage,omitzero"`
	Slices    []Finding `json:"slices"`
}

// A Finding is one slice against its rest.
//
// In Comparison A is the slice and B the rest; its interval and P are those of this one
// test, while Adjusted accounts for all that were made. Shown, here and there, is whether
// Adjusted is below alpha.
type Finding struct {
	Slice
	Status     Status             `json:"status"`
	Comparison metrics.Comparison `json:"comparison"`
	Adjusted   metrics.Number     `json:"adjusted"` // p-value; none if it was not tested
	Tests      int                `json:"tests"`    // that it is adjusted for
	Method     Adjustment         `json:"method"`
	Shown      bool               `json:"shown"`
	Relevant   bool               `json:"relevant"` // the difference is at least Tests.Relevant
	Shrunk     Shrunken           `json:"shrunk"`   // beside Comparison.A.Value, the raw one
	Rank       Rank               `json:"rank"`     // in the group
	Place      Place              `json:"place,omitzero"`
}

// Report compares every slice with its rest: with the answers of the same dimension
// that are not in the slice, never with a total that contains it. The error says what is
// wrong with t.
//
// Time grows with the number of slices and hardly with that of answers: a hundred slices
// take some ten milliseconds, ten thousand one or two seconds.
func (c *Collector) Report(t Tests) (*Report, error) {
	if c.measure.parse == nil {
		return nil, errNotMade
	}
	t, err := t.filled()
	if err != nil {
		return nil, err
	}
	out := &Report{Definition: c.measure.definition, Unanswered: c.state.unanswered}
	if out.Whole, err = c.measure.estimate(c.state.whole, t.Confidence); err != nil {
		return nil, err
	}
	out.Whole.Warnings = append(out.Whole.Warnings, c.warnings()...)
	for i := range c.state.groups {
		g, err := c.group(&c.state.groups[i], t)
		if err != nil {
			return nil, err
		}
		out.Groups = append(out.Groups, g)
	}
	return out, Together(t, out)
}

// group compares the slices of one group, without adjustment.
func (c *Collector) group(g *group, t Tests) (Group, error) {
	out := Group{
		Dimension: g.names[0], Crossed: g.names[1], N: g.known.n(), Unknown: c.state.whole.n() - g.known.n(),
		Overlap: c.overlap(g), Slices: make([]Finding, 0, len(g.slices)),
	}
	keys := g.keys()
	var tallies []tally
	for _, key := range keys {
		f := Finding{Slice: g.slice(key)}
		own := g.slices[key]
		if err := c.measure.find(&f, own, g.known.minus(own), t); err != nil {
			return Group{}, fmt.Errorf("segment: %v: %w", f.Slice, err)
		}
		out.Slices, tallies = append(out.Slices, f), append(tallies, own)
	}
	if err := c.measure.rank(out.Slices, tallies, t); err != nil {
		return Group{}, err
	}
	return out, c.measure.describe(&out, tallies, g.known, t)
}

func (c *Collector) overlap(g *group) bool {
	return c.dimensions[g.first].Several || g.second != none && c.dimensions[g.second].Several
}

// find compares one slice with its rest.
func (m Measure) find(f *Finding, own, rest tally, t Tests) (err error) {
	if f.Comparison, err = m.compare(own, rest, t.Confidence); err != nil {
		return err
	}
	p, test := m.test(own, rest, f.Comparison)
	f.Comparison.P, f.Comparison.Test, f.Comparison.Shown = p, test, false
	switch {
	case own.n() < t.FewestAnswers:
		f.Status = TooFew
	case rest.n() < t.FewestAnswers:
		f.Status = NoRest
	case !p.Defined():
		f.Status = Alike
	default:
		f.Status = Tested
	}
	return nil
}

// rank gives each slice its places, from intervals that hold for all slices at once.
func (m Measure) rank(findings []Finding, tallies []tally, t Tests) error {
	each := math.Pow(t.Confidence, 1/float64(max(1, len(findings)))) // Šidák
	intervals := make([]stat.Interval, len(findings))
	for i, own := range tallies {
		e, err := m.estimate(own, min(each, 1-1e-12))
		if err != nil {
			return err
		}
		intervals[i] = stat.Interval{Low: e.Low.Or(math.Inf(-1)), High: e.High.Or(math.Inf(1))}
	}
	d, _ := metrics.Lookup(m.definition)
	for i, r := range Ranks(intervals, d.Better == feedback.LowIsGood) {
		findings[i].Rank = r
	}
	return nil
}

// describe adds funnel and shrinkage, which need two slices and two different answers.
func (m Measure) describe(g *Group, tallies []tally, known tally, t Tests) error {
	whole := m.spread(known)
	if len(tallies) < 2 || !(whole.variance > 0) {
		return nil
	}
	spreads := make([]spread, len(tallies))
	for i, own := range tallies {
		spreads[i] = m.spread(own)
	}
	last := m.first + float64(m.answers-1)*m.step
	f, err := newFunnel(spreads, whole, m.first, last)
	if err != nil {
		return err
	}
	for i := range f.Points {
		g.Slices[i].Place = f.Points[i].Place
	}
	g.Funnel = &f
	shrunk, method, err := m.shrink(tallies, spreads, whole, t)
	if err != nil {
		return err
	}
	g.Shrinkage = method
	for i := range shrunk {
		g.Slices[i].Shrunk = shrunk[i]
	}
	return nil
}

// shrink draws slices towards their mean: shares by the beta-binomial model, others by
// the normal one with variances of smoothed counts.
func (m Measure) shrink(tallies []tally, spreads []spread, whole spread, t Tests) ([]Shrunken, string, error) {
	if m.answers == 2 {
		shares := make([]stat.Share, len(tallies))
		for i, own := range tallies {
			shares[i] = stat.Share{X: own[1], N: own.n()}
		}
		s, err := ShrinkShares(shares, t.Confidence)
		if err == stat.ErrUndefined {
			return nil, "", nil
		}
		return s.Shrunk, "beta-binomial", err
	}
	values, variances := make([]float64, len(spreads)), make([]float64, len(spreads))
	for i, s := range spreads {
		values[i], variances[i] = s.mean, s.smoothed(whole)/s.n
	}
	s, err := ShrinkNormal(values, variances, t.Between, t.Confidence)
	return s.Shrunk, "normal, " + t.Between.String(), err
}

// Together adjusts the p-values of several reports for all tests that were made in any
// of them: who looks at the scores, the complaints and the ratings of a hundred slices
// has made three hundred tests. Report has done so for one. The error says what is wrong
// with t.
func Together(t Tests, reports ...*Report) error {
	t, err := t.filled()
	if err != nil {
		return err
	}
	var p []float64
	for _, r := range reports {
		for _, f := range r.each() {
			if f.Status == Tested {
				p = append(p, f.Comparison.P.Or(1))
			}
		}
	}
	adjusted, err := t.Adjustment.adjust(p)
	if err != nil {
		return err
	}
	for _, r := range reports {
		adjusted = r.settle(t, adjusted, len(p))
	}
	return nil
}

// settle takes the adjusted p-values of its tests from the front and returns the others.
func (r *Report) settle(t Tests, adjusted []float64, tests int) []float64 {
	r.Alpha, r.Adjustment, r.Tests, r.Shown, r.Untested = t.Alpha, t.Adjustment, tests, 0, map[Status]int{}
	made := 0
	for _, f := range r.each() {
		f.Tests, f.Method, f.Adjusted, f.Shown = tests, t.Adjustment, metrics.Number{}, false
		f.Relevant = t.relevant(f.Comparison)
		if f.Status != Tested {
			r.Untested[f.Status]++
			continue
		}
		made++
		f.Adjusted, f.Shown = metrics.NumberOf(adjusted[0]), adjusted[0] < t.Alpha
		f.Comparison.Shown = f.Shown
		adjusted = adjusted[1:]
		if f.Shown {
			r.Shown++
		}
	}
	switch {
	case made == 0:
		r.Verdict = CannotBeShown
	case r.Shown == 0:
		r.Verdict = NoneShown
	default:
		r.Verdict = SomeShown
	}
	for i := range r.Groups {
		r.Groups[i].sort()
	}
	return adjusted
}

// each yields the findings in the order of the report.
func (r *Report) each() iter.Seq2[int, *Finding] {
	return func(yield func(int, *Finding) bool) {
		for i := range r.Groups {
			for j := range r.Groups[i].Slices {
				if !yield(i, &r.Groups[i].Slices[j]) {
					return
				}
			}
		}
	}
}

// sort puts the surest findings first, and with them the points of the funnel.
func (g *Group) sort() {
	order := make([]int, len(g.Slices))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return g.Slices[i].before(&g.Slices[j]) })
	sorted := make([]Finding, len(order))
	var points []FunnelPoint
	for to, from := range order {
		sorted[to] = g.Slices[from]
		if g.Funnel != nil {
			points = append(points, g.Funnel.Points[from])
		}
	}
	g.Slices = sorted
	if g.Funnel != nil {
		g.Funnel.Points = points
	}
}

// before orders findings by adjusted p, then p, then size, then name.
func (f *Finding) before(o *Finding) int {
	const last = 2
	return cmp.Or(
		cmp.Compare(f.Adjusted.Or(last), o.Adjusted.Or(last)),
		cmp.Compare(f.Comparison.P.Or(last), o.Comparison.P.Or(last)),
		cmp.Compare(o.Comparison.A.N, f.Comparison.A.N),
		cmp.Compare(f.Value, o.Value),
		cmp.Compare(f.With, o.With),
	)
}

// Findings are the slices that were shown to differ by something relevant, of all groups,
// the surest first.
func (r *Report) Findings() []Finding {
	var out []Finding
	for _, f := range r.each() {
		if f.Shown && f.Relevant {
			out = append(out, *f)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return a.before(&b) })
	return out
}
