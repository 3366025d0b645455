package sla_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/respond/sla"
)

func TestScheduleErrors(t *testing.T) {
	day := func(y, d int) sla.Date { return sla.On(y, time.March, d) }
	week := func(d time.Weekday, open ...sla.Period) (w sla.Week) {
		w[d] = open
		return w
	}
	nine, noon := sla.At(9, 0), sla.At(12, 0)
	for _, c := range []struct {
		name string
		s    sla.Schedule
		want string
	}{
		{"an empty period", sla.Schedule{Week: week(time.Monday, sla.Period{From: nine, To: nine})}, `monday is "09:00-09:00", want two different times`},
		{"up to midnight as zero", sla.Schedule{Week: week(time.Monday, sla.Period{From: nine, To: 0})}, "24:00"},
		{"after the end of the day", sla.Schedule{Week: week(time.Monday, sla.Period{From: nine, To: sla.At(25, 0)})}, "00:00 to 24:00"},
		{"before the day", sla.Schedule{Week: week(time.Monday, sla.Period{From: -1, To: nine})}, "00:00 to 24:00"},
		{"overlap", sla.Schedule{Week: week(time.Friday, sla.Period{From: nine, To: noon}, sla.Period{From: sla.At(11, 59), To: sla.At(13, 0)})}, "friday is \"09:00-12:00 and 11:59-13:00\""},
		{"overlap over midnight", sla.Schedule{Week: sla.EveryDay(sla.MustDay("20:00-04:00 03:00-05:00"))}, "do not overlap"},
		{"overlap from Saturday to Sunday", sla.Schedule{Week: sla.Week{time.Saturday: sla.MustDay("22:00-03:00"), time.Sunday: sla.MustDay("02:00-06:00")}}, "saturday"},
		{"overlap with a special day", sla.Schedule{Week: sla.EveryDay(sla.MustDay("22:00-03:00")), Special: []sla.Special{{From: day(2026, 2), Open: sla.MustDay("02:00-06:00")}}}, "special[0]"},
		{"a date that is none", sla.Schedule{Special: []sla.Special{{From: day(2026, 32)}}}, "special[0]"},
		{"no date", sla.Schedule{Special: []sla.Special{{}}}, "special[0]"},
		{"year 0", sla.Schedule{Special: []sla.Special{{From: day(0, 1)}}}, "years 1 to 9999"},
		{"year 10000", sla.Schedule{Special: []sla.Special{{From: day(10000, 1)}}}, "years 1 to 9999"},
		{"end before start", sla.Schedule{Special: []sla.Special{{From: day(2026, 9), Through: day(2026, 8)}}}, "on or after"},
		{"a typing error in the year", sla.Schedule{Special: []sla.Special{{From: day(2026, 9), Through: day(2206, 9)}}}, "within ten years"},
		{"a day twice", sla.Schedule{Special: []sla.Special{{From: day(2026, 7), Through: day(2026, 9)}, {From: day(2026, 9)}}}, `special[1] is "2026-03-09"`},
	} {
		_, err := sla.NewCalendar(c.s, time.UTC)
		var wrong *sla.ScheduleError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := sla.NewCalendar(sla.Schedule{}, nil); !errors.Is(err, sla.ErrNoZone) {
		t.Errorf("no zone: got %v", err)
	}
	for _, touching := range []sla.Week{sla.EveryDay(sla.MustDay("00:00-24:00")), sla.EveryDay(sla.MustDay("09:00-12:00 12:00-18:00")), sla.EveryDay(sla.MustDay("22:00-02:00 02:00-05:00"))} {
		if _, err := sla.NewCalendar(sla.Schedule{Week: touching}, time.UTC); err != nil {
			t.Errorf("periods that touch: %v", err)
		}
	}
}

func TestParsing(t *testing.T) {
	for in, want := range map[string]string{
		"09:00-12:00 13:30-18:00": "09:00-12:00 13:30-18:00", "9:00 - 12:00": "", "9:00–12:00、13:30～18:00": "09:00-12:00 13:30-18:00",
		"22:00-02:00": "22:00-02:00", "00:00-24:00": "00:00-24:00", "": "", "08:30:15-09:00": "08:30:15-09:00",
	} {
		d, err := sla.ParseDay(in)
		if in == "9:00 - 12:00" { // a space separates
			if err == nil {
				t.Errorf("%q gives %v", in, d)
			}
			continue
		}
		if err != nil || d.String() != want {
			t.Errorf("%q: got %v, %v, want %s", in, d, err, want)
		}
	}
	for _, bad := range []string{"9-12", "09:00", "09:60-10:00", "24:01-25:00", "-09:00-10:00", "09:0-10:00", "上午-下午", "09:00-10:00:99", "24:00-02:00", "+9:00-10:00"} {
		if d, err := sla.ParseDay(bad); err == nil {
			t.Errorf("%q gives %v", bad, d)
		}
	}
	for _, bad := range []string{"2026-2-1", "2026-02-30", "0000-01-01", "今天", "", "10000-01-01"} {
		if d, err := sla.ParseDate(bad); err == nil {
			t.Errorf("%q gives %v", bad, d)
		}
	}
}

func TestScheduleJSONRoundTrip(t *testing.T) {
	in := `{"week":{"mon":"09:00-12:00 13:30-18:00","sat":"10:00-14:00"},"special":[{"from":"2026-02-14","through":"2026-02-22","name":"農曆春節"},{"from":"2026-12-24","open":"09:00-12:00"}]}`
	var s sla.Schedule
	if err := json.Unmarshal([]byte(in), &s); err != nil {
		t.Fatal(err)
	}
	if bad, err := json.Marshal(sla.TimeOfDay(-1)); err == nil {
		t.Errorf("a time of day that is none marshals to %s", bad)
	}
	if noon, err := json.Marshal(sla.At(12, 0)); err != nil || string(noon) != `"12:00"` {
		t.Errorf("noon marshals to %s, %v", noon, err)
	}
	out, err := json.Marshal(s)
	if err != nil || string(out) != in {
		t.Errorf("got %s, %v, want %s", out, err, in)
	}
	for _, bad := range []string{`{"week":{"mo":"09:00-12:00"}}`, `{"week":{"mon":"09:00"}}`, `{"week":{"mon":"09:00-10:00","Monday":"11:00-12:00"}}`, `{"special":[{"from":"2026-02-30"}]}`, `{"holidays":["2026-01-01"]}`, `{"special":[{"from":"2026-01-01","to":"2026-01-03"}]}`} {
		if err := json.Unmarshal([]byte(bad), &s); err == nil {
			t.Errorf("%s gives no error", bad)
		}
	}
}

// A policy that is written and read again must not lose its calendar unseen.
func TestCalendarIsNotReadFromJSON(t *testing.T) {
	p := sla.Policy{Calendar: shop(t)}
	var back sla.Policy
	if err := json.Unmarshal([]byte(text(t, p)), &back); err == nil || !strings.Contains(err.Error(), "time zone") {
		t.Errorf("got %v, %+v", err, back)
	}
	if err := json.Unmarshal([]byte(text(t, sla.Policy{})), &back); err != nil {
		t.Error(err)
	}
}

// What the caller changes afterwards changes no calendar.
func TestCalendarIsACopy(t *testing.T) {
	s := sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-17:00")), Special: []sla.Special{{From: sla.On(2026, 3, 2), Open: sla.MustDay("10:00-11:00")}}}
	c := newCalendar(t, s, time.UTC)
	from := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	before := c.Between(from, from.AddDate(0, 0, 7))
	s.Week[time.Tuesday][0].To = sla.At(10, 0)
	s.Special[0].Open[0].To = sla.At(20, 0)
	c.Schedule().Week[time.Wednesday][0].To = sla.At(10, 0)
	if after := c.Between(from, from.AddDate(0, 0, 7)); after != before || before != 33*time.Hour {
		t.Errorf("%v before, %v after, want 33h", before, after)
	}
}
