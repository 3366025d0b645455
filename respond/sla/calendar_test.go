package sla_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the cases, on any machine

	"github.com/loamlib/loam/respond/sla"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func newCalendar(t testing.TB, s sla.Schedule, z *time.Location) *sla.Calendar {
	t.Helper()
	c, err := sla.NewCalendar(s, z)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// date is a time of the tests, as "2006-01-02 15:04" in a zone.
func date(t testing.TB, s string, z *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, z)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// The cases were counted minute by minute with Python's zoneinfo.
func TestBetweenAgainstOtherImplementation(t *testing.T) {
	b, err := os.ReadFile("testdata/business_minutes.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct {
			Name  string
			Input struct {
				Calendar struct {
					TZ       string
					Week     map[string][][2]sla.TimeOfDay
					Holidays []sla.Date
				}
				Start, End time.Time
			}
			Expected struct{ Minutes int }
		}
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != 27 {
		t.Fatalf("%d cases, want 27", len(file.Cases))
	}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			var s sla.Schedule
			for name, periods := range c.Input.Calendar.Week {
				d := slices.IndexFunc([]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}, func(w string) bool { return w == name })
				for _, p := range periods {
					s.Week[d] = append(s.Week[d], sla.Period{From: p[0], To: p[1]})
				}
			}
			for _, d := range c.Input.Calendar.Holidays {
				s.Special = append(s.Special, sla.ClosedOn(d, ""))
			}
			cal := newCalendar(t, s, zone(t, c.Input.Calendar.TZ))
			want := time.Duration(c.Expected.Minutes) * time.Minute
			if got := cal.Between(c.Input.Start, c.Input.End); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// jumps are zones and dates around which their clocks change.
var jumps = []struct{ zone, around, what string }{
	{"America/New_York", "2025-03-09", "an hour forward"},
	{"America/New_York", "2025-11-02", "an hour back"},
	{"Europe/Berlin", "2026-03-29", "an hour forward"},
	{"Europe/London", "2026-10-25", "an hour back"},
	{"Australia/Lord_Howe", "2025-10-05", "half an hour forward"},
	{"Australia/Lord_Howe", "2026-04-05", "half an hour back"},
	{"America/Santiago", "2025-09-07", "at midnight, which does not exist"},
	{"Asia/Beirut", "2025-10-26", "at midnight, back into the day before"},
	{"Pacific/Apia", "2011-12-30", "over the date line, a day that does not exist"},
	{"Pacific/Kwajalein", "1993-08-21", "over the date line, a day that does not exist"},
	{"Pacific/Kwajalein", "1969-10-01", "over the date line, a day that is there twice"},
	{"America/Juneau", "1867-10-18", "the same from a mean time with seconds"},
	{"Asia/Pyongyang", "2018-05-05", "another offset for good"},
	{"Asia/Taipei", "1979-07-01", "summer time long ago"},
	{"Asia/Kathmandu", "2025-06-05", "none; an offset of a quarter of an hour"},
	{"UTC", "2026-01-01", "none"},
}

// openTime is the slow obvious count: the minutes in [from, to) at which the clock on
// the wall shows open time, or the seconds where clocks were set by the sun.
func openTime(s sla.Schedule, z *time.Location, from, to time.Time) (sum time.Duration) {
	step := time.Minute
	if _, offset := from.Zone(); offset%60 != 0 {
		step = time.Second
	}
	for at := from; at.Before(to); at = at.Add(step) {
		if openAt(s, at.In(z)) {
			sum += step
		}
	}
	return sum
}

func openAt(s sla.Schedule, local time.Time) bool {
	at := local.Hour()*3600 + local.Minute()*60 + local.Second()
	today := sla.DateOf(local)
	for _, p := range periodsOn(s, today) {
		if overnight := p.To <= p.From; int(p.From) <= at && (overnight || at < int(p.To)) {
			return true
		}
	}
	yesterday := time.Date(today.Year, today.Month, today.Day-1, 12, 0, 0, 0, time.UTC)
	for _, p := range periodsOn(s, sla.DateOf(yesterday)) {
		if p.To <= p.From && at < int(p.To) {
			return true
		}
	}
	return false
}

func periodsOn(s sla.Schedule, d sla.Date) sla.Day {
	order := func(d sla.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }
	for _, x := range s.Special {
		if order(d) == order(x.From) || order(x.From) <= order(d) && order(d) <= order(x.Through) {
			return x.Open
		}
	}
	return s.Week[time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()]
}

// randomSchedule is a schedule that NewCalendar accepts, with special days near a
// date.
func randomSchedule(t *testing.T, r *rand.Rand, z *time.Location, near time.Time) (sla.Schedule, *sla.Calendar) {
	for {
		var s sla.Schedule
		for d := range s.Week {
			s.Week[d] = randomDay(r)
		}
		for i := range r.IntN(4) {
			from := sla.DateOf(near.AddDate(0, 0, 3*i-3))
			x := sla.Special{From: from, Name: "special"}
			if r.IntN(2) == 0 {
				x.Through = sla.DateOf(near.AddDate(0, 0, 3*i-3+r.IntN(3)))
			}
			if r.IntN(2) == 0 {
				x.Open = randomDay(r)
			}
			s.Special = append(s.Special, x)
		}
		c, err := sla.NewCalendar(s, z)
		if err == nil {
			return s, c
		}
		if wrong := (*sla.ScheduleError)(nil); !errors.As(err, &wrong) {
			t.Fatalf("%v is no ScheduleError", err)
		}
	}
}

// randomDay is none to three periods, now and then over midnight, with edges that
// the changes of clocks fall on.
func randomDay(r *rand.Rand) (d sla.Day) {
	edge := func() sla.TimeOfDay { return sla.At(r.IntN(24), []int{0, 0, 15, 30, 59}[r.IntN(5)]) }
	switch r.IntN(6) {
	case 0:
		return nil
	case 1:
		return sla.Day{{From: 0, To: sla.EndOfDay}}
	}
	for range 1 + r.IntN(3) {
		p := sla.Period{From: edge(), To: edge()}
		if r.IntN(4) > 0 && p.To < p.From {
			p.From, p.To = p.To, p.From
		}
		d = append(d, p)
	}
	return d
}

func TestBetweenAgainstMinuteByMinute(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	rounds := 12
	if testing.Short() {
		rounds = 2
	}
	for _, j := range jumps {
		z := zone(t, j.zone)
		near := date(t, j.around+" 12:00", z)
		for range rounds {
			s, cal := randomSchedule(t, r, z, near)
			from := near.Add(-time.Duration(r.IntN(5*24*60)) * time.Minute).Truncate(time.Minute)
			to := from.Add(time.Duration(r.IntN(7*24*60)) * time.Minute)
			want := openTime(s, z, from, to)
			if got := cal.Between(from, to); got != want {
				t.Fatalf("%s around %s (%s), %v: from %v to %v got %v, want %v", j.zone, j.around, j.what, s, from, to, got, want)
			}
			checkSpans(t, s, cal, from, to, want)
			checkAdd(t, s, cal, from, to, want)
		}
	}
}

// checkSpans checks that spans lie end to end, are open or closed as the clock on
// the wall says, and add up.
func checkSpans(t *testing.T, s sla.Schedule, cal *sla.Calendar, from, to time.Time, want time.Duration) {
	t.Helper()
	at, sum := from, time.Duration(0)
	for x := range cal.Spans(from, to) {
		if !x.From.Equal(at) || !x.To.After(x.From) {
			t.Fatalf("span %v does not begin where the one before ended, %v", x, at)
		}
		for _, m := range []time.Time{x.From, x.To.Add(-time.Nanosecond), x.From.Add(x.Length() / 2)} {
			if cal.Open(m) != (x.Kind == sla.Counted) || openAt(s, m.In(cal.Zone())) != (x.Kind == sla.Counted) {
				t.Fatalf("span %v is said to be %s, but at %v it is not", x, x.Kind, m)
			}
		}
		if x.Kind == sla.Counted {
			sum += x.Length()
		}
		at = x.To
	}
	if from.Before(to) && !at.Equal(to) || sum != want {
		t.Fatalf("spans end at %v and add up to %v, want %v and %v", at, sum, to, want)
	}
}

// checkAdd checks that adding what is between two instants leads to the first
// instant between which and the start it is.
func checkAdd(t *testing.T, s sla.Schedule, cal *sla.Calendar, from, to time.Time, open time.Duration) {
	t.Helper()
	for _, d := range []time.Duration{open, open / 2, open/3 + 1234567*time.Nanosecond} {
		if d <= 0 || d > open {
			continue
		}
		end, err := cal.Add(from, d)
		if err != nil {
			t.Fatal(err)
		}
		if got := cal.Between(from, end); got != d {
			t.Fatalf("%v: adding %v to %v gives %v, between which are %v", s, d, from, end, got)
		}
		if got := cal.Between(from, end.Add(-time.Nanosecond)); got >= d {
			t.Fatalf("%v: adding %v to %v gives %v, which is not the first", s, d, from, end)
		}
		if end.After(to) {
			t.Fatalf("%v is after %v", end, to)
		}
	}
}

func TestBetweenIsAdditive(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	z := zone(t, "America/New_York")
	near := date(t, "2025-11-02 00:00", z)
	for range 300 {
		_, cal := randomSchedule(t, r, z, near)
		var at [3]time.Time
		for i := range at {
			at[i] = near.Add(time.Duration(r.Int64N(int64(20*24*time.Hour))) - 10*24*time.Hour)
		}
		if ab, bc, ac := cal.Between(at[0], at[1]), cal.Between(at[1], at[2]), cal.Between(at[0], at[2]); ab+bc != ac {
			t.Fatalf("%v + %v != %v for %v", ab, bc, ac, at)
		}
		var sum time.Duration
		for s := range cal.Spans(at[0], at[1]) { // ends lie within a second
			if s.Kind == sla.Counted {
				sum += s.Length()
			}
		}
		if want := max(0, cal.Between(at[0], at[1])); sum != want {
			t.Fatalf("spans from %v to %v add up to %v, want %v", at[0], at[1], sum, want)
		}
	}
}

func TestAddOverYears(t *testing.T) {
	cal := newCalendar(t, sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-17:00")),
		Special: []sla.Special{sla.ClosedOn(sla.On(2026, time.January, 1), "New Year")}}, zone(t, "Europe/Berlin"))
	from := date(t, "2021-01-04 09:00", cal.Zone()) // a Monday
	// Five years of 52 weeks and a day: 1,826 days to Sunday 2026-01-04, of which
	// 1,305 are weekdays; one of them is a holiday.
	end, err := cal.Add(from, 1304*8*time.Hour)
	if want := date(t, "2026-01-02 17:00", cal.Zone()); err != nil || !end.Equal(want) {
		t.Errorf("got %v, %v, want %v", end, err, want)
	}
}

