package sla

import (
	"cmp"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A moment is an event without what clocks do not read.
type moment struct {
	at   time.Time
	kind feedback.EventKind
}

// Ignored counts events that a clock did not use.
type Ignored struct {
	Future  int `json:"future,omitzero"`  // later than the time of reading: not happened yet
	Invalid int `json:"invalid,omitzero"` // of no declared kind, or not in the years 1900 to 9999
}

// moments are the events of a case that have happened, in order of time whatever
// the order in which they arrived.
func (p *Policy) moments(events []feedback.CaseEvent, now time.Time) (out []moment, ignored Ignored) {
	out = make([]moment, 0, len(events))
	for i := range events {
		switch e := &events[i]; {
		case !declared(e.Kind) || e.At.Year() < 1900 || e.At.Year() > 9999:
			ignored.Invalid++
		case e.At.After(now):
			ignored.Future++
		default:
			out = append(out, moment{e.At, e.Kind})
		}
	}
	slices.SortFunc(out, func(a, b moment) int {
		return cmp.Or(a.at.Compare(b.at), p.order(a.kind)-p.order(b.kind), int(a.kind)-int(b.kind))
	})
	return out, ignored
}

// order decides between events of the same instant, which are common where only
// dates are known: a clock starts before it stops, and is reopened after that.
func (p *Policy) order(k feedback.EventKind) int {
	switch {
	case k == p.StartEvent:
		return 0
	case p.stops(k):
		return 2
	case k == feedback.Closed || k == feedback.Merged:
		return 3
	case k == feedback.Reopened:
		return 4
	}
	return 1
}

// A course is what a clock does from its start on.
type course struct {
	policy    *Policy
	stretches []stretch // end to end from the start
	at        time.Time // up to when they reach
	waiting   bool
	stopped   bool
	exited    bool // the case was closed or merged without the stop
}

// A stretch is a part of a course: Counted, Waiting or Stopped. What is open and
// closed within a counted one is for the calendar to say.
type stretch struct {
	from, to time.Time
	kind     SpanKind
}

// courses follows a clock through the moments of a case: one course for a clock
// that starts once, one for each start of a clock that repeats.
func (p *Policy) courses(moments []moment, now time.Time) []*course {
	var all []*course
	var c *course
	answered := false
	for _, m := range moments {
		switch {
		case m.kind == p.StartEvent && (c == nil || p.repeats() && c.stopped) && (answered || !p.repeats()):
			c = &course{policy: p, at: m.at}
			all = append(all, c)
		case c != nil:
			c.next(m)
		}
		answered = answered || p.stops(m.kind)
	}
	if c != nil && !c.stopped && !c.exited {
		c.advance(now)
	}
	return all
}

// next takes the next moment. What happens to a course that is over matters only
// if the case is reopened.
func (c *course) next(m moment) {
	if c.stopped || c.exited {
		if m.kind == feedback.Reopened && (c.exited || c.policy.undone()) {
			c.stretches = append(c.stretches, stretch{c.at, m.at, Stopped})
			c.at, c.stopped, c.exited, c.waiting = m.at, false, false, false
		}
		return
	}
	switch {
	case c.policy.stops(m.kind):
		c.advance(m.at)
		c.stopped = true
	case m.kind == feedback.Closed || m.kind == feedback.Merged:
		c.advance(m.at)
		c.exited = true
	case m.kind == feedback.WaitingCustomer && c.policy.pauses():
		c.advance(m.at)
		c.waiting = true
	case m.kind == feedback.CustomerReplied:
		c.advance(m.at)
		c.waiting = false
	}
}

// advance adds the time up to an instant.
func (c *course) advance(to time.Time) {
	kind := Counted
	if c.waiting {
		kind = Waiting
	}
	if n := len(c.stretches); n > 0 && c.stretches[n-1].kind == kind {
		c.stretches[n-1].to = to
	} else {
		c.stretches = append(c.stretches, stretch{c.at, to, kind})
	}
	c.at = to
}

// elapsed is the time that counted.
func (c *course) elapsed() (sum time.Duration) {
	for _, s := range c.stretches {
		if s.kind == Counted {
			sum += c.policy.Calendar.Between(s.from, s.to)
		}
	}
	return sum
}

// due is the first instant at which the target is used up. Where it is not used up
// yet, it is when it would be if the clock ran on from the end of the course.
func (c *course) due() (time.Time, error) {
	left := c.policy.Target
	for _, s := range c.stretches {
		if s.kind != Counted {
			continue
		}
		open := c.policy.Calendar.Between(s.from, s.to)
		if open >= left {
			return c.policy.Calendar.Add(s.from, left)
		}
		left -= open
	}
	return c.policy.Calendar.Add(c.at, left)
}

// start is when the clock started.
func (c *course) start() time.Time {
	if len(c.stretches) > 0 {
		return c.stretches[0].from
	}
	return c.at
}
