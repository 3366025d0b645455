// Package action keeps improvements of a company as data, and judges by statistics
// whether they did what they were for.
//
// An [Action] says what is done, why, by whom and by when, and what change of which
// metric is expected of it. When the time has come, what package effect finds goes into
// [Action.Evaluate], or a comparison of before and after into [Action.EvaluateChange];
// the [Check] that comes out is worked, did not work, cannot be shown with this sample,
// or too early. An action that did not work is
// reopened with a new round:
//
//	planned ─ done ─> implemented ─ review ─> verified
//	   ^                  │  ^ uncertain: check again
//	   └── Reopen ── ineffective
//
// For example
//
//	c, err := a.EvaluateChange(now, comparison)
//	fmt.Println(c.Effect, c.Reasons[0].En)
//	a, err = a.Record(c)
//
// Words and states are those of package casework, in which an improvement belongs to
// single cases and people write down what they found; here it belongs to a number of
// the company. Nothing is stored or sent.
package action
