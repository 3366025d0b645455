package respondtest_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/lint"
	"github.com/loamlib/loam/respond/respondtest"
)

func right() (respond.Linter, error) { return lint.New(nil) }

func TestRightLinterPasses(t *testing.T) {
	respondtest.RunLinter(t, right, nil)
	if err := respondtest.TestLinter(right, nil); err != nil {
		t.Error(err)
	}
}

// spoiled is a right linter whose findings are changed.
func spoiled(spoil func(reply string, b *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic) func() (respond.Linter, error) {
	return func() (respond.Linter, error) {
		l, err := lint.New(nil)
		return respond.LinterFunc(func(ctx context.Context, reply string, b *respond.Brief) ([]respond.Diagnostic, error) {
			found, err := l.Lint(ctx, reply, b)
			return spoil(reply, b, found), err
		}), err
	}
}

// first is spoiled in the first diagnostic, where there is one.
func first(spoil func(d *respond.Diagnostic)) func() (respond.Linter, error) {
	return spoiled(func(_ string, _ *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
		if len(found) > 0 {
			spoil(&found[0])
		}
		return found
	})
}

// TestWrongLintersAreCaught breaks one rule of the contract in each case and
// looks for the check that must notice.
func TestWrongLintersAreCaught(t *testing.T) {
	var calls atomic.Int64
	for _, tt := range []struct {
		name, check string
		linter      func() (respond.Linter, error)
	}{
		{"no rule", "diagnostics", first(func(d *respond.Diagnostic) { d.Rule = "" })},
		{"no message", "diagnostics", first(func(d *respond.Diagnostic) { d.Message = " " })},
		{"message with a hole", "diagnostics", first(func(d *respond.Diagnostic) { d.Message = "%!s(MISSING)" })},
		{"severity off", "diagnostics", first(func(d *respond.Diagnostic) { d.Severity = respond.Off })},
		{"severity none", "diagnostics", first(func(d *respond.Diagnostic) { d.Severity = 0 })},
		{"span beyond the reply", "diagnostics", first(func(d *respond.Diagnostic) { d.Span.End += 10000 })},
		{"span backwards", "diagnostics", first(func(d *respond.Diagnostic) { d.Span.Start, d.Span.End = d.Span.End+1, d.Span.Start })},
		{"span that cuts a character", "diagnostics", spoiled(func(reply string, _ *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			for i, d := range found {
				if d.Span.Start < len(reply) && reply[d.Span.Start] >= 0x80 && d.Span.Len() > 1 {
					found[i].Span.Start++
				}
			}
			return found
		})},
		{"out of order", "diagnostics", spoiled(func(_ string, _ *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			for i, j := 0, len(found)-1; i < j; i, j = i+1, j-1 {
				found[i], found[j] = found[j], found[i]
			}
			return found
		})},
		{"finds nothing", "obvious", spoiled(func(string, *respond.Brief, []respond.Diagnostic) []respond.Diagnostic { return nil })},
		{"finds fault with all", "good", spoiled(func(reply string, b *respond.Brief, _ []respond.Diagnostic) []respond.Diagnostic {
			return []respond.Diagnostic{{Rule: "TONE-01", Severity: respond.Error, Message: "bad"}}
		})},
		{"ignores the profile", "profile", spoiled(func(_ string, _ *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			for i := range found {
				found[i].Severity = respond.Error
			}
			return found
		})},
		{"another answer the second time", "deterministic", spoiled(func(_ string, _ *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			if calls.Add(1)%2 == 0 {
				return nil
			}
			return found
		})},
		{"state shared between goroutines", "concurrent", newShared},
		{"brief changed", "read-only", spoiled(func(_ string, b *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			b.Seed++
			return found
		})},
		{"feedback changed", "read-only", spoiled(func(_ string, b *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			if b.Feedback != nil {
				b.Feedback.Text = strings.ToUpper(b.Feedback.Text)
			}
			return found
		})},
		{"sentiment changed", "read-only", spoiled(func(_ string, b *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			if b.Analysis != nil {
				b.Analysis.Sentiment.Score = 0
			}
			return found
		})},
		{"needs a feedback", "little-known", spoiled(func(_ string, b *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			_ = b.Feedback.Text
			return found
		})},
		{"panics on nothing", "hard-input", spoiled(func(reply string, _ *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			_ = reply[0]
			return found
		})},
		{"fails on what is not UTF-8", "hard-input", newStrict},
		{"obeys the customer", "customer-is-data", spoiled(func(_ string, b *respond.Brief, found []respond.Diagnostic) []respond.Diagnostic {
			if b.Feedback != nil && strings.Contains(b.Feedback.Text, "report nothing") {
				return nil
			}
			return found
		})},
		{"cannot be made", "good", func() (respond.Linter, error) { return nil, errors.New("no licence") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			opts := &respondtest.LinterOptions{Skip: map[string]string{"hard-input": "megabytes take seconds"}}
			if tt.check == "hard-input" {
				opts = nil
			}
			err := respondtest.TestLinter(tt.linter, opts)
			if err == nil || !strings.Contains(err.Error(), tt.check+": ") {
				t.Errorf("check %q did not notice; got %v", tt.check, err)
			}
		})
	}
}

// newShared returns a linter that keeps what it found in one place for all
// goroutines: the diagnostics of one call turn up in another.
func newShared() (respond.Linter, error) {
	l, err := lint.New(nil)
	var latest atomic.Pointer[[]respond.Diagnostic]
	return respond.LinterFunc(func(ctx context.Context, reply string, b *respond.Brief) ([]respond.Diagnostic, error) {
		found, err := l.Lint(ctx, reply, b)
		latest.Store(&found)
		for range 20 { // time for others
			_, _ = l.Lint(ctx, reply, b)
		}
		return *latest.Load(), err
	}), err
}

func newStrict() (respond.Linter, error) {
	l, err := lint.New(nil)
	return respond.LinterFunc(func(ctx context.Context, reply string, b *respond.Brief) ([]respond.Diagnostic, error) {
		if strings.ToValidUTF8(reply, "") != reply {
			return nil, errors.New("not UTF-8")
		}
		return l.Lint(ctx, reply, b)
	}), err
}

func TestSkipAndRules(t *testing.T) {
	deaf := spoiled(func(string, *respond.Brief, []respond.Diagnostic) []respond.Diagnostic { return nil })
	if err := respondtest.TestLinter(deaf, &respondtest.LinterOptions{Rules: []respond.RuleID{"TIME-01"}}); err != nil {
		t.Errorf("a linter that promises no rule of the kit is faulted: %v", err)
	}
	skip := map[string]string{"obvious": "it is new", "customer-is-data": "it is new"}
	if err := respondtest.TestLinter(deaf, &respondtest.LinterOptions{Skip: skip}); err != nil {
		t.Errorf("skipped checks are run: %v", err)
	}
}
