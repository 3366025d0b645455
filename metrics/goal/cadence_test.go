package goal_test

import (
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/goal"
)

func TestMonthsEndWhereTheMonthEnds(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.ParseInLocation(time.DateOnly, s, taipei)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-01-31", 2, "2026-03-31"},
		{"2026-08-31", 6, "2027-02-28"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", 6, "2026-07-15"}, {"2026-12-31", 0, "2026-12-31"},
	} {
		if got := goal.Months(day(c.from), c.n); !got.Equal(day(c.want)) {
			t.Errorf("%d months after %s: %s, want %s", c.n, c.from, got.Format(time.DateOnly), c.want)
		}
	}
}

// A review is a whole number of steps after the start, the first after now, and never
// after the due date; and it is at the same hour by the wall clock, summer or winter.
func TestNextReviewIsTheFirstAfterNow(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	for _, every := range goal.Cadences() {
		g := goal.Goal{Start: time.Date(2024, 1, 31, 9, 0, 0, 0, zone), Due: time.Date(2032, 3, 1, 0, 0, 0, 0, zone), Reviewed: every}
		before := g.Start
		for now := g.Start.AddDate(0, 0, -3); now.Before(g.Due); now = now.Add(53 * time.Hour) {
			next := g.NextReview(now)
			if !next.After(now) || next.After(g.Due) || next.Before(before) {
				t.Fatalf("%s, now %v: next %v after %v", every, now, next, before)
			}
			if next.Hour() != 9 && !next.Equal(g.Due) {
				t.Fatalf("%s: %v is at another hour", every, next)
			}
			if again := g.NextReview(next.Add(-time.Nanosecond)); now.After(g.Start) && !again.Equal(next) {
				t.Fatalf("%s, now %v: next is %v, just before that %v", every, now, next, again)
			}
			before = next
		}
		if next := g.NextReview(g.Due); !next.IsZero() {
			t.Errorf("%s: a review at %v, after it was due", every, next)
		}
	}
}

func TestNoReviewWithoutDates(t *testing.T) {
	g := satisfaction()
	g.Reviewed = "rarely"
	if next := g.NextReview(g.Start); !next.IsZero() {
		t.Errorf("rarely: %v", next)
	}
	if next := (goal.Goal{Reviewed: goal.Monthly}).NextReview(g.Start); !next.IsZero() {
		t.Errorf("no dates: %v", next)
	}
}
