package sentimenttest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
)

// A check is one rule of the contract.
type check struct {
	name        string
	explanation string
	run         func(e *examination) error
}

// An examination is one check of one engine.
type examination struct {
	subject
	engine    any
	languages []language.Tag
	options   *Options
}

// perform runs the check on a new engine. A panic is a failure like others.
func (c check) perform(s subject, opts *Options) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n\t%s", p, c.explanation)
		}
	}()
	engine, err := s.open()
	if err != nil {
		return fmt.Errorf("making the engine: %w", err)
	}
	e := &examination{subject: s, engine: engine, languages: opts.languages(engine), options: opts}
	if err := c.run(e); err != nil {
		return fmt.Errorf("%w\n\t%s", err, c.explanation)
	}
	return nil
}

// checks are the rules that a subject is under.
func checks(s subject) []check {
	list := []check{
		{"verdict", "scores lie in [-1, 1] and confidences in [0, 1], the polarity has the sign of the score, unknown has a reason " +
			"and neither score nor confidence, evidence is a range of whole characters in its part and its weights sum up to the score", (*examination).verdict},
		{"title", "evidence in a title names that part and counts in the title's bytes, evidence in the text in the text's", (*examination).title},
		{"deterministic", "the same feedback gives the same judgement, whatever was judged before and by whichever instance", (*examination).deterministic},
		{"concurrent", "Analyze may be called by several goroutines at once", (*examination).concurrent},
		{"read-only", "the document and its feedback are not changed", (*examination).readOnly},
		{"reuse", "neither the document nor anything given out is kept: a document may be filled anew after the call", (*examination).reuse},
		{"empty", "feedback without words gives no judgement and no error", (*examination).empty},
		{"hard-input", "no input makes an engine panic or fail: emoji alone, a megabyte of one character, invalid UTF-8, NUL, controls of direction", (*examination).hardInput},
		{"unsupported", "what is written in a language that the engine does not read gives no judgement and no error: unknown is not neutral", (*examination).unsupported},
		{"cancelled", "a call whose context is done returns", (*examination).cancelled},
		{"description", "a description has a name and supported languages, and is the same each time", (*examination).description},
	}
	if s.reads {
		list = append(list,
			check{"obvious", "praise and blame that nobody would dispute are told apart", (*examination).obvious},
			check{"scripts", "the same Chinese sentence in either script gives the same judgement", (*examination).scripts})
	}
	return list
}

// ask judges f and looks the verdict over.
func (e *examination) ask(f *feedback.Feedback) (any, error) {
	return e.askAbout(feedback.NewDocument(f))
}

func (e *examination) askAbout(d *feedback.Document) (any, error) {
	verdict, err := e.judge(context.Background(), e.engine, d)
	if err != nil {
		return nil, fmt.Errorf("%s: error %w", quote(d.Feedback), err)
	}
	if err := e.inspect(d.Feedback, verdict); err != nil {
		return nil, fmt.Errorf("%s: %w", quote(d.Feedback), err)
	}
	return verdict, nil
}

// quote names f in a message.
func quote(f *feedback.Feedback) string {
	const enough = 60
	s := f.Text
	if f.Title != "" {
		s = f.Title + " / " + f.Text
	}
	if len(s) > enough {
		s = s[:enough] + "…"
	}
	return fmt.Sprintf("%q", s)
}

func (e *examination) verdict() error {
	return e.eachFeedback(func(f *feedback.Feedback) error {
		_, err := e.ask(f)
		return err
	})
}

// eachFeedback calls f with all fixtures of the engine's languages and joins
// the errors.
func (e *examination) eachFeedback(f func(*feedback.Feedback) error) error {
	var errs []error
	for _, x := range fixtures() {
		if slices.Contains(e.languages, x.Language) {
			errs = append(errs, f(&feedback.Feedback{Text: x.Text}))
		}
	}
	return errors.Join(errs...)
}

