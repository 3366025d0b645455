package lexicon_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// newSmall makes an analyzer of a lexicon in the form of Parse.
func newSmall(t testing.TB, data string) *lexicon.Analyzer {
	t.Helper()
	return newSmallWith(t, nil, data)
}

func newSmallWith(t testing.TB, o *lexicon.Options, data string) *lexicon.Analyzer {
	t.Helper()
	l, err := lexicon.Parse("small", []language.Tag{language.English, language.SimplifiedChinese}, data)
	if err != nil {
		t.Fatal(err)
	}
	a, err := lexicon.New(o, l)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// phrases are the phrases at the core of the hits in an English or Chinese text,
// each with its readings.
func phrases(a *lexicon.Analyzer, text string) string {
	f := &feedback.Feedback{Text: text}
	if text[0] < 0x80 {
		f.Language = language.English
	}
	var out []string
	for _, h := range a.AppendHits(nil, feedback.NewDocument(f)) {
		s := h.Entry.Phrase
		if h.Reading != 0 {
			s += "/" + h.Reading.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"good", `lexicon: x: part 0: line 1: a phrase stands before the first @ line`},
		{"@praise 1\ngood", `lexicon: x: part 0: line 1: role "praise" is not one of valence, fact,`},
		{"@valence\tone\ngood", `lexicon: x: part 0: line 1: role "valence\tone"`},
		{"@valence one\ngood", `lexicon: x: part 0: line 1: weight "one" of role valence is not a number`},
		{"@valence NaN\ngood", `has weight NaN, want one in [-5, 5] for valence`},
		{"@valence 7\ngood", `has weight 7, want one in [-5, 5] for valence`},
		{"# comment\n\n@negator 2\nnot", `line 3: "@negator 2" has weight 2, want one in [0, 1] for negator`},
	} {
		_, err := lexicon.Parse("x", nil, c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Parse(%q): %v, want an error with %q", c.data, err, c.want)
		}
	}
}

func TestNewSaysWhatIsWrong(t *testing.T) {
	english := []language.Tag{language.English}
	for _, c := range []struct{ data, want string }{
		{"@valence 1\n\u200b(a|)", "has nothing that a text need show"},
		{"@valence 1\nlong <time>", `phrase "long <time>": class <time> is not defined`},
		{"@class\ntime hours", `class "time hours" is not a name like <time> and words`},
		{"@class\n<n> dozen", `class "<n> dozen" is not a name`},
		{"@valence 1\n" + strings.Repeat("x(a|b)", 12), "stands for more than 1000 phrases"},
		{"@valence 1\n" + strings.Repeat("x (a|b|)", 12), "stands for more than 1000 phrases"},
		{"@valence -1\n(ran|running (low|short)|out) of soup", `parentheses within parentheses at "(low"`},
	} {
		l, err := lexicon.Parse("x", english, c.data)
		if err == nil {
			_, err = lexicon.New(nil, l)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want an error with %q", c.data, err, c.want)
		}
	}
	if _, err := lexicon.New(nil); err == nil {
		t.Error("an analyzer without lexicons is made")
	}
	if _, err := lexicon.New(nil, nil); err == nil {
		t.Error("an analyzer of a nil lexicon is made")
	}
	if _, err := lexicon.NewLexicon("x", []language.Tag{language.Japanese}, nil); err == nil {
		t.Error("a Japanese lexicon is made")
	}
	for _, o := range []lexicon.Options{{MixedBalance: 2}, {MaxEvidence: -1}} {
		if _, err := lexicon.New(&o); err == nil {
			t.Errorf("options %+v are taken", o)
		}
	}
}

func TestTheLastLexiconDecides(t *testing.T) {
	first, err := lexicon.Parse("first", []language.Tag{language.English}, "@valence 1\nsick, cold")
	if err != nil {
		t.Fatal(err)
	}
	second, err := lexicon.Parse("second", nil, "@valence -1\nsick\n@plain\ncold")
	if err != nil {
		t.Fatal(err)
	}
	a, err := lexicon.New(nil, first, second)
	if err != nil {
		t.Fatal(err)
	}
	d := feedback.NewDocument(&feedback.Feedback{Text: "A sick and cold place.", Language: language.English})
	hits := a.AppendHits(nil, d)
	if len(hits) != 1 || hits[0].Weight() != -1 {
		t.Errorf("hits %v, want one of -1", hits)
	}
}

func TestPhrases(t *testing.T) {
	a := newSmall(t, `
@class
<time> minutes hours
<time> days
<us> me us
@valence -1
waited (for |)(over |more than |)<n> <time>, return(ed|ing) it, charged <us> (twice|too often), (等|等了)(快|)<n>(分钟|个小时), wait
@valence 1
on time, >_<, ^推$, ^(top|ace)$
`)
	for _, c := range []struct{ text, want string }{
		{"We waited two hours.", "waited (for |)(over |more than |)<n> <time>"},
		{"We waited for more than 3 days.", "waited (for |)(over |more than |)<n> <time>"},
		{"We waited for more than that.", ""},
		{"We wait.", "wait"},
		{"Returned it.", "return(ed|ing) it"},
		{"They charged us twice.", "charged <us> (twice|too often)"},
		{"They charged it twice.", ""},
		{"等了快四十分钟", "(等|等了)(快|)<n>(分钟|个小时)"},
		{"等两个小时", "(等|等了)(快|)<n>(分钟|个小时)"},
		{"等了很久", ""},
		{"On time >_<", "on time; >_<"},
		{"服务好，推！", "^推$/emphasised"},
		{"推", "^推$"},
		{"推车一辆", ""},
		{"别推", ""},
		{"Ace.", "^(top|ace)$"},
		{"The top shelf", ""},
	} {
		if got := phrases(a, c.text); got != c.want {
			t.Errorf("%q: found %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRules(t *testing.T) {
	a := newSmall(t, `
@valence 1
good, nice, plus:, 好吃, 便宜
@valence -1
bad, slow, 贵, 差, 不值
@fact -1
broken
@booster -0.5
too
@negator 1
not, never, nor, neither, 不
@degree 1.5
very, 很
@degree 0.6
slightly, 有点
@contrast
but, 但是
@contrast 1
就是
@concession
although, 虽然
@wish
i wish, 希望
@condition
if
@past
used to be
@inferior -1
not as, 不如
@irony -1
thanks for nothing
@irony 1
well done
@trail 1.5
极了
`)
	for _, c := range []struct{ text, want string }{
		{"not good", "good/negated"},
		{"not very good", "good/negated,weakened"},
		{"very good", "good/intensified"},
		{"slightly slow", "slow/weakened"},
		{"neither good nor nice", "good/negated; nice/negated"},
		{"not at the very far end good", "good"}, // out of reach
		{"not here, good", "good"},               // another clause
		{"too slow", "slow/intensified"},
		{"that is too", ""}, // "also"
		{"good but slow", "good/conceded; slow/stressed"},
		{"although slow, good", "slow/conceded; good"},
		{"i wish it were nice", "nice/wished"},
		{"i wish it were bigger", "/wished"},
		{"i wish i had the number of my order", ""}, // no comparatives
		{"if it is good", "good/supposed"},
		{"it used to be good", "good/bygone"},
		{"is it good?", "good/asked"},
		{"it is GOOD", "good/emphasised"},
		{"soooo good", "good"},
		{"goooood", "good/emphasised"},
		{"it came broken", "broken/fact"},
		{"not as good", "not as/compared"},
		{"good, it is broken", "good/ironic; broken/fact"},
		{"good. another one, bad and slow", "good/ironic; bad; slow"},
		{"good. it is slow", "good; slow"},
		{"well done, broken and slow", "well done/ironic; broken/fact; slow"},
		{"well done, good", "well done; good"},
		{"it came broken and slow. nice.", "broken/fact; slow; nice/ironic"},
		{"broken, bad, nice", "broken/fact; bad; nice/ironic"},
		{"broken. nice!", "broken/fact; nice/emphasised"},      // an exclamation is meant
		{"good one. broken. nice.", "good; broken/fact; nice"}, // not all was blame
		{"bad. if it is broken. nice.", "bad; broken/supposed,fact; nice"},
		{"broken. bad. although nice.", "broken/fact; bad; nice/conceded"},
		{"broken. bad. nice 📦", "broken/fact; bad; nice"}, // a picture may be meant, too
		{"not a plus: good", "plus:/negated; good"},       // the mark ends the clause
		{"thanks for nothing", "thanks for nothing/ironic"},
		{"g00d and b4d", "good; bad"},
		{"b@d, $low, gооd", "bad; slow; good"},
		{"g o o d and b a d", "good; bad"},
		{"不好吃", "好吃/negated"},
		{"不不不好吃", "好吃/negated"},
		{"不不值", "不值"},
		{"好-吃", "好吃"},
		{"不贵不差", "贵/negated; 差/negated"},
		{"不 好 吃", "好吃/negated"},
		{"很好 吃饭", ""}, // white space parts words
		{"好*吃", "好吃"},
		{"好吃极了", "好吃/intensified"},
		{"便宜，就是差", "便宜/conceded; 差/stressed"},
		{"这就是差", "差"}, // no contrast inside a clause
		{"不如别家好吃", "不如/compared"},
		{"好吃吗", "好吃/asked"},
	} {
		if got := phrases(a, c.text); got != c.want {
			t.Errorf("%q: found %q, want %q", c.text, got, c.want)
		}
	}
}

// A word of praise that mocks is known by what the text has: in the lists it may
// stand in a pattern, or be the first word of two.
func TestMockeryIsKnownInTheLists(t *testing.T) {
	a := newAnalyzer(t, nil)
	for _, text := range []string{"Broken. Nice.", "Delayed again. Awesome.", "Lost my bag. Thanks for that."} {
		hits := a.AppendHits(nil, feedback.NewDocument(&feedback.Feedback{Text: text}))
		if last := hits[len(hits)-1]; last.Reading&lexicon.Ironic == 0 {
			t.Errorf("%q: %q is %v, want ironic", text, last.Entry.Phrase, last.Reading)
		}
	}
}

func TestAnalyzeIntoAllocatesNothing(t *testing.T) {
	a := newAnalyzer(t, nil)
	var docs []*feedback.Document
	for _, list := range reviews {
		for _, s := range list {
			docs = append(docs, feedback.NewDocument(&feedback.Feedback{Text: s, Question: "What should we improve?"}))
		}
	}
	var s feedback.Sentiment
	if n := testing.AllocsPerRun(50, func() {
		for _, d := range docs {
			a.AnalyzeInto(&s, d)
		}
	}); n > 0 && !raceEnabled {
		t.Errorf("%v allocations, want none", n)
	}
}
