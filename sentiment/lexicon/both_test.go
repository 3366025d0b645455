package lexicon_test

import (
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// Praise that goes on with "but" and blame is both, also in a single plain word
// each; blame that ends in praise is praise, and two objections are blame.
func TestPraiseButBlame(t *testing.T) {
	const list = `
@valence 3
极品
@valence 1
good, cheap, 好吃, 便宜
@valence -1
slow, dirty, 慢, 贵
@valence -5
恶心
@contrast
but, 就是
@concession
although, 虽然
@degree 1.5
很
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
		{"好吃，就是很恶心", feedback.Negative}, // more than five times as much
		{"味道好吃，送餐慢", feedback.Mixed},
		{"送餐慢，味道好吃", feedback.Unknown},
		{"昨天晚上去的那家好吃，今天中午又去的这家慢", feedback.Unknown},
		{"好吃 in the old town branch，送餐慢", feedback.Unknown}, // a word is as long as two characters
		{"好吃慢", feedback.Unknown},                           // no two clauses
		{"good food, slow", feedback.Unknown},               // not in English
		{"虽然极品，送餐慢", feedback.Positive},                     // "although" has settled it
	} {
		if got := polarity(t, newSmall(t, list), c.text); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
	a := newSmallWith(t, &lexicon.Options{MixedSide: -1}, list)
	for text, want := range map[string]feedback.Polarity{"Good food, but slow.": feedback.Negative, "味道好吃，送餐慢": feedback.Unknown} {
		if got := polarity(t, a, text); got != want {
			t.Errorf("%q with mixed ruled out: %v, want %v", text, got, want)
		}
	}
}

// Saying three times that it is neither is saying that it is neither.
func TestNeutralAddsUpToNeutral(t *testing.T) {
	const list = "@neutral -0.7\n一般, so-so\n@valence -1\n慢"
	a := newSmall(t, list)
	for text, want := range map[string]feedback.Polarity{
		"服务一般，环境一般，价格一般":      feedback.Neutral,
		"so-so, so-so, so-so": feedback.Neutral,
		"服务一般，环境一般，很慢":        feedback.Negative,
	} {
		if got := polarity(t, a, text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	a = newSmallWith(t, &lexicon.Options{NeutralBand: -1}, list)
	if got := polarity(t, a, "so-so, so-so, so-so"); got != feedback.Negative {
		t.Errorf("with neutral ruled out: %v, want negative", got)
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
