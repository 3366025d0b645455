// Package control has control charts. They tell the month that is out of the ordinary
// from the ups and downs that every series has, so that nobody explains chance.
//
//	series.Series ─ Of ──────────────> Chart ─ Standardised ─> EWMA, CUSUM
//	counts, values ─ P, U, C, … ─────>   │
//	                                     └─ Signals: the points that need a reason
//
//	what is charted                           chart
//	a series of package series                Of picks one
//	shares, of any number of answers          P; LaneyP if chance is not all there is
//	events per exposure, or in equal periods  U, LaneyU; C
//	values of which nothing more is known     Individuals
//	small shifts that last                    EWMA, CUSUM
//
// For example, with complaints among the feedback of ten weeks:
//
//	chart, err := control.P(weeks, control.Options{})
//	chart.Signals // [7]: the week of the strike
//
// Unless Textbook says otherwise each point is judged by the others: it is left out of
// its own baseline, the limits allow for what a short baseline does not know, and
// where counts are small an exact test must agree. The first few points and gaps are
// not judged. A chart finds single months; for a direction see trends, and for a
// lasting change of level change points, both in package series.
//
// # How often it signals falsely
//
// Every of a chart is what theory has it at: a point in 370 for three sigmas. In
// months of 5 to 200 answers, one in ten with only two
// (go test ./metrics/series/control -run TestStudy -study 1000 -v):
//
//	                            false signals, per 1000      textbook    wild month, % found
//	months                        8     12     24          12     24        8     12     24
//	share 20 %                  1.5    0.8    1.0         0.6    1.4       63     66     75
//	share 2 %                   0.9    0.7    0.6         8.4   11.6       42     47     52
//	share 20 %, overdispersed  16.1   10.3    6.0         0.8    2.0       31     24     25
//	NPS                         2.4    1.7    1.8         0.2    0.5       64     70     73
//	NPS, overdispersed         22.4   12.5    4.3         0.0    0.3       21     16     12
//	complaints per order        1.5    1.3    0.9         4.8    7.0       44     50     65
//	complaints, overdispersed   5.4    4.8    5.1         5.1    9.0       35     37     44
//	individuals                 0.4    1.5    1.6         3.1    2.2        4     15     41
//
// The wild month has 100 answers that lie half a standard deviation of an answer off.
// Overdispersed months have luck of their own of 0.1 to 0.2 standard deviations, which
// a short series does not always show. A chart of 24 months has 24 chances of a false
// signal.
package control
