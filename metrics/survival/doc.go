// Package survival measures how long things take when not all of them are over:
// the time to resolve a complaint, to answer a review, to pick up a case.
//
// The mean of the closed cases is not an answer. Of the cases opened this month
// the quick ones are closed and the slow ones are not, so closed cases look fast,
// the faster the worse the service gets. Here an open case counts for what it
// says: that it has taken at least its age (it is censored), and the curve of
// Kaplan and Meier (1958) makes the best of both.
//
//	case events ─ Measure ─> Times ─┬─> Estimate        the median, with an interval
//	durations ──── Add ──────^      ├─> Within(24 h)    the share within a target time
//	                                ├─> Curve           everything else
//	                                └─> LogRank, CompareMeans, Cox   groups and causes
//
// [Times] keeps every duration and merges exactly; [Sketch] keeps them to within
// 1 % in at most some tens of kilobytes and gives the same curves.
//
// Three things it does not do. A case that ends in another way (merged, withdrawn)
// is taken for one that is still open, which makes times look longer if there are
// many; a warning counts them. Censoring must not depend on how long a case would
// have taken: cutting a report off at a date is fine, dropping the difficult cases
// is not. And a median that the data have not reached stays undefined, however
// often it is asked for.
package survival
