package feedback_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback"
)

func TestNamedScales(t *testing.T) {
	want := map[feedback.Scale]feedback.Bounds{
		feedback.NPS:    {Min: 0, Max: 10, Step: 1, Direction: feedback.HighIsGood},
		feedback.CSAT5:  {Min: 1, Max: 5, Step: 1, Direction: feedback.HighIsGood},
		feedback.CSAT7:  {Min: 1, Max: 7, Step: 1, Direction: feedback.HighIsGood},
		feedback.CSAT10: {Min: 1, Max: 10, Step: 1, Direction: feedback.HighIsGood},
		feedback.CES5:   {Min: 1, Max: 5, Step: 1, Direction: feedback.LowIsGood}, // effort
		feedback.CES7:   {Min: 1, Max: 7, Step: 1, Direction: feedback.HighIsGood},
		feedback.Stars5: {Min: 1, Max: 5, Step: 1, Direction: feedback.HighIsGood},
		feedback.Thumbs: {Min: 0, Max: 1, Step: 1, Direction: feedback.HighIsGood},
	}
	if len(feedback.Scales()) != len(want) {
		t.Errorf("%d scales are listed, want %d", len(feedback.Scales()), len(want))
	}
	for _, s := range feedback.Scales() {
		if got, err := s.Bounds(); err != nil || got != want[s] {
			t.Errorf("%s: %+v, %v, want %+v", s, got, err, want[s])
		}
	}
}

