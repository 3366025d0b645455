package sla_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/sla"
)

func TestTheFirstRuleAboutTheCaseHolds(t *testing.T) {
	hours := func(h int) sla.Policy { return sla.Policy{Target: time.Duration(h) * time.Hour} }
	a, err := sla.NewAgreement(
		sla.Rule{Name: "vip on the phone", Priorities: []feedback.Category{feedback.UrgencyHigh}, Channels: []feedback.Channel{feedback.Hotline}, Segments: []string{"vip"}, Policy: hours(1)},
		sla.Rule{Name: "vip", Segments: []string{"vip", "gold"}, Policy: hours(4)},
		sla.Rule{Name: "urgent", Priorities: []feedback.Category{feedback.UrgencyHigh}, Policy: hours(8)},
		sla.Rule{Name: "reviews", Channels: []feedback.Channel{feedback.OnlineReview, feedback.Social}, Policy: sla.Policy{Clock: sla.Publication, Target: 48 * time.Hour}},
		sla.Rule{Name: "others"},
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of    sla.Case
		clock sla.Clock
		want  string
	}{
		{sla.Case{Segment: "vip", Channel: feedback.Hotline, Priority: feedback.UrgencyHigh}, sla.FirstResponse, "vip on the phone"},
		{sla.Case{Segment: "vip", Channel: feedback.Email, Priority: feedback.UrgencyHigh}, sla.FirstResponse, "vip"},
		{sla.Case{Segment: "new", Channel: feedback.Hotline, Priority: feedback.UrgencyHigh}, sla.FirstResponse, "urgent"},
		{sla.Case{Channel: feedback.Social}, sla.FirstResponse, "others"},
		{sla.Case{Channel: feedback.Social}, sla.Publication, "reviews"},
		{sla.Case{Channel: feedback.Email}, sla.Publication, ""},
	} {
		if r, _ := a.Rule(c.of, c.clock); r.Name != c.want {
			t.Errorf("%+v: got the rule %q for %s, want %q", c.of, r.Name, c.clock, c.want)
		}
	}
	if got := a.Clocks(); !slices.Equal(got, []sla.Clock{sla.FirstResponse, sla.Publication}) {
		t.Errorf("clocks: %v", got)
	}
}