func TestClosingTimeIsTheDeadlineOfAFullDay(t *testing.T) {
	z := zone(t, "Asia/Taipei")
	cal := newCalendar(t, sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-17:00"))}, z)
	for _, c := range []struct{ from, want string }{
		{"2026-03-06 09:00", "2026-03-06 17:00"}, // Friday
		{"2026-03-06 17:00", "2026-03-09 17:00"}, // nothing is left of Friday
		{"2026-03-07 11:00", "2026-03-09 17:00"}, // Saturday
	} {
		if got, err := cal.Add(date(t, c.from, z), 8*time.Hour); err != nil || !got.Equal(date(t, c.want, z)) {
			t.Errorf("8 h from %s: got %v, %v, want %s", c.from, got, err, c.want)
		}
	}
}

func TestNext(t *testing.T) {
	z := zone(t, "Asia/Taipei")
	cal := newCalendar(t, sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-12:00 13:30-18:00"))}, z)
	for _, c := range []struct{ at, want string }{
		{"2026-03-06 10:10", "2026-03-06 10:10"},
		{"2026-03-06 12:00", "2026-03-06 13:30"},
		{"2026-03-06 18:00", "2026-03-09 09:00"},
	} {
		if got, err := cal.Next(date(t, c.at, z)); err != nil || !got.Equal(date(t, c.want, z)) {
			t.Errorf("next after %s: got %v, %v, want %s", c.at, got, err, c.want)
		}
	}
	within := date(t, "2026-03-06 10:10", z).Add(5 * time.Nanosecond)
	if got, err := cal.Next(within); err != nil || !got.Equal(within) {
		t.Errorf("next after an open instant: got %v, %v, want itself", got, err)
	}
	if got, err := cal.Next(date(t, "2026-03-06 12:00", z).Add(time.Nanosecond)); err != nil || !got.Equal(date(t, "2026-03-06 13:30", z)) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestAWholeDayLosesNoMinute(t *testing.T) {
	z := zone(t, "Asia/Taipei")
	always := newCalendar(t, sla.Schedule{Week: sla.EveryDay(sla.MustDay("00:00-24:00"))}, z)
	from := date(t, "2026-03-01 23:30", z)
	if got := always.Between(from, from.Add(48*time.Hour)); got != 48*time.Hour {
		t.Errorf("got %v, want 48h", got)
	}
	if got := always.Between(date(t, "2026-03-01 23:59", z), date(t, "2026-03-02 00:00", z)); got != time.Minute {
		t.Errorf("the last minute of the day: got %v, want 1m", got)
	}
}

// The night shift of the eve runs on into the holiday, that of the holiday does not
// begin.
func TestOvernightBelongsToTheDayItStartsOn(t *testing.T) {
	z := zone(t, "Asia/Taipei")
	cal := newCalendar(t, sla.Schedule{Week: sla.EveryDay(sla.MustDay("22:00-02:00")),
		Special: []sla.Special{sla.ClosedOn(sla.On(2026, time.January, 1), "元旦")}}, z)
	got := cal.Between(date(t, "2025-12-31 12:00", z), date(t, "2026-01-02 12:00", z))
	if want := 4 * time.Hour; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	var text []string
	for s := range cal.Spans(date(t, "2026-01-01 01:00", z), date(t, "2026-01-02 22:00", z)) {
		text = append(text, fmt.Sprintf("%s-%s %s%s", s.From.Format("02 15:04"), s.To.Format("02 15:04"), s.Kind, s.Note))
	}
	want := []string{"01 01:00-01 02:00 counted", "01 02:00-02 00:00 holiday元旦", "02 00:00-02 22:00 closed"}
	if !slices.Equal(text, want) {
		t.Errorf("got %q, want %q", text, want)
	}
}

func TestNeverOpen(t *testing.T) {
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	never := newCalendar(t, sla.Schedule{}, time.UTC)
	if got := never.Between(now, now.AddDate(5, 0, 0)); got != 0 {
		t.Errorf("got %v, want 0", got)
	}
	if _, err := never.Add(now, time.Second); !errors.Is(err, sla.ErrNeverOpen) {
		t.Errorf("got %v, want ErrNeverOpen", err)
	}
	if _, err := never.Next(now); !errors.Is(err, sla.ErrNeverOpen) {
		t.Errorf("got %v, want ErrNeverOpen", err)
	}
	fair := newCalendar(t, sla.Schedule{Special: []sla.Special{{From: sla.On(2026, 3, 7), Open: sla.MustDay("10:00-16:00")}}},
		zone(t, "America/New_York"))
	if _, err := fair.Add(now, 6*time.Hour); err != nil {
		t.Error(err)
	}
	if _, err := fair.Add(now, 6*time.Hour+1); !errors.Is(err, sla.ErrNeverOpen) {
		t.Errorf("got %v, want ErrNeverOpen", err)
	}
	if _, err := fair.Add(now, -time.Hour); err == nil {
		t.Error("adding a negative duration gives no error")
	}
}

// Without a calendar it is always open.
func TestNilCalendar(t *testing.T) {
	var always *sla.Calendar
	from := time.Date(2026, 3, 7, 23, 59, 0, 1, time.UTC)
	end, err := always.Add(from, 25*time.Hour)
	next, err2 := always.Next(from)
	if got := always.Between(from, end); got != 25*time.Hour || !always.Open(from) || !next.Equal(from) || err != nil || err2 != nil || always.Zone() != nil {
		t.Errorf("%v, %v, %v, %v, %v", got, end, next, err, err2)
	}
	same := newCalendar(t, always.Schedule(), time.UTC)
	if got := same.Between(from, end); got != 25*time.Hour {
		t.Errorf("its schedule has %v open, want 25h", got)
	}
	if got := slices.Collect(always.Spans(from, end)); len(got) != 1 || got[0].Kind != sla.Counted || got[0].Length() != 25*time.Hour {
		t.Errorf("got %v", got)
	}
	if text(t, always) != "null" {
		t.Errorf("marshals to %s", text(t, always))
	}
}

// Spans reach up to the very end, also where a change of clocks lies just before it.
func TestSpansEndWithinASecond(t *testing.T) {
	z := zone(t, "America/New_York")
	cal := newCalendar(t, sla.Schedule{Week: sla.EveryDay(sla.MustDay("01:00-04:00"))}, z)
	change := time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC) // 2:00 EST is 3:00 EDT
	from, to := change.Add(-300*time.Millisecond), change.Add(500*time.Millisecond)
	var sum time.Duration
	for s := range cal.Spans(from, to) {
		sum += s.Length()
	}
	if sum != 800*time.Millisecond || cal.Between(from, to) != sum {
		t.Errorf("spans add up to %v, between are %v, want 800ms", sum, cal.Between(from, to))
	}
}

// Times that no case has must cost no more than others and not panic.
func TestTimesFarAway(t *testing.T) {
	cal := newCalendar(t, sla.Schedule{Week: sla.EveryDay(sla.MustDay("09:00-17:00"))}, zone(t, "America/New_York"))
	far := []time.Time{{}, time.Unix(-1<<60, 0), time.Unix(1<<60, 0), time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, from := range far {
		cal.Open(from)
		for _, to := range far {
			if a, b := cal.Between(from, to), cal.Between(to, from); a != -b {
				t.Errorf("%v and %v between %v and %v", a, b, from, to)
			}
		}
		if at, err := cal.Add(from, 1<<62); err == nil && at.Year() > 9999 {
			t.Errorf("got %v", at)
		}
	}
}
