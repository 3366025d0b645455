package sentimenttest_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

func TestRightAnalyzerPasses(t *testing.T) {
	sentimenttest.Run(t, newToy, nil)
	if err := sentimenttest.TestAnalyzer(newToy, nil); err != nil {
		t.Error(err)
	}
}

// spoiled is the toy with its verdicts changed.
func spoiled(spoil func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment) func() (sentiment.Analyzer, error) {
	return func() (sentiment.Analyzer, error) {
		t := makeToy()
		return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
			s, err := t.Analyze(ctx, d)
			return spoil(d, s), err
		}), nil
	}
}

// known is spoiled for verdicts that are known.
func known(spoil func(s *feedback.Sentiment)) func() (sentiment.Analyzer, error) {
	return spoiled(func(_ *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
		if s.Polarity.Known() {
			spoil(&s)
		}
		return s
	})
}

// unknown is spoiled for verdicts that are unknown.
func unknown(spoil func(s *feedback.Sentiment)) func() (sentiment.Analyzer, error) {
	return spoiled(func(_ *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
		if !s.Polarity.Known() {
			spoil(&s)
		}
		return s
	})
}

// TestWrongAnalyzersAreCaught breaks one rule of the contract in each case and
// looks for the check that must notice.
func TestWrongAnalyzersAreCaught(t *testing.T) {
	for _, test := range []struct {
		name, check string
		analyzer    func() (sentiment.Analyzer, error)
	}{
		{"score above 1", "verdict", known(func(s *feedback.Sentiment) { s.Score *= 3; s.Evidence = nil })},
		{"score NaN", "verdict", known(func(s *feedback.Sentiment) { s.Score = math.NaN() })},
		{"score on the other side", "verdict", known(func(s *feedback.Sentiment) { s.Score = -s.Score; s.Evidence = nil })},
		{"confidence above 1", "verdict", known(func(s *feedback.Sentiment) { s.Confidence = 100 })},
		{"confidence NaN", "verdict", known(func(s *feedback.Sentiment) { s.Confidence = math.NaN() })},
		{"no such polarity", "verdict", known(func(s *feedback.Sentiment) { s.Polarity = 77 })},
		{"reason for what is known", "verdict", known(func(s *feedback.Sentiment) { s.Reason = feedback.NoSignal })},
		{"unknown without a reason", "verdict", unknown(func(s *feedback.Sentiment) { s.Reason = "" })},
		{"unknown with a score", "verdict", unknown(func(s *feedback.Sentiment) { s.Score = 0.1 })},
		{"unknown with a confidence", "verdict", unknown(func(s *feedback.Sentiment) { s.Confidence = 0.1 })},
		{"weights that do not sum up", "verdict", known(func(s *feedback.Sentiment) { s.Evidence[0].Weight *= 0.99 })},
		{"evidence beyond the text", "verdict", known(func(s *feedback.Sentiment) { s.Evidence[0].End += 1000 })},
		{"evidence of nothing", "verdict", known(func(s *feedback.Sentiment) { s.Evidence[0].End = s.Evidence[0].Start })},
		{"evidence that splits a character", "verdict", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			for i, e := range s.Evidence {
				if d.Feedback.Text[e.Start] >= 0x80 {
					s.Evidence[i].Start++
				}
			}
			return s
		})},
		{"evidence in no part", "verdict", known(func(s *feedback.Sentiment) { s.Evidence[0].Part = "body" })},
		{"evidence counted in the folded text", "verdict", newFolded},
		{"evidence counted over title and text", "title", newJoined},
		{"another answer the second time", "deterministic", newFickle},
		{"another answer from another instance", "deterministic", newPersonal()},
		{"state shared between goroutines", "concurrent", newShared},
		{"feedback changed", "read-only", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			d.Feedback.Title = ""
			return s
		})},
		{"ratings changed", "read-only", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			for i := range d.Feedback.Ratings {
				d.Feedback.Ratings[i].Value = 5
			}
			return s
		})},
		{"tokens changed", "read-only", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			for i := range d.Text.Tokens() {
				d.Text.Tokens()[i].Flags = 0
			}
			return s
		})},
		{"document remembered", "reuse", newRemembering},
		{"evidence given out twice", "reuse", newRecycling},
		{"neutral for no text", "empty", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			if s.Reason == feedback.NoText {
				return feedback.Sentiment{Polarity: feedback.Neutral}
			}
			return s
		})},
		{"error for no text", "empty", newFailing(feedback.NoText)},
		{"panic on invalid text", "hard-input", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			if d.Text.Invalid() > 0 {
				panic("invalid UTF-8")
			}
			return s
		})},
		{"foreign text judged neutral", "unsupported", unknown(func(s *feedback.Sentiment) {
			if s.Reason == feedback.UnsupportedLanguage {
				*s = feedback.Sentiment{Polarity: feedback.Neutral, Confidence: 0.5}
			}
		})},
		{"error for foreign text", "unsupported", newFailing(feedback.UnsupportedLanguage)},
		{"panic on a cancelled context", "cancelled", newPanickyWhenCancelled},
		{"no name", "description", newDescribed(sentiment.Description{Languages: []language.Tag{language.English}})},
		{"no languages", "description", newDescribed(sentiment.Description{Name: "toy"})},
		{"foreign language described", "description", newDescribed(sentiment.Description{Name: "toy", Languages: []language.Tag{language.French}})},
		{"everything positive", "obvious", known(func(s *feedback.Sentiment) {
			*s = feedback.Sentiment{Polarity: feedback.Positive, Score: 0.5, Confidence: 0.5}
		})},
		{"one script judged otherwise", "scripts", spoiled(func(d *feedback.Document, s feedback.Sentiment) feedback.Sentiment {
			if s.Polarity.Known() && d.Text.Language().Script == "Hant" {
				s.Score, s.Evidence = s.Score/2, nil
			}
			return s
		})},
	} {
		t.Run(test.name, func(t *testing.T) {
			if raceEnabled && slices.Contains([]string{"concurrent", "read-only", "reuse"}, test.check) {
				t.Skip("it races on purpose; the race detector sees that before the kit does")
			}
			err := sentimenttest.TestAnalyzer(test.analyzer, nil)
			if err == nil {
				t.Fatal("the kit finds nothing wrong")
			}
			if !strings.Contains("\n"+err.Error(), "\n"+test.check+": ") {
				t.Errorf("the check %q does not notice; the kit says: %v", test.check, err)
			}
		})
	}
}

