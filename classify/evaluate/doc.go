// Package evaluate says how good a classifier is and how far people agree: on
// labelled feedback that nobody trained on, with intervals, and with a [Gate]
// that a team puts in its own tests.
//
// Where each feedback has one category, count into a [Confusion]; where it may
// have several, into a [MultiLabel]. Both are mergeable and give a [Report]:
//
//	c, err := evaluate.NewConfusion("complaint", "praise", "question")
//	err = c.Add("complaint", "complaint")
//	r := c.Report()
//	fmt.Println(r.MacroF1, r.MCC)
//	err = evaluate.Gate{{Measure: evaluate.MacroF1, Min: 0.8}}.Check(r)
//
// [Run] does this for a [classify.Classifier] and labelled feedback.
//
// By purpose:
//
//   - classes: [Confusion], [MultiLabel], [Report], [Gate]
//   - agreement of annotators: [CohenKappa], [WeightedKappa], [FleissKappa],
//     [Alpha], [NominalAlpha]
//   - probabilities: [Calibrate]
//   - scores: [AUC], [Curve], [AveragePrecision], [ChooseThreshold]
//
// Every number is a [Measure], with an interval of 95 % confidence where a sound
// one is known. What data cannot answer is undefined with the reason: no NaN
// comes out, and no zero that means "not known".
package evaluate
