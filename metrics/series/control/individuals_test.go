package control_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/series/control"
	"github.com/loamlib/loam/metrics/stat"
)

// Values that are all the same are their own centre, whether or not a sum of them can be
// written exactly: thirty times 0.1 cannot.
func TestEqualValuesDoNotSignal(t *testing.T) {
	for _, v := range []float64{0.1, 7.3, 1.0 / 3, -1e9 / 7} {
		for _, o := range []control.Options{{}, {Textbook: true}, {Frozen: 10}} {
			c, err := control.Individuals(slices.Repeat([]float64{v}, 30), o)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Beyond) > 0 || c.Center != v {
				t.Errorf("%v with %+v: beyond %v, center %v; want none, and the value", v, o, c.Beyond, c.Center)
			}
		}
	}
}

// Sums of values too large for their squares are refused, so that what is returned is
// finite and marshals.
func TestValuesTooLargeToAddUp(t *testing.T) {
	large := []float64{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64, 1, 2, 3}
	_, individuals := control.Individuals(large, control.Options{})
	_, cusum := control.CUSUM(large, 0, 1, control.CUSUMOptions{})
	_, small := control.CUSUM([]float64{1, 2}, 0, 5e-324, control.CUSUMOptions{})
	for _, err := range []error{individuals, cusum, small} {
		if wrong := new(stat.ArgumentError); !errors.As(err, &wrong) {
			t.Errorf("got %v, want an ArgumentError", err)
		}
	}
	c, err := control.Individuals([]float64{1e150, -1e150, 1e150, 0, 1e150, -1e150}, control.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(c); err != nil {
		t.Error(err)
	}
}
