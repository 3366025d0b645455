package sla

import "time"

// A segment is a stretch of time in which the clocks of a zone are not changed:
// local time is the Unix time plus the offset.
type segment struct {
	from, to int64 // Unix seconds
	offset   int64
}

// firstSecond and lastSecond bound the years that calendars count in, and so the
// changes of clocks that are looked at. The offset of a zone is below maxOffset.
const (
	firstSecond int64 = -62135596800 // 0001-01-01T00:00:00Z
	lastSecond  int64 = 253402300800 // 10000-01-01T00:00:00Z
	maxOffset   int64 = 2 * secondsPerDay
)

// clamp brings an instant into those years.
func clamp(t time.Time) time.Time {
	switch s := t.Unix(); {
	case s < firstSecond:
		return time.Unix(firstSecond, 0).UTC()
	case s >= lastSecond:
		return time.Unix(lastSecond, 0).UTC()
	}
	return t
}

// segment is the stretch from a second up to the next change of clocks, or up to a
// second, whichever comes first.
func (c *Calendar) segment(from, to int64) segment {
	t := time.Unix(from, 0).In(c.Zone())
	_, offset := t.Zone()
	if _, change := t.ZoneBounds(); !change.IsZero() && change.Unix() > from && change.Unix() < to {
		to = change.Unix()
	}
	return segment{from, to, int64(offset)}
}
