package casework_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/casework"
)

// on is a time in March 2026, as "02 15:04".
func on(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", "2026-03-"+s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// history reads events of case "c" such as "received 02 09:00 amy", separated by
// commas.
func history(t testing.TB, s string) (events []feedback.CaseEvent) {
	t.Helper()
	for part := range strings.SplitSeq(s, ",") {
		f := strings.Fields(part)
		if len(f) == 0 {
			continue
		}
		kind, err := feedback.ParseEventKind(f[0])
		if err != nil {
			t.Fatal(err)
		}
		e := feedback.CaseEvent{CaseID: "c", Kind: kind, At: on(t, f[1]+" "+f[2])}
		if len(f) > 3 {
			e.Actor = f[3]
		}
		if kind == feedback.Merged {
			e.Target = "d"
		}
		events = append(events, e)
	}
	return events
}

// ways are histories that lead to each stage.
var ways = map[casework.Stage]string{
	"":                     "",
	casework.Received:      "received 02 09:00",
	casework.Acknowledged:  "received 02 09:00, acknowledged 02 10:00",
	casework.Investigating: "received 02 09:00, investigating 02 10:00",
	casework.Resolved:      "received 02 09:00, resolved 02 10:00",
	casework.FollowedUp:    "received 02 09:00, resolved 02 10:00, followed_up 02 11:00",
	casework.Closed:        "received 02 09:00, resolved 02 10:00, closed 02 11:00",
	casework.Reopened:      "received 02 09:00, resolved 02 10:00, reopened 02 11:00",
	casework.Merged:        "received 02 09:00, merged 02 10:00",
}

// Every event in every stage, against a table that a reader can check.
func TestEveryStepInEveryStage(t *testing.T) {
	table, err := os.ReadFile("testdata/steps.txt")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(table)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		rows++
		name, steps, _ := strings.Cut(line, ":")
		stage := casework.Stage(strings.TrimSpace(strings.TrimPrefix(name, "nothing")))
		want := map[string]string{} // the stage after each legal event
		for _, step := range strings.Fields(steps) {
			kind, next, moves := strings.Cut(step, ">")
			if !moves {
				next = string(stage)
			}
			want[kind] = next
		}
		for _, kind := range feedback.EventKinds() {
			e := feedback.CaseEvent{CaseID: "c", Kind: kind, At: on(t, "03 09:00"), Target: "d"}
			s, err := casework.Replay(append(history(t, ways[stage]), e), on(t, "04 09:00"))
			next, legal := want[kind.String()]
			var wrong *casework.StepError
			switch {
			case legal && (err != nil || string(s.Stage) != next):
				t.Errorf("%s after %q: got %q, %v, want %q", kind, stage, s.Stage, err, next)
			case !legal && (!errors.As(err, &wrong) || s.Stage != stage):
				t.Errorf("%s after %q: got %q, %v, want a StepError", kind, stage, s.Stage, err)
			case !legal && slices.Contains(wrong.Legal, kind):
				t.Errorf("%s after %q is called legal by the error %v", kind, stage, err)
			}
		}
	}
	if rows != len(ways) {
		t.Errorf("%d rows, want one for each of %d stages", rows, len(ways))
	}
}

