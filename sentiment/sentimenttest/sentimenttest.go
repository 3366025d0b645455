// Package sentimenttest checks that engines keep to the contracts of package
// sentiment. Each sentence of those contracts is a check with a name and an
// explanation, as in testing/slogtest.
//
// Whoever writes an analyzer runs
//
//	func TestContract(t *testing.T) {
//		sentimenttest.Run(t, func() (sentiment.Analyzer, error) { return mine.New() }, nil)
//	}
//
// under the race detector. [TestAnalyzer] does the same outside of tests and
// returns what is wrong as one error. [TestAspectAnalyzer], [RunAspects],
// [TestEmotionAnalyzer] and [RunEmotions] are for the other two contracts.
//
// The kit asks for judgements of about two hundred short texts and four of a
// megabyte. It does not measure how good an engine is: the sentences whose
// polarity it expects are those that nobody would dispute.
package sentimenttest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
)

// Options say what the engine under test promises. The zero value, like a nil
// pointer, is right for an engine that describes itself or that reads all of
// loam's languages.
type Options struct {
	// Languages are those the engine judges. Empty means those it describes
	// itself with, or else all that loam supports.
	Languages []language.Tag
	// Examples are sentences of one's own whose polarity must be found, beside
	// those of the kit.
	Examples []Example
	// Skip names checks to leave out, each with the reason why.
	Skip map[string]string
}

// An Example is a sentence with the polarity that anyone would give it.
type Example struct {
	Text     string
	Language language.Tag
	Polarity feedback.Polarity
}

// Run checks an analyzer, each check a subtest. newAnalyzer is called for every
// check.
func Run(t *testing.T, newAnalyzer func() (sentiment.Analyzer, error), opts *Options) {
	t.Helper()
	run(t, analyzerSubject(newAnalyzer), opts)
}

// TestAnalyzer checks an analyzer and returns what is wrong with it, or nil.
func TestAnalyzer(newAnalyzer func() (sentiment.Analyzer, error), opts *Options) error {
	return test(analyzerSubject(newAnalyzer), opts)
}

// RunAspects is [Run] for an aspect analyzer.
func RunAspects(t *testing.T, newAnalyzer func() (sentiment.AspectAnalyzer, error), opts *Options) {
	t.Helper()
	run(t, aspectSubject(newAnalyzer), opts)
}

// TestAspectAnalyzer is [TestAnalyzer] for an aspect analyzer.
func TestAspectAnalyzer(newAnalyzer func() (sentiment.AspectAnalyzer, error), opts *Options) error {
	return test(aspectSubject(newAnalyzer), opts)
}

// RunEmotions is [Run] for an emotion analyzer.
func RunEmotions(t *testing.T, newAnalyzer func() (sentiment.EmotionAnalyzer, error), opts *Options) {
	t.Helper()
	run(t, emotionSubject(newAnalyzer), opts)
}

// TestEmotionAnalyzer is [TestAnalyzer] for an emotion analyzer.
func TestEmotionAnalyzer(newAnalyzer func() (sentiment.EmotionAnalyzer, error), opts *Options) error {
	return test(emotionSubject(newAnalyzer), opts)
}

func run(t *testing.T, s subject, opts *Options) {
	t.Helper()
	for _, c := range checks(s) {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			if why, skipped := opts.skipped(c.name); skipped {
				t.Skip(why)
			}
			if err := c.perform(s, opts); err != nil {
				t.Error(err)
			}
		})
	}
}

func test(s subject, opts *Options) error {
	var errs []error
	for _, c := range checks(s) {
		if _, skipped := opts.skipped(c.name); skipped {
			continue
		}
		if err := c.perform(s, opts); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return errors.Join(errs...)
}

func (o *Options) skipped(name string) (why string, skipped bool) {
	if o == nil {
		return "", false
	}
	why, skipped = o.Skip[name]
	return why, skipped
}

// languages are those to test an engine in.
func (o *Options) languages(engine any) []language.Tag {
	if o != nil && len(o.Languages) > 0 {
		return supported(o.Languages)
	}
	if d, ok := engine.(sentiment.Describer); ok {
		return supported(d.Describe().Languages)
	}
	return supported([]language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English})
}

func supported(tags []language.Tag) []language.Tag {
	var out []language.Tag
	for _, tag := range tags {
		if s := text.Supported(tag); s != language.Und && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func (o *Options) examples() []Example {
	if o == nil {
		return nil
	}
	return o.Examples
}
