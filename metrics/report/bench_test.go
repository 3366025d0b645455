package report_test

import (
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

// taipei is where the companies of the tests are.
var taipei = time.FixedZone("Asia/Taipei", 8*60*60)

// collector is one of months, as of the end of a company's last month.
func collector(t testing.TB, months int) *report.Collector {
	t.Helper()
	c, err := report.NewCollector(report.Options{Window: series.Window{
		Calendar: series.Calendar{Zone: taipei}, Now: time.Date(2026, time.Month(1+months), 1, 0, 0, 0, 0, taipei),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// BenchmarkMillion is a year of a large company: a million pieces of feedback that were
// judged, collected in one pass on one goroutine, and the report of them.
//
//	go test ./metrics/report -run xxx -bench Million -benchtime 1x -benchmem
func BenchmarkMillion(b *testing.B) {
	const months, perMonth = 12, 1_000_000 / 12
	type record struct {
		f feedback.Feedback
		a feedback.Analysis
	}
	var records []record // a part of them, used again: what is measured is not their making
	for f, a := range (feedbacktest.Company{Seed: 3, Months: months, PerMonth: 5000}).Feedback() {
		records = append(records, record{f, a})
	}
	b.ReportAllocs()
	for b.Loop() {
		c := collector(b, months)
		n := 0
		for m := range months {
			for i := range perMonth {
				r := &records[m*5000+i%5000]
				c.Add(&r.f, &r.a)
				n++
			}
		}
		if _, err := c.Report(report.Subject{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "records")
	}
}
