package classifytest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/classifytest"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// slow is a classifier that keeps the contract: it finds slowness and tells
// feedback given to the company from feedback inferred by it.
type slow struct{ matcher *text.Matcher }

func newSlow() slow {
	m, err := text.NewMatcher([]text.Phrase{{Text: "late"}, {Text: "slow"}, {Text: "cold"}, {Text: "等"}, {Text: "很差"}})
	if err != nil {
		panic(err)
	}
	return slow{m}
}

func (s slow) Classify(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
	var out []feedback.Label
	if d.Feedback.Channel.Fitness().Observed {
		out = append(out, feedback.Label{Dimension: feedback.Form, Category: feedback.FormPassive, Confidence: 1})
	}
	if text.Supported(d.Language()) == language.Und {
		return out, nil
	}
	var evidence []feedback.Evidence
	for m := range s.matcher.Matches(&d.Text) {
		evidence = append(evidence, d.Evidence(m.Span(&d.Text)))
	}
	if evidence != nil {
		out = append(out, feedback.Label{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.6, Evidence: evidence})
	}
	return out, nil
}

func (slow) Describe() classify.Description {
	return classify.Description{
		Name: "slow", Dimensions: []feedback.Dimension{feedback.Form, feedback.Intent},
		Languages: []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English},
	}
}

func TestGoodClassifierPasses(t *testing.T) {
	classifytest.Run(t, func(*testing.T) classify.Classifier { return newSlow() }, nil)
	if err := classifytest.TestClassifier(func() classify.Classifier { return newSlow() }, nil); err != nil {
		t.Error(err)
	}
}

func TestClassifierThatKnowsNothingPasses(t *testing.T) {
	none := func(context.Context, *feedback.Document) ([]feedback.Label, error) { return nil, nil }
	if err := classifytest.TestClassifier(func() classify.Classifier { return classify.ClassifierFunc(none) }, nil); err != nil {
		t.Error(err)
	}
}

// changed is a good classifier whose labels are changed before they are given.
func changed(change func(d *feedback.Document, l []feedback.Label) []feedback.Label) func() classify.Classifier {
	return func() classify.Classifier {
		s := newSlow()
		return classify.ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
			labels, err := s.Classify(ctx, d)
			return change(d, labels), err
		})
	}
}

// eachLabel changes every label by itself.
func eachLabel(change func(*feedback.Label)) func() classify.Classifier {
	return changed(func(_ *feedback.Document, labels []feedback.Label) []feedback.Label {
		for i := range labels {
			change(&labels[i])
		}
		return labels
	})
}

// described is a classifier with a description that may be wrong.
type described struct {
	slow
	description classify.Description
}

func (d described) Describe() classify.Description { return d.description }

// keepsDocument answers for the document it saw first, as long as it gets the
// same pointer.
type keepsDocument struct {
	slow
	seen   *feedback.Document
	labels []feedback.Label
}

func (k *keepsDocument) Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
	if k.seen == d {
		return slices.Clone(k.labels), nil
	}
	labels, err := k.slow.Classify(ctx, d)
	k.seen, k.labels = d, labels
	return slices.Clone(labels), err
}

// reusesLabels gives out the same memory again and again.
type reusesLabels struct {
	slow
	labels []feedback.Label
}

func (r *reusesLabels) Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
	labels, err := r.slow.Classify(ctx, d)
	r.labels = append(r.labels[:0], labels...)
	return r.labels, err
}

// caches gives the labels of a text out again, not copies.
type caches struct {
	slow
	byText map[string][]feedback.Label
}

func (c *caches) Classify(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
	key := d.Text.Source() + d.Feedback.Channel.String()
	if labels, ok := c.byText[key]; ok {
		return labels, nil
	}
	labels, err := c.slow.Classify(ctx, d)
	c.byText[key] = labels
	return labels, err
}

