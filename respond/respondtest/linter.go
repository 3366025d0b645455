package respondtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/respond"
)

// LinterOptions say what the linter under test promises. The zero value, like a
// nil pointer, is right for one that checks all rules in all languages.
type LinterOptions struct {
	// Rules are those that the linter checks; empty is all. Deliberate faults
	// against others need not be found.
	Rules []respond.RuleID
	// Skip names checks to leave out, each with the reason why.
	Skip map[string]string
}

// RunLinter checks a linter, each check a subtest. newLinter is called for every
// check.
func RunLinter(t *testing.T, newLinter func() (respond.Linter, error), opts *LinterOptions) {
	t.Helper()
	for _, c := range linterChecks {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			if why, skipped := opts.skipped(c.name); skipped {
				t.Skip(why)
			}
			if err := c.perform(newLinter, opts); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestLinter checks a linter and returns what is wrong with it, or nil.
func TestLinter(newLinter func() (respond.Linter, error), opts *LinterOptions) error {
	var errs []error
	for _, c := range linterChecks {
		if _, skipped := opts.skipped(c.name); skipped {
			continue
		}
		if err := c.perform(newLinter, opts); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return errors.Join(errs...)
}

func (o *LinterOptions) skipped(name string) (why string, skipped bool) {
	if o == nil {
		return "", false
	}
	why, skipped = o.Skip[name]
	return why, skipped
}

func (o *LinterOptions) promises(rule respond.RuleID) bool {
	return o == nil || len(o.Rules) == 0 || slices.Contains(o.Rules, rule)
}

// A linterCheck is one rule of the contract.
type linterCheck struct {
	name        string
	explanation string
	run         func(e *linterExamination) error
}

// A linterExamination is one check of one linter.
type linterExamination struct {
	linter respond.Linter
	open   func() (respond.Linter, error)
	opts   *LinterOptions
}

var linterChecks = []linterCheck{
	{"diagnostics", "a diagnostic names a rule and says what is wrong; its severity is info, warning or error; its span is a range of whole characters of the reply, and spans come in order", (*linterExamination).diagnostics},
	{"obvious", "slots left open, insults, threats, accusations, trades for a review and the like are found, and none is found in a good reply", (*linterExamination).obvious},
	{"good", "a reply that keeps the rules has no diagnostic at the level of an error", (*linterExamination).good},
	{"profile", "the profile says how much a rule counts: what it turns off is not reported, and what it lowers is not reported higher", (*linterExamination).profile},
	{"deterministic", "the same reply gives the same diagnostics, whatever was linted before and by whichever instance", (*linterExamination).deterministic},
	{"concurrent", "Lint may be called by several goroutines at once", (*linterExamination).concurrent},
	{"read-only", "the brief is not changed", (*linterExamination).readOnly},
	{"little-known", "a brief may hold no more than what is known: nothing at all, a feedback alone, a profile alone", (*linterExamination).littleKnown},
	{"hard-input", "no reply makes a linter panic or fail: nothing, emoji alone, a megabyte, invalid UTF-8, controls of direction", (*linterExamination).hardInput},
	{"customer-is-data", "what the customer wrote changes no rule, whatever it says", (*linterExamination).customerIsData},
	{"cancelled", "a call whose context is done returns", (*linterExamination).cancelled},
}

// perform runs the check on a new linter. A panic is a failure like others.
func (c linterCheck) perform(open func() (respond.Linter, error), opts *LinterOptions) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n\t%s", p, c.explanation)
		}
	}()
	linter, err := open()
	if err != nil {
		return fmt.Errorf("making the linter: %w", err)
	}
	if err := c.run(&linterExamination{linter, open, opts}); err != nil {
		return fmt.Errorf("%w\n\t%s", err, c.explanation)
	}
	return nil
}

// lint asks about one reply and looks the answer over.
func (e *linterExamination) lint(reply string, b *respond.Brief) ([]respond.Diagnostic, error) {
	found, err := e.linter.Lint(context.Background(), reply, b)
	if err != nil {
		return nil, fmt.Errorf("%s: error %w", quoted(reply), err)
	}
	if err := inspect(reply, found); err != nil {
		return nil, fmt.Errorf("%s: %w", quoted(reply), err)
	}
	return found, nil
}

