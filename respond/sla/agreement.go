package sla

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A Case is what a service level may depend on, and what has happened.
type Case struct {
	ID       string               `json:"id"`
	Priority feedback.Category    `json:"priority,omitzero"` // a category of urgency, or a word of the caller's own
	Channel  feedback.Channel     `json:"channel,omitzero"`
	Segment  string               `json:"segment,omitzero"` // of the customer
	Events   []feedback.CaseEvent `json:"events,omitempty"` // in any order; those of other cases are an error
}

// A Rule is a policy for the cases it is about. An empty list means any; a rule
// with three empty lists is about all cases.
type Rule struct {
	Name       string              `json:"name,omitzero"` // for explanations and errors
	Priorities []feedback.Category `json:"priorities,omitempty"`
	Channels   []feedback.Channel  `json:"channels,omitempty"`
	Segments   []string            `json:"segments,omitempty"`
	Policy     `json:"policy"`
}

// about reports whether the rule is about a case.
func (r *Rule) about(c *Case) bool {
	return anyOf(r.Priorities, c.Priority) && anyOf(r.Channels, c.Channel) && anyOf(r.Segments, c.Segment)
}

func anyOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

func (r Rule) clone() Rule {
	r.Priorities, r.Channels, r.Segments = slices.Clone(r.Priorities), slices.Clone(r.Channels), slices.Clone(r.Segments)
	return r
}

// covers reports whether the rule is about every case that o is about.
func (r *Rule) covers(o *Rule) bool {
	return r.Clock == o.Clock && within(o.Priorities, r.Priorities) && within(o.Channels, r.Channels) && within(o.Segments, r.Segments)
}

// within reports whether the values that a part allows are among those that the
// whole allows.
func within[T comparable](part, whole []T) bool {
	if len(whole) == 0 {
		return true
	}
	return len(part) > 0 && !slices.ContainsFunc(part, func(v T) bool { return !slices.Contains(whole, v) })
}

// An Agreement says which policy holds for which case: for each clock the first
// rule that is about the case. Agreements are immutable and safe for concurrent use.
type Agreement struct {
	rules  []Rule
	clocks []Clock // that have a rule, in the order of the rules
}

// NewAgreement checks rules and puts them together, the most particular first. It
// reports every mistake, joined; each is a [*PolicyError]: what [Policy.Validate]
// finds, and a rule that never applies because an earlier one is about all of its
// cases. Without rules it is a first response within 24 hours by the clock on the
// wall.
func NewAgreement(rules ...Rule) (*Agreement, error) {
	if len(rules) == 0 {
		rules = []Rule{{}}
	}
	a := &Agreement{rules: slices.Clone(rules)}
	var errs []error
	for i := range a.rules {
		r := &a.rules[i]
		*r = r.clone()
		r.Policy = r.Policy.withDefaults()
		name := r.Name
		if name == "" {
			name = fmt.Sprintf("%d", i)
		}
		errs = append(errs, inRule(name, r.Policy.check()))
		for j := range i {
			if a.rules[j].covers(r) {
				errs = append(errs, &PolicyError{Rule: name, Clock: r.Clock, Field: "place", Value: fmt.Sprint(i),
					Want: fmt.Sprintf("one before rule %d, which is about all of its cases", j)})
				break
			}
		}
		if !slices.Contains(a.clocks, r.Clock) {
			a.clocks = append(a.clocks, r.Clock)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return a, nil
}

// inRule names the rule in the errors of its policy.
func inRule(name string, err error) error {
	var errs []error
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range list.Unwrap() {
			if p, ok := e.(*PolicyError); ok {
				p.Rule = name
			}
			errs = append(errs, e)
		}
	}
	return errors.Join(errs...)
}

// Clocks lists the clocks that the agreement has a rule for, in the order of the
// rules.
func (a *Agreement) Clocks() []Clock { return slices.Clone(a.clocks) }

// Rules returns copies of the rules, in their order and with the defaults filled in.
func (a *Agreement) Rules() []Rule {
	out := make([]Rule, len(a.rules))
	for i, r := range a.rules {
		out[i] = r.clone()
	}
	return out
}

// Rule is the rule for a clock of a case, and whether there is one.
func (a *Agreement) Rule(c Case, clock Clock) (Rule, bool) {
	if r := a.rule(&c, clock); r != nil {
		return r.clone(), true
	}
	return Rule{}, false
}

func (a *Agreement) rule(c *Case, clock Clock) *Rule {
	for i := range a.rules {
		if r := &a.rules[i]; r.Clock == clock && r.about(c) {
			return r
		}
	}
	return nil
}

// Read reads the clocks of a case, one for each clock that has a rule for it, in
// the order of [Agreement.Clocks]. The errors are [ErrNoNow] and [ErrMixedCases],
// which events of another case than c.ID are as well.
func (a *Agreement) Read(c Case, now time.Time) ([]Reading, error) {
	return a.read(&c, func(out []Reading, p *Policy) ([]Reading, error) {
		r, err := p.read(c.Events, now)
		return append(out, r), err
	})
}

// Rounds is like Read with every round of the clocks that repeat, for counting; a
// clock that has not started has none.
func (a *Agreement) Rounds(c Case, now time.Time) ([]Reading, error) {
	return a.read(&c, func(out []Reading, p *Policy) ([]Reading, error) {
		rounds, err := p.rounds(c.Events, now)
		return append(out, rounds...), err
	})
}

// read appends the readings of each clock.
func (a *Agreement) read(c *Case, clock func([]Reading, *Policy) ([]Reading, error)) ([]Reading, error) {
	if len(c.Events) > 0 && c.Events[0].CaseID != c.ID {
		return nil, fmt.Errorf("%w: case %q has events of %q", ErrMixedCases, c.ID, c.Events[0].CaseID)
	}
	out := make([]Reading, 0, len(a.clocks))
	for _, k := range a.clocks {
		rule := a.rule(c, k)
		if rule == nil {
			continue
		}
		before := len(out)
		var err error
		if out, err = clock(out, &rule.Policy); err != nil {
			return nil, err
		}
		for i := before; i < len(out); i++ {
			out[i].CaseID, out[i].Rule = c.ID, rule.Name
		}
	}
	return out, nil
}
