package sla

import (
	"fmt"
	"time"
)

// A Date is a day of the calendar on the wall, in no particular time zone. It
// marshals to the text "2026-02-17".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// On is the date of a year, month and day: On(2026, time.February, 17).
func On(year int, month time.Month, day int) Date { return Date{year, month, day} }

// DateOf is the date of an instant in its own time zone.
func DateOf(t time.Time) Date {
	var d Date
	d.Year, d.Month, d.Day = t.Date()
	return d
}

// ParseDate reads a date as year, month and day: "2026-02-17".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, badDate(s)
	}
	return DateOf(t), nil
}

func badDate(s string) error {
	return &ScheduleError{Where: "date", Value: s, Want: "a day of the years 1 to 9999, like 2026-02-17"}
}

// String is the date as "2026-02-17".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// IsZero reports whether the date is none.
func (d Date) IsZero() bool { return d == Date{} }

func (d Date) valid() bool {
	return 1 <= d.Year && d.Year <= 9999 && d == DateOf(d.midnight())
}

func (d Date) midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// number counts the days since 1970-01-01.
func (d Date) number() int64 { return floorDiv(d.midnight().Unix(), secondsPerDay) }

// MarshalText implements [encoding.TextMarshaler].
func (d Date) MarshalText() ([]byte, error) {
	if !d.valid() {
		return nil, badDate(d.String())
	}
	return []byte(d.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseDate].
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}

// floorDiv is a/b rounded down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
