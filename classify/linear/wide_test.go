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

func TestWideReadingAddsThreeWordsInARow(t *testing.T) {
	longest := func(r *linear.Reader) (most uint32) {
		for _, g := range r.Read(text.Prepare("add dark mode")) {
			most = max(most, g.End-g.First)
		}
		return most
	}
	if plain, wide := longest(&linear.Reader{}), longest(&linear.Reader{Wide: true}); plain != 2 || wide != 3 {
		t.Errorf("the longest gram is of %d words, %d read widely, want 2 and 3", plain, wide)
	}
}

// Words with the same middle and neither the same beginning nor the same end have
// letters in common.
func TestWideReadingAddsLettersInARow(t *testing.T) {
	shared := func(r *linear.Reader) (n int) {
		first := keys(r, "unrefundable")
		for _, k := range keys(r, "refundability") {
			if slices.Contains(first, k) {
				n++
			}
		}
		return n
	}
	if plain, wide := shared(&linear.Reader{}), shared(&linear.Reader{Wide: true}); plain != 0 || wide != 4 { // refundab, eight letters, has four rows of five
		t.Errorf("%d grams are in both words, %d read widely, want 0 and 4", plain, wide)
	}
}

// Grams that are dropped because they were there before leave the clauses of the
// others as they are.
func TestWideReadingKeepsClauses(t *testing.T) {
	const comma = 5 // the token before the third clause
	r := linear.Reader{Wide: true}
	grams := r.Read(text.Prepare("late refund, late refund, slow reply"))
	ends := r.Clauses()
	if len(ends) != 3 || ends[1] >= ends[2] || ends[2] != len(grams) {
		t.Fatalf("clauses end at %v of %d grams, want three", ends, len(grams))
	}
	for i, g := range grams {
		if third := i >= ends[1]; third != (g.End > comma+1) {
			t.Errorf("gram %d at [%d, %d) is in the third clause: %v", i, g.First, g.End, third)
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
