// Package stat has the intervals and tests that the metrics rest on, each once and
// by its published name: shares, scores of -1, 0 and +1, rates, ratios, means,
// ranks, quantiles, resampling, many tests at once, sample sizes.
//
//	purpose                     use                      also there
//	one share                   Wilson                   Jeffreys, ClopperPearson, AgrestiCoull, Logit, …
//	two shares                  Newcombe with TwoShares  FisherTest, Fisher (small counts), MiettinenNurminen, AgrestiCaffo
//	many shares                 KShares, Trend
//	a score (NPS)               Trinomial.AdjustedWald   Tango, Wald, ZeroTest, BootstrapCounts
//	two scores                  ScoreDifference
//	events per exposure         Garwood                  CompareRates
//	ratio of two counts         Ratio                    RatioExact, RatioLog
//	mean                        StudentT                 Quantiles, Median, MAD, TrimmedMean
//	two or more groups          Welch, MannWhitney       KruskalWallis, MannWhitneyExact (few answers)
//	any two groups, many tests  PermutationCounts
//	same customers twice        PairedT, Wilcoxon        McNemar, WilcoxonExact (few answers)
//	many tests                  BenjaminiHochberg        BenjaminiYekutieli, Holm, Hochberg, Bonferroni
//	how many answers            SampleSize               Design, FinitePopulation
//
// For example, 34 of 40 are satisfied:
//
//	i, err := stat.Wilson(34, 40, 0.95) // 0.709 to 0.929
//
// Functions take counts and values, never change them, and never panic on data:
// an argument outside its domain is an [*ArgumentError], and data that give no
// answer are [ErrNoData], [ErrTooFew] or [ErrUndefined]. Results marshal to JSON, null
// where they are not finite. P-values are two-sided and
// computed in the tail, not as one minus its complement. The results agree with
// those of R 4.2.2.
package stat
