package sla_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/sla"
)

// What parses prints as what parses to the same.
func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"09:00-12:00 13:30-18:00", "22:00-02:00", "00:00-24:00", "9:00–12:00、13:30～18:00", "24:00-24:00", ":-:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := sla.ParseDay(s)
		if err != nil {
			return
		}
		again, err := sla.ParseDay(d.String())
		if err != nil || again.String() != d.String() {
			t.Errorf("%q prints as %q, which is read as %v, %v", s, d, again, err)
		}
	})
}

// Any schedule that is accepted gives additive times, and sums that can be undone.
func FuzzCalendar(f *testing.F) {
	f.Add([]byte(`{"week":{"mon":"09:00-12:00 13:30-18:00","sat":"22:00-02:00"},"special":[{"from":"2026-11-01","open":"00:00-24:00"}]}`), int64(1793500000), int64(90000), int64(400000), 0)
	f.Add([]byte(`{"special":[{"from":"2011-12-30","through":"2011-12-31"}]}`), int64(1325000000), int64(1e9), int64(-1e9), 2)
	f.Add([]byte(`{"week":{"sun":"01:00-04:00"}}`), int64(-1e18), int64(1e18), int64(7), 1)
	zones := []string{"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Taipei"}
	f.Fuzz(func(t *testing.T, schedule []byte, from, d1, d2 int64, z int) {
		var s sla.Schedule
		if json.Unmarshal(schedule, &s) != nil {
			return
		}
		cal, err := sla.NewCalendar(s, zone(t, zones[uint(z)%uint(len(zones))]))
		if err != nil {
			return
		}
		const years = 40 * 366 * 24 * 60 * 60 // what a Duration holds
		a := time.Unix(from%years, 0)
		b, c := a.Add(time.Duration(d1%years)*time.Second), a.Add(time.Duration(d2%years)*time.Second)
		if cal.Between(a, b)+cal.Between(b, c) != cal.Between(a, c) {
			t.Errorf("%s: not additive over %v, %v, %v", schedule, a, b, c)
		}
		open := max(cal.Between(a, b), 0)
		end, err := cal.Add(a, open)
		if err != nil || cal.Between(a, end) != open || open > 0 && end.After(b) {
			t.Errorf("%s: adding %v to %v gives %v, %v", schedule, open, a, end, err)
		}
	})
}

// Any events give a reading that agrees with itself, in every language.
func FuzzRead(f *testing.F) {
	f.Add([]byte{1, 0, 6, 9, 8, 20, 9, 30, 10, 40}, int64(50), uint8(2))
	f.Add([]byte{6, 0, 1, 5, 255, 9, 0, 3, 13, 4}, int64(-3), uint8(1))
	cal := shop(f)
	start := march(f, "02 09:00")
	f.Fuzz(func(t *testing.T, raw []byte, hours int64, which uint8) {
		var events []feedback.CaseEvent
		for i := 0; i+1 < len(raw); i += 2 {
			events = append(events, feedback.CaseEvent{CaseID: "c", Kind: feedback.EventKind(raw[i]), At: start.Add(time.Duration(raw[i+1]) * time.Hour)})
		}
		p := anyClock[int(which)%len(anyClock)]
		if which&128 != 0 {
			p.Calendar = cal
		}
		now := start.Add(time.Duration(hours%10000) * time.Hour)
		r, err := p.Read(events, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range tags {
			if r.Explanation(tag) == "" {
				t.Errorf("no explanation of %+v", r)
			}
		}
		if r.Elapsed < 0 || r.Open() && r.Start.After(now) || r.State == sla.Breached && r.Late() <= 0 {
			t.Errorf("%+v", r)
		}
		if sum := counted(t, &r, r.Due); !r.Due.IsZero() && sum != r.Target {
			t.Errorf("%v counted until due, want %v", sum, r.Target)
		}
	})
}
