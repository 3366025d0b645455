package classify

import (
	"context"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// A Classifier labels a piece of feedback along one dimension or several.
//
// Classify may be called by several goroutines at once. It must not change d,
// nor keep it or anything it gave out after it returns. The same document gives
// the same labels, each at most once. A label that it cannot justify it leaves
// out: no labels means not known, and is no error. An error means that
// classifying failed; labels beside it are those that could be given all the
// same. A classifier that only computes may ignore ctx; one that waits for
// something must return when ctx is done.
//
// A label in a standard dimension has one of its categories; its confidence is
// a probability above 0; its evidence are passages of the customer's own words,
// cut between characters. Text in a language that the classifier does not read
// gets no labels but those that need no text, and a sentence gets the same
// labels in either Chinese script.
//
// Package classifytest checks all this.
type Classifier interface {
	Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error)
}

// A KeywordExtractor finds the words and phrases that a piece of feedback turns
// on, the weightiest first. It is under the same rules as a [Classifier].
type KeywordExtractor interface {
	Keywords(ctx context.Context, d *feedback.Document) ([]feedback.Keyword, error)
}

// A Describer tells what it is. It is optional.
type Describer interface {
	Describe() Description
}

// Description is what a classifier tells about itself.
type Description struct {
	Name       string
	Version    string // of the classifier and the data it works with
	Languages  []language.Tag
	Dimensions []feedback.Dimension // that it gives labels in
}

// ClassifierFunc is a function that is a [Classifier].
type ClassifierFunc func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error)

// Classify calls f.
func (f ClassifierFunc) Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
	return f(ctx, d)
}

// StringFunc is a [Classifier] that wants nothing but the original words, title
// and text with a line break between: a remote model, for example. Its evidence
// counts in that string.
type StringFunc func(ctx context.Context, text string) ([]feedback.Label, error)

// Classify calls f with the words of d. Evidence is led back to title and text.
func (f StringFunc) Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
	labels, err := f(ctx, d.Text.Source())
	out := make([]feedback.Label, len(labels))
	for i, l := range labels {
		l.Evidence = d.Split(l.Evidence)
		out[i] = l
	}
	return out, err
}
