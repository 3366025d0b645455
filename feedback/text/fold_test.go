package text_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"case", "Great SERVICE", "great service"},
		{"accented capitals", "CAFÉ ÄRGER", "café ärger"},
		{"full-width letters and space", "Ｇｏｏｄ　ＢＡＤ", "good bad"},
		{"full-width punctuation", "好！真的？是，（對）：；", "好!真的?是,(对):;"},
		{"ideographic full stop stays", "好吃。", "好吃。"},
		{"half-width katakana with voicing", "ｶﾞｲﾄﾞ", "ガイド"},
		{"Traditional to Simplified", "服務態度很差，網路品質不穩", "服务态度很差,网路品质不稳"},
		{"phrase keeps its character", "乾坤與乾淨", "乾坤与干净"},
		{"particle and word", "看著顯著的著名", "看着显著的著名"},
		{"Taiwan pronouns", "妳的牠", "你的它"},
		{"clouded script variants", "裏裡台臺", "里里台台"},
		{"rare ideograph", "𠁞", "𠀾"},
		{"compatibility ideograph", "\uF900", "岂"},
		{"enclosed and squared", "①㍿㎏", "1株式会社kg"},
		{"mathematical letters", "𝐠𝐨𝐨𝐝 𝓫𝓪𝓭", "good bad"},
		{"ligatures", "ﬁne ﬀ", "fine ff"},
		{"zero width", "go\u200bo\u200cd\ufeff", "good"},
		{"bidirectional controls", "\u202etxet\u202c \u2066x\u2069", "txet x"},
		{"soft hyphen and word joiner", "ex\u00adcel\u2060lent", "excellent"},
		{"variation selectors", "❤\ufe0f", "❤"},
		{"invisible fillers", "a\u3164b\u115fc", "abc"},
		{"controls", "a\x00b\x07c\x7f", "abc"},
		{"decomposed accents", "cafe\u0301", "café"},
		{"three decomposed accents", "e\u0301e\u0301e\u0301", "éé"},
		{"stacked marks", "g\u0353\u0311o\u0334\u0355o\u0332d", "good"},
		{"struck through Chinese", "好\u0336吃\u0336", "好吃"},
		{"kana voicing mark", "か\u3099", "が"},
		{"repeats", "soooooo goooood!!!!!!", "soo good!!"},
		{"repeated Chinese", "好好好好好吃", "好好吃"},
		{"repeated full-width marks", "！！！！。。。。", "!!。。"},
		{"digits are no repeats", "10000 元 1111", "10000 元 1111"},
		{"spaces", "a  \t b\u00a0\u3000c", "a b c"},
		{"line breaks outrank spaces", "a \r\n\r\n b\u2028c", "a\nb\nc"},
		{"quotes and dashes", "don’t “do” this — ok", "don't \"do\" this - ok"},
		{"ellipses", "well… 嗯……", "well.. 嗯.."},
		{"emoji", "好吃😋😋😋😋👍🏽", "好吃😋😋👍"},
		{"emoji sequence", "👩‍💻❤️‍🔥", "👩‍💻❤‍🔥"},
		{"joiner between letters", "नन\u200d", "नन"},
		{"flag", "🇹🇼", "🇹🇼"},
		{"invalid bytes", "a\xffb\xc3", "a\ufffdb\ufffd"},
		{"truncated ideograph", "好\xe5\xa5", "好\ufffd\ufffd"},
		{"expansion", "ﷺ", "صلى الله عليه وسلم"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := text.Fold(test.in); got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

// The folding table must say of every character and phrase what its source
// says. 著, 妳 and 牠 are additions to it.
func TestFoldAgreesWithOpenCC(t *testing.T) {
	characters := readPairs(t, "TSCharacters.tsv")
	for _, p := range characters {
		if got := text.Fold(p[0]); got != p[1] {
			t.Errorf("Fold(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	phrases := readPairs(t, "TSPhrases.tsv")
	for _, p := range phrases {
		if got := text.Fold(p[0]); got != p[1] {
			t.Errorf("Fold(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	t.Logf("%d characters and %d phrases fold as their source says", len(characters), len(phrases))
}

// A Simplified text that was converted to Traditional must fold to what it was.
func TestFoldUndoesConversion(t *testing.T) {
	common, lost := 0, ""
	for _, p := range readPairs(t, "STCharacters.tsv") {
		if r, _ := utf8.DecodeRuneInString(p[0]); r < 0x4E00 || r > 0x9FFF {
			continue // rare forms, many of them not in TSCharacters
		}
		common++
		if text.Fold(p[1]) != text.Fold(p[0]) {
			lost += p[0]
		}
	}
	// Variants whose Traditional form TSCharacters folds to the usual one (餘 to 余).
	const variants = "侭昵渖稆縆缐苧讬谘迳钜锺镟馀麹麺"
	if lost != variants {
		t.Errorf("%q do not come back from Traditional, want only %q", lost, variants)
	}
	t.Logf("%d of %d common characters come back from Traditional", common-utf8.RuneCountInString(lost), common)
}

func readPairs(t *testing.T, name string) (pairs [][2]string) {
	t.Helper()
	data, err := os.ReadFile("testdata/opencc/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			pairs = append(pairs, [2]string{key, value})
		}
	}
	if len(pairs) == 0 {
		t.Fatalf("%s has no pairs", name)
	}
	return pairs
}

func TestOriginLeadsBack(t *testing.T) {
	tests := []struct{ name, source, folded, want string }{
		{"identity", "nice place", "place", "place"},
		{"case", "NICE Place", "place", "Place"},
		{"after a dropped character", "go\u200bod place", "place", "place"},
		{"around a dropped character", "go\u200bod place", "good", "go\u200bod"},
		{"dropped characters at the edges stay out", "\u200bgood\u200b place", "good", "good"},
		{"repeats are covered", "soooooo good", "soo", "soooooo"},
		{"after repeats", "soooooo good", "good", "good"},
		{"full width", "ｖｅｒｙ　ｇｏｏｄ", "good", "ｇｏｏｄ"},
		{"inside full width", "ｖｅｒｙ　ｇｏｏｄ", "er", "ｅｒ"},
		{"Traditional", "服務態度很差", "态度", "態度"},
		{"part of a unit covers it", "㍿很好", "式会", "㍿"},
		{"composed", "cafe\u0301 noir", "café", "cafe\u0301"},
		{"skin tone", "ok👍🏽!", "👍", "👍🏽"},
		{"white space", "a \t b", "a b", "a \t b"},
		{"invalid", "a\xff\xffb", "b", "b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := text.Prepare(test.source)
			at := strings.Index(string(p.Folded()), test.folded)
			if at < 0 {
				t.Fatalf("folded form %q has no %q", p.Folded(), test.folded)
			}
			if got := p.Origin(text.Span{Start: at, End: at + len(test.folded)}).Of(test.source); got != test.want {
				t.Errorf("Origin of %q = %q, want %q", test.folded, got, test.want)
			}
		})
	}
}

func FuzzPrepare(f *testing.F) {
	for _, s := range []string{
		"", "Great!!!", "服務態度很差，等了４０分鐘", "e\u0301\u0301 \u0336x", "👩‍💻❤️‍🔥👍🏽", "\xff\xfea\x00", "\u202eabc",
		"see https://www.example.com/a, mail me@example.org :-) :(見", "ﷺ㍿①", "a\r\n\r\n \u3000b", "乾坤乾著顯著", "1.5.3:20 3-4",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := text.Prepare(s)
		checkText(t, p)
		if again := text.Fold(string(p.Folded())); again != string(p.Folded()) {
			t.Errorf("folding is not idempotent: %q, again %q", p.Folded(), again)
		}
	})
}

// checkText checks what holds for every text.
func checkText(t *testing.T, p *text.Text) {
	t.Helper()
	if !utf8.Valid(p.Folded()) {
		t.Errorf("folded form %q is not UTF-8", p.Folded())
	}
	end, last := 0, text.Span{}
	for _, tok := range p.Tokens() {
		s := tok.Span()
		if s.Empty() || s.Start < end || s.End > len(p.Folded()) {
			t.Fatalf("token %v is empty, out of order or out of range after %d", s, end)
		}
		for _, c := range p.Folded()[end:s.Start] {
			if c > ' ' {
				t.Errorf("%q lies between tokens", p.Folded()[end:s.Start])
			}
		}
		end = s.End
		o := p.Origin(s)
		if !o.In(len(p.Source())) || o.Empty() {
			t.Fatalf("origin %v of token %v is empty or out of range", o, s)
		}
		if o.Start < last.Start || o.End < last.End {
			t.Fatalf("origin %v comes before %v", o, last)
		}
		if !boundary(p.Source(), o.Start) || !boundary(p.Source(), o.End) {
			t.Errorf("origin %v of token %v cuts a character of %q", o, s, p.Source())
		}
		last = o
	}
	next := 0
	for _, s := range p.Sentences() {
		if s.First != next || s.End <= s.First {
			t.Fatalf("sentence %v does not begin at token %d", s, next)
		}
		next = s.End
	}
	if next != len(p.Tokens()) {
		t.Errorf("sentences cover %d of %d tokens", next, len(p.Tokens()))
	}
	next = 0
	for _, r := range p.Runs() {
		if r.First != next || r.End <= r.First {
			t.Fatalf("run %v does not begin at token %d", r, next)
		}
		next = r.End
	}
}

// boundary reports whether s can be cut at i without cutting a character.
func boundary(s string, i int) bool {
	if i == 0 || i == len(s) {
		return true
	}
	if utf8.RuneStart(s[i]) {
		return true
	}
	r, n := utf8.DecodeRuneInString(s[max(0, i-3):])
	_ = n
	return r == utf8.RuneError || !utf8.ValidString(s[max(0, i-3):min(len(s), i+3)])
}
