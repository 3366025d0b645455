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
//	what goes with the score         driver.TopicImpact, driver.Importance
//	what goes with churn and orders  correlate.Lagged
//	an alarm in the latest period    the control chart of the number
//	a goal, an action, a benchmark   packages goal and action
//
// Where nothing is shown the report says so and proposes nothing. It was tried on
// companies whose customers are made up: 200 to which nothing happens, and 200 each
// with a cause planted in one of a hundred crossings of region and product, where it
// makes a share of the 45 pieces of feedback there complain of one topic. "False" is the
// part of the findings that are something else, on average; of the first 200, how many
// had any. Nominal is 5 % for all kinds of advice together, with a standard error of 1.5.
//
//	planted   found    false   given advice
//	nothing             3.0%       3.0%
//	0.20      38.0%     1.2%      40.0%
//	0.35      93.5%     0.2%      93.5%
//	0.50     100.0%     0.5%     100.0%
//
// Printed by go test ./metrics/report -run TestStudy -study 200 -v. A million records of
// a year take about five seconds and 160 MB on one core (BenchmarkMillion).
//
// A slice is looked at if it has 20 pieces of feedback in the recent stretch of time. So
// little shows only large differences: "no change shown" says that none is shown.
//
// What customers wrote is quoted, as it stands. Where it must not be shown set
// Subject.HideWords; where it may name people, redact it first with package privacy.
package report
