package catalog_test

import (
	"fmt"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/lint"
	"github.com/loamlib/loam/respond/similarity"
)

// BenchmarkGenerate is one draft for a complaint about two topics, without the
// rules being checked.
func BenchmarkGenerate(b *testing.B) {
	g := catalog.Default()
	for _, tag := range []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English} {
		b.Run(fmt.Sprintf("lang=%s", tag), func(b *testing.B) {
			brief, err := respond.Plan(&respond.Request{
				Feedback: &feedback.Feedback{ID: "r-1", Text: "等了四十分鐘，湯還是冷的"},
				Analysis: &feedback.Analysis{
					Sentiment: &feedback.Sentiment{Polarity: feedback.Negative, Score: -0.7},
					Aspects: []feedback.Aspect{
						{Topic: "waiting/serving_time", Polarity: feedback.Negative, Score: -0.8},
						{Topic: "food/freshness", Polarity: feedback.Negative, Score: -0.5},
					},
				},
				Language: tag,
				Business: respond.Business{Name: "晨光咖啡", Contact: respond.Contact{Phone: "02-2345-6789"}},
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				brief.Seed++
				if _, err := g.Generate(b.Context(), brief); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkGenerateUnlike is one draft for one of many complaints about the same
// thing, with a memory of a thousand replies to the others: the worst case.
func BenchmarkGenerateUnlike(b *testing.B) {
	sent, err := similarity.NewMemory(1000)
	if err != nil {
		b.Fatal(err)
	}
	r := complaint(language.English)
	r.Recent = sent
	for i := range 1000 {
		r.Seed = uint64(i)
		sent.Add(word(b, catalog.Default(), r).Text)
	}
	brief, err := respond.Plan(&r)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		brief.Seed++
		d, err := catalog.Default().Generate(b.Context(), brief)
		if err != nil {
			b.Fatal(err)
		}
		sent.Add(d.Text)
	}
}

// BenchmarkGuarded is one draft that was checked against all rules and for what
// nobody decided: what a caller does for each review.
func BenchmarkGuarded(b *testing.B) {
	guarded, err := respond.Guard(catalog.Default(), lint.Default(), nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, tag := range tongues {
		b.Run(fmt.Sprintf("lang=%s", tag), func(b *testing.B) {
			r := complaint(tag)
			brief, err := respond.Plan(&r)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				brief.Seed++
				if _, err := guarded.Generate(b.Context(), brief); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
