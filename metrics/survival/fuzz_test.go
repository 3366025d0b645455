package survival_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/survival"
)

// decodes checks one accumulator on bytes of any kind: no panic, and what decodes
// encodes to the same bytes and estimates to something that marshals.
func decodes[T any, A metrics.Accumulator[T]](t *testing.T, b []byte) {
	a := A(new(T))
	if a.UnmarshalBinary(b) == nil {
		again, err := a.MarshalBinary()
		if err != nil || string(again) != string(b) {
			t.Errorf("%T: %q became %q, %v", a, b, again, err)
		}
		if _, err := json.Marshal(a.Estimate()); err != nil {
			t.Errorf("%T: %v", a, err)
		}
	}
	a = A(new(T))
	if a.UnmarshalJSON(b) != nil {
		return
	}
	text, err := a.MarshalJSON()
	if err != nil {
		t.Fatalf("%T: %v", a, err)
	}
	if err := A(new(T)).UnmarshalJSON(text); err != nil {
		t.Errorf("%T: %s: %v", a, text, err)
	}
	if _, err := json.Marshal(a.Estimate()); err != nil {
		t.Errorf("%T: %v", a, err)
	}
}

func FuzzDecode(f *testing.F) {
	var times survival.Times
	var sketch survival.Sketch
	for _, add := range []func(time.Duration){times.Add, times.AddOpen, times.AddExit, sketch.Add, sketch.AddOpen, sketch.AddExit} {
		add(time.Minute)
		add(30 * time.Hour)
		add(-1)
	}
	for _, a := range []interface {
		MarshalBinary() ([]byte, error)
		MarshalJSON() ([]byte, error)
	}{times, sketch} {
		b, err := a.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		if b, err = a.MarshalJSON(); err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		decodes[survival.Times](t, b)
		decodes[survival.Sketch](t, b)
	})
}