func TestAgreementErrors(t *testing.T) {
	for _, c := range []struct {
		name  string
		rules []sla.Rule
		want  string
	}{
		{"a rule behind one about everything", []sla.Rule{{}, {Name: "vip", Segments: []string{"vip"}}}, "policy of rule vip: place is 1, want one before rule 0"},
		{"a rule behind a wider one", []sla.Rule{{Segments: []string{"a", "b"}}, {Name: "a", Segments: []string{"a"}, Channels: []feedback.Channel{feedback.Email}}}, "rule a: place"},
		{"a bad policy", []sla.Rule{{Name: "slow", Policy: sla.Policy{Clock: sla.Resolution}}}, "rule slow: Target is 0s"},
	} {
		_, err := sla.NewAgreement(c.rules...)
		var wrong *sla.PolicyError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := sla.NewAgreement(sla.Rule{Segments: []string{"a"}}, sla.Rule{Segments: []string{"a", "b"}}, sla.Rule{}); err != nil {
		t.Errorf("rules from the particular to the general: %v", err)
	}
	a, _ := sla.NewAgreement()
	if _, err := a.Read(sla.Case{ID: "x", Events: history(t, "received 02 09:00")}, march(t, "02 10:00")); !errors.Is(err, sla.ErrMixedCases) {
		t.Errorf("events of another case: got %v", err)
	}
}

func TestQueueIsOrderedByWhatIsDueNext(t *testing.T) {
	a, err := sla.NewAgreement(sla.Rule{}, sla.Rule{Policy: sla.Policy{Clock: sla.Resolution, Target: 72 * time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	var cases []sla.Case
	add := func(id, s string) {
		events := history(t, s)
		for i := range events {
			events[i].CaseID = id
		}
		cases = append(cases, sla.Case{ID: id, Events: events})
	}
	add("late", "received 01 09:00")
	add("later", "received 02 09:00")
	add("answered", "received 02 09:00, replied 02 10:00")
	add("waiting", "received 02 09:00, replied 02 10:00, waiting_customer 02 11:00")
	add("done", "received 02 09:00, replied 02 10:00, resolved 02 11:00")
	add("odd", "received 02 09:00, replied 01 10:00, resolved 02 10:00")
	add("not here", "")
	queue, err := a.Queue(slices.Values(cases), march(t, "03 08:00"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range queue {
		got = append(got, r.CaseID+" "+string(r.Clock)+" "+string(r.State))
	}
	want := []string{
		"late first_response breached", "later first_response at_risk", "late resolution running",
		"answered resolution running", "later resolution running",
		"waiting resolution paused", "odd first_response unclear",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
	again, _ := a.Queue(slices.Values(cases), march(t, "03 08:00"))
	for i := range again {
		if again[i].CaseID != queue[i].CaseID || again[i].Clock != queue[i].Clock {
			t.Errorf("place %d: %s after shuffling, %s before", i, again[i].CaseID, queue[i].CaseID)
		}
	}
}

// Queues of several machines are put together by sorting what they list.
func TestSortQueueIsTheOrderOfQueue(t *testing.T) {
	a, _ := sla.NewAgreement()
	var cases []sla.Case
	for _, s := range []string{"received 01 09:00", "received 02 09:00, waiting_customer 02 11:00", "received 01 12:00", "replied 01 10:00"} {
		c := sla.Case{ID: string(rune('a' + len(cases))), Events: history(t, s)}
		for i := range c.Events {
			c.Events[i].CaseID = c.ID
		}
		cases = append(cases, c)
	}
	queue, err := a.Queue(slices.Values(cases), march(t, "02 12:00"))
	if err != nil || len(queue) != len(cases) {
		t.Fatalf("queue of %d, %v", len(queue), err)
	}
	ids := func(list []sla.Reading) (out []string) {
		for _, r := range list {
			out = append(out, r.CaseID)
		}
		return out
	}
	shuffled := slices.Clone(queue)
	slices.Reverse(shuffled)
	sla.SortQueue(shuffled)
	if got, want := ids(shuffled), ids(queue); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Of a clock that repeats every round is read, each under the name of its rule.
func TestAgreementReadsEveryRound(t *testing.T) {
	a, err := sla.NewAgreement(sla.Rule{Name: "first"}, sla.Rule{Name: "next", Policy: sla.Policy{Clock: sla.NextResponse}},
		sla.Rule{Name: "solve", Policy: sla.Policy{Clock: sla.Resolution, Target: time.Hour}, Segments: []string{"vip"}})
	if err != nil {
		t.Fatal(err)
	}
	c := sla.Case{ID: "c", Events: history(t, "received 01 09:00, replied 01 10:00, customer_replied 01 11:00, replied 01 12:00, customer_replied 02 09:00")}
	rounds, err := a.Rounds(c, march(t, "03 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rounds {
		got = append(got, r.Rule+" "+string(r.State))
	}
	if want := []string{"first met", "next met", "next breached"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What Rules returns has its defaults, and is the caller's to change.
func TestRulesAreCopies(t *testing.T) {
	a, _ := sla.NewAgreement(sla.Rule{Segments: []string{"vip"}})
	rules := a.Rules()
	if len(rules) != 1 || rules[0].Clock != sla.FirstResponse || rules[0].Target != sla.DefaultTarget {
		t.Fatalf("got %+v", rules)
	}
	rules[0].Segments[0], rules[0].Name = "changed", "changed"
	if again := a.Rules()[0]; again.Segments[0] != "vip" || again.Name != "" {
		t.Errorf("the agreement changed to %+v", again)
	}
}

func TestAnUnreadableCaseDoesNotStopTheQueue(t *testing.T) {
	a, _ := sla.NewAgreement()
	cases := []sla.Case{{ID: "x", Events: history(t, "received 02 09:00")}, {ID: "c", Events: history(t, "received 02 09:00")}}
	queue, err := a.Queue(slices.Values(cases), march(t, "02 10:00"))
	if len(queue) != 1 || queue[0].CaseID != "c" || !errors.Is(err, sla.ErrMixedCases) || !strings.Contains(err.Error(), `case "x"`) {
		t.Errorf("got %v, %v", queue, err)
	}
}

// A quick morning must not look like a good day: nothing of last night is due yet.
func TestShareIsThatOfTheMatured(t *testing.T) {
	now := march(t, "03 09:00")
	var a sla.Attainment
	for _, s := range []string{
		"received 01 09:00, replied 01 10:00",                  // met, due on the 2nd
		"received 01 10:00, replied 02 09:00",                  // met
		"received 01 11:00, replied 02 12:00",                  // breached
		"received 02 08:00",                                    // breached, an hour ago
		"received 02 20:00, replied 02 20:05",                  // early
		"received 02 21:00, replied 02 21:05",                  // early
		"received 02 22:00",                                    // open
		"received 01 09:00, merged 01 10:00",                   // ended
		"received 01 09:00, replied 01 08:00",                  // unclear
		"",                                                     // nowhere
		"received 01 09:00, replied 02 09:00, closed 03 08:00", // met at the last moment
	} {
		r, err := sla.Policy{}.Read(history(t, s), now)
		if err != nil {
			t.Fatal(err)
		}
		a.Add(r)
	}
	if want := (sla.Attainment{Met: 3, Breached: 2, Early: 2, Open: 1, Ended: 1, Unclear: 1}); a != want {
		t.Errorf("got %+v, want %+v", a, want)
	}
	if share, ok := a.Share(); !ok || share != 0.6 {
		t.Errorf("share %v, %v, want 0.6", share, ok)
	}
	var none, sum sla.Attainment
	if _, ok := none.Share(); ok || !strings.Contains(text(t, none), `"share": null`) {
		t.Errorf("the share of nothing is defined: %s", text(t, none))
	}
	sum.Merge(a)
	sum.Merge(none)
	if sum != a {
		t.Errorf("merging nothing changed %v to %v", a, sum)
	}
}
