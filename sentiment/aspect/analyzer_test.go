package aspect_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/aspect"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
)

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		options  *aspect.Options
		topics   aspect.Topics
		lexicons []*lexicon.Lexicon
		want     string
	}{
		"no topics":          {nil, nil, []*lexicon.Lexicon{en.Lexicon()}, "topics is nil"},
		"no lexicon":         {nil, standard.Taxonomy(), nil, "no lexicon names a language"},
		"a nil lexicon":      {nil, standard.Taxonomy(), []*lexicon.Lexicon{en.Lexicon(), nil}, "lexicon 1 is nil"},
		"a balance beyond 1": {&aspect.Options{MixedBalance: 1.5}, standard.Taxonomy(), []*lexicon.Lexicon{en.Lexicon()}, "MixedBalance is 1.5"},
		"a NaN weight":       {&aspect.Options{MinWeight: math.NaN()}, standard.Taxonomy(), []*lexicon.Lexicon{en.Lexicon()}, "MinWeight is not a number"},
		"a phrase of no topic": {nil, brokenTopics{}, []*lexicon.Lexicon{en.Lexicon()},
			"a phrase of the topics has an ID"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := aspect.New(c.options, c.topics, c.lexicons...)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}

type brokenTopics struct{}

func (brokenTopics) Categories() []feedback.Category { return []feedback.Category{"a"} }
func (brokenTopics) Phrases() []text.Phrase          { return []text.Phrase{{Text: "x", ID: 1}} }

// Either Chinese script gives the same topics, polarities and scores.
func TestScriptsAgree(t *testing.T) {
	a := newAspectAnalyzer(t, nil)
	for _, file := range []string{"zh.txt", "zh_hard.txt", "zh_heldout.txt"} {
		for _, s := range readSentences(t, file) {
			want, got := aspects(t, a, s.text), aspects(t, a, text.Fold(s.text))
			same := slices.EqualFunc(want, got, func(x, y feedback.Aspect) bool {
				return x.Topic == y.Topic && x.Polarity == y.Polarity && x.Score == y.Score && text.Fold(x.Target) == text.Fold(y.Target)
			})
			if !same {
				t.Errorf("%s gives %v, in Simplified %v", s.text, want, got)
			}
		}
	}
}

// A lexicon of the caller's own decides over the shipped words.
func TestOwnLexicon(t *testing.T) {
	own, err := lexicon.NewLexicon("climbing", nil, []lexicon.Entry{{Phrase: "sketchy", Role: lexicon.Valence, Weight: -2}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := aspect.New(nil, standard.Taxonomy(), en.Lexicon(), own)
	if err != nil {
		t.Fatal(err)
	}
	got := aspects(t, a, "The straps are sketchy.")
	if len(got) != 1 || got[0].Target != "straps" || got[0].Polarity != feedback.Negative {
		t.Errorf("got %v, want straps to be judged badly", got)
	}
}

// The same answer means one thing under one question and the opposite under
// another.
func TestQuestion(t *testing.T) {
	a := newAspectAnalyzer(t, nil)
	for _, c := range []struct {
		question, answer string
		want             []feedback.Polarity
	}{
		{"What did you like?", "The battery, the keyboard", []feedback.Polarity{feedback.Positive, feedback.Positive}},
		{"What should we improve?", "The battery, the keyboard", []feedback.Polarity{feedback.Negative, feedback.Negative}},
		{"What should we improve?", "The battery is excellent", []feedback.Polarity{feedback.Positive}},
		{"What did you like or dislike?", "The battery", nil},
		{"您最滿意的是什麼？", "店員、環境", []feedback.Polarity{feedback.Positive, feedback.Positive}},
		{"哪些地方需要改进？", "店员、环境", []feedback.Polarity{feedback.Negative, feedback.Negative}},
		{"您來過幾次？", "店員", nil},
	} {
		found, err := a.Aspects(context.Background(), feedback.NewDocument(&feedback.Feedback{Question: c.question, Text: c.answer}))
		if err != nil {
			t.Fatal(err)
		}
		var got []feedback.Polarity
		for _, x := range found {
			got = append(got, x.Polarity)
			checkWeights(t, x)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: got %v, want %v", c.question, c.answer, got, c.want)
		}
	}
}

func TestMentions(t *testing.T) {
	a := newAspectAnalyzer(t, &aspect.Options{Mentions: true})
	got := aspects(t, a, "We asked about the battery. The screen is great.")
	if len(got) != 2 || got[0].Topic != "product/battery" || got[0].Polarity != feedback.Neutral || got[0].Score != 0 || got[1].Polarity != feedback.Positive {
		t.Errorf("got %v, want the battery to be neutral and the screen positive", got)
	}
}

// A clause without end is searched as far as one breath goes, not to its
// beginning: two megabytes take well under a minute even on a busy machine, and
// would take hours if the cost were quadratic.
func TestLongClauses(t *testing.T) {
	a := newAspectAnalyzer(t, nil)
	for _, s := range []string{"good ", "好吃", "food and ", "very good food ", "the "} {
		start := time.Now()
		aspects(t, a, strings.Repeat(s, 2<<20/len(s)))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%q repeated over 2 MB takes %v", s, took)
		}
	}
}
