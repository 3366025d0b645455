package privacy_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/privacy"
)

func checkSpans(t *testing.T, s string) {
	t.Helper()
	end := 0
	for _, d := range privacy.Find(s) {
		if d.Span.Empty() || !d.Span.In(len(s)) || d.Span.Start < end {
			t.Fatalf("%q: span %v of %v is empty, outside or before %d", s, d.Span, d.Kind, end)
		}
		if utf8.ValidString(s) && !utf8.ValidString(d.Span.Of(s)) {
			t.Fatalf("%q: span %v cuts a character", s, d.Span)
		}
		if d.Value == "" {
			t.Fatalf("%q: %v at %v has no value", s, d.Kind, d.Span)
		}
		end = d.Span.End
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"請打0912-345-678", "(02)2345-6789 ext 3", "a@b.co 4111 1111 1111 1111", "京A·12345", "身份证11010519491231002X",
		"台北市忠孝東路四段100號5樓之2", "221 Baker Street", "LINE ID：amy_0912 王先生 Mr. X", "+(((1-", "http://u:p@h/", "\xff0912345678\xfe", "１２３４５６７８９０１２３",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkSpans(t, s)
		once := privacy.Redact(s)
		for _, r := range once.Replaced {
			if !strings.Contains(once.Text, r.Pseudonym) {
				t.Fatalf("%q: %s is not in the redaction", s, r.Pseudonym)
			}
		}
	})
}

// What is inserted into any text is found there, and nothing of it is left by
// redaction.
func TestRedactionLeavesNothing(t *testing.T) {
	carriers := []string{"%s", "您好，%s，謝謝。", "Please call %s today.", "1999 %s 2000元", "（%s）", "a\n%s\nb", "。%s，"}
	for _, value := range []string{"0912-345-678", "13812345678", "+44 7911 123456", "mei.lin@example.com", "A123456789", "11010519491231002X", "4111111111111111", "京A·12345"} {
		for _, c := range carriers {
			s := strings.Replace(c, "%s", value, 1)
			if got := privacy.Redact(s).Text; strings.Contains(got, value) || strings.Contains(got, value[3:len(value)-1]) {
				t.Errorf("%q is redacted to %q", s, got)
			}
		}
	}
}

// Hostile input of twice the length takes about twice the time, not four times.
func TestFindIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, unit := range []string{"1 ", "1-", "@", "a@", "a.", "号", "路1号", "line ", "order ", "wx:", "mr ", "王先生", "3栋2单元", "1 A ", "卡号", "(+1", "http://", "電話 ", "京a"} {
		took := func(n int) time.Duration {
			s := strings.Repeat(unit, n/len(unit))
			best := time.Hour
			for range 3 {
				begin := time.Now()
				privacy.Find(s)
				best = min(best, time.Since(begin))
			}
			return best
		}
		small, large := took(1<<16), took(1<<18)
		if large > 12*small+20*time.Millisecond {
			t.Errorf("%q: 64 KiB take %v, 256 KiB %v", unit, small, large)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for name, s := range map[string]string{
		"clean":    strings.Repeat("The room was clean and the staff were friendly, but breakfast on 2026-03-12 cost $20. ", 4),
		"personal": strings.Repeat("請打 0912-345-678 或寄 mei@example.com 找王先生，訂單編號 TW20391847。", 4),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				privacy.Find(s)
			}
		})
	}
}
