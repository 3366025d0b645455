package sla

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/internal/wording"
)

// A State is how a clock stands.
type State string

// The states.
const (
	NotStarted State = "not_started" // what it starts at has not happened
	Running    State = "running"
	AtRisk     State = "at_risk"  // running, and the better part of the target is used
	Paused     State = "paused"   // the next step is the customer's
	Met        State = "met"      // stopped no later than due
	Breached   State = "breached" // stopped later than due, or still running after it
	Ended      State = "ended"    // the case was closed or merged before it was due: no verdict
	Unclear    State = "unclear"  // the events contradict one another; the reading's Problem says how
)

var stateTerms = []wording.Term{
	{Word: string(NotStarted), Hant: "尚未開始", Hans: "尚未开始", English: "not started"},
	{Word: string(Running), Hant: "計時中", Hans: "计时中", English: "running"},
	{Word: string(AtRisk), Hant: "即將逾時", Hans: "即将超时", English: "at risk"},
	{Word: string(Paused), Hant: "暫停計時", Hans: "暂停计时", English: "paused"},
	{Word: string(Met), Hant: "如期完成", Hans: "按时完成", English: "met"},
	{Word: string(Breached), Hant: "已逾時", Hans: "已超时", English: "breached"},
	{Word: string(Ended), Hant: "提前結束", Hans: "提前结束", English: "ended"},
	{Word: string(Unclear), Hant: "無法判定", Hans: "无法判定", English: "unclear"},
}

// Name is the state as people who read tag call it.
func (s State) Name(tag language.Tag) string { return wording.Name(stateTerms, string(s), tag) }

// A Problem says why a reading is unclear.
type Problem string

// The problems. The first two are what metrics call them.
const (
	EndBeforeStart Problem = "end_before_start" // it stops, but only before it starts
	NoStart        Problem = "no_start"         // things happened to a case that was never received
	NeverDue       Problem = "never_due"        // the calendar does not open for long enough
)

var problemTerms = []wording.Term{
	{Word: string(EndBeforeStart), Hant: "結束時間早於開始時間，請核對紀錄", Hans: "结束时间早于开始时间，请核对记录",
		English: "it stops before it starts; check the times on record"},
	{Word: string(NoStart), Hant: "缺少開始時間的紀錄", Hans: "缺少开始时间的记录", English: "there is no record of its start"},
	{Word: string(NeverDue), Hant: "營業時間不足，無法推算期限", Hans: "营业时间不足，无法推算期限",
		English: "the calendar has not enough open time left to set a due time"},
}

// Name is the problem in a phrase for people who read tag.
func (p Problem) Name(tag language.Tag) string { return wording.Name(problemTerms, string(p), tag) }

// A Reading is how a clock stands at a time, and why.
//
// What counts is the due time: a clock is breached when it stops, or still runs,
// after it. Outside opening hours no time passes, so a clock can be breached with
// nothing elapsed beyond its target: what was due on Friday at closing time is
// late on Saturday.
type Reading struct {
	CaseID  string  `json:"case_id"`
	Rule    string  `json:"rule,omitzero"` // of the agreement, if it was read by one
	Clock   Clock   `json:"clock"`
	State   State   `json:"state"`
	Problem Problem `json:"problem,omitzero"` // why the state is unclear

	AsOf  time.Time `json:"as_of"`
	Start time.Time `json:"start,omitzero"`
	Stop  time.Time `json:"stop,omitzero"` // when it stopped, or the case ended

	// Due is when the target is used up, in the calendar's zone, or in that of the
	// start where there is no calendar. While the clock is paused it is when it would
	// be if the customer answered now.
	Due time.Time `json:"due,omitzero"`

	Target    time.Duration `json:"target_ns"`
	Elapsed   time.Duration `json:"elapsed_ns"`
	Remaining time.Duration `json:"remaining_ns"` // of the target; below 0 if more has elapsed

	Ignored Ignored `json:"ignored,omitzero"`

	course *course
}

// Open reports whether something is still owed: the clock has started and has
// neither stopped nor ended.
func (r *Reading) Open() bool { return !r.Start.IsZero() && r.Stop.IsZero() }

// Used is the elapsed share of the target; above 1 if more has elapsed.
func (r *Reading) Used() float64 {
	if r.Target <= 0 {
		return 0
	}
	return float64(r.Elapsed) / float64(r.Target)
}

// Late is by how much the due time was missed by any clock; 0 if it was not.
func (r *Reading) Late() time.Duration {
	if r.State != Breached {
		return 0
	}
	return r.end().Sub(r.Due)
}

// Matured reports whether the verdict was due at the time of reading. Only then may
// it be counted: before, the quick ones are met and none can be breached yet.
func (r *Reading) Matured() bool {
	return (r.State == Met || r.State == Breached) && !r.Due.After(r.AsOf)
}

// end is up to when the reading reaches.
func (r *Reading) end() time.Time {
	if r.Stop.IsZero() {
		return r.AsOf
	}
	return r.Stop
}

