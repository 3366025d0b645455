package action_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
	"github.com/loamlib/loam/respond/casework"
)

// comparison is a change with a normal interval and test.
func comparison(d, se float64) metrics.Comparison {
	c := metrics.Comparison{
		A: metrics.Estimate{Definition: metrics.IDNegativeShare}, B: metrics.Estimate{Definition: metrics.IDNegativeShare},
		Difference: metrics.NumberOf(d), Low: metrics.NumberOf(d - 1.96*se), High: metrics.NumberOf(d + 1.96*se), Confidence: 0.95,
		P: metrics.NumberOf(math.Erfc(math.Abs(d/se) / math.Sqrt2)),
	}
	c.Decide()
	return c
}

// Expected are ten points less, worth it from five on.
func TestEffects(t *testing.T) {
	for _, c := range []struct {
		name  string
		d, se float64
		want  action.Effect
	}{
		{"as large as expected", -0.10, 0.02, action.Worked},
		{"larger", -0.30, 0.02, action.Worked},
		{"worth it, though less than expected", -0.06, 0.02, action.Worked},
		{"shown, and too small", -0.02, 0.005, action.Failed},
		{"shown, and perhaps too small", -0.045, 0.02, action.Uncertain},
		{"nothing, with a large sample", 0, 0.01, action.Failed},
		{"nothing, with a small sample", 0, 0.04, action.Uncertain},
		{"as expected, with a small sample", -0.10, 0.08, action.Uncertain},
		{"the wrong way", 0.06, 0.02, action.Failed},
		{"perhaps the wrong way, with a tiny sample", 0.05, 0.08, action.Uncertain},
	} {
		got, err := checkout().EvaluateChange(day(5, 4), comparison(c.d, c.se))
		if err != nil || got.Effect != c.want {
			t.Errorf("%s: %s, %v; want %s", c.name, got.Effect, err, c.want)
		}
		for _, w := range got.Reasons {
			for _, s := range []string{w.En, w.Hant, w.Hans} {
				if s == "" || strings.Contains(s, "%!") {
					t.Errorf("%s: %+v", c.name, w)
				}
			}
		}
	}
}

// More is better: the rule turns round with the sign.
func TestEffectsGoByTheSign(t *testing.T) {
	a := checkout()
	a.Expected = action.Expected{Metric: metrics.IDReplyRate, Size: 0.1, Least: 0.08}
	for d, want := range map[float64]action.Effect{0.09: action.Worked, 0.06: action.Failed, -0.05: action.Failed} {
		change := comparison(d, 0.005)
		change.A.Definition, change.B.Definition = metrics.IDReplyRate, metrics.IDReplyRate
		if c, err := a.EvaluateChange(day(5, 4), change); err != nil || c.Effect != want {
			t.Errorf("%v: %s, %v; want %s", d, c.Effect, err, want)
		}
	}
}

func TestTooEarly(t *testing.T) {
	undone := checkout()
	undone.Rounds[0].Done = time.Time{}
	later := checkout()
	later.Rounds[0].Done = day(5, 10)
	for name, c := range map[string]struct {
		a   action.Action
		now time.Time
	}{"not done": {undone, day(5, 4)}, "done later": {later, day(5, 4)}, "before the review": {checkout(), day(4, 20)}} {
		got, err := c.a.EvaluateChange(c.now, comparison(-0.1, 0.01))
		if err != nil || got.Effect != action.TooEarly || len(got.Reasons) != 1 {
			t.Errorf("%s: %s %v, %v", name, got.Effect, got.Reasons, err)
		}
		if c.a.IsDue(c.now) {
			t.Errorf("%s: due", name)
		}
	}
}

func TestTheLoop(t *testing.T) {
	a := checkout()
	states := func() (out []action.State) {
		for _, now := range []time.Time{day(3, 1), day(4, 1), day(5, 4), day(6, 10), day(8, 1)} {
			out = append(out, a.State(now))
		}
		return out
	}
	if !a.IsDue(day(5, 1)) {
		t.Error("not due at its review")
	}
	check := func(at time.Time, d, se float64) {
		t.Helper()
		c, err := a.EvaluateChange(at, comparison(d, se))
		if err != nil {
			t.Fatal(err)
		}
		before := len(a.Rounds[len(a.Rounds)-1].Checks)
		next, err := a.Record(c)
		if err != nil || len(a.Rounds[len(a.Rounds)-1].Checks) != before {
			t.Fatalf("%v; the action itself was changed", err)
		}
		a = next
	}
	check(day(5, 4), -0.04, 0.05) // uncertain: to be checked again
	if !a.IsDue(day(5, 5)) {
		t.Error("an uncertain effect is not looked at again")
	}
	check(day(6, 1), 0, 0.01) // failed
	want := []action.State{action.Planned, action.Implemented, action.Implemented, action.Ineffective, action.Ineffective}
	if got := states(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := a.Reopen(day(5, 10), day(7, 1), day(8, 1)); !errors.Is(err, action.ErrNotIneffective) {
		t.Errorf("reopened before it failed: %v", err)
	}
	a, err := a.Reopen(day(6, 2), day(7, 1), day(8, 1))
	if err != nil || a.State(day(6, 2)) != action.Planned || a.State(day(7, 2)) != action.Overdue {
		t.Errorf("%v, %s, %s", err, a.State(day(6, 2)), a.State(day(7, 2)))
	}
	if _, err := a.Record(action.Check{At: day(7, 1), Effect: action.Worked}); !errors.Is(err, action.ErrNotDone) {
		t.Errorf("a check of what is not done: %v", err)
	}
	a.Rounds[1].Done = day(6, 28)
	c, err := a.EvaluateChange(day(8, 2), comparison(-0.2, 0.01))
	if err != nil {
		t.Fatal(err)
	}
	if a, err = a.Record(c); err != nil || a.State(day(8, 3)) != action.Verified || len(a.Rounds[0].Checks) != 2 {
		t.Errorf("%v, %s, first round %v", err, a.State(day(8, 3)), a.Rounds[0].Checks)
	}
	if err := a.Validate(); err != nil {
		t.Error(err)
	}
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var back action.Action
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, back, cmp.Comparer(func(x, y time.Time) bool { return x.Equal(y) })); diff != "" {
		t.Error(diff)
	}
}

