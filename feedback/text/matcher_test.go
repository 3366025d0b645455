package text_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/text"
)

func mustMatcher(tb testing.TB, phrases ...string) *text.Matcher {
	tb.Helper()
	list := make([]text.Phrase, len(phrases))
	for i, p := range phrases {
		list[i] = text.Phrase{Text: p, ID: i}
	}
	m, err := text.NewMatcher(list)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// origins is what the matches are in the original text.
func origins(t *text.Text, matches []text.Match) []string {
	var out []string
	for _, m := range matches {
		out = append(out, t.Origin(m.Span(t)).Of(t.Source()))
	}
	return out
}

func TestMatcherFindsAll(t *testing.T) {
	for _, tt := range []struct {
		name    string
		phrases []string
		in      string
		want    []string
	}{
		{"nothing to find", []string{"late"}, "On time.", nil},
		{"empty text", []string{"late"}, "", nil},
		{"no phrases", nil, "On time.", nil},
		{"English keeps to word boundaries", []string{"late", "rude"}, "chocolate, crudely, LATE; rude-ish", []string{"LATE", "rude"}},
		{"any case", []string{"Customer Service"}, "CUSTOMER service", []string{"CUSTOMER service"}},
		{"typographic apostrophe", []string{"doesn't work"}, "It doesn’t  work", []string{"doesn’t  work"}},
		{"hyphen is a token", []string{"check-in"}, "check-in, check in", []string{"check-in"}},
		{"Chinese needs no boundary", []string{"服务"}, "他们的服务态度", []string{"服务"}},
		{"Traditional text, Simplified phrase", []string{"服务态度"}, "他們的服務態度", []string{"服務態度"}},
		{"Simplified text, Traditional phrase", []string{"服務態度"}, "他们的服务态度", []string{"服务态度"}},
		{"full width", []string{"app"}, "這個ＡＰＰ", []string{"ＡＰＰ"}},
		{"space between Chinese parts", []string{"好看"}, "环境好 看电影", nil},
		{"space between scripts does not", []string{"app闪退", "用 iPhone 时"}, "App 閃退，用iphone時", []string{"App 閃退", "用iphone時"}},
		{"line break parts", []string{"slow service"}, "slow\nservice", nil},
		{"punctuation parts", []string{"slow service"}, "slow, service", nil},
		{"phrase inside a phrase", []string{"late", "two hours late", "hours"}, "two hours late", []string{"two hours late", "hours", "late"}},
		{"overlapping", []string{"等太久", "久等", "太久"}, "等太久等", []string{"等太久", "太久", "久等"}},
		{"several that begin alike", []string{"送", "送餐", "送餐员"}, "送餐员", []string{"送", "送餐", "送餐员"}},
		{"stretched", []string{"so slow", "good", "really"}, "soooo sloooow, goooood, reallyyy", []string{"soooo sloooow", "goooood", "reallyyy"}},
		{"doubled is not stretched", []string{"to late"}, "too late", nil},
		{"emoji", []string{"👎", "😡😡"}, "bad 👎🏽 😡😡", []string{"👎🏽", "😡😡"}},
		{"rare characters", []string{"𠮟"}, "被𠮟了", []string{"𠮟"}},
		{"repeated whole text", []string{"慢", "慢慢"}, "慢慢", []string{"慢", "慢慢", "慢"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := mustMatcher(t, tt.phrases...)
			txt := text.Prepare(tt.in)
			if diff := cmp.Diff(tt.want, origins(txt, m.AppendAll(nil, txt))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestMatcherLongest(t *testing.T) {
	m := mustMatcher(t, "wait", "wait time", "waiting", "time to go")
	txt := text.Prepare("the wait time to go")
	if got, ok := m.Longest(txt, 0); ok {
		t.Errorf("Longest at a word in no phrase found %v", got)
	}
	want := text.Match{First: 1, End: 3, ID: 1}
	if got, ok := m.Longest(txt, 1); !ok || got != want {
		t.Errorf("Longest = %v, %v, want %v", got, ok, want)
	}
}

func TestMatchesAreLeftmostLongestWithoutOverlap(t *testing.T) {
	m := mustMatcher(t, "等", "等太久", "久等", "客服", "太")
	txt := text.Prepare("客服讓人等太久等等")
	got := origins(txt, slices.Collect(m.Matches(txt)))
	if diff := cmp.Diff([]string{"客服", "等太久", "等", "等"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for range m.Matches(txt) { // a loop may stop early
		break
	}
}

func TestMatcherReportsBadPhrases(t *testing.T) {
	_, err := text.NewMatcher([]text.Phrase{
		{"品質", 1}, {"quality", 1}, {" \u200B", 2}, {"品质", 2}, {"QUALITY", 1}, {"Quality", 3},
	})
	var got []string
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		var p *text.PhraseError
		if !errors.As(e, &p) {
			t.Fatalf("%v is no PhraseError", e)
		}
		got = append(got, p.Error())
	}
	want := []string{
		`text: phrase 2, " \u200b", has nothing to match`,
		`text: phrase 3, "品质", reads the same as phrase 0 but has another ID`,
		`text: phrase 5, "Quality", reads the same as phrase 1 but has another ID`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// naiveAll is AppendAll by comparing every phrase at every token.
func naiveAll(phrases []text.Phrase, t *text.Text) []text.Match {
	var out []text.Match
	prepared := make([]*text.Text, len(phrases))
	for i, p := range phrases {
		prepared[i] = text.Prepare(p.Text)
	}
	toks := t.Tokens()
	for i := range toks {
		here := map[text.Match]bool{}
		for k, p := range phrases {
			pt := prepared[k]
			end := i + len(pt.Tokens())
			if end > len(toks) {
				continue
			}
			same := true
			for k, ptok := range pt.Tokens() {
				tok := toks[i+k]
				gap := k > 0 && tok.Kind == text.Han1 && toks[i+k-1].Kind == text.Han1 && tok.Has(text.SpaceBefore)
				if gap || string(t.Bytes(tok)) != string(pt.Bytes(ptok)) {
					same = false
					break
				}
			}
			if same {
				here[text.Match{First: i, End: end, ID: p.ID}] = true
			}
		}
		at := make([]text.Match, 0, len(here))
		for m := range here {
			at = append(at, m)
		}
		slices.SortFunc(at, func(a, b text.Match) int { return a.End - b.End })
		out = append(out, at...)
	}
	return out
}

// distinct drops empty phrases and those that fold like an earlier one, and
// numbers the rest.
func distinct(lines []string) []text.Phrase {
	var out []text.Phrase
	seen := map[string]bool{}
	for _, s := range lines {
		t := text.Prepare(s)
		var key strings.Builder
		for _, tok := range t.Tokens() {
			key.Write(t.Bytes(tok))
			key.WriteByte(0)
		}
		if key.Len() > 0 && !seen[key.String()] {
			seen[key.String()] = true
			out = append(out, text.Phrase{Text: s, ID: len(out)})
		}
	}
	return out
}

func FuzzMatcherEqualsComparingEach(f *testing.F) {
	f.Add("late;two hours late;等太久;久等", "The driver was two hours late, 等太久等")
	f.Add("好 看;app闪退;a;b;a b;a b a", "a b a b a app 閃退 好看 好 看")
	f.Add("\xff;x\u0301;ﬃ", "x\u0301 ﬃ \xff\xfe")
	f.Fuzz(func(t *testing.T, list, in string) {
		if len(list)+len(in) > 4000 {
			t.Skip()
		}
		phrases := distinct(strings.Split(list, ";"))
		m, err := text.NewMatcher(phrases)
		if err != nil {
			t.Fatal(err)
		}
		raw := text.Prepare(in)
		for _, got := range m.AppendAll(nil, raw) {
			if s := raw.Origin(got.Span(raw)); !s.In(len(in)) || s.Empty() {
				t.Errorf("match %v has origin %v in %d bytes", got, s, len(in))
			}
		}
		txt := text.Prepare(text.Fold(in)) // the oracle knows nothing of stretched words
		if diff := cmp.Diff(naiveAll(phrases, txt), m.AppendAll(nil, txt)); diff != "" {
			t.Errorf("phrases %q in %q: -want +got:\n%s", list, in, diff)
		}
	})
}

// A list of thousands of phrases puts the hash tables to work.
func TestMatcherWithManyPhrasesEqualsComparingEach(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("wait time service slow staff rude app crash late cold 等 久 服 务 态 度 慢 差 的 a b c d")
	var lines []string
	for range 400 {
		var b strings.Builder
		for range 1 + rng.IntN(5) {
			fmt.Fprintf(&b, "%s ", words[rng.IntN(len(words))])
		}
		lines = append(lines, b.String())
	}
	for i := range 3000 { // words that only fill the tables
		lines = append(lines, fmt.Sprintf("word%d", i))
	}
	phrases := distinct(lines)
	m, err := text.NewMatcher(phrases)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		var b strings.Builder
		for range 40 {
			b.WriteString(words[rng.IntN(len(words))])
			if rng.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		fmt.Fprintf(&b, " word%d", rng.IntN(3500))
		txt := text.Prepare(b.String())
		if diff := cmp.Diff(naiveAll(phrases, txt), m.AppendAll(nil, txt)); diff != "" {
			t.Fatalf("%q: -want +got:\n%s", b.String(), diff)
		}
	}
}

func BenchmarkMatcher(b *testing.B) {
	var phrases []text.Phrase
	seeds := strings.Fields("late slow rude cold broken refund delivery battery screen staff 服务 态度 质量 价格 物流 客服 等待 味道 包装 闪退")
	for i, s := range seeds {
		phrases = append(phrases, text.Phrase{Text: s, ID: i})
		for k := range 400 {
			phrases = append(phrases, text.Phrase{Text: fmt.Sprintf("%s %s %d", s, seeds[k%len(seeds)], k), ID: i})
		}
	}
	m, err := text.NewMatcher(phrases)
	if err != nil {
		b.Fatal(err)
	}
	for _, bb := range []struct{ lang, in string }{
		{"en", strings.Repeat("The delivery was two days late and nobody at customer service answered my calls about the refund. ", 1000)},
		{"zh", strings.Repeat("外卖晚到了一个小时，打电话问客服，对方态度很差，还说天气不好送得慢是正常的。", 1000)},
	} {
		b.Run("lang="+bb.lang, func(b *testing.B) {
			txt := text.Prepare(bb.in)
			b.SetBytes(int64(len(bb.in)))
			b.ReportAllocs()
			var found []text.Match
			for b.Loop() {
				found = m.AppendAll(found[:0], txt)
			}
		})
	}
}
