package linear_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
)

// against trains a model that tells one label of the desk from the others.
func against(t testing.TB, label string, o linear.Options) *linear.Model {
	t.Helper()
	two := func(yield func(linear.Example) bool) {
		for e := range examples(6) {
			if e.Labels[0] != label {
				e.Labels = []string{"rest"}
			}
			if !yield(e) {
				return
			}
		}
	}
	m, _ := train(t, two, &o)
	return m
}

func TestGatheredLogitsAreThoseOfTheParts(t *testing.T) {
	names := []string{"request", "complaint", "praise"}
	var parts []linear.Part
	for _, n := range names {
		parts = append(parts, linear.Part{Name: n, Model: against(t, n, linear.Options{Bits: 14}), Label: n})
	}
	for bits, most := range map[int]float64{14: 0.2, 11: 0.6} { // rounding; and grams that lost their places
		m, err := linear.Gather(bits, parts...)
		if err != nil {
			t.Fatal(err)
		}
		if !m.MultiLabel() || !slices.Equal(m.Labels(), names) {
			t.Fatalf("got %v, want a multi-label model of %q", m, names)
		}
		for _, s := range []string{"Please refund order 7.", "Order 7 arrived broken", "谢谢，非常满意", "nothing known"} {
			got := m.Logits(nil, m.Reader().Read(text.Prepare(s)))
			for k, p := range parts {
				z := p.Model.Logits(nil, p.Model.Reader().Read(text.Prepare(s)))
				own := slices.Index(p.Model.Labels(), p.Label)
				if want := z[own] - z[1-own]; math.Abs(got[k]-want) > most {
					t.Errorf("%d bits, %q: logit of %s is %.3f, its model says %.3f", bits, s, p.Name, got[k], want)
				}
			}
		}
	}
}

func TestGatherRefuses(t *testing.T) {
	request, plain := against(t, "request", linear.Options{Bits: 8}), against(t, "request", linear.Options{Bits: 8, Plain: true})
	three, _ := train(t, examples(1), &linear.Options{Bits: 8})
	for _, c := range []struct {
		name  string
		bits  int
		parts []linear.Part
		says  string
	}{
		{"nothing", 8, nil, "no parts"},
		{"another label", 8, []linear.Part{{"a", request, "praise"}}, `has the labels ["request" "rest"], not "praise"`},
		{"three labels", 8, []linear.Part{{"a", three, "praise"}}, "has 3 labels"},
		{"one name twice", 8, []linear.Part{{"a", request, "request"}, {"a", request, "request"}}, `part 1 is called "a"`},
		{"too many bits", 9, []linear.Part{{"a", request, "request"}}, "9 bits, want from 4 to the 8"},
		{"no bits", -1, []linear.Part{{"a", request, "request"}}, "-1 bits"},
		{"another reading", 8, []linear.Part{{"a", request, "request"}, {"b", plain, "request"}}, "read differently"},
	} {
		if _, err := linear.Gather(c.bits, c.parts...); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %s", c.name, err, c.says)
		}
	}
}
