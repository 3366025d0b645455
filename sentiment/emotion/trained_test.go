package emotion_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

func TestEmbeddedModel(t *testing.T) {
	m := emotion.Embedded()
	if !m.MultiLabel() || len(m.Labels()) != len(feedback.Emotions()) || m.Reader().Wide {
		t.Errorf("the model is %v, want the eight emotions, read plainly", m)
	}
	b, err := m.MarshalBinary()
	if err != nil || len(b) > 800_000 {
		t.Errorf("%d bytes, %v; want at most 0.8 MB", len(b), err)
	}
	for _, want := range []string{"go run ./examples/train -task emotion", "nlpcc2014_sentence, never trained on", "in flat text"} {
		if !strings.Contains(m.About(), want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	_, trainedOn, _ := strings.Cut(m.About(), "Trained on")
	if trainedOn == "" || strings.Contains(trainedOn, "nlpcc2014") {
		t.Errorf("the card says %q, want what was trained on, and no set whose licence allows evaluation only", trainedOn)
	}
}

func TestTogether(t *testing.T) {
	for _, c := range []struct {
		emotion                 feedback.Emotion
		words, trained, logOdds float64 // 0.6 of which is said
	}{
		{feedback.Joy, 0.5, 0, 0},
		{feedback.Joy, 0.5, 2, 2},
		{feedback.Joy, 0, 0, math.Log(3. / 7)},         // no word: 0.3
		{feedback.Joy, 0.1, 1, math.Log(3./7) + 1},     // nor less for one that hardly means it
		{feedback.Joy, 0, 100, math.Log(3./7) + 3},     // the model says at most 3
		{feedback.Joy, 0.9, -100, math.Log(9) - 0.4},   // of what has a word at least -0.4
		{feedback.Surprise, 0.9, -100, math.Log(9)},    // of what few show nothing against the word
		{feedback.Sadness, 0.9, -1, math.Log(9)},       // likewise
		{feedback.Surprise, 0, -5, math.Log(3./7) - 5}, // without a word all it says
		{feedback.Anger, 1, 0, math.Log(97. / 3)},      // words are never beyond doubt
	} {
		want := 1 / (1 + math.Exp(-0.6*c.logOdds))
		if got := emotion.Together(c.emotion, c.words, c.trained); math.Abs(got-want) > 1e-12 {
			t.Errorf("Together(%v, %v, %v) is %v, want %v", c.emotion, c.words, c.trained, got, want)
		}
	}
}

func TestTogetherRisesWithBoth(t *testing.T) {
	for _, e := range feedback.Emotions() {
		for w := 0.0; w < 1; w += 0.1 {
			for z := -3.0; z < 4; z += 0.5 {
				p := emotion.Together(e, w, z)
				if !(p > 0 && p < 1) || emotion.Together(e, w+0.1, z) < p || emotion.Together(e, w, z+0.5) < p {
					t.Errorf("Together(%v, %.1f, %.1f) is %v", e, w, z, p)
				}
			}
		}
	}
}

func TestWordsOnlyKeepsTheContract(t *testing.T) {
	sentimenttest.RunEmotions(t, func() (sentiment.EmotionAnalyzer, error) {
		return emotion.New(&emotion.Options{WordsOnly: true}, zh.Lexicon(), en.Lexicon())
	}, nil)
}

// Trouble that is told without a word of feeling is found by the model, with the
// passages that it goes by and some intensity.
func TestTroubleWithoutItsWord(t *testing.T) {
	both, words := newEmotionAnalyzer(t, nil), newEmotionAnalyzer(t, &emotion.Options{WordsOnly: true})
	for _, s := range []string{
		"The charger stopped working after two days and they refuse to send another.",
		"The app keeps crashing every time I try to log in and nobody answers my emails.",
		"等了一个多小时才送到，汤都洒了一半，打电话也没人接。",
		"用了兩天就壞了，聯絡客服也沒人理，退貨還要自己付運費。",
	} {
		if got := emotionsOf(t, words, s); got != nil {
			t.Errorf("%s: the words find %v, want none", s, got)
		}
		x := finding(t, both, s)
		if x.Emotion != feedback.Dissatisfaction || len(x.Evidence) == 0 || x.Evidence[0].Rule != "trained" || !(x.Intensity > 0) {
			t.Errorf("%s: found %+v, want dissatisfaction with its passages", s, x)
		}
	}
}

// What the model finds is the stronger the stronger it is said.
func TestTrainedIntensity(t *testing.T) {
	a := newEmotionAnalyzer(t, nil)
	for _, rising := range [][]string{
		{"The app keeps crashing and nobody answers my emails.", "The app keeps crashing and nobody answers my emails!", "The app keeps CRASHING and REALLY nobody answers my emails!"},
		{"等了一个多小时才送到，汤都洒了一半，打电话也没人接。", "等了一个多小时才送到，汤都洒了一半，打电话也没人接！"},
	} {
		before := 0.0
		for _, s := range rising {
			x := finding(t, a, s)
			if x.Intensity <= before || x.Intensity > 1 {
				t.Errorf("%q has the intensity %v, want more than the %v of the sentence before", s, x.Intensity, before)
			}
			before = x.Intensity
		}
	}
}

// The model does not bring back what grammar takes away.
func TestModelHeedsGrammar(t *testing.T) {
	a := newEmotionAnalyzer(t, nil)
	for s, never := range map[string]feedback.Emotion{
		"I was not disappointed at all.":           feedback.Disappointment,
		"If this happens again I will be furious.": feedback.Anger,
		"Are you happy with the repair?":           feedback.Joy,
		"I used to love this place.":               feedback.Joy,
		"Thanks for nothing.":                      feedback.Gratitude,
		"如果再这样我会很生气。":                              feedback.Anger,
		"一点都不失望，下次还来。":                             feedback.Disappointment,
	} {
		if got := emotionsOf(t, a, s); slices.Contains(got, never) {
			t.Errorf("%s: found %v", s, got)
		}
	}
}

// A model is asked in languages of the lexicons alone.
func TestModelReadsTheLanguagesOfLexicons(t *testing.T) {
	a, err := emotion.New(nil, en.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"用了兩天就壞了，客服一直推託不處理。", "料理が冷めていて、とても残念でした。"} {
		if got := emotionsOf(t, a, s); got != nil {
			t.Errorf("%s: found %v, want none", s, got)
		}
	}
}

// A model of one's own is asked in the place of the embedded one, and must know the
// emotions.
func TestOwnModel(t *testing.T) {
	if _, err := emotion.New(&emotion.Options{Model: emotion.Embedded()}, en.Lexicon()); err != nil {
		t.Error(err)
	}
	m, _, err := linear.Train(slices.Values([]linear.Example{
		{Text: "lovely", Labels: []string{"joy"}}, {Text: "lovely day", Labels: []string{"joy"}},
		{Text: "dreadful", Labels: []string{"anger"}}, {Text: "dreadful day", Labels: []string{"anger"}},
	}), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := emotion.New(&emotion.Options{Model: m}, en.Lexicon()); err == nil || !strings.Contains(err.Error(), "option Model") {
		t.Errorf("the error is %v, want one that says what is wrong with the model", err)
	}
}

// Reading flat text allocates nothing, with the model or without.
func TestFlatTextAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("pools lose memory under the race detector")
	}
	for name, o := range map[string]*emotion.Options{"both": nil, "words only": {WordsOnly: true}} {
		a := newEmotionAnalyzer(t, o)
		for _, s := range []string{"The room has two beds and a desk.", "房間有兩張床和一張桌子。"} {
			d := feedback.NewDocument(&feedback.Feedback{Text: s})
			if n := testing.AllocsPerRun(50, func() {
				if found, err := a.Emotions(context.Background(), d); err != nil || found != nil {
					t.Fatalf("%s: found %v, error %v", s, found, err)
				}
			}); n >= 1 {
				t.Errorf("%s, %s: %v allocations, want none", name, s, n)
			}
		}
	}
}
