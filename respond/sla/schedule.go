package sla

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Schedule is the opening hours of a business as data: an ordinary week, and the
// days that are not ordinary. It marshals to and from JSON:
//
//	{"week": {"mon": "09:00-12:00 13:30-18:00", "tue": …},
//	 "special": [{"from": "2026-02-14", "through": "2026-02-22", "name": "農曆春節"},
//	             {"from": "2026-12-24", "open": "09:00-12:00"}]}
//
// A field of another name is an error: holidays must not get lost by a typing error.
// It says nothing of the time zone, which [NewCalendar] takes as a value.
type Schedule struct {
	Week    Week      `json:"week"`
	Special []Special `json:"special,omitempty"`
}

// UnmarshalJSON implements [json.Unmarshaler].
func (s *Schedule) UnmarshalJSON(b []byte) error {
	type plain Schedule // without this method
	var p plain
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return fmt.Errorf("sla: schedule: %w", err)
	}
	*s = Schedule(p)
	return nil
}

// A Special is a day, or some days on end, on which the ordinary week does not
// hold: a holiday, which is closed; a short day before one; a Saturday that is
// worked in exchange. The same periods hold on each of the days.
type Special struct {
	From    Date   `json:"from"`
	Through Date   `json:"through,omitzero"` // the last of the days; zero means From
	Open    Day    `json:"open,omitempty"`   // none means closed
	Name    string `json:"name,omitzero"`    // for explanations: "農曆春節"
}

// longestSpecial is a bound against typing errors in years.
const longestSpecial = 10 * 366

// ClosedOn is a holiday.
func ClosedOn(date Date, name string) Special { return Special{From: date, Name: name} }

// last is the last of the days.
func (s Special) last() Date {
	if s.Through.IsZero() {
		return s.From
	}
	return s.Through
}

// A Week is the ordinary open periods by [time.Weekday]. It marshals to an object
// of the days that are open: {"mon": "09:00-18:00", …}.
type Week [7]Day

// MondayToFriday is a week with the same periods on five days:
// MondayToFriday(MustDay("09:00-12:00 13:30-18:00")).
func MondayToFriday(d Day) (w Week) {
	for i := time.Monday; i <= time.Friday; i++ {
		w[i] = slices.Clone(d)
	}
	return w
}

// EveryDay is a week with the same periods on seven days.
func EveryDay(d Day) (w Week) {
	for i := range w {
		w[i] = slices.Clone(d)
	}
	return w
}

// dayWord is how JSON calls a day of the week.
func dayWord(d time.Weekday) string { return strings.ToLower(d.String()[:3]) }

// MarshalJSON implements [json.Marshaler].
func (w Week) MarshalJSON() ([]byte, error) {
	days := map[string]Day{}
	for d, day := range w {
		if len(day) > 0 {
			days[dayWord(time.Weekday(d))] = day
		}
	}
	return json.Marshal(days)
}

// UnmarshalJSON implements [json.Unmarshaler]. Days may be written "mon", "Mon" or
// "Monday".
func (w *Week) UnmarshalJSON(b []byte) error {
	var days map[string]Day
	if err := json.Unmarshal(b, &days); err != nil {
		return err
	}
	var out Week
	for name, day := range days {
		d, err := parseWeekday(name)
		if err != nil {
			return err
		}
		if len(out[d]) > 0 {
			return &ScheduleError{Where: "week", Value: name, Want: "each day of the week once"}
		}
		out[d] = day
	}
	*w = out
	return nil
}

func parseWeekday(s string) (time.Weekday, error) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) || strings.EqualFold(s, dayWord(d)) {
			return d, nil
		}
	}
	return 0, &ScheduleError{Where: "week", Value: s, Want: "sun, mon, tue, wed, thu, fri or sat"}
}

// A ScheduleError reports a part of a schedule that cannot be right.
type ScheduleError struct {
	Where string // "monday", "special[2]", …
	Value string // what was found
	Want  string // what would have been right
}

