package emotion

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// Options say how an [Analyzer] judges. The zero value, like a nil pointer, is
// the recommended setup.
type Options struct {
	// MinConfidence is how sure a feeling must be to be given, in (0, 1]. 0
	// means 0.5.
	MinConfidence float64
	// Words are read beside the shipped ones, and instead of a shipped word
	// where they have the same phrase.
	Words []Word
	// MaxEvidence is how many passages are given for a feeling at most, the
	// first ones. 0 means 20.
	MaxEvidence int
	// WordsOnly leaves out the model: every feeling that is given then has its
	// word in the text, most that are told without one are missed, and it takes a
	// third to a half of the time.
	WordsOnly bool
	// Model is asked beside the words in place of [Embedded]. It must have the
	// eight emotions for labels, in their order, several of which may hold, and
	// its logits must be what [Together] wants. Nil means Embedded.
	Model *linear.Model
}

func (o *Options) withDefaults() (Options, error) {
	var p Options
	if o != nil {
		p = *o
	}
	if p.MinConfidence == 0 {
		p.MinConfidence = 0.5
	}
	if p.MaxEvidence == 0 {
		p.MaxEvidence = 20
	}
	if !(p.MinConfidence > 0 && p.MinConfidence <= 1) {
		return p, fmt.Errorf("emotion: option MinConfidence is %v, want a number in (0, 1]", p.MinConfidence)
	}
	if p.MaxEvidence < 1 {
		return p, fmt.Errorf("emotion: option MaxEvidence is %d, want at least 1", p.MaxEvidence)
	}
	for i, w := range p.Words {
		if err := w.check(); err != nil {
			return p, fmt.Errorf("emotion: option Words[%d]: %w", i, err)
		}
	}
	if m := p.Model; m != nil && (!m.MultiLabel() || !slices.Equal(m.Labels(), labels())) {
		return p, fmt.Errorf("emotion: option Model is a %v, want a multi-label one of %q in that order", m, labels())
	}
	return p, nil
}

// An Analyzer finds emotions by words and rules, and by a trained model beside
// them. It is immutable and safe for concurrent use.
type Analyzer struct {
	options   Options
	words     *lexicon.Analyzer
	model     *linear.Model     // nil if words are all there is
	degrees   *degrees          // of what the model finds
	senses    map[string][]Word // by phrase of the lexicon's entry
	languages []language.Tag
	readers   sync.Pool
}

// New makes an analyzer that reads by the grammar of lexicons: what turns,
// strengthens or suspends the words around it. The words of feeling are this
// package's own, those that judge in the lexicons are not read.
func New(options *Options, lexicons ...*lexicon.Lexicon) (*Analyzer, error) {
	opts, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	a := &Analyzer{options: opts, senses: map[string][]Word{}}
	var all []*lexicon.Lexicon
	for i, l := range lexicons {
		if l == nil {
			return nil, fmt.Errorf("emotion: New: lexicon %d is nil", i)
		}
		g, err := grammar(l)
		if err != nil {
			return nil, fmt.Errorf("emotion: New: %w", err)
		}
		all = append(all, g)
	}
	data := shared.load()
	own, err := a.learn(data.words, opts.Words)
	if err != nil {
		return nil, fmt.Errorf("emotion: New: %w", err)
	}
	if a.words, err = lexicon.New(nil, append(all, data.blame, own)...); err != nil {
		return nil, fmt.Errorf("emotion: New: %w", err)
	}
	a.languages = a.words.Describe().Languages
	if !opts.WordsOnly {
		if a.model = opts.Model; a.model == nil {
			a.model = Embedded()
		}
		if a.degrees, err = newDegrees(lexicons); err != nil {
			return nil, fmt.Errorf("emotion: New: %w", err)
		}
	}
	a.readers.New = func() any { return &reader{Analyzer: a} }
	return a, nil
}

// grammar is what of a lexicon does something to the words around it. Of a word
// that is a degree before and behind what it strengthens (非常, "by far") the
// first is read: as words of feeling come, it is the more frequent.
func grammar(l *lexicon.Lexicon) (*lexicon.Lexicon, error) {
	degree := map[string]bool{}
	for _, e := range l.Entries() {
		degree[e.Phrase] = degree[e.Phrase] || e.Role == lexicon.Degree
	}
	entries := slices.DeleteFunc(l.Entries(), func(e lexicon.Entry) bool {
		switch e.Role {
		case lexicon.Valence, lexicon.Fact, lexicon.Irony, lexicon.Neutral, lexicon.Asks, lexicon.Answer:
			return true
		}
		return e.Role == lexicon.Trail && degree[e.Phrase]
	})
	return lexicon.NewLexicon(l.Name(), l.Languages(), entries)
}

// learn takes in the words of several lists; where a phrase is in two lists the
// later one decides.
func (a *Analyzer) learn(lists ...[]Word) (*lexicon.Lexicon, error) {
	var entries []lexicon.Entry
	spelled := map[string]string{} // phrase as first written, by its folded form
	var folded text.Text
	for _, list := range lists {
		fresh := map[string]bool{}
		for _, w := range list {
			folded.Reset(w.Phrase)
			key := string(folded.Folded())
			phrase, known := spelled[key]
			if !known {
				phrase = w.Phrase
				spelled[key] = phrase
				entries = append(entries, lexicon.Entry{Phrase: phrase, Role: lexicon.Valence, Weight: w.side()})
			}
			if !fresh[key] {
				a.senses[phrase], fresh[key] = nil, true
			}
			if !slices.ContainsFunc(a.senses[phrase], func(x Word) bool { return x.Emotion == w.Emotion }) {
				a.senses[phrase] = append(a.senses[phrase], w)
			}
		}
	}
	return lexicon.NewLexicon("emotion", nil, entries)
}

// version is that of the rules, the words and the model: it changes whenever a
// finding may.
const version = "2"

// Describe implements [sentiment.Describer].
func (a *Analyzer) Describe() sentiment.Description {
	v := version + "+" + a.words.Describe().Version
	switch {
	case a.options.WordsOnly:
		v += "+words"
	case a.options.Model != nil:
		v += "+model"
	}
	return sentiment.Description{
		Name:      "emotion",
		Version:   v,
		Languages: slices.Clone(a.languages),
	}
}

// Emotions implements [sentiment.EmotionAnalyzer]. It never fails and pays no
// heed to the context. The surest emotion comes first; each has its passages as
// evidence, with the rules that were applied; of one that the model alone finds these
// are the passages that it goes by, with the rule "trained".
func (a *Analyzer) Emotions(_ context.Context, d *feedback.Document) ([]feedback.EmotionFinding, error) {
	r := a.readers.Get().(*reader)
	defer r.release()
	r.read(d)
	return r.findings(d), nil
}
