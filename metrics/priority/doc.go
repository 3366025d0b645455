// Package priority says what to work on first, and why.
//
// An [Issue] is a topic, a touchpoint or a cause with what is known of it: how much it
// costs, how many it concerns, where it is going, what it takes, how it goes with
// business. [Order] puts issues in order by one transparent rule:
//
//	score = weighted mean over the parts of the probability of being ahead of another issue
//
// and gives, for each, every number behind its place, the reasons in three languages,
// and what nobody knows of it. What is not known lowers the confidence; it is not
// counted as zero. The [Robustness] says whether the first place holds if the weights
// are changed by half, and what would change it.
//
// A [ChurnRule] is the rule of thumb that goes before all scores: customers leave and
// complain mainly about quality, so quality first. It prints the two tests it rests on.
//
//	ruling, err := priority.ChurnRule{}.Apply(thisQuarter, lastQuarter, complaints)
//	order, err := priority.Order(issues, priority.Options{First: &ruling})
//	fmt.Println(order.Ranked[0].Reasons[0].En)
//
// The numbers are associations: an issue that goes along with low scores need not be
// what makes them low. Whether an improvement worked is for package action.
package priority