// Error says where, what was found and what is wanted.
func (e *ScheduleError) Error() string {
	return fmt.Sprintf("sla: %s is %q, want %s", e.Where, e.Value, e.Want)
}

// check reports everything that cannot be right, joined.
func (s *Schedule) check() error {
	var errs []error
	for d, day := range s.Week {
		for _, p := range day {
			errs = append(errs, p.check(strings.ToLower(time.Weekday(d).String())))
		}
	}
	seen := map[int64]int{}
	for i, x := range s.Special {
		errs = append(errs, x.check(i, seen))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return s.overlaps()
}

// check reports what is wrong with the special day at an index; seen tells which
// one each day had before.
func (s Special) check(i int, seen map[int64]int) error {
	where := fmt.Sprintf("special[%d]", i)
	for _, d := range []Date{s.From, s.last()} {
		if !d.valid() {
			return &ScheduleError{Where: where, Value: d.String(), Want: "a day of the years 1 to 9999"}
		}
	}
	first, last := s.From.number(), s.last().number()
	if last < first || last-first >= longestSpecial {
		return &ScheduleError{Where: where, Value: s.From.String() + " through " + s.Through.String(),
			Want: "a last day on or after the first, within ten years"}
	}
	for d := first; d <= last; d++ {
		if j, twice := seen[d]; twice {
			return &ScheduleError{Where: where, Value: dateNumbered(d).String(), Want: fmt.Sprintf("a day that special[%d] does not have", j)}
		}
		seen[d] = i
	}
	var errs []error
	for _, p := range s.Open {
		errs = append(errs, p.check(where))
	}
	return errors.Join(errs...)
}

// overlaps reports open periods that lie over one another, within a day or over
// midnight. Which of two was meant cannot be told, so they are an error.
func (s *Schedule) overlaps() error {
	var errs []error
	report := func(where string, today, tomorrow Day) {
		if a, b, found := overlap(today, tomorrow); found {
			errs = append(errs, &ScheduleError{Where: where, Value: a.String() + " and " + b.String(), Want: "periods that do not overlap"})
		}
	}
	for d, day := range s.Week {
		report(strings.ToLower(time.Weekday(d).String()), day, s.Week[(d+1)%7])
	}
	special := map[int64]Day{}
	for _, x := range s.Special {
		for d := x.From.number(); d <= x.last().number(); d++ {
			special[d] = x.Open
		}
	}
	on := func(d int64) Day {
		if day, ok := special[d]; ok {
			return day
		}
		return s.Week[weekday(d)]
	}
	for i, x := range s.Special {
		for d := x.From.number() - 1; d <= x.last().number(); d++ {
			report(fmt.Sprintf("special[%d]", i), on(d), on(d+1))
		}
	}
	return errors.Join(errs...)
}

// overlap finds two periods of a day that overlap, or one of the day and one of
// the day after.
func overlap(today, tomorrow Day) (a, b Period, found bool) {
	for i, p := range today {
		for _, q := range today[i+1:] {
			if x, y := p.span(), q.span(); x.from < y.to && y.from < x.to {
				return p, q, true
			}
		}
		for _, q := range tomorrow {
			if p.span().to > q.span().from+secondsPerDay {
				return p, q, true
			}
		}
	}
	return a, b, false
}

// clone copies the schedule, periods in ascending order.
func (s Schedule) clone() Schedule {
	sorted := func(d Day) Day {
		d = slices.Clone(d)
		slices.SortFunc(d, func(a, b Period) int { return int(a.From) - int(b.From) })
		return d
	}
	for i, day := range s.Week {
		s.Week[i] = sorted(day)
	}
	s.Special = slices.Clone(s.Special)
	for i, x := range s.Special {
		s.Special[i].Open = sorted(x.Open)
	}
	return s
}

// weekday is the day of the week of a day counted from 1970-01-01, a Thursday.
func weekday(day int64) int { return int((day%7 + 7 + int64(time.Thursday)) % 7) }

// dateNumbered is the date that is so many days after 1970-01-01.
func dateNumbered(day int64) Date { return DateOf(time.Unix(day*secondsPerDay, 0).UTC()) }
