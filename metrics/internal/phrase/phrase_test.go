package phrase_test

import (
	"testing"
	"time"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

func TestFillTakesWordingsInTheLanguageOfTheSentence(t *testing.T) {
	day := phrase.Date(time.Date(2026, 12, 31, 23, 0, 0, 0, time.FixedZone("", 8*3600)))
	got := phrase.Fill(text.Wording{En: "due %s, %d answers", Hant: "期限 %s，%d 份", Hans: "截至%s，%d 份"}, day, 40)
	want := text.Wording{En: "due 31 December 2026, 40 answers", Hant: "期限 2026 年 12 月 31 日，40 份", Hans: "截至2026年12月31日，40 份"}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestNoProbabilityIsRoundedToCertainty(t *testing.T) {
	for share, want := range map[float64]string{0: "0%", 0.004: "<1%", 0.5: "50%", 0.996: ">99%", 1: "100%"} {
		if got := phrase.Percent(share); got != want {
			t.Errorf("%v: got %s, want %s", share, got, want)
		}
	}
}

func TestListsOfOneTwoAndThree(t *testing.T) {
	a, b, c := phrase.Same("a"), phrase.Same("b"), phrase.Same("c")
	for _, x := range []struct{ got, want text.Wording }{
		{phrase.List(), text.Wording{}},
		{phrase.List(a), a},
		{phrase.List(a, b), text.Wording{En: "a and b", Hant: "a與b", Hans: "a和b"}},
		{phrase.List(a, b, c), text.Wording{En: "a, b and c", Hant: "a、b與c", Hans: "a、b和c"}},
		{phrase.Join(a, text.Wording{}, b), text.Wording{En: "a b", Hant: "ab", Hans: "ab"}},
	} {
		if x.got != x.want {
			t.Errorf("got %+v, want %+v", x.got, x.want)
		}
	}
}
