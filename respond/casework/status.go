package casework

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A Status is what the events of a case make of it at a time. Make one with
// [Replay]; it marshals to JSON without the events.
type Status struct {
	CaseID string    `json:"case_id"`
	Stage  Stage     `json:"stage"`
	Since  time.Time `json:"since,omitzero"` // since when it is in the stage
	By     string    `json:"by,omitzero"`    // who brought it there
	AsOf   time.Time `json:"as_of"`

	Department string `json:"department,omitzero"` // responsible
	Owner      string `json:"owner,omitzero"`      // the person responsible

	Waiting     bool `json:"waiting,omitzero"`     // the next step is the customer's
	Escalations int  `json:"escalations,omitzero"` // how often it was moved up
	Reopenings  int  `json:"reopenings,omitzero"`  // how often a solution did not hold

	ReceivedAt   time.Time `json:"received_at,omitzero"`
	ToldAt       time.Time `json:"told_at,omitzero"`        // the last word to the customer: a reply or acknowledgement
	HeardAt      time.Time `json:"heard_at,omitzero"`       // the last word from the customer after the feedback itself
	RepliedAt    time.Time `json:"replied_at,omitzero"`     // the first reply
	ResolvedAt   time.Time `json:"resolved_at,omitzero"`    // the last solution
	FollowedUpAt time.Time `json:"followed_up_at,omitzero"` // when the customer was asked about the last solution
	ReopenedAt   time.Time `json:"reopened_at,omitzero"`    // the last reopening
	ClosedAt     time.Time `json:"closed_at,omitzero"`      // the last closing
	MergedInto   string    `json:"merged_into,omitzero"`    // the case that goes on

	Ignored Ignored `json:"ignored,omitzero"`

	events []feedback.CaseEvent // that count, in order
}

// Ignored counts events that say nothing new.
type Ignored struct {
	Future     int `json:"future,omitzero"`     // later than the time asked for: not happened yet
	Duplicates int `json:"duplicates,omitzero"` // the same in every field as another one
	Illegal    int `json:"illegal,omitzero"`    // reported as errors
}

// Replay makes the status of a case from its events. They may come in any order and
// more than once: the result is that of the distinct events in order of time. Of
// those of one instant, the ones that open a case come before the ones that end it.
// Events later than now have not happened yet.
//
// An event that cannot be, alone or as a step after those before it, is set aside,
// counted, and reported in the error, joined: as [*StepError], or as what
// [feedback.CaseEvent.Validate] finds. The status is that of the others. Events of
// several cases are [ErrMixedCases], and give no status.
func Replay(events []feedback.CaseEvent, now time.Time) (Status, error) {
	s := Status{AsOf: now}
	if now.IsZero() {
		return s, ErrNoNow
	}
	for i := range events {
		if a, b := events[0].CaseID, events[i].CaseID; a != b {
			return s, fmt.Errorf("%w: %q and %q", ErrMixedCases, a, b)
		}
	}
	if len(events) > 0 {
		s.CaseID = events[0].CaseID
	}
	ordered := slices.Clone(events)
	slices.SortFunc(ordered, compareEvents)
	var errs []error
	for i, e := range ordered {
		switch err := e.Validate(); {
		case i > 0 && compareEvents(ordered[i-1], e) == 0:
			s.Ignored.Duplicates++
		case err != nil:
			s.Ignored.Illegal++
			errs = append(errs, fmt.Errorf("casework: case %q: event %s: %w", e.CaseID, e.Kind, err))
		case e.At.After(now):
			s.Ignored.Future++
		default:
			if err := s.step(e); err != nil {
				s.Ignored.Illegal++
				errs = append(errs, err)
			}
		}
	}
	return s, errors.Join(errs...)
}

// compareEvents orders events by time and, where that is the same, so that the
// order in which they arrived does not matter.
func compareEvents(a, b feedback.CaseEvent) int {
	return cmp.Or(a.At.Compare(b.At), rank(a.Kind)-rank(b.Kind), int(a.Kind)-int(b.Kind), cmp.Compare(a.Actor, b.Actor),
		cmp.Compare(a.FeedbackID, b.FeedbackID), cmp.Compare(a.Department, b.Department), cmp.Compare(a.Owner, b.Owner),
		cmp.Compare(a.Target, b.Target))
}

