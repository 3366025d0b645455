package casework

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/sla"
)

// A Dossier is what is known of a case: its events, what was asked after the
// solution, and the improvements that it led to.
type Dossier struct {
	Case       sla.Case   `json:"case"`
	Department string     `json:"department,omitzero"` // responsible if no event says so, as a [Router] decided
	FollowUps  []FollowUp `json:"follow_ups,omitempty"`
	Actions    []Action   `json:"actions,omitempty"` // those about other cases are left out
}

// A Planner says what is due next. The zero value is the recommended setup. What it
// gives no source for is judgement, and meant to be changed.
type Planner struct {
	// Agreement has the clocks of replies and solutions; nil means a first and every
	// further response within 24 hours by the clock on the wall.
	Agreement *sla.Agreement

	// ReportEvery is the longest silence while a problem is being solved; 0 means 3
	// days.
	ReportEvery time.Duration
	// Promptly is the time to tell the customer the outcome, to talk to one who is
	// unsatisfied, and to reopen what was not solved; 0 means 24 hours.
	Promptly time.Duration
	// FollowUpAfter is the time from the solution to the question whether it holds;
	// 0 means 3 days.
	FollowUpAfter time.Duration
	// CloseAfter is how long an answer to that question is waited for; 0 means 7
	// days.
	CloseAfter time.Duration
	// CheckAfter is the time from an action to the look at its effect, and from an
	// uncertain look to the next; 0 means 30 days.
	CheckAfter time.Duration
}

const day = 24 * time.Hour

func (p Planner) withDefaults() (Planner, error) {
	for _, x := range []struct {
		field *time.Duration
		name  string
		value time.Duration
	}{
		{&p.ReportEvery, "ReportEvery", 3 * day}, {&p.Promptly, "Promptly", sla.DefaultTarget}, {&p.FollowUpAfter, "FollowUpAfter", 3 * day},
		{&p.CloseAfter, "CloseAfter", 7 * day}, {&p.CheckAfter, "CheckAfter", 30 * day},
	} {
		if *x.field < 0 {
			return p, &PlanError{Of: "planner", Field: x.name, Value: x.field.String(), Want: "a time above 0, or 0 for " + x.value.String()}
		}
		if *x.field == 0 {
			*x.field = x.value
		}
	}
	if p.Agreement == nil {
		var err error
		p.Agreement, err = sla.NewAgreement(sla.Rule{}, sla.Rule{Policy: sla.Policy{Clock: sla.NextResponse}})
		return p, err
	}
	return p, nil
}

// Next lists what is owed to a case at a time, what is due first at the head. It is
// empty for a case that is closed, asked after, and whose actions have worked.
//
// Errors are those of [Replay], of the clocks and of the parts of the dossier that
// cannot be right, joined. The duties are those that follow from the rest; there are
// none only if the case cannot be read at all.
func (p Planner) Next(d Dossier, now time.Time) ([]Duty, error) {
	p, err := p.withDefaults()
	if err != nil {
		return nil, err
	}
	return p.next(&d, now)
}

// Board lists the duties of many cases in the order in which they are due. An action
// that several cases led to stands there once. Cases that cannot be read are
// reported in the error, joined.
func (p Planner) Board(dossiers iter.Seq[Dossier], now time.Time) ([]Duty, error) {
	p, err := p.withDefaults()
	if err != nil {
		return nil, err
	}
	type key struct {
		id   string
		kind DutyKind
	}
	seen := map[key]bool{}
	var out []Duty
	var errs []error
	for d := range dossiers {
		duties, err := p.next(&d, now)
		errs = append(errs, err)
		for _, x := range duties {
			if k := (key{x.ActionID, x.Kind}); x.ActionID != "" && x.Kind != ToReopen {
				if seen[k] {
					continue
				}
				seen[k] = true
			}
			out = append(out, x)
		}
	}
	slices.SortFunc(out, compareDuties)
	return out, errors.Join(errs...)
}