func TestStepErrorsSayWhatIsLegal(t *testing.T) {
	for _, c := range []struct{ name, events, want string }{
		{"nothing before it arrives", "resolved 02 09:00",
			`casework: case "c": resolved at 2026-03-02T09:00:00Z is no legal step: the case was not received yet; legal: received`},
		{"two close it", "received 02 09:00, resolved 02 10:00, closed 02 11:00 amy, closed 02 11:01 ben",
			`closed at 2026-03-02T11:01:00Z by ben is no legal step: the case has been closed since 2026-03-02T11:00:00Z (by amy); legal: seen, replied, published, customer_replied, followed_up, reopened`},
		{"closing what was not answered", "received 02 09:00, closed 02 11:00",
			"the problem was not solved and the customer was not answered; legal: seen, acknowledged, assigned, investigating, replied, published, waiting_customer, customer_replied, resolved, escalated, merged"},
		{"work after a merge", "received 02 09:00, merged 02 10:00, investigating 02 11:00", `it goes on in case "d"; legal: nothing`},
		{"a follow-up of nothing", "received 02 09:00, followed_up 02 10:00", "the case has been received since"},
	} {
		_, err := casework.Replay(history(t, c.events), on(t, "09 09:00"))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
	self := append(history(t, "received 02 09:00"), feedback.CaseEvent{CaseID: "c", Kind: feedback.Merged, Target: "c", At: on(t, "02 10:00")})
	if _, err := casework.Replay(self, on(t, "09 09:00")); err == nil || !strings.Contains(err.Error(), "cannot go on in itself") {
		t.Errorf("merging a case into itself: got %v", err)
	}
}

func TestClosingNeedsASolutionOrAnAnswer(t *testing.T) {
	for events, want := range map[string]casework.Stage{
		"received 02 09:00, replied 02 10:00, closed 02 11:00":                                       casework.Closed, // praise
		"received 02 09:00, acknowledged 02 10:00, closed 02 11:00":                                  casework.Acknowledged,
		"received 02 09:00, replied 02 10:00, resolved 02 10:30, reopened 02 11:00, closed 02 12:00": casework.Reopened,
		"received 02 09:00, resolved 02 10:30, reopened 02 11:00, replied 02 11:30, closed 02 12:00": casework.Closed,
		"received 02 09:00, resolved 02 10:30, closed 02 12:00":                                      casework.Closed,
	} {
		if s, _ := casework.Replay(history(t, events), on(t, "09 09:00")); s.Stage != want {
			t.Errorf("%s: got %s, want %s", events, s.Stage, want)
		}
	}
}

func TestSkipped(t *testing.T) {
	for events, want := range map[string]string{
		"received 02 09:00":                                                                             "[]",
		"received 02 09:00, investigating 02 10:00":                                                     "[]",
		"received 02 09:00, resolved 02 10:00":                                                          "[replied]",
		"received 02 09:00, replied 02 09:30, closed 02 10:00":                                          "[resolved]",
		"received 02 09:00, resolved 02 10:00, closed 02 11:00":                                         "[replied followed_up]",
		"received 02 09:00, resolved 02 10:00, reopened 02 11:00, replied 02 12:00, closed 02 13:00":    "[resolved followed_up]",
		"received 02 09:00, replied 02 09:30, resolved 02 10:00, followed_up 03 10:00, closed 04 13:00": "[]",
	} {
		s, err := casework.Replay(history(t, events), on(t, "09 09:00"))
		if got := fmt.Sprint(s.Skipped()); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", events, got, err, want)
		}
	}
}

