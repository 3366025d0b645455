// Package series looks at numbers over time: it divides records into the days,
// weeks, months, quarters or years of a calendar, gives a number with its uncertainty
// for each, and says where the numbers go.
//
//	records ─ At ─> Buckets ─ Series ─> Series ─┬─ Trend ───> rising, falling, none, unknown
//	                   │ Merge, codec            ├─ Changes ─> when the level changed
//	                   └─ Volume: records a day  └─ packages control (charts), forecast
//
// [Buckets] hold an accumulator of package metrics for each [Period] and merge like
// it. A period without answers is a point without a value, the period that is not
// over is marked, and records of the future are counted as rejects:
//
//	window := series.Window{Calendar: series.Calendar{Step: series.Month, Zone: taipei}, Now: now}
//	months, err := series.Collect[metrics.NPS](window, rows)
//	nps, err := months.Series()
//	trend, err := nps.Trend(series.TrendOptions{})
//	fmt.Println(trend.Comparison().Line(language.English))
//
//	question                                  use                       by hand
//	does it rise or fall                      Series.Trend              FitShares, FitRates, FitWeighted, Sen
//	of many, which do                         AdjustTrends
//	any shape of trend, any numbers           MannKendall, Sen          HamedRao if neighbours resemble each other
//	a trend beside a season                   SeasonalMannKendall, SeasonalSen
//	when did it change                        Series.Changes            ShareChanges, MeanChanges, …; Pettitt
//	is there a season, how strong             STL, Decompose
//	does it resemble itself, or another       Autocorrelate, CrossCorrelate, LjungBox
//	which values are out of the ordinary      FindOutliers; package control for shares and scores
//	did it change just now, record by record  package alert
//
// Periods do not weigh alike: a week in which two answered, both promoters, has an
// estimated variance of 0, and would decide everything if it were believed. Variance
// of a [Reading] is smoothed for that.
//
// # How often a trend is seen
//
// Of series without a trend 5 % may show one, and of months that are independent no
// more do, however unequal they are; of months that resemble the one before up to 10 %
// do, because a dozen months do not show that they do. The months here have 5 to 200
// answers, one in ten has two; a trend is 0.6 standard deviations of an answer from
// first to last (go test ./metrics/series -run TestTrendStudy -study 1000 -v):
//
//	                              no trend, % seen       trend, % seen
//	months                         8     12     24       8     12     24
//	share 20 %                   0.6    1.6    3.8      63     84     98
//	share 2 %                    0.9    0.5    2.1      63     84     96
//	share 20 %, overdispersed    4.8    5.7    5.3      42     62     88
//	share 20 %, persistent 0.4   6.9    9.1   10.4      45     62     82
//	NPS                          2.0    1.9    1.7      47     65     93
//	NPS, overdispersed           3.4    4.5    3.6      31     41     70
//	NPS, persistent 0.4          6.1    9.2    9.3      36     42     65
//	mean of 1 to 5               1.4    2.7    2.7      58     76     98
//	mean, overdispersed          5.0    6.0    5.3      35     45     76
//	complaints per order         0.7    1.5    2.5      67     81     99
//	complaints, overdispersed    4.6    3.7    4.2      56     76     96
//	complaints, persistent 0.4   3.8    6.2    6.9      56     73     94
//	by ranks                     3.6    5.2    5.1      36     53     82
//
// Overdispersed months have luck of their own, of 0.1 to 0.2 standard deviations of an
// answer, and of persistent ones 0.4 of it stays to the next month.
//
// A trend says that a number moves, not why, and what it has done, not what it will
// do: that is for package forecast.
package series
