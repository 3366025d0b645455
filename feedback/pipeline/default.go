package pipeline

import (
	"sync"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/sentiment/aspect"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/trained"
)

// shared is made when it is first asked for: its data is read then.
var shared struct {
	once     sync.Once
	pipeline *Pipeline
}

// Default is the recommended pipeline: sentiment by the trained model, with the
// Chinese and English lexicons for a second opinion where it is in doubt; the
// standard dimensions and topics; aspects by the lexicons and topics, emotions,
// and keywords. Every call returns the same pipeline; the first takes some tenths
// of a second.
func Default() *Pipeline {
	shared.once.Do(func() {
		p, err := recommended()
		if err != nil {
			panic(err) // the engines are given nothing that they could refuse
		}
		shared.pipeline = p
	})
	return shared.pipeline
}

func recommended() (*Pipeline, error) {
	model, err := trained.New(nil, nil)
	if err != nil {
		return nil, err
	}
	words, err := lexicon.New(nil, zh.Lexicon(), en.Lexicon())
	if err != nil {
		return nil, err
	}
	opinion, err := NewSecondOpinion(model, words)
	if err != nil {
		return nil, err
	}
	dimensions, err := standard.New(nil)
	if err != nil {
		return nil, err
	}
	aspects, err := aspect.New(nil, standard.Taxonomy(), zh.Lexicon(), en.Lexicon())
	if err != nil {
		return nil, err
	}
	emotions, err := emotion.New(nil, zh.Lexicon(), en.Lexicon())
	if err != nil {
		return nil, err
	}
	keywords, err := theme.NewExtractor(nil)
	if err != nil {
		return nil, err
	}
	return New(nil, Sentiment("trained", opinion), Labels("standard", dimensions), Aspects("aspect", aspects),
		Emotions("emotion", emotions), Keywords("theme", keywords))
}