// Where only dates are known, everything of a day happens at once.
func TestEventsOfOneInstant(t *testing.T) {
	s, err := casework.Replay(history(t, "closed 02 00:00, followed_up 02 00:00, resolved 02 00:00, escalated 02 00:00, replied 02 00:00, investigating 02 00:00, received 02 00:00"),
		on(t, "09 09:00"))
	if err != nil || s.Stage != casework.Closed || s.Escalations != 1 || len(s.Skipped()) != 0 {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestStatus(t *testing.T) {
	events := history(t, "received 02 09:00, acknowledged 02 09:05, assigned 02 09:10, escalated 02 09:30, replied 02 10:00, waiting_customer 02 10:01, "+
		"customer_replied 03 08:00, assigned 03 09:00, resolved 03 12:00, followed_up 05 12:00, reopened 06 12:00, resolved 07 12:00 ben, closed 09 09:00 amy")
	events[2].Department, events[2].Owner = "客服部", "amy"
	events[7].Department = "物流部"
	s, err := casework.Replay(events, on(t, "09 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(s.Stage, s.By, s.Since.Day(), s.Department, s.Owner, s.Escalations, s.Reopenings, s.Waiting, s.ToldAt.Hour(), s.HeardAt.Day(),
		s.ResolvedAt.Day(), s.FollowedUpAt.IsZero(), s.Skipped(), s.Version())
	if want := "closedamy9物流部11false1037true[followed_up]13"; strings.ReplaceAll(got, " ", "") != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if s, _ = casework.Replay(events, on(t, "02 12:00")); !s.Waiting || s.Owner != "amy" || s.Ignored.Future != 7 {
		t.Errorf("at the time when the customer was waited for: %+v", s)
	}
}

// randomEvents are events of case "c" with few actors and times, so that they meet.
func randomEvents(t *testing.T, r *rand.Rand) (events []feedback.CaseEvent) {
	start := on(t, "02 09:00")
	for range 1 + r.IntN(15) {
		events = append(events, feedback.CaseEvent{CaseID: "c", Kind: feedback.EventKinds()[r.IntN(15)], Target: "d",
			At: start.Add(time.Duration(r.IntN(20)) * time.Hour), Actor: []string{"amy", "ben"}[r.IntN(2)]})
	}
	if r.IntN(10) > 0 {
		events = append(events, feedback.CaseEvent{CaseID: "c", Kind: feedback.Received, At: start})
	}
	return events
}

func TestReplayDoesNotDependOnOrderOrRepetition(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	for range 3000 {
		events := randomEvents(t, r)
		want, wantErr := casework.Replay(events, on(t, "03 01:00"))
		again := slices.Concat(events, events[:r.IntN(len(events))])
		r.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
		got, err := casework.Replay(again, on(t, "03 01:00"))
		want.Ignored, got.Ignored = casework.Ignored{}, casework.Ignored{}
		if diff := cmp.Diff(asJSON(t, want), asJSON(t, got)); diff != "" || fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("%v\n%v and %v\n%s", again, wantErr, err, diff)
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What counts replays to the same status without an error, and nothing is lost.
func TestEventsThatCountAreLegal(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 71))
	for range 3000 {
		events := randomEvents(t, r)
		s, _ := casework.Replay(events, on(t, "02 20:00"))
		again, err := casework.Replay(s.Events(), on(t, "02 20:00"))
		n := s.Version() + s.Ignored.Duplicates + s.Ignored.Future + s.Ignored.Illegal
		s.Ignored = casework.Ignored{}
		if diff := cmp.Diff(asJSON(t, s), asJSON(t, again)); s.Version() > 0 && diff != "" || err != nil || n != len(events) {
			t.Fatalf("%v, %d of %d events accounted for\n%s", err, n, len(events), diff)
		}
	}
}

// Checking an event and replaying with it come to the same, also if it is late.
func TestCheckForeseesReplay(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 18))
	late := 0
	for range 3000 {
		s, _ := casework.Replay(randomEvents(t, r), on(t, "03 09:00"))
		e := feedback.CaseEvent{CaseID: "c", Kind: feedback.EventKinds()[r.IntN(15)], Target: "d", At: on(t, "02 09:00").Add(time.Duration(r.IntN(40)) * time.Hour)}
		err := s.Check(e)
		now := e.At
		if now.Before(s.AsOf) {
			now = s.AsOf
			late++
		}
		after, replayErr := casework.Replay(append(s.Events(), e), now)
		if (err == nil) != (replayErr == nil) || err == nil && after.Version()+after.Ignored.Duplicates != s.Version()+1 {
			t.Fatalf("check says %v, replay %v", err, replayErr)
		}
		last := s.Since
		if ev := s.Events(); len(ev) > 0 {
			last = ev[len(ev)-1].At
		}
		if e.At.After(last) && (err == nil) != slices.Contains(s.Legal(), e.Kind) {
			t.Fatalf("%s at the end: check says %v, legal are %v", e.Kind, err, s.Legal())
		}
	}
	if late < 100 {
		t.Errorf("only %d late events were tried", late)
	}
}

// A solution that is reported after its follow-up explains it.
func TestLateEventsMakeSense(t *testing.T) {
	events := history(t, "received 02 09:00, followed_up 02 12:00")
	if _, err := casework.Replay(events, on(t, "03 09:00")); err == nil {
		t.Error("a follow-up of nothing gives no error")
	}
	s, err := casework.Replay(append(events, history(t, "resolved 02 11:00")...), on(t, "03 09:00"))
	if err != nil || s.Stage != casework.FollowedUp {
		t.Errorf("got %s, %v", s.Stage, err)
	}
}

func TestReplayBadInput(t *testing.T) {
	now := on(t, "03 09:00")
	if _, err := casework.Replay(nil, time.Time{}); !errors.Is(err, casework.ErrNoNow) {
		t.Errorf("got %v", err)
	}
	if s, err := casework.Replay(nil, now); err != nil || s.Stage != "" || len(s.Legal()) != 1 {
		t.Errorf("of nothing: %+v, %v", s, err)
	}
	s, err := casework.Replay(history(t, "received 02 09:00"), now)
	if err != nil {
		t.Fatal(err)
	}
	var back casework.Status
	if err := json.Unmarshal([]byte(asJSON(t, s)), &back); err != nil {
		t.Fatal(err)
	}
	if err := back.Check(history(t, "seen 02 10:00")[0]); !errors.Is(err, casework.ErrNoEvents) {
		t.Errorf("checking against a status from a file: got %v", err)
	}
	if err := s.Check(feedback.CaseEvent{CaseID: "x", Kind: feedback.Seen, At: now}); !errors.Is(err, casework.ErrMixedCases) {
		t.Errorf("checking an event of another case: got %v", err)
	}
	mixed := append(history(t, "received 02 09:00"), feedback.CaseEvent{CaseID: "x", Kind: feedback.Closed, At: now})
	if _, err := casework.Replay(mixed, now); !errors.Is(err, casework.ErrMixedCases) {
		t.Errorf("got %v", err)
	}
	bad := append(history(t, "received 02 09:00"), feedback.CaseEvent{CaseID: "c", Kind: 77, At: now},
		feedback.CaseEvent{CaseID: "c", Kind: feedback.Replied}, feedback.CaseEvent{CaseID: "c", Kind: feedback.Replied, At: time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)},
		feedback.CaseEvent{CaseID: "c", Kind: feedback.Merged, At: now})
	s, err = casework.Replay(bad, now)
	var field *feedback.FieldError
	if s.Stage != casework.Received || s.Ignored.Illegal != 4 || !errors.As(err, &field) {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestMerges(t *testing.T) {
	event := func(id string, kind feedback.EventKind, hour int, target string) feedback.CaseEvent {
		return feedback.CaseEvent{CaseID: id, Kind: kind, At: on(t, "02 09:00").Add(time.Duration(hour) * time.Hour), Target: target}
	}
	cases, err := casework.ReplayAll(slices.Values([]feedback.CaseEvent{
		event("b", feedback.Merged, 2, "c"), event("a", feedback.Received, 0, ""), event("a", feedback.Merged, 1, "b"),
		event("b", feedback.Received, 0, ""), event("c", feedback.Received, 0, ""),
		event("x", feedback.Received, 0, ""), event("x", feedback.Merged, 1, "y"), event("y", feedback.Received, 0, ""), event("y", feedback.Merged, 2, "x"),
		event("lost", feedback.Received, 0, ""), event("lost", feedback.Merged, 1, "nowhere"),
	}), on(t, "03 09:00"))
	if got, _ := cases.Survivor("a"); got != "c" {
		t.Errorf("a goes on in %q, want c", got)
	}
	if got, _ := cases.Survivor("c"); got != "c" {
		t.Errorf("c goes on in %q, want c", got)
	}
	for _, want := range []string{`"x" was merged in a circle`, `"y" was merged in a circle`, `"lost" goes on in case "nowhere", of which there are no events`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if _, err := cases.Survivor("never heard of"); err == nil || err.Error() != `casework: case "never heard of" is not known: there are no events of it` {
		t.Errorf("an unknown case: %v", err)
	}
}

func TestEveryWordHasANameInEveryLanguage(t *testing.T) {
	var names []func(language.Tag) string
	for _, x := range casework.Stages() {
		names = append(names, x.Name)
	}
	for _, x := range casework.ActionKinds() {
		names = append(names, x.Name)
	}
	for _, x := range []casework.Effect{casework.Worked, casework.Failed, casework.Uncertain} {
		names = append(names, x.Name)
	}
	for _, x := range []casework.ActionState{casework.Planned, casework.Overdue, casework.Implemented, casework.Verified, casework.Ineffective} {
		names = append(names, x.Name)
	}
	for _, x := range []casework.Outcome{casework.Pending, casework.Satisfied, casework.Unsatisfied, casework.Unsolved} {
		names = append(names, x.Name)
	}
	for _, x := range duties {
		names = append(names, x.Name)
	}
	for _, name := range names {
		en, hant, hans := name(language.English), name(language.TraditionalChinese), name(language.SimplifiedChinese)
		if en == "" || hant == "" || hans == "" || hant == en || strings.Contains(en+hant+hans, "_") {
			t.Errorf("%q, %q, %q", en, hant, hans)
		}
		if got := name(language.French); got != en {
			t.Errorf("in French %q, want the English %q", got, en)
		}
	}
}
