// Package goal judges goals for a metric: whether one is well set, whether it can be
// reached and seen to be reached, how it stands, and how a number compares with the
// figures of others.
//
//	Goal ── Validate ──> everything that is missing or cannot be right
//	  │
//	  ├── Appraise(history) ──> Appraisal: the pace it takes against the pace there was,
//	  │                         the smallest change that the sample can show
//	  └── Review(evidence) ───> Review: the verdict, the probability of reaching, what
//	                            the next review is
//	number ── Benchmark.Compare ──> Standing        number ── Rank ──> Ranking
//
// For example, customer satisfaction is to rise by a tenth within six months:
//
//	g := goal.Goal{Metric: "csat_top_box:csat5>=4", Segment: goal.Everyone, Baseline: now,
//		Target: goal.Target{By: metrics.Change{Relative: 0.10}}, …, Start: start, Due: goal.Months(start, 6)}
//	r, err := g.Review(today, goal.Evidence{Current: measured}, goal.Options{})
//	fmt.Println(r.Verdict, r.Reasons[0].En)
//	// on_track On track: Customer satisfaction (4 or more of 5) is to be 66.0% by 30 June 2026, and is 65.2% (…).
//
// # What a verdict says
//
// A value above the target is not a level above the target: with 600 answers four
// points either way are chance. Reached and missed are said of what the whole interval
// shows; in between the goal cannot be shown to be reached with this sample, and the
// review says how many answers would settle it. Before the due date a goal is on track
// or at risk by the probability that the level is at the target when it is due
// ([Outlook]). The words come in three languages and with every number behind them.
//
// # How often it is right
//
// Companies whose share of satisfied customers moves for six months steadily, quickly
// at first, late, or all at once, half of them with a scatter of a point from month to
// month; n answers a month. How far it moves lies anywhere between a third of the goal
// back and 1.7 times the goal ahead, so that 36 % of the goals are truly reached: the
// level of all customers is at the target when it is due. Of 2000 companies a line, for
// each verdict how often it was given and how many of those goals were truly reached;
// then the probability of reaching, by fifths, and what became of it:
//
//	   n  month  reached   on track  at risk   missed   cannot show  probability → truly reached
//	 100  1       0%: -     6%: 45%   7%: 33%            87%: 35%    0.14→0.27 0.31→0.33 0.50→0.32 0.68→0.40 0.85→0.60
//	 100  3       1%: 93%  18%: 57%   9%: 28%            72%: 30%    0.10→0.19 0.30→0.23 0.49→0.36 0.69→0.46 0.88→0.68
//	 100  5       2%: 100% 30%: 61%  21%: 18%            47%: 23%    0.08→0.11 0.30→0.24 0.50→0.37 0.70→0.54 0.90→0.83
//	 100  6       4%: 88%                      14%: 2%   82%: 39%
//	 400  1       0%: -    19%: 42%  14%: 27%            66%: 36%    0.14→0.23 0.31→0.30 0.50→0.36 0.68→0.44 0.86→0.66
//	 400  3       2%: 100% 23%: 60%  22%: 20%            53%: 30%    0.11→0.18 0.30→0.25 0.49→0.35 0.70→0.51 0.90→0.84
//	 400  5       6%: 98%  26%: 75%  40%: 11%            27%: 22%    0.05→0.09 0.30→0.25 0.50→0.41 0.70→0.70 0.92→0.94
//	 400  6      10%: 99%                      33%: 0%   57%: 46%
//	2000  1       1%: 100% 36%: 46%  50%: 27%            14%: 35%    0.14→0.18 0.32→0.29 0.49→0.31 0.68→0.53 0.88→0.77
//	2000  3       5%: 98%  26%: 62%  58%: 19%            10%: 31%    0.11→0.12 0.29→0.23 0.50→0.45 0.70→0.53 0.91→0.86
//	2000  5      13%: 99%  24%: 75%  60%: 7%              4%: 19%    0.04→0.04 0.29→0.16 0.50→0.45 0.70→0.75 0.93→0.94
//	2000  6      21%: 100%                     49%: 0%   30%: 49%
//
//	go test ./metrics/goal -run GoalStudy -study 500 -v
//
// With 400 answers a final verdict is right in 98 % of the cases or more; with 100 one
// goal in eight that is called reached fell just short of it. More than half of the goals end so
// close to their target that a few hundred answers do not tell, and three in ten so
// close that 2000 do not. The probability starts from one half,
// since whoever sets a goal believes in it, and is too high where goals are mostly
// missed: in a company that reaches 5 % of its goals, 0.49 after three months came true
// in 6 %, in one that reaches 57 %, in 53 % (400 answers). Where a company knows its own
// record, Options.Prior takes it; with 0.35 in the table above, 0.09 0.29 0.49 0.70 0.89
// came true in 19 31 39 64 90 % (400 answers, month 3). The same command prints the
// other worlds, and with -prior another start.
//
// # What it does not do
//
// Whether a goal is relevant to the strategy, and whether people and money are there
// for it, nobody can compute; it asks for the first in words. It does not say why a
// number moved: that is for packages driver and effect.
package goal
