// Package sla says by when a customer is owed something, and why then.
//
// A [Calendar] is when a business is open: several periods a day, holidays, short
// days, nights, in any time zone and through every change of its clocks. A
// [Policy] is what is owed within which time: a first reply within 24 hours, if
// nothing else is said. An [Agreement] has the policies for each priority, channel
// and segment. They read the events of a case at a time that the caller hands in:
//
//	Schedule + zone ──> Calendar ──┐
//	                               ├─> Policy ──> Agreement
//	target, start and stop events ─┘     │            │
//	case events, now ─────────────────> Read ──────> Queue
//	                                     │            what to do next
//	                                  Reading ──────> Attainment
//	                                  due and why     the share that was in time
//
// For example
//
//	r, err := sla.Policy{}.Read(events, now)
//	r.State        // at_risk
//	r.Due          // 2026-03-07T16:30:00+08:00
//	r.Explanation(language.TraditionalChinese)
//	// 首次回覆：即將逾時。期限為 2026 年 3 月 7 日（週六）16:30（UTC+08:00），…
//	for s := range r.Spans(r.Due) { … } // what counted, was closed, waited
//
// # How time is counted
//
//   - Open time is real time during which the clock on the wall shows opening
//     hours. An hour that is skipped does not count, one that is repeated counts
//     twice, a day that a country skips does not exist.
//   - Periods include their start and not their end; 24:00 is the end of the day.
//     A period over midnight belongs to the day on which it starts, holiday or not.
//   - The due time is the first instant at which the target is used up: the closing
//     time of a day rather than the opening of the next. Done at that instant is in
//     time, later is not, even while no time passes.
//   - A first response does not pause; other clocks pause while the next step is the
//     customer's. Reopening a case goes on with its resolution where it stopped.
//   - A reply is in time when it is handed over. When it was published is a clock of
//     its own, [Publication].
//   - A share in time is one of those whose due time has passed. What is not due yet
//     is neither a success nor a failure.
//
// # What it does not do
//
// It looks at no clock, loads no time zone and knows no holidays: these come in as
// values (import time/tzdata for zones on machines without them). Priorities are
// those of the case as it stands now; a case whose priority is raised gets the
// shorter target from its start on. For intervals around shares and for comparing
// teams see metrics and metrics/survival, whose Clock takes [Calendar.Between] as
// its Elapsed and measures the same time.
package sla
