package sla_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/survival"
	"github.com/loamlib/loam/respond/sla"
)

// shop is open on weekdays from 9 to 12 and from 13 to 18 in Taipei, which is eight
// hours; March 2, 2026 is a Monday.
func shop(t testing.TB) *sla.Calendar {
	return newCalendar(t, sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-12:00 13:00-18:00")),
		Special: []sla.Special{sla.ClosedOn(sla.On(2026, time.March, 5), "盤點")}}, zone(t, "Asia/Taipei"))
}

// history reads events of case "c" such as "received 02 09:00" in March 2026,
// separated by commas.
func history(t testing.TB, s string) (events []feedback.CaseEvent) {
	t.Helper()
	for part := range strings.SplitSeq(s, ",") {
		word, at, _ := strings.Cut(strings.TrimSpace(part), " ")
		if word == "" {
			continue
		}
		kind, err := feedback.ParseEventKind(word)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, feedback.CaseEvent{CaseID: "c", Kind: kind, At: march(t, at)})
	}
	return events
}

func march(t testing.TB, s string) time.Time {
	t.Helper()
	return date(t, "2026-03-"+s, zone(t, "Asia/Taipei"))
}

func TestRead(t *testing.T) {
	cal := shop(t)
	work := func(clock sla.Clock, target time.Duration) sla.Policy {
		return sla.Policy{Clock: clock, Target: target, Calendar: cal}
	}
	for _, c := range []struct {
		name, events, now string
		policy            sla.Policy
		state             sla.State
		elapsed           string
		due               string
	}{
		{"nothing happened yet", "", "02 10:00", sla.Policy{}, sla.NotStarted, "0s", ""},
		{"wall clock", "received 02 09:00", "02 15:00", sla.Policy{}, sla.Running, "6h0m0s", "03 09:00"},
		{"at risk from three quarters on", "received 02 09:00", "03 03:00", sla.Policy{}, sla.AtRisk, "18h0m0s", "03 09:00"},
		{"the due time itself is in time", "received 02 09:00", "03 09:00", sla.Policy{}, sla.AtRisk, "24h0m0s", "03 09:00"},
		{"a minute later is not", "received 02 09:00", "03 09:01", sla.Policy{}, sla.Breached, "24h1m0s", "03 09:00"},
		{"replied at the due time", "received 02 09:00, replied 03 09:00", "09 09:00", sla.Policy{}, sla.Met, "24h0m0s", "03 09:00"},
		{"replied too late", "received 02 09:00, replied 03 10:00", "09 09:00", sla.Policy{}, sla.Breached, "25h0m0s", "03 09:00"},
		{"a later reply does not change the first", "received 02 09:00, replied 02 10:00, replied 05 10:00", "09 09:00", sla.Policy{}, sla.Met, "1h0m0s", "03 09:00"},
		{"a published reply was replied before", "received 02 09:00, published 02 11:00", "09 09:00", sla.Policy{}, sla.Met, "2h0m0s", "03 09:00"},
		{"a reply acknowledges as well", "received 02 09:00, replied 02 10:00", "09 09:00", sla.Policy{Clock: sla.Acknowledgement}, sla.Met, "1h0m0s", "03 09:00"},
		{"publication is counted apart", "received 02 09:00, replied 02 10:00", "03 10:00", sla.Policy{Clock: sla.Publication}, sla.Breached, "25h0m0s", "03 09:00"},

		{"lunch and the night do not count", "received 02 11:00", "03 09:30", work(sla.FirstResponse, 8*time.Hour), sla.AtRisk, "6h30m0s" /* 1 + 5 + 0.5 */, "03 11:00"},
		{"before opening", "received 02 07:00", "02 08:00", work(sla.FirstResponse, 4*time.Hour), sla.Running, "0s", "02 14:00"},
		{"a holiday does not count", "received 04 17:00", "06 09:30", work(sla.FirstResponse, 4*time.Hour), sla.Running, "1h30m0s", "06 12:00"},
		{"due at closing time, late in the night", "received 02 09:00", "02 18:30", work(sla.FirstResponse, 8*time.Hour), sla.Breached, "8h0m0s", "02 18:00"},
		{"a first response does not wait for the customer", "received 02 09:00, waiting_customer 02 10:00", "03 09:00", sla.Policy{}, sla.AtRisk, "24h0m0s", "03 09:00"},

		{"resolution pauses for the customer", "received 02 09:00, waiting_customer 02 10:00, customer_replied 03 10:00, resolved 03 12:00", "09 09:00",
			work(sla.Resolution, 8*time.Hour), sla.Met, "3h0m0s", "03 18:00" /* 1 h, then from the 3rd at 10:00 on 2 + 5 */},
		{"paused now", "received 02 09:00, waiting_customer 02 10:00", "03 10:00", work(sla.Resolution, 8*time.Hour), sla.Paused, "1h0m0s", "03 18:00"},
		{"waiting may count", "received 02 09:00, waiting_customer 02 10:00", "03 10:00", sla.Policy{Clock: sla.Resolution, Target: 8 * time.Hour, Calendar: cal, CountWaiting: true},
			sla.Breached, "9h0m0s", "02 18:00"},
		{"breached before it paused", "received 02 09:00, waiting_customer 03 10:00", "03 11:00", work(sla.Resolution, 8*time.Hour), sla.Breached, "9h0m0s", "02 18:00"},
		{"reopening goes on where it stopped", "received 02 09:00, resolved 02 11:00, reopened 03 09:00", "03 10:00", work(sla.Resolution, 8*time.Hour), sla.Running, "3h0m0s", "03 16:00" /* 6 h from 9:00 with lunch */},
		{"reopened and resolved again", "received 02 09:00, resolved 02 11:00, reopened 03 09:00, resolved 03 17:00", "09 09:00", work(sla.Resolution, 8*time.Hour), sla.Breached, "9h0m0s", "03 16:00"},
		{"closed without a solution", "received 02 09:00, closed 02 11:00", "09 09:00", work(sla.Resolution, 8*time.Hour), sla.Ended, "2h0m0s", "02 18:00"},
		{"closed too late", "received 02 09:00, closed 03 11:00", "09 09:00", work(sla.Resolution, 8*time.Hour), sla.Breached, "10h0m0s", "02 18:00"},
		{"merged", "received 02 09:00, merged 02 11:00", "09 09:00", sla.Policy{}, sla.Ended, "2h0m0s", "03 09:00"},

		{"no answer to the customer is due before there was one", "received 02 09:00, customer_replied 02 10:00", "02 11:00", sla.Policy{Clock: sla.NextResponse}, sla.NotStarted, "0s", ""},
		{"the customer wrote back", "received 02 09:00, replied 02 10:00, customer_replied 03 10:00", "03 11:00", sla.Policy{Clock: sla.NextResponse}, sla.Running, "1h0m0s", "04 10:00"},
		{"twice: the first counts", "received 02 09:00, replied 02 10:00, customer_replied 03 10:00, customer_replied 03 12:00", "03 13:00", sla.Policy{Clock: sla.NextResponse}, sla.Running, "3h0m0s", "04 10:00"},
		{"answered", "received 02 09:00, replied 02 10:00, customer_replied 03 10:00, replied 03 12:00", "09 13:00", sla.Policy{Clock: sla.NextResponse}, sla.Met, "2h0m0s", "04 10:00"},
		{"and once more", "received 02 09:00, replied 02 10:00, customer_replied 03 10:00, replied 03 12:00, customer_replied 04 10:00", "04 11:00",
			sla.Policy{Clock: sla.NextResponse}, sla.Running, "1h0m0s", "05 10:00"},

		{"out of order", "replied 02 12:00, received 02 09:00", "09 09:00", sla.Policy{}, sla.Met, "3h0m0s", "03 09:00"},
		{"twice", "received 02 09:00, received 02 09:00, replied 02 12:00, replied 02 12:00", "09 09:00", sla.Policy{}, sla.Met, "3h0m0s", "03 09:00"},
		{"the future has not happened", "received 02 09:00, replied 02 12:00", "02 11:00", sla.Policy{}, sla.Running, "2h0m0s", "03 09:00"},
		{"all at the same minute", "resolved 02 09:00, received 02 09:00", "02 11:00", work(sla.Resolution, time.Hour), sla.Met, "0s", "02 10:00"},
		{"end before start", "received 02 09:00, replied 01 12:00", "09 09:00", sla.Policy{}, sla.Unclear, "168h0m0s", "03 09:00"},
		{"no start", "replied 02 12:00", "09 09:00", sla.Policy{}, sla.Unclear, "0s", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := c.policy.Read(history(t, c.events), march(t, c.now))
			if err != nil {
				t.Fatal(err)
			}
			due := ""
			if !r.Due.IsZero() {
				due = r.Due.In(zone(t, "Asia/Taipei")).Format("02 15:04")
			}
			if r.State != c.state || r.Elapsed.String() != c.elapsed || due != c.due {
				t.Errorf("got %s, %v, due %s; want %s, %s, due %s", r.State, r.Elapsed, due, c.state, c.elapsed, c.due)
			}
		})
	}
}

