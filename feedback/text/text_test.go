package text_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/text"
)

// A text that was reset must be the text that was prepared afresh.
func TestResetLeavesNothingBehind(t *testing.T) {
	var reused text.Text
	for _, s := range []string{"SOOO goood 👍🏽", "", "服務態度很差。等了４０分鐘！", "a\xff", "plain", "\u200b", "x\ny"} {
		reused.Reset(s)
		fresh := text.Prepare(s)
		type view struct {
			Folded    string
			Tokens    []text.Token
			Sentences []text.Sentence
			Guess     string
			Invalid   int
		}
		look := func(t *text.Text) view {
			return view{string(t.Folded()), append([]text.Token{}, t.Tokens()...), append([]text.Sentence{}, t.Sentences()...),
				t.Language().Tag.String() + t.Language().Script, t.Invalid()}
		}
		if diff := cmp.Diff(look(fresh), look(&reused)); diff != "" {
			t.Errorf("%q: reset differs from fresh (-fresh +reset):\n%s", s, diff)
		}
	}
}

func TestTextIsSafeForConcurrentReading(t *testing.T) {
	p := text.Prepare("服務態度很差，but the food was GREAT 👍")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				_ = p.Language()
				_ = p.Runs()
				for _, tok := range p.Tokens() {
					p.Origin(tok.Span())
				}
			}
		})
	}
	wg.Wait()
}

// A megabyte takes a fraction of a second, whatever the text is. The bound leaves
// room for a very busy machine; quadratic work would take a quarter of an hour.
func TestPrepareIsLinear(t *testing.T) {
	const size, limit = 1 << 20, 30 * time.Second
	for name, unit := range map[string]string{
		"letters": "a", "marks": "\u0301", "stacked": "e\u0301\u0302", "zero width": "\u200b", "ideographs": "好", "phrase starts": "乾",
		"full width": "Ａ", "ligatures": "ﷺ", "dots": ".", "faces": ":(", "ats": "a@", "a.": "a.", "links": "http://", "joined": "👩\u200d",
		"invalid": "\xff", "regional": "🇹", "breaks": "\n", "jamo": "ᄀ", "digits": "1.", "Thai": "ไ่", "words": "great service ", "nul": "\x00",
	} {
		t.Run(name, func(t *testing.T) {
			s := strings.Repeat(unit, size/len(unit))
			start := time.Now()
			p := text.Prepare(s)
			if took := time.Since(start); took > limit {
				t.Errorf("%d bytes take %v", len(s), took)
			}
			if p.Source() != s {
				t.Error("source was lost")
			}
		})
	}
}

// Every byte that is not UTF-8 is counted.
func TestInvalidBytesAreCounted(t *testing.T) {
	for s, want := range map[string]int{"": 0, "好": 0, "\xff": 1, "好\xe5\xa5": 2, "a\xc3b\x80": 2, strings.Repeat("\xff", 1000): 1000} {
		if got := text.Prepare(s).Invalid(); got != want {
			t.Errorf("Invalid of %q = %d, want %d", s, got, want)
		}
	}
}

func TestBlank(t *testing.T) {
	for s, want := range map[string]bool{"": true, " \t": true, "\n\r\n": true, "\u200b\ufeff": true, ".": false, "👍": false, "好": false, "\xff": false} {
		if got := text.Prepare(s).Blank(); got != want {
			t.Errorf("Blank of %q is %v", s, got)
		}
	}
}

func TestLetters(t *testing.T) {
	p := text.Prepare("服務 ok とても 12")
	for script, want := range map[text.Script]int{text.Han: 2, text.Latin: 2, text.Kana: 3, text.Thai: 0, text.Script(200): 0} {
		if got := p.Letters(script); got != want {
			t.Errorf("Letters(%v) = %d, want %d", script, got, want)
		}
	}
}

func BenchmarkPrepare(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"lang=en", "The room was clean and the staff were friendly, but breakfast was cold and we waited 40 minutes for a table."},
		{"lang=zh-Hans", "房间很干净，前台态度也不错，就是早餐有点凉，排队等了四十分钟才有位子。"},
		{"lang=zh-Hant", "房間很乾淨，櫃檯人員也親切，可惜早餐有點冷，排隊等了四十分鐘才有位子。"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			var t text.Text
			for b.Loop() {
				t.Reset(bench.text)
			}
		})
	}
}

// Folding alone, on long clean text: the figure to hold next to bytes.Count and
// to a bare decoding loop over the same bytes.
func BenchmarkFold(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"lang=en", "the room was clean and the staff were friendly but breakfast was cold and we waited for a table "},
		{"lang=zh-Hans", "房间很干净前台态度也不错就是早餐有点凉排队等了四十分钟才有位子"},
		{"lang=zh-Hant", "房間很乾淨櫃檯人員也親切可惜早餐有點冷排隊等了四十分鐘才有位子"},
		{"full-width", "Ｔｈｅ　ｒｏｏｍ　ｗａｓ　ｃｌｅａｎ，ｔｈｅ　ｓｔａｆｆ　ｆｒｉｅｎｄｌｙ。"},
	} {
		long := strings.Repeat(bench.text, 1000)
		b.Run(bench.name+"/fold", func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			var f text.Folder
			for b.Loop() {
				f.Fold(long)
			}
		})
		b.Run(bench.name+"/count", func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				countSpaces(long)
			}
		})
		b.Run(bench.name+"/decode", func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				decode(long)
			}
		})
	}
}

func countSpaces(s string) int { return strings.Count(s, " ") }

func decode(s string) (n int) {
	for range s {
		n++
	}
	return n
}
