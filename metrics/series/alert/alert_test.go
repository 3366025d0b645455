package alert_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/series/alert"
	"github.com/loamlib/loam/metrics/stat"
)

var start = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.FixedZone("Asia/Taipei", 8*60*60)) // a Monday

func share(t *testing.T, o alert.ShareOptions) *alert.Share {
	t.Helper()
	if o.Definition == "" {
		o.Definition = metrics.IDComplaintShare
	}
	s, err := alert.NewShare(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// near is whether a mean of n exponential-like run lengths is what it should be:
// within four standard errors.
func near(t *testing.T, name string, got, want float64, n int) {
	t.Helper()
	if math.Abs(got/want-1) > 4/math.Sqrt(float64(n)) {
		t.Errorf("%s: a run of %.1f on average, computed %.1f", name, got, want)
	}
}

// What is computed is what happens: run lengths of simulated records.
func TestPerformanceIsWhatHappens(t *testing.T) {
	const times = 2000
	r := rand.New(rand.NewPCG(1, 2))
	for _, o := range []alert.ShareOptions{{Baseline: 0.05, Detect: 0.15, Every: 200}, {Baseline: 0.5, Detect: 0.3, Every: 150}, {Baseline: 0.02, Detect: 0.04, Every: 100}, {Baseline: 0.9, Detect: 0.95, Every: 300}} {
		s := share(t, o)
		run := func(p float64) float64 {
			n := 0
			for range times {
				for n++; s.Add(start, r.Float64() < p) == nil; n++ {
				}
			}
			return float64(n) / times
		}
		if s.Performance().Every < o.Every {
			t.Errorf("%+v: a false alarm in %v records", o, s.Performance().Every)
		}
		near(t, "share", run(o.Baseline), s.Performance().Every, times)
		near(t, "share, changed", run(o.Detect), s.Performance().Delay, times)
	}

	// The baseline is smoothed by one answer; so are the answers drawn.
	baseline := []metrics.AnswerCount{{Value: 1, Count: 20}, {Value: 2, Count: 30}, {Value: 3, Count: 150}, {Value: 4, Count: 400}, {Value: 5, Count: 400}}
	a, err := alert.NewAnswers(alert.AnswersOptions{Definition: metrics.IDSatisfactionMean.With("csat5"), Baseline: baseline, Shift: -0.5, Every: 300})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range times {
		for {
			n++
			k, u := 0, r.Float64()
			for ; k < 4; k++ {
				if u -= (float64(baseline[k].Count) + 0.2) / 1001; u < 0 {
					break
				}
			}
			if a.Add(start, baseline[k].Value) != nil {
				break
			}
		}
	}
	near(t, "answers", float64(n)/times, a.Performance().Every, times)
}

func TestVolumePerformanceIsWhatHappens(t *testing.T) {
	const times = 500
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct{ times, burst float64 }{{2, 1}, {3, 1}, {1.5, 1}, {2, 3}} {
		v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(24), Times: c.times, Burst: c.burst, Every: 10 * 24 * time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		now := start
		run := func(faster float64) float64 {
			began := now
			for range times {
				for again := true; again; {
					now = now.Add(time.Duration(r.ExpFloat64() * c.burst / faster * float64(time.Hour)))
					for range int(c.burst) {
						again = v.Add(now, now) == nil && again
					}
				}
				v.Reset()
			}
			return now.Sub(began).Hours() / times
		}
		near(t, "volume", run(1), v.Performance().Every, times)
		near(t, "volume, changed", run(c.times), v.Performance().Delay, times)
	}
}

// The mornings of an office that is closed at night are no spikes.
func TestVolumeKnowsTheHours(t *testing.T) {
	var office alert.Profile
	for i := range office {
		if hour := i % 24; hour >= 9 && hour < 18 && i/24 < 5 {
			office[i] = 4
		}
	}
	alarms := func(p alert.Profile) (n int) {
		v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: p, Zone: start.Location()})
		if err != nil {
			t.Fatal(err)
		}
		for day := range 28 {
			for quarter := range 36 {
				at := start.AddDate(0, 0, day).Add(time.Duration(quarter) * 15 * time.Minute)
				if day%7 < 5 && v.Add(at, at) != nil {
					n++
				}
			}
		}
		return n
	}
	if n := alarms(office); n > 0 {
		t.Errorf("%d alarms in four ordinary weeks", n)
	}
	if n := alarms(alert.Steady(5 * 36. / 7)); n < 10 {
		t.Errorf("a profile without hours has %d alarms: the test shows nothing", n)
	}
}

