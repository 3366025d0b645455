package segment

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

// Options say how feedback is divided. The zero value is [Dimensions], not crossed.
type Options struct {
	Dimensions []Dimension
	// Cross lists pairs of dimensions, by name, whose values are to be combined:
	// {"region", "product"}. Each pair multiplies the number of tests.
	Cross [][2]string
}

// A Collector counts the answers of every slice in one pass. Collectors of the same
// measure and options merge exactly, in any order, and go to bytes or JSON and back. It
// holds a few counts a slice and no feedback, so its size does not depend on how much
// there is: a dimension of ten thousand shops takes about two megabytes. Adding takes one to
// two microseconds with the dimensions of the zero options.
//
// Make one with [NewCollector]: the zero value does not know what it measures, and can
// neither be added to nor report. It is not safe for concurrent use: give each goroutine
// its own and merge.
type Collector struct {
	measure    Measure
	dimensions []Dimension
	state      state
	values     [][]string // of the feedback being added, by dimension
}

// errNotMade is what a zero Collector says.
var errNotMade = errors.New("segment: the collector has no measure: make it with NewCollector")

// state is what was counted.
type state struct {
	definition metrics.ID
	answers    int
	whole      tally
	groups     []group
	rejects    metrics.Rejects
	unanswered int64 // feedback that was not asked, or could not be judged
}

// A group is a dimension, or two that are crossed, with its slices.
type group struct {
	first, second int // of the dimensions; second is none if there is one
	names         [2]string
	known         tally // answers whose values are known: a slice and its rest
	slices        map[[2]string]tally
}

// NewCollector makes an empty collector. The error says what is wrong with measure or
// options.
func NewCollector(m Measure, o Options) (*Collector, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if o.Dimensions == nil {
		o.Dimensions = Dimensions()
	}
	c := &Collector{measure: m, dimensions: slices.Clone(o.Dimensions), values: make([][]string, len(o.Dimensions))}
	c.state = state{definition: m.definition, answers: m.answers, whole: make(tally, m.answers)}
	for i, d := range c.dimensions {
		switch {
		case d.Name == "" || !utf8.ValidString(d.Name):
			return nil, fmt.Errorf("segment: Options.Dimensions[%d]: the name %q is empty or not UTF-8", i, d.Name)
		case c.find(d.Name) != i:
			return nil, fmt.Errorf("segment: Options.Dimensions[%d]: a second dimension %q", i, d.Name)
		}
		c.state.groups = append(c.state.groups, newGroup(m, i, none, d.Name, ""))
	}
	for i, pair := range o.Cross {
		a, b := c.find(pair[0]), c.find(pair[1])
		if a < 0 || b < 0 || a == b {
			return nil, fmt.Errorf("segment: Options.Cross[%d]: want two different dimensions of Options.Dimensions, got %q and %q", i, pair[0], pair[1])
		}
		c.state.groups = append(c.state.groups, newGroup(m, a, b, pair[0], pair[1]))
	}
	return c, nil
}

func newGroup(m Measure, first, second int, name, crossed string) group {
	return group{first, second, [2]string{name, crossed}, make(tally, m.answers), map[[2]string]tally{}}
}

// find is the place of a dimension; below 0 if there is none.
func (c *Collector) find(name string) int {
	return slices.IndexFunc(c.dimensions, func(d Dimension) bool { return d.Name == name })
}

// Add counts one piece of feedback. A nil analysis is an empty one. An answer off its
// scale is rejected, and feedback without an answer is counted as unanswered.
func (c *Collector) Add(f *feedback.Feedback, a *feedback.Analysis) {
	if a == nil {
		a = &feedback.Analysis{}
	}
	answer, why := c.measure.of(f, a)
	if !c.counts(answer, why) {
		return
	}
	for i, d := range c.dimensions {
		c.values[i] = c.values[i][:0]
		if d.Append != nil {
			c.values[i] = d.Append(c.values[i], f, a)
		}
	}
	c.count(answer)
}

// AddRow counts an answer of the caller's own rows and the slices it belongs to, in
// dimensions of the options; what an answer is says the function that made the
// measure. An answer off its scale is rejected. It is an error, and nothing is
// counted, if a dimension is not among the options or a second value is given of one
// that has one.
func (c *Collector) AddRow(answer float64, in ...Slice) error {
	if c.measure.parse == nil {
		return errNotMade
	}
	for i := range c.values {
		c.values[i] = c.values[i][:0]
	}
	for _, s := range in {
		i := c.find(s.Dimension)
		if i < 0 {
			return fmt.Errorf("segment: a row has the dimension %q, which is not among Options.Dimensions", s.Dimension)
		}
		c.values[i] = append(c.values[i], s.Value)
		if len(c.values[i]) > 1 && !c.dimensions[i].Several {
			return fmt.Errorf("segment: a row has two values in the dimension %q: set Several if that may be", s.Dimension)
		}
	}
	if place, why := c.measure.parse(answer); c.counts(place, why) {
		c.count(place)
	}
	return nil
}

// counts notes why an answer does not count, and reports whether it does.
func (c *Collector) counts(answer int, why metrics.Reason) bool {
	switch {
	case why != "":
		c.state.rejects.Add(why)
	case answer == none:
		c.state.unanswered++
	default:
		return true
	}
	return false
}

