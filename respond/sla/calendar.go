package sla

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sort"
	"time"
)

// A Calendar says when a business is open and counts only that time. It is a
// schedule in a time zone: opening hours are readings of the clock on the wall
// there. An hour that is skipped when clocks go forward is no time; one that
// is repeated when they go back counts twice; a day that a country skips when it
// moves across the date line does not exist.
//
// A nil *Calendar is always open: its time is that of any clock. Calendars are
// immutable and safe for concurrent use. Costs grow with the changes of the clock
// in the zone between the instants, about two a year, not with the days.
//
// The zero Calendar is never open. Times count within the years 1 to 9999; earlier
// and later ones are taken for the ends of those.
type Calendar struct {
	zone     *time.Location
	schedule Schedule
	line     line
}

// ErrNoZone says that a calendar was made without a time zone.
var ErrNoZone = errors.New("sla: the time zone of the calendar is missing: hand in time.UTC or what time.LoadLocation gives")

// ErrNeverOpen says that a calendar does not open, or not for long enough, after
// the time in question.
var ErrNeverOpen = errors.New("sla: the calendar has not enough open time left")

// NewCalendar checks a schedule and puts it into a time zone. It reports every
// mistake, joined; each is [ErrNoZone] or a [*ScheduleError]: periods that overlap
// or are empty, times that are none, days that are special twice.
//
// A schedule without any open time is a calendar in which no time passes; adding
// to it gives [ErrNeverOpen].
func NewCalendar(s Schedule, zone *time.Location) (*Calendar, error) {
	err := s.check()
	if zone == nil {
		err = errors.Join(ErrNoZone, err)
	}
	if err != nil {
		return nil, err
	}
	c := &Calendar{zone: zone, schedule: s.clone()}
	c.line = newLine(&c.schedule)
	return c, nil
}

// Schedule returns a copy of the schedule, each day's periods in ascending order.
// That of a nil calendar is open every day from 00:00 to 24:00.
func (c *Calendar) Schedule() Schedule {
	if c == nil {
		return Schedule{Week: EveryDay(Day{{0, EndOfDay}})}
	}
	return c.schedule.clone()
}

// Zone is the time zone; nil for a nil calendar.
func (c *Calendar) Zone() *time.Location {
	switch {
	case c == nil:
		return nil
	case c.zone == nil: // the zero Calendar
		return time.UTC
	}
	return c.zone
}

// MarshalJSON implements [json.Marshaler]: the schedule and the name of the zone.
func (c *Calendar) MarshalJSON() ([]byte, error) {
	if c == nil {
		return []byte("null"), nil
	}
	return json.Marshal(struct {
		Zone string `json:"zone"`
		Schedule
	}{c.Zone().String(), c.schedule})
}

// UnmarshalJSON implements [json.Unmarshaler]. It always fails: a calendar needs a
// time zone, which is for the program to load. Read a [Schedule] and hand both to
// [NewCalendar].
func (c *Calendar) UnmarshalJSON([]byte) error {
	return errors.New("sla: a calendar cannot be read from JSON: read a Schedule and hand it to NewCalendar with a time zone")
}

// Between is the open time from one instant to another, negative if the second is
// the earlier. It is additive: the time from a to b and from b to c is that from a
// to c. Like [time.Time.Sub] it is cut off at about 292 years.
//
// It fits where a function of two times is asked for, such as the Elapsed of
// survival.Clock.
func (c *Calendar) Between(from, to time.Time) time.Duration {
	switch {
	case c == nil:
		return to.Sub(from)
	case to.Before(from):
		return -c.Between(to, from)
	}
	from, to = clamp(from), clamp(to)
	var seconds int64
	for s := c.segment(from.Unix(), to.Unix()); ; s = c.segment(s.to, to.Unix()) {
		seconds += c.line.beforeSecond(s.to+s.offset) - c.line.beforeSecond(s.from+s.offset)
		if s.to >= to.Unix() {
			break
		}
	}
	if seconds > math.MaxInt64/int64(time.Second)-1 {
		return math.MaxInt64
	}
	return time.Duration(seconds)*time.Second + c.fraction(to) - c.fraction(from)
}

// Open reports whether an instant is open. The instant at which a period ends is
// not.
func (c *Calendar) Open(at time.Time) bool {
	if c == nil {
		return true
	}
	at = clamp(at)
	s := c.segment(at.Unix(), at.Unix()+1)
	return c.line.open(at.Unix() + s.offset)
}

// Next is the first open instant that is no earlier than at, in the calendar's
// zone; [ErrNeverOpen] if there is none.
func (c *Calendar) Next(at time.Time) (time.Time, error) {
	if c == nil || c.Open(at) {
		return c.in(at), nil
	}
	second, err := c.Add(at.Truncate(time.Second), time.Second)
	return second.Add(-time.Second), err
}

// Add is the first instant at which d of open time has passed since from, in the
// calendar's zone. Eight hours from the opening of an eight-hour day is the closing
// time of that day, not the opening of the next. With d = 0 it is from itself.
//
// It fails if d is negative and, with [ErrNeverOpen], if the calendar does not open
// for long enough.
func (c *Calendar) Add(from time.Time, d time.Duration) (time.Time, error) {
	switch {
	case d < 0:
		return time.Time{}, fmt.Errorf("sla: cannot add %v of open time, want at least 0", d)
	case c == nil:
		return from.Add(d), nil
	case d == 0:
		return c.in(from), nil
	}
	from = clamp(from)
	seconds, rest := int64(d/time.Second), d%time.Second+c.fraction(from)
	seconds, rest = seconds+int64(rest/time.Second), rest%time.Second
	if rest > 0 {
		seconds++ // the second within which it ends
	}
	end, err := c.addSeconds(from.Unix(), seconds)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: %v after %s", err, d, from.In(c.Zone()).Format(time.RFC3339))
	}
	if rest > 0 {
		end--
	}
	return time.Unix(end, int64(rest)).In(c.Zone()), nil
}

// addSeconds is the first second before which so many seconds were open since
// from; want is above 0.
func (c *Calendar) addSeconds(from, want int64) (int64, error) {
	limit := lastSecond
	if end, ok := c.line.end(); ok {
		limit = min(limit, end+maxOffset)
	}
	for from < limit {
		s := c.segment(from, limit)
		start := c.line.beforeSecond(s.from + s.offset)
		if got := c.line.beforeSecond(s.to+s.offset) - start; got < want {
			want -= got
			from = s.to
			continue
		}
		n := sort.Search(int(s.to-s.from), func(n int) bool {
			return c.line.beforeSecond(s.from+int64(n)+s.offset)-start >= want
		})
		return s.from + int64(n), nil
	}
	return 0, ErrNeverOpen
}

// fraction is the open part of the second that an instant lies in.
func (c *Calendar) fraction(t time.Time) time.Duration {
	if t.Nanosecond() == 0 || !c.Open(t) {
		return 0
	}
	return time.Duration(t.Nanosecond())
}

// in is an instant in the calendar's zone.
func (c *Calendar) in(t time.Time) time.Time {
	if c == nil {
		return t
	}
	return t.In(c.Zone())
}
