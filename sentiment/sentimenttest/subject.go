package sentimenttest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

// A subject is an engine of one of the three contracts, looked at alike: it
// judges a document, and its verdict can be looked over.
type subject struct {
	open    func() (engine any, err error)
	judge   func(ctx context.Context, engine any, d *feedback.Document) (verdict any, err error)
	inspect func(f *feedback.Feedback, verdict any) error // what must hold of a verdict by itself
	silent  func(verdict any) bool                        // whether it says that nothing is known
	reads   bool                                          // its verdicts have a polarity to be expected
}

func analyzerSubject(newAnalyzer func() (sentiment.Analyzer, error)) subject {
	return subject{
		open: func() (any, error) { return newAnalyzer() },
		judge: func(ctx context.Context, engine any, d *feedback.Document) (any, error) {
			return engine.(sentiment.Analyzer).Analyze(ctx, d)
		},
		inspect: func(f *feedback.Feedback, verdict any) error {
			return inspectSentiment(f, verdict.(feedback.Sentiment))
		},
		silent: func(verdict any) bool { return !verdict.(feedback.Sentiment).Polarity.Known() },
		reads:  true,
	}
}

func aspectSubject(newAnalyzer func() (sentiment.AspectAnalyzer, error)) subject {
	return subject{
		open: func() (any, error) { return newAnalyzer() },
		judge: func(ctx context.Context, engine any, d *feedback.Document) (any, error) {
			return engine.(sentiment.AspectAnalyzer).Aspects(ctx, d)
		},
		inspect: func(f *feedback.Feedback, verdict any) error { return inspectAspects(f, verdict.([]feedback.Aspect)) },
		silent:  func(verdict any) bool { return len(verdict.([]feedback.Aspect)) == 0 },
	}
}

func emotionSubject(newAnalyzer func() (sentiment.EmotionAnalyzer, error)) subject {
	return subject{
		open: func() (any, error) { return newAnalyzer() },
		judge: func(ctx context.Context, engine any, d *feedback.Document) (any, error) {
			return engine.(sentiment.EmotionAnalyzer).Emotions(ctx, d)
		},
		inspect: func(f *feedback.Feedback, verdict any) error {
			return inspectEmotions(f, verdict.([]feedback.EmotionFinding))
		},
		silent: func(verdict any) bool { return len(verdict.([]feedback.EmotionFinding)) == 0 },
	}
}

// inspectSentiment checks what must hold of a sentiment by itself.
func inspectSentiment(f *feedback.Feedback, s feedback.Sentiment) error {
	if s.Polarity > feedback.Mixed {
		return fmt.Errorf("the polarity is %v, which is none", s.Polarity)
	}
	if !(s.Score >= -1 && s.Score <= 1) {
		return fmt.Errorf("the score is %v, want a number in [-1, 1]", s.Score)
	}
	if err := inspectShare("confidence", s.Confidence); err != nil {
		return err
	}
	if !s.Polarity.Known() {
		return inspectUnknown(s)
	}
	if s.Reason != "" {
		return fmt.Errorf("%v has the reason %q, want none: it is why a sentiment is unknown", s.Polarity, s.Reason)
	}
	if s.Polarity == feedback.Positive && s.Score <= 0 || s.Polarity == feedback.Negative && s.Score >= 0 {
		return fmt.Errorf("%v has the score %v, want one on its side of 0", s.Polarity, s.Score)
	}
	if err := inspectEvidence(f, s.Evidence); err != nil {
		return err
	}
	return inspectWeights(s)
}

func inspectUnknown(s feedback.Sentiment) error {
	switch {
	case s.Reason == "":
		return errors.New("the sentiment is unknown without a reason")
	case s.Score != 0 || s.Confidence != 0:
		return fmt.Errorf("the sentiment is unknown with score %v and confidence %v, want 0 and 0", s.Score, s.Confidence)
	case len(s.Evidence) > 0:
		return fmt.Errorf("the sentiment is unknown with %d pieces of evidence, want none", len(s.Evidence))
	}
	return nil
}

