package standard

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
)

// Options sets a [Classifier] up. The zero value is the recommended setup.
type Options struct {
	// Dimensions are those that labels are wanted in; nil for all of
	// [Dimensions].
	Dimensions []feedback.Dimension

	// Taxonomy has the topics to look for; nil for the shipped [Taxonomy].
	Taxonomy *classify.Taxonomy

	// ImmediateWithin is how long after use feedback still counts as immediate;
	// 48 hours if 0.
	ImmediateWithin time.Duration

	// DelayedAfter is how long after use feedback is delayed beyond doubt; 30
	// days if 0. Between the two it is labelled delayed with a confidence that
	// rises from 0.5.
	DelayedAfter time.Duration

	// MinConfidence is how sure a label must be to be given, in (0, 1]; 0.5 if
	// 0.
	MinConfidence float64

	// RulesOnly leaves out the second opinion of the trained model, see
	// [Embedded]: about twice as fast, and a label follows from its evidence alone.
	RulesOnly bool
}

// The recommended options.
const (
	immediateWithin = 48 * time.Hour
	delayedAfter    = 30 * 24 * time.Hour
	minConfidence   = 0.5
)

// check fills in what is recommended and reports what cannot be meant.
func (o Options) check() (Options, error) {
	if o.Dimensions == nil {
		o.Dimensions = Dimensions()
	}
	for _, d := range o.Dimensions {
		if !slices.Contains(Dimensions(), d) {
			return o, fmt.Errorf("standard: Options.Dimensions has %q, want any of %q", d, Dimensions())
		}
	}
	o.ImmediateWithin = cmp.Or(o.ImmediateWithin, immediateWithin)
	o.DelayedAfter = cmp.Or(o.DelayedAfter, max(delayedAfter, o.ImmediateWithin))
	o.MinConfidence = cmp.Or(o.MinConfidence, minConfidence)
	switch {
	case o.ImmediateWithin < 0:
		return o, fmt.Errorf("standard: Options.ImmediateWithin is %v, want a positive duration", o.ImmediateWithin)
	case o.DelayedAfter < o.ImmediateWithin:
		return o, fmt.Errorf("standard: Options.DelayedAfter is %v, want no less than ImmediateWithin, %v", o.DelayedAfter, o.ImmediateWithin)
	case !(o.MinConfidence > 0 && o.MinConfidence <= 1):
		return o, fmt.Errorf("standard: Options.MinConfidence is %v, want a number in (0, 1]", o.MinConfidence)
	}
	return o, nil
}

// inOrder are the given dimensions in the order of [Dimensions], each once.
func inOrder(given []feedback.Dimension) []feedback.Dimension {
	return slices.DeleteFunc(Dimensions(), func(d feedback.Dimension) bool { return !slices.Contains(given, d) })
}

// A Classifier labels feedback in the standard dimensions by evidence rules. It
// is immutable and safe for concurrent use.
type Classifier struct {
	opts       Options
	vocabulary *vocabulary
	model      *linear.Model // nil for the rules alone
	forms      map[feedback.Channel]formOf
	judgements sync.Pool // of *judgement
}

// New makes a classifier. Nil options are the recommended ones. The first with
// the shipped taxonomy, and each with another, compiles some tens of thousands
// of phrases, which takes about a tenth of a second and 20 MB.
func New(opts *Options) (*Classifier, error) {
	if opts == nil {
		opts = &Options{}
	}
	o, err := opts.check()
	if err != nil {
		return nil, err
	}
	o.Dimensions = inOrder(o.Dimensions)
	v, err := vocabularyFor(o.Taxonomy)
	if err != nil {
		return nil, err
	}
	c := &Classifier{opts: o, vocabulary: v, forms: forms()}
	if !o.RulesOnly && slices.ContainsFunc(o.Dimensions, judged) {
		c.model = Embedded()
	}
	return c, nil
}

// judged reports whether labels in a dimension follow from judgements that the
// model has an opinion on.
func judged(d feedback.Dimension) bool {
	switch d {
	case feedback.Form, feedback.Timing, feedback.Content, feedback.Topic:
		return false
	}
	return true
}

// Describe implements [classify.Describer].
func (c *Classifier) Describe() classify.Description {
	return classify.Description{
		Name:       "standard",
		Version:    version,
		Languages:  []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English},
		Dimensions: slices.Clone(c.opts.Dimensions),
	}
}

