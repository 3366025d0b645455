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
// Whether scores go with churn, sales or profit is the question of package
// correlate.
package driver
