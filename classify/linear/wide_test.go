package linear_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
)

func keys(r *linear.Reader, s string) []uint64 {
	var out []uint64
	for _, g := range r.Read(text.Prepare(s)) {
		out = append(out, g.Key)
	}
	return out
}

func TestWideReadingAddsToThePlainOne(t *testing.T) {
	var plain linear.Reader
	wide := linear.Reader{Wide: true}
	for _, s := range []string{"Please add a dark theme", "不好吃，也不便宜", "n0t b4d", "Call 0800 now"} {
		all := keys(&wide, s)
		for _, k := range keys(&plain, s) {
			if !slices.Contains(all, k) {
				t.Errorf("%q: a gram of the plain reading is not in the wide one", s)
			}
		}
	}
}

// Saying it again and again adds nothing.
func TestWideReadingTakesAGramOnce(t *testing.T) {
	r := linear.Reader{Wide: true}
	got := keys(&r, strings.Repeat("refund ", 1000))
	slices.Sort(got)
	if n := len(slices.Compact(slices.Clone(got))); n != len(got) || n > 30 {
		t.Errorf("%d grams, %d of them different, want at most 30 and no repeats", len(got), n)
	}
}

func TestWideReadingKnowsTheBeginning(t *testing.T) {
	r := linear.Reader{Wide: true}
	first, later := keys(&r, "add it"), keys(&r, "you add it")
	lost := slices.DeleteFunc(slices.Clone(first), func(k uint64) bool { return slices.Contains(later, k) })
	if len(lost) == 0 {
		t.Error("a word at the beginning of the text gives no other grams than one within")
	}
}

func TestPlainModelsReadPlainly(t *testing.T) {
	for _, plain := range []bool{true, false} {
		m, _ := train(t, examples(3), &linear.Options{Bits: 12, Plain: plain})
		b, _ := m.MarshalBinary()
		var again linear.Model
		if err := again.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if m.Reader().Wide == plain || again.Reader().Wide == plain {
			t.Errorf("a model trained with Plain %v reads widely: %v, decoded: %v", plain, m.Reader().Wide, again.Reader().Wide)
		}
	}
}