func TestAnEmptyActionHasAllItsProblemsAtOnce(t *testing.T) {
	err := action.Action{}.Validate()
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("%v", err)
	}
	var got []string
	for _, e := range joined.Unwrap() {
		var p *action.Problem
		if !errors.As(e, &p) || p.Text.Hant == "" || p.Text.Hans == "" || strings.Contains(p.Text.En, "%!") {
			t.Errorf("%v", e)
			continue
		}
		got = append(got, p.Field)
	}
	want := []string{"id", "kind", "what", "cause", "department", "owner", "rounds", "expected.metric", "expected.size"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeOfAnAction(t *testing.T) {
	for want, do := range map[string]func(a *action.Action){
		"kind":                   func(a *action.Action) { a.Kind = "miracle" },
		"expected.size":          func(a *action.Action) { a.Expected.Size = 0.1 }, // more negative feedback
		"expected.least":         func(a *action.Action) { a.Expected.Least = -0.2 },
		"rounds[0].review":       func(a *action.Action) { a.Rounds[0].Review = day(3, 1) },
		"rounds[0].due":          func(a *action.Action) { a.Rounds[0].Due = time.Time{} },
		"rounds[0].checks[0].at": func(a *action.Action) { a.Rounds[0].Checks = []action.Check{{At: day(3, 1), Effect: action.Worked}} },
		"rounds[1].done": func(a *action.Action) {
			a.Rounds = append(a.Rounds, action.Round{Due: day(6, 1), Done: day(2, 1), Review: day(7, 1)})
		},
		"rounds[0].checks[0].effect": func(a *action.Action) { a.Rounds[0].Checks = []action.Check{{At: day(5, 1), Effect: "great"}} },
	} {
		a := checkout()
		do(&a)
		err := a.Validate()
		if joined, ok := err.(interface{ Unwrap() []error }); !ok || len(joined.Unwrap()) != 1 {
			t.Errorf("%s: %v", want, err)
			continue
		}
		var p *action.Problem
		if !errors.As(err, &p) || p.Field != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestEvaluateRefuses(t *testing.T) {
	var mismatch *metrics.MismatchError
	a := checkout()
	a.Expected.Metric = metrics.IDReplyRate
	if _, err := a.EvaluateChange(day(5, 4), comparison(0, 1)); !errors.As(err, &mismatch) {
		t.Errorf("another metric: %v", err)
	}
	if _, err := checkout().EvaluateChange(day(5, 4), metrics.Comparison{A: metrics.Estimate{Definition: metrics.IDNegativeShare}, B: metrics.Estimate{Definition: metrics.IDNegativeShare}}); !errors.Is(err, action.ErrNoInterval) {
		t.Errorf("an empty comparison: %v", err)
	}
	if _, err := (action.Action{}).EvaluateChange(day(5, 4), comparison(0, 1)); !errors.Is(err, action.ErrNoRound) {
		t.Errorf("an empty action: %v", err)
	}
	a = checkout()
	a.Expected.Size = math.NaN()
	if _, err := a.EvaluateChange(day(5, 4), comparison(0, 1)); err == nil {
		t.Error("NaN expected: no error")
	}
	none, err := checkout().EvaluateChange(day(5, 4), negative([2]int64{0, 0}, [2]int64{171, 310}))
	if err != nil || none.Effect != action.Uncertain {
		t.Errorf("nobody wrote since: %s, %v", none.Effect, err)
	}
}

// An improvement has the same words whether a case or a number led to it.
func TestWordsAreThoseOfCasework(t *testing.T) {
	same := func(ours, theirs interface {
		Name(language.Tag) string
	}) {
		t.Helper()
		for _, tag := range readers {
			if a, b := ours.Name(tag), theirs.Name(tag); a != b {
				t.Errorf("%v: %q is %q in package casework", ours, a, b)
			}
		}
	}
	theirs := casework.ActionKinds()
	if len(theirs) != len(action.Kinds()) {
		t.Errorf("%v against %v", action.Kinds(), theirs)
	}
	for i, k := range action.Kinds() {
		if string(k) != string(theirs[i]) {
			t.Errorf("%s is %s in package casework", k, theirs[i])
		}
		same(k, theirs[i])
	}
	for _, s := range []action.State{action.Planned, action.Overdue, action.Implemented, action.Verified, action.Ineffective} {
		same(s, casework.ActionState(s))
	}
	same(action.Worked, casework.Worked)
	same(action.Failed, casework.Failed)
	for _, e := range action.Effects() {
		if e.Name(readers[2]) == string(e) {
			t.Errorf("%s has no name", e)
		}
	}
}
