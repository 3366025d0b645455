package sentiment

import (
	"context"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// An Analyzer judges how favourable a piece of feedback is.
//
// Analyze may be called by several goroutines at once. It must not change d,
// nor keep it or anything it gave out after it returns. The same document gives
// the same sentiment. What it cannot judge (no text, a language it does not
// read, no signal) is an unknown sentiment with a reason and no error; an error
// means that judging failed, and the sentiment is then ignored. An analyzer
// that only computes may ignore ctx; one that waits for something must return
// when ctx is done.
//
// Evidence lies between characters of the part it names; its weights, if it has
// any, sum up to the score within [EvidenceTolerance].
//
// Package sentimenttest checks all this.
type Analyzer interface {
	Analyze(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error)
}

// The optional powers of an Analyzer, found by type assertion:
//
//	AspectAnalyzer   judgements about single things the feedback mentions
//	EmotionAnalyzer  feelings it shows
//	Describer        name, version and languages
//
// An engine that has one of the first two need not be an Analyzer.

// An AspectAnalyzer finds what a piece of feedback says about single things. It
// is under the same rules as an [Analyzer]; no aspects is an empty list.
type AspectAnalyzer interface {
	Aspects(ctx context.Context, d *feedback.Document) ([]feedback.Aspect, error)
}

// An EmotionAnalyzer finds the feelings that a piece of feedback shows. It is
// under the same rules as an [Analyzer]; no emotions is an empty list.
type EmotionAnalyzer interface {
	Emotions(ctx context.Context, d *feedback.Document) ([]feedback.EmotionFinding, error)
}

// A Describer tells what it is.
type Describer interface {
	Describe() Description
}

// Description is what an engine tells about itself.
type Description struct {
	Name      string
	Version   string // of the engine and the data it works with
	Languages []language.Tag
}

// AnalyzerFunc is a function that is an [Analyzer].
type AnalyzerFunc func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error)

// Analyze calls f.
func (f AnalyzerFunc) Analyze(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
	return f(ctx, d)
}

// StringFunc is an [Analyzer] that wants nothing but the original words, title
// and text with a line break between: a remote model, for example. Its evidence
// counts in that string.
type StringFunc func(ctx context.Context, text string) (feedback.Sentiment, error)

// Analyze calls f with the words of d. Evidence is led back to title and text.
func (f StringFunc) Analyze(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
	s, err := f(ctx, d.Text.Source())
	if err == nil {
		s.Evidence = d.Split(s.Evidence)
	}
	return s, err
}
