package linear_test

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/classifytest"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// desk are requests to a help desk, of three kinds in either language.
var desk = map[string][]string{
	"request": {
		"Please refund order %d.", "Can you send me the invoice for order %d?", "Please cancel my subscription number %d.", "I need a copy of receipt %d, please.",
		"请帮我退掉%d号订单。", "麻烦把%d号订单的发票寄给我。", "請幫我取消編號%d的訂閱。", "麻煩補寄%d號收據給我。",
	},
	"complaint": {
		"Order %d arrived broken and nobody answers.", "I waited %d days and the parcel never came.", "The app crashed %d times today, this is awful.", "Charged twice for order %d, terrible service.",
		"%d号订单收到就是坏的，没有人理。", "等了%d天还没到，太慢了。", "今天閃退%d次，很糟糕。", "%d號訂單被重複扣款，服務很差。",
	},
	"praise": {
		"Order %d came early, thank you so much!", "Lovely staff, visit number %d and still great.", "Best purchase of the last %d years.", "Works perfectly after %d weeks, very happy.",
		"%d号订单提前送到，非常感谢！", "第%d次来了，服务一直很好。", "用了%d個禮拜，非常滿意。", "這%d年買過最好的東西。",
	},
}

// examples are n times the requests of the desk, with other numbers.
func examples(n int) iter.Seq[linear.Example] {
	return func(yield func(linear.Example) bool) {
		for i := range n {
			for k := range 8 {
				for _, label := range []string{"request", "complaint", "praise"} {
					if !yield(linear.Example{Text: fmt.Sprintf(desk[label][k], 100+37*i), Labels: []string{label}}) {
						return
					}
				}
			}
		}
	}
}

func train(t testing.TB, seq iter.Seq[linear.Example], o *linear.Options) (*linear.Model, *linear.Report) {
	t.Helper()
	m, report, err := linear.Train(seq, o)
	if err != nil {
		t.Fatal(err)
	}
	return m, report
}

func small() *linear.Options { return &linear.Options{Bits: 12} }

// best is the most probable label.
func best(m *linear.Model, s string) (label string, p float64) {
	for k, q := range m.Predict(nil, text.Prepare(s)) {
		if q > p {
			label, p = m.Labels()[k], q
		}
	}
	return label, p
}

func TestModelTellsWhatWasNotInTheExamples(t *testing.T) {
	m, _ := train(t, examples(6), small())
	for _, c := range []struct{ text, want string }{
		{"Could you please cancel order 7?", "request"},
		{"Terrible, my parcel arrived broken.", "complaint"},
		{"Very happy, thank you!", "praise"},
		{"請幫我取消訂單", "request"},
		{"服务很差，没有人理", "complaint"},
		{"非常滿意，感謝", "praise"},
	} {
		if got, p := best(m, c.text); got != c.want {
			t.Errorf("%q is %s (%.2f), want %s", c.text, got, p, c.want)
		}
	}
}

func TestBothScriptsAreOne(t *testing.T) {
	m, _ := train(t, examples(6), small())
	hant, hans := m.Predict(nil, text.Prepare("等了三天還沒收到，太誇張了")), m.Predict(nil, text.Prepare("等了三天还没收到，太夸张了"))
	if !slices.Equal(hant, hans) {
		t.Errorf("got %v for Traditional, %v for Simplified", hant, hans)
	}
}

func TestProbabilitiesSumUpToOne(t *testing.T) {
	m, _ := train(t, examples(3), small())
	for _, s := range []string{"", "!", "Please refund me.", strings.Repeat("awful ", 5000)} {
		sum := 0.0
		for _, p := range m.Predict(nil, text.Prepare(s)) {
			sum += p
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("probabilities for %.20q sum up to %v", s, sum)
		}
	}
}

func TestTrainingIsDeterministic(t *testing.T) {
	var encoded [2][]byte
	for i := range encoded {
		m, _ := train(t, examples(4), &linear.Options{Bits: 12, Seed: 7, HeldOut: examples(1), Clues: []linear.Clues{{Strength: map[string]float64{"thrilled": 2, "開心": 1}}}})
		encoded[i], _ = m.MarshalBinary()
	}
	if !slices.Equal(encoded[0], encoded[1]) {
		t.Error("the same examples and options made two different models")
	}
	m, _ := train(t, examples(4), &linear.Options{Bits: 12, Seed: 8})
	if other, _ := m.MarshalBinary(); slices.Equal(encoded[0], other) {
		t.Error("another seed made the same model")
	}
}

