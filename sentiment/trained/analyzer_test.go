package trained_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/sentimenttest"
	"github.com/loamlib/loam/sentiment/trained"
)

func open(t testing.TB, o *trained.Options) *trained.Analyzer {
	t.Helper()
	a, err := trained.New(nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func judge(a *trained.Analyzer, s string) feedback.Sentiment {
	var out feedback.Sentiment
	a.AnalyzeInto(&out, feedback.NewDocument(&feedback.Feedback{Text: s}))
	return out
}

func TestAnalyzerKeepsToTheContract(t *testing.T) {
	sentimenttest.Run(t, func() (sentiment.Analyzer, error) { return trained.New(nil, nil) }, nil)
}

// The floors stand a little below what was measured when the model was made.
func TestHeldOutSentences(t *testing.T) {
	a := open(t, nil)
	for _, c := range []struct {
		language     string
		sides, exact float64
	}{
		{"en", 0.87, 0.71},      // measured 0.90 and 0.74: praise in the words of blame is often misread
		{"zh-Hans", 0.95, 0.88}, // 1.00 and 0.93
		{"zh-Hant", 0.95, 0.85}, // 1.00 and 0.87
	} {
		sided, right, exact, n := 0, 0, 0, 0
		for _, s := range sentences(t, c.language) {
			got := judge(a, s.text)
			n++
			if got.Polarity == s.want {
				exact++
			} else {
				t.Logf("%v (%.2f), want %v: %s", got.Polarity, got.Score, s.want, s.text)
			}
			if s.want == feedback.Neutral {
				continue
			}
			sided++
			if got.Score > 0 == (s.want == feedback.Positive) && got.Score != 0 {
				right++
			}
		}
		side, all := float64(right)/float64(sided), float64(exact)/float64(n)
		t.Logf("%s: %.3f of %d on the right side, %.3f of %d polarities right", c.language, side, sided, all, n)
		if side < c.sides || all < c.exact {
			t.Errorf("%s: want at least %.2f and %.2f", c.language, c.sides, c.exact)
		}
	}
}

func TestOtherLanguagesAreUnknown(t *testing.T) {
	a := open(t, nil)
	data, err := os.ReadFile("testdata/foreign.txt")
	if err != nil {
		t.Fatal(err)
	}
	judged, n := 0, 0
	for line := range strings.Lines(string(data)) {
		tag, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		n++
		if s := judge(a, text); s.Polarity.Known() {
			judged++
			t.Logf("%s is judged %v: %s", tag, s.Polarity, text)
		} else if s.Reason != feedback.UnsupportedLanguage {
			t.Logf("%s is unknown because of %s: %s", tag, s.Reason, text)
		}
	}
	if judged*100 > n {
		t.Errorf("%d of %d texts in other languages are judged, want at most one in a hundred", judged, n)
	}
}

func TestOddTexts(t *testing.T) {
	a := open(t, nil)
	for _, c := range []struct {
		text string
		want feedback.Polarity
	}{
		{"不 好 吃", feedback.Negative},
		{"不好吃", feedback.Negative},
		{"TERRIBLE", feedback.Negative},
		{"t3rrible serv1ce, avoid", feedback.Negative},
		{"g\u200bo\u200bo\u200bd", feedback.Positive},
		{"ｇｒｅａｔ　ｓｅｒｖｉｃｅ", feedback.Positive},
		{"gr\u0435\u0430t s\u0435rvi\u0441\u0435, l\u043ev\u0435ly st\u0430ff", feedback.Positive}, // Cyrillic letters among Latin ones
		{"sooooo goooood", feedback.Positive},
		{"👍👍👍", feedback.Positive},
		{"😡😡", feedback.Negative},
		{"n o t  g o o d", feedback.Unknown},
		{"5", feedback.Unknown},
		{"", feedback.Unknown},
		{"asdkjh qwpoei", feedback.Unknown},
	} {
		if got := judge(a, c.text); got.Polarity != c.want && !(c.want == feedback.Unknown && got.Polarity == feedback.Neutral) {
			t.Errorf("%q is %v (%.2f, %s), want %v", c.text, got.Polarity, got.Score, got.Reason, c.want)
		}
	}
}

func TestScriptsAgree(t *testing.T) {
	a := open(t, nil)
	for _, pair := range [][2]string{
		{"服務態度很差，等了兩個小時", "服务态度很差，等了两个小时"},
		{"東西很實惠，質量也不錯", "东西很实惠，质量也不错"},
		{"雖然貴，但是值得", "虽然贵，但是值得"},
	} {
		hant, hans := judge(a, pair[0]), judge(a, pair[1])
		if hant.Polarity != hans.Polarity || hant.Score != hans.Score {
			t.Errorf("%q is %v (%v), %q %v (%v)", pair[0], hant.Polarity, hant.Score, pair[1], hans.Polarity, hans.Score)
		}
	}
}

func TestMixedWhenBothSidesAreStrong(t *testing.T) {
	a := open(t, nil)
	for _, s := range []string{
		"The food was delicious, but the service was terrible.",
		"味道很好吃，但是服务态度太差了。",
		"餐點很好吃，但是服務態度很差。",
	} {
		if got := judge(a, s); got.Polarity != feedback.Mixed {
			t.Errorf("%q is %v (%.2f), want mixed", s, got.Polarity, got.Score)
		}
	}
}

func TestOptionsChangeThePolicy(t *testing.T) {
	const both = "The food was delicious, but the service was terrible."
	if got := judge(open(t, &trained.Options{MixedSide: -1}), both); got.Polarity == feedback.Mixed {
		t.Errorf("with MixedSide -1 %q is mixed", both)
	}
	const question = "What time does the pharmacy close on Sundays?"
	if got := judge(open(t, &trained.Options{NeutralFavour: -1}), question); got.Polarity == feedback.Neutral {
		t.Errorf("with NeutralFavour -1 %q is neutral", question)
	}
	if got := judge(open(t, &trained.Options{MinSignal: 100}), both); got.Polarity.Known() {
		t.Errorf("with MinSignal 100 %q is %v", both, got.Polarity)
	}
	if got := judge(open(t, &trained.Options{MaxEvidence: 1}), both); len(got.Evidence) != 1 || math.Abs(got.Evidence[0].Weight-got.Score) > sentiment.EvidenceTolerance {
		t.Errorf("with MaxEvidence 1 the evidence is %v for the score %v", got.Evidence, got.Score)
	}
	for _, o := range []trained.Options{{MixedBalance: 2}, {MaxEvidence: -1}, {NeutralFavour: math.NaN()}, {Lexicon: map[string]float64{"x": math.Inf(1)}}, {Lexicon: map[string]float64{"x": math.NaN()}},
		{Lexicon: map[string]float64{"x": -1e300}}, {Lexicon: map[string]float64{"": 1}}} {
		if _, err := trained.New(nil, &o); err == nil || !strings.HasPrefix(err.Error(), "trained: option ") {
			t.Errorf("options %+v: got %v, want an error that names the option", o, err)
		}
	}
}

func TestLexiconOfTheCaller(t *testing.T) {
	a := open(t, &trained.Options{Lexicon: map[string]float64{"zorbly": 3, "踩到地雷區": -3, "goes to voicemail again": -3}})
	for s, want := range map[string]feedback.Polarity{
		"The new desk is zorbly":              feedback.Positive,
		"The new desk is not zorbly":          feedback.Negative,
		"這次踩到地雷区了":                            feedback.Negative,
		"Every call goes to voicemail again.": feedback.Negative,
	} {
		if got := judge(a, s); got.Polarity != want {
			t.Errorf("%q is %v (%.2f), want %v", s, got.Polarity, got.Score, want)
		}
	}
}

func TestReuseAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget at random under the race detector")
	}
	a := open(t, nil)
	var d feedback.Document
	var s feedback.Sentiment
	for _, language := range []string{"en", "zh-Hans", "zh-Hant"} {
		list := sentences(t, language)
		f := make([]feedback.Feedback, len(list))
		for i := range list {
			f[i].Text = list[i].text
		}
		each := func() {
			for i := range f {
				d.Reset(&f[i])
				a.AnalyzeInto(&s, &d)
			}
		}
		each()
		if n := testing.AllocsPerRun(10, each); n/float64(len(f)) > 0.5 {
			t.Errorf("%s: %.1f allocations for %d texts, want none a text", language, n, len(f))
		}
	}
}