// inspectWeights checks that weights sum up to the score, unless the engine
// gives none.
func inspectWeights(s feedback.Sentiment) error {
	sum, weighted := 0.0, false
	for _, e := range s.Evidence {
		sum += e.Weight
		weighted = weighted || e.Weight != 0
	}
	if weighted && !(math.Abs(sum-s.Score) <= sentiment.EvidenceTolerance) {
		return fmt.Errorf("the weights of the evidence sum up to %v, want the score %v", sum, s.Score)
	}
	return nil
}

func inspectShare(what string, x float64) error {
	if !(x >= 0 && x <= 1) {
		return fmt.Errorf("the %s is %v, want a number in [0, 1]", what, x)
	}
	return nil
}

// inspectEvidence checks that evidence lies in the part it names.
func inspectEvidence(f *feedback.Feedback, evidence []feedback.Evidence) error {
	for i, e := range evidence {
		part := f.Text
		switch e.Part {
		case feedback.InText:
		case feedback.InTitle:
			part = f.Title
		default:
			return fmt.Errorf("evidence %d lies in the part %q, which is none", i, e.Part)
		}
		switch {
		case !e.In(len(part)) || e.Empty():
			return fmt.Errorf("evidence %d is %v, want a range within the %d bytes of its part", i, e.Span, len(part))
		case splits(part, e.Start) || splits(part, e.End):
			return fmt.Errorf("evidence %d is %v, which splits a character of its part", i, e.Span)
		case math.IsNaN(e.Weight) || math.IsInf(e.Weight, 0):
			return fmt.Errorf("evidence %d has the weight %v, want a number", i, e.Weight)
		}
	}
	return nil
}

// splits reports whether i lies inside a character of s.
func splits(s string, i int) bool {
	for k := 1; k < utf8.UTFMax && k <= i; k++ {
		if utf8.RuneStart(s[i-k]) {
			_, n := utf8.DecodeRuneInString(s[i-k:])
			return n > k
		}
	}
	return false
}

func inspectAspects(f *feedback.Feedback, aspects []feedback.Aspect) error {
	for i, a := range aspects {
		switch {
		case a.Polarity > feedback.Mixed:
			return fmt.Errorf("aspect %d has the polarity %v, which is none", i, a.Polarity)
		case !(a.Score >= -1 && a.Score <= 1):
			return fmt.Errorf("aspect %d has the score %v, want a number in [-1, 1]", i, a.Score)
		case a.Polarity == feedback.Positive && a.Score <= 0 || a.Polarity == feedback.Negative && a.Score >= 0:
			return fmt.Errorf("aspect %d is %v with the score %v, want one on its side of 0", i, a.Polarity, a.Score)
		case a.Topic == "" && a.Target == "":
			return fmt.Errorf("aspect %d has neither topic nor target", i)
		}
		if err := inspectEvidence(f, a.Evidence); err != nil {
			return fmt.Errorf("aspect %d: %w", i, err)
		}
	}
	return nil
}

func inspectEmotions(f *feedback.Feedback, findings []feedback.EmotionFinding) error {
	var seen []feedback.Emotion
	for i, e := range findings {
		if !slices.Contains(feedback.Emotions(), e.Emotion) {
			return fmt.Errorf("finding %d has the emotion %v, which is none", i, e.Emotion)
		}
		if slices.Contains(seen, e.Emotion) {
			return fmt.Errorf("finding %d repeats the emotion %v, want each once", i, e.Emotion)
		}
		seen = append(seen, e.Emotion)
		if err := inspectShare("confidence of "+e.Emotion.String(), e.Confidence); err != nil {
			return err
		}
		if err := inspectShare("intensity of "+e.Emotion.String(), e.Intensity); err != nil {
			return err
		}
		if err := inspectEvidence(f, e.Evidence); err != nil {
			return fmt.Errorf("%v: %w", e.Emotion, err)
		}
	}
	return nil
}
