package effect

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/segment"
)

// A Baseline says how the period before came to be looked at.
type Baseline struct {
	// ChosenBecauseBad says that the action was taken because this period was bad. Some
	// of what makes the worst of many periods the worst is chance, which does not come
	// again: the next one is better on average even if nobody does anything.
	ChosenBecauseBad bool
	// History are the estimates of periods of the same kind, the one before among them
	// (its place is Chosen), with which the rebound that chance alone brings is computed
	// and taken off. Without them there is only a warning.
	History []metrics.Estimate
	Chosen  int
}

// A Change is the result of comparing two periods.
type Change struct {
	Result
	Comparison metrics.Comparison `json:"comparison"` // A is after, B before
	// Expected is what the period before would have been on average, without the chance
	// that made it bad: the shrunken value among its history. None without one.
	Expected segment.Shrunken `json:"expected"`
}

// BeforeAfter judges an action by two periods: a comparison of the period after (A) with
// that before (B), as the Compare methods of the accumulators make them:
//
//	c, err := after.Compare(before, metrics.DefaultConfidence)
//	r, err := effect.BeforeAfter(c, effect.Baseline{}, effect.Options{})
//
// The effect is the comparison's difference with its interval and test. The detectable
// change is (z_α/2 + z_power) standard errors, which the width of that interval gives.
//
// Where the period before was chosen because it was bad and its history is given, the
// effect is after less the shrunken value of before, by [segment.ShrinkNormal] with the
// estimator of Paule and Mandel and variances from the intervals. The error says what is
// wrong with options or history.
func BeforeAfter(c metrics.Comparison, b Baseline, o Options) (*Change, error) {
	if o.Confidence == 0 {
		o.Confidence = c.Confidence
	}
	o.Definition = c.A.Definition
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	if o.Confidence != c.Confidence {
		return nil, fmt.Errorf("effect: Options.Confidence is %v, and that of the comparison %v: leave it out", o.Confidence, c.Confidence)
	}
	out := &Change{Comparison: c, Result: Result{
		Design: BeforeAfterAlone, Method: fmt.Sprintf("%s; %s", c.Method, c.Test),
		Effect: Part{Value: c.Difference, Low: c.Low, High: c.High, P: c.P}, Warnings: slices.Clone(c.Warnings),
	}}
	se := halfWidth(c.Low, c.High) / dist.Z(o.Confidence)
	if b.ChosenBecauseBad {
		if se, err = out.rebound(b, se, o); err != nil {
			return nil, err
		}
	}
	out.Effect.StdErr = metrics.NumberOf(se)
	out.Detectable = seen(se, dist.Z(o.Confidence), o.Power)
	unit := halfWidth(c.Low, c.High) / dist.Z(o.Confidence) / math.Sqrt(1/float64(c.A.N)+1/float64(c.B.N))
	const small = 0.2
	out.decide(o, unit, small)
	return out, nil
}

// halfWidth is NaN without both ends.
func halfWidth(low, high metrics.Number) float64 {
	return (high.Or(math.NaN()) - low.Or(math.NaN())) / 2
}

// rebound takes off what chance alone brings after a bad period, and returns the new
// standard error.
func (c *Change) rebound(b Baseline, se float64, o Options) (float64, error) {
	if len(b.History) == 0 {
		c.warn(RegressionToTheMean, 0, "the period before was chosen because it was bad, so the next one is better on average by itself: give its history to have that taken off")
		return se, nil
	}
	if b.Chosen < 0 || b.Chosen >= len(b.History) {
		return 0, fmt.Errorf("effect: Baseline.Chosen is %d, want the place of the period before among %d of History", b.Chosen, len(b.History))
	}
	const fewest = 3 // periods, below which there is no telling how much they vary
	if len(b.History) < fewest {
		return 0, fmt.Errorf("effect: Baseline.History has %d periods, want at least %d", len(b.History), fewest)
	}
	var values, variances []float64
	for i, e := range b.History {
		if e.Definition != o.Definition {
			return 0, &metrics.MismatchError{What: "definition", Got: string(e.Definition), Want: string(o.Definition)}
		}
		v, ok := e.Value.Get()
		se := halfWidth(e.Low, e.High) / dist.Z(e.Confidence)
		if !ok || !(se > 0) {
			return 0, fmt.Errorf("effect: Baseline.History[%d] is %v, want a value and an interval with a width", i, e)
		}
		values, variances = append(values, v), append(variances, se*se)
	}
	s, err := segment.ShrinkNormal(values, variances, segment.PauleMandel, o.Confidence)
	if err != nil {
		return 0, err
	}
	c.Expected = s.Shrunk[b.Chosen]
	expected := c.Expected.Value.Or(0)
	z := dist.Z(o.Confidence)
	after := halfWidth(c.Comparison.A.Low, c.Comparison.A.High) / z
	before := halfWidth(c.Expected.Low, c.Expected.High) / z
	se = math.Hypot(after, before)
	c.Effect = part(c.Comparison.A.Value.Or(math.NaN())-expected, se, 0, o.Confidence)
	c.Method = "normal test against the shrunken value of the period before"
	c.warn(RegressionToTheMean, 0, fmt.Sprintf("of the period before, which was chosen because it was bad, %.4g was to be expected and not %.4g: the difference comes back by itself and is taken off",
		expected, values[b.Chosen]))
	return se, nil
}

// Worst is the place of the worst period of a history: the one that gets an action. High
// values are good unless the definition says otherwise; periods without a value are
// passed over, and -1 is none.
func Worst(history []metrics.Estimate) int {
	worst, lowest := -1, math.Inf(1)
	for i, e := range history {
		v, ok := e.Value.Get()
		if d, _ := metrics.Lookup(e.Definition); d.Better == feedback.LowIsGood {
			v = -v
		}
		if ok && v < lowest {
			worst, lowest = i, v
		}
	}
	return worst
}
