// Package metrics turns answers, judgements and counts into numbers that can be
// trusted: each travels with its interval, what it rests on and what to beware of.
//
//	ratings, polarities, counts ─ Add ─> accumulator ─ Estimate ─> Estimate ─ Line ─> a line
//	                                      │      ^
//	                      Merge, codec ───┘      └─ the same from another shard
//
// An accumulator collects answers in a small space; it merges exactly with that of
// another shard, goes to bytes or JSON and back, and never lets a value that is no
// answer into a denominator. It is for one goroutine: several have one each, and
// merge. An [Estimate] is its result; a [Definition] says what the number means, in
// three languages; a [Comparison] what separates two groups.
//
//	var nps metrics.NPS
//	for _, answer := range []int{10, 9, 8, 3, 9, 10, 7, 10} {
//		nps.Add(answer)
//	}
//	fmt.Println(&nps) // 50.0 [-7.4, 80.2] (n=8, adjusted Wald; few data)
//
//	question                                        accumulator
//	would they recommend us                         NPS; survey.NPS if answers have weights
//	are they satisfied, with us or with a case      CSAT (share, mean, distribution)
//	was it easy                                     CES, in two versions
//	negative feedback to positive ("NRR")           NegativePositiveRatio
//	feelings on balance, and how many are known     NetSentiment
//	who answers surveys, whom do we answer          Rate with IDSurveyResponseRate, IDReplyRate
//	who stays, who leaves                           Cohort
//	complaints per order, feedback per day          EventRate
//	who is talked about, and how                    Voice
//	how long does it take, is it in time            survival.Times, survival.Sketch
//	any of these by region, product, month          Groups, CollectBy
//	is it different from …                          the Compare methods, or Compare
//	what would 15 % more be                         Change
//
// and of numbers, by the packages below this one:
//
//	question                                        package
//	where does it go, when did it change            series; series/control, series/alert, forecast
//	which region, product or step did it            segment
//	what goes with the score, with churn and sales  driver, correlate
//	did it work                                     effect, action
//	are we on the way to the goal                   goal
//	what lies behind it, what comes first           cause, priority
//	all of it, for those who decide                 report
//
// Undefined is not zero: a score without answers has no value and says so.
// Unknown is not neutral: sentiment that could not be judged lowers the coverage
// and nothing else. Numbers that were not counted in the same way do not merge.
// The package computes; it neither reads files nor asks the clock. Package stat
// has the intervals and tests below it, metricstest checks accumulators that
// others write.
package metrics