func TestConstructorThatFails(t *testing.T) {
	boom := errors.New("no model")
	err := sentimenttest.TestAnalyzer(func() (sentiment.Analyzer, error) { return nil, boom }, nil)
	if !errors.Is(err, boom) {
		t.Errorf("got %v, want the constructor's error", err)
	}
}

func TestSkip(t *testing.T) {
	wrong := unknown(func(s *feedback.Sentiment) { s.Reason = "" })
	all := map[string]string{"verdict": "known", "title": "known", "deterministic": "known", "concurrent": "known", "read-only": "known",
		"reuse": "known", "empty": "known", "hard-input": "known", "unsupported": "known", "scripts": "known", "obvious": "known"}
	if err := sentimenttest.TestAnalyzer(wrong, &sentimenttest.Options{Skip: all}); err != nil {
		t.Errorf("checks that are skipped still report: %v", err)
	}
}

func TestOwnExamples(t *testing.T) {
	opts := &sentimenttest.Options{Examples: []sentimenttest.Example{{Text: "The gizmo is bonkers.", Language: language.English, Polarity: feedback.Positive}}}
	err := sentimenttest.TestAnalyzer(newToy, opts)
	if err == nil || !strings.Contains(err.Error(), "bonkers") {
		t.Errorf("got %v, want the sentence that was not judged as expected", err)
	}
}

func TestLanguagesNarrowTheChecks(t *testing.T) {
	english := func() (sentiment.Analyzer, error) {
		return sentiment.ByLanguage(map[language.Tag]sentiment.Analyzer{language.English: makeToy()}), nil
	}
	if err := sentimenttest.TestAnalyzer(english, &sentimenttest.Options{Languages: []language.Tag{language.English}}); err != nil {
		t.Error(err)
	}
	if err := sentimenttest.TestAnalyzer(english, nil); err == nil {
		t.Error("an analyzer of English passes as one of Chinese")
	}
	if err := sentimenttest.TestAnalyzer(newToy, &sentimenttest.Options{Languages: []language.Tag{language.English}}); err == nil {
		t.Error("an analyzer that says it reads English only passes although it judges Chinese")
	}
}

func newFolded() (sentiment.Analyzer, error) {
	toy := makeToy()
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		s, err := toy.Analyze(ctx, d)
		for i := range s.Evidence {
			s.Evidence[i].Start += len(d.Text.Folded()) - 1
			s.Evidence[i].End += len(d.Text.Folded()) - 1
		}
		return s, err
	}), nil
}