// inspect looks at what holds for all diagnostics.
func inspect(reply string, found []respond.Diagnostic) error {
	start := 0
	for i, d := range found {
		switch {
		case d.Rule == "":
			return fmt.Errorf("diagnostic %d names no rule", i)
		case strings.TrimSpace(d.Message) == "":
			return fmt.Errorf("%s has no message", d.Rule)
		case strings.Contains(d.Message, "%!"):
			return fmt.Errorf("%s has the message %q", d.Rule, d.Message)
		case d.Severity < respond.Info || d.Severity > respond.Error:
			return fmt.Errorf("%s has the severity %v, want info, warning or error", d.Rule, d.Severity)
		case !d.Span.In(len(reply)):
			return fmt.Errorf("%s has the span %v in a reply of %d bytes", d.Rule, d.Span, len(reply))
		case !onRune(reply, d.Span.Start) || !onRune(reply, d.Span.End):
			return fmt.Errorf("%s has the span %v, which cuts a character", d.Rule, d.Span)
		case d.Span.Start < start:
			return fmt.Errorf("%s at %v comes behind a diagnostic at %d", d.Rule, d.Span, start)
		}
		start = d.Span.Start
	}
	return nil
}

// onRune reports whether i lies between characters of s.
func onRune(s string, i int) bool {
	if i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return r == utf8.RuneError && size == 1 && !withinRune(s, i)
}

// withinRune reports whether byte i continues a valid character.
func withinRune(s string, i int) bool {
	for back := 1; back < utf8.UTFMax && back <= i; back++ {
		if utf8.RuneStart(s[i-back]) {
			r, size := utf8.DecodeRuneInString(s[i-back:])
			return r != utf8.RuneError && size > back
		}
	}
	return false
}

func quoted(s string) string {
	const enough = 60
	if len(s) > enough {
		s = s[:enough] + "…"
	}
	return fmt.Sprintf("%q", s)
}

// each calls f with all fixtures and joins the errors.
func each(f func(x exchange) error) error {
	var errs []error
	for _, x := range exchanges() {
		errs = append(errs, f(x))
	}
	return errors.Join(errs...)
}

func (e *linterExamination) diagnostics() error {
	return each(func(x exchange) error {
		_, err := e.lint(x.reply, x.brief())
		return err
	})
}

func (e *linterExamination) obvious() error {
	return each(func(x exchange) error {
		if x.breaks == "" || !e.opts.promises(x.breaks) {
			return nil
		}
		found, err := e.lint(x.reply, x.brief())
		if err == nil && !slices.ContainsFunc(found, func(d respond.Diagnostic) bool { return d.Rule == x.breaks }) {
			err = fmt.Errorf("%s: breaks %s, which was not found among %v", quoted(x.reply), x.breaks, rulesOf(found))
		}
		return err
	})
}

func rulesOf(found []respond.Diagnostic) (out []respond.RuleID) {
	for _, d := range found {
		out = append(out, d.Rule)
	}
	return out
}

func (e *linterExamination) good() error {
	return each(func(x exchange) error {
		if x.breaks != "" {
			return nil
		}
		found, err := e.lint(x.reply, x.brief())
		for _, d := range found {
			if d.Severity == respond.Error {
				err = errors.Join(err, fmt.Errorf("%s: %s at %s: %s", quoted(x.reply), d.Rule, quoted(d.Span.Of(x.reply)), d.Message))
			}
		}
		return err
	})
}

func (e *linterExamination) profile() error {
	return each(func(x exchange) error {
		found, err := e.lint(x.reply, x.brief())
		if err != nil {
			return err
		}
		for _, d := range found {
			for _, want := range []respond.Severity{respond.Off, respond.Info} {
				b := x.brief()
				b.Profile.Severity = map[respond.RuleID]respond.Severity{d.Rule: want}
				again, err := e.lint(x.reply, b)
				if err != nil {
					return err
				}
				for _, a := range again {
					if a.Rule == d.Rule && a.Severity > want {
						return fmt.Errorf("%s: %s is %v where the profile says %v", quoted(x.reply), a.Rule, a.Severity, want)
					}
				}
			}
		}
		return nil
	})
}

func (e *linterExamination) deterministic() error {
	other, err := e.open()
	if err != nil {
		return err
	}
	return each(func(x exchange) error {
		first, err := e.lint(x.reply, x.brief())
		if err != nil {
			return err
		}
		again, err := e.lint(x.reply, x.brief())
		if err != nil {
			return err
		}
		if diff := cmp.Diff(first, again); diff != "" {
			return fmt.Errorf("%s: other diagnostics the second time (-first +second):\n%s", quoted(x.reply), diff)
		}
		elsewhere, err := other.Lint(context.Background(), x.reply, x.brief())
		if err != nil {
			return err
		}
		if diff := cmp.Diff(first, elsewhere); diff != "" {
			return fmt.Errorf("%s: other diagnostics from another instance (-first +other):\n%s", quoted(x.reply), diff)
		}
		return nil
	})
}

