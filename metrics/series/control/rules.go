package control

import (
	"fmt"
	"math"
	"slices"
)

// A Rule is a pattern of points that signals. All but the first are the run rules of
// Western Electric (1956); they find small shifts sooner and alarm falsely more
// often. Gaps are passed over.
type Rule string

// The rules, with after how many points of a chart of three sigmas there is a false
// alarm on average if the rule is looked for besides points beyond the limits, which
// alone have 370. All of them together have 92 (Champ and Woodall 1987).
const (
	BeyondLimits Rule = "beyond_limits"
	TwoOfThree   Rule = "two_of_three" // two of three points more than 2 sigmas off on one side: 225
	FourOfFive   Rule = "four_of_five" // four of five points more than 1 sigma off on one side: 166
	EightInARow  Rule = "eight_in_row" // eight points in a row on one side of the centre: 153
)

// A pattern is that of hits of the last points more than zone sigmas off.
type pattern struct {
	hits, of int
	zone     float64
}

func (r Rule) pattern() (pattern, bool) {
	switch r {
	case TwoOfThree:
		return pattern{2, 3, 2}, true
	case FourOfFive:
		return pattern{4, 5, 1}, true
	case EightInARow:
		return pattern{8, 8, 0}, true
	}
	return pattern{}, r == BeyondLimits // which is always looked for
}

func (r Rule) check() error {
	if _, ok := r.pattern(); !ok {
		return fmt.Errorf("control: Options.Rules has %q, want one of %s, %s, %s", string(r), TwoOfThree, FourOfFive, EightInARow)
	}
	return nil
}

// apply marks the points that complete the pattern. The last point must be a hit
// itself, so that a signal stands where something happens.
func (r Rule) apply(points []Point) {
	p, ok := r.pattern()
	if !ok || p.of == 0 {
		return
	}
	for _, side := range []float64{1, -1} {
		var window []bool
		for i := range points {
			z := points[i].z()
			if math.IsNaN(z) {
				continue
			}
			window = append(window, side*z > p.zone)
			window = window[max(0, len(window)-p.of):]
			if p.complete(window) && !slices.Contains(points[i].Signals, r) {
				points[i].Signals = append(points[i].Signals, r)
			}
		}
	}
}

func (p pattern) complete(window []bool) bool {
	hits := 0
	for _, hit := range window {
		if hit {
			hits++
		}
	}
	return hits >= p.hits && window[len(window)-1]
}
