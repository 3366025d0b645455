package series

import (
	"fmt"
	"time"

	"github.com/loamlib/loam/metrics/stat"
)

// A Step is how long the periods of a calendar are.
type Step string

// The steps. Weeks are those of ISO 8601: they begin on Monday, and the first of a
// year is the one with its first Thursday.
const (
	Day     Step = "day"
	Week    Step = "week"
	Month   Step = "month"
	Quarter Step = "quarter"
	Year    Step = "year"
)

// Season is after how many periods a season returns: 7 days, 52 weeks, 12 months, 4
// quarters. Years have none, which is 1.
func (s Step) Season() int {
	switch s {
	case Day:
		return 7
	case Week:
		return 52
	case Month:
		return 12
	case Quarter:
		return 4
	}
	return 1
}

// A Calendar divides time into periods. The zero value is months in UTC.
type Calendar struct {
	Step Step           // empty means Month
	Zone *time.Location // where days begin; nil means UTC. Customers live in a zone: the answers of a Sunday night in Taipei are not those of a Sunday in UTC.
}

// filled is the calendar with its defaults.
func (c Calendar) filled() Calendar {
	if c.Step == "" {
		c.Step = Month
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	return c
}

// Check reports a step that no constant declares.
func (c Calendar) Check() error {
	switch c.filled().Step {
	case Day, Week, Month, Quarter, Year:
		return nil
	}
	return fmt.Errorf("series: Calendar.Step is %q, want one of day, week, month, quarter, year", string(c.Step))
}

// String names step and zone, as in "month in Asia/Taipei".
func (c Calendar) String() string {
	c = c.filled()
	return fmt.Sprintf("%s in %s", c.Step, c.Zone)
}

// A Period is one day, week, month, quarter or year of a calendar: the instants
// from Start up to but without End, both in the calendar's zone.
type Period struct {
	Step  Step      `json:"step"`
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// Period is the one that t lies in. Its ends are the first instants of their days,
// wherever clocks are set forward or back: a day may have 23 or 25 hours, and begin
// at one o'clock.
func (c Calendar) Period(t time.Time) Period {
	c = c.filled()
	y, m, d := t.In(c.Zone).Date()
	p := c.from(c.floor(y, m, d))
	if !t.Before(p.End) { // the clock was set back over midnight, and shows the day before again
		p = c.Next(p)
	}
	return p
}

// Next is the period that follows p. Days that a zone has left out, by moving over
// the date line, are none.
func (c Calendar) Next(p Period) Period {
	c = c.filled()
	y, m, d := p.End.In(c.Zone).Date()
	return c.from(c.floor(y, m, d))
}

// floor is the date on which the period of a date begins.
func (c Calendar) floor(y int, m time.Month, d int) (int, time.Month, int) {
	switch c.Step {
	case Week:
		weekday := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Weekday()
		d -= (int(weekday) + 6) % 7 // days since Monday
	case Month:
		d = 1
	case Quarter:
		m, d = m-(m-1)%3, 1
	case Year:
		m, d = time.January, 1
	}
	return y, m, d
}

// from is the period that begins on a date.
func (c Calendar) from(y int, m time.Month, d int) Period {
	p := Period{Step: c.Step, Start: firstInstant(y, m, d, c.Zone)}
	switch c.Step {
	case Day:
		d++
	case Week:
		d += 7
	case Month:
		m++
	case Quarter:
		m += 3
	case Year:
		y++
	}
	p.End = firstInstant(y, m, d, c.Zone)
	return p
}

// farthest is more than any zone was ever away from UTC.
const farthest = 36 * time.Hour

// firstInstant is the first instant at which the calendar of a zone shows a date,
// or a later one if it left that out. [time.Date] alone does not say: midnight is
// missing where clocks are set forward at midnight, and occurs twice where they are
// set back to it.
func firstInstant(y int, m time.Month, d int, zone *time.Location) time.Time {
	midnight := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	t := midnight.Add(-farthest).In(zone)
	for {
		_, offset := t.Zone()
		start, end := t.ZoneBounds()
		first := midnight.Add(-time.Duration(offset) * time.Second).In(zone)
		if first.Before(start) {
			first = start
		}
		if end.IsZero() || first.Before(end) || !end.After(t) { // the last: years that wrap around
			return first
		}
		t = end
	}
}

// Contains reports whether t lies in the period.
func (p Period) Contains(t time.Time) bool { return !t.Before(p.Start) && t.Before(p.End) }

// Length is how long the period takes.
func (p Period) Length() time.Duration { return p.End.Sub(p.Start) }

// String is the period as charts label it: 2026-03-05, 2026-W10, 2026-03, 2026-Q1
// or 2026.
func (p Period) String() string {
	switch p.Step {
	case Week:
		y, w := p.Start.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Month:
		return p.Start.Format("2006-01")
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Start.Year(), (p.Start.Month()+2)/3)
	case Year:
		return p.Start.Format("2006")
	}
	return p.Start.Format(time.DateOnly)
}

// mostPeriods is how many periods a series may have: 27 years of days. More are a
// record with a wrong date.
const mostPeriods = 10_000

// Periods lists the periods from the one of first to the one of last, without a
// gap. More than 10 000 are an error: of days, that is 27 years.
func (c Calendar) Periods(first, last time.Time) ([]Period, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	var out []Period
	for p := c.Period(first); !last.Before(p.Start); p = c.Next(p) {
		if len(out) == mostPeriods {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("number of periods (%s) from %s to %s", c, first.Format(time.DateOnly), last.Format(time.DateOnly)),
				Value: mostPeriods + 1, Want: fmt.Sprintf("at most %d; set Window.From if the first record has a wrong date", mostPeriods)}
		}
		out = append(out, p)
	}
	return out, nil
}
