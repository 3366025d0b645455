package correlate_test

import (
	"errors"
	"testing"

	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/stat"
)

// Values whose squares no float64 holds do not vary as far as anybody can tell; a
// correlation of them would be 0/0, which JSON has no word for.
func TestTooSmallToSquare(t *testing.T) {
	tiny := []float64{5e-324, 1e-323, 0, 5e-324, 1e-320, 5e-324, 1e-323, 0, 5e-324, 1e-320}
	if c, err := correlate.Pearson(tiny, tiny, 0); !errors.Is(err, stat.ErrUndefined) {
		t.Errorf("Pearson gave %v, %v; want ErrUndefined", c.Value, err)
	}
	for _, transform := range []correlate.Transform{correlate.Prewhiten, correlate.Difference, correlate.AsIs} {
		if c, err := correlate.Lagged(tiny, tiny, correlate.LagOptions{Transform: transform, MaxLag: 2}); !errors.Is(err, stat.ErrUndefined) {
			t.Errorf("%v gave %v, %v; want ErrUndefined", transform, c, err)
		}
	}
}

// The changes of a straight line are all the same but for rounding, which is nothing to
// correlate.
func TestLinesHaveNoChanges(t *testing.T) {
	x, y := make([]float64, 30), make([]float64, 30)
	for i := range x {
		x[i], y[i] = float64(i)*0.1, float64(i)*0.7+0.1
	}
	if c, err := correlate.Lagged(x, y, correlate.LagOptions{Transform: correlate.Difference}); !errors.Is(err, stat.ErrUndefined) {
		t.Errorf("got %v, %v; want ErrUndefined", c, err)
	}
}
