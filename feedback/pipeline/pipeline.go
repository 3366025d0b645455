package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/loamlib/loam/feedback"
)

// A Pipeline judges feedback with several engines. It is immutable and safe for
// concurrent use.
type Pipeline struct {
	stages  []*runner
	timed   bool // a stage may be left behind, still reading
	workers int
	docs    sync.Pool         // *feedback.Document, for their memory
	nothing feedback.Feedback // what a document in the pool holds: nobody's words wait there
}

// Options changes how a pipeline works. The zero value, and a nil pointer, are
// the recommended setup.
type Options struct {
	// Workers is how many goroutines Stream uses; 0 is one a processor.
	Workers int
}

// New composes stages, which run in order on each feedback. Several stages may
// fill the same part: of sentiments the first that is known stays, labels are
// put together with the first of each dimension and category staying, and other
// findings are listed one after the other. The error says which stage is wrong.
func New(o *Options, stages ...Stage) (*Pipeline, error) {
	if o == nil {
		o = &Options{}
	}
	if o.Workers < 0 {
		return nil, fmt.Errorf("pipeline: Workers is %d, want 0 or more", o.Workers)
	}
	if err := check(stages); err != nil {
		return nil, err
	}
	p := &Pipeline{workers: o.Workers}
	if p.workers == 0 {
		p.workers = runtime.GOMAXPROCS(0)
	}
	for _, s := range stages {
		r := &runner{Stage: s}
		if s.Timeout > 0 {
			p.timed = true
			r.slots = make(chan struct{}, 2*p.workers) // one going and one left behind, a worker
		}
		p.stages = append(p.stages, r)
	}
	return p, nil
}

// Only is the pipeline without the stages that fill other parts. The error names
// a part that no stage fills.
func (p *Pipeline) Only(parts ...Part) (*Pipeline, error) {
	q := &Pipeline{workers: p.workers, timed: p.timed}
	for _, part := range parts {
		if err := checkPart(part); err != nil {
			return nil, fmt.Errorf("pipeline: %w", err)
		}
		if !slices.ContainsFunc(p.stages, func(r *runner) bool { return r.Part == part }) {
			return nil, fmt.Errorf("pipeline: no stage fills %q", part)
		}
	}
	for _, r := range p.stages {
		if slices.Contains(parts, r.Part) {
			q.stages = append(q.stages, r)
		}
	}
	return q, nil
}

// String names the stages and the parts they fill.
func (p *Pipeline) String() string {
	names := make([]string, len(p.stages))
	for i, r := range p.stages {
		names[i] = string(r.Part) + ":" + r.Name
	}
	return "pipeline[" + strings.Join(names, " ") + "]"
}

// Analyze judges one feedback, which it only reads. Numbers are rounded to four
// decimals. What goes wrong with a field
// or an engine is a warning in the Analysis; the error is ctx's if that is done.
func (p *Pipeline) Analyze(ctx context.Context, f *feedback.Feedback) (feedback.Analysis, error) {
	if err := ctx.Err(); err != nil {
		return feedback.Analysis{ID: f.ID}, err
	}
	d, _ := p.docs.Get().(*feedback.Document)
	if d == nil {
		d = new(feedback.Document)
	}
	if p.timed {
		f = clone(f)
	}
	d.Reset(f)
	a, kept := p.judge(ctx, d)
	if !kept {
		d.Reset(&p.nothing)
		p.docs.Put(d)
	}
	return a, ctx.Err()
}

// clone copies f for an engine that may read it after the caller changed it.
func clone(f *feedback.Feedback) *feedback.Feedback {
	c := *f
	c.Ratings, c.Attributes = slices.Clone(f.Ratings), maps.Clone(f.Attributes)
	return &c
}

// judge runs the stages over d. kept reports that an engine may still be
// reading d.
func (p *Pipeline) judge(ctx context.Context, d *feedback.Document) (a feedback.Analysis, kept bool) {
	a = feedback.Analysis{
		ID:       d.Feedback.ID,
		Language: d.Language(),
		Script:   d.Text.Language().Script,
		Warnings: inputWarnings(d),
	}
	for _, r := range p.stages {
		found, left, err := r.run(ctx, d)
		kept = kept || left
		if invalid := found.Validate(d.Feedback); invalid != nil {
			found, err = feedback.Analysis{}, errors.Join(err, invalid)
		}
		if err != nil {
			a.Warnings = append(a.Warnings, r.warning(err))
			if r.Part == SentimentPart {
				unknown := feedback.UnknownSentiment(feedback.EngineFailed)
				found.Sentiment = &unknown
			}
		}
		add(&a, r.Part, found)
	}
	a.Round()
	return a, kept
}

// add puts what a stage found into a.
func add(a *feedback.Analysis, part Part, found feedback.Analysis) {
	switch part {
	case SentimentPart:
		if s := found.Sentiment; s != nil && (a.Sentiment == nil || !a.Sentiment.Polarity.Known() && s.Polarity.Known()) {
			a.Sentiment = s
		}
	case LabelsPart:
		a.Labels = appendLabels(a.Labels, found.Labels)
	case AspectsPart:
		a.Aspects = append(asked(a.Aspects), found.Aspects...)
	case EmotionsPart:
		a.Emotions = append(asked(a.Emotions), found.Emotions...)
	case KeywordsPart:
		a.Keywords = append(asked(a.Keywords), found.Keywords...)
	}
}

// asked makes a nil list empty: it was asked for.
func asked[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// appendLabels adds the labels that are not there yet. One classifier gives each
// label at most once.
func appendLabels(labels, found []feedback.Label) []feedback.Label {
	if len(labels) == 0 {
		return asked(found)
	}
	labels = slices.Grow(asked(labels), len(found))
	for _, l := range found {
		if !slices.ContainsFunc(labels, func(m feedback.Label) bool {
			return m.Dimension == l.Dimension && m.Category == l.Category
		}) {
			labels = append(labels, l)
		}
	}
	return labels
}

// inputWarnings lists what is wrong with the feedback itself.
func inputWarnings(d *feedback.Document) []feedback.Warning {
	warnings := fieldWarnings(d.Feedback.Validate())
	if d.LanguageConflict() {
		warnings = append(warnings, feedback.Warning{Code: feedback.LanguageConflict, Field: "language",
			Detail: fmt.Sprintf("stated as %v, written in %v (%s)", d.Feedback.Language, d.Text.Language().Tag, d.Text.Language().Script)})
	}
	if n := d.Text.Invalid(); n > 0 {
		warnings = append(warnings, feedback.Warning{Code: feedback.InvalidUTF8, Field: "text",
			Detail: fmt.Sprintf("%d bytes were skipped", n)})
	}
	if d.Text.Truncated() {
		warnings = append(warnings, feedback.Warning{Code: feedback.Truncated, Field: "text"})
	}
	return warnings
}

// fieldWarnings turns what Validate reports into warnings.
func fieldWarnings(err error) (warnings []feedback.Warning) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	for _, err := range joined.Unwrap() {
		w := feedback.Warning{Code: feedback.InvalidField, Detail: err.Error()}
		if e, ok := errors.AsType[*feedback.FieldError](err); ok {
			w.Field = e.Field
			if strings.HasPrefix(e.Field, "ratings[") {
				w.Code = feedback.RejectedRating
			}
		}
		warnings = append(warnings, w)
	}
	return warnings
}
