package lint

import (
	"errors"
	"fmt"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// A fault is one way to break a rule.
type fault struct {
	rule    respond.RuleID
	cap     respond.Severity // never counts for more than this; 0 is no bound
	message text.Wording     // may hold verbs for what report is given
	fix     text.Wording
}

// missing is the span of what is not there.
var missing = text.Span{}

// report adds a diagnostic, unless its rule is off.
func (r *reply) report(f *fault, at text.Span, args ...any) {
	severity := r.linter.severityOf(f.rule, &r.brief.Profile)
	if f.cap != 0 {
		severity = min(severity, f.cap)
	}
	if severity <= respond.Off {
		return
	}
	message := f.message.In(r.reader)
	if len(args) > 0 {
		message = fmt.Sprintf(message, args...)
	}
	rule := r.linter.rules[f.rule]
	r.found = append(r.found, respond.Diagnostic{
		Rule: f.rule, Severity: severity, Span: at, Message: message, Fix: f.fix.In(r.reader), Grade: rule.Grade, Source: rule.Source,
	})
}

// override takes the caller's severities over.
func (l *Linter) override(severity map[respond.RuleID]respond.Severity) error {
	var errs []error
	for id, s := range severity {
		if _, known := l.rules[id]; !known {
			errs = append(errs, fmt.Errorf("lint: Options.Severity: there is no rule %q", id))
		}
		if s < respond.Off || s > respond.Error {
			errs = append(errs, fmt.Errorf("lint: Options.Severity[%q] is %v, want off, info, warning or error", id, s))
		}
		l.severity[id] = s
	}
	return errors.Join(errs...)
}
