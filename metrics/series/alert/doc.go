// Package alert watches records as they arrive and says when something has changed:
// more complaints among the feedback, a falling score, a spike in volume. Each watch
// says beforehand how often it will be wrong.
//
//	record ─ Add ─> Share, Answers, NPS, Volume ─> *Alert, or nil
//
// A watch adds up evidence against "nothing has changed" and alerts when there is
// enough (a cumulative sum, Page 1954). A record costs a few nanoseconds, however many
// there were; making a watch takes milliseconds, for shares near 0.001 a second or
// two. The state goes to bytes or JSON and back into a watch of the same options.
//
//	watch, err := alert.NewShare(alert.ShareOptions{
//		Definition: metrics.IDComplaintShare, Baseline: 0.08, Detect: 0.16, Every: 20_000})
//	…
//	if a := watch.Add(record.CreatedAt, record.Complaint); a != nil {
//		fmt.Println(a)
//	}
//
// Every is the least number of records between false alarms on average, and
// Performance what it comes to, with how soon the change that was asked for is found.
// Both are computed for the steps in which the sum walks, and checked by simulation
// (go test ./metrics/series/alert -run TestStudy -study 2000 -v):
//
//	                                                 records per false alarm   records until found
//	                                                   computed  simulated     computed  simulated
//	share 5 %, 10 % to be found                            5235       5286          172        169
//	share 1 %, 2 % to be found                             5002       5069          521        511
//	share 40 %, 30 % to be found                           5021       4933          176        172
//	share 5 %, taken for 4 %                               5113       1170          204        125
//	share 5 %, taken for 6 %                               5022      24100          148        260
//	share 5 %, records in threes                           5235        542          172        132
//	volume 48 a day, twice to be found                     4325       4267           16         16
//	volume 48 a day in bursts of 2, twice to be found      4333       4317           29         29
//	NPS 30, 15 to be found                                 5002       5068          198        194
//
// # What it rests on
//
// Records are taken for independent and the baseline for known, and false alarms
// depend on both, as the table shows. Take the baseline from thousands of records, or
// the end of its interval that is on the safe side; drop reposts; give a Volume the
// hours of the week and its Burst. Slow drifts and seasons are changes to a watch:
// give it the baseline of the season, and look for trends with package series.
//
// Several watches have the false alarms of all of them. A watch alerts in one
// direction; for both, make two.
package alert
