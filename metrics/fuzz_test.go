package metrics_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
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
		usable[T](t, a)
	}
	a = A(new(T))
	if a.UnmarshalJSON(b) == nil {
		usable[T](t, a)
	}
}

// usable checks that a decoded accumulator works like any other.
func usable[T any, A metrics.Accumulator[T]](t *testing.T, a A) {
	if _, err := json.Marshal(a.Estimate()); err != nil {
		t.Errorf("%T: %v", a, err)
	}
	text, err := a.MarshalJSON()
	if err != nil && strings.Contains(err.Error(), "UTF-8") {
		return // a key that JSON would change is refused
	}
	if err != nil {
		t.Fatalf("%T: %v", a, err)
	}
	b := A(new(T))
	if err := b.UnmarshalJSON(text); err != nil {
		t.Fatalf("%T: %s: %v", a, text, err)
	}
	want, _ := a.MarshalBinary()
	if got, err := b.MarshalBinary(); err != nil || string(got) != string(want) {
		t.Errorf("%T: through JSON %q became %q, %v", a, want, got, err)
	}
}

func FuzzDecode(f *testing.F) {
	seed := func(a interface {
		MarshalBinary() ([]byte, error)
		MarshalJSON() ([]byte, error)
	}) {
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
	var nps metrics.NPS
	nps.Add(9)
	nps.Add(99)
	seed(nps)
	csat, err := metrics.NewCSAT(metrics.CSATOptions{Scale: "mood:0..2/0.5", TopBoxes: 1, Handling: true})
	if err != nil {
		f.Fatal(err)
	}
	csat.Add(1)
	seed(csat)
	var ces metrics.CES
	ces.Add(7)
	seed(ces)
	rate := metrics.Rate{Definition: metrics.IDChurnRate}
	rate.Add(true)
	seed(rate)
	var ratio metrics.NegativePositiveRatio
	ratio.Add(feedback.Negative)
	seed(ratio)
	var net metrics.NetSentiment
	net.Add(feedback.Unknown)
	seed(net)
	events := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
	if err := events.Add(3, 15.84); err != nil {
		f.Fatal(err)
	}
	seed(events)
	cohort := metrics.Cohort{Periods: 3}
	cohort.Add(2)
	seed(cohort)
	var voice metrics.Voice
	voice.Add("品牌", feedback.Positive)
	seed(voice)
	f.Fuzz(func(t *testing.T, b []byte) {
		decodes[metrics.NPS](t, b)
		decodes[metrics.EventRate](t, b)
		decodes[metrics.Cohort](t, b)
		decodes[metrics.Voice](t, b)
		decodes[metrics.CSAT](t, b)
		decodes[metrics.CES](t, b)
		decodes[metrics.Rate](t, b)
		decodes[metrics.NegativePositiveRatio](t, b)
		decodes[metrics.NetSentiment](t, b)
	})
}

func FuzzGroups(f *testing.F) {
	var g metrics.Groups[metrics.NPS, *metrics.NPS]
	g.At("台北").Add(9)
	g.At("臺中").Add(3)
	b, err := g.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	if b, err = g.MarshalJSON(); err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var g metrics.Groups[metrics.NPS, *metrics.NPS]
		if g.UnmarshalBinary(b) == nil {
			if again, err := g.MarshalBinary(); err != nil || string(again) != string(b) {
				t.Errorf("%q became %q, %v", b, again, err)
			}
		}
		if g.UnmarshalJSON(b) == nil {
			var same metrics.Groups[metrics.NPS, *metrics.NPS]
			text, err := g.MarshalJSON()
			if err != nil || same.UnmarshalJSON(text) != nil || same.Len() != g.Len() {
				t.Errorf("%q became %q, %v", b, text, err)
			}
			if _, err := g.Total(); err != nil && !errors.Is(err, metrics.ErrTooMany) {
				t.Errorf("%q: %v", b, err)
			}
		}
	})
}