// Spans divides the time from the start up to an instant, such as the due time, into
// what counted and what did not, ascending and without gaps. The counted spans up
// to the due time add up to the target, and those up to the end of the reading to
// what has elapsed. After the end it goes on as if the clock ran.
//
// Costs grow with the days. A reading that came out of JSON has no spans.
func (r *Reading) Spans(to time.Time) iter.Seq[Span] {
	return joined(func(yield func(Span) bool) {
		if r.course == nil {
			return
		}
		parts := r.course.stretches
		if r.course.at.Before(to) {
			parts = append(parts[:len(parts):len(parts)], stretch{r.course.at, to, Counted})
		}
		for _, s := range parts {
			s.to = earlier(s.to, to)
			if s.kind != Counted {
				if !yield(Span{From: s.from, To: s.to, Kind: s.kind}) {
					return
				}
				continue
			}
			for span := range r.course.policy.Calendar.Spans(s.from, s.to) {
				if !yield(span) {
					return
				}
			}
		}
	})
}

// ErrNoNow says that a clock was read without the time at which to read it.
var ErrNoNow = errors.New("sla: the time at which to read the clock is missing")

// ErrMixedCases says that the events are of several cases.
var ErrMixedCases = errors.New("sla: the events are of several cases")

// Read says how the clock of a case stands at a time. The events are those of one
// case, in any order, repeated or not; those later than now have not happened yet.
// Of a clock that repeats it is the latest round; see [Policy.Rounds].
//
// The error is that of [Policy.Validate], [ErrNoNow] or [ErrMixedCases]. What is
// wrong with single events is counted in the reading, and what makes them
// contradict one another is its Problem.
func (p Policy) Read(events []feedback.CaseEvent, now time.Time) (Reading, error) {
	p = p.withDefaults()
	if err := p.check(); err != nil {
		return Reading{}, err
	}
	return p.read(events, now)
}

// Rounds are the readings of each round of a clock that repeats: one for each time
// that the customer wrote and was owed an answer. Other clocks have at most one; a
// clock that has not started has none.
func (p Policy) Rounds(events []feedback.CaseEvent, now time.Time) ([]Reading, error) {
	p = p.withDefaults()
	if err := p.check(); err != nil {
		return nil, err
	}
	return p.rounds(events, now)
}

// read is Read for a policy that was checked.
func (p *Policy) read(events []feedback.CaseEvent, now time.Time) (Reading, error) {
	courses, r, err := p.follow(events, now)
	if err == nil && len(courses) > 0 {
		courses[len(courses)-1].read(&r)
	}
	return r, err
}

// rounds is Rounds for a policy that was checked.
func (p *Policy) rounds(events []feedback.CaseEvent, now time.Time) (out []Reading, err error) {
	courses, blank, err := p.follow(events, now)
	if err == nil && blank.Problem == NoStart {
		return []Reading{blank}, nil
	}
	for _, c := range courses {
		r := blank
		c.read(&r)
		out = append(out, r)
	}
	return out, err
}

// follow is the courses of the clock, and the reading that each of them fills in; if
// there are none it stands as it is.
func (p *Policy) follow(events []feedback.CaseEvent, now time.Time) ([]*course, Reading, error) {
	if now.IsZero() {
		return nil, Reading{}, ErrNoNow
	}
	id, err := caseOf(events)
	if err != nil {
		return nil, Reading{}, err
	}
	moments, ignored := p.moments(events, now)
	r := Reading{CaseID: id, Clock: p.Clock, State: NotStarted, AsOf: now, Target: p.Target, Remaining: p.Target, Ignored: ignored}
	courses := p.courses(moments, now)
	switch {
	case len(courses) == 0 && p.StartEvent == feedback.Received && len(moments) > 0:
		r.State, r.Problem = Unclear, NoStart
	case len(courses) > 0 && !p.repeats() && !courses[0].stopped && p.stoppedBefore(moments, courses[0].start()):
		r.Problem = EndBeforeStart
	}
	return courses, r, nil
}

// stoppedBefore reports whether something stopped the clock before it started:
// somebody did what was owed, but the times on record cannot be right.
func (p *Policy) stoppedBefore(moments []moment, start time.Time) bool {
	return slices.ContainsFunc(moments, func(m moment) bool { return m.at.Before(start) && p.stops(m.kind) })
}

// caseOf is the case that all of the events are of.
func caseOf(events []feedback.CaseEvent) (string, error) {
	for i := range events {
		if a, b := events[0].CaseID, events[i].CaseID; a != b {
			return "", fmt.Errorf("%w: %q and %q", ErrMixedCases, a, b)
		}
	}
	if len(events) == 0 {
		return "", nil
	}
	return events[0].CaseID, nil
}

// read fills a reading from a course.
func (c *course) read(r *Reading) {
	r.course, r.Start = c, c.start()
	if c.stopped || c.exited {
		r.Stop = c.at
	}
	r.Elapsed = c.elapsed()
	r.Remaining = r.Target - r.Elapsed
	due, err := c.due()
	if err != nil { // the calendar has an end
		r.State, r.Problem = Unclear, NeverDue
		return
	}
	if r.Due = due; c.policy.Calendar == nil {
		r.Due = due.In(r.Start.Location())
	}
	switch {
	case r.Problem != "":
		r.State = Unclear
	case r.end().After(due):
		r.State = Breached
	case c.stopped:
		r.State = Met
	case c.exited:
		r.State = Ended
	case c.waiting:
		r.State = Paused
	case r.Used() >= c.policy.AtRisk:
		r.State = AtRisk
	default:
		r.State = Running
	}
}
