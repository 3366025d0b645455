package segment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/segment"
)

// One piece of feedback into the default dimensions, two topics among them.
func BenchmarkAdd(b *testing.B) {
	c := crossed(segment.NPS())
	var list []feedback.Feedback
	for i := range 1000 {
		list = append(list, feedback.Feedback{
			Product: fmt.Sprint("product ", i%40), Touchpoint: fmt.Sprint("step ", i%7), Channel: feedback.Survey,
			Customer: feedback.Customer{Region: fmt.Sprint("region ", i%22), Segment: fmt.Sprint("segment ", i%5)},
			Ratings:  []feedback.Rating{{Scale: feedback.NPS, Value: float64(i % 11)}},
		})
	}
	a := &feedback.Analysis{Language: language.TraditionalChinese, Labels: []feedback.Label{
		{Dimension: feedback.Topic, Category: "product/quality"}, {Dimension: feedback.Topic, Category: "service/speed"},
	}}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		c.Add(&list[i%len(list)], a)
		i++
	}
}

// A report of so many slices of a hundred answers.
func BenchmarkReport(b *testing.B) {
	for name, m := range map[string]segment.Measure{"nps": segment.NPS(), "complaints": segment.Complaints(), "mean": meanOfFive()} {
		for _, slices := range []int{100, 10_000} {
			c := collector(m, "store")
			r := rand.New(rand.NewPCG(1, 2))
			for s := range slices {
				in := segment.Slice{Dimension: "store", Value: fmt.Sprint(s)}
				for range 100 {
					answer := map[string]float64{"nps": float64(r.IntN(11)), "complaints": float64(r.IntN(2)), "mean": float64(1 + r.IntN(5))}[name]
					if err := c.AddRow(answer, in); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.Run(fmt.Sprintf("measure=%s/slices=%d", name, slices), func(b *testing.B) {
				for b.Loop() {
					if _, err := c.Report(segment.Tests{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
