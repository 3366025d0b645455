package sentimenttest_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

// An engine that calls everything neutral breaks three rules of the contract.
func ExampleTestAnalyzer() {
	indifferent := sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
		return feedback.Sentiment{Polarity: feedback.Neutral, Confidence: 1}, nil
	})
	err := sentimenttest.TestAnalyzer(func() (sentiment.Analyzer, error) { return indifferent, nil }, nil)
	for line := range strings.Lines(err.Error()) {
		if rule, ok := strings.CutPrefix(line, "\t"); ok {
			fmt.Print(rule)
		}
	}
	// Output:
	// feedback without words gives no judgement and no error
	// what is written in a language that the engine does not read gives no judgement and no error: unknown is not neutral
	// praise and blame that nobody would dispute are told apart
}
