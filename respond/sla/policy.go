package sla

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/internal/wording"
)

// A Clock is what is owed to a customer in time. Callers may have clocks of their
// own beside these.
type Clock string

// The clocks, with the events at which they start and stop unless a policy says
// otherwise.
const (
	FirstResponse   Clock = "first_response"  // received to replied
	NextResponse    Clock = "next_response"   // customer replied to replied, each time after the first response
	Resolution      Clock = "resolution"      // received to resolved; reopening undoes it
	Acknowledgement Clock = "acknowledgement" // received to acknowledged
	Publication     Clock = "publication"     // received to published: some platforms look at replies first
)

var clockTerms = []wording.Term{
	{Word: string(FirstResponse), Hant: "首次回覆", Hans: "首次回复", English: "First response"},
	{Word: string(NextResponse), Hant: "後續回覆", Hans: "后续回复", English: "Next response"},
	{Word: string(Resolution), Hant: "解決問題", Hans: "解决问题", English: "Resolution"},
	{Word: string(Acknowledgement), Hant: "告知收件", Hans: "告知收到", English: "Acknowledgement"},
	{Word: string(Publication), Hant: "公開回覆", Hans: "公开回复", English: "Publication"},
}

// Name is the clock as people who read tag call it; its own word if it is not one
// of the clocks above.
func (c Clock) Name(tag language.Tag) string { return wording.Name(clockTerms, string(c), tag) }

// events are the defaults of StartEvent and StopEvent.
func (c Clock) events() (start, stop feedback.EventKind) {
	switch c {
	case FirstResponse:
		return feedback.Received, feedback.Replied
	case NextResponse:
		return feedback.CustomerReplied, feedback.Replied
	case Resolution:
		return feedback.Received, feedback.Resolved
	case Acknowledgement:
		return feedback.Received, feedback.Acknowledged
	case Publication:
		return feedback.Received, feedback.Published
	}
	return 0, 0
}

// DefaultTarget is the time for a response: 24 hours.
const DefaultTarget = 24 * time.Hour

// DefaultAtRisk is the used share of the target from which a clock is at risk.
const DefaultAtRisk = 0.75

// A Policy says what is owed by when. The zero value is a first response within 24
// hours by the clock on the wall, from received until replied; a reply that the
// platform publishes later is in time if it was handed over in time (see
// [Publication] for the other).
type Policy struct {
	Clock Clock `json:"clock,omitzero"` // empty means FirstResponse

	// Target is the time there is; 0 means DefaultTarget for responses. Resolution
	// and clocks of the caller's own have no default.
	Target time.Duration `json:"target_ns,omitzero"`

	// Calendar counts the time; nil means all of it, by the clock on the wall.
	// Policies that are read from JSON are given theirs afterwards.
	Calendar *Calendar `json:"calendar,omitzero"`

	// StartEvent and StopEvent are the events at which the clock starts and stops;
	// 0 means those of the Clock, which a clock of the caller's own does not have. A
	// reply also stops a clock that waits for the acknowledgement, and a published
	// reply one that waits for either.
	StartEvent feedback.EventKind `json:"start_event,omitzero"`
	StopEvent  feedback.EventKind `json:"stop_event,omitzero"`

	// AtRisk is the used share of the target from which the clock is at risk, above
	// 0 and up to 1; 0 means DefaultAtRisk.
	AtRisk float64 `json:"at_risk,omitzero"`

	// CountWaiting lets the clock run while the next step is the customer's. By
	// default it pauses, unless it waits for the first word to the customer: nobody
	// can be waited for who has not heard a thing.
	CountWaiting bool `json:"count_waiting,omitzero"`
}

// withDefaults fills what was left open.
func (p Policy) withDefaults() Policy {
	if p.Clock == "" {
		p.Clock = FirstResponse
	}
	start, stop := p.Clock.events()
	if p.StartEvent == 0 {
		p.StartEvent = start
	}
	if p.StopEvent == 0 {
		p.StopEvent = stop
	}
	if p.Target == 0 && start != 0 && p.Clock != Resolution {
		p.Target = DefaultTarget
	}
	if p.AtRisk == 0 {
		p.AtRisk = DefaultAtRisk
	}
	return p
}

// A PolicyError reports a field of a policy or of its rule that cannot be right.
type PolicyError struct {
	Rule  string // the rule it stands in, if it stands in one
	Clock Clock
	Field string
	Value string // what was found
	Want  string // what would have been right
}

// Error says which policy, which field, what was found and what is wanted.
func (e *PolicyError) Error() string {
	where := string(e.Clock) + " policy"
	if e.Rule != "" {
		where += " of rule " + e.Rule
	}
	return fmt.Sprintf("sla: %s: %s is %s, want %s", where, e.Field, e.Value, e.Want)
}

// Validate reports every field that cannot be right, joined; each is a
// [*PolicyError]. A calendar that never opens is one.
func (p Policy) Validate() error { return p.withDefaults().check() }

// check is Validate for a policy with its defaults.
func (p Policy) check() error {
	var errs []error
	wrong := func(field string, value any, want string) {
		errs = append(errs, &PolicyError{Clock: p.Clock, Field: field, Value: fmt.Sprint(value), Want: want})
	}
	if p.Target <= 0 {
		wrong("Target", p.Target, "a time above 0")
	}
	if !(0 < p.AtRisk && p.AtRisk <= 1) {
		wrong("AtRisk", p.AtRisk, "a share above 0 and up to 1")
	}
	for _, e := range []struct {
		field string
		kind  feedback.EventKind
	}{{"StartEvent", p.StartEvent}, {"StopEvent", p.StopEvent}} {
		if !declared(e.kind) {
			wrong(e.field, uint8(e.kind), "a declared event kind")
		}
	}
	if p.StartEvent == p.StopEvent && p.StopEvent != 0 {
		wrong("StopEvent", p.StopEvent, "another event than StartEvent")
	}
	if p.Calendar != nil && p.Calendar.line.never() {
		wrong("Calendar", "never open", "one that opens, or nil for the clock on the wall")
	}
	return errors.Join(errs...)
}

func declared(k feedback.EventKind) bool { return feedback.Received <= k && k <= feedback.Merged }

// stops reports whether events of a kind stop the clock: the stopping event, or one
// that cannot have happened without it.
func (p *Policy) stops(k feedback.EventKind) bool {
	switch p.StopEvent {
	case feedback.Acknowledged:
		return k == feedback.Acknowledged || k == feedback.Replied || k == feedback.Published
	case feedback.Replied:
		return k == feedback.Replied || k == feedback.Published
	}
	return k == p.StopEvent
}

// repeats reports whether the clock starts again after each stop.
func (p *Policy) repeats() bool { return p.StartEvent == feedback.CustomerReplied }

// undone reports whether reopening a case undoes the stop. A reply that was given
// stays given.
func (p *Policy) undone() bool {
	return slices.Contains([]feedback.EventKind{feedback.Resolved, feedback.FollowedUp, feedback.Closed}, p.StopEvent)
}

// pauses reports whether the clock stands still while the customer is waited for.
func (p *Policy) pauses() bool {
	first := p.StartEvent == feedback.Received &&
		slices.Contains([]feedback.EventKind{feedback.Seen, feedback.Acknowledged, feedback.Replied, feedback.Published}, p.StopEvent)
	return !p.CountWaiting && !first
}
