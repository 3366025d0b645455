package respondtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/respond"
)

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
	return together(func(g int) error {
		for i := range list {
			k := (i + g) % len(list)
			got, err := e.lint(list[k].reply, list[k].brief())
			if err != nil {
				return err
			}
			if diff := cmp.Diff(want[k], got); diff != "" {
				return fmt.Errorf("%s: other diagnostics while others are linted (-alone +together):\n%s", quoted(list[k].reply), diff)
			}
		}
		return nil
	})
}

func (e *linterExamination) readOnly() error {
	return each(func(x exchange) error {
		b := x.brief()
		before, err := snapshot(b)
		if err != nil {
			return err
		}
		if _, err := e.lint(x.reply, b); err != nil {
			return err
		}
		after, err := snapshot(b)
		if diff := cmp.Diff(before, after); diff != "" {
			return fmt.Errorf("%s: the brief was changed (-before +after):\n%s", quoted(x.reply), diff)
		}
		return err
	})
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
	x := exchanges()[0]
	return returns(func(ctx context.Context) { _, _ = e.linter.Lint(ctx, x.reply, x.brief()) })
}
