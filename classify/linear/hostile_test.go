package linear_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
)

func some(list ...linear.Example) func(func(linear.Example) bool) { return slices.Values(list) }

func example(label, text string) linear.Example {
	return linear.Example{Text: text, Labels: []string{label}}
}

// A label with one example is learned as far as that goes, and takes no other
// text with it.
func TestALabelWithOneExample(t *testing.T) {
	list := slices.Collect(examples(6))
	list = append(list, example("parking", "Nowhere to leave the bicycle."))
	m, report := train(t, slices.Values(list), &linear.Options{Bits: 12, HeldOut: examples(1)})
	if report.Labels["parking"] != 1 || report.HeldOut.F1[slices.Index(m.Labels(), "parking")] != 0 {
		t.Errorf("report %+v, want one example of parking and none held back", report)
	}
	if report.HeldOut.Accuracy != 1 {
		t.Errorf("accuracy %.3f on the other labels' own examples, want 1", report.HeldOut.Accuracy)
	}
}

// Texts that are all the same tell nothing: their labels come out as often as they
// were given, and the report says that they contradict one another.
func TestIdenticalTexts(t *testing.T) {
	var list []linear.Example
	for i := range 300 {
		list = append(list, example([]string{"a", "b", "b"}[i%3], "The same words."))
	}
	m, report := train(t, slices.Values(list), &linear.Options{Bits: 8, Balance: -1})
	p := m.Predict(nil, text.Prepare("The same words."))
	if math.Abs(p[0]-1./3) > 0.1 {
		t.Errorf("probability of a is %.3f, want about 1/3", p[0])
	}
	if report.Contradicting < 100 {
		t.Errorf("%d contradicting texts reported, want about 200", report.Contradicting)
	}
	same := some(example("a", "The same words."), example("a", "The same words."))
	if _, _, err := linear.Train(same, nil); !errors.Is(err, linear.ErrOneLabel) {
		t.Errorf("one text and one label: got %v, want %v", err, linear.ErrOneLabel)
	}
}

func TestTextsOfOneCharacter(t *testing.T) {
	var list []linear.Example
	for range 20 {
		list = append(list, example("good", "好"), example("bad", "差"), example("good", "!"), example("bad", "?"), example("good", "👍"), example("bad", "x"))
	}
	m, _ := train(t, slices.Values(list), small())
	for _, e := range list[:6] {
		if got, p := best(m, e.Text); got != e.Labels[0] {
			t.Errorf("%q is %s (%.2f), want %s", e.Text, got, p, e.Labels[0])
		}
	}
}

// Who says a word a thousand times is not surer than who says it twice.
func TestRepeatingAWordDoesNotPay(t *testing.T) {
	m, _ := train(t, examples(6), small())
	for _, word := range []string{"refund ", "terrible ", "很糟糕"} {
		for k, often := range m.Predict(nil, text.Prepare(strings.Repeat(word, 1000))) {
			if twice := m.Predict(nil, text.Prepare(word+word+word))[k]; math.Abs(often-twice) > 0.05 {
				t.Errorf("%q a thousand times: %s has %.3f, thrice %.3f", word, m.Labels()[k], often, twice)
			}
		}
	}
}

func TestManyLabels(t *testing.T) {
	const n = 1000
	many := func(yield func(linear.Example) bool) {
		for range 3 {
			for i := range n {
				if !yield(example(fmt.Sprintf("label%04d", i), fmt.Sprintf("word%dx and word%dy", i, i))) {
					return
				}
			}
		}
	}
	m, _ := train(t, many, &linear.Options{Bits: 14, Epochs: 3})
	if got, p := best(m, "word7x"); got != "label0007" {
		t.Errorf("word7x is %s (%.3f), want label0007", got, p)
	}
}
