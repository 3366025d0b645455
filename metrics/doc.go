// Package metrics turns answers, judgements and counts into numbers that can be
// trusted: each travels with its interval, what it rests on and what to beware of.
//
//	ratings, polarities, counts ─ Add ─> accumulator ─ Estimate ─> Estimate ─ Format ─> a line
//	                                      │      ^
//	                      Merge, codec ───┘      └─ the same from another shard
//
// An accumulator (NPS, CSAT, CES, Rate, …) collects answers in a fixed small
// space; it merges exactly with that of another shard, goes to bytes or JSON and
// back, and never lets a value that is no answer into a denominator. An [Estimate]
// is its result; a [Definition] says what the number means, in three languages.
//
//	var nps metrics.NPS
//	for _, answer := range []int{10, 9, 8, 3, 9, 10, 7, 10} {
//		nps.Add(answer)
//	}
//	fmt.Println(&nps) // 50.0 [-7.4, 80.2] (n=8, adjusted Wald; few data)
//
// Undefined is not zero: a score without answers has no value and says so.
// Unknown is not neutral: sentiment that could not be judged lowers the coverage
// and nothing else. Numbers that were not counted in the same way do not merge.
//
// Below it, package stat has the intervals and tests, package survey the weighted
// and stratified scores, package survival the times of cases that may still be
// open, and package metricstest checks accumulators that others write. The package
// computes; it neither reads files nor asks the clock.
package metrics
