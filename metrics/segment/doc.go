// Package segment answers which region, product, channel or touchpoint it is: it
// compares every slice of the feedback with its rest, and divides the change from one
// period to another among the slices.
//
//	(feedback, analysis) pairs ─ Add ─┬─> Collector ─ Report ──> Report: slices against the rest
//	the caller's own rows ── AddRow ──┘       │
//	                            Merge, codec ─┴─ Compare ─> Change: rate and mix of each slice
//
// For example, with a pipeline's analyses:
//
//	c, err := segment.NewCollector(segment.NPS(), segment.Options{})
//	for f, a := range analysed {
//		c.Add(f, a)
//	}
//	r, err := c.Report(segment.Tests{})
//	for _, f := range r.Findings() {
//		fmt.Println(f.Line(language.English))
//	}
//
//	purpose                                  use
//	what is compared                         NPS, Satisfaction, Mean, Complaints, NegativePositive, Share
//	by what                                  Region, Product, Channel, Touchpoint, CustomerSegment, Tier, Language, Topic, Attribute
//	who differs from the others              Collector.Report, Together
//	who moved the number                     Compare, with a guard against Simpson's paradox
//	what to expect of a slice next time      Finding.Shrunk; ShrinkShares, ShrinkNormal
//	what chance alone does                   Group.Funnel; FunnelShares
//	league tables                            Finding.Rank; Ranks
//
// # What keeps a hundred slices from fooling anyone
//
// A slice is compared with its rest, which has none of its answers. P-values are adjusted
// for every test that was made, also those that nobody looks at. Slices below ten answers
// are listed, counted and not tested. And the tests keep their level far out in the
// tails: see [stat.PermutationCounts]. For scores and means, where the same number can
// come about by different answers, a test that allows for unequal spread has to agree.
//
// The study plants one slice among a hundred in 200 companies, and none in 200 more;
// slices have 5 to several thousand answers, a half of them between 81 and 299. FDR is
// the mean share of findings that are false where a cause was planted; "any" is how many
// of the companies without a cause have a finding all the same. Both may be 0.05.
//
//	                                        this package, Benjamini-Hochberg     z or t tests,    |z| > 3
//	                                        power by answers                     BH
//	                                        all  <100  <300  300+   FDR    any    FDR    any       any
//	NPS 20, one slice at -5                 0.50 0.09  0.55  0.98  0.050  0.055  0.120  0.125     0.390
//	the same, half of the slices polarised  0.49 0.08  0.54  0.98  0.045  0.030  0.102  0.100     0.360
//	mean 4.4 of 5, one slice at 4.0         0.49 0.02  0.57  1.00  0.015  0.010  0.306  0.365     0.580
//	the same, half of the slices polarised  0.49 0.02  0.56  1.00  0.062  0.085  0.318  0.415     0.645
//	complaints 8 %, one slice at 16 %       0.49 0.08  0.54  0.96  0.016  0.035  0.721  0.825     0.915
//	negative 25 %, one slice at 40 %        0.63 0.16  0.77  1.00  0.046  0.035  0.179  0.220     0.415
//	slices of 12: 3 %, one slice at 40 %    0.56 0.56              0.005  0.005  0.989  1.000     1.000
//	slices of 12: mean 4.7, one at 3.4      0.04 0.04              0.000  0.000  0.973  1.000     1.000
//
// The standard error of a rate of 0.05 among 200 companies is 0.015. Means of slices that
// answer in different ways come out somewhat above 0.05; Benjamini-Yekutieli, which gives
// 0.025 and 0.030 there, is for whom that matters. It finds 0.06 to 0.09 fewer, and Holm
// the same but for one in a hundred. In the last row means of 12 answers do not show what
// a share of so many would: the price for not mistaking spread for a difference. Printed
// by
//
//	go test ./metrics/segment -run 'Study$' -v -study 200
//
// For a slice that falls by 25 points from one quarter to the next, found by [Compare], the
// power is 0.32, FDR 0.037 and "any" 0.020 (-run StudyOfChange): a slice compared with
// itself is as uncertain twice.
//
// # What it does not do
//
// A difference between slices is an association: customers of a region differ in more
// than where they live. Where a dimension has few slices, one that is bad makes the
// others better than their rests: read findings from the top. Dimensions are not
// independent of each other, and the same cause may show in several; crossing them says
// where it is, at the price of more tests. One customer who answers ten times counts as
// ten.
package segment
