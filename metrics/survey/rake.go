package survey

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// A Margin is a grouping of the respondents whose totals are known.
type Margin struct {
	Name   string
	Of     []string           // the group of each respondent
	Totals map[string]float64 // customers in each group
}

// RakeOptions are the particulars of [Rake]. The zero value is the recommended
// setup.
type RakeOptions struct {
	Start         []float64 // weights to begin with, one a respondent; nil means 1 each
	Tolerance     float64   // how far a total may be off, as a share of it; 0 means 1e-10
	MaxIterations int       // 0 means 1 000
}

// ErrNotConverged says that no weights meet all margins, or that more rounds would
// be needed.
var ErrNotConverged = errors.New("survey: raking did not converge")

// Rake finds weights that bring respondents to the known totals of several
// groupings at once, changing the weights they begin with as little as possible:
// each round multiplies the weights of every group of every margin to its total,
// until all fit (Deming and Stephan 1940, iterative proportional fitting). The
// result has one weight a respondent, to be used with [NPS].
//
// The margins must agree on the number of customers. It is an error if a group
// that has customers has no respondent, or a respondent is in a group without a
// total.
func Rake(margins []Margin, o RakeOptions) ([]float64, error) {
	if o.Tolerance == 0 {
		o.Tolerance = 1e-10
	}
	if o.MaxIterations == 0 {
		o.MaxIterations = 1000
	}
	if !(o.Tolerance > 0) || o.MaxIterations < 0 {
		return nil, fmt.Errorf("survey: RakeOptions: tolerance %v and %d iterations, want numbers above 0", o.Tolerance, o.MaxIterations)
	}
	w, err := startWeights(margins, o)
	if err != nil {
		return nil, err
	}
	cells, err := cellsOf(margins, len(w))
	if err != nil {
		return nil, err
	}
	for range o.MaxIterations {
		for _, c := range cells {
			c.fit(w)
		}
		if worst(cells, w) <= o.Tolerance {
			return w, nil
		}
	}
	return nil, fmt.Errorf("%w: a total is off by %.2g after %d rounds", ErrNotConverged, worst(cells, w), o.MaxIterations)
}

// startWeights are the weights to begin with.
func startWeights(margins []Margin, o RakeOptions) ([]float64, error) {
	if len(margins) == 0 || len(margins[0].Of) == 0 {
		return nil, fmt.Errorf("survey: Rake needs a margin and a respondent")
	}
	n := len(margins[0].Of)
	if o.Start == nil {
		return slices.Repeat([]float64{1}, n), nil
	}
	if len(o.Start) != n {
		return nil, fmt.Errorf("survey: RakeOptions.Start has %d weights, want %d, one a respondent", len(o.Start), n)
	}
	for i, w := range o.Start {
		if !(w > 0) || math.IsInf(w, 1) {
			return nil, fmt.Errorf("survey: RakeOptions.Start[%d] is %v, want a finite number above 0", i, w)
		}
	}
	return slices.Clone(o.Start), nil
}

// A cell is one group of one margin.
type cell struct {
	total   float64
	members []int
}

func (c cell) sum(w []float64) float64 {
	var s float64
	for _, i := range c.members {
		s += w[i]
	}
	return s
}

func (c cell) fit(w []float64) {
	k := c.total / c.sum(w)
	for _, i := range c.members {
		w[i] *= k
	}
}

// worst is how far the worst total is off, as a share of it.
func worst(cells []cell, w []float64) float64 {
	var out float64
	for _, c := range cells {
		out = math.Max(out, math.Abs(c.sum(w)/c.total-1))
	}
	return out
}

// cellsOf lists the groups of all margins that have customers, in a fixed order.
func cellsOf(margins []Margin, n int) ([]cell, error) {
	var out []cell
	var customers float64
	for k, m := range margins {
		if len(m.Of) != n {
			return nil, fmt.Errorf("survey: margin %q groups %d respondents, want %d", m.Name, len(m.Of), n)
		}
		members := map[string][]int{}
		for i, group := range m.Of {
			members[group] = append(members[group], i)
		}
		var sum float64
		for _, group := range slices.Sorted(maps.Keys(m.Totals)) {
			total := m.Totals[group]
			sum += total
			switch {
			case !(total > 0) || math.IsInf(total, 1):
				return nil, fmt.Errorf("survey: margin %q has the total %v for %q, want a finite number above 0", m.Name, total, group)
			case members[group] == nil:
				return nil, fmt.Errorf("survey: margin %q has %v customers in %q and no respondent: combine it with another group", m.Name, total, group)
			}
			out = append(out, cell{total, members[group]})
			delete(members, group)
		}
		for _, group := range slices.Sorted(maps.Keys(members)) {
			return nil, fmt.Errorf("survey: margin %q has respondents in %q and no total for it", m.Name, group)
		}
		if k == 0 {
			customers = sum
		}
		if math.Abs(sum-customers) > 1e-9*customers {
			return nil, fmt.Errorf("survey: margin %q has %v customers, margin %q has %v: they must agree", m.Name, sum, margins[0].Name, customers)
		}
	}
	return out, nil
}
