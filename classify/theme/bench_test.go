package theme_test

import (
	"testing"

	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
)

// BenchmarkKeywords stands for the keyword stage of a pipeline: documents are
// prepared already.
func BenchmarkKeywords(b *testing.B) {
	e, err := theme.NewExtractor(nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, tag := range []string{"zh-Hant", "zh-Hans", "en"} {
		b.Run("lang="+tag, func(b *testing.B) {
			var documents []*feedback.Document
			size := 0
			for _, r := range feedbacktest.Reviews() {
				if r.Language.String() == tag {
					f := r.Feedback
					documents = append(documents, feedback.NewDocument(&f))
					size += len(f.Text)
				}
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range documents {
					if _, err := e.Keywords(b.Context(), d); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkThemes stands for mining a month of feedback, from the original text on.
func BenchmarkThemes(b *testing.B) {
	for name, n := range map[string]int{"n=1e3": 1000, "n=1e4": 10_000} {
		b.Run(name, func(b *testing.B) {
			var records []feedback.Feedback
			size := 0
			for f := range feedbacktest.Generate(1, n) {
				records = append(records, f)
				size += len(f.Text)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				m, err := theme.NewMiner(nil)
				if err != nil {
					b.Fatal(err)
				}
				var d feedback.Document
				for i := range records {
					d.Reset(&records[i])
					m.Add(&d)
				}
				if len(m.Themes(20)) == 0 {
					b.Fatal("no themes")
				}
			}
		})
	}
}
