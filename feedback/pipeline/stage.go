package pipeline

import (
	"context"
	"fmt"
	"time"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

// Part is a part of an Analysis, by its name in JSON.
type Part string

// The parts.
const (
	SentimentPart Part = "sentiment"
	LabelsPart    Part = "labels"
	AspectsPart   Part = "aspects"
	EmotionsPart  Part = "emotions"
	KeywordsPart  Part = "keywords"
)

// Parts lists the parts in the order of the JSON.
func Parts() []Part {
	return []Part{SentimentPart, LabelsPart, AspectsPart, EmotionsPart, KeywordsPart}
}

// A Stage is one engine in a pipeline, by name. The functions [Sentiment],
// [Labels], [Aspects], [Emotions] and [Keywords] make stages of engines.
type Stage struct {
	Name string // says in warnings which engine it was; different in each stage of a pipeline
	Part Part   // what it fills

	// Timeout is how long the engine may take for one feedback; 0 is no limit.
	// An engine that only computes needs none. One that is late has its context
	// cancelled and is named in a warning. If it goes on in spite of that, it is
	// not waited for, and at most one such call a worker is left behind: while
	// that many are still busy, the engine is passed over.
	Timeout time.Duration

	// Run returns what the engine finds, as an Analysis of which only Part is
	// read. It is under the rules of [sentiment.Analyzer].
	Run func(ctx context.Context, d *feedback.Document) (feedback.Analysis, error)
}

// Sentiment is the stage of an engine that judges how favourable a feedback is.
func Sentiment(name string, a sentiment.Analyzer) Stage {
	return Stage{Name: name, Part: SentimentPart,
		Run: func(ctx context.Context, d *feedback.Document) (feedback.Analysis, error) {
			s, err := a.Analyze(ctx, d)
			return feedback.Analysis{Sentiment: &s}, err
		}}
}

// Labels is the stage of a classifier.
func Labels(name string, c classify.Classifier) Stage {
	return Stage{Name: name, Part: LabelsPart,
		Run: func(ctx context.Context, d *feedback.Document) (feedback.Analysis, error) {
			labels, err := c.Classify(ctx, d)
			return feedback.Analysis{Labels: labels}, err
		}}
}

// Aspects is the stage of an engine that finds aspects.
func Aspects(name string, a sentiment.AspectAnalyzer) Stage {
	return Stage{Name: name, Part: AspectsPart,
		Run: func(ctx context.Context, d *feedback.Document) (feedback.Analysis, error) {
			aspects, err := a.Aspects(ctx, d)
			return feedback.Analysis{Aspects: aspects}, err
		}}
}

// Emotions is the stage of an engine that finds emotions.
func Emotions(name string, a sentiment.EmotionAnalyzer) Stage {
	return Stage{Name: name, Part: EmotionsPart,
		Run: func(ctx context.Context, d *feedback.Document) (feedback.Analysis, error) {
			emotions, err := a.Emotions(ctx, d)
			return feedback.Analysis{Emotions: emotions}, err
		}}
}

// Keywords is the stage of an engine that finds keywords.
func Keywords(name string, k classify.KeywordExtractor) Stage {
	return Stage{Name: name, Part: KeywordsPart,
		Run: func(ctx context.Context, d *feedback.Document) (feedback.Analysis, error) {
			keywords, err := k.Keywords(ctx, d)
			return feedback.Analysis{Keywords: keywords}, err
		}}
}

// check reports what is wrong with a list of stages.
func check(stages []Stage) error {
	names := map[string]bool{}
	for i, s := range stages {
		switch {
		case s.Name == "":
			return fmt.Errorf("pipeline: stage %d has no name", i)
		case names[s.Name]:
			return fmt.Errorf("pipeline: two stages are called %q", s.Name)
		case s.Run == nil:
			return fmt.Errorf("pipeline: stage %q has no Run", s.Name)
		case s.Timeout < 0:
			return fmt.Errorf("pipeline: stage %q has the timeout %v, want 0 or more", s.Name, s.Timeout)
		}
		if err := checkPart(s.Part); err != nil {
			return fmt.Errorf("pipeline: stage %q: %w", s.Name, err)
		}
		names[s.Name] = true
	}
	return nil
}

func checkPart(p Part) error {
	for _, q := range Parts() {
		if p == q {
			return nil
		}
	}
	return fmt.Errorf("no part %q, want one of %v", string(p), Parts())
}
