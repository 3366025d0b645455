package lexicon

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
)

// Options say how an [Analyzer] judges. The zero value, like a nil pointer, is
// the recommended setup.
type Options struct {
	// MinSignal is how much evidence there must be, on both sides together and
	// in log-odds, for a judgement. With less the sentiment is unknown. 0 means
	// 0.4, a negative number that the faintest signal will do.
	MinSignal float64
	// NeutralBand is how far the total, in log-odds, may lean either way for a
	// text to be neutral in which something says so outright ("so-so",
	// "还行"). 0 means 1.2; a negative number makes nothing neutral.
	NeutralBand float64
	// MixedSide is how much evidence, in log-odds, each side must have for a
	// text to be mixed. 0 means 1.5; a negative number makes nothing mixed.
	MixedSide float64
	// MixedBalance is how large the weaker side must be as a share of the
	// stronger one for a text to be mixed, in (0, 1]. 0 means 0.6.
	MixedBalance float64
	// IgnoreQuestion leaves aside which survey question a text answers.
	IgnoreQuestion bool
	// MaxEvidence is how many passages are given as evidence at most;
	// neighbours are taken together if there are more. 0 means 100.
	MaxEvidence int
}

// withDefaults is o with the recommended values filled in.
func (o *Options) withDefaults() (Options, error) {
	var p Options
	if o != nil {
		p = *o
	}
	for _, f := range []struct {
		name  string
		value *float64
		zero  float64
	}{
		{"MinSignal", &p.MinSignal, 0.4}, {"NeutralBand", &p.NeutralBand, 1.2}, {"MixedSide", &p.MixedSide, 1.5}, {"MixedBalance", &p.MixedBalance, 0.6},
	} {
		if *f.value == 0 {
			*f.value = f.zero
		}
		if *f.value != *f.value {
			return p, fmt.Errorf("lexicon: option %s is not a number", f.name)
		}
	}
	if p.MaxEvidence == 0 {
		p.MaxEvidence = 100
	}
	if p.MixedBalance <= 0 || p.MixedBalance > 1 {
		return p, fmt.Errorf("lexicon: option MixedBalance is %v, want a number in (0, 1]", p.MixedBalance)
	}
	if p.MaxEvidence < 1 {
		return p, fmt.Errorf("lexicon: option MaxEvidence is %d, want at least 1", p.MaxEvidence)
	}
	return p, nil
}

// An Analyzer judges feedback by lexicons and rules. It is safe for concurrent
// use.
type Analyzer struct {
	trie        *trie
	survey      *trie // what is read of survey questions and short answers
	options     Options
	rules       rules
	description sentiment.Description
	readers     sync.Pool
}

// New makes an analyzer of lexicons. Where they have a phrase in common the
// later lexicon decides, so a list of one's own goes last.
func New(options *Options, lexicons ...*Lexicon) (*Analyzer, error) {
	opts, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	a := &Analyzer{options: opts, rules: defaultRules}
	names, languages, err := a.compile(lexicons)
	if err != nil {
		return nil, err
	}
	a.description = sentiment.Description{Name: "lexicon", Version: strings.Join(names, "+"), Languages: languages}
	a.readers.New = func() any {
		return &reader{
			sequence: sequence{trie: a.trie}, rules: &a.rules, names: map[Reading]string{},
			survey: a.survey, ignoreQuestion: opts.IgnoreQuestion, minSignal: opts.MinSignal, questions: map[string]int{},
		}
	}
	return a, nil
}

func (a *Analyzer) compile(lexicons []*Lexicon) (names []string, languages []language.Tag, err error) {
	main, survey := newTrieBuilder(), newTrieBuilder()
	var errs []error
	for i, l := range append([]*Lexicon{emoji()}, lexicons...) {
		if l == nil {
			errs = append(errs, fmt.Errorf("lexicon: New: lexicon %d is nil", i-1))
			continue
		}
		if i > 0 {
			names = append(names, l.name)
		}
		for _, tag := range l.languages {
			if !slices.Contains(languages, tag) {
				languages = append(languages, tag)
			}
		}
		if err := l.addTo(main, survey); err != nil {
			errs = append(errs, fmt.Errorf("lexicon: New: %s: %w", l.name, err))
		}
	}
	if len(languages) == 0 && len(errs) == 0 {
		errs = append(errs, errors.New("lexicon: New: no lexicon names a language, want at least one that does"))
	}
	a.trie, a.survey = main.finish(), survey.finish()
	return names, languages, errors.Join(errs...)
}

// Describe implements [sentiment.Describer].
func (a *Analyzer) Describe() sentiment.Description {
	d := a.description
	d.Languages = slices.Clone(d.Languages)
	return d
}

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
	if d.Text.Blank() {
		s.Reason = feedback.NoText
		return
	}
	r := a.reader()
	defer a.release(r)
	if !a.read(r, d) {
		s.Reason = feedback.UnsupportedLanguage
		return
	}
	a.judge(s, d, r)
}

// AppendHits appends to dst the passages of d that speak for or against, in
// their order: what Analyze makes its judgement of. There are none if the
// analyzer does not read the language of d.
func (a *Analyzer) AppendHits(dst []Hit, d *feedback.Document) []Hit {
	r := a.reader()
	defer a.release(r)
	if a.read(r, d) {
		dst = append(dst, r.hits...)
	}
	return dst
}

// read finds the hits of d, and reports whether d is in one of the analyzer's
// languages. Text without letters is read in any: emoji are the same
// everywhere. A few words in Latin letters that might be of any language are
// read if enough of them are words of the lexicons.
func (a *Analyzer) read(r *reader, d *feedback.Document) bool {
	if slices.Contains(a.description.Languages, text.Supported(d.Language())) {
		r.read(d)
		return true
	}
	if d.Language() != language.Und {
		return false
	}
	switch script := d.Text.Language().Script; {
	case script == text.Common.String():
		r.read(d)
		return true
	case script == text.Latin.String() && slices.Contains(a.description.Languages, language.English):
		r.read(d)
		return r.familiar()
	}
	return false
}

// familiar reports whether enough words of the text are words of the lexicons.
func (r *reader) familiar() bool {
	const enough, most = 0.4, 12 // a longer text in English shows itself
	words, known := 0, 0
	for i, tok := range r.tokens {
		if tok.Kind != text.Word {
			continue
		}
		words++
		if s := r.symbols[i] &^ marks; s != noSymbol {
			known++
		}
	}
	return words <= most && float64(known) >= enough*float64(words)
}

func (a *Analyzer) reader() *reader { return a.readers.Get().(*reader) }

// release gives r back for the next document, but for one that has grown out
// of proportion.
func (a *Analyzer) release(r *reader) {
	const large = 1 << 16
	r.text, r.tokens = nil, nil
	if cap(r.symbols) <= large && cap(r.hits) <= large {
		a.readers.Put(r)
	}
}
