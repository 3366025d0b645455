package classifytest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// Options tell the kit what kind of classifier it checks. Nil and the zero
// value are for one that reads all languages of loam.
type Options struct {
	// Languages that the classifier reads. If nil, those that it describes
	// itself with ([classify.Describer]), or else zh-Hant, zh-Hans and en. Text
	// in any other must get no labels.
	Languages []language.Tag

	// Metadata are the dimensions whose labels may come from what is known beside
	// the text, and so may be given to feedback without a readable text. If nil,
	// form and timing.
	Metadata []feedback.Dimension

	// Feedback is checked beside the feedback that the kit brings.
	Feedback []feedback.Feedback
}

// TestClassifier makes classifiers by calling create and checks them. The error
// joins one error for each sentence of the contract that is broken, with an
// explanation; nil if none is.
func TestClassifier(create func() classify.Classifier, opts *Options) error {
	var errs []error
	for _, c := range cases {
		if err := c.run(create, opts); err != nil {
			errs = append(errs, fmt.Errorf("%s: %s: %w", c.name, c.explanation, err))
		}
	}
	return errors.Join(errs...)
}

// Run is [TestClassifier] with a subtest for each sentence of the contract.
func Run(t *testing.T, create func(*testing.T) classify.Classifier, opts *Options) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := c.run(func() classify.Classifier { return create(t) }, opts); err != nil {
				t.Errorf("%s: %v", c.explanation, err)
			}
		})
	}
}

// A testCase checks one sentence of the contract.
type testCase struct {
	name        string
	explanation string
	check       func(*kit) error
}

// run checks a new classifier. A panic is an error.
func (c testCase) run(create func() classify.Classifier, opts *Options) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	k := newKit(create, opts)
	return c.check(k)
}

// A kit is what the checks work with.
type kit struct {
	create    func() classify.Classifier
	c         classify.Classifier
	languages []language.Tag
	metadata  []feedback.Dimension
	samples   []feedback.Feedback
}

func newKit(create func() classify.Classifier, opts *Options) *kit {
	if opts == nil {
		opts = new(Options)
	}
	k := &kit{
		create: create, c: create(),
		languages: []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English},
		metadata:  []feedback.Dimension{feedback.Form, feedback.Timing},
		samples:   slices.Concat(samples(), hard(), opts.Feedback),
	}
	if d, ok := k.c.(classify.Describer); ok {
		k.languages = d.Describe().Languages
	}
	if opts.Languages != nil {
		k.languages = opts.Languages
	}
	if opts.Metadata != nil {
		k.metadata = opts.Metadata
	}
	return k
}

// reads reports whether the classifier reads a language.
func (k *kit) reads(tag language.Tag) bool {
	want := text.Supported(tag)
	return want != language.Und && slices.ContainsFunc(k.languages, func(l language.Tag) bool { return text.Supported(l) == want })
}
