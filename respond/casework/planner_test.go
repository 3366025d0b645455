package casework_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/casework"
	"github.com/loamlib/loam/respond/sla"
)

var duties = []casework.DutyKind{
	casework.ToAssign, casework.ToAcknowledge, casework.ToReply, casework.ToAnswer, casework.ToPublish, casework.ToReport, casework.ToResolve,
	casework.ToInform, casework.ToFollowUp, casework.ToReconcile, casework.ToClose, casework.ToReopen, casework.ToImplement,
	casework.ToCheckEffect, casework.ToReexamine, casework.ToMeet, casework.ToUntangle,
}

// withResolution is the default agreement and a resolution within five days.
func withResolution(t testing.TB) casework.Planner {
	t.Helper()
	a, err := sla.NewAgreement(sla.Rule{Priorities: []feedback.Category{feedback.UrgencyHigh}, Policy: sla.Policy{Target: 4 * time.Hour}}, sla.Rule{},
		sla.Rule{Policy: sla.Policy{Clock: sla.NextResponse}}, sla.Rule{Policy: sla.Policy{Clock: sla.Resolution, Target: 120 * time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	return casework.Planner{Agreement: a}
}

func TestNext(t *testing.T) {
	improvement := func(done string, checks ...casework.Check) []casework.Action {
		a := casework.Action{ID: "a-1", Kind: casework.Quality, What: "換用較厚的紙箱", Owner: "dan", Due: on(t, "15 12:00"), CaseIDs: []string{"c"}, Checks: checks}
		if done != "" {
			a.Done = on(t, done)
		}
		return []casework.Action{a}
	}
	answer := func(solved casework.Answer, csat float64) []casework.FollowUp {
		f := casework.FollowUp{CaseID: "c", Asked: on(t, "05 10:00"), Answered: on(t, "06 10:00"), Solved: solved}
		if csat > 0 {
			f.Handling = feedback.Rating{Scale: feedback.CSAT5, Value: csat}
		}
		return []casework.FollowUp{f}
	}
	const solved = "received 02 09:00, replied 02 10:00, resolved 02 10:30"
	for _, c := range []struct {
		name, events, now string
		actions           []casework.Action
		followUps         []casework.FollowUp
		want              string // duties with the day and hour they are due, ! if overdue, ~ while waiting
	}{
		{name: "nothing", now: "02 10:00", want: ""},
		{name: "received", events: "received 02 09:00", now: "02 10:00", want: "reply 03 09, resolve 07 09"},
		{name: "not answered in time", events: "received 02 09:00", now: "03 10:00", want: "reply! 03 09, resolve 07 09"},
		{name: "moved up", events: "received 02 09:00, escalated 02 09:30", now: "02 10:00", want: "reply 02 13, resolve 07 09"},
		{name: "answered, not solved", events: "received 02 09:00, replied 02 10:00", now: "02 12:00", want: "report 05 10, resolve 07 09"},
		{name: "waiting for the customer", events: "received 02 09:00, replied 02 10:00, waiting_customer 02 10:00", now: "03 10:00", want: "resolve~ 08 09"},
		{name: "the customer wrote", events: "received 02 09:00, replied 02 10:00, customer_replied 03 10:00", now: "03 11:00", want: "answer 04 10, report 05 10, resolve 07 09"},
		{name: "solved and told", events: solved, now: "02 12:00", want: "follow_up 05 10"},
		{name: "solved and not told", events: "received 02 09:00, replied 02 10:00, resolved 03 10:00", now: "03 12:00", want: "inform 04 10, follow_up 06 10"},
		{name: "told afterwards", events: "received 02 09:00, replied 02 10:00, resolved 03 10:00, replied 03 11:00", now: "03 12:00", want: "follow_up 06 10"},
		{name: "asked", events: solved + ", followed_up 05 10:00", now: "05 12:00", want: "close 12 10"},
		{name: "not asked in time", events: solved, now: "06 12:00", want: "follow_up! 05 10"},
		{name: "content", events: solved + ", followed_up 05 10:00", now: "06 12:00", followUps: answer(casework.Yes, 5), want: "close 07 10"},
		{name: "not answered yet", events: solved + ", followed_up 05 10:00", now: "05 12:00", followUps: answer(casework.Yes, 5), want: "close 12 10"},
		{name: "unsatisfied", events: solved + ", followed_up 05 10:00", now: "06 12:00", followUps: answer(casework.Yes, 2), want: "reconcile 07 10"},
		{name: "talked to", events: solved + ", followed_up 05 10:00, replied 06 11:00", now: "06 12:00", followUps: answer(casework.Yes, 2), want: "close 07 10"},
		{name: "not solved", events: solved + ", followed_up 05 10:00", now: "06 12:00", followUps: answer(casework.No, 5), want: "reopen 07 10"},
		{name: "not solved although closed", events: solved + ", followed_up 05 10:00, closed 05 11:00", now: "06 12:00", followUps: answer(casework.No, 0), want: "reopen 07 10"},
		{name: "reopened", events: solved + ", followed_up 05 10:00, reopened 06 10:00", now: "06 12:00", followUps: answer(casework.No, 0), want: "report 09 10, resolve 11 08"},
		{name: "closed and never asked", events: solved + ", closed 02 11:00", now: "02 12:00", want: "follow_up 05 10"},
		{name: "praise, answered and closed", events: "received 02 09:00, replied 02 10:00, closed 02 11:00", now: "02 12:00", want: ""},
		{name: "merged", events: "received 02 09:00, merged 02 10:00", now: "09 12:00", want: ""},
		{name: "over", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "06 12:00", followUps: answer(casework.Yes, 4), want: ""},
		{name: "planned", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "07 12:00", actions: improvement(""), want: "implement 15 12 dan"},
		{name: "late", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "16 12:00", actions: improvement(""), want: "implement! 15 12 dan"},
		{name: "done", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "16 12:00", actions: improvement("14 12:00"), want: "check_effect 13 12 dan"}, // of April
		{name: "too early to tell", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "29 12:00",
			actions: improvement("14 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Uncertain}), want: "check_effect 27 12 dan"},
		{name: "it worked", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "29 12:00",
			actions: improvement("14 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Worked}), want: ""},
		{name: "it did not", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "28 13:00",
			actions: improvement("14 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Failed}), want: "reopen 29 12, reexamine 29 12 dan"},
		{name: "reopened for it", events: solved + ", followed_up 05 10:00, closed 06 11:00, reopened 28 12:30", now: "28 13:00",
			actions: improvement("14 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Failed}),
			want:    "reexamine 29 12 dan, report 31 12, resolve 02 11"}, // of April
		{name: "it did not while the case is open", events: "received 27 09:00, replied 27 10:00", now: "28 13:00",
			actions: improvement("14 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Failed}),
			want:    "reexamine 29 12 dan, report 30 10, resolve 01 09"}, // of April
		{name: "it did not while the case is followed up", events: solved + ", followed_up 27 10:00", now: "28 13:00",
			actions: improvement("14 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Failed}),
			want:    "reopen 29 12, reexamine 29 12 dan, close 03 10"}, // of April
		{name: "asked twice", events: solved + ", followed_up 05 10:00, followed_up 08 10:00", now: "09 12:00",
			followUps: append([]casework.FollowUp{{CaseID: "c", Asked: on(t, "08 10:00")}}, answer(casework.No, 0)...), want: "close 15 10"},
		{name: "done once more", events: solved + ", followed_up 05 10:00, closed 06 11:00", now: "31 12:00",
			actions: improvement("30 12:00", casework.Check{At: on(t, "28 12:00"), Effect: casework.Failed}), want: "check_effect 29 12 dan"},
		{name: "the record is wrong", events: "received 02 09:00, replied 01 10:00", now: "02 12:00", want: "untangle 03 09, resolve 07 09"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := casework.Dossier{Case: sla.Case{Events: history(t, c.events)}, Department: "客服部", Actions: c.actions, FollowUps: c.followUps}
			got, err := withResolution(t).Next(d, on(t, c.now))
			if err != nil && c.name != "the record is wrong" {
				t.Fatal(err)
			}
			var parts []string
			for _, x := range got {
				s := string(x.Kind)
				if x.Overdue {
					s += "!"
				}
				if x.Waiting {
					s += "~"
				}
				parts = append(parts, strings.TrimSpace(s+x.Due.Format(" 02 15 ")+x.Owner))
				for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
					if e := x.Explanation(tag); strings.Contains(e, "%!") || !strings.Contains(e, x.Kind.Name(tag)) {
						t.Errorf("explanation %q", e)
					}
				}
				if x.Department != "客服部" {
					t.Errorf("%s is for %q", x.Kind, x.Department)
				}
			}
			if text := strings.Join(parts, ", "); text != c.want {
				t.Errorf("got %s, want %s", text, c.want)
			}
			var back []casework.Duty
			if err := json.Unmarshal([]byte(asJSON(t, got)), &back); err != nil || len(back) != len(got) {
				t.Errorf("JSON: %v", err)
			}
		})
	}
}

// Somebody must be responsible before anything else can be done in time.
func TestAssignmentComesFirst(t *testing.T) {
	d := casework.Dossier{Case: sla.Case{ID: "c", Priority: feedback.UrgencyHigh, Events: history(t, "received 02 09:00")}}
	got, err := withResolution(t).Next(d, on(t, "02 10:00"))
	if err != nil || len(got) == 0 || got[0].Kind != casework.ToAssign || got[0].Due != on(t, "02 13:00") {
		t.Errorf("got %+v, %v", got, err)
	}
}

// A caller's own priorities are left as they are.
func TestEscalationKeepsOwnPriorities(t *testing.T) {
	a, err := sla.NewAgreement(sla.Rule{Priorities: []feedback.Category{"p1"}, Policy: sla.Policy{Target: time.Hour}}, sla.Rule{})
	if err != nil {
		t.Fatal(err)
	}
	d := casework.Dossier{Case: sla.Case{ID: "c", Priority: "p1", Events: history(t, "received 02 09:00, escalated 02 09:10")}, Department: "x"}
	got, err := casework.Planner{Agreement: a}.Next(d, on(t, "02 09:30"))
	if err != nil || len(got) != 1 || got[0].Due != on(t, "02 10:00") {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestDossierMistakesAreReported(t *testing.T) {
	d := casework.Dossier{Case: sla.Case{Events: history(t, "received 02 09:00, closed 02 10:00")}, Department: "客服部",
		Actions: []casework.Action{{ID: "wish", What: "改善服務"}}, FollowUps: []casework.FollowUp{{CaseID: "c", Asked: on(t, "09 09:00"), Answered: on(t, "08 09:00")}, {CaseID: "x", Asked: on(t, "09 09:00")}}}
	d.Case.Events = append(d.Case.Events, history(t, "resolved 03 09:00")...)
	got, err := casework.Planner{}.Next(d, on(t, "04 09:00"))
	for _, want := range []string{"closed at 2026-03-02", `action wish: kind is ""`, `action wish: owner is ""`, "answered is \"2026-03-08T09:00:00Z\", want no earlier than asked", `case_id is "x", want that of the dossier, c`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if len(got) == 0 {
		t.Error("the mistakes leave no duties")
	}
	var plan *casework.PlanError
	if _, err := (casework.Planner{CheckAfter: -1}).Next(d, on(t, "04 09:00")); !errors.As(err, &plan) {
		t.Errorf("got %v", err)
	}
	if _, err := (casework.Planner{}).Next(d, time.Time{}); !errors.Is(err, casework.ErrNoNow) {
		t.Errorf("got %v", err)
	}
	d.Case.ID = "another"
	if _, err := (casework.Planner{}).Next(d, on(t, "04 09:00")); !errors.Is(err, sla.ErrMixedCases) {
		t.Errorf("got %v", err)
	}
}

func TestBoardHasEachActionOnce(t *testing.T) {
	action := casework.Action{ID: "a-1", Kind: casework.Training, What: "新人訓練加入客訴演練", Owner: "dan", Due: on(t, "15 12:00"), CaseIDs: []string{"c", "e"}}
	var dossiers []casework.Dossier
	for _, id := range []string{"e", "c", "f"} {
		events := history(t, "received 02 09:00")
		events[0].CaseID = id
		dossiers = append(dossiers, casework.Dossier{Case: sla.Case{ID: id, Events: events}, Department: "x", Actions: []casework.Action{action}})
	}
	got, err := casework.Planner{}.Board(slices.Values(dossiers), on(t, "02 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, d := range got {
		text = append(text, fmt.Sprint(d.CaseID, " ", d.Kind))
	}
	if want := "c reply, e reply, f reply, e implement"; strings.Join(text, ", ") != want {
		t.Errorf("got %v, want %s", text, want)
	}
}

func TestRouterErrors(t *testing.T) {
	topic := casework.Condition{Dimension: feedback.Topic, Category: "food"}
	for _, c := range []struct {
		routes   []casework.Route
		fallback string
		want     string
	}{
		{nil, "", "is missing"},
		{[]casework.Route{{Any: []casework.Condition{topic}}}, "x", "routes[0] has no department"},
		{[]casework.Route{{Department: "y"}}, "x", "routes[0] has no condition"},
		{[]casework.Route{{Department: "y", Any: []casework.Condition{{Dimension: feedback.Intent, Category: "complain"}}}}, "x", `"intent=complain", want one of [complaint`},
		{[]casework.Route{{Department: "y", All: []casework.Condition{{Category: "food"}}}}, "x", "want a dimension and a category"},
	} {
		if _, err := casework.NewRouter(c.routes, c.fallback); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

func TestRoute(t *testing.T) {
	topic := func(c feedback.Category) casework.Condition {
		return casework.Condition{Dimension: feedback.Topic, Category: c}
	}
	router, err := casework.NewRouter([]casework.Route{
		{Department: "kitchen", Any: []casework.Condition{topic("food")}},
		{Department: "delivery", Owner: "dan", Any: []casework.Condition{topic("delivery"), topic("packaging")}},
		{Department: "legal", Any: []casework.Condition{topic("safety")}, All: []casework.Condition{{Dimension: feedback.Urgency, Category: feedback.UrgencyHigh}}},
	}, "desk")
	if err != nil {
		t.Fatal(err)
	}
	label := func(d feedback.Dimension, c feedback.Category, p float64) feedback.Label {
		return feedback.Label{Dimension: d, Category: c, Confidence: p}
	}
	for _, c := range []struct {
		name string
		a    *feedback.Analysis
		want string
		also string
	}{
		{"nothing known", nil, "desk", "[]"},
		{"no route", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "price", 1)}}, "desk", "[]"},
		{"a part of a topic", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "delivery/courier", 0.6)}}, "delivery", "[]"},
		{"not a topic that merely begins alike", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "foodie", 0.6)}}, "desk", "[]"},
		{"the surer one", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "food", 0.6), label(feedback.Topic, "packaging", 0.7)}}, "delivery", "[kitchen]"},
		{"of equals the first", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "packaging", 0.7), label(feedback.Topic, "food", 0.7)}}, "kitchen", "[delivery]"},
		{"the trouble, not the praise", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "food", 0.9), label(feedback.Topic, "packaging", 0.5)},
			Aspects: []feedback.Aspect{{Topic: "food", Polarity: feedback.Positive, Score: 0.8}}}, "delivery", "[kitchen]"},
		{"an aspect alone", &feedback.Analysis{Aspects: []feedback.Aspect{{Topic: "packaging", Polarity: feedback.Mixed}}}, "delivery", "[]"},
		{"all conditions", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "safety", 0.9)}}, "desk", "[]"},
		{"all conditions, met", &feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "safety", 0.9), label(feedback.Urgency, feedback.UrgencyHigh, 0.8)}}, "legal", "[]"},
	} {
		d := router.Route(c.a)
		if d.Department != c.want || fmt.Sprint(d.Also) != c.also || d.Fallback != (c.want == "desk") || d.Fallback != (len(d.Why) == 0) {
			t.Errorf("%s: got %+v, want %s and %s", c.name, d, c.want, c.also)
		}
	}
	e := router.Route(&feedback.Analysis{Labels: []feedback.Label{label(feedback.Topic, "delivery", 1)}}).Event("c", on(t, "02 10:00"))
	if err := e.Validate(); err != nil || e.Kind != feedback.Assigned || e.Owner != "dan" || e.Department != "delivery" {
		t.Errorf("got %+v, %v", e, err)
	}
}

