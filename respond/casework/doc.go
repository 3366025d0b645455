// Package casework follows the case of a customer from the feedback to a solution
// that holds, and says what is owed to it next, by when and by whom.
//
// What happens to a case is a list of facts, [feedback.CaseEvent]. [Replay] makes the
// [Status] of the case from them, whatever the order in which they arrive, and
// reports every step that cannot be together with what is legal:
//
//	received ─> acknowledged ─> investigating ─> resolved ─> followed up ─> closed
//	                  ^                              └───────────┴────────────┤
//	                  └───────── reopened, when it did not hold <─────────────┘
//	merged: the case goes on in another; escalated: it is moved up
//
// A [Router] gives feedback to the department that is responsible, by what it is
// about. A [FollowUp] is the question after the solution and its answer, an [Action]
// is the improvement behind it, with an owner, a date and a check of its effect. A
// [Planner] puts them together with the clocks of package sla:
//
//	Analysis ── Router ──> department ──┐
//	CaseEvents ── Replay ──> Status ────┤
//	sla.Agreement ── clocks ────────────┼─> Planner ──> Duty: what, by when, who, why
//	FollowUps, Actions ─────────────────┘
//
// For example
//
//	status, err := casework.Replay(events, now)
//	err = status.Check(feedback.CaseEvent{CaseID: "A-17", Kind: feedback.Closed, At: now, Actor: "amy"})
//	// casework: case "A-17": closed at 2026-03-05T10:00:00+08:00 by amy is no legal step: the case has been closed since
//	// 2026-03-05T09:58:00+08:00 (by ben); legal: seen, replied, published, customer_replied, followed_up, reopened
//	duties, err := casework.Planner{}.Next(casework.Dossier{Case: sla.Case{ID: "A-17", Events: events}}, now)
//
// # The loop that is closed
//
// A case is over when the customer was asked and is satisfied, and when the
// improvements that it led to have been seen to work. A customer who says that it is
// not solved, and an action without effect, bring it back. Whether an action worked
// is for people to judge, with the comparisons of package metrics; a [Check] keeps
// what they found.
//
// # What it does not do
//
// It stores nothing and sends nothing: events, follow-ups and actions come in as
// values, and new facts are the caller's to write. [Status.Check] and
// [Status.Version] let a store refuse what two people do at once.
package casework