func TestRisingComplaintsAlert(t *testing.T) {
	s := share(t, alert.ShareOptions{Baseline: 0.08, Detect: 0.2, Every: 100_000})
	r := rand.New(rand.NewPCG(5, 6))
	at := start
	var got *alert.Alert
	for i := range 3000 {
		p := 0.08
		if i >= 2000 {
			p = 0.25
		}
		at = at.Add(10 * time.Minute)
		if a := s.Add(at, r.Float64() < p); a != nil && got == nil {
			got = a
		}
	}
	changed := start.Add(2000 * 10 * time.Minute)
	if got == nil || got.At.Before(changed) || got.At.Sub(changed) > 100*10*time.Minute || got.Since.Sub(changed).Abs() > 40*10*time.Minute {
		t.Fatalf("changed %v, got %v", changed, got)
	}
	if got.Direction != series.Rising || got.Seen.Value.Or(0) < 0.12 || !strings.Contains(got.String(), "complaint_share rising since 2026-03-1") {
		t.Errorf("%v", got)
	}
	if b, err := json.Marshal(got); err != nil {
		t.Errorf("%s, %v", b, err)
	}
}

func TestFallingNPSAlerts(t *testing.T) {
	var baseline metrics.NPS
	if err := baseline.AddClasses(150, 300, 550); err != nil { // 40 points
		t.Fatal(err)
	}
	n, err := alert.NewNPS(alert.NPSOptions{Baseline: &baseline, Shift: -20})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 8))
	answer := func(detractors float64) int {
		switch u := r.Float64(); {
		case u < detractors:
			return 3
		case u < detractors+0.3:
			return 7
		}
		return 10
	}
	for range 1000 {
		if a := n.Add(start, answer(0.15)); a != nil {
			t.Fatalf("nothing changed: %v", a)
		}
	}
	n.Add(start, 11)
	if n.Rejected().Count(metrics.OffScale) != 1 {
		t.Errorf("rejected %v", n.Rejected())
	}
	for i := range 300 {
		if a := n.Add(start, answer(0.35)); a != nil { // 0 points
			if a.Direction != series.Falling || a.Seen.Definition != metrics.IDNPS || i > 80 {
				t.Errorf("after %d: %v", i, a)
			}
			return
		}
	}
	t.Error("no alert")
}

func TestHoldStaysSilentUntilReset(t *testing.T) {
	for policy, want := range map[alert.Policy]int{alert.Restart: 10, alert.Hold: 1} {
		s := share(t, alert.ShareOptions{Baseline: 0.1, Detect: 0.5, Every: 100, Policy: policy})
		alerts := 0
		for range 1000 {
			if s.Add(start, true) != nil {
				alerts++
			}
		}
		if records, counted := s.Records(); alerts < want || policy == alert.Hold && alerts != want || records != 1000 || counted != int64(alerts) {
			t.Errorf("policy %d: %d alerts, counted %d of %d records", policy, alerts, counted, records)
		}
		s.Reset()
		again := 0
		for range 1000 {
			if s.Add(start, true) != nil {
				again++
			}
		}
		if again != alerts {
			t.Errorf("policy %d: %d alerts after Reset, %d before", policy, again, alerts)
		}
	}
}

