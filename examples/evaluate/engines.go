package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/trained"
)

// An engine judges into memory that is used again.
type engine struct {
	name  string
	judge func(s *feedback.Sentiment, d *feedback.Document)
}

// open makes the engines of the given names, and one of a model file.
func open(names, model string) ([]engine, error) {
	var out []engine
	for name := range strings.SplitSeq(names, ",") {
		e, err := openEngine(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	if model == "" {
		return out, nil
	}
	data, err := os.ReadFile(model)
	if err != nil {
		return nil, err
	}
	var m trained.Model
	if err := m.UnmarshalBinary(data); err != nil {
		return nil, fmt.Errorf("%s: %w", model, err)
	}
	a, err := trained.New(&m, nil)
	if err != nil {
		return nil, err
	}
	return append(out, engine{model, a.AnalyzeInto}), nil
}

func openEngine(name string) (engine, error) {
	switch name {
	case "trained":
		a, err := trained.New(nil, nil)
		if err != nil {
			return engine{}, err
		}
		return engine{name, a.AnalyzeInto}, nil
	case "lexicon":
		a, err := lexicon.New(nil, zh.Lexicon(), en.Lexicon())
		if err != nil {
			return engine{}, err
		}
		return engine{name, a.AnalyzeInto}, nil
	case "default":
		p, err := pipeline.Default().Only(pipeline.SentimentPart)
		if err != nil {
			return engine{}, err
		}
		return engine{name, ofPipeline(p)}, nil
	}
	return engine{}, fmt.Errorf("no engine %q, want trained, lexicon or default", name)
}

// ofPipeline judges by a whole pipeline, which prepares the text again.
func ofPipeline(p *pipeline.Pipeline) func(*feedback.Sentiment, *feedback.Document) {
	return func(s *feedback.Sentiment, d *feedback.Document) {
		a, err := p.Analyze(context.Background(), d.Feedback)
		if *s = feedback.UnknownSentiment(feedback.EngineFailed); err == nil && a.Sentiment != nil {
			*s = *a.Sentiment
		}
	}
}
