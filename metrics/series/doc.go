// Package series looks at numbers over time: it divides records into the days,
// weeks, months, quarters or years of a calendar, and gives a number with its
// uncertainty for each.
//
//	records ─ At ─> Buckets ─ Series ─> Series of Points
//
// [Buckets] hold an accumulator of package metrics for each [Period]; they merge and
// have a codec as accumulators do. A period without answers is a point without a
// value, the period that is not over is marked, and records of the future are
// counted as rejects.
package series
