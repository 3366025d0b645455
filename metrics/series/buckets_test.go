package series_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/metricstest"
	"github.com/loamlib/loam/metrics/series"
)

// taipei is a zone without a database of zones: Taiwan has had no summer time since
// 1979.
func taipei() *time.Location { return time.FixedZone("Asia/Taipei", 8*60*60) }

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no zone database: %v", err)
	}
	return z
}

func window(step series.Step, now time.Time) series.Window {
	return series.Window{Calendar: series.Calendar{Step: step, Zone: now.Location()}, Now: now}
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 12, 0, 0, 0, taipei()) }

type npsBuckets = series.Buckets[metrics.NPS, *metrics.NPS]

func add(t *testing.T, b *npsBuckets, at time.Time, scores ...int) {
	t.Helper()
	for _, s := range scores {
		a, err := b.At(at)
		if err != nil {
			t.Fatal(err)
		}
		a.Add(s)
	}
}

// The rules of all accumulators: merging, splitting, order and both codecs.
func TestBucketsAreAccumulators(t *testing.T) {
	now := date(2026, time.June, 10)
	metricstest.Run(t, metricstest.Subject[npsBuckets]{
		New: func() *npsBuckets { return &npsBuckets{Window: window(series.Week, now)} },
		Add: func(b *npsBuckets, r *rand.Rand) {
			when := now.AddDate(0, 0, 10-r.IntN(200)) // some after now
			if r.IntN(20) == 0 {
				when = time.Time{}
			}
			if a, err := b.At(when); err == nil {
				a.Add(r.IntN(12))
			}
		},
	})
}

// Dates come out of order, months are missing, clocks run ahead, and the month is
// not over.
func TestSeriesOfMessyRecords(t *testing.T) {
	now := date(2026, time.May, 20)
	b := &npsBuckets{Window: window(series.Month, now)}
	add(t, b, date(2026, time.April, 3), 10, 9, 2)
	add(t, b, date(2026, time.January, 31), 10, 10) // a month in which two answered, both promoters
	add(t, b, date(2026, time.May, 2), 6)
	add(t, b, date(2026, time.April, 29), 7)
	for _, at := range []time.Time{now.Add(time.Second), {}, date(2031, time.January, 1)} {
		var wrong *series.TimeError
		if _, err := b.At(at); !errors.As(err, &wrong) {
			t.Errorf("%v was accepted: %v", at, err)
		}
	}
	s, err := b.Series()
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Label   string
		N       int64
		Partial bool
		Defined bool
	}
	var got []row
	for _, p := range s.Points {
		_, defined := p.Value()
		got = append(got, row{p.Period.String(), p.Estimate.N, p.Partial, defined})
	}
	want := []row{{"2026-01", 2, false, true}, {"2026-02", 0, false, false}, {"2026-03", 0, false, false}, {"2026-04", 4, false, true}, {"2026-05", 1, true, true}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	// v' of 2 promoters: p' = 2.75/5, d' = 0.75/5, V' = 0.7 - 0.4² = 0.54, /5, in points.
	if v := s.Points[0].Variance.Or(0); v < 1079.999 || v > 1080.001 {
		t.Errorf("two promoters have variance %v, want 1080", v)
	}
	if got := s.Rejected.String(); got != "1 no_time, 2 after_now" {
		t.Errorf("rejected %q", got)
	}
	if s.Kind != series.Score || s.Definition != metrics.IDNPS {
		t.Errorf("a series of %s, %s", s.Definition, s.Kind)
	}
	if n := len(s.Complete().Points); n != 4 {
		t.Errorf("%d complete months", n)
	}
	if _, err := json.Marshal(s); err != nil {
		t.Error(err)
	}
}

func TestWindowFromCutsAndMarks(t *testing.T) {
	w := window(series.Month, date(2026, time.March, 31))
	w.From = date(2026, time.January, 15)
	b := &npsBuckets{Window: w}
	if _, err := b.At(date(1970, time.January, 1)); err == nil {
		t.Error("a record of 1970 was accepted")
	}
	s, err := b.Volume()
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range s.Points {
		if v, ok := p.Value(); !ok || v != 0 || p.Partial != (i != 1) {
			t.Errorf("%s: %v, partial %t: an empty month has a volume of 0", p.Period, p.Estimate, p.Partial)
		}
	}
	if got := s.Points[0].Size; got != 16.5 { // noon of the 15th to the end of the 31st
		t.Errorf("January has %v days", got)
	}
}