// count adds an answer to the slices of the values that were read.
func (c *Collector) count(answer int) {
	for i, values := range c.values {
		c.values[i] = distinct(values)
		if len(c.values[i]) > 1 && !c.dimensions[i].Several {
			c.values[i] = c.values[i][:1]
		}
	}
	c.state.whole[answer]++
	nothing := []string{""}
	for i := range c.state.groups {
		g := &c.state.groups[i]
		firsts, seconds := c.values[g.first], nothing
		known := len(firsts) > 0 || c.dimensions[g.first].Several
		if g.second != none {
			seconds = c.values[g.second]
			known = known && (len(seconds) > 0 || c.dimensions[g.second].Several)
		}
		if !known {
			continue
		}
		g.known[answer]++
		for _, first := range firsts {
			for _, second := range seconds {
				g.at([2]string{first, second})[answer]++
			}
		}
	}
}

// at is the tally of a slice, made if need be.
func (g *group) at(key [2]string) tally {
	t, ok := g.slices[key]
	if !ok {
		t = make(tally, len(g.known))
		g.slices[[2]string{strings.Clone(key[0]), strings.Clone(key[1])}] = t
	}
	return t
}

// distinct sorts values and leaves out what is empty or said twice. What is no text
// becomes the character for that, so that JSON can hold it.
func distinct(values []string) []string {
	for i, v := range values {
		if !utf8.ValidString(v) {
			values[i] = strings.ToValidUTF8(v, "\uFFFD")
		}
	}
	values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	slices.Sort(values)
	return slices.Compact(values)
}

// Merge adds what o has counted. It fails, changing nothing, if o has another measure
// or other dimensions ([metrics.MismatchError]) or the counts would grow too large.
func (c *Collector) Merge(o *Collector) error {
	if c.measure.parse == nil {
		return errNotMade
	}
	if err := c.state.same(&o.state); err != nil {
		return err
	}
	sum, err := c.state.plus(&o.state)
	if err != nil {
		return err
	}
	c.state = sum
	return nil
}

// same reports in what o was counted differently.
func (s *state) same(o *state) error {
	if s.definition != o.definition {
		return &metrics.MismatchError{What: "definition", Got: string(o.definition), Want: string(s.definition)}
	}
	if s.answers != o.answers {
		return &metrics.MismatchError{What: "number of answers", Got: fmt.Sprint(o.answers), Want: fmt.Sprint(s.answers)}
	}
	if got, want := o.dimensions(), s.dimensions(); got != want {
		return &metrics.MismatchError{What: "list of dimensions", Got: got, Want: want}
	}
	return nil
}

func (s *state) dimensions() string {
	var out []string
	for _, g := range s.groups {
		out = append(out, strings.TrimSuffix(g.names[0]+" × "+g.names[1], " × "))
	}
	return strings.Join(out, ", ")
}

func (s *state) plus(o *state) (sum state, err error) {
	sum = *s
	if sum.whole, err = s.whole.plus(o.whole); err != nil {
		return sum, err
	}
	if s.unanswered > most-o.unanswered {
		return sum, metrics.ErrTooMany
	}
	sum.unanswered += o.unanswered
	if err := sum.rejects.Merge(&o.rejects); err != nil {
		return sum, err
	}
	sum.groups = make([]group, len(s.groups))
	for i, g := range s.groups {
		with := o.groups[i]
		merged := group{g.first, g.second, g.names, nil, make(map[[2]string]tally, len(g.slices))}
		if merged.known, err = g.known.plus(with.known); err != nil {
			return sum, err
		}
		for _, from := range []map[[2]string]tally{g.slices, with.slices} {
			for key, t := range from {
				if merged.slices[key], err = merged.at(key).plus(t); err != nil {
					return sum, err
				}
			}
		}
		sum.groups[i] = merged
	}
	return sum, nil
}

// Rejected is what was set aside.
func (c *Collector) Rejected() metrics.Rejects { return c.state.rejects }

// Unanswered is how much feedback was not asked, or could not be judged.
func (c *Collector) Unanswered() int64 { return c.state.unanswered }

// Estimate is the number of all slices together, with its 95 % interval.
func (c *Collector) Estimate() metrics.Estimate {
	if c.measure.parse == nil {
		return metrics.Estimate{}
	}
	e, _ := c.measure.estimate(c.state.whole, metrics.DefaultConfidence) // counts and confidence are right
	e.Warnings = append(e.Warnings, c.warnings()...)
	return e
}

// warnings say what was set aside.
func (c *Collector) warnings() []metrics.Warning {
	n := c.state.rejects.Total()
	if n == 0 {
		return nil
	}
	return []metrics.Warning{{Code: metrics.Rejected, Count: n, Detail: c.state.rejects.String()}}
}

// keys are those of the slices, in order.
func (g *group) keys() [][2]string {
	out := make([][2]string, 0, len(g.slices))
	for key := range g.slices {
		out = append(out, key)
	}
	slices.SortFunc(out, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return out
}

// slice is the slice of a key.
func (g *group) slice(key [2]string) Slice {
	return Slice{g.names[0], key[0], g.names[1], key[1]}
}