func newJoined() (sentiment.Analyzer, error) {
	toy := makeToy()
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		s, err := toy.Analyze(ctx, d)
		for i, e := range s.Evidence {
			if e.Part == feedback.InText && d.Feedback.Title != "" {
				s.Evidence[i].End += len(d.Feedback.Title)
			}
		}
		return s, err
	}), nil
}

func newFickle() (sentiment.Analyzer, error) {
	var calls atomic.Int64
	toy := makeToy()
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		s, err := toy.Analyze(ctx, d)
		if s.Polarity.Known() {
			s.Confidence = 1 / (1 + float64(calls.Add(1)))
		}
		return s, err
	}), nil
}

func newPersonal() func() (sentiment.Analyzer, error) {
	var instances atomic.Int64
	return func() (sentiment.Analyzer, error) {
		toy, confidence := makeToy(), 1/float64(1+instances.Add(1))
		return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
			s, err := toy.Analyze(ctx, d)
			if s.Polarity.Known() {
				s.Confidence = confidence
			}
			return s, err
		}), nil
	}
}

// newShared is an analyzer that gives wrong answers while another call of it is
// under way. It does so without a data race, so that the kit must notice by
// itself.
func newShared() (sentiment.Analyzer, error) {
	var busy atomic.Int64
	toy := makeToy()
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		alone := busy.Add(1) == 1
		defer busy.Add(-1)
		var s feedback.Sentiment
		var err error
		for range 20 { // take long enough to be met by others
			s, err = toy.Analyze(ctx, d)
			alone = alone && busy.Load() == 1
		}
		if !alone {
			return feedback.UnknownSentiment("busy"), nil
		}
		return s, err
	}), nil
}

// newRemembering is an analyzer with a cache by document.
func newRemembering() (sentiment.Analyzer, error) {
	toy := makeToy()
	var last atomic.Pointer[feedback.Document]
	var kept atomic.Pointer[feedback.Sentiment]
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		if last.Load() == d && kept.Load() != nil {
			return *kept.Load(), nil
		}
		s, err := toy.Analyze(ctx, d)
		kept.Store(&s)
		last.Store(d)
		return s, err
	}), nil
}

// newRecycling is an analyzer that gives out the same memory again.
func newRecycling() (sentiment.Analyzer, error) {
	toy := makeToy()
	var buffer [200]feedback.Evidence
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		s, err := toy.Analyze(ctx, d)
		if len(s.Evidence) > 0 && d.Feedback.Title == "" {
			s.Evidence = buffer[:copy(buffer[:], s.Evidence)]
		}
		return s, err
	}), nil
}

func newFailing(on feedback.Reason) func() (sentiment.Analyzer, error) {
	return func() (sentiment.Analyzer, error) {
		toy := makeToy()
		return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
			s, err := toy.Analyze(ctx, d)
			if s.Reason == on {
				return feedback.Sentiment{}, errors.New("cannot judge this")
			}
			return s, err
		}), nil
	}
}

func newPanickyWhenCancelled() (sentiment.Analyzer, error) {
	toy := makeToy()
	return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		if ctx.Err() != nil {
			panic(ctx.Err())
		}
		return toy.Analyze(ctx, d)
	}), nil
}

type described struct {
	sentiment.Analyzer
	description sentiment.Description
}

func (d described) Describe() sentiment.Description {
	d.description.Languages = slices.Clone(d.description.Languages)
	return d.description
}

func newDescribed(d sentiment.Description) func() (sentiment.Analyzer, error) {
	return func() (sentiment.Analyzer, error) { return described{makeToy(), d}, nil }
}

// aspects finds the word "battery" and what is said of it, rightly.
func aspects(_ context.Context, d *feedback.Document) ([]feedback.Aspect, error) {
	at := strings.Index(string(d.Text.Folded()), "battery")
	if at < 0 || text.Supported(d.Language()) == language.Und {
		return nil, nil
	}
	e := d.Evidence(text.Span{Start: at, End: at + len("battery")})
	return []feedback.Aspect{{Target: "battery", Polarity: feedback.Negative, Score: -0.5, Evidence: []feedback.Evidence{e}}}, nil
}

type aspectFunc func(ctx context.Context, d *feedback.Document) ([]feedback.Aspect, error)

