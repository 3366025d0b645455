package sla_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/sla"
)

// A walker reads a resolution clock minute by minute: each minute it looks at what
// has happened up to then and at the clock on the wall.
type walker struct {
	schedule sla.Schedule
	zone     *time.Location
	events   []feedback.CaseEvent
	target   time.Duration
}

// walk is what has elapsed at the end, which is when the clock stopped or now, and
// when the target was used up, if it was by then.
func (w walker) walk(now time.Time) (elapsed time.Duration, due time.Time, end time.Time) {
	events := slices.Clone(w.events)
	slices.SortFunc(events, func(a, b feedback.CaseEvent) int { return a.At.Compare(b.At) }) // no two at once
	running, waiting := false, false
	next := 0
	for at := events[0].At; ; at = at.Add(time.Minute) {
		for ; next < len(events) && !events[next].At.After(at); next++ {
			switch kind := events[next].Kind; {
			case kind == feedback.Received && end.IsZero():
				running = true
			case kind == feedback.Resolved && running || (kind == feedback.Closed || kind == feedback.Merged) && running:
				running, waiting, end = false, false, at
			case kind == feedback.Reopened && !end.IsZero():
				running, end = true, time.Time{}
			case kind == feedback.WaitingCustomer && running:
				waiting = true
			case kind == feedback.CustomerReplied:
				waiting = false
			}
		}
		if elapsed == w.target && due.IsZero() {
			due = at
		}
		if !at.Before(now) {
			if end.IsZero() {
				end = now
			}
			return elapsed, due, end
		}
		if running && !waiting && openAt(w.schedule, at.In(w.zone)) {
			elapsed += time.Minute
		}
	}
}

func TestReadingAgainstMinuteByMinute(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 4))
	kinds := []feedback.EventKind{feedback.WaitingCustomer, feedback.CustomerReplied, feedback.Resolved, feedback.Reopened, feedback.Replied,
		feedback.Closed, feedback.WaitingCustomer, feedback.CustomerReplied, feedback.Reopened, feedback.Resolved, feedback.Seen}
	breached := 0
	for _, j := range jumps {
		if j.zone == "America/Juneau" {
			continue // seconds
		}
		z := zone(t, j.zone)
		near := date(t, j.around+" 12:00", z)
		for range 12 {
			s, cal := randomSchedule(t, r, z, near)
			at := near.Add(-time.Duration(r.IntN(3*24*60)) * time.Minute)
			events := []feedback.CaseEvent{{CaseID: "c", Kind: feedback.Received, At: at}}
			for range r.IntN(7) {
				at = at.Add(time.Duration(1+r.IntN(24*60)) * time.Minute)
				events = append(events, feedback.CaseEvent{CaseID: "c", Kind: kinds[r.IntN(len(kinds))], At: at})
			}
			now := events[0].At.Add(time.Duration(1+r.IntN(7*24*60)) * time.Minute)
			target := time.Duration(1+r.IntN(30*60)) * time.Minute
			got, err := sla.Policy{Clock: sla.Resolution, Target: target, Calendar: cal}.Read(events, now)
			if got.Problem == sla.NeverDue || err != nil {
				continue // a calendar that never opens
			}
			elapsed, due, end := walker{s, z, events, target}.walk(now)
			late := !due.IsZero() && end.After(due)
			if late {
				breached++
			}
			if got.Elapsed != elapsed || late != (got.State == sla.Breached) || late && !got.Due.Equal(due) {
				t.Fatalf("%s around %s, %v, %v until %v:\ngot %s, %v of %v, due %v\nwant late %v, %v, due %v",
					j.zone, j.around, s, events, now, got.State, got.Elapsed, target, got.Due, late, elapsed, due)
			}
		}
	}
	if breached < 20 {
		t.Errorf("only %d clocks were late", breached)
	}
}
