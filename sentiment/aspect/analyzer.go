package aspect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// Options say how an [Analyzer] judges. The zero value, like a nil pointer, is
// the recommended setup.
type Options struct {
	// MinWeight is how much must speak for or against a mention, in log-odds,
	// for it to be an aspect. 0 means 0.4; a negative number that the faintest
	// word will do.
	MinWeight float64
	// MixedBalance is how large the weaker of two sides must be as a share of
	// the stronger for a mention to be mixed, in (0, 1]. 0 means 0.6.
	MixedBalance float64
	// Mentions gives those mentions of a topic of which nothing is said as
	// aspects too, neutral and with the score 0.
	Mentions bool
}

func (o *Options) withDefaults() (Options, error) {
	var p Options
	if o != nil {
		p = *o
	}
	if p.MinWeight == 0 {
		p.MinWeight = 0.4
	}
	if p.MixedBalance == 0 {
		p.MixedBalance = 0.6
	}
	if p.MinWeight != p.MinWeight {
		return p, errors.New("aspect: option MinWeight is not a number")
	}
	if !(p.MixedBalance > 0 && p.MixedBalance <= 1) {
		return p, fmt.Errorf("aspect: option MixedBalance is %v, want a number in (0, 1]", p.MixedBalance)
	}
	return p, nil
}

// An Analyzer finds aspects by topics, lexicons and rules. It is immutable and
// safe for concurrent use.
type Analyzer struct {
	options    Options
	categories []feedback.Category
	words      *lexicon.Analyzer
	vocabulary *vocabulary
	languages  []language.Tag
	readers    sync.Pool
}

// New makes an analyzer for topics that judges by lexicons. It compiles both,
// which takes some tens of milliseconds.
func New(options *Options, topics Topics, lexicons ...*lexicon.Lexicon) (*Analyzer, error) {
	opts, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	if topics == nil {
		return nil, errors.New("aspect: New: topics is nil, want a taxonomy such as classify/standard has")
	}
	for i, l := range lexicons {
		if l == nil {
			return nil, fmt.Errorf("aspect: New: lexicon %d is nil", i)
		}
	}
	a := &Analyzer{options: opts, categories: topics.Categories()}
	if a.vocabulary, err = newVocabulary(a.categories, topics.Phrases()); err != nil {
		return nil, fmt.Errorf("aspect: New: %w", err)
	}
	own, err := a.vocabulary.learn(sharedData(), lexicons)
	if err != nil {
		return nil, fmt.Errorf("aspect: New: %w", err)
	}
	if a.words, err = lexicon.New(nil, append(slices.Clone(lexicons), own)...); err != nil {
		return nil, fmt.Errorf("aspect: New: %w", err)
	}
	a.languages = a.words.Describe().Languages
	a.readers.New = func() any { return &reader{Analyzer: a} }
	return a, nil
}

// version is that of the rules and their data: it changes whenever an aspect
// may.
const version = "1"

// Describe implements [sentiment.Describer].
func (a *Analyzer) Describe() sentiment.Description {
	return sentiment.Description{
		Name:      "aspect",
		Version:   version + "+" + a.words.Describe().Version,
		Languages: slices.Clone(a.languages),
	}
}

// Aspects implements [sentiment.AspectAnalyzer]. It never fails and pays no heed
// to the context. Aspects come in the order in which the feedback mentions them.
// The evidence of each is its target, with the weight 0, and the passages that
// judge it, whose weights sum up to the score.
func (a *Analyzer) Aspects(_ context.Context, d *feedback.Document) ([]feedback.Aspect, error) {
	if !slices.Contains(a.languages, text.Supported(d.Language())) {
		return nil, nil
	}
	r := a.readers.Get().(*reader)
	defer r.release()
	r.read(d)
	return r.aspects(), nil
}