func (f aspectFunc) Aspects(ctx context.Context, d *feedback.Document) ([]feedback.Aspect, error) {
	return f(ctx, d)
}

func TestAspectAnalyzers(t *testing.T) {
	sentimenttest.RunAspects(t, func() (sentiment.AspectAnalyzer, error) { return aspectFunc(aspects), nil }, nil)
	for _, test := range []struct {
		name, check string
		spoil       func(a *feedback.Aspect)
	}{
		{"score", "verdict", func(a *feedback.Aspect) { a.Score = 2 }},
		{"side", "verdict", func(a *feedback.Aspect) { a.Score = 0.5 }},
		{"polarity", "verdict", func(a *feedback.Aspect) { a.Polarity = 77 }},
		{"of nothing", "verdict", func(a *feedback.Aspect) { a.Target = "" }},
		{"evidence", "verdict", func(a *feedback.Aspect) { a.Evidence[0].End += 1000 }},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := sentimenttest.TestAspectAnalyzer(func() (sentiment.AspectAnalyzer, error) {
				return aspectFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.Aspect, error) {
					out, err := aspects(ctx, d)
					for i := range out {
						test.spoil(&out[i])
					}
					return out, err
				}), nil
			}, nil)
			if err == nil || !strings.Contains("\n"+err.Error(), "\n"+test.check+": ") {
				t.Errorf("got %v, want the check %q to notice", err, test.check)
			}
		})
	}
	err := sentimenttest.TestAspectAnalyzer(func() (sentiment.AspectAnalyzer, error) {
		return aspectFunc(func(context.Context, *feedback.Document) ([]feedback.Aspect, error) {
			return []feedback.Aspect{{Target: "all", Polarity: feedback.Neutral}}, nil
		}), nil
	}, nil)
	for _, check := range []string{"empty", "unsupported"} {
		if err == nil || !strings.Contains("\n"+err.Error(), "\n"+check+": ") {
			t.Errorf("an aspect in every text: got %v, want the check %q to notice", err, check)
		}
	}
}

// emotions finds thanks, rightly.
func emotions(_ context.Context, d *feedback.Document) ([]feedback.EmotionFinding, error) {
	at := strings.Index(string(d.Text.Folded()), "thank")
	if at < 0 || text.Supported(d.Language()) == language.Und {
		return nil, nil
	}
	e := d.Evidence(text.Span{Start: at, End: at + len("thank")})
	return []feedback.EmotionFinding{{Emotion: feedback.Gratitude, Confidence: 0.9, Evidence: []feedback.Evidence{e}}}, nil
}

type emotionFunc func(ctx context.Context, d *feedback.Document) ([]feedback.EmotionFinding, error)

func (f emotionFunc) Emotions(ctx context.Context, d *feedback.Document) ([]feedback.EmotionFinding, error) {
	return f(ctx, d)
}

func TestEmotionAnalyzers(t *testing.T) {
	sentimenttest.RunEmotions(t, func() (sentiment.EmotionAnalyzer, error) { return emotionFunc(emotions), nil }, nil)
	for _, test := range []struct {
		name  string
		spoil func(out []feedback.EmotionFinding) []feedback.EmotionFinding
	}{
		{"no such emotion", func(out []feedback.EmotionFinding) []feedback.EmotionFinding { out[0].Emotion = 77; return out }},
		{"confidence", func(out []feedback.EmotionFinding) []feedback.EmotionFinding { out[0].Confidence = -1; return out }},
		{"intensity", func(out []feedback.EmotionFinding) []feedback.EmotionFinding { out[0].Intensity = 7; return out }},
		{"twice", func(out []feedback.EmotionFinding) []feedback.EmotionFinding { return append(out, out[0]) }},
		{"evidence", func(out []feedback.EmotionFinding) []feedback.EmotionFinding {
			out[0].Evidence[0].Start = -1
			return out
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := sentimenttest.TestEmotionAnalyzer(func() (sentiment.EmotionAnalyzer, error) {
				return emotionFunc(func(ctx context.Context, d *feedback.Document) ([]feedback.EmotionFinding, error) {
					out, err := emotions(ctx, d)
					if len(out) > 0 {
						out = test.spoil(out)
					}
					return out, err
				}), nil
			}, nil)
			if err == nil || !strings.Contains("\n"+err.Error(), "\nverdict: ") {
				t.Errorf("got %v, want the check \"verdict\" to notice", err)
			}
		})
	}
}
