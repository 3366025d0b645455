package sentiment

import (
	"context"
	"errors"
	"fmt"
	"math"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// FirstKnown asks the analyzers in turn until one knows. An analyzer that fails
// is passed over; if none knows and some failed, the errors are returned joined.
// If none knows and none failed, the sentiment is the first one's unknown.
func FirstKnown(analyzers ...Analyzer) Analyzer {
	return AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		unknown := feedback.UnknownSentiment(feedback.NoSignal)
		var errs []error
		for i, a := range analyzers {
			s, err := a.Analyze(ctx, d)
			switch {
			case err != nil:
				errs = append(errs, err)
			case s.Polarity.Known():
				return s, nil
			case i == len(errs): // the first that answered
				unknown = s
			}
		}
		return unknown, errors.Join(errs...)
	})
}

// ByLanguage hands each document to the analyzer for its language; the keys are
// [language.TraditionalChinese], [language.SimplifiedChinese] and
// [language.English]. A document in another language is unknown.
func ByLanguage(analyzers map[language.Tag]Analyzer) Analyzer {
	own := make(map[language.Tag]Analyzer, len(analyzers))
	for tag, a := range analyzers {
		own[tag] = a
	}
	return AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		if a, ok := own[text.Supported(d.Language())]; ok {
			return a.Analyze(ctx, d)
		}
		return feedback.UnknownSentiment(feedback.UnsupportedLanguage), nil
	})
}

// AtLeast makes a sentiment of less than the given confidence unknown.
func AtLeast(confidence float64, a Analyzer) Analyzer {
	return AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
		s, err := a.Analyze(ctx, d)
		if err == nil && s.Polarity.Known() && s.Confidence < confidence {
			s = feedback.UnknownSentiment(feedback.NotConfident)
		}
		return s, err
	})
}

// A Weighted analyzer is one voice of a [Blend].
type Weighted struct {
	Analyzer Analyzer
	Weight   float64 // above 0
}

// Blend averages the scores of the analyzers that know, by weight, and takes
// the polarity from the sign of the average: neutral within neutralBand of 0
// and mixed if the voices contradict each other there. The confidence is that
// of the voices that agree, by weight; where none does, as when praise and blame
// make a mixed verdict, it is the average of all. An analyzer that fails is left
// out; if none is left the errors are returned joined.
func Blend(neutralBand float64, voices ...Weighted) (Analyzer, error) {
	if !(neutralBand >= 0 && neutralBand < 1) {
		return nil, fmt.Errorf("sentiment: Blend: neutral band is %v, want a number in [0, 1)", neutralBand)
	}
	for i, v := range voices {
		if !(v.Weight > 0) || math.IsInf(v.Weight, 0) || v.Analyzer == nil {
			return nil, fmt.Errorf("sentiment: Blend: voice %d has weight %v, want an analyzer and a finite weight above 0", i, v.Weight)
		}
	}
	return &blend{neutralBand, append([]Weighted(nil), voices...)}, nil
}

type blend struct {
	band   float64
	voices []Weighted
}

// Analyze implements [Analyzer].
func (b *blend) Analyze(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
	var errs []error
	var heard []feedback.Sentiment
	var weights []float64
	unknown := feedback.UnknownSentiment(feedback.NoSignal)
	for i, v := range b.voices {
		s, err := v.Analyzer.Analyze(ctx, d)
		switch {
		case err != nil:
			errs = append(errs, err)
		case s.Polarity.Known():
			heard, weights = append(heard, s), append(weights, v.Weight)
		case i == len(errs):
			unknown = s
		}
	}
	if len(heard) == 0 {
		return unknown, errors.Join(errs...)
	}
	return b.mix(heard, weights), nil
}

// mix is the average of the sentiments that were heard.
func (b *blend) mix(heard []feedback.Sentiment, weights []float64) feedback.Sentiment {
	var out feedback.Sentiment
	var total float64
	for _, w := range weights {
		total += w
	}
	var positive, negative bool
	for i, s := range heard {
		share := weights[i] / total
		out.Score += share * s.Score
		positive = positive || s.Polarity == feedback.Positive || s.Polarity == feedback.Mixed
		negative = negative || s.Polarity == feedback.Negative || s.Polarity == feedback.Mixed
		for _, e := range s.Evidence {
			e.Weight *= share
			out.Evidence = append(out.Evidence, e)
		}
	}
	switch {
	case out.Score > b.band:
		out.Polarity = feedback.Positive
	case out.Score < -b.band:
		out.Polarity = feedback.Negative
	case positive && negative:
		out.Polarity = feedback.Mixed
	default:
		out.Polarity = feedback.Neutral
	}
	out.Confidence = agreement(out.Polarity, heard, weights)
	return out
}

// agreement is the confidence of the voices that say p, by weight among all; the
// average of all confidences if none says p.
func agreement(p feedback.Polarity, heard []feedback.Sentiment, weights []float64) float64 {
	var agree, all, total float64
	for i, s := range heard {
		total += weights[i]
		all += weights[i] * s.Confidence
		if s.Polarity == p {
			agree += weights[i] * s.Confidence
		}
	}
	if agree > 0 {
		return agree / total
	}
	return all / total
}
