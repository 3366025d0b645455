package respond

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
)

// GuardOptions changes how [Guard] works. The zero value, and a nil pointer, are
// the recommended setup.
type GuardOptions struct {
	// Attempts is how often the generator is asked; 0 is 3.
	Attempts int

	// Fallback writes the draft when all attempts failed; nil is nobody. Its
	// draft is checked like any other.
	Fallback Generator
}

// Guard lets no draft through that breaks a rule at the level of an error. It
// asks g, hands what comes back to l and to [Unfounded], and asks again, with the
// faults found in [Brief.Faults] and another seed, as often as the options say;
// then it asks the fallback.
//
// The draft it returns carries the diagnostics that are no errors, and in
// [Draft.Rejected] the attempts before it with theirs; an attempt that gave no
// draft is a warning. When everything failed, the error is a [*RejectedError]
// that holds the last draft with all that is wrong with it, joined with the
// errors of generators. A linter that fails lets nothing through.
func Guard(g Generator, l Linter, o *GuardOptions) (Generator, error) {
	if o == nil {
		o = &GuardOptions{}
	}
	if g == nil || l == nil {
		return nil, errors.New("respond: Guard needs a generator and a linter, got nil")
	}
	if o.Attempts < 0 {
		return nil, fmt.Errorf("respond: Guard: Attempts is %d, want 0 or more", o.Attempts)
	}
	attempts := o.Attempts
	if attempts == 0 {
		attempts = 3
	}
	return &guard{g, o.Fallback, l, attempts}, nil
}

type guard struct {
	generator, fallback Generator
	linter              Linter
	attempts            int
}

// Generate implements [Generator].
func (g *guard) Generate(ctx context.Context, b *Brief) (Draft, error) {
	round := round{guard: g, brief: *b}
	for i := range g.attempts {
		round.brief.Seed = b.Seed + uint64(i)
		draft, ok := round.attempt(ctx, g.generator)
		if ok || ctx.Err() != nil {
			return draft, ctx.Err()
		}
	}
	if g.fallback != nil {
		round.brief.Seed = b.Seed
		if draft, ok := round.attempt(ctx, g.fallback); ok {
			return draft, nil
		}
	}
	slices.Reverse(round.errs) // the last draft is the one that errors.As finds
	return Draft{}, errors.Join(round.errs...)
}

// A round is the attempts at one brief.
type round struct {
	*guard
	brief    Brief // with the faults of the last attempt
	rejected []Draft
	warnings []feedback.Warning
	errs     []error
}

// attempt asks once and notes what was wrong.
func (r *round) attempt(ctx context.Context, from Generator) (draft Draft, ok bool) {
	b := r.brief // generators must not change what they are given; this makes sure
	b.Acts, b.Concerns, b.Faults = slices.Clone(b.Acts), slices.Clone(b.Concerns), slices.Clone(b.Faults)
	if b.Feedback != nil {
		f := *b.Feedback
		b.Feedback = &f
	}
	if b.Remedy != nil {
		remedy := *b.Remedy
		b.Remedy = &remedy
	}
	draft, err := from.Generate(ctx, &b)
	if err == nil && strings.TrimSpace(draft.Text) == "" {
		err = errors.New("respond: the generator gave an empty draft")
	}
	if err == nil {
		draft.Diagnostics, err = r.check(ctx, draft.Text)
	}
	if err != nil {
		r.errs = append(r.errs, err)
		r.warnings = append(r.warnings, feedback.Warning{Code: feedback.StageFailed, Stage: "generate", Detail: err.Error()})
		return Draft{}, false
	}
	if slices.ContainsFunc(draft.Diagnostics, func(d Diagnostic) bool { return d.Severity >= Error }) {
		r.brief.Faults = draft.Diagnostics
		r.rejected = append(r.rejected, draft)
		r.errs = append(r.errs, &RejectedError{Draft: draft})
		return Draft{}, false
	}
	if slices.ContainsFunc(draft.Passages, func(p Passage) bool { return !p.In(len(draft.Text)) }) {
		draft.Passages = nil
		draft.Warnings = append(slices.Clone(draft.Warnings), feedback.Warning{Code: feedback.InvalidField, Stage: "generate", Field: "Draft.Passages", Detail: "outside of the text; left out"})
	}
	draft.Rejected = slices.Concat(draft.Rejected, r.rejected)
	draft.Warnings = slices.Concat(draft.Warnings, r.warnings)
	return draft, true
}

// check is all that is wrong with a reply to the brief.
func (r *round) check(ctx context.Context, reply string) ([]Diagnostic, error) {
	found, err := r.linter.Lint(ctx, reply, &r.brief)
	if err != nil {
		return nil, fmt.Errorf("respond: linting: %w", err)
	}
	found = append(slices.Clone(found), Unfounded(reply, &r.brief)...)
	slices.SortStableFunc(found, func(x, y Diagnostic) int { return x.Span.Start - y.Span.Start })
	return found, nil
}

// A RejectedError means that a draft breaks rules at the level of an error, and
// so is not a reply.
type RejectedError struct {
	Draft Draft // with its diagnostics
}

// Error names the rules that are broken.
func (e *RejectedError) Error() string {
	var broken []string
	for _, d := range e.Draft.Diagnostics {
		if d.Severity >= Error {
			broken = append(broken, fmt.Sprintf("%s (%s)", d.Rule, d.Message))
		}
	}
	return "respond: the draft breaks " + strings.Join(broken, ", ")
}
