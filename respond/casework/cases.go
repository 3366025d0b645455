package casework

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
)

// Cases are statuses by case ID.
type Cases map[string]Status

// ReplayAll makes the status of every case in a list of events, which may come in
// any order, those of a case not together. Beside the errors of [Replay] it reports
// merges that lead nowhere as [*MergeError].
func ReplayAll(events iter.Seq[feedback.CaseEvent], now time.Time) (Cases, error) {
	byCase := map[string][]feedback.CaseEvent{}
	for e := range events {
		byCase[e.CaseID] = append(byCase[e.CaseID], e)
	}
	cases := make(Cases, len(byCase))
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(byCase)) {
		s, err := Replay(byCase[id], now)
		if errors.Is(err, ErrNoNow) {
			return nil, err
		}
		cases[id] = s
		errs = append(errs, err)
	}
	for _, id := range slices.Sorted(maps.Keys(cases)) {
		if cases[id].Stage == Merged {
			_, err := cases.Survivor(id)
			errs = append(errs, err)
		}
	}
	return cases, errors.Join(errs...)
}

// Survivor is the case in which a case goes on: itself unless it was merged, and
// otherwise the one at the end of the merges. The error is a [*MergeError].
func (c Cases) Survivor(id string) (string, error) {
	at := id
	for range c { // there are no more merges than cases
		s, ok := c[at]
		switch {
		case !ok:
			return "", &MergeError{CaseID: id, Target: at}
		case s.Stage != Merged:
			return at, nil
		}
		at = s.MergedInto
	}
	if _, ok := c[at]; !ok {
		return "", &MergeError{CaseID: id, Target: at}
	}
	return "", &MergeError{CaseID: id, Target: at, Circle: true}
}

// A MergeError reports a case that was merged and goes on nowhere, or one that
// nothing is known of, which is its own Target.
type MergeError struct {
	CaseID string
	Target string // where the merges lead
	Circle bool   // they lead back to where they were; otherwise the target is not known
}

// Error says which case it is and where its merges lead.
func (e *MergeError) Error() string {
	if e.Circle {
		return fmt.Sprintf("casework: case %q was merged in a circle through %q: reopen one of them under a new ID", e.CaseID, e.Target)
	}
	if e.CaseID == e.Target {
		return fmt.Sprintf("casework: case %q is not known: there are no events of it", e.CaseID)
	}
	return fmt.Sprintf("casework: case %q goes on in case %q, of which there are no events", e.CaseID, e.Target)
}