// One record of 1970 in a series of days must not make 20 000 empty days.
func TestTooManyPeriodsAreAnError(t *testing.T) {
	b := &npsBuckets{Window: window(series.Day, date(2026, time.March, 31))}
	add(t, b, date(1970, time.January, 1), 3)
	if s, err := b.Series(); err == nil {
		t.Errorf("%d points", len(s.Points))
	}
}

func TestWindowWithoutNow(t *testing.T) {
	var b npsBuckets
	if _, err := b.At(date(2026, time.March, 1)); !errors.Is(err, series.ErrNoNow) {
		t.Errorf("got %v", err)
	}
	if _, err := b.Series(); !errors.Is(err, series.ErrNoNow) {
		t.Errorf("got %v", err)
	}
	b.Window = window("fortnight", date(2026, time.March, 1))
	if _, err := b.At(date(2026, time.January, 1)); err == nil {
		t.Error("a fortnight is no step")
	}
}

// A state that was saved goes on under a later Now, and does not mix with that of
// another calendar.
func TestStateOfAnotherCalendar(t *testing.T) {
	b := &npsBuckets{Window: window(series.Month, date(2026, time.March, 31))}
	add(t, b, date(2026, time.March, 1), 9)
	state, err := b.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	later := &npsBuckets{Window: window(series.Month, date(2026, time.April, 2))}
	if err := later.UnmarshalBinary(state); err != nil {
		t.Fatal(err)
	}
	add(t, later, date(2026, time.April, 1), 9)
	if s, _ := later.Series(); len(s.Points) != 2 || s.Points[0].Partial || !s.Points[1].Partial {
		t.Errorf("%+v", s.Points)
	}
	weeks := &npsBuckets{Window: window(series.Week, date(2026, time.April, 2))}
	var mismatch *metrics.MismatchError
	if err := weeks.UnmarshalBinary(state); !errors.As(err, &mismatch) {
		t.Errorf("got %v", err)
	}
	if err := weeks.Merge(b); !errors.As(err, &mismatch) {
		t.Errorf("got %v", err)
	}
}

// A series that went through JSON is the one it was, but for the names of zones.
func TestSeriesGoesThroughJSON(t *testing.T) {
	b := &npsBuckets{Window: window(series.Month, date(2026, time.May, 20))}
	add(t, b, date(2026, time.February, 3), 10, 9, 2)
	want, err := b.Series()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got series.Series
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(got)
	if d := cmp.Diff(string(text), string(again)); d != "" || err != nil {
		t.Errorf("%s, %v", d, err)
	}
	if got.Points[0].Period.String() != "2026-02" || got.Kind != series.Score {
		t.Errorf("%+v", got)
	}
}

// No bytes make buckets panic, and what is read is written again as it was.
func FuzzBuckets(f *testing.F) {
	of := func() *npsBuckets { return &npsBuckets{Window: window(series.Week, date(2026, time.June, 10))} }
	b := of()
	for _, at := range []time.Time{date(2026, time.May, 1), date(2026, time.June, 1), {}} {
		if a, err := b.At(at); err == nil {
			a.Add(9)
		}
	}
	binary, _ := b.MarshalBinary() // a fresh state always can
	text, _ := b.MarshalJSON()
	f.Add(binary)
	f.Add(text)
	f.Fuzz(func(t *testing.T, data []byte) {
		b := of()
		if b.UnmarshalBinary(data) == nil {
			if again, err := b.MarshalBinary(); err != nil || string(again) != string(data) {
				t.Errorf("%q became %q, %v", data, again, err)
			}
			if _, err := b.Series(); err != nil && !strings.Contains(err.Error(), "number of periods") {
				t.Error(err)
			}
		}
		if b.UnmarshalJSON(data) == nil {
			if _, err := b.MarshalJSON(); err != nil {
				t.Error(err)
			}
		}
	})
}

// A million records in a year of days, as they come and in no order.
func BenchmarkAt(b *testing.B) {
	now := date(2026, time.June, 10)
	for _, order := range []string{"in order", "shuffled"} {
		b.Run(order, func(b *testing.B) {
			b.ReportAllocs()
			days := &npsBuckets{Window: window(series.Day, now)}
			i := 0
			for b.Loop() {
				minute := i % (365 * 24 * 60)
				if order == "shuffled" {
					minute = i * 7919 % (365 * 24 * 60)
				}
				if a, err := days.At(now.AddDate(-1, 0, 0).Add(time.Duration(minute) * time.Minute)); err == nil {
					a.Add(9)
				}
				i++
			}
		})
	}
}