func TestActionState(t *testing.T) {
	check := func(at string, e casework.Effect) casework.Check { return casework.Check{At: on(t, at), Effect: e} }
	for _, c := range []struct {
		name   string
		done   string
		checks []casework.Check
		want   casework.ActionState
	}{
		{"nothing done", "", nil, casework.Overdue},
		{"not done yet", "25 12:00", nil, casework.Overdue},
		{"done", "14 12:00", nil, casework.Implemented},
		{"uncertain", "14 12:00", []casework.Check{check("16 12:00", casework.Uncertain)}, casework.Implemented},
		{"the last look counts", "14 12:00", []casework.Check{check("18 12:00", casework.Worked), check("16 12:00", casework.Failed)}, casework.Verified},
		{"in any order", "14 12:00", []casework.Check{check("16 12:00", casework.Failed), check("18 12:00", casework.Worked)}, casework.Verified},
		{"what comes later does not count", "14 12:00", []casework.Check{check("16 12:00", casework.Failed), check("25 12:00", casework.Worked)}, casework.Ineffective},
		{"looks before it was done once more", "17 12:00", []casework.Check{check("16 12:00", casework.Failed)}, casework.Implemented},
	} {
		a := casework.Action{ID: "a", Kind: casework.Training, What: "客訴演練", Owner: "dan", Due: on(t, "15 12:00"), Checks: c.checks}
		if c.done != "" {
			a.Done = on(t, c.done)
		}
		if got := a.State(on(t, "20 12:00")); got != c.want || a.Validate() != nil && c.done != "" {
			t.Errorf("%s: got %s, want %s; %v", c.name, got, c.want, a.Validate())
		}
	}
	a := casework.Action{Due: on(t, "15 12:00")}
	if got := a.State(on(t, "15 12:00")); got != casework.Planned {
		t.Errorf("at the due time: got %s", got)
	}
}