func TestWrongClassifiersAreFound(t *testing.T) {
	var calls atomic.Int64
	found := map[string]bool{}
	for _, tt := range []struct {
		name   string
		broken string // the case that must find it
		create func() classify.Classifier
	}{
		{"category of another dimension", "categories", eachLabel(func(l *feedback.Label) { l.Category = feedback.UrgencyHigh })},
		{"empty topic", "categories", eachLabel(func(l *feedback.Label) { l.Dimension, l.Category = feedback.Topic, "" })},
		{"confidence above 1", "confidence", eachLabel(func(l *feedback.Label) { l.Confidence = 60 })},
		{"confidence 0", "confidence", eachLabel(func(l *feedback.Label) { l.Confidence = 0 })},
		{"confidence NaN", "confidence", eachLabel(func(l *feedback.Label) { l.Confidence = math.NaN() })},
		{"evidence in the folded text", "evidence", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			for i := range labels {
				for k := range labels[i].Evidence {
					labels[i].Evidence[k].Span = text.Span{Start: 0, End: len(d.Text.Folded())}
				}
			}
			return labels
		})},
		{"evidence cuts a character", "evidence", eachLabel(func(l *feedback.Label) {
			for k := range l.Evidence {
				l.Evidence[k].End--
			}
		})},
		{"evidence of nothing", "evidence", eachLabel(func(l *feedback.Label) {
			for k := range l.Evidence {
				l.Evidence[k].End = l.Evidence[k].Start
			}
		})},
		{"evidence always in the title", "evidence", eachLabel(func(l *feedback.Label) {
			for k := range l.Evidence {
				l.Evidence[k].Part = feedback.InTitle
			}
		})},
		{"a label twice", "once", changed(func(_ *feedback.Document, labels []feedback.Label) []feedback.Label {
			return append(labels, labels...)
		})},
		{"counts calls", "deterministic", eachLabel(func(l *feedback.Label) { l.Confidence = 1 / float64(2+calls.Add(1)) })},
		{"changes the feedback", "read-only", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			d.Feedback.Text = strings.TrimSpace(d.Feedback.Text)
			return labels
		})},
		{"adds an attribute", "read-only", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			if d.Feedback.Attributes != nil {
				d.Feedback.Attributes["seen"] = "yes"
			}
			return labels
		})},
		{"changes the prepared text", "read-only", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			copy(d.Text.Folded(), bytes.ToUpper(d.Text.Folded()))
			return labels
		})},
		{"keeps the document", "not kept", func() classify.Classifier { return &keepsDocument{slow: newSlow()} }},
		{"uses its labels again", "not kept", func() classify.Classifier { return &reusesLabels{slow: newSlow()} }},
		{"shares a cache with the caller", "given away", func() classify.Classifier {
			return &caches{newSlow(), map[string][]feedback.Label{}}
		}},
		{"labels feedback without text", "no text", changed(func(_ *feedback.Document, labels []feedback.Label) []feedback.Label {
			if len(labels) == 0 {
				return []feedback.Label{{Dimension: feedback.Urgency, Category: feedback.UrgencyLow, Confidence: 0.5}}
			}
			return labels
		})},
		{"guesses at Japanese", "other languages", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			if d.Text.Letters(text.Kana) > 0 {
				return []feedback.Label{{Dimension: feedback.Intent, Category: feedback.OtherIntent, Confidence: 0.5}}
			}
			return labels
		})},
		{"reads Traditional otherwise", "both scripts", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			if d.Text.Language().Script == "Hant" {
				return nil
			}
			return labels
		})},
		{"fails when its context is done", "context", func() classify.Classifier {
			return classify.ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
				if ctx.Err() != nil {
					return nil, errors.New("gave up")
				}
				return nil, nil
			})
		}},
		{"describes other dimensions", "description", func() classify.Classifier {
			d := newSlow().Describe()
			d.Dimensions = []feedback.Dimension{feedback.Topic}
			return described{newSlow(), d}
		}},
		{"has no name", "description", func() classify.Classifier {
			d := newSlow().Describe()
			d.Name = ""
			return described{newSlow(), d}
		}},
		{"says it reads English alone", "other languages", func() classify.Classifier {
			d := newSlow().Describe()
			d.Languages = []language.Tag{language.English}
			return described{newSlow(), d}
		}},
		{"panics on long text", "long text", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			var window [1 << 16]byte
			return labels[:len(labels)+0*int(window[len(d.Feedback.Text)>>1])]
		})},
		{"panics on invalid UTF-8", "evidence", changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
			if d.Text.Invalid() > 0 {
				panic("invalid")
			}
			return labels
		})},
		{"fails on empty text", "categories", func() classify.Classifier {
			return classify.ClassifierFunc(func(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
				if strings.TrimSpace(d.Feedback.Text) == "" {
					return nil, errors.New("empty")
				}
				return nil, nil
			})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found[tt.broken] = true
			if err := classifytest.CheckCase(tt.broken, tt.create, nil); err == nil {
				t.Errorf("the case %q did not find it", tt.broken)
			}
		})
	}
	for _, name := range classifytest.CaseNames() {
		if !found[name] && name != "concurrent" {
			t.Errorf("no wrong classifier tries the case %q", name)
		}
	}
}

// A data race is found by the race detector; what the kit itself finds is a
// wrong result that comes of one.
func TestClassifierThatMixesUpGoroutinesIsFound(t *testing.T) {
	create := func() classify.Classifier {
		var current atomic.Pointer[feedback.Document]
		s := newSlow()
		return classify.ClassifierFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Label, error) {
			current.Store(d)
			time.Sleep(100 * time.Microsecond)
			return s.Classify(ctx, current.Load())
		})
	}
	if err := classifytest.CheckCase("concurrent", create, nil); err == nil {
		t.Error("the case concurrent did not find it")
	}
}