// compareDuties orders by what cannot wait: due times, those that move on behind the
// others.
func compareDuties(a, b Duty) int {
	behind := func(d Duty) int {
		if d.Waiting {
			return 1
		}
		return 0
	}
	return cmp.Or(behind(a)-behind(b), a.Due.Compare(b.Due), cmp.Compare(a.CaseID, b.CaseID), a.Kind.order()-b.Kind.order(),
		cmp.Compare(a.ActionID, b.ActionID))
}

// next is Next for a planner with its defaults.
func (p *Planner) next(d *Dossier, now time.Time) ([]Duty, error) {
	s, err := Replay(d.Case.Events, now)
	if errors.Is(err, ErrNoNow) || errors.Is(err, ErrMixedCases) {
		return nil, err
	}
	l := list{planner: p, dossier: d, status: &s, now: now, errs: []error{err}}
	if s.Stage != Merged {
		l.clocks()
		l.assignment()
		l.words()
		l.afterwards()
	}
	for i := range d.Actions {
		l.action(&d.Actions[i])
	}
	slices.SortFunc(l.duties, compareDuties)
	return l.duties, errors.Join(l.errs...)
}

// A list collects the duties of a case.
type list struct {
	planner *Planner
	dossier *Dossier
	status  *Status
	now     time.Time
	duties  []Duty
	errs    []error
}

// add notes a duty of whoever is responsible for the case.
func (l *list) add(kind DutyKind, due, since time.Time) *Duty {
	owner, department := l.status.Owner, cmp.Or(l.status.Department, l.dossier.Department)
	l.duties = append(l.duties, Duty{
		Kind: kind, CaseID: cmp.Or(l.dossier.Case.ID, l.status.CaseID), Due: due, Overdue: !due.IsZero() && l.now.After(due), Since: since,
		Department: department, Owner: owner, AsOf: l.now,
	})
	return &l.duties[len(l.duties)-1]
}

// clocks adds what is due by the agreement. A case that was moved up has the high
// priority, unless the caller has priorities of other names.
func (l *list) clocks() {
	c := l.dossier.Case
	if c.ID == "" {
		c.ID = l.status.CaseID
	}
	switch c.Priority {
	case "", feedback.UrgencyNormal, feedback.UrgencyLow:
		if l.status.Escalations > 0 {
			c.Priority = feedback.UrgencyHigh
		}
	}
	readings, err := l.planner.Agreement.Read(c, l.now)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("casework: case %q: %w", c.ID, err))
	}
	for _, r := range readings {
		if !r.Open() && r.State != sla.Unclear {
			continue
		}
		kind := dutyOf(r.Clock)
		if r.State == sla.Unclear {
			kind = ToUntangle
		}
		d := l.add(kind, r.Due, r.Start)
		d.Clock, d.Waiting, d.Overdue = &r, r.State == sla.Paused, r.State == sla.Breached
	}
}

// dutyOf is what a clock is about.
func dutyOf(c sla.Clock) DutyKind {
	switch c {
	case sla.FirstResponse:
		return ToReply
	case sla.NextResponse:
		return ToAnswer
	case sla.Resolution:
		return ToResolve
	case sla.Acknowledgement:
		return ToAcknowledge
	case sla.Publication:
		return ToPublish
	}
	return ToMeet
}

// assignment adds that somebody must be responsible, before anything else is due.
func (l *list) assignment() {
	s := l.status
	if !s.Stage.Open() || s.Department != "" || s.Owner != "" || l.dossier.Department != "" {
		return
	}
	due := s.ReceivedAt.Add(l.planner.Promptly)
	for _, d := range l.duties {
		if d.Due.Before(due) && !d.Due.IsZero() && !d.Waiting {
			due = d.Due
		}
	}
	l.add(ToAssign, due, s.ReceivedAt)
}

// toldBefore is how long before the solution a reply may be to be about it: people
// write to the customer and then note that the case is solved.
const toldBefore = time.Hour