func TestFollowUpOutcome(t *testing.T) {
	answered := on(t, "06 10:00")
	for _, c := range []struct {
		f    casework.FollowUp
		want casework.Outcome
	}{
		{casework.FollowUp{}, casework.Pending},
		{casework.FollowUp{Answered: on(t, "08 10:00"), Solved: casework.No}, casework.Pending},
		{casework.FollowUp{Answered: answered}, casework.Satisfied},
		{casework.FollowUp{Answered: answered, Solved: casework.No, Handling: feedback.Rating{Scale: feedback.CSAT5, Value: 5}}, casework.Unsolved},
		{casework.FollowUp{Answered: answered, Solved: casework.Yes, Handling: feedback.Rating{Scale: feedback.CSAT5, Value: 4}}, casework.Satisfied},
		{casework.FollowUp{Answered: answered, Solved: casework.Yes, Handling: feedback.Rating{Scale: feedback.CSAT5, Value: 3}}, casework.Unsatisfied},
		{casework.FollowUp{Answered: answered, Handling: feedback.Rating{Scale: feedback.CSAT7, Value: 6}}, casework.Satisfied},
		{casework.FollowUp{Answered: answered, Handling: feedback.Rating{Scale: feedback.CSAT7, Value: 5}}, casework.Unsatisfied},
		{casework.FollowUp{Answered: answered, Handling: feedback.Rating{Scale: feedback.CES5, Value: 1}}, casework.Satisfied}, // little effort
		{casework.FollowUp{Answered: answered, Handling: feedback.Rating{Scale: feedback.Thumbs, Value: 0}}, casework.Unsatisfied},
		{casework.FollowUp{Answered: answered, Handling: feedback.Rating{Scale: feedback.CSAT5, Value: 11}}, casework.Unsatisfied}, // Validate says so
	} {
		if got := c.f.Outcome(on(t, "07 10:00")); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.f, got, c.want)
		}
	}
	events := (&casework.FollowUp{CaseID: "c", Asked: on(t, "05 10:00"), Answered: answered, Solved: casework.No}).Events()
	s, err := casework.Replay(append(history(t, "received 02 09:00, resolved 02 10:00"), events...), on(t, "09 10:00"))
	if err != nil || s.Stage != casework.Reopened {
		t.Errorf("an answer that it is not solved leads to %s, %v", s.Stage, err)
	}
}