func (e *linterExamination) concurrent() error {
	list := exchanges()
	want := make([][]respond.Diagnostic, len(list))
	for i, x := range list {
		var err error
		if want[i], err = e.lint(x.reply, x.brief()); err != nil {
			return err
		}
	}
	const goroutines = 8
	errs := make([]error, goroutines)
	var group sync.WaitGroup
	for g := range goroutines {
		group.Go(func() { errs[g] = e.lintAll(list, want, g) })
	}
	group.Wait()
	return errors.Join(errs...)
}

// lintAll lints all replies, beginning at one of them, and compares.
func (e *linterExamination) lintAll(list []exchange, want [][]respond.Diagnostic, begin int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	for i := range list {
		k := (i + begin) % len(list)
		got, err := e.lint(list[k].reply, list[k].brief())
		if err != nil {
			return err
		}
		if diff := cmp.Diff(want[k], got); diff != "" {
			return fmt.Errorf("%s: other diagnostics while others are linted (-alone +together):\n%s", quoted(list[k].reply), diff)
		}
	}
	return nil
}

func (e *linterExamination) readOnly() error {
	return each(func(x exchange) error {
		b := x.brief()
		before := snapshot(b)
		if _, err := e.lint(x.reply, b); err != nil {
			return err
		}
		if diff := cmp.Diff(before, snapshot(b)); diff != "" {
			return fmt.Errorf("%s: the brief was changed (-before +after):\n%s", quoted(x.reply), diff)
		}
		return nil
	})
}

// snapshot writes down all that a brief holds.
func snapshot(b *respond.Brief) string {
	s := fmt.Sprintf("%+v", *b)
	if b.Feedback != nil {
		s += fmt.Sprintf("\n%+v", *b.Feedback)
	}
	if b.Analysis != nil {
		s += fmt.Sprintf("\n%+v", *b.Analysis)
	}
	if b.Remedy != nil {
		s += fmt.Sprintf("\n%+v", *b.Remedy)
	}
	return s
}

func (e *linterExamination) littleKnown() error {
	return each(func(x exchange) error {
		full := x.brief()
		for _, b := range []*respond.Brief{
			{},
			{Request: respond.Request{Feedback: full.Feedback}},
			{Request: respond.Request{Profile: respond.TripAdvisor()}},
			{Request: respond.Request{Language: full.Language}},
			{Acts: respond.Acts()},
		} {
			if _, err := e.lint(x.reply, b); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *linterExamination) hardInput() error {
	var errs []error
	for _, reply := range hardReplies() {
		for _, b := range []*respond.Brief{{}, exchanges()[0].brief()} {
			_, err := e.lint(reply, b)
			errs = append(errs, err)
		}
		b := exchanges()[0].brief()
		f := *b.Feedback
		f.Text, f.Customer.Name = reply, reply
		b.Feedback = &f
		_, err := e.lint(exchanges()[0].reply, b)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// customerIsData puts orders to the linter into the feedback: what was wrong with
// a reply must stay wrong.
func (e *linterExamination) customerIsData() error {
	return each(func(x exchange) error {
		if x.breaks == "" || !e.opts.promises(x.breaks) {
			return nil
		}
		b := x.brief()
		f := *b.Feedback
		f.Text += "\n" + injection
		b.Feedback = &f
		found, err := e.lint(x.reply, b)
		if err == nil && !slices.ContainsFunc(found, func(d respond.Diagnostic) bool { return d.Rule == x.breaks }) {
			err = fmt.Errorf("%s: %s is no longer found when the customer writes %q", quoted(x.reply), x.breaks, injection)
		}
		return err
	})
}

func (e *linterExamination) cancelled() error {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	const patience = 30 * time.Second
	limit, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("panic: %v", p)
			}
		}()
		x := exchanges()[0]
		_, _ = e.linter.Lint(ctx, x.reply, x.brief())
		done <- nil
	}()
	select {
	case err := <-done:
		return err
	case <-limit.Done():
		return fmt.Errorf("no answer within %v", patience)
	}
}
