// Package report turns feedback and what was judged about it into a report for the
// people who decide: what to do first and why, the numbers and where they go, what
// lies behind them, the plan, and how others do.
//
//	feedback + analysis ─ Add ─> Collector ─ Report ─> Report ─ Markdown, JSON
//	orders, customers, cases ──┘    │ Merge                └─ a sentence and its numbers in three languages
//
// A [Collector] counts in one pass all that a report needs, in a space that does not
// grow with the number of records, and merges with those of other shards. A [Report]
// is one value. Its sentences are there in English and in Traditional and Simplified
// Chinese; its numbers carry interval, definition and a selector for the feedback
// they rest on; its series and bars are ready for a chart. The same input gives the
// same bytes.
//
//	c, err := report.NewCollector(report.Options{Window: series.Window{Now: now}})
//	for f, a := range judged {
//		c.Add(&f, &a)
//	}
//	r, err := c.Report(report.Subject{TopicName: standard.Taxonomy().Name})
//	fmt.Println(r.Markdown(language.TraditionalChinese))
//
// What is said to be so is more than chance, after allowing for everything that was
// looked at:
//
//	said of                          by
//	a change of a number             its test against the time before, adjusted for all numbers (Benjamini-Hochberg)
//	a trend, a change of level       series.Trend, series.Changes, likewise
//	a topic that rose                likewise, for all topics
//	a slice worse than elsewhere     each slice against the rest for each topic; see Hotspot
//	what goes with the score         driver.TopicImpact
//	a goal, an action, a benchmark   packages goal and action
//
// Where nothing is shown the report says so and proposes nothing. It was tried on
// companies whose customers are made up, 200 with one cause planted in one of a hundred
// crossings of region and product and 200 with none
// (go test ./metrics/report -run TestStudy -study 200 -v):
//
// # STUDY
//
// A slice is looked at if it has 20 pieces of feedback in the recent stretch of time. So
// little shows only large differences: "no change shown" says that none is shown.
//
// What customers wrote is quoted, as it stands. Where it must not be shown set
// Subject.HideWords; where it may name people, redact it first with package privacy.
package report
