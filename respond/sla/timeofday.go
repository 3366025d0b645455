package sla

import (
	"fmt"
	"strconv"
	"strings"
)

// A TimeOfDay is a reading of the wall clock, in seconds since midnight, from
// 00:00 to 24:00, which is the end of the day. It marshals to the text "09:30".
type TimeOfDay int32

// EndOfDay is 24:00. A period up to it leaves no minute out, as one up to 23:59
// would.
const EndOfDay TimeOfDay = secondsPerDay

const secondsPerDay = 24 * 60 * 60

// At is the time of day of an hour and a minute: At(13, 30). Minutes over 59 run on
// into the next hour; what lies outside the day is refused by [NewCalendar].
func At(hour, minute int) TimeOfDay { return TimeOfDay((hour*60 + minute) * 60) }

func (t TimeOfDay) valid() bool { return 0 <= t && t <= EndOfDay }

// String is the time as "09:30", with seconds where there are any.
func (t TimeOfDay) String() string {
	s := fmt.Sprintf("%02d:%02d", t/3600, t/60%60)
	if t%60 != 0 {
		s += fmt.Sprintf(":%02d", t%60)
	}
	return s
}

// ParseTimeOfDay reads "9:30", "09:30", "09:30:15" or "24:00".
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	parts := strings.Split(s, ":")
	if len(parts) != 2 && len(parts) != 3 {
		return 0, badTime(s)
	}
	var total int
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || n >= 60 || len(part) > 2 || i > 0 && len(part) != 2 {
			return 0, badTime(s)
		}
		total = total*60 + int(n)
	}
	if len(parts) == 2 {
		total *= 60
	}
	if t := TimeOfDay(total); t.valid() {
		return t, nil
	}
	return 0, badTime(s)
}

func badTime(s string) error {
	return &ScheduleError{Where: "time of day", Value: s, Want: "hours and minutes from 00:00 to 24:00"}
}

// MarshalText implements [encoding.TextMarshaler].
func (t TimeOfDay) MarshalText() ([]byte, error) {
	if !t.valid() {
		return nil, badTime(t.String())
	}
	return []byte(t.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseTimeOfDay].
func (t *TimeOfDay) UnmarshalText(b []byte) error {
	v, err := ParseTimeOfDay(string(b))
	if err == nil {
		*t = v
	}
	return err
}

// A Period is open time on a day: from From up to but without To. A period whose
// To is no later than its From runs over midnight into the next day; it belongs to
// the day on which it starts.
type Period struct {
	From, To TimeOfDay
}

// String is the period as "09:00-12:30".
func (p Period) String() string { return p.From.String() + "-" + p.To.String() }

// ParsePeriod reads "09:00-12:30", also with a dash of another kind or "~".
func ParsePeriod(s string) (Period, error) {
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", "~", "-", "～", "-").Replace(s), "-")
	if !ok {
		return Period{}, &ScheduleError{Where: "period", Value: s, Want: "from and to, like 09:00-12:30"}
	}
	var p Period
	var err error
	if p.From, err = ParseTimeOfDay(strings.TrimSpace(from)); err != nil {
		return Period{}, err
	}
	if p.To, err = ParseTimeOfDay(strings.TrimSpace(to)); err != nil {
		return Period{}, err
	}
	return p, p.check("period")
}

// check reports a period that has no meaning.
func (p Period) check(where string) error {
	switch {
	case !p.From.valid() || !p.To.valid() || p.From == EndOfDay:
		return &ScheduleError{Where: where, Value: p.String(), Want: "times from 00:00 to 24:00, the first before 24:00"}
	case p.From == p.To:
		return &ScheduleError{Where: where, Value: p.String(), Want: "two different times; a whole day is 00:00-24:00"}
	case p.To == 0:
		return &ScheduleError{Where: where, Value: p.String(), Want: "24:00 for the end of the day"}
	}
	return nil
}

// span is the period in seconds from the midnight before it.
func (p Period) span() interval {
	iv := interval{int64(p.From), int64(p.To)}
	if iv.to <= iv.from {
		iv.to += secondsPerDay
	}
	return iv
}

// A Day is the open periods of a day. It marshals to the text
// "09:00-12:00 13:30-18:00"; the empty text is a day that is closed.
type Day []Period

// ParseDay reads periods separated by spaces or commas.
func ParseDay(s string) (Day, error) {
	var d Day
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n,;、，；", r) }) {
		p, err := ParsePeriod(part)
		if err != nil {
			return nil, err
		}
		d = append(d, p)
	}
	return d, nil
}

// MustDay is [ParseDay] for a text that stands in the program. It panics if the
// text is no list of periods.
func MustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// String is the periods, as ParseDay reads them.
func (d Day) String() string {
	parts := make([]string, len(d))
	for i, p := range d {
		parts[i] = p.String()
	}
	return strings.Join(parts, " ")
}

// MarshalText implements [encoding.TextMarshaler].
func (d Day) MarshalText() ([]byte, error) {
	for _, p := range d {
		if err := p.check("period"); err != nil {
			return nil, err
		}
	}
	return []byte(d.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseDay].
func (d *Day) UnmarshalText(b []byte) error {
	v, err := ParseDay(string(b))
	if err == nil {
		*d = v
	}
	return err
}
