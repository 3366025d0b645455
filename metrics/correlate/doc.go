// Package correlate says how scores go with what the business counts: churn, sales,
// profit.
//
//	r, err := correlate.Business(nps, []driver.Column{churned, sales}, correlate.Options{})
//	for _, line := range r.Lines(language.English) {
//		fmt.Println(line)
//	}
//
//	data                                          use
//	a score and outcomes of the same customers    Business
//	two columns                                   Pearson, Spearman, Kendall
//	two columns, others held fixed                Partial, Partials
//	two series over the same periods              Lagged
//
// Everything here is association: [Caveat] says so in words, and results carry it. A
// score that goes before sales may be a sign of what drives both. Only customers who
// answered have a score, and results say how many have none and how those fare.
//
// Time to churn when customers were watched for different spans is the question of
// survival.Cox; which topics and items go with the score itself is that of package
// driver.
package correlate
