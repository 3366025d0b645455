package main

import (
	"context"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/trained"
)

// rules are the lexicons, which stand beside the model in the recommended
// sentiment.
func rules() (sentiment.Analyzer, error) { return lexicon.New(nil, zh.Lexicon(), en.Lexicon()) }

// recommended is the recommended sentiment with a model in the place of the
// embedded one.
func recommended(m *linear.Model, c calibration, rules sentiment.Analyzer) (sentiment.Analyzer, error) {
	model, err := trained.FromLinear(c.apply(m))
	if err != nil {
		return nil, err
	}
	first, err := trained.New(model, nil)
	if err != nil {
		return nil, err
	}
	return pipeline.NewSecondOpinion(first, rules)
}

// ask has an engine judge rows. What it calls mixed counts for the side that it
// leans to, and what it does not know as neutral; where only sides count, as praise.
func ask(a sentiment.Analyzer, rows []row) ([]outcome, error) {
	out := make([]outcome, len(rows))
	var d feedback.Document
	for i, r := range rows {
		d.Reset(&feedback.Feedback{Text: r.text})
		s, err := a.Analyze(context.Background(), &d)
		if err != nil {
			return nil, err
		}
		out[i] = outcome{r.want, s.Score >= 0, s.Polarity}
		switch s.Polarity {
		case feedback.Mixed:
			out[i].decided = side(out[i].praises)
		case feedback.Unknown:
			out[i].decided = feedback.Neutral
		}
	}
	return out, nil
}
