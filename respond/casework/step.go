package casework

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A StepError reports an event that cannot have happened to the case as it stood,
// and what could have.
type StepError struct {
	Event  feedback.CaseEvent
	Stage  Stage                // of the case at that time
	Since  time.Time            // since when it was in that stage
	By     string               // who brought it there, if that is known
	Legal  []feedback.EventKind // what would have been legal
	Reason string               // what stands against it, beside the stage
}

// Error says what the step was, why it is none, and what is legal.
func (e *StepError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "casework: case %q: %s at %s", e.Event.CaseID, e.Event.Kind, e.Event.At.Format(time.RFC3339))
	if e.Event.Actor != "" {
		fmt.Fprintf(&b, " by %s", e.Event.Actor)
	}
	b.WriteString(" is no legal step: ")
	switch {
	case e.Reason != "":
		b.WriteString(e.Reason)
	case e.Stage == "":
		b.WriteString("the case was not received yet")
	default:
		fmt.Fprintf(&b, "the case has been %s since %s", e.Stage, e.Since.Format(time.RFC3339))
		if e.By != "" {
			fmt.Fprintf(&b, " (by %s)", e.By)
		}
	}
	words := make([]string, len(e.Legal))
	for i, k := range e.Legal {
		words[i] = k.String()
	}
	if len(words) == 0 {
		words = []string{"nothing"}
	}
	return b.String() + "; legal: " + strings.Join(words, ", ")
}

// ErrMixedCases says that the events are of several cases.
var ErrMixedCases = errors.New("casework: the events are of several cases")

// ErrNoNow says that the time as of which to look at a case is missing.
var ErrNoNow = errors.New("casework: the time as of which to look at the case is missing")

// ErrNoEvents says that a status came out of a file, where it has no events that a
// further one could be checked against.
var ErrNoEvents = errors.New("casework: the status has no events to check against: make it with Replay")

// Check reports whether an event may be added to the case: nil, a [*StepError] that
// says what is legal, or what is wrong with the event itself; one of another case is
// [ErrMixedCases]. An event that is earlier than others is checked together with
// those that followed it, so that what arrives late is judged as if it had been
// there in time. One that is there already is no error; nor does adding it change
// anything.
//
// Two people who close a case at once both pass the check against the status they
// saw. Let the store take an event only if [Status.Version] is still the one that
// was checked, and check again if it is not.
func (s *Status) Check(e feedback.CaseEvent) error {
	if s.Stage != "" && len(s.events) == 0 {
		return ErrNoEvents
	}
	now := s.AsOf
	if e.At.After(now) {
		now = e.At
	}
	_, err := Replay(append(s.Events(), e), now)
	return err
}
