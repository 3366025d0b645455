package emotion_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

func TestNewRefuses(t *testing.T) {
	word := func(w emotion.Word) *emotion.Options { return &emotion.Options{Words: []emotion.Word{w}} }
	for name, c := range map[string]struct {
		options  *emotion.Options
		lexicons []*lexicon.Lexicon
		want     string
	}{
		"no lexicon":            {nil, nil, "no lexicon names a language"},
		"a nil lexicon":         {nil, []*lexicon.Lexicon{nil}, "lexicon 0 is nil"},
		"a confidence beyond 1": {&emotion.Options{MinConfidence: 2}, nil, "MinConfidence is 2"},
		"negative evidence":     {&emotion.Options{MaxEvidence: -1}, nil, "MaxEvidence is -1"},
		"a word of no emotion":  {word(emotion.Word{Phrase: "meh", Confidence: 0.5, Intensity: 0.5}), nil, "Words[0]"},
		"a word without phrase": {word(emotion.Word{Emotion: feedback.Joy, Confidence: 0.5, Intensity: 0.5}), nil, "there is no phrase"},
		"a word beyond doubt":   {word(emotion.Word{Phrase: "meh", Emotion: feedback.Joy, Confidence: 1, Intensity: 0.5}), nil, "confidence 1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := emotion.New(c.options, c.lexicons...)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}

// finding is the one emotion that is found in s.
func finding(t *testing.T, a *emotion.Analyzer, s string) feedback.EmotionFinding {
	t.Helper()
	found, err := a.Emotions(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: s}))
	if err != nil || len(found) != 1 {
		t.Fatalf("%q: found %v, error %v, want one emotion", s, found, err)
	}
	return found[0]
}

// Each sentence says the same as the one before it, but stronger.
func TestDegreesRaiseIntensity(t *testing.T) {
	a := newEmotionAnalyzer(t, nil)
	for _, rising := range [][]string{
		{"I am a bit disappointed.", "I am disappointed.", "I am very disappointed."},
		{"I am worried.", "I am WORRIED."},
		{"有點失望。", "失望。", "非常失望。"},
		{"有些担心。", "担心。", "非常担心！"},
	} {
		before := 0.0
		for _, s := range rising {
			x := finding(t, a, s)
			if x.Intensity <= before {
				t.Errorf("%q has the intensity %v, want more than the %v of the sentence before", s, x.Intensity, before)
			}
			before = x.Intensity
		}
	}
}

// Saying it twice in the same word makes it no surer to the words.
func TestRepetitionAddsNothing(t *testing.T) {
	a := newEmotionAnalyzer(t, &emotion.Options{WordsOnly: true})
	once, often := finding(t, a, "I was disappointed."), finding(t, a, strings.Repeat("I was disappointed. ", 50))
	if once.Confidence != often.Confidence {
		t.Errorf("confidence %v once and %v fifty times, want the same", once.Confidence, often.Confidence)
	}
	if len(often.Evidence) != 20 {
		t.Errorf("%d pieces of evidence, want the first 20", len(often.Evidence))
	}
}

// Either Chinese script shows the same feelings.
func TestScriptsAgree(t *testing.T) {
	a := newEmotionAnalyzer(t, nil)
	for _, file := range []string{"zh.txt", "zh_heldout.txt"} {
		for _, s := range readSentences(t, file) {
			want, got := emotionsOf(t, a, s.text), emotionsOf(t, a, text.Fold(s.text))
			if !slices.Equal(want, got) {
				t.Errorf("%s shows %v, in Simplified %v", s.text, want, got)
			}
		}
	}
}

// Words that judge in the caller's lexicon are not read, words that turn are.
func TestGrammarOfLexicons(t *testing.T) {
	own, err := lexicon.NewLexicon("old english", nil, []lexicon.Entry{
		{Phrase: "nowise", Role: lexicon.Negator, Weight: 1},
		{Phrase: "disappointed", Role: lexicon.Valence, Weight: 3},
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := emotion.New(nil, en.Lexicon(), own)
	if err != nil {
		t.Fatal(err)
	}
	if got := emotionsOf(t, a, "We were nowise disappointed."); got != nil {
		t.Errorf("found %v, want none", got)
	}
	if got := emotionsOf(t, a, "We were disappointed."); !slices.Equal(got, []feedback.Emotion{feedback.Disappointment}) {
		t.Errorf("found %v, want disappointment", got)
	}
}

// Two megabytes of feeling take well under a minute on a busy machine, and would
// take hours if the cost were quadratic.
func TestLongTexts(t *testing.T) {
	a, err := emotion.New(nil, zh.Lexicon(), en.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"so angry ", "氣死我了", "not happy and ", "😡"} {
		start := time.Now()
		emotionsOf(t, a, strings.Repeat(s, 2<<20/len(s)))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%q repeated over 2 MB takes %v", s, took)
		}
	}
}