func (e *examination) title() error {
	return e.eachFeedback(func(f *feedback.Feedback) error {
		for _, titled := range []*feedback.Feedback{
			{Title: f.Text, Text: "2026-03-01"},
			{Title: "2026-03-01", Text: f.Text},
			{Title: f.Text, Text: f.Text},
			{Title: "  " + f.Text, Text: "…" + f.Text},
		} {
			if _, err := e.ask(titled); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *examination) deterministic() error {
	other, err := e.open()
	if err != nil {
		return err
	}
	return e.eachFeedback(func(f *feedback.Feedback) error {
		first, err := e.ask(f)
		if err != nil {
			return err
		}
		again, err := e.ask(f)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(first, again); diff != "" {
			return fmt.Errorf("%s: judged otherwise the second time (-first +second):\n%s", quote(f), diff)
		}
		elsewhere, err := e.judge(context.Background(), other, feedback.NewDocument(f))
		if err != nil {
			return err
		}
		if diff := cmp.Diff(first, elsewhere); diff != "" {
			return fmt.Errorf("%s: judged otherwise by another instance (-first +other):\n%s", quote(f), diff)
		}
		return nil
	})
}

func (e *examination) concurrent() error {
	var documents []*feedback.Document
	var want []any
	if err := e.eachFeedback(func(f *feedback.Feedback) error {
		verdict, err := e.ask(f)
		documents, want = append(documents, feedback.NewDocument(f)), append(want, verdict)
		return err
	}); err != nil {
		return err
	}
	const goroutines = 8
	errs := make([]error, goroutines)
	var group sync.WaitGroup
	for g := range goroutines {
		group.Go(func() { errs[g] = e.compareAll(documents, want, g) })
	}
	group.Wait()
	return errors.Join(errs...)
}

// compareAll judges all documents, beginning at one of them, and compares.
func (e *examination) compareAll(documents []*feedback.Document, want []any, begin int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	for i := range documents {
		k := (i + begin) % len(documents)
		got, err := e.askAbout(documents[k])
		if err != nil {
			return err
		}
		if diff := cmp.Diff(want[k], got); diff != "" {
			return fmt.Errorf("%s: judged otherwise while others are judged (-alone +together):\n%s", quote(documents[k].Feedback), diff)
		}
	}
	return nil
}

func (e *examination) readOnly() error {
	return e.eachFeedback(func(f *feedback.Feedback) error {
		f.Title, f.Question, f.Attributes = "2026", "How was it?", map[string]string{"shop": "12"}
		f.Ratings = []feedback.Rating{{Scale: feedback.Stars5, Value: 3}}
		d, untouched := feedback.NewDocument(f), feedback.NewDocument(f)
		before := fmt.Sprintf("%+v", *f)
		if _, err := e.askAbout(d); err != nil {
			return err
		}
		if after := fmt.Sprintf("%+v", *f); after != before || d.Feedback != f {
			return fmt.Errorf("%s: the feedback was changed", quote(f))
		}
		if !sameText(&d.Text, &untouched.Text) {
			return fmt.Errorf("%s: the prepared text was changed", quote(f))
		}
		return nil
	})
}

func sameText(a, b *text.Text) bool {
	return string(a.Folded()) == string(b.Folded()) && a.Source() == b.Source() &&
		slices.Equal(a.Tokens(), b.Tokens()) && slices.Equal(a.Sentences(), b.Sentences())
}

// reuse judges all fixtures once as documents of their own and once in a single
// document that is filled anew each time. The first judgements are noted down
// at once, the others only looked at when all is done.
func (e *examination) reuse() error {
	var want, got []string
	var given []any
	d := new(feedback.Document)
	if err := e.eachFeedback(func(f *feedback.Feedback) error {
		verdict, err := e.ask(f)
		want = append(want, fmt.Sprintf("%q: %+v", f.Text, verdict))
		return err
	}); err != nil {
		return err
	}
	var texts []string
	if err := e.eachFeedback(func(f *feedback.Feedback) error {
		d.Reset(f)
		verdict, err := e.askAbout(d)
		given, texts = append(given, verdict), append(texts, f.Text)
		return err
	}); err != nil {
		return err
	}
	d.Reset(&feedback.Feedback{Text: "0"})
	for i, verdict := range given {
		got = append(got, fmt.Sprintf("%q: %+v", texts[i], verdict))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		return fmt.Errorf("judgements from a document that is filled anew differ (-want +got):\n%s", diff)
	}
	return nil
}

func (e *examination) empty() error {
	for _, f := range []*feedback.Feedback{
		{}, {Text: " "}, {Text: "\n\t\r\n"}, {Text: "\u200b\ufeff"}, {Title: " ", Text: " "}, {Text: "\u3000"},
		{Question: "What did you like?"}, {Language: language.English}, {Language: language.SimplifiedChinese, Text: "\n"},
	} {
		verdict, err := e.ask(f)
		if err != nil {
			return err
		}
		if !e.silent(verdict) {
			return fmt.Errorf("%s: got %+v, want no judgement of a text without words", quote(f), verdict)
		}
	}
	return nil
}

func (e *examination) hardInput() error {
	var errs []error
	ask := func(f *feedback.Feedback) {
		_, err := e.ask(f)
		errs = append(errs, err)
	}
	for _, s := range hardTexts() {
		ask(&feedback.Feedback{Text: s})
		ask(&feedback.Feedback{Title: s, Text: s, Question: s})
		for _, tag := range e.languages {
			ask(&feedback.Feedback{Text: s, Language: tag})
		}
	}
	for _, s := range longTexts() {
		ask(&feedback.Feedback{Text: s})
	}
	return errors.Join(errs...)
}

func (e *examination) unsupported() error {
	var errs []error
	for _, x := range append(foreign(), fixtures()...) {
		if slices.Contains(e.languages, x.Language) || e.readsOtherScript(x) {
			continue
		}
		for _, said := range []language.Tag{language.Und, x.Language} {
			f := &feedback.Feedback{Text: x.Text, Language: said}
			verdict, err := e.ask(f)
			if err == nil && !e.silent(verdict) {
				err = fmt.Errorf("%s (%v, said to be %v): got %+v, want no judgement", quote(f), x.Language, said, verdict)
			}
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// readsOtherScript reports whether x is in the Chinese script that an engine
// does not name while it names the other: it may well read both.
func (e *examination) readsOtherScript(x Example) bool {
	base, _ := x.Language.Base()
	return base.String() == "zh" &&
		(slices.Contains(e.languages, language.TraditionalChinese) || slices.Contains(e.languages, language.SimplifiedChinese))
}

func (e *examination) cancelled() error {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	const patience = 30 * time.Second
	limit, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("panic: %v", p)
			}
		}()
		_, _ = e.judge(ctx, e.engine, feedback.NewDocument(&feedback.Feedback{Text: fixtures()[0].Text}))
		done <- nil
	}()
	select {
	case err := <-done:
		return err
	case <-limit.Done():
		return fmt.Errorf("no answer within %v", patience)
	}
}

func (e *examination) description() error {
	d, ok := e.engine.(sentiment.Describer)
	if !ok {
		return nil
	}
	got := d.Describe()
	if strings.TrimSpace(got.Name) == "" {
		return errors.New("the name is empty")
	}
	if len(got.Languages) == 0 {
		return errors.New("no languages are named")
	}
	for _, tag := range got.Languages {
		if text.Supported(tag) == language.Und {
			return fmt.Errorf("the language %v is none that feedback can be judged in", tag)
		}
	}
	got.Languages[0] = language.Und
	if again := d.Describe(); again.Languages[0] == language.Und {
		return errors.New("the languages given out are the engine's own list, which callers can change")
	}
	return nil
}

func (e *examination) obvious() error {
	var errs []error
	for _, x := range append(fixtures(), e.options.examples()...) {
		if x.Polarity == feedback.Unknown || !slices.Contains(e.languages, text.Supported(x.Language)) {
			continue
		}
		f := &feedback.Feedback{Text: x.Text}
		verdict, err := e.ask(f)
		if err == nil && verdict.(feedback.Sentiment).Polarity != x.Polarity {
			err = fmt.Errorf("%s: got %v, want %v", quote(f), verdict.(feedback.Sentiment).Polarity, x.Polarity)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// scriptTolerance is how far the scores of one sentence in two scripts may
// differ.
const scriptTolerance = 0.01

func (e *examination) scripts() error {
	if !slices.Contains(e.languages, language.TraditionalChinese) || !slices.Contains(e.languages, language.SimplifiedChinese) {
		return nil
	}
	var errs []error
	for _, pair := range twoScripts() {
		hant, err := e.ask(&feedback.Feedback{Text: pair.hant})
		errs = append(errs, err)
		hans, other := e.ask(&feedback.Feedback{Text: pair.hans})
		errs = append(errs, other)
		if err != nil || other != nil {
			continue
		}
		a, b := hant.(feedback.Sentiment), hans.(feedback.Sentiment)
		if a.Polarity != b.Polarity || math.Abs(a.Score-b.Score) > scriptTolerance {
			errs = append(errs, fmt.Errorf("%q is %v (%.3f), %q is %v (%.3f)", pair.hant, a.Polarity, a.Score, pair.hans, b.Polarity, b.Score))
		}
	}
	return errors.Join(errs...)
}