// rank is the place of a kind among events of one instant, which are common where
// only dates are known. It is the declared order but for escalations, which come
// before the solution.
func rank(k feedback.EventKind) int {
	if k == feedback.Escalated {
		return 2*int(feedback.Assigned) + 1
	}
	return 2 * int(k)
}

// step takes the next event.
func (s *Status) step(e feedback.CaseEvent) error {
	next, legal := s.Stage.after(e.Kind)
	reason := ""
	switch {
	case e.Kind == feedback.Merged && e.Target == e.CaseID:
		legal, reason = false, "a case cannot go on in itself"
	case legal && next == Closed && s.Stage.Open() && !s.answered():
		legal, reason = false, "the problem was not solved and the customer was not answered"
	case s.Stage == Merged:
		reason = fmt.Sprintf("it goes on in case %q", s.MergedInto)
	}
	if !legal {
		return &StepError{Event: e, Stage: s.Stage, Since: s.Since, By: s.By, Legal: s.Legal(), Reason: reason}
	}
	if next != s.Stage {
		s.Stage, s.Since, s.By = next, e.At, e.Actor
	}
	s.note(e)
	s.events = append(s.events, e)
	return nil
}

// answered reports whether the customer has had a reply since the case was opened.
func (s *Status) answered() bool {
	return !s.RepliedAt.IsZero() && (s.ReopenedAt.IsZero() || s.ToldAt.After(s.ReopenedAt))
}

// note takes down what an event says beside the stage.
func (s *Status) note(e feedback.CaseEvent) {
	switch e.Kind {
	case feedback.Received:
		s.ReceivedAt = e.At
	case feedback.Acknowledged:
		s.ToldAt = e.At
	case feedback.Replied, feedback.Published:
		s.ToldAt = e.At
		if s.RepliedAt.IsZero() {
			s.RepliedAt = e.At
		}
	case feedback.WaitingCustomer:
		s.Waiting = true
	case feedback.CustomerReplied:
		s.HeardAt, s.Waiting = e.At, false
	case feedback.Resolved:
		s.ResolvedAt, s.FollowedUpAt, s.Waiting = e.At, time.Time{}, false
	case feedback.FollowedUp:
		s.FollowedUpAt = e.At
	case feedback.Closed:
		s.ClosedAt, s.Waiting = e.At, false
	case feedback.Reopened:
		s.ReopenedAt, s.Waiting = e.At, false
		s.Reopenings++
	case feedback.Escalated:
		s.Escalations++
	case feedback.Merged:
		s.MergedInto = e.Target
	}
	if e.Department != "" && e.Department != s.Department {
		s.Department, s.Owner = e.Department, "" // the person stays behind
	}
	if e.Owner != "" {
		s.Owner = e.Owner
	}
}

// Legal lists what may happen next.
func (s *Status) Legal() []feedback.EventKind {
	out := s.Stage.Legal()
	if s.Stage.Open() && !s.answered() {
		out = slices.DeleteFunc(out, func(k feedback.EventKind) bool { return k == feedback.Closed })
	}
	return out
}

// Version counts the events that made the status. It changes with every event that
// counts.
func (s *Status) Version() int { return len(s.events) }

// Events returns the events that count, in order.
func (s *Status) Events() []feedback.CaseEvent { return slices.Clone(s.events) }

// Skipped lists the ordinary steps that the case went without: what an answer, a
// solution and a follow-up would have been. They are no errors; a review of closed
// cases looks at them.
func (s *Status) Skipped() []feedback.EventKind {
	var out []feedback.EventKind
	skip := func(k feedback.EventKind, missing bool) {
		if missing {
			out = append(out, k)
		}
	}
	skip(feedback.Replied, s.Stage.over() && s.RepliedAt.IsZero())
	skip(feedback.Resolved, s.Stage == Closed && s.ResolvedAt.Before(later(s.ReceivedAt, s.ReopenedAt)))
	skip(feedback.FollowedUp, s.Stage == Closed && !s.ResolvedAt.IsZero() && s.FollowedUpAt.IsZero())
	return out
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
