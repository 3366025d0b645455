package effect

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
)

// A Controlled is the result of two comparisons, one where the action was taken and one
// where it was not.
type Controlled struct {
	Result
	Treated metrics.Comparison `json:"treated"` // A is after, B before
	Control metrics.Comparison `json:"control"`
}

// AgainstControl judges an action by what changed where it was taken less what changed
// where it was not, from the two comparisons of after with before that the accumulators
// make: the region with new couriers, and the other regions.
//
//	effect = treated change − control change
//
// The interval is built from those of the changes as [metrics.Compare] builds it (Zou and
// Donner 2008), and the p-value takes the end that faces 0 for as many standard errors as
// the confidence asks for. It takes the answers for independent: where those of a store or
// a region are alike and there are several, [DiffInDiff] with the units is right,
// and with one region treated there is no telling the action from what else happened to
// that region, which a warning says.
//
// Both comparisons must be of one definition ([metrics.MismatchError]) and confidence.
func AgainstControl(treated, control metrics.Comparison, o Options) (*Controlled, error) {
	if got, want := control.A.Definition, treated.A.Definition; got != want {
		return nil, &metrics.MismatchError{What: "definition", Got: string(got), Want: string(want)}
	}
	if o.Confidence == 0 {
		o.Confidence = treated.Confidence
	}
	o.Definition = treated.A.Definition
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	if treated.Confidence != o.Confidence || control.Confidence != o.Confidence {
		return nil, fmt.Errorf("effect: the comparisons have the confidences %v and %v, want %v", treated.Confidence, control.Confidence, o.Confidence)
	}
	out := &Controlled{Treated: treated, Control: control, Result: Result{Design: DifferenceInDifferences, Method: string(metrics.SquareAndAdd)}}
	out.warn(NoPreTrend, 0, "two periods: nobody can see whether both groups moved alike before, nor tell the action from what else happened to the treated group")
	z := dist.Z(o.Confidence)
	down := math.Hypot(reach(treated.Difference, treated.Low), reach(control.High, control.Difference))
	up := math.Hypot(reach(treated.High, treated.Difference), reach(control.Difference, control.Low))
	value := treated.Difference.Or(math.NaN()) - control.Difference.Or(math.NaN())
	facing := up
	if value > 0 {
		facing = down
	}
	out.Effect = Part{
		Value: metrics.NumberOf(value), StdErr: metrics.NumberOf((down + up) / 2 / z),
		Low: metrics.NumberOf(value - down), High: metrics.NumberOf(value + up),
		P: metrics.NumberOf(dist.NormalTwoSided(z * value / facing)),
	}
	out.Detectable = seen((down+up)/2/z, z, o.Power)
	answers := func(c metrics.Comparison) float64 { return 1/float64(c.A.N) + 1/float64(c.B.N) }
	const small = 0.2
	out.decide(o, (down+up)/2/z/math.Sqrt(answers(treated)+answers(control)), small)
	return out, nil
}

// reach is from − to; NaN if one is none.
func reach(from, to metrics.Number) float64 { return from.Or(math.NaN()) - to.Or(math.NaN()) }
