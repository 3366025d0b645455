package linear_test

import (
	"math"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
)

func TestBlendedLogitsAreTheWeightedSum(t *testing.T) {
	one, _ := train(t, examples(6), &linear.Options{Bits: 14})
	two, _ := train(t, examples(2), &linear.Options{Bits: 14, Rate: 0.5})
	m, err := linear.Blend(linear.Share{Model: one, Weight: 0.75}, linear.Share{Model: two, Weight: -0.5})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"Please refund order 7.", "Order 7 arrived broken", "谢谢，非常满意", "nothing known", ""} {
		grams := m.Reader().Read(text.Prepare(s))
		a, b := one.Logits(nil, grams), two.Logits(nil, grams)
		for k, z := range m.Logits(nil, grams) {
			if want := 0.75*a[k] - 0.5*b[k]; math.Abs(z-want) > 0.1 { // rounding
				t.Errorf("%q: logit of %s is %.3f, want %.3f", s, m.Labels()[k], z, want)
			}
		}
	}
}

// A model alone, at its full weight, is itself but for rounding.
func TestBlendOfOneIsThatOne(t *testing.T) {
	m, _ := train(t, examples(3), &linear.Options{Bits: 12})
	b, err := linear.Blend(linear.Share{Model: m, Weight: 1})
	if err != nil {
		t.Fatal(err)
	}
	if b.Grams() != m.Grams() || b.String() != m.String() {
		t.Errorf("the blend is a %v, want a %v", b, m)
	}
}

func TestBlendRefuses(t *testing.T) {
	m := against(t, "request", linear.Options{Bits: 8})
	plain := against(t, "request", linear.Options{Bits: 8, Plain: true})
	larger := against(t, "request", linear.Options{Bits: 9})
	other := against(t, "praise", linear.Options{Bits: 8})
	for _, c := range []struct {
		name   string
		shares []linear.Share
		says   string
	}{
		{"nothing", nil, "no models"},
		{"no model", []linear.Share{{Weight: 1}}, "share 0 has no model"},
		{"no second model", []linear.Share{{m, 1}, {nil, 1}}, "share 1 has no model"},
		{"other labels", []linear.Share{{m, 1}, {other, 1}}, "model 1 is a multinomial linear model of 2 labels (praise, rest)"},
		{"another reading", []linear.Share{{m, 1}, {plain, 1}}, "that reads alike"},
		{"another size", []linear.Share{{m, 1}, {larger, 1}}, "model 1 has 9 bits, want 8"},
		{"no number", []linear.Share{{m, 1}, {m, math.NaN()}}, "model 1 has the weight NaN"},
	} {
		if _, err := linear.Blend(c.shares...); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %s", c.name, err, c.says)
		}
	}
}
