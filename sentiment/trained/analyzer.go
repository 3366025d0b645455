package trained

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
)

// An Analyzer judges feedback by a [Model]. It is safe for concurrent use.
type Analyzer struct {
	model     *Model
	weights   *linear.Reduced // praise against blame, and neutrality, of the model
	options   Options
	bias      float64       // how neutral a text is that says nothing
	phrases   *text.Matcher // of Options.Lexicon; nil if there are none
	strengths []float64     // of the phrases, by ID
	judges    sync.Pool
}

// New makes an analyzer of a model, nil for the embedded one.
func New(m *Model, options *Options) (*Analyzer, error) {
	opts, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	if m == nil {
		m = Embedded()
	}
	a := &Analyzer{model: m, weights: m.linear.Reduce(Sides), options: opts}
	if err := a.compile(opts.Lexicon); err != nil {
		return nil, err
	}
	_, a.bias = Sides(m.linear.Bias())
	a.judges.New = func() any { return new(judge) }
	return a, nil
}

func (a *Analyzer) compile(lexicon map[string]float64) error {
	if len(lexicon) == 0 {
		return nil
	}
	var phrases []text.Phrase
	for _, phrase := range slices.Sorted(maps.Keys(lexicon)) {
		phrases = append(phrases, text.Phrase{Text: phrase, ID: len(a.strengths)})
		a.strengths = append(a.strengths, lexicon[phrase])
	}
	var err error
	if a.phrases, err = text.NewMatcher(phrases); err != nil {
		return fmt.Errorf("trained: option Lexicon: %w", err)
	}
	return nil
}

// Describe implements [sentiment.Describer].
func (a *Analyzer) Describe() sentiment.Description {
	return sentiment.Description{Name: "trained", Version: a.model.Version(),
		Languages: []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English}}
}

// String is the card of the model.
func (a *Analyzer) String() string { return a.model.String() }

// Analyze implements [sentiment.Analyzer]. It never fails and pays no heed to
// the context.
func (a *Analyzer) Analyze(_ context.Context, d *feedback.Document) (feedback.Sentiment, error) {
	var s feedback.Sentiment
	a.AnalyzeInto(&s, d)
	return s, nil
}

// AnalyzeInto is Analyze for those who judge many documents one after the
// other: it writes the sentiment into s and reuses the memory of s.Evidence, so
// that nothing is allocated once s has grown.
func (a *Analyzer) AnalyzeInto(s *feedback.Sentiment, d *feedback.Document) {
	*s = feedback.Sentiment{Evidence: s.Evidence[:0]}
	switch {
	case d.Text.Blank():
		s.Reason = feedback.NoText
		return
	case !reads(d):
		s.Reason = feedback.UnsupportedLanguage
		return
	}
	j := a.judges.Get().(*judge)
	j.read(a, &d.Text)
	a.decide(s, j)
	if s.Polarity.Known() {
		j.explain(s, d, a.options.MaxEvidence)
	}
	j.release(&a.judges)
}

// reads reports whether d is in a language that the model reads. Text without
// letters is read in any: emoji are the same everywhere.
func reads(d *feedback.Document) bool {
	return text.Supported(d.Language()) != language.Und ||
		d.Language() == language.Und && d.Text.Language().Script == text.Common.String()
}