// Late records, a clock that runs ahead and one that is set back.
func TestVolumeAndClocks(t *testing.T) {
	v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(24)})
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		if a := v.Add(start.AddDate(0, 0, -400), start.Add(time.Minute)); a != nil {
			t.Fatalf("an import of old reviews: %v", a)
		}
	}
	v.Add(start.Add(time.Hour), start)
	v.Add(time.Time{}, start)
	if d := cmp.Diff("1 no_time, 1 after_now, 500 too_early", v.Rejected().String()); d != "" {
		t.Error(d)
	}
	v.Add(start.AddDate(1, 0, 0), start.AddDate(1, 0, 0)) // the clock was a year ahead
	now := start.Add(time.Hour)
	alerts := 0
	for range 40 { // a spike, right after it is right again, a little out of order
		now = now.Add(time.Minute)
		if v.Add(now.Add(-time.Duration(now.Minute()%7)*time.Minute), now) != nil {
			alerts++
		}
	}
	if alerts == 0 {
		t.Error("a spike of 40 times the volume was missed")
	}
}

func TestDSTAndHalfHours(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"} {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Skip(err)
		}
		from := time.Date(2026, time.January, 1, 0, 17, 3, 0, z)
		v, err := alert.NewVolume(from, alert.VolumeOptions{Expected: alert.Steady(24), Zone: z, Every: 10000 * time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		now := from
		for range 9000 { // one an hour, as expected, all year round
			now = now.Add(time.Hour)
			if a := v.Add(now, now); a != nil {
				t.Fatalf("%s: %v", name, a)
			}
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	nps := metrics.Collect[metrics.NPS](func(yield func(int) bool) { yield(9) })
	five := []metrics.AnswerCount{{Value: 1, Count: 3}, {Value: 5, Count: 9}}
	for name, make := range map[string]func() error{
		"no definition": func() error { _, err := alert.NewShare(alert.ShareOptions{Baseline: 0.1, Detect: 0.2}); return err },
		"not a share": func() error {
			_, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDNPS, Baseline: 0.1, Detect: 0.2})
			return err
		},
		"no baseline": func() error {
			_, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDComplaintShare, Detect: 0.2})
			return err
		},
		"no change": func() error {
			_, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDComplaintShare, Baseline: 0.1, Detect: 0.1})
			return err
		},
		"too alike": func() error {
			_, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDComplaintShare, Baseline: 0.1, Detect: 0.1001, Every: 1e8})
			return err
		},
		"nobody answered": func() error {
			_, err := alert.NewNPS(alert.NPSOptions{Baseline: new(metrics.NPS), Shift: -10})
			return err
		},
		"off the scale": func() error { _, err := alert.NewNPS(alert.NPSOptions{Baseline: &nps, Shift: 80}); return err },
		"no shift": func() error {
			_, err := alert.NewAnswers(alert.AnswersOptions{Definition: metrics.IDEase, Baseline: five})
			return err
		},
		"twice": func() error {
			_, err := alert.NewAnswers(alert.AnswersOptions{Definition: metrics.IDEase, Baseline: append(five, five...), Shift: 1})
			return err
		},
		"no profile": func() error { _, err := alert.NewVolume(start, alert.VolumeOptions{}); return err },
		"no start": func() error {
			_, err := alert.NewVolume(time.Time{}, alert.VolumeOptions{Expected: alert.Steady(9)})
			return err
		},
		"negative": func() error {
			_, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(-9)})
			return err
		},
	} {
		if err := make(); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	var argument *stat.ArgumentError
	if _, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDComplaintShare, Baseline: 0.1, Detect: 0.2, Every: 1}); !errors.As(err, &argument) {
		t.Errorf("got %v", err)
	}
}

// A state that goes through either codec goes on as if nothing had happened, and is
// refused by a watch of other options.
func TestStateGoesOn(t *testing.T) {
	options := alert.ShareOptions{Baseline: 0.1, Detect: 0.3, Every: 500}
	whole, parts := share(t, options), share(t, options)
	spike, again := volume(t, 2), volume(t, 2)
	r := rand.New(rand.NewPCG(9, 10))
	now := start
	for i := range 2000 {
		yes := r.Float64() < 0.12
		now = now.Add(time.Duration(r.IntN(100)) * time.Minute)
		if i%97 == 0 {
			parts, again = through(t, parts, share(t, options), i%2 == 0), through(t, again, volume(t, 2), i%2 == 0)
		}
		if d := cmp.Diff(whole.Add(now, yes), parts.Add(now, yes)); d != "" {
			t.Fatalf("record %d: %s", i, d)
		}
		if d := cmp.Diff(spike.Add(now, now), again.Add(now, now)); d != "" {
			t.Fatalf("record %d: %s", i, d)
		}
	}
	if _, alerts := whole.Records(); alerts == 0 {
		t.Error("there was no alert to compare")
	}
	var mismatch *metrics.MismatchError
	state, err := whole.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	options.Detect = 0.2
	if err := share(t, options).UnmarshalBinary(state); !errors.As(err, &mismatch) {
		t.Errorf("got %v", err)
	}
	if state, err = spike.MarshalJSON(); err != nil {
		t.Fatal(err)
	}
	if err := volume(t, 3).UnmarshalJSON(state); !errors.As(err, &mismatch) {
		t.Errorf("got %v", err)
	}
}

