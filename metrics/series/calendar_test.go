package series_test

import (
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/series"
)

// By hand from a calendar; 2027-01-01 is a Friday, so it is in the last ISO week of
// 2026.
func TestPeriodsAreNamedAsOnCharts(t *testing.T) {
	at := time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)
	for step, want := range map[series.Step][3]string{
		series.Day:     {"2027-01-01", "2027-01-01", "2027-01-02"},
		series.Week:    {"2026-W53", "2026-12-28", "2027-01-04"},
		series.Month:   {"2027-01", "2027-01-01", "2027-02-01"},
		series.Quarter: {"2027-Q1", "2027-01-01", "2027-04-01"},
		series.Year:    {"2027", "2027-01-01", "2028-01-01"},
	} {
		p := series.Calendar{Step: step}.Period(at)
		if got := [3]string{p.String(), p.Start.Format(time.DateOnly), p.End.Format(time.DateOnly)}; got != want {
			t.Errorf("%s: got %v, want %v", step, got, want)
		}
	}
}

func TestNightInTaipeiIsTheNextDay(t *testing.T) {
	at := time.Date(2026, time.February, 28, 17, 0, 0, 0, time.UTC) // 01:00 of 1 March in Taipei
	if p := (series.Calendar{Zone: taipei()}).Period(at); p.String() != "2026-03" {
		t.Errorf("got %s", p)
	}
	if p := (series.Calendar{}).Period(at); p.String() != "2026-02" {
		t.Errorf("got %s", p)
	}
}

// Every hour of years with the oddest changes of clocks lies in the period that it is
// given, and periods follow each other without a gap. São Paulo and Beirut changed at
// midnight, Havana goes back to it, St John's went back over it at one minute past,
// Lord Howe moves by half an hour and Apia left a day out.
func TestPeriodsTileTime(t *testing.T) {
	for name, year := range map[string]int{
		"Asia/Taipei": 2026, "Europe/Berlin": 2026, "America/Sao_Paulo": 2018, "Asia/Beirut": 2022, "America/Havana": 2025,
		"America/St_Johns": 2010, "Australia/Lord_Howe": 2026, "Pacific/Apia": 2011,
	} {
		z := zone(t, name)
		for _, step := range []series.Step{series.Day, series.Week, series.Month} {
			c := series.Calendar{Step: step, Zone: z}
			p := c.Period(time.Date(year, time.January, 1, 0, 0, 0, 0, z))
			for at := p.Start; at.Year() <= year; at = at.Add(30 * time.Minute) {
				if !at.Before(p.End) {
					next := c.Next(p)
					if !next.Start.Equal(p.End) || !next.End.After(next.Start) {
						t.Fatalf("%s: %s ends %s, %s begins %s and ends %s", name, p, p.End, next, next.Start, next.End)
					}
					p = next
				}
				if got := c.Period(at); !got.Start.Equal(p.Start) || !got.End.Equal(p.End) {
					t.Fatalf("%s: %s is in %s, want %s", name, at, got, p)
				}
			}
		}
	}
}

// The lengths of days on which clocks change, and a first instant that is not
// midnight.
func TestDaysWithoutMidnight(t *testing.T) {
	for _, c := range []struct {
		zone  string
		date  time.Time
		hours float64
		start string
	}{
		{"Europe/Berlin", time.Date(2026, time.March, 29, 12, 0, 0, 0, time.UTC), 23, "00:00"},
		{"Europe/Berlin", time.Date(2026, time.October, 25, 12, 0, 0, 0, time.UTC), 25, "00:00"},
		{"America/Sao_Paulo", time.Date(2018, time.November, 4, 12, 0, 0, 0, time.UTC), 23, "01:00"},
		{"America/Havana", time.Date(2025, time.November, 2, 12, 0, 0, 0, time.UTC), 25, "00:00"},
		{"Pacific/Apia", time.Date(2011, time.December, 31, 0, 0, 0, 0, time.UTC), 24, "00:00"},
	} {
		p := series.Calendar{Step: series.Day, Zone: zone(t, c.zone)}.Period(c.date)
		if p.Length().Hours() != c.hours || p.Start.Format("15:04") != c.start {
			t.Errorf("%s in %s: %v hours from %s, want %v from %s", p, c.zone, p.Length().Hours(), p.Start.Format("15:04"), c.hours, c.start)
		}
	}
}
