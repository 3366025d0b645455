package respond_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// says is a generator that gives one draft after another, the last for ever.
func says(drafts ...string) (respond.Generator, *[]respond.Brief) {
	var asked []respond.Brief
	return respond.GeneratorFunc(func(_ context.Context, b *respond.Brief) (respond.Draft, error) {
		asked = append(asked, *b)
		s := drafts[min(len(asked), len(drafts))-1]
		if strings.HasPrefix(s, "!") {
			return respond.Draft{}, errors.New(s[1:])
		}
		return respond.Draft{Text: s, Generator: "model"}, nil
	}), &asked
}

// noRude is a linter that knows one bad word, and one that is only so-so.
var noRude = respond.LinterFunc(func(_ context.Context, reply string, _ *respond.Brief) ([]respond.Diagnostic, error) {
	switch {
	case strings.Contains(reply, "idiot"):
		return []respond.Diagnostic{{Rule: "TONE-01", Severity: respond.Error, Message: "an insult"}}, nil
	case strings.Contains(reply, "cheers"):
		return []respond.Diagnostic{{Rule: "TONE-03", Severity: respond.Info, Message: "very casual"}}, nil
	}
	return nil, nil
})

func TestGuardAsksAgain(t *testing.T) {
	g, asked := says("You idiot.", "We will refund you.", "Thank you, cheers.")
	guarded, err := respond.Guard(g, noRude, nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := guarded.Generate(t.Context(), brief(t, func(r *respond.Request) { r.Seed = 40 }))
	if err != nil {
		t.Fatal(err)
	}
	if d.Text != "Thank you, cheers." || len(d.Diagnostics) != 1 || len(d.Rejected) != 2 {
		t.Errorf("draft %+v, want the third with one diagnostic and two rejected", d)
	}
	if d.Rejected[0].Diagnostics[0].Rule != "TONE-01" || d.Rejected[1].Diagnostics[0].Rule != respond.UnfoundedID {
		t.Errorf("rejected for %v and %v, want TONE-01 and %s", d.Rejected[0].Diagnostics, d.Rejected[1].Diagnostics, respond.UnfoundedID)
	}
	for i, b := range *asked {
		if b.Seed != 40+uint64(i) {
			t.Errorf("attempt %d had the seed %d", i, b.Seed)
		}
		if (len(b.Faults) > 0) != (i > 0) {
			t.Errorf("attempt %d was told of the faults %v", i, b.Faults)
		}
	}
}

func TestGuardFallsBack(t *testing.T) {
	g, asked := says("You idiot.", "!out of memory")
	fallback, _ := says("Thank you.")
	guarded, _ := respond.Guard(g, noRude, &respond.GuardOptions{Attempts: 2, Fallback: fallback})
	d, err := guarded.Generate(t.Context(), brief(t, nil))
	if err != nil || d.Text != "Thank you." || len(*asked) != 2 {
		t.Fatalf("draft %+v after %d attempts, error %v", d, len(*asked), err)
	}
	if len(d.Rejected) != 1 || d.Rejected[0].Text != "You idiot." || len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].Detail, "out of memory") {
		t.Errorf("rejected %+v and warnings %v, want the insult and the failure", d.Rejected, d.Warnings)
	}
}

func TestGuardGivesUp(t *testing.T) {
	g, _ := says("!no credit", "You idiot.")
	guarded, _ := respond.Guard(g, noRude, nil)
	d, err := guarded.Generate(t.Context(), brief(t, nil))
	var rejected *respond.RejectedError
	if !errors.As(err, &rejected) || rejected.Draft.Text != "You idiot." || d.Text != "" {
		t.Errorf("draft %+v, error %v, want the last draft in the error", d, err)
	}
	if !strings.Contains(err.Error(), "no credit") || !strings.Contains(err.Error(), "TONE-01") {
		t.Errorf("error %q names neither failure", err)
	}
}

func TestGuardStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	g := respond.GeneratorFunc(func(context.Context, *respond.Brief) (respond.Draft, error) {
		calls++
		cancel()
		return respond.Draft{}, errors.New("gone")
	})
	guarded, _ := respond.Guard(g, noRude, nil)
	if _, err := guarded.Generate(ctx, brief(t, nil)); !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
}

func TestGuardTrustsNobody(t *testing.T) {
	broken := respond.LinterFunc(func(context.Context, string, *respond.Brief) ([]respond.Diagnostic, error) {
		return nil, errors.New("no dictionary")
	})
	g, _ := says("Thank you.")
	guarded, _ := respond.Guard(g, broken, nil)
	if d, err := guarded.Generate(t.Context(), brief(t, nil)); err == nil {
		t.Errorf("draft %+v passed a linter that failed", d)
	}
	// A model that rewrites its brief does not get what it wrote.
	greedy := respond.GeneratorFunc(func(_ context.Context, b *respond.Brief) (respond.Draft, error) {
		b.Remedy = &respond.Remedy{Kind: respond.Refund, Detail: "We refund 9999."}
		b.Acts[0] = respond.Offer
		return respond.Draft{Text: "We refund 9999."}, nil
	})
	guarded, _ = respond.Guard(greedy, noRude, nil)
	if d, err := guarded.Generate(t.Context(), brief(t, nil)); err == nil {
		t.Errorf("draft %+v passed with facts that the generator made up", d)
	}
	empty, _ := says("  ")
	guarded, _ = respond.Guard(empty, noRude, nil)
	if _, err := guarded.Generate(t.Context(), brief(t, nil)); err == nil {
		t.Error("an empty draft passed")
	}
}

func TestGuardOptions(t *testing.T) {
	g, _ := says("x")
	for name, make := range map[string]func() (respond.Generator, error){
		"no generator": func() (respond.Generator, error) { return respond.Guard(nil, noRude, nil) },
		"no linter":    func() (respond.Generator, error) { return respond.Guard(g, nil, nil) },
		"negative attempts": func() (respond.Generator, error) {
			return respond.Guard(g, noRude, &respond.GuardOptions{Attempts: -1})
		},
	} {
		if _, err := make(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestGuardKeepsTheBrief: a generator that writes a remedy into the brief, and
// passages outside of its text, gets neither through.
func TestGuardKeepsTheBrief(t *testing.T) {
	b := brief(t, func(r *respond.Request) {
		r.Remedy = &respond.Remedy{Kind: respond.Refund, Detail: "We will refund your meal."}
	})
	wild := respond.GeneratorFunc(func(_ context.Context, b *respond.Brief) (respond.Draft, error) {
		b.Remedy.Detail = "We will refund 9999 dollars."
		b.Feedback.Text = ""
		return respond.Draft{Text: "We will refund 9999 dollars.", Language: b.Language}, nil
	})
	nothing := respond.LinterFunc(func(context.Context, string, *respond.Brief) ([]respond.Diagnostic, error) { return nil, nil })
	g, err := respond.Guard(wild, nothing, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := g.Generate(context.Background(), b); err == nil || b.Remedy.Detail != "We will refund your meal." || b.Feedback.Text == "" {
		t.Errorf("draft %q, error %v, brief changed to %q, %q", d.Text, err, b.Remedy.Detail, b.Feedback.Text)
	}

	g, err = respond.Guard(respond.GeneratorFunc(func(_ context.Context, b *respond.Brief) (respond.Draft, error) {
		return respond.Draft{Text: "Hello.", Language: b.Language, Passages: []respond.Passage{{Span: text.Span{Start: 2, End: 90}, Act: respond.Greet}}}, nil
	}), nothing, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := g.Generate(context.Background(), b); err != nil || len(d.Passages) > 0 || len(d.Warnings) == 0 {
		t.Errorf("passages %v, warnings %v, error %v", d.Passages, d.Warnings, err)
	}
}
