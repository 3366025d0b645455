package lexicon_test

import (
	"testing"

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
