// Package loam is the map of a library that turns customer feedback into
// judgements, numbers and replies, inside the caller's own process. The package
// itself is empty: import what you need from the packages below it.
//
//	Feedback ──> pipeline ──> Analysis ──> metrics ──> Estimate ──> metrics/report
//	             (classify,       │
//	              sentiment)      └──> respond ──> Draft ──> lint ──> reply
//	Case events ──────────────────────> metrics/survival, respond/sla
//
// # In five minutes
//
// A [github.com/loamlib/loam/feedback.Feedback] is what one customer said once.
// The default pipeline judges it, offline, in Traditional Chinese, Simplified
// Chinese and English:
//
//	f := feedback.Feedback{Text: "味道不錯，可是外送等了一個小時", Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 4}}}
//	a, err := pipeline.Default().Analyze(ctx, &f)
//
// The [github.com/loamlib/loam/feedback.Analysis] holds sentiment, labels along
// the standard dimensions, aspects and emotions, each with the passages of the
// original that speak for it. What could not be judged is unknown, with the
// reason; it is never neutral.
//
// Accumulators make numbers of many. They start at their zero value, merge
// exactly and answer with an interval:
//
//	var nps metrics.NPS
//	err = nps.AddRating(f.Ratings[0])
//	fmt.Println(nps.Estimate().Format(language.English))
//
// From many records, a report says what to do first and why, in three languages:
//
//	c, err := report.NewCollector(report.Options{Window: series.Window{Now: now}})
//	c.Add(&f, &a) // of each
//	r, err := c.Report(report.Subject{Company: "巷口牛肉麵"})
//	fmt.Println(r.Markdown(language.TraditionalChinese))
//
// A reply is planned from the analysis and from what people decided, worded in
// the language of the feedback, and held to the rules of the place where it will
// stand:
//
//	write, err := respond.Guard(catalog.Default(), lint.Default(), nil)
//	brief, err := respond.Plan(&respond.Request{Feedback: &f, Analysis: &a, Business: ours})
//	draft, err := write.Generate(ctx, brief)
//
// # Where things are
//
//   - feedback: the nouns that everything talks in; feedback/text prepares text
//     once for all engines; feedback/pipeline composes engines;
//     feedback/privacy finds personal data
//   - sentiment, classify: the contracts of engines that judge, with the engines
//     below them
//   - metrics: estimates and accumulators; metrics/survey, metrics/survival and
//     metrics/stat below them; over time metrics/series and metrics/forecast; what
//     differs and why metrics/segment, metrics/driver, metrics/correlate and
//     metrics/cause; what is done about it metrics/effect, metrics/goal,
//     metrics/action and metrics/priority; all of it in metrics/report
//   - respond: the contracts of those who write and check replies; respond/catalog,
//     respond/lint, respond/sla and others below it
//   - feedbacktest, sentimenttest, classifytest, metricstest, respondtest: kits
//     that tell whether an implementation of one's own keeps to its contract
//
// Every contract is an interface of a method or two, so that any engine can be
// replaced by one's own: a remote model, a rule, a column of a file.
//
// # What it does not do
//
// loam reads no file, opens no connection, looks at no clock and logs nothing.
// Time, randomness and data come in as values; the same input gives the same
// output. The programs in the folder examples show it at work.
package loam