// words adds what is owed to the customer besides replies: progress while it takes
// long, and the outcome.
func (l *list) words() {
	s := l.status
	switch {
	case s.Stage.Open() && !s.Waiting && !s.RepliedAt.IsZero():
		from := later(s.ToldAt, s.ReopenedAt)
		l.add(ToReport, from.Add(l.planner.ReportEvery), from)
	case !s.Stage.Open() && !s.ResolvedAt.IsZero() && s.FollowedUpAt.IsZero() && s.ToldAt.Add(toldBefore).Before(s.ResolvedAt):
		l.add(ToInform, s.ResolvedAt.Add(l.planner.Promptly), s.ResolvedAt)
	}
}

// afterwards adds what is owed once the problem is solved.
func (l *list) afterwards() {
	s, p, f := l.status, l.planner, l.lastFollowUp()
	if !s.Stage.over() {
		return
	}
	asked := s.FollowedUpAt
	if f != nil {
		asked = later(asked, f.Asked)
	}
	if asked.IsZero() {
		if !s.ResolvedAt.IsZero() {
			l.add(ToFollowUp, s.ResolvedAt.Add(p.FollowUpAfter), s.ResolvedAt)
		}
		return
	}
	outcome, answered := Pending, time.Time{}
	if f != nil {
		outcome, answered = f.Outcome(l.now), f.Answered
	}
	switch {
	case outcome == Unsolved:
		l.add(ToReopen, answered.Add(p.Promptly), answered)
	case outcome == Unsatisfied && !s.ToldAt.After(answered):
		l.add(ToReconcile, answered.Add(p.Promptly), answered)
	case s.Stage == Closed:
	case outcome == Pending:
		l.add(ToClose, asked.Add(p.CloseAfter), asked)
	default:
		l.add(ToClose, answered.Add(p.Promptly), answered)
	}
}

// lastFollowUp is the latest question after the last solution that can be right.
func (l *list) lastFollowUp() (last *FollowUp) {
	for i := range l.dossier.FollowUps {
		f := &l.dossier.FollowUps[i]
		err := f.Validate()
		if err == nil && f.CaseID != l.status.CaseID {
			err = &PlanError{Of: "follow-up of case " + f.CaseID, Field: "case_id", Value: f.CaseID, Want: "that of the dossier, " + l.status.CaseID}
		}
		if err != nil {
			l.errs = append(l.errs, err)
			continue
		}
		if !f.Asked.After(l.now) && !f.Asked.Before(l.status.ResolvedAt) && (last == nil || f.Asked.After(last.Asked)) {
			last = f
		}
	}
	return last
}

// action adds what an improvement needs next. One that did not work brings back the
// case that led to it.
func (l *list) action(a *Action) {
	if err := a.Validate(); err != nil {
		l.errs = append(l.errs, err)
		return
	}
	if len(a.CaseIDs) > 0 && !slices.Contains(a.CaseIDs, l.status.CaseID) {
		return
	}
	p := l.planner
	last, checked := a.lastCheck(l.now)
	switch a.State(l.now) {
	case Planned, Overdue:
		l.addAction(a, ToImplement, a.Due, time.Time{})
	case Implemented:
		from := a.Done
		if checked {
			from = last.At
		}
		l.addAction(a, ToCheckEffect, from.Add(p.CheckAfter), a.Done)
	case Ineffective:
		l.addAction(a, ToReexamine, last.At.Add(p.Promptly), last.At)
		if l.status.Stage.over() && l.status.ReopenedAt.Before(last.At) {
			l.add(ToReopen, last.At.Add(p.Promptly), last.At).ActionID = a.ID
		}
	}
}

// addAction notes a duty of whoever answers for the action.
func (l *list) addAction(a *Action, kind DutyKind, due, since time.Time) {
	d := l.add(kind, due, since)
	d.ActionID, d.Department, d.Owner = a.ID, cmp.Or(a.Department, d.Department), a.Owner
}
