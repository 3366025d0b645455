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
		if chance := phrase.Chance(share).Hant; (chance == want) != (share != 0.004 && share != 0.996) {
			t.Errorf("%v: %s", share, chance)
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

func TestNoSpaceBetweenTheChineseOfAnArgumentAndOfTheSentence(t *testing.T) {
	points := phrase.Same("4.0 個百分點")
	got := phrase.Fill(text.Wording{En: "%s to %s", Hant: "由 %s 至 %s 以上，%d 份", Hans: "“%s 店” %s 起，%d 份"}, points, phrase.Same("北區 門市"), 40)
	want := text.Wording{Hant: "由 4.0 個百分點至北區 門市以上，40 份", Hans: "“4.0 個百分點店” 北區 門市起，40 份"}
	if got.Hant != want.Hant || got.Hans != want.Hans {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestUnitsOfASpanAndThousandsOfACount(t *testing.T) {
	for _, x := range []struct{ got, want string }{
		{phrase.Span(phrase.Same("-0.4 個百分點"), phrase.Same("1.4 個百分點")).Hant, "-0.4 至 1.4 個百分點"},
		{phrase.Span(phrase.Same("61.4%"), phrase.Same("68.9%")).En, "61.4% to 68.9%"},
		{phrase.Span(phrase.Same("2 小時"), phrase.Same("3 小時 5 分鐘")).Hant, "2 小時至 3 小時 5 分鐘"},
		{phrase.Count(14926), "14,926"}, {phrase.Count(926), "926"}, {phrase.Count(1e6), "1,000,000"}, {phrase.Count(-926), "-926"},
	} {
		if x.got != x.want {
			t.Errorf("got %q, want %q", x.got, x.want)
		}
	}
}
