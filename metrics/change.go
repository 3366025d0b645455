package metrics

import (
	"errors"
	"fmt"

	"github.com/loamlib/loam/metrics/stat"
)

// A Change is by how much a number is to change, or has changed. "Fifteen per cent
// more" is two things: fifteen points make a satisfied share of 60 % one of 75 %, and
// fifteen per cent of it make it 69 %. So a change says which it is; one of the two
// is set.
type Change struct {
	Points   float64 `json:"points,omitzero"`   // in the unit of the number; of a share in hundredths, 0.15
	Relative float64 `json:"relative,omitzero"` // as a share of the number, 0.15
}

// ErrNotRelative says that a number has no relative change: 0 is in the middle of
// its scale, or not on it. Fifteen per cent more than a Net Promoter Score of -20
// is not -17 nor -23; ask for points.
var ErrNotRelative = errors.New("metrics: a relative change has no meaning for this number, want points")

// checkRelative reports units whose 0 is not nothing.
func checkRelative(u Unit) error {
	switch u {
	case UnitShare, UnitRatio, UnitSeconds, UnitRate, UnitCount:
		return nil
	}
	return ErrNotRelative
}

// From is what an estimate's value becomes by the change. It fails with
// [ErrNotRelative] where that makes no sense, with [stat.ErrNoData] if the value is
// undefined, and with a [*stat.ArgumentError] if not exactly one of the two is set
// or the metric cannot have the new value.
func (c Change) From(e Estimate) (float64, error) {
	v, ok := e.Value.Get()
	switch {
	case !ok:
		return 0, stat.ErrNoData
	case (c.Points == 0) == (c.Relative == 0):
		return 0, &stat.ArgumentError{Name: "Change.Points and Change.Relative", Value: c.Points, Want: "one of them other than 0"}
	case c.Relative != 0:
		if err := checkRelative(e.unit()); err != nil {
			return 0, fmt.Errorf("%s: %w", e.Definition, err)
		}
		v *= 1 + c.Relative
	default:
		v += c.Points
	}
	d := e.definition()
	if low, high := d.Low.Or(v), d.High.Or(v); !(v >= low && v <= high) {
		return 0, &stat.ArgumentError{Name: "the changed " + string(e.Definition), Value: v, Want: d.rangeText()}
	}
	return v, nil
}

// rangeText is what values a metric can have.
func (d Definition) rangeText() string {
	low, isLow := d.Low.Get()
	high, isHigh := d.High.Get()
	switch {
	case isLow && isHigh:
		return fmt.Sprintf("a number from %v to %v", low, high)
	case isLow:
		return fmt.Sprintf("a number of at least %v", low)
	}
	return "a number"
}

// Change is the change from the second group to the first: in points, and relative
// to the second where that has a meaning and the second is not 0.
func (c Comparison) Change() (points, relative Number) {
	b, ok := c.B.Value.Get()
	if d, isDefined := c.Difference.Get(); ok && isDefined && checkRelative(c.A.unit()) == nil {
		relative = NumberOf(d / b)
	}
	return c.Difference, relative
}
