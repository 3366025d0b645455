// Package survey makes a score that speaks for all customers from answers that are
// not a simple sample of them: some groups were asked more often than others, or
// answered more often.
//
//	what is known                                   use
//	each answer's weight                            NPS
//	how many customers each group has, groups were
//	sampled separately                              Stratified
//	how many customers each group has, the sample
//	was one                                         PostStratify
//	the totals of several groupings, not how they
//	combine                                         Rake, then NPS
//
// Weights here are sampling weights: an answer of weight 3 stands for three
// customers, itself among them, and is still one answer. Counting it as three
// would make the interval too narrow. Customers who would never answer are out of
// reach of any weight.
package survey
