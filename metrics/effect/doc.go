// Package effect answers whether an action worked, and what that answer is worth: better,
// worse, no change shown, or not to be shown with this sample.
//
//	design                                     use                      what else may have done it
//	two periods                                BeforeAfter              whatever changed in between: an association
//	a series with a trend, of numbers          Interrupted              what happened at the same time
//	a series of shares, by their counts        InterruptedShares        the same
//	two periods, with the action and without   AgainstControl           what happened to the one group only
//	units with the action and without          DiffInDiff               what moved one group and not the other
//	before acting: what could be seen at all   DetectableShare, DetectableMean
//
// For example, with the accumulators of two quarters:
//
//	c, err := after.Compare(before, metrics.DefaultConfidence)
//	r, err := effect.BeforeAfter(c, effect.Baseline{}, effect.Options{})
//	fmt.Println(r.Line(language.English))
//
// "Not shown" has two meanings, and a [Verdict] keeps them apart. Every [Result] says
// which change its sample would have shown with a power of 80 %; only where that is small
// enough to be worth having does "no change shown" say that the action did nothing to
// speak of. [Options.Relevant] is what is worth having.
//
// An action is taken when things are bad, and some of what makes the worst month the
// worst is chance: the next one is better by itself. [Baseline] takes that off, from the
// history that the month was chosen from.
//
// # How often it is wrong
//
// Made-up data, 2000 of each: how often something is shown where nothing was done (0.05 is
// nominal, with a standard error of 0.005), and how often an effect is found.
//
//	                                                     false     found
//	before and after, NPS of 400 each, +16               0.053     0.831
//	the worst of 12 months, 150 answers each, +16        0.162     0.884    without its history
//	the same with its history                            0.061     0.746
//	series of 12 + 12 months, a jump of two deviations   0.056     0.389
//	series of 24 + 24                                    0.053     0.690
//	the same, neighbours alike by 0.3                    0.063     0.477
//	the same, by Newey-West alone                        0.183     0.699
//	series of 24 + 24, neighbours alike by 0.6           0.075     0.328
//	shares of 12 + 12 months of 20 to 420 answers, -8 %  0.021     0.431
//	a region of 300 answers, others of 900, +25          0.055     0.943
//	3 stores with the action, 4 without, +6              0.027     0.458
//	6 stores and 6, +6                                   0.052     0.930
//	3 stores and 30, +6                                  0.056     0.960
//	15 stores and 15, +4                                 0.052     0.983
//
// The standard errors of Newey and West alone find an effect in one of six series where
// there is none; that is why [Cautious] is the default. Printed by
//
//	go test ./metrics/effect -run 'Study$' -v -study 2000
//
// # What it does not do
//
// Units that get the action at different times, controls made of weighted mixtures, and
// seasons: a series that has one needs as many winters after the action as before, or a
// control that has the same. Nothing here makes an association a cause.
package effect
