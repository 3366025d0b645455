// Package cause sorts out why customers are unhappy: it ranks what they complain of,
// and writes down the search for what lies behind it as a tree that a team can read,
// question and change.
//
//	feedback + analysis ─ Complaints ─> Tally ─ Pareto ─> few causes that make up most
//	                                                      │
//	            findings, a person's hypotheses ─> Tree <─┘ ─ Mermaid, DOT, JSON
//
// A [Tally] counts causes over many pieces of feedback and merges; a [Pareto] ranks
// them with intervals, and keeps mentions and cases apart: one customer may complain
// of the same thing twice, and of several things at once. A [Tree] is a fishbone
// diagram or a chain of whys. Each of its nodes says whether data stand behind it or
// a person's guess, cites its evidence, and can be confirmed or rejected. A
// [Selector] finds the feedback that a number rests on; a [Journey] sets score,
// volume and pain points along the steps of the customer's way.
//
//	var t cause.Tally
//	t.Add("delivery", "delivery", "packaging") // one case, three mentions
//	t.Add("delivery")
//	t.Add() // a case that named no cause
//	p, err := t.Pareto(nil)
//
// What is counted here is what customers complain of. That is where to look for a
// cause, and no proof of one: the package links what occurs together, and people
// who know the work find out why.
package cause
