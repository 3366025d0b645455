package lexicon_test

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

func newAnalyzer(t testing.TB, opts *lexicon.Options) *lexicon.Analyzer {
	t.Helper()
	a, err := lexicon.New(opts, zh.Lexicon(), en.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestContract(t *testing.T) {
	sentimenttest.Run(t, func() (sentiment.Analyzer, error) { return lexicon.New(nil, zh.Lexicon(), en.Lexicon()) }, nil)
}

// A few words in another language hold no word of the lexicons but by chance,
// and are not taken for English.
func TestForeignWordsAreUnknown(t *testing.T) {
	a := newAnalyzer(t, nil)
	for _, text := range []string{
		"Super Hotel, sehr nette Leute", "Leider kaputt angekommen", "Top Service, gerne wieder", "Parfait, je recommande", "Mauvaise qualité",
		"Excelente servicio", "Todo perfecto", "Llegó roto", "Ottimo prodotto", "Pessimo servizio", "Muito bom", "Heel goed", "Slecht product",
		"Mycket bra", "Väga hea toit", "Erittäin hyvä", "Nie polecam", "Çok güzel", "Bagus banget", "Barang rusak", "Rất ngon", "Foarte bun",
		"Vrlo dobro", "Ļoti labi", "Velmi dobré", "Meget god mad", "Nzuri sana", "Pangit ng serbisyo",
	} {
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: text}))
		if err != nil || s.Polarity.Known() {
			t.Errorf("%q is %v, %v, want unknown", text, s.Polarity, err)
		}
	}
}

// Text that is all operators says nothing.
func TestOperatorsAloneAreUnknown(t *testing.T) {
	a := newAnalyzer(t, nil)
	for _, text := range []string{"not not never no not", "不没没有不是不不", "very very quite", "非常非常很很很", "but but although but", "但是但是虽然"} {
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: text}))
		if err != nil || s.Polarity.Known() || s.Reason == "" {
			t.Errorf("%q is %v (%s), %v, want unknown", text, s.Polarity, s.Reason, err)
		}
	}
}

// Five megabytes of what makes the rules work hardest take seconds: each step
// looks back no farther than its clause. Quadratic work would take hours.
func TestLongTextsAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 5 MB several times")
	}
	const size, limit = 5 << 20, 60 * time.Second
	a := newAnalyzer(t, nil)
	for _, piece := range []string{"good but not very bad and ", "waited for over two g o o d ", "味道不错但是太慢希望更", "等了快两好*吃", "Broken. Great. "} {
		d := feedback.NewDocument(&feedback.Feedback{Text: strings.Repeat(piece, size/len(piece))})
		begin := time.Now()
		s, err := a.Analyze(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begin); took > limit {
			t.Errorf("%q repeated takes %v", piece, took)
		}
		checkEvidence(t, d.Feedback, s)
	}
}

func checkEvidence(t *testing.T, f *feedback.Feedback, s feedback.Sentiment) {
	t.Helper()
	sum := 0.0
	for _, e := range s.Evidence {
		part := f.Text
		if e.Part == feedback.InTitle {
			part = f.Title
		}
		if !e.In(len(part)) || !utf8.ValidString(part[e.Start:e.End]) && utf8.ValidString(part) {
			t.Fatalf("evidence %v of %q cuts a character or lies outside", e, f.Text)
		}
		sum += e.Weight
	}
	if s.Polarity.Known() && math.Abs(sum-s.Score) > sentiment.EvidenceTolerance {
		t.Fatalf("evidence of %q sums up to %v, score is %v", f.Text, sum, s.Score)
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, list := range reviews {
		for _, s := range list {
			f.Add(s, "", "What should we improve?")
		}
	}
	f.Add("g o o d, b@d, tot4l, gооd, 不 好 吃 垃*圾 等了40分钟", "标题", "有什麼需要改進的地方？")
	f.Add("not as good as, neither nor, 不如, 就是, 希望更, i wish more", "", "您喜欢什么？")
	f.Add("\xff\xe5\xa5好\u200b吃 12:30 <3 >_<", "\xff", "\xff")
	a := newAnalyzer(f, nil)
	f.Fuzz(func(t *testing.T, text, title, question string) {
		fb := &feedback.Feedback{Text: text, Title: title, Question: question}
		s, err := a.Analyze(t.Context(), feedback.NewDocument(fb))
		if err != nil {
			t.Fatal(err)
		}
		if !s.Polarity.Known() && s.Reason == "" || s.Score < -1 || s.Score > 1 || s.Confidence < 0 || s.Confidence > 1 {
			t.Fatalf("%q: %+v", text, s)
		}
		checkEvidence(t, fb, s)
	})
}

// A list that Parse and New take judges texts by the rules of any other.
func FuzzParse(f *testing.F) {
	f.Add("@valence 1\ngood, (a|b) c, <n> x\n@class\n<t> a b\n@fact -1\n<t> late, 等了<n>(天|)")
	f.Add("@negator 0.5\n((|)|\n@answer 0\n<>, (|), a(b|)c")
	f.Fuzz(func(t *testing.T, data string) {
		l, err := lexicon.Parse("fuzz", []language.Tag{language.English}, data)
		if err != nil {
			return
		}
		a, err := lexicon.New(nil, l)
		if err != nil {
			return
		}
		for _, e := range l.Entries() {
			d := feedback.NewDocument(&feedback.Feedback{Text: "The food was good. " + e.Phrase, Language: language.English})
			s, err := a.Analyze(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			checkEvidence(t, d.Feedback, s)
		}
	})
}
