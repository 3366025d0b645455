// Package lint checks replies to customers against the rules of package respond:
// replies that a generator wrote, a person or a language model.
//
//	found, err := lint.Default().Lint(ctx, "We are sorry if you felt ignored.", brief)
//	// [{APOL-03 warning [7,24) "This apology is conditional: …" "Apologise for what happened: …" …}]
//
// Each [respond.Diagnostic] names the rule, how much it counts in the place where
// the reply will stand, the bytes it is about, what is wrong and what to do, in
// the language of the reply or the one that [Options] says, with the grade and
// source of the evidence. The list is empty if nothing is wrong.
//
// What can be checked depends on what the brief holds. With nothing but the
// reply: tone, apology, promises, form, slots. With the feedback: language,
// quotation, private facts. With the acts of a plan: what the reply leaves out.
// With the business: its contact and signature. With history and the time: lateness.
// With a memory of earlier replies: similarity.
//
// # How it works
//
// Most rules look for phrases. These are data, a file for English and one for
// Chinese in both scripts, and are found in one pass whatever their number; what
// a phrase may stand in ("we cannot guarantee") is data too. Numbers, names,
// quotations, markup, slots and lengths have checkers of their own.
//
// # What it does not do
//
// It knows no meaning beyond its phrases, so that a new way to be rude gets past
// it, and irony without a mark as well. Of 210 sentences that break a rule and
// that were not looked at while the phrases were chosen, it catches 77 %: 51 of 70
// in English, 58 in traditional and 53 in simplified Chinese. It sees almost all
// requests to change a review, offers, conditional apologies, promises, slots and
// guesses who writes, and the fewest of excuses, quarrels and promotion, which
// take any form.
//
// LEGAL-01, admissions of liability, is off until asked for. Of languages other
// than English and Chinese it checks what needs no words.
package lint
