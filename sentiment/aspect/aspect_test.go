package aspect_test

import (
	"testing"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/aspect"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

func newAspectAnalyzer(t testing.TB, opts *aspect.Options) *aspect.Analyzer {
	t.Helper()
	a, err := aspect.New(opts, standard.Taxonomy(), zh.Lexicon(), en.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestContract(t *testing.T) {
	sentimenttest.RunAspects(t, func() (sentiment.AspectAnalyzer, error) {
		return aspect.New(nil, standard.Taxonomy(), zh.Lexicon(), en.Lexicon())
	}, nil)
}
