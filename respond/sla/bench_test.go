package sla_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/sla"
)

// officeHours have a lunch break and ten holidays a year for ten years, in a zone
// that changes its clocks.
func officeHours(b *testing.B) *sla.Calendar {
	s := sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-12:00 13:00-18:00"))}
	for year := 2020; year < 2030; year++ {
		for m := time.January; m <= time.October; m++ {
			s.Special = append(s.Special, sla.ClosedOn(sla.On(year, m, 3), "holiday"))
		}
	}
	return newCalendar(b, s, zone(b, "Europe/Berlin"))
}

// Costs should hardly grow with the time between.
func BenchmarkBetween(b *testing.B) {
	cal := officeHours(b)
	from := time.Date(2021, 3, 1, 10, 0, 0, 0, time.UTC)
	for _, days := range []int{1, 30, 5 * 365} {
		b.Run(fmt.Sprintf("days=%d", days), func(b *testing.B) {
			to := from.AddDate(0, 0, days)
			b.ReportAllocs()
			for b.Loop() {
				cal.Between(from, to)
			}
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	cal := officeHours(b)
	from := time.Date(2021, 3, 1, 10, 0, 0, 0, time.UTC)
	for _, hours := range []time.Duration{8, 240, 8 * 255 * 5} {
		b.Run(fmt.Sprintf("hours=%d", hours), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cal.Add(from, hours*time.Hour); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A case that has gone to and fro for five years.
func BenchmarkReadFiveYears(b *testing.B) {
	at := time.Date(2021, 3, 1, 10, 0, 0, 0, time.UTC)
	events := []feedback.CaseEvent{{CaseID: "c", Kind: feedback.Received, At: at}}
	for range 60 {
		for _, kind := range []feedback.EventKind{feedback.WaitingCustomer, feedback.CustomerReplied} {
			at = at.AddDate(0, 0, 15)
			events = append(events, feedback.CaseEvent{CaseID: "c", Kind: kind, At: at})
		}
	}
	policy := sla.Policy{Clock: sla.Resolution, Target: 4000 * time.Hour, Calendar: officeHours(b)}
	b.ReportAllocs()
	for b.Loop() {
		if r, err := policy.Read(events, at); err != nil || r.State != sla.AtRisk && r.State != sla.Running && r.State != sla.Breached {
			b.Fatal(r, err)
		}
	}
}

// The backlog of a large desk, read anew, three clocks a case.
func BenchmarkQueue(b *testing.B) {
	cal := officeHours(b)
	agreement, err := sla.NewAgreement(
		sla.Rule{Channels: []feedback.Channel{feedback.Hotline}, Policy: sla.Policy{Target: time.Hour}},
		sla.Rule{Policy: sla.Policy{Target: 8 * time.Hour, Calendar: cal}},
		sla.Rule{Policy: sla.Policy{Clock: sla.NextResponse, Target: 8 * time.Hour, Calendar: cal}},
		sla.Rule{Policy: sla.Policy{Clock: sla.Resolution, Target: 40 * time.Hour, Calendar: cal}})
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	cases := make([]sla.Case, 100_000)
	for i := range cases {
		id := fmt.Sprintf("c-%06d", i)
		at := now.Add(-time.Duration(i*7919%(30*24*60)) * time.Minute)
		cases[i] = sla.Case{ID: id, Channel: feedback.Channels()[i%7], Events: []feedback.CaseEvent{
			{CaseID: id, Kind: feedback.Received, At: at}, {CaseID: id, Kind: feedback.Seen, At: at.Add(time.Hour)},
			{CaseID: id, Kind: feedback.Replied, At: at.Add(5 * time.Hour)}, {CaseID: id, Kind: feedback.CustomerReplied, At: at.Add(30 * time.Hour)}}}
	}
	b.ReportAllocs()
	for b.Loop() {
		if queue, err := agreement.Queue(slices.Values(cases), now); err != nil || len(queue) < len(cases) {
			b.Fatal(len(queue), err)
		}
	}
}