// version is that of the rules and their data: it changes whenever a label may.
const version = "2"

// Classify implements [classify.Classifier]. It never fails. Labels come in the
// order of [Dimensions], in each the surest first.
//
// A text in another language than Chinese and English gets only the labels that
// come from what is known beside the text.
func (c *Classifier) Classify(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
	w := labeller{classifier: c, doc: d}
	if !readable(d) {
		w.drafts = new(drafts)
		w.label()
		return w.finish(), nil
	}
	w.judgement = c.borrow()
	defer c.giveBack(w.judgement)
	w.drafts = &w.judgement.drafts
	w.judge(c.vocabulary, c.model, d)
	w.label()
	return w.finish(), nil
}

// borrow is a judgement whose memory can be used until giveBack.
func (c *Classifier) borrow() *judgement {
	if j, ok := c.judgements.Get().(*judgement); ok {
		return j
	}
	return new(judgement)
}

func (c *Classifier) giveBack(j *judgement) {
	j.forget()
	c.judgements.Put(j)
}

// drafts are labels in the making, in memory that is used again.
type drafts struct {
	labels   []feedback.Label    // without their evidence
	ends     []int               // by label: where its evidence ends
	evidence []feedback.Evidence // of all labels
}

// A labeller makes labels of a judgement.
type labeller struct {
	*judgement // nil if the text cannot be read
	*drafts
	classifier *Classifier
	doc        *feedback.Document
}

// label drafts the labels in the wanted dimensions.
func (w *labeller) label() {
	w.labels, w.ends, w.evidence = w.labels[:0], w.ends[:0], w.evidence[:0]
	for _, d := range w.classifier.opts.Dimensions {
		switch d {
		case feedback.Form:
			w.form()
		case feedback.Timing:
			w.timing()
		default:
			if w.judgement != nil {
				w.textual(d)
			}
		}
	}
}

// finish makes the labels that are given away, in each dimension the surest
// first.
func (w *labeller) finish() []feedback.Label {
	if len(w.labels) == 0 {
		return nil
	}
	labels, evidence := slices.Clone(w.labels), slices.Clone(w.evidence)
	from := 0
	for i, end := range w.ends {
		if end > from {
			labels[i].Evidence = evidence[from:end:end]
		}
		from = end
	}
	for from := 0; from < len(labels); {
		end := from + 1
		for end < len(labels) && labels[end].Dimension == labels[from].Dimension {
			end++
		}
		if end-from > 1 {
			slices.SortStableFunc(labels[from:end], func(a, b feedback.Label) int { return cmp.Compare(b.Confidence, a.Confidence) })
		}
		from = end
	}
	return labels
}

// textual adds the labels of a dimension that only the text tells about.
func (w *labeller) textual(d feedback.Dimension) {
	switch d {
	case feedback.Content:
		w.content()
	case feedback.Nature:
		w.nature()
	case feedback.Constructiveness:
		w.constructiveness()
	case feedback.Intent:
		w.intent()
	case feedback.Topic:
		w.topic()
	case feedback.Urgency:
		w.urgency()
	case Actionability:
		w.actionability()
	case Value:
		w.value()
	}
}

// add drafts a label that a tally speaks for, if it is sure enough.
func (w *labeller) add(d feedback.Dimension, c feedback.Category, t *tally) {
	if t.confidence < w.classifier.opts.MinConfidence {
		return
	}
	w.labels = append(w.labels, feedback.Label{Dimension: d, Category: c, Confidence: t.confidence, Reason: t.reason})
	if t.n > 0 {
		w.evidence = t.appendEvidence(w.evidence, &w.reading)
	}
	w.ends = append(w.ends, len(w.evidence))
}

// addSure drafts a label of a given confidence that other judgements lead to.
// Its evidence is the strongest passage of each.
func (w *labeller) addSure(d feedback.Dimension, c feedback.Category, confidence float64, from ...*tally) {
	var t tally
	for _, f := range from {
		if f.n > 0 {
			t.add(f.strongest())
		}
		t.reason = cmp.Or(t.reason, f.reason)
	}
	t.confidence = confidence
	w.add(d, c, &t)
}
