package emotion_test

import (
	"testing"

	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

func newEmotionAnalyzer(t testing.TB, opts *emotion.Options) *emotion.Analyzer {
	t.Helper()
	a, err := emotion.New(opts, zh.Lexicon(), en.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestContract(t *testing.T) {
	sentimenttest.RunEmotions(t, func() (sentiment.EmotionAnalyzer, error) {
		return emotion.New(nil, zh.Lexicon(), en.Lexicon())
	}, nil)
}
