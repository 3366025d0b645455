// Package driver says what differences in satisfaction go with: which topics,
// which rated items, and how sure one can be of their order.
//
//	feedback + analyses ─ FromTopics ─┐
//	feedback with rated items ─ FromItems ─> Data ─> Importance, TopicImpact, … ─> Lines
//	columns of your own ──────────────┘
//
//	question                                             use
//	which drivers matter most, and how sure is that      Importance
//	what do topics do to the Net Promoter Score          TopicImpact
//	what is punished if bad, what rewarded if good       PenaltyReward
//	what is important and not good                       Ranking.Map, NewMap
//	odds of a higher answer                              Ordinal
//	odds of leaving, complaining, …                      Logistic
//	a forecast from drivers that nearly repeat           Ridge
//
// For example
//
//	r, err := driver.Importance(data, driver.Options{})
//	for _, line := range r.Lines(language.English) {
//		fmt.Println(line)
//	}
//
// Everything here is association: [Caveat] says so in words, and results carry it.
// Rows with a missing value are left out and counted. Drivers that repeat one
// another, and drivers that separate the outcomes, are errors that name them.
// Whether anything is shown is judged after adjusting for all tests that were made
// together.
//
// # How often it is right
//
// One of ten drivers was planted in 1000 made-up companies a row; the figures are how
// often it came first by each figure, how often its association was shown, and the
// false-discovery rate: the mean share of other drivers among those shown, which should
// be 0.05 at most (the standard error is 0.007). An effect of 0.25 is a quarter of a
// standard deviation of the rating for one of the item's, or half of one for a topic
// that an eighth mention.
//
//	                 n  effect  LMG    Johnson  |beta|  alone  shown  FDR
//	rated items    200  none    0.09   0.09     0.09    0.09   –      0.039
//	that           200  0.25    0.74   0.74     0.70    0.75   0.33   0.040
//	correlate by   200  0.50    1.00   1.00     1.00    1.00   0.99   0.046
//	a half         500  none    0.10   0.09     0.10    0.10   –      0.056
//	               500  0.25    0.96   0.95     0.94    0.96   0.83   0.048
//	              2000  none    0.12   0.12     0.11    0.11   –      0.046
//	              2000  0.25    1.00   1.00     1.00    1.00   1.00   0.049
//	topics, some   200  none    0.11   0.11     0.10    0.11   –      0.040
//	mentioned      200  0.25    0.64   0.64     0.62    0.64   0.29   0.042
//	together       200  0.50    0.99   0.99     0.98    0.99   0.93   0.043
//	               500  none    0.10   0.10     0.10    0.10   –      0.041
//	               500  0.25    0.94   0.94     0.93    0.94   0.75   0.042
//	              2000  none    0.11   0.11     0.11    0.11   –      0.048
//	              2000  0.25    1.00   1.00     1.00    1.00   1.00   0.043
//
// Something always comes first: without a planted driver each does a tenth of the
// time, so that a rank alone means nothing. The table is printed by
//
//	go test ./metrics/driver -run TestStudy -study 1000 -v
//
// Whether scores go with churn, sales or profit is the question of package
// correlate.
package driver
