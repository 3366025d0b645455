package wording_test

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond/internal/wording"
)

func TestDuration(t *testing.T) {
	for _, c := range []struct {
		d                       time.Duration
		days, hours, hant, hans string
	}{
		{0, "0 s", "0 s", "0 秒", "0 秒"},
		{59 * time.Second, "59 s", "59 s", "59 秒", "59 秒"},
		{90 * time.Second, "1 min 30 s", "1 min 30 s", "1 分鐘 30 秒", "1 分钟 30 秒"},
		{59*time.Minute + 1999*time.Millisecond, "59 min 1 s", "59 min 1 s", "59 分鐘 1 秒", "59 分钟 1 秒"}, // cut
		{time.Hour + 59*time.Second, "1 h", "1 h", "1 小時", "1 小时"},                                     // cut
		{-90 * time.Second, "−1 min 30 s", "−1 min 30 s", "−1 分鐘 30 秒", "−1 分钟 30 秒"},
		{26*time.Hour + 30*time.Minute, "1 d 2 h 30 min", "26 h 30 min", "1 天 2 小時 30 分鐘", "1 天 2 小时 30 分钟"},
		{48 * time.Hour, "2 d", "48 h", "2 天", "2 天"},
		{-90 * time.Minute, "−1 h 30 min", "−1 h 30 min", "−1 小時 30 分鐘", "−1 小时 30 分钟"},
	} {
		got := []string{wording.Duration(c.d, language.English), wording.Hours(c.d, language.English),
			wording.Duration(c.d, language.TraditionalChinese), wording.Duration(c.d, language.SimplifiedChinese)}
		for i, want := range []string{c.days, c.hours, c.hant, c.hans} {
			if got[i] != want {
				t.Errorf("%v: got %q, want %q", c.d, got[i], want)
			}
		}
	}
}

func TestTime(t *testing.T) {
	at := time.Date(2026, 2, 24, 9, 5, 59, 0, time.FixedZone("", 8*60*60))
	for tag, want := range map[string]string{
		"zh-TW": "2026 年 2 月 24 日（週二）09:05", "zh-CN": "2026年2月24日（周二）09:05", "en-GB": "Tue 24 Feb 2026, 09:05", "fr": "Tue 24 Feb 2026, 09:05",
	} {
		if got := wording.Time(at, language.MustParse(tag)); got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}

func TestTimeToTheSecond(t *testing.T) {
	at := time.Date(2026, 2, 24, 9, 5, 59, 1, time.UTC)
	for tag, want := range map[string]string{
		"zh-TW": "2026 年 2 月 24 日（週二）09:05:59", "zh-CN": "2026年2月24日（周二）09:05:59", "en": "Tue 24 Feb 2026, 09:05:59",
	} {
		if got := wording.TimeToTheSecond(at, language.MustParse(tag)); got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
		full := at.Add(-59 * time.Second)
		if got, want := wording.TimeToTheSecond(full, language.MustParse(tag)), wording.Time(full, language.MustParse(tag)); got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}

func TestName(t *testing.T) {
	terms := []wording.Term{{Word: "met", Hant: "如期完成", Hans: "按时完成", English: "met"}}
	if got := wording.Name(terms, "met", language.MustParse("zh-HK")); got != "如期完成" {
		t.Errorf("got %q", got)
	}
	if got := wording.Name(terms, "own word", language.English); got != "own word" {
		t.Errorf("got %q", got)
	}
	if !wording.Has(terms, "met") || wording.Has(terms, "") || wording.Words(terms) != "met" {
		t.Error("the words of the terms are others")
	}
}
