package feedback_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// find returns the span of a folded string in the document.
func find(t *testing.T, d *feedback.Document, folded string) text.Span {
	t.Helper()
	at := strings.Index(string(d.Text.Folded()), folded)
	if at < 0 {
		t.Fatalf("%q has no %q", d.Text.Folded(), folded)
	}
	return text.Span{Start: at, End: at + len(folded)}
}

func TestDocumentEvidence(t *testing.T) {
	f := &feedback.Feedback{Title: "ＴＯＯ slow", Text: "等了４０分鐘，態度也差"}
	d := feedback.NewDocument(f)
	for _, test := range []struct{ folded, want string }{{"too", "ＴＯＯ"}, {"slow", "slow"}, {"等了40", "等了４０"}, {"态度", "態度"}} {
		e := d.Evidence(find(t, d, test.folded))
		if got := e.Of(f); got != test.want {
			t.Errorf("evidence for %q is %q (%v), want %q", test.folded, got, e, test.want)
		}
	}
	// Evidence over both belongs to the text.
	whole := d.Evidence(text.Span{Start: 0, End: len(d.Text.Folded())})
	if whole.Part != feedback.InText || whole.Of(f) != f.Text {
		t.Errorf("evidence over title and text is %q in %q", whole.Of(f), whole.Part)
	}
	if got := d.Split([]feedback.Evidence{{Span: text.Span{Start: 0, End: 9}, Weight: 1, Rule: "r"}}); got[0].Part != feedback.InTitle || got[0].Weight != 1 || got[0].Of(f) != "ＴＯＯ" {
		t.Errorf("Split gives %+v", got)
	}
}

// Many exports repeat the beginning of the text as its title; it must not count
// twice.
func TestRepeatedTitleIsReadOnce(t *testing.T) {
	d := feedback.NewDocument(&feedback.Feedback{Title: "很好吃", Text: "很好吃，下次再來"})
	if got := d.Text.Source(); got != "很好吃，下次再來" {
		t.Errorf("the document reads %q", got)
	}
}

func TestDocumentLanguage(t *testing.T) {
	tests := []struct {
		name, said, text, want string
		conflict               bool
	}{
		{"nothing said", "und", "外送太慢，態度也差", "zh-Hant", false},
		{"said and seen", "zh-TW", "外送太慢，態度也差", "zh-Hant", false},
		{"said settles what fits both scripts", "zh-TW", "很好吃", "zh-Hant", false},
		{"mainland too", "zh-CN", "很好吃", "zh-Hans", false},
		{"Hong Kong", "yue-HK", "很好吃", "zh-Hant", false},
		{"the script shows in the text", "zh-TW", "外卖太慢，态度也差", "zh-Hans", false},
		{"another family", "fr", "外送太慢，態度也差", "zh-Hant", true},
		{"English said of Chinese", "en", "很好吃", "zh", true},
		{"Japanese may do without kana", "ja", "最高", "ja", false},
		{"Chinese said of Japanese", "zh", "料理はとても美味しかった", "ja", true},
		{"English", "en-GB", "The delivery was late", "en", false},
		{"Chinese said of English", "zh-TW", "The delivery was late and the box was broken", "en", true},
		{"French said of English", "fr", "The delivery was late and the box was broken", "en", true},
		{"French", "fr", "Le service était très lent et pas bon", "fr", false},
		{"English said of French", "en", "Le service était très lent et pas bon", "fr", true},
		{"slang of Chinese customers", "zh-CN", "yyds", "zh-CN", false},
		{"no letters", "zh-TW", "👍👍", "zh-TW", false},
		{"Thai", "th", "บริการแย่มาก", "th", false},
		{"English said of Thai", "en", "บริการแย่มาก", "th", true},
		{"Russian", "ru", "Обслуживание ужасное", "ru", false},
		{"empty", "en", "", "en", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := feedback.NewDocument(&feedback.Feedback{Text: test.text, Language: language.MustParse(test.said)})
			if got := d.Language(); got != language.MustParse(test.want) || d.LanguageConflict() != test.conflict {
				t.Errorf("language is %v (conflict %v), want %s (%v)", got, d.LanguageConflict(), test.want, test.conflict)
			}
		})
	}
}

func TestChannelFitness(t *testing.T) {
	for _, c := range feedback.Channels() {
		if c != feedback.OtherChannel && c.Fitness() == (feedback.Fitness{}) {
			t.Errorf("nothing is said of %v", c)
		}
	}
	// What the practice of feedback collection says of channels.
	for c, has := range map[feedback.Channel]func(feedback.Fitness) bool{
		feedback.Survey:          func(f feedback.Fitness) bool { return f.Structured && f.LargeScale && !f.Observed },
		feedback.Social:          func(f feedback.Fitness) bool { return !f.Structured && f.RealTime && f.Public },
		feedback.Hotline:         func(f feedback.Fitness) bool { return f.Personal && !f.Public },
		feedback.Interview:       func(f feedback.Fitness) bool { return f.InDepth && f.Personal },
		feedback.ComplaintRecord: func(f feedback.Fitness) bool { return f.Observed },
		feedback.UsageData:       func(f feedback.Fitness) bool { return f.Observed },
	} {
		if !has(c.Fitness()) {
			t.Errorf("%v has the fitness %+v", c, c.Fitness())
		}
	}
}
