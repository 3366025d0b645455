package linear

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Classifier gives feedback the labels of a model, as categories of one
// dimension. It is safe for concurrent use.
type Classifier struct {
	model       *Model
	dimension   feedback.Dimension
	leaveOut    []bool
	description classify.Description
}

// ClassifierOptions say what a [Classifier] does beside asking its model. The
// zero value, like a nil pointer, is the recommended setup.
type ClassifierOptions struct {
	// Name and Version describe the classifier. Empty means "linear" and what
	// the model says about itself.
	Name, Version string
	// Languages are those that it reads. Nil means all of loam's. Text in
	// another gets no labels.
	Languages []language.Tag
	// LeaveOut are labels that stand for "none of these": they are not given.
	LeaveOut []string
}

// NewClassifier makes a classifier of a model. The labels of the model must be
// categories of the dimension, if that is one with a closed set.
func NewClassifier(m *Model, d feedback.Dimension, o *ClassifierOptions) (*Classifier, error) {
	if o == nil {
		o = &ClassifierOptions{}
	}
	c := &Classifier{model: m, dimension: d, leaveOut: make([]bool, len(m.labels))}
	for k, l := range m.labels {
		if c.leaveOut[k] = slices.Contains(o.LeaveOut, l); c.leaveOut[k] {
			continue
		}
		if allowed := d.Categories(); allowed != nil && !slices.Contains(allowed, feedback.Category(l)) {
			return nil, fmt.Errorf("linear: NewClassifier: the model has the label %q, want categories of %s: %q, or the label left out", l, d, allowed)
		}
	}
	for _, l := range o.LeaveOut {
		if !slices.Contains(m.labels, l) {
			return nil, fmt.Errorf("linear: NewClassifier: option LeaveOut names %q, which is none of the model's labels %q", l, m.labels)
		}
	}
	c.description = classify.Description{Name: o.Name, Version: o.Version, Languages: o.Languages, Dimensions: []feedback.Dimension{d}}
	if c.description.Name == "" {
		c.description.Name = "linear"
	}
	if c.description.Version == "" {
		c.description.Version = m.String()
	}
	if len(o.Languages) == 0 {
		c.description.Languages = []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English}
	}
	return c, nil
}

// Describe implements [classify.Describer].
func (c *Classifier) Describe() classify.Description {
	d := c.description
	d.Languages, d.Dimensions = slices.Clone(d.Languages), slices.Clone(d.Dimensions)
	return d
}

// Classify implements [classify.Classifier]. A text without a gram that the model
// knows gets no label. The evidence are the passages that speak for the label, in
// a multinomial model as opposed to the next most probable one; their weights are
// in log-odds.
func (c *Classifier) Classify(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
	if !c.reads(d) {
		return nil, nil
	}
	r := c.model.readers.Get().(*Reader)
	defer c.model.readers.Put(r)
	grams := r.Read(&d.Text)
	if c.model.known(grams) == 0 {
		return nil, nil
	}
	p := c.model.Logits(nil, grams)
	c.model.probabilities(p)
	var labels []feedback.Label
	for _, k := range c.model.choose(p) {
		if !c.leaveOut[k] {
			labels = append(labels, feedback.Label{
				Dimension: c.dimension, Category: feedback.Category(c.model.labels[k]), Confidence: p[k], Evidence: c.evidence(d, grams, p, k),
			})
		}
	}
	return labels, nil
}

// reads reports whether d is in one of the classifier's languages.
func (c *Classifier) reads(d *feedback.Document) bool {
	is := text.Supported(d.Language())
	return slices.ContainsFunc(c.description.Languages, func(tag language.Tag) bool { return text.Supported(tag) == is }) && is != language.Und
}

func (c *Classifier) evidence(d *feedback.Document, grams []Gram, p []float64, k int) []feedback.Evidence {
	next := -1
	for j := range p {
		if j != k && (next < 0 || p[j] > p[next]) {
			next = j
		}
	}
	var out []feedback.Evidence
	tokens := d.Text.Tokens()
	for _, x := range c.model.explain(nil, &d.Text, grams, k, max(0, next)) {
		if x.Weight > 0 {
			e := d.Evidence(text.Span{Start: int(tokens[x.First].Start), End: int(tokens[x.End-1].End)})
			e.Weight = x.Weight
			out = append(out, e)
		}
	}
	return out
}