func TestModelIsSmallAndTellsWhatItIs(t *testing.T) {
	m := trained.Embedded()
	b, err := m.MarshalBinary()
	if err != nil || len(b) > 4<<20 {
		t.Errorf("the model takes %d bytes, want at most 4 MB (error %v)", len(b), err)
	}
	for _, want := range []string{m.Version(), "macro-F1", "calibration error", "waimai_10k", "MIT"} {
		if !strings.Contains(m.String(), want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	d := open(t, nil).Describe()
	if d.Version != m.Version() || len(d.Languages) != 3 || d.Languages[0] != language.TraditionalChinese {
		t.Errorf("the analyzer describes itself as %+v", d)
	}
}

func TestModelFileIsRefusedWhenBroken(t *testing.T) {
	b, _ := trained.Embedded().MarshalBinary()
	for _, n := range []int{0, 1, 11, 12, 13, 100, 5000, len(b) / 2, len(b) - 5, len(b) - 1} {
		var m trained.Model
		if err := m.UnmarshalBinary(b[:n]); err == nil || !strings.HasPrefix(err.Error(), "trained: ") {
			t.Errorf("the first %d bytes: got %v, want an error", n, err)
		}
	}
	l, _, err := linear.Train(func(yield func(linear.Example) bool) {
		_ = yield(linear.Example{Text: "a", Labels: []string{"x"}}) && yield(linear.Example{Text: "b", Labels: []string{"y"}})
	}, &linear.Options{Bits: 4})
	if err != nil {
		t.Fatal(err)
	}
	other, _ := l.MarshalBinary()
	if err := new(trained.Model).UnmarshalBinary(other); err == nil || !strings.Contains(err.Error(), `["x" "y"]`) {
		t.Errorf("a model of other labels: got %v, want an error that names them", err)
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, language := range []string{"en", "zh-Hans", "zh-Hant"} {
		for _, s := range sentences(f, language) {
			f.Add(s.text, "")
		}
	}
	f.Add("不 好 吃 t3rrible 👍", "\xff\u202e")
	a := open(f, &trained.Options{Lexicon: map[string]float64{"地雷": -2, "a b": 1}, MaxEvidence: 3})
	f.Fuzz(func(t *testing.T, text, title string) {
		x := &feedback.Feedback{Text: text, Title: title}
		var s feedback.Sentiment
		a.AnalyzeInto(&s, feedback.NewDocument(x))
		sum := 0.0
		for _, e := range s.Evidence {
			part := len(text)
			if e.Part == feedback.InTitle {
				part = len(title)
			}
			if !e.In(part) || e.Empty() {
				t.Fatalf("evidence %v is no passage of %d bytes", e, part)
			}
			sum += e.Weight
		}
		if math.Abs(sum-s.Score) > sentiment.EvidenceTolerance || math.IsNaN(s.Confidence) {
			t.Fatalf("evidence sums up to %v, the score is %v, confidence %v", sum, s.Score, s.Confidence)
		}
	})
}

func TestModelsCanBeSavedAndLoaded(t *testing.T) {
	m, _, err := trained.Train(reviews(30), &trained.TrainOptions{Start: trained.Embedded(), Epochs: 3})
	if err != nil {
		t.Fatal(err)
	}
	b, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var loaded trained.Model
	if err := loaded.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	if again, _ := loaded.MarshalBinary(); !bytes.Equal(b, again) {
		t.Error("a loaded model encodes otherwise")
	}
}

// reviews are of a shop whose customers have words of their own.
func reviews(n int) func(yield func(trained.Example) bool) {
	return func(yield func(trained.Example) bool) {
		for i := range n {
			for _, e := range []trained.Example{
				{Text: fmt.Sprintf("Visit %d: totally zorbly again", i), Polarity: feedback.Positive},
				{Text: fmt.Sprintf("Visit %d: rather quonky this time", i), Polarity: feedback.Negative},
				{Text: fmt.Sprintf("Visit %d was on a Monday", i), Polarity: feedback.Neutral},
			} {
				if !yield(e) {
					return
				}
			}
		}
	}
}