func TestMultiLabel(t *testing.T) {
	both := func(yield func(linear.Example) bool) {
		for i := range 40 {
			for _, e := range []linear.Example{
				{Text: fmt.Sprintf("The food was cold on day %d.", i), Labels: []string{"food"}},
				{Text: fmt.Sprintf("The waiter was rude on day %d.", i), Labels: []string{"staff"}},
				{Text: fmt.Sprintf("Cold food and a rude waiter on day %d.", i), Labels: []string{"food", "staff"}},
				{Text: fmt.Sprintf("We came on day %d.", i)},
			} {
				if !yield(e) {
					return
				}
			}
		}
	}
	m, report := train(t, both, &linear.Options{MultiLabel: true, Bits: 12, HeldOut: both})
	if report.HeldOut == nil || report.HeldOut.Accuracy != 1 || report.HeldOut.MacroF1 != 1 {
		t.Errorf("held-out result %+v, want all right: they are the examples themselves", report.HeldOut)
	}
	for s, want := range map[string][]string{"the waiter was rude": {"staff"}, "the food was cold": {"food"}, "cold food and a rude waiter": {"food", "staff"}, "we came": nil} {
		var got []string
		for k, p := range m.Predict(nil, text.Prepare(s)) {
			if p >= m.Thresholds()[k] {
				got = append(got, m.Labels()[k])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestClassWeightsMoveTheBorder(t *testing.T) {
	uneven := func(yield func(linear.Example) bool) {
		for i := range 100 {
			label := "usual"
			if i%10 == 0 {
				label = "rare"
			}
			if !yield(linear.Example{Text: fmt.Sprintf("something happened, case %d", i%3), Labels: []string{label}}) {
				return
			}
		}
	}
	plain, _ := train(t, uneven, small())
	weighted, _ := train(t, uneven, &linear.Options{Bits: 12, ClassWeights: map[string]float64{"rare": 30}})
	s := text.Prepare("something happened")
	if p, q := plain.Predict(nil, s)[0], weighted.Predict(nil, s)[0]; p > 0.5 || q < 0.5 {
		t.Errorf("rare has the probability %.2f, and %.2f with weight 30; want below and above 0.5", p, q)
	}
}

func TestSourceBiasKeepsSharesApart(t *testing.T) {
	// One shop has mostly blame, the other mostly praise; its name tells nothing.
	shops := func(yield func(linear.Example) bool) {
		for i := range 400 {
			shop, bad := "north", i%10 != 0
			if i%2 == 1 {
				shop, bad = "south", i%5 == 0
			}
			label, word := "praise", "lovely"
			if bad {
				label, word = "complaint", "awful"
			}
			if !yield(linear.Example{Text: shop + " shop was " + word, Labels: []string{label}, Source: shop}) {
				return
			}
		}
	}
	gap := func(o *linear.Options) float64 {
		m, _ := train(t, shops, o)
		return math.Abs(m.Predict(nil, text.Prepare("north"))[0] - m.Predict(nil, text.Prepare("south"))[0])
	}
	with, without := gap(&linear.Options{Bits: 12, SourceBias: true}), gap(&linear.Options{Bits: 12})
	if with >= without {
		t.Errorf("the names of the shops move the probability by %.3f with a bias each, %.3f without; want less with", with, without)
	}
}

func TestCluesWorkWhereExamplesDoNot(t *testing.T) {
	clues := linear.Clues{Name: "valence", Strength: map[string]float64{"happy": 2, "thank you": 2, "awful": -2, "broken": -2, "splendid": 2, "ghastly": -2, "翻车": -2, "给力": 2, "满意": 2, "很差": -2}}
	m, report := train(t, examples(6), &linear.Options{Bits: 12, Clues: []linear.Clues{clues}})
	if report.LostClues != 0 {
		t.Errorf("%d clues were lost, want none", report.LostClues)
	}
	for s, want := range map[string]string{"splendid": "praise", "ghastly": "complaint", "翻車": "complaint", "給力": "praise"} {
		if got, p := best(m, s); got != want {
			t.Errorf("%q is %s (%.2f), want %s: it is a clue", s, got, p, want)
		}
	}
}

func TestWarmStartKeepsAndAdds(t *testing.T) {
	first, _ := train(t, examples(6), small())
	more := func(yield func(linear.Example) bool) {
		for range 20 {
			if !yield(linear.Example{Text: "zorbly gadget", Labels: []string{"praise"}}) || !yield(linear.Example{Text: "quonky gadget", Labels: []string{"complaint"}}) {
				return
			}
		}
	}
	second, _ := train(t, more, &linear.Options{Start: first})
	for s, want := range map[string]string{"zorbly": "praise", "quonky": "complaint", "please refund order 5": "request", "非常滿意": "praise"} {
		if got, p := best(second, s); got != want {
			t.Errorf("%q is %s (%.2f), want %s", s, got, p, want)
		}
	}
	if got, _ := best(first, "zorbly"); second.Grams() <= first.Grams() {
		t.Errorf("%d grams after %d, and the first model says %s", second.Grams(), first.Grams(), got)
	}
}

func TestTrainRefuses(t *testing.T) {
	one := func(e ...linear.Example) iter.Seq[linear.Example] { return slices.Values(e) }
	m, _ := train(t, examples(2), small())
	for _, c := range []struct {
		name     string
		examples iter.Seq[linear.Example]
		options  *linear.Options
		want     error  // nil if only the text is looked at
		says     string // part of the error
	}{
		{"nothing", one(), nil, linear.ErrNoExamples, "no examples"},
		{"empty texts", one(linear.Example{Text: " \n", Labels: []string{"a"}}), nil, linear.ErrNoExamples, "no examples"},
		{"one label", one(linear.Example{Text: "x", Labels: []string{"a"}}, linear.Example{Text: "y", Labels: []string{"a"}}), nil, linear.ErrOneLabel, `all ["a"]`},
		{"no labels at all", one(linear.Example{Text: "x"}), &linear.Options{MultiLabel: true}, linear.ErrOneLabel, "none"},
		{"bad weight", one(linear.Example{Text: "x", Labels: []string{"a"}, Weight: math.NaN()}), nil, nil, "weight NaN"},
		{"bad option", examples(1), &linear.Options{Bits: 60}, nil, "Bits is 60, want a number from 4 to 24"},
		{"bad class weight", examples(1), &linear.Options{ClassWeights: map[string]float64{"praise": -1}}, nil, `"praise" -1`},
		{"doubled label", examples(1), &linear.Options{Labels: []string{"a", "a"}}, nil, "differ"},
		{"other start", examples(1), &linear.Options{Start: m, Labels: []string{"a", "b"}}, nil, "Start has the labels"},
		{"label of the held out", examples(1), &linear.Options{HeldOut: one(linear.Example{Text: "x", Labels: []string{"nowhere"}})}, nil, `option HeldOut: linear: example 0 has the label "nowhere"`},
		{"other kind of start", examples(1), &linear.Options{Start: m, MultiLabel: true}, nil, "multi-label: false"},
	} {
		_, _, err := linear.Train(c.examples, c.options)
		if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %q", c.name, err, c.says)
		}
	}
	_, _, err := linear.Train(one(linear.Example{Text: "x", Labels: []string{"a"}}, linear.Example{Text: "y", Labels: []string{"c"}}), &linear.Options{Labels: []string{"a", "b"}})
	var label *linear.LabelError
	if !errors.As(err, &label) || label.Index != 1 || label.Label != "c" {
		t.Errorf("undeclared label: got %v, want a LabelError for example 1", err)
	}
}

func TestReportCountsWhatIsOdd(t *testing.T) {
	odd := slices.Values([]linear.Example{
		{Text: "fine", Labels: []string{"a"}}, {Text: " fine ", Labels: []string{"b"}}, {Text: "", Labels: []string{"a"}},
		{Text: "who knows"}, {Text: "bad", Labels: []string{"b"}, Source: "shop"},
	})
	_, report := train(t, odd, small())
	got := linear.Report{Examples: report.Examples, Empty: report.Empty, Unlabelled: report.Unlabelled, Contradicting: report.Contradicting, Labels: report.Labels, Sources: report.Sources}
	want := linear.Report{Examples: 3, Empty: 1, Unlabelled: 1, Contradicting: 1, Labels: map[string]int{"a": 1, "b": 2}, Sources: map[string]int{"": 2, "shop": 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

// Memory is bounded by MaxGrams, whatever comes.
func TestGramsAreBounded(t *testing.T) {
	_, report := train(t, examples(10), &linear.Options{Bits: 10, MaxGrams: 200})
	if report.Forgotten == 0 || report.Grams > 200 {
		t.Errorf("%d grams and %d forgotten, want at most 200 and some", report.Grams, report.Forgotten)
	}
}

func TestExplanationSumsUpToTheLogits(t *testing.T) {
	m, _ := train(t, examples(6), small())
	for _, s := range []string{"Please refund order 7, the app crashed!", "服務很差，不滿意", "not happy, terrible", "n0t h4ppy"} {
		prepared := text.Prepare(s)
		z, bias := m.Logits(nil, m.Reader().Read(prepared)), m.Bias()
		want := z[0] - z[1] - bias[0] + bias[1]
		got := 0.0
		for _, p := range m.Explain(nil, prepared, 0, 1) {
			got += p.Weight
		}
		if math.Abs(got-want) > 1e-5 {
			t.Errorf("%q: passages sum up to %v, want %v", s, got, want)
		}
	}
}

func TestClassifierKeepsToTheContract(t *testing.T) {
	m, _ := train(t, examples(6), small())
	classifytest.Run(t, func(t *testing.T) classify.Classifier {
		c, err := linear.NewClassifier(m, feedback.Intent, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}, nil)
}

func TestNewClassifierRefuses(t *testing.T) {
	m, _ := train(t, examples(2), small())
	for _, c := range []struct {
		dimension feedback.Dimension
		options   *linear.ClassifierOptions
		says      string
	}{
		{feedback.Urgency, nil, `"complaint", want categories of urgency`},
		{feedback.Intent, &linear.ClassifierOptions{LeaveOut: []string{"rant"}}, `"rant"`},
	} {
		if _, err := linear.NewClassifier(m, c.dimension, c.options); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %s", c.dimension, err, c.says)
		}
	}
}

func TestMappedAndShiftedChangeTheLogits(t *testing.T) {
	m, _ := train(t, examples(4), small())
	changed := m.Mapped(func(z []float64) {
		for k := range z {
			z[k] *= 3
		}
	}).Shifted(1, 0.5)
	var r linear.Reader
	grams := r.Read(text.Prepare("Please refund order 7, the app crashed!"))
	before, after := m.Logits(nil, grams), changed.Logits(nil, grams)
	for k := range before {
		want := 3 * before[k]
		if k == 1 {
			want += 0.5
		}
		if math.Abs(after[k]-want) > 0.02*math.Abs(want)+0.02 { // rounding
			t.Errorf("logit %d is %.3f after %.3f, want %.3f", k, after[k], before[k], want)
		}
	}
}

// In Chinese "!" often stands behind blame, in English behind praise; an emoji says
// the same in both.
func TestMarksOfChineseAreTheirOwn(t *testing.T) {
	keys := func(s string) map[uint64]bool {
		out := map[uint64]bool{}
		var r linear.Reader
		for _, g := range r.Read(text.Prepare(s)) {
			out[g.Key] = true
		}
		return out
	}
	alone := keys("!")
	if len(alone) == 0 {
		t.Fatal("an exclamation mark is no gram")
	}
	for key := range alone {
		if !keys("Good!")[key] || keys("好!")[key] {
			t.Error("an exclamation mark is not that of English, or also that of Chinese")
		}
	}
	for key := range keys("👍") {
		if !keys("Good 👍")[key] || !keys("好👍")[key] {
			t.Error("an emoji is not the same in both languages")
		}
	}
}
