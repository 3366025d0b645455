package survival

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

// A Clock says which time in the life of a case is measured. The zero value is
// that of [Resolution].
type Clock struct {
	// Definition names what is measured; empty means metrics.IDResolutionTime.
	Definition metrics.ID
	// Start is the event at which the clock starts, the first of its kind; 0 means
	// feedback.Received.
	Start feedback.EventKind
	// Stop is the event at which it stops, the first of its kind after the start;
	// 0 means feedback.Resolved.
	Stop feedback.EventKind
	// FirstStop says that the first stop counts even if the case was reopened. By
	// default reopening undoes it, and the case is over when it stays over.
	FirstStop bool
	// OwnTimeOnly leaves out the time in which the company had nothing to do:
	// between feedback.WaitingCustomer and feedback.CustomerReplied, and between a
	// stop and the reopening that undid it. By default both count, because the
	// customer's problem was there all the time.
	OwnTimeOnly bool
	// Elapsed is the time between two instants; nil means by the wall clock. A
	// calendar of business hours goes here. It must be additive: the time from a
	// to c is that from a to b and from b to c.
	Elapsed func(from, to time.Time) time.Duration
}

// Resolution measures from received until resolved for good.
func Resolution() Clock { return Clock{} }

// FirstResponse measures from received until the first reply.
func FirstResponse() Clock {
	return Clock{Definition: metrics.IDFirstResponseTime, Stop: feedback.Replied, FirstStop: true}
}

// Handling measures from assigned until resolved for good, without the time in
// which the company had nothing to do.
func Handling() Clock {
	return Clock{Definition: metrics.IDHandlingTime, Start: feedback.Assigned, OwnTimeOnly: true}
}

// Waiting measures from received until somebody responsible has read it.
func Waiting() Clock {
	return Clock{Definition: metrics.IDWaitingTime, Stop: feedback.Seen, FirstStop: true}
}

func (c Clock) withDefaults() Clock {
	if c.Definition == "" {
		c.Definition = metrics.IDResolutionTime
	}
	if c.Start == 0 {
		c.Start = feedback.Received
	}
	if c.Stop == 0 {
		c.Stop = feedback.Resolved
	}
	if c.Elapsed == nil {
		c.Elapsed = func(from, to time.Time) time.Duration { return to.Sub(from) }
	}
	return c
}

// ErrNoDate says that Measure was not told the date up to which events count.
var ErrNoDate = errors.New("survival: the date as of which to measure is missing")

// Measure times the cases in a list of events as they stood at a date, which is
// now for a current report. Events may come in any order, and those of a case need
// not stand together; later events than the date have not happened yet. A case
// that has started and not stopped is open, at its age on that date. One that was
// merged into another or closed without the stop has ended in another way: see
// [Times.AddExit].
//
// A case without the starting event is rejected as no_start if it has the stopping
// one, and otherwise left out; one that stops only before it starts is rejected as
// end_before_start. Memory grows with the number of events.
func Measure(events iter.Seq[feedback.CaseEvent], clock Clock, asOf time.Time) (*Times, error) {
	if asOf.IsZero() {
		return nil, ErrNoDate
	}
	clock = clock.withDefaults()
	if err := metrics.CheckDefinition(clock.Definition, metrics.UnitSeconds); err != nil {
		return nil, err
	}
	cases := map[string][]moment{}
	for e := range events {
		if !e.At.After(asOf) && clock.needs(e.Kind) {
			cases[e.CaseID] = append(cases[e.CaseID], moment{e.At, e.Kind})
		}
	}
	out := &Times{Definition: clock.Definition}
	for _, id := range slices.Sorted(maps.Keys(cases)) {
		clock.measure(out, cases[id], asOf)
	}
	return out, nil
}

// needs reports whether events of a kind matter to the clock.
func (c Clock) needs(k feedback.EventKind) bool {
	switch k {
	case c.Start, c.Stop, feedback.Reopened, feedback.Merged, feedback.Closed:
		return true
	case feedback.WaitingCustomer, feedback.CustomerReplied:
		return c.OwnTimeOnly
	}
	return false
}

// A moment is an event without what the clock does not read.
type moment struct {
	at   time.Time
	kind feedback.EventKind
}

// measure adds one case.
func (c Clock) measure(out *Times, moments []moment, asOf time.Time) {
	slices.SortStableFunc(moments, func(a, b moment) int {
		return cmp.Or(a.at.Compare(b.at), c.order(a.kind)-c.order(b.kind))
	})
	start := slices.IndexFunc(moments, func(m moment) bool { return m.kind == c.Start })
	stopped := slices.ContainsFunc(moments, func(m moment) bool { return m.kind == c.Stop })
	if start < 0 {
		if stopped {
			out.rejects.Add(metrics.NoStart)
		}
		return
	}
	r := run{clock: c, from: moments[start].at}
	for _, m := range moments[start+1:] {
		r.next(m)
	}
	switch {
	case r.stopped:
		out.Add(r.total)
	case r.exited:
		out.AddExit(r.total)
	case stopped && !r.everStopped:
		out.rejects.Add(metrics.EndBeforeStart)
	default:
		r.advance(asOf)
		out.AddOpen(r.total)
	}
}

// order decides between events of the same instant: a case starts before it stops,
// and is reopened after that.
func (c Clock) order(k feedback.EventKind) int {
	switch k {
	case c.Start:
		return 0
	case c.Stop:
		return 2
	case feedback.Closed, feedback.Merged:
		return 3
	case feedback.Reopened:
		return 4
	}
	return 1
}

// A run is a case between its start and its end.
type run struct {
	clock       Clock
	from        time.Time // since when the time counts that is not in total yet
	total       time.Duration
	waiting     bool // for the customer
	stopped     bool
	exited      bool
	everStopped bool
}

// advance counts the time up to an instant, unless the clock stands still.
func (r *run) advance(to time.Time) {
	if !r.waiting {
		r.total += r.clock.Elapsed(r.from, to)
	}
	r.from = to
}

// next takes the next event. What happens to a case that is over matters only if
// it is reopened.
func (r *run) next(m moment) {
	if r.stopped || r.exited {
		if m.kind == feedback.Reopened && (r.exited || !r.clock.FirstStop) {
			r.waiting = r.clock.OwnTimeOnly // leaves out the time since the stop
			r.advance(m.at)
			r.stopped, r.exited, r.waiting = false, false, false
		}
		return
	}
	switch m.kind {
	case r.clock.Stop:
		r.advance(m.at)
		r.stopped, r.everStopped = true, true
	case feedback.Closed, feedback.Merged:
		r.advance(m.at)
		r.exited = true
	case feedback.WaitingCustomer, feedback.CustomerReplied:
		r.advance(m.at)
		r.waiting = m.kind == feedback.WaitingCustomer
	}
}
