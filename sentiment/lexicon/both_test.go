package lexicon_test

import (
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// Praise that goes on with "but" and blame is both, also in a single plain word
// each; blame that ends in praise is praise, and two objections are blame.
func TestPraiseButBlame(t *testing.T) {
	const list = `
@valence 1
good, cheap, 好吃, 便宜
@valence -1
slow, dirty, 慢, 贵
@contrast
but, 就是
@concession
although, 虽然
@negator 1
不
`
	for _, c := range []struct {
		text string
		want feedback.Polarity
	}{
		{"Good food, but slow.", feedback.Mixed},
		{"好吃，就是慢", feedback.Mixed},
		{"虽然好吃，就是慢", feedback.Mixed},
		{"Slow, but good food.", feedback.Positive},
		{"慢，就是好吃", feedback.Positive},
		{"Good food, but slow and dirty.", feedback.Negative},
		{"不贵，就是慢", feedback.Negative},
		{"味道好吃，送餐慢", feedback.Mixed},
		{"送餐慢，味道好吃", feedback.Unknown},
		{"昨天晚上去的那家好吃，今天中午又去的这家慢", feedback.Unknown},
	} {
		if got := polarity(t, newSmall(t, list), c.text); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
	l, err := lexicon.Parse("small", []language.Tag{language.English}, list)
	if err != nil {
		t.Fatal(err)
	}
	a, err := lexicon.New(&lexicon.Options{MixedSide: -1}, l)
	if err != nil {
		t.Fatal(err)
	}
	if got := polarity(t, a, "Good food, but slow."); got != feedback.Negative {
		t.Errorf("with mixed ruled out: %v, want negative", got)
	}
}

// Saying three times that it is neither is saying that it is neither.
func TestNeutralAddsUpToNeutral(t *testing.T) {
	a := newSmall(t, "@neutral -0.7\n一般, so-so\n@valence -1\n慢")
	for text, want := range map[string]feedback.Polarity{
		"服务一般，环境一般，价格一般":      feedback.Neutral,
		"so-so, so-so, so-so": feedback.Neutral,
		"服务一般，环境一般，很慢":        feedback.Negative,
	} {
		if got := polarity(t, a, text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func polarity(t *testing.T, a *lexicon.Analyzer, text string) feedback.Polarity {
	t.Helper()
	s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: text}))
	if err != nil {
		t.Fatal(err)
	}
	return s.Polarity
}