func volume(t *testing.T, times float64) *alert.Volume {
	t.Helper()
	v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(40), Times: times, Every: 1000 * time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

type state interface {
	MarshalBinary() ([]byte, error)
	UnmarshalBinary([]byte) error
	MarshalJSON() ([]byte, error)
	UnmarshalJSON([]byte) error
}

// through moves a state into a fresh watch.
func through[S state](t *testing.T, from, to S, binary bool) S {
	t.Helper()
	marshal, unmarshal := from.MarshalJSON, to.UnmarshalJSON
	if binary {
		marshal, unmarshal = from.MarshalBinary, to.UnmarshalBinary
	}
	b, err := marshal()
	if err == nil {
		err = unmarshal(b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// No bytes make a watch panic or hold what it could not have come to.
func FuzzState(f *testing.F) {
	s, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDComplaintShare, Baseline: 0.1, Detect: 0.3})
	if err != nil {
		f.Fatal(err)
	}
	v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(40)})
	if err != nil {
		f.Fatal(err)
	}
	s.Add(start, true)
	v.Add(start, start)
	for _, m := range []state{s, v} {
		b, _ := m.MarshalBinary()
		f.Add(b)
		b, _ = m.MarshalJSON()
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, m := range []state{s, v} {
			if m.UnmarshalBinary(b) == nil {
				if again, err := m.MarshalBinary(); err != nil || string(again) != string(b) {
					t.Errorf("%q became %q, %v", b, again, err)
				}
			}
			if m.UnmarshalJSON(b) == nil {
				if _, err := m.MarshalJSON(); err != nil {
					t.Errorf("%s: %v", b, err)
				}
			}
		}
		if e := s.Evidence(); !(e >= 0 && e < 1) {
			t.Errorf("evidence %v", e)
		}
		s.Add(start, true)
		v.Add(start, start)
	})
}

func BenchmarkAdd(b *testing.B) {
	s, err := alert.NewShare(alert.ShareOptions{Definition: metrics.IDComplaintShare, Baseline: 0.1, Detect: 0.3, Every: 1e6})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.Add(start, i%10 == 0)
		i++
	}
}

// A Duration holds 292 years: a start that is off by millennia costs no more than one
// that is off by a year.
func TestVolumeAfterMillennia(t *testing.T) {
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(48)})
	if err != nil {
		t.Fatal(err)
	}
	at := start.AddDate(6999, 0, 0)
	if a := v.Add(at, at); a != nil {
		t.Errorf("one record in 6999 years: %v", a)
	}
	begun := time.Now()
	for range 20 {
		v.Add(start, start) // the clock was wrong before, and goes back
		v.Add(at, at)
	}
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("20 leaps took %v; hour by hour each takes seconds", took)
	}
}

// A shift that rounding swallows has no weights to make steps of.
func TestShiftBelowRounding(t *testing.T) {
	for _, o := range []alert.AnswersOptions{
		{Baseline: []metrics.AnswerCount{{Value: 1e300, Count: 5}, {Value: -1e300, Count: 5}}, Shift: -0.2},
		{Baseline: []metrics.AnswerCount{{Value: 1, Count: 5}, {Value: 5, Count: 5}}, Shift: -1e-14},
	} {
		o.Definition = metrics.IDSatisfactionMean
		if _, err := alert.NewAnswers(o); !errors.Is(err, alert.ErrTooAlike) {
			t.Errorf("%+v: got %v, want ErrTooAlike", o, err)
		}
	}
}
