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
	if o.Taxonomy == nil {
		o.Taxonomy = Taxonomy()
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

// A Classifier labels feedback in the standard dimensions by evidence rules. It
// is immutable and safe for concurrent use.
type Classifier struct {
	opts       Options
	vocabulary *vocabulary
	readings   sync.Pool // of *reading
}

// New makes a classifier. Nil options are the recommended ones. It compiles the
// phrases of the rules and of the taxonomy, some tens of thousands: make one
// and keep it.
func New(opts *Options) (*Classifier, error) {
	if opts == nil {
		opts = &Options{}
	}
	o, err := opts.check()
	if err != nil {
		return nil, err
	}
	o.Dimensions = slices.Clone(o.Dimensions)
	sharedTopics.load()
	v, err := newVocabulary(o.Taxonomy, sharedTopics.content)
	if err != nil {
		return nil, err
	}
	return &Classifier{opts: o, vocabulary: v}, nil
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
const version = "1"

// Classify implements [classify.Classifier]. It never fails. Labels come in the
// order of [Dimensions], in each the surest first.
//
// A text in another language than Chinese and English gets only the labels that
// come from what is known beside the text.
func (c *Classifier) Classify(_ context.Context, d *feedback.Document) ([]feedback.Label, error) {
	w := labeller{classifier: c, doc: d}
	if !readable(d) {
		return w.labels(), nil
	}
	r := c.borrow()
	defer c.giveBack(r)
	r.read(c.vocabulary, d)
	w.judgement, w.read = judge(r), true
	return w.labels(), nil
}

// borrow is a reading whose memory can be used until giveBack.
func (c *Classifier) borrow() *reading {
	if r, ok := c.readings.Get().(*reading); ok {
		return r
	}
	return new(reading)
}

func (c *Classifier) giveBack(r *reading) {
	r.forget()
	c.readings.Put(r)
}

// A labeller makes labels of a judgement.
type labeller struct {
	classifier *Classifier
	doc        *feedback.Document
	judgement  judgement
	read       bool // whether the text could be read, and judgement is set
	out        []feedback.Label
}

// labels are the labels in the wanted dimensions.
func (w *labeller) labels() []feedback.Label {
	for _, d := range Dimensions() {
		if !slices.Contains(w.classifier.opts.Dimensions, d) {
			continue
		}
		from := len(w.out)
		switch d {
		case feedback.Form:
			w.form()
		case feedback.Timing:
			w.timing()
		default:
			if w.read {
				w.textual(d)
			}
		}
		slices.SortStableFunc(w.out[from:], func(a, b feedback.Label) int { return cmp.Compare(b.Confidence, a.Confidence) })
	}
	return w.out
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

// add adds a label that a tally speaks for, if it is sure enough.
func (w *labeller) add(d feedback.Dimension, c feedback.Category, t *tally) {
	if t.confidence >= w.classifier.opts.MinConfidence {
		w.out = append(w.out, feedback.Label{
			Dimension: d, Category: c, Confidence: t.confidence,
			Evidence: t.evidence(w.judgement.reading), Reason: t.reason,
		})
	}
}

// addSure adds a label of a given confidence that other judgements lead to.
func (w *labeller) addSure(d feedback.Dimension, c feedback.Category, confidence float64, from ...*tally) {
	var t tally
	for _, f := range from {
		t.merge(f)
		if t.reason == "" {
			t.reason = f.reason
		}
	}
	t.confidence = confidence
	w.add(d, c, &t)
}