func TestOptionsAreUsed(t *testing.T) {
	check := func(name string, create func() classify.Classifier, opts *classifytest.Options, passes bool) {
		t.Helper()
		if err := classifytest.CheckCase(name, create, opts); (err == nil) != passes {
			t.Errorf("case %q with %+v: error %v", name, opts, err)
		}
	}
	twice := changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
		if d.Feedback.Product == "kettle" {
			return append(labels, labels...)
		}
		return labels
	})
	check("once", twice, nil, true)
	check("once", twice, &classifytest.Options{Feedback: []feedback.Feedback{{Product: "kettle", Text: "late"}}}, false)

	rated := changed(func(d *feedback.Document, labels []feedback.Label) []feedback.Label {
		if len(d.Feedback.Ratings) > 0 {
			return append(labels, feedback.Label{Dimension: feedback.Urgency, Category: feedback.UrgencyLow, Confidence: 0.5})
		}
		return labels
	})
	check("no text", rated, nil, false)
	check("no text", rated, &classifytest.Options{Metadata: []feedback.Dimension{feedback.Form, feedback.Urgency}}, true)

	reader := func() classify.Classifier { return newSlow() }
	check("other languages", reader, nil, true)
	check("other languages", reader, &classifytest.Options{Languages: []language.Tag{language.English}}, false)
}

// words is a keyword extractor that keeps the contract: the phrases of slow.
type words struct{ slow }

func (w words) Keywords(ctx context.Context, d *feedback.Document) ([]feedback.Keyword, error) {
	labels, err := w.Classify(ctx, d)
	var out []feedback.Keyword
	for _, l := range labels {
		for _, e := range l.Evidence {
			i := slices.IndexFunc(out, func(k feedback.Keyword) bool { return k.Text == e.Of(d.Feedback) })
			if i < 0 {
				out = append(out, feedback.Keyword{Text: e.Of(d.Feedback), Weight: 1, Evidence: []feedback.Evidence{e}})
			}
		}
	}
	return out, err
}

// wrongWords changes the keywords of words.
type wrongWords struct {
	words
	change func([]feedback.Keyword) []feedback.Keyword
}

func (w wrongWords) Keywords(ctx context.Context, d *feedback.Document) ([]feedback.Keyword, error) {
	k, err := w.words.Keywords(ctx, d)
	return w.change(k), err
}

func TestKeywordExtractors(t *testing.T) {
	classifytest.RunKeywords(t, func(*testing.T) classify.KeywordExtractor { return words{newSlow()} }, nil)
	err := classifytest.TestKeywordExtractor(func() classify.KeywordExtractor {
		return wrongWords{words{newSlow()}, func(k []feedback.Keyword) []feedback.Keyword {
			return append(k, feedback.Keyword{Text: "service", Weight: 0.1})
		}}
	}, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "no text: ") {
		t.Errorf("a wrong extractor gives %v", err)
	}
	for _, tt := range []struct {
		name, broken string
		change       func([]feedback.Keyword) []feedback.Keyword
	}{
		{"lightest first", "order", func(k []feedback.Keyword) []feedback.Keyword {
			for i := range k {
				k[i].Weight = float64(i)
			}
			return k
		}},
		{"weight NaN", "order", func(k []feedback.Keyword) []feedback.Keyword {
			for i := range k {
				k[i].Weight = math.NaN()
			}
			return k
		}},
		{"empty word", "categories", func(k []feedback.Keyword) []feedback.Keyword {
			return append(k, feedback.Keyword{})
		}},
		{"evidence elsewhere", "evidence", func(k []feedback.Keyword) []feedback.Keyword {
			for i := range k {
				k[i].Evidence = []feedback.Evidence{{Span: text.Span{Start: 5, End: 1 << 30}}}
			}
			return k
		}},
		{"words for any text", "no text", func(k []feedback.Keyword) []feedback.Keyword {
			return append(k, feedback.Keyword{Text: "service", Weight: 0.1})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := classifytest.CheckKeywordCase(tt.broken, func() classify.KeywordExtractor {
				return wrongWords{words{newSlow()}, tt.change}
			})
			if err == nil {
				t.Errorf("the case %q did not find it", tt.broken)
			}
		})
	}
}

func ExampleTestClassifier() {
	overconfident := classify.ClassifierFunc(func(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
		if text.Supported(d.Language()) == language.Und {
			return nil, nil
		}
		return []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 99}}, nil
	})
	err := classifytest.TestClassifier(func() classify.Classifier { return overconfident }, nil)
	line, _, _ := strings.Cut(err.Error(), ": \"")
	fmt.Println(line)
	// Output: confidence: the confidence of a label is a probability above 0
}
