package lint

import (
	"fmt"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// A bannedSet finds the phrases that the caller does not want.
type bannedSet struct {
	matcher *text.Matcher
	list    []Banned
}

// compileBanned compiles the caller's phrases; nil if there are none.
func compileBanned(list []Banned) (*bannedSet, error) {
	if len(list) == 0 {
		return nil, nil
	}
	set := &bannedSet{list: append([]Banned(nil), list...)}
	var phrases []text.Phrase
	for i, b := range list {
		if b.Rule == "" || b.Severity < respond.Off || b.Severity > respond.Error || b.Message.En+b.Message.Hant+b.Message.Hans == "" {
			return nil, fmt.Errorf("lint: Options.Banned[%d]: want a rule, a severity and a message", i)
		}
		expanded, err := text.Expand(b.Pattern, nil)
		if err != nil {
			return nil, fmt.Errorf("lint: Options.Banned[%d]: %w", i, err)
		}
		for _, p := range expanded {
			phrases = append(phrases, text.Phrase{Text: p, ID: i})
		}
	}
	var err error
	if set.matcher, err = text.NewMatcher(phrases); err != nil {
		return nil, fmt.Errorf("lint: Options.Banned: %w", err)
	}
	return set, nil
}

// checkBanned looks for the caller's phrases.
func checkBanned(r *reply) {
	set := r.linter.banned
	if set == nil {
		return
	}
	for m := range set.matcher.Matches(&r.text) {
		b := &set.list[m.ID]
		severity := b.Severity
		if s, ok := r.brief.Profile.Severity[b.Rule]; ok {
			severity = s
		}
		if severity > respond.Off {
			r.found = append(r.found, respond.Diagnostic{
				Rule: b.Rule, Severity: severity, Span: r.text.Origin(m.Span(&r.text)),
				Message: inLanguage(b.Message, r), Fix: inLanguage(b.Fix, r), Grade: respond.GradeD,
			})
		}
	}
}

// inLanguage is the wording for the reader, or the one that the caller has.
func inLanguage(w text.Wording, r *reply) string {
	for _, s := range []string{w.In(r.reader), w.En, w.Hant, w.Hans} {
		if s != "" {
			return s
		}
	}
	return ""
}
