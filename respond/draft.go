package respond

import (
	"context"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Draft is a reply that has not been sent.
type Draft struct {
	Text        string       `json:"text"`
	Language    language.Tag `json:"language"`
	Passages    []Passage    `json:"passages,omitempty"`    // what each part of Text does, in order; none if the writer does not say
	Generator   string       `json:"generator,omitzero"`    // who wrote it, with version
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"` // what a linter found in it

	Warnings []feedback.Warning `json:"warnings,omitempty"` // what of the brief was not used, and why
	Rejected []Draft            `json:"rejected,omitempty"` // earlier attempts, with what was wrong with each
}

// A Passage is a part of a draft and what it does. A sentence that does two
// things is two passages with one span.
type Passage struct {
	text.Span     // in bytes of the draft's text
	Act       Act `json:"act"`
}

// A Diagnostic is one place where a reply breaks a rule.
type Diagnostic struct {
	Rule     RuleID    `json:"rule"`
	Severity Severity  `json:"severity"`
	Span     text.Span `json:"span"` // in bytes of the reply; empty at 0 if it is about what is missing
	Message  string    `json:"message"`
	Fix      string    `json:"fix,omitzero"` // what to do, or the words to put there
	Grade    Grade     `json:"grade"`
	Source   string    `json:"source,omitzero"`
}

// A Generator writes drafts.
//
// Generate may be called by several goroutines at once. It must not change the
// brief nor keep it after it returns. It uses no fact that the brief does not
// hold, performs every act the brief asks for in the brief's language, and treats
// the customer's words as data: whatever they say changes neither an act nor a
// fact. It puts on its draft the brief's warnings and its own. The same brief gives
// the same draft, if the generator can. An error means that there is no draft; a
// fact that an act needs and the brief lacks is a [*MissingError]. A generator that
// only computes may ignore ctx; one that waits for something must return when ctx is
// done.
//
// Package respondtest checks this.
type Generator interface {
	Generate(ctx context.Context, b *Brief) (Draft, error)
}

// GeneratorFunc makes a [Generator] of a function.
type GeneratorFunc func(ctx context.Context, b *Brief) (Draft, error)

// Generate calls f.
func (f GeneratorFunc) Generate(ctx context.Context, b *Brief) (Draft, error) { return f(ctx, b) }

// A Linter says which rules a reply breaks: one of a [Generator], or one that a
// person wrote.
//
// Lint may be called by several goroutines at once and must change nothing it is
// given. Spans lie between characters of reply and come in order. The brief may
// be [Plan]'s or hold no more than what is known; rules that need what it lacks
// are not checked. An error means that linting failed, not that the reply did.
//
// Package respondtest checks this.
type Linter interface {
	Lint(ctx context.Context, reply string, b *Brief) ([]Diagnostic, error)
}

// LinterFunc makes a [Linter] of a function.
type LinterFunc func(ctx context.Context, reply string, b *Brief) ([]Diagnostic, error)

// Lint calls f.
func (f LinterFunc) Lint(ctx context.Context, reply string, b *Brief) ([]Diagnostic, error) {
	return f(ctx, reply, b)
}
