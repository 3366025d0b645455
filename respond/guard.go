package respond

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// GuardOptions changes how [Guard] works. The zero value, and a nil pointer, are
// the recommended setup.
type GuardOptions struct {
	// Attempts is how often the generator is asked; 0 is 3.
	Attempts int

	// Fallback writes the draft when all attempts failed; nil is nobody. Its
	// draft is linted like any other.
	Fallback Generator
}

// Guard lets no draft through that breaks a rule at the level of an error. It
// asks g, hands what comes back to l and asks again, with the faults found in
// [Brief.Faults] and another seed, as often as the options say. The draft it
// returns carries the diagnostics that are no errors. When all attempts and the
// fallback failed, the error is a [*RejectedError] that holds the last draft with
// all that is wrong with it, joined with the errors of generators.
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
	var errs []error
	try := *b
	for i := range g.attempts {
		try.Seed = b.Seed + uint64(i)
		draft, err := g.attempt(ctx, g.generator, &try)
		if err == nil {
			return draft, nil
		}
		if ctx.Err() != nil {
			return Draft{}, ctx.Err()
		}
		errs = append(errs, err)
	}
	if g.fallback != nil {
		try.Seed = b.Seed
		draft, err := g.attempt(ctx, g.fallback, &try)
		if err == nil {
			return draft, nil
		}
		errs = append(errs, err)
	}
	slices.Reverse(errs) // the last draft is the one that errors.As finds
	return Draft{}, errors.Join(errs...)
}

// attempt asks once and notes in b what was wrong.
func (g *guard) attempt(ctx context.Context, from Generator, b *Brief) (Draft, error) {
	draft, err := from.Generate(ctx, b)
	if err != nil {
		return Draft{}, err
	}
	found, err := g.linter.Lint(ctx, draft.Text, b)
	if err != nil {
		return Draft{}, err
	}
	draft.Diagnostics = found
	if slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Severity >= Error }) {
		b.Faults = found
		return Draft{}, &RejectedError{Draft: draft}
	}
	return draft, nil
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