// randomHistory is events of case "c" of any kind within a month, in any order.
func randomHistory(r *rand.Rand, start time.Time) (events []feedback.CaseEvent) {
	for range 2 + r.IntN(10) {
		kind := feedback.EventKind(1 + r.IntN(len(feedback.EventKinds())))
		if len(events) == 0 {
			kind = feedback.Received
		}
		at := start.Add(time.Duration(len(events)*r.IntN(3*24*60)) * time.Minute)
		events = append(events, feedback.CaseEvent{CaseID: "c", Kind: kind, At: at})
	}
	r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
	return events
}

var anyClock = []sla.Policy{
	{}, {Clock: sla.NextResponse}, {Clock: sla.Resolution, Target: 30 * time.Hour},
	{Clock: sla.Resolution, Target: 100 * time.Hour, CountWaiting: true}, {Clock: sla.Publication, Target: 5 * time.Hour},
}

func TestReadingDoesNotDependOnOrderOrRepetition(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	now := march(t, "20 09:00")
	for range 2000 {
		events := randomHistory(r, march(t, "02 09:00"))
		policy := anyClock[r.IntN(len(anyClock))]
		policy.Calendar = shop(t)
		want, err := policy.Read(events, now)
		if err != nil {
			t.Fatal(err)
		}
		again := slices.Concat(events, events[:r.IntN(len(events))])
		r.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
		got, err := policy.Read(again, now)
		if err != nil {
			t.Fatal(err)
		}
		got.Ignored = want.Ignored // repeated ones are counted
		if diff := cmp.Diff(text(t, want), text(t, got)); diff != "" {
			t.Fatalf("%v\n%v\n%s", events, again, diff)
		}
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Up to the due time the counted spans add up to the target, up to the end of the
// reading to what has elapsed; and what is left over fits.
// A chat is answered within seconds, and its explanation adds up.
func TestClocksOfMinutesAreExplainedToTheSecond(t *testing.T) {
	received := time.Date(2026, 3, 5, 9, 0, 10, 0, time.UTC)
	events := []feedback.CaseEvent{{CaseID: "chat", Kind: feedback.Received, At: received}}
	r, err := sla.Policy{Target: 90 * time.Second}.Read(events, received.Add(65*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.Explanation(language.English), "First response: running. Due Thu 5 Mar 2026, 09:01:40 (UTC+00:00): 1 min 30 s from Thu 5 Mar 2026, 09:00:10. 1 min 5 s used, 25 s left."; got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	if got, want := r.Explanation(language.TraditionalChinese), "首次回覆：計時中。期限為 2026 年 3 月 5 日（週四）09:01:40（UTC+00:00），自 2026 年 3 月 5 日（週四）09:00:10 起算 1 分鐘 30 秒。已用 1 分鐘 5 秒，尚餘 25 秒。"; got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
}

func TestSpansExplainDueAndElapsed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		policy := anyClock[r.IntN(len(anyClock))]
		if r.IntN(3) > 0 {
			policy.Calendar = shop(t)
		}
		now := march(t, "02 09:00").Add(time.Duration(r.IntN(20*24*60)) * time.Minute)
		rounds, err := policy.Rounds(randomHistory(r, march(t, "02 09:00")), now)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range rounds {
			if x.State == sla.Unclear || x.State == sla.NotStarted {
				continue
			}
			end := x.Stop
			if x.Open() {
				end = now
			}
			if got := counted(t, &x, x.Due); got != x.Target {
				t.Fatalf("%s: %v counted until due, want %v", text(t, x), got, x.Target)
			}
			if got := counted(t, &x, end); got != x.Elapsed || x.Remaining != x.Target-x.Elapsed {
				t.Fatalf("%s: %v counted until the end, want %v", text(t, x), got, x.Elapsed)
			}
			if breached := end.After(x.Due); breached != (x.State == sla.Breached) {
				t.Fatalf("%s: over the due time: %v", text(t, x), breached)
			}
			if want := max(0, end.Sub(x.Due)); x.Late() != want {
				t.Fatalf("%s: late by %v, want %v", text(t, x), x.Late(), want)
			}
		}
	}
}

func counted(t *testing.T, r *sla.Reading, to time.Time) (sum time.Duration) {
	t.Helper()
	at := r.Start
	for s := range r.Spans(to) {
		if !s.From.Equal(at) {
			t.Fatalf("span %v does not follow on %v", s, at)
		}
		if at = s.To; s.Kind == sla.Counted {
			sum += s.Length()
		}
	}
	return sum
}

// The time that survival measures for the metrics is the time that the clock shows.
func TestElapsedIsWhatSurvivalMeasures(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	cal := shop(t)
	now := march(t, "28 09:00")
	for range 2000 {
		events := randomHistory(r, march(t, "02 09:00"))
		for _, c := range []struct {
			policy sla.Policy
			clock  survival.Clock
		}{
			{sla.Policy{Clock: sla.Resolution, Target: time.Hour, Calendar: cal}, survival.Clock{OwnTimeOnly: true, Elapsed: cal.Between}},
			{sla.Policy{Clock: "inquiry", Target: time.Hour, StartEvent: feedback.Seen, StopEvent: feedback.Investigating, Calendar: cal},
				survival.Clock{Start: feedback.Seen, Stop: feedback.Investigating, FirstStop: true, OwnTimeOnly: true, Elapsed: cal.Between}},
		} {
			reading, err := c.policy.Read(events, now)
			if err != nil {
				t.Fatal(err)
			}
			times, err := survival.Measure(slices.Values(events), c.clock, now)
			if err != nil {
				t.Fatal(err)
			}
			over, open := times.Counts()
			if over+open != 1 {
				continue // rejected
			}
			if over == 1 && reading.Open() {
				t.Fatalf("%v: over for survival, open here", events)
			}
			if got := only(t, times); got != reading.Elapsed {
				t.Fatalf("%v: survival measures %v, the clock %v", events, got, reading.Elapsed)
			}
		}
	}
}

// only is the duration of the only case.
func only(t *testing.T, times *survival.Times) time.Duration {
	t.Helper()
	var out struct {
		State struct{ Over, Open []time.Duration }
	}
	if err := json.Unmarshal([]byte(text(t, times)), &out); err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(out.State.Over, out.State.Open)
	if len(all) != 1 {
		t.Fatalf("%s has %d durations", text(t, times), len(all))
	}
	return all[0]
}

func TestReadErrors(t *testing.T) {
	now := march(t, "02 10:00")
	never := newCalendar(t, sla.Schedule{}, time.UTC)
	events := history(t, "received 02 09:00")
	for name, p := range map[string]sla.Policy{
		"a target below 0":                {Target: -time.Hour},
		"resolution has no default":       {Clock: sla.Resolution},
		"a share above 1":                 {AtRisk: 1.5},
		"a clock without events":          {Clock: "refund", Target: time.Hour},
		"an event that is none":           {StopEvent: 200},
		"stopping at the start":           {StopEvent: feedback.Received},
		"a calendar that never opens":     {Calendar: never},
		"a calendar that nobody made":     {Calendar: &sla.Calendar{}},
		"a calendar with a holiday alone": {Calendar: newCalendar(t, sla.Schedule{Special: []sla.Special{sla.ClosedOn(sla.On(2026, 1, 1), "")}}, time.UTC)},
	} {
		var wrong *sla.PolicyError
		if _, err := p.Read(events, now); !errors.As(err, &wrong) {
			t.Errorf("%s: got %v, want a PolicyError", name, err)
		}
	}
	if _, err := (sla.Policy{}).Read(events, time.Time{}); !errors.Is(err, sla.ErrNoNow) {
		t.Errorf("got %v, want ErrNoNow", err)
	}
	mixed := append(events, feedback.CaseEvent{CaseID: "d", Kind: feedback.Replied, At: now})
	if _, err := (sla.Policy{}).Read(mixed, now); !errors.Is(err, sla.ErrMixedCases) {
		t.Errorf("got %v, want ErrMixedCases", err)
	}
}

func TestEventsThatCannotBeUsedAreCounted(t *testing.T) {
	events := append(history(t, "received 02 09:00, replied 20 09:00"),
		feedback.CaseEvent{CaseID: "c", Kind: feedback.Replied},                                                  // no time
		feedback.CaseEvent{CaseID: "c", Kind: 99, At: march(t, "02 10:00")},                                      // no kind
		feedback.CaseEvent{CaseID: "c", Kind: feedback.Replied, At: time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)},    // year 0
		feedback.CaseEvent{CaseID: "c", Kind: feedback.Replied, At: time.Date(-300, 1, 1, 0, 0, 0, 0, time.UTC)}) // before it
	r, err := sla.Policy{}.Read(events, march(t, "02 12:00"))
	if err != nil {
		t.Fatal(err)
	}
	if want := (sla.Ignored{Future: 1, Invalid: 4}); r.Ignored != want || r.State != sla.Running {
		t.Errorf("got %+v, %s, want %+v, running", r.Ignored, r.State, want)
	}
}

// Without a calendar times are those of the place where the case arrived, whoever
// asks.
func TestDueIsShownWhereTheCaseArrived(t *testing.T) {
	events := history(t, "received 02 09:00, waiting_customer 02 10:00")
	for _, p := range []sla.Policy{{}, {Clock: sla.Resolution, Target: 5 * time.Hour}} {
		r, err := p.Read(events, march(t, "02 11:00").In(time.UTC))
		if err != nil || r.Due.Location() != events[0].At.Location() {
			t.Errorf("got %v, %v", r.Due, err)
		}
	}
}

// A calendar that ends has no due time for what is longer.
func TestNeverDue(t *testing.T) {
	fair := newCalendar(t, sla.Schedule{Special: []sla.Special{{From: sla.On(2026, 3, 2), Open: sla.MustDay("10:00-16:00")}}}, zone(t, "Asia/Taipei"))
	r, err := sla.Policy{Calendar: fair}.Read(history(t, "received 02 09:00"), march(t, "02 12:00"))
	if err != nil || r.State != sla.Unclear || r.Problem != sla.NeverDue {
		t.Errorf("got %+v, %v", r, err)
	}
}

// tags are the languages of the explanations.
var tags = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

func TestEveryWordHasANameInEveryLanguage(t *testing.T) {
	var names []func(language.Tag) string
	for _, s := range []sla.State{sla.NotStarted, sla.Running, sla.AtRisk, sla.Paused, sla.Met, sla.Breached, sla.Ended, sla.Unclear} {
		names = append(names, s.Name)
	}
	for _, c := range []sla.Clock{sla.FirstResponse, sla.NextResponse, sla.Resolution, sla.Acknowledgement, sla.Publication} {
		names = append(names, c.Name)
	}
	for _, k := range []sla.SpanKind{sla.Counted, sla.Closed, sla.Holiday, sla.Waiting, sla.Stopped} {
		names = append(names, k.Name)
	}
	for _, p := range []sla.Problem{sla.EndBeforeStart, sla.NoStart, sla.NeverDue} {
		names = append(names, p.Name)
	}
	seen := map[string]bool{}
	for _, name := range names {
		for _, tag := range tags {
			n := name(tag)
			if n == "" || strings.Contains(n, "_") || seen[fmt.Sprint(tag, n)] {
				t.Errorf("%q in %v", n, tag)
			}
			seen[fmt.Sprint(tag, n)] = true
		}
	}
}
