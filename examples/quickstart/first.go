package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

// months are eight months of feedback to a noodle shop with four branches. They were
// made up by the test of this program, which knows what happened in one of them.
//
//go:embed months.jsonl
var months string

// whatFirst collects the months in one pass and prints what the report says to do
// first, and why. Its Markdown method writes the whole report.
func whatFirst(ctx context.Context, judge *pipeline.Pipeline) {
	taipei := time.FixedZone("Asia/Taipei", 8*60*60)
	c, err := report.NewCollector(report.Options{Window: series.Window{
		Calendar: series.Calendar{Step: series.Month, Zone: taipei},
		Now:      time.Date(2026, 9, 1, 0, 0, 0, 0, taipei), // the library does not ask the clock
	}})
	if err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(months) {
		var f feedback.Feedback
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			log.Fatal(err)
		}
		a, err := judge.Analyze(ctx, &f)
		if err != nil {
			log.Fatal(err)
		}
		c.Add(&f, &a)
	}
	r, err := c.Report(report.Subject{Company: "巷口牛肉麵", TopicName: standard.Taxonomy().Name})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("\nWhat to do first and why, by %d pieces of feedback of eight months:\n\n", r.Records.Feedback)
	for i, step := range r.First {
		fmt.Printf("  %d. %s\n", i+1, wrap(step.Do.In(language.TraditionalChinese), 74, "     "))
		for _, why := range step.Why {
			fmt.Printf("     - %s\n", wrap(why.In(language.TraditionalChinese), 72, "       "))
		}
	}
	if len(r.First) == 0 {
		fmt.Println("    ", wrap(r.Silence.In(language.TraditionalChinese), 74, "     "))
	}
}
