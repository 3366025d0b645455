package evaluate

import (
	"errors"
	"fmt"
	"math"
)

// A Name names a measure of a [Report].
type Name string

// The measures that a [Gate] can look at. The first three are of a class, the
// others of the whole.
const (
	Precision        Name = "precision"
	Recall           Name = "recall"
	F1               Name = "f1"
	Accuracy         Name = "accuracy"
	Coverage         Name = "coverage"
	MicroF1          Name = "micro_f1"
	MacroF1          Name = "macro_f1"
	WeightedF1       Name = "weighted_f1"
	BalancedAccuracy Name = "balanced_accuracy"
	MCC              Name = "mcc"
	KappaMeasure     Name = "kappa"
)

// Measure is the measure of that name, of a class for [Precision], [Recall] and
// [F1], else of the whole with an empty class. The error names what is not
// there.
func (r *Report) Measure(name Name, class string) (Measure, error) {
	if class != "" {
		c, ok := r.Class(class)
		if !ok {
			return Measure{}, &ArgumentError{"class", fmt.Sprintf("%q", class), "a class of the report"}
		}
		switch name {
		case Precision:
			return c.Precision, nil
		case Recall:
			return c.Recall, nil
		case F1:
			return c.F1, nil
		}
		return Measure{}, &ArgumentError{"measure", fmt.Sprintf("%q", name), "precision, recall or f1 for a class"}
	}
	whole := map[Name]Measure{
		Accuracy: r.Accuracy, Coverage: r.Coverage, MicroF1: r.MicroF1, MacroF1: r.MacroF1, WeightedF1: r.WeightedF1,
		BalancedAccuracy: r.BalancedAccuracy, MCC: r.MCC, KappaMeasure: r.Kappa,
	}
	m, ok := whole[name]
	if !ok {
		return Measure{}, &ArgumentError{"measure", fmt.Sprintf("%q", name), "a measure of the whole, or a class with it"}
	}
	return m, nil
}

// A Floor is the least that a measure may be.
type Floor struct {
	Measure Name
	Class   string // for precision, recall and f1
	Min     float64

	// Sure asks that the lower end of the interval reaches Min, not the value
	// alone: that the classifier is good enough, not that it was on these data. A
	// measure without an interval fails.
	Sure bool

	// MinN is how much feedback must be behind the measure; 0 does not ask.
	MinN int
}

// A Gate is what a team demands of a classifier before it is used, for the
// team's own tests:
//
//	gate := evaluate.Gate{
//		{Measure: evaluate.MacroF1, Min: 0.75},
//		{Measure: evaluate.Recall, Class: "complaint", Min: 0.9, MinN: 100},
//	}
//	if err := gate.Check(report); err != nil {
//		t.Error(err)
//	}
type Gate []Floor

// Check reports every floor that r does not reach, joined; nil if none. Each
// error in the join is a [*FloorError], or an [*ArgumentError] for a floor that
// asks for what there is not. An undefined measure reaches no floor.
func (g Gate) Check(r Report) error {
	var errs []error
	for i, f := range g {
		m, err := r.Measure(f.Measure, f.Class)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("floor %d: %w", i, err))
		case math.IsNaN(f.Min):
			errs = append(errs, &ArgumentError{fmt.Sprintf("floor %d: Min", i), "NaN", "a number"})
		case !f.reached(m):
			errs = append(errs, &FloorError{f, m})
		}
	}
	return errors.Join(errs...)
}

func (f Floor) reached(m Measure) bool {
	if !m.Defined() || m.N < f.MinN {
		return false
	}
	if f.Sure {
		return m.Method != "" && m.Low >= f.Min
	}
	return m.Value >= f.Min
}

// A FloorError reports a floor that was not reached.
type FloorError struct {
	Floor Floor
	Got   Measure
}

// Error says which measure, what it is and what was asked for.
func (e *FloorError) Error() string {
	name := string(e.Floor.Measure)
	if e.Floor.Class != "" {
		name += " of " + e.Floor.Class
	}
	want := fmt.Sprintf("at least %v", e.Floor.Min)
	if e.Floor.Sure {
		want = fmt.Sprintf("surely at least %v", e.Floor.Min)
	}
	if e.Floor.MinN > 0 {
		want += fmt.Sprintf(" on %d or more", e.Floor.MinN)
	}
	return fmt.Sprintf("evaluate: %s is %v, want %s", name, e.Got, want)
}