func TestCustomScales(t *testing.T) {
	for text, want := range map[string]feedback.Bounds{
		"mood:1..3":        {Min: 1, Max: 3, Step: 1, Direction: feedback.HighIsGood},
		"pain:0..10:low":   {Min: 0, Max: 10, Step: 1, Direction: feedback.LowIsGood},
		"ease:-5..5":       {Min: -5, Max: 5, Step: 1, Direction: feedback.HighIsGood},
		"stars:0.5..5/0.5": {Min: 0.5, Max: 5, Step: 0.5, Direction: feedback.HighIsGood},
		"評分:0..100/0.1":    {Min: 0, Max: 100, Step: 0.1, Direction: feedback.HighIsGood},
		"x:1..2:high":      {Min: 1, Max: 2, Step: 1, Direction: feedback.HighIsGood},
	} {
		var s feedback.Scale
		if err := s.UnmarshalText([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got, err := s.Bounds(); err != nil || got != want {
			t.Errorf("%q: %+v, %v, want %+v", text, got, err, want)
		}
	}
	for _, wrong := range []string{
		"", "smiles", ":1..3", " mood:1..3x", "mood:1..", "mood:3..1", "mood:1..1", "mood:1..3/0", "mood:1..3/-1", "mood:1..3/0.7",
		"mood:1..3:up", "mood:NaN..3", "mood:1..Inf", "mood:-Inf..3", "mood:1..3/Inf", "nps:0..100", "mood:1-3", "mood:1..3:low:high",
	} {
		var s feedback.Scale
		err := s.UnmarshalText([]byte(wrong))
		if _, ok := errors.AsType[*feedback.ScaleError](err); !ok {
			t.Errorf("%q gives %v, want a ScaleError", wrong, err)
		}
		if s != "" {
			t.Errorf("%q: scale was set in spite of the error", wrong)
		}
	}
}

func TestNewScale(t *testing.T) {
	for _, b := range []feedback.Bounds{
		{Min: 1, Max: 3, Step: 1, Direction: feedback.HighIsGood},
		{Min: 0.5, Max: 5, Step: 0.5, Direction: feedback.LowIsGood},
		{Min: -100, Max: 100, Step: 0.25, Direction: feedback.HighIsGood},
	} {
		s, err := feedback.NewScale("mine", b)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Bounds()
		if diff := cmp.Diff(b, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", s, err, diff)
		}
	}
	for name, b := range map[string]feedback.Bounds{
		"":        {Min: 1, Max: 3, Step: 1},
		"csat5":   {Min: 1, Max: 5, Step: 1},
		"no step": {Min: 1, Max: 3},
		"nan":     {Min: math.NaN(), Max: 3, Step: 1},
		"co:lon":  {Min: 1, Max: 3, Step: 1},
	} {
		if s, err := feedback.NewScale(name, b); err == nil {
			t.Errorf("NewScale(%q, %+v) = %q without an error", name, b, s)
		}
	}
}

func TestRatingValidate(t *testing.T) {
	tests := []struct {
		scale   feedback.Scale
		value   float64
		problem feedback.RatingProblem
	}{
		{feedback.NPS, 0, ""}, {feedback.NPS, 10, ""}, {feedback.NPS, 11, feedback.OffScale}, {feedback.NPS, -1, feedback.OffScale},
		{feedback.NPS, 7.5, feedback.BetweenSteps}, {feedback.NPS, math.NaN(), feedback.NotANumber}, {feedback.NPS, math.Inf(1), feedback.OffScale},
		{feedback.CSAT5, 0, feedback.OffScale}, {feedback.Thumbs, 1, ""}, {feedback.Stars5, 4.5, feedback.BetweenSteps},
		{"half:0..5/0.1", 0.3, ""}, {"half:0..5/0.1", 0.35, feedback.BetweenSteps}, {"wide:0..1000000", 999999, ""}, {"wide:0..1000000", 0.5, feedback.BetweenSteps},
	}
	for _, test := range tests {
		err := feedback.Rating{Scale: test.scale, Value: test.value}.Validate()
		e, _ := errors.AsType[*feedback.RatingError](err)
		if (err == nil) != (test.problem == "") || e != nil && e.Problem != test.problem {
			t.Errorf("%v on %s: %v, want %q", test.value, test.scale, err, test.problem)
		}
	}
	if err := (feedback.Rating{Scale: feedback.NPS, Value: 11}).Validate(); !strings.Contains(err.Error(), "rating 11 is not on the scale nps (0 to 10, whole numbers)") {
		t.Errorf("the error does not say what is allowed: %v", err)
	}
}

func TestClass(t *testing.T) {
	want := []feedback.NPSClass{1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3}
	for v, class := range want {
		if got, ok := (feedback.Rating{Scale: feedback.NPS, Value: float64(v)}).Class(); got != class || !ok {
			t.Errorf("class of %d is %v, %v, want %v", v, got, ok, class)
		}
	}
	for _, r := range []feedback.Rating{{Scale: feedback.CSAT10, Value: 9}, {Scale: feedback.NPS, Value: 11}, {Scale: feedback.NPS, Value: 7.5}, {Scale: "x:0..10", Value: 3}} {
		if got, ok := r.Class(); ok {
			t.Errorf("%v on %s has class %v", r.Value, r.Scale, got)
		}
	}
}

func TestShare(t *testing.T) {
	for s, want := range map[feedback.Scale][2]float64{feedback.CSAT5: {0, 1}, feedback.CES5: {1, 0}, feedback.NPS: {0.1, 1}} {
		b, _ := s.Bounds()
		if got := [2]float64{b.Share(1), b.Share(b.Max)}; got != want {
			t.Errorf("shares on %s are %v, want %v", s, got, want)
		}
	}
}

func FuzzScale(f *testing.F) {
	for _, s := range []string{"nps", "mood:1..3", "a:0..1/0.1:low", "a:1e300..2e308", "::", "a:0..1/1e-300"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var s feedback.Scale
		if s.UnmarshalText([]byte(text)) != nil {
			return
		}
		b, err := s.Bounds()
		if err != nil || !(b.Min < b.Max) || !(b.Step > 0) {
			t.Errorf("%q was accepted with %+v, %v", text, b, err)
		}
		for _, end := range []float64{b.Min, b.Max} {
			if err := (feedback.Rating{Scale: s, Value: end}).Validate(); err != nil {
				t.Errorf("the end %v of %q is no answer: %v", end, text, err)
			}
		}
		out, err := json.Marshal(s)
		var back feedback.Scale
		if err != nil || json.Unmarshal(out, &back) != nil || back != s {
			t.Errorf("%q became %q through JSON (%v)", s, back, err)
		}
	})
}
