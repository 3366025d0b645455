package casework

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A Route says for which feedback a department is responsible. It marshals to and
// from JSON:
//
//	{"department": "物流部", "any": [{"dimension": "topic", "category": "delivery"}]}
type Route struct {
	Department string `json:"department"`
	Owner      string `json:"owner,omitzero"` // pseudonymous ID of a person there, if it is always the same

	// Any are labels of which one is enough, and All are labels that must all be
	// there besides. One of the lists may be empty.
	Any []Condition `json:"any,omitempty"`
	All []Condition `json:"all,omitempty"`
}

// A Condition is a label that feedback may have. A category stands for its parts as
// well: "product" for "product/quality".
type Condition struct {
	Dimension feedback.Dimension `json:"dimension"`
	Category  feedback.Category  `json:"category"`
}

// String is the condition as "topic=delivery".
func (c Condition) String() string { return string(c.Dimension) + "=" + string(c.Category) }

// covers reports whether a category is the condition's or a part of it.
func (c Condition) covers(x feedback.Category) bool {
	return x == c.Category || strings.HasPrefix(string(x), string(c.Category)+"/")
}

// A Router finds the department that is responsible for a piece of feedback. It is
// immutable and safe for concurrent use.
type Router struct {
	routes   []Route
	fallback string
}

// A RouteError reports a route that cannot be right.
type RouteError struct {
	Index   int // of the route
	Problem string
}

// Error says which route it is and what is wrong with it.
func (e *RouteError) Error() string {
	return fmt.Sprintf("casework: routes[%d] %s", e.Index, e.Problem)
}

// ErrNoFallback says that a router was made without a department for what no route
// is about.
var ErrNoFallback = errors.New("casework: the department for feedback that no route is about is missing")

// NewRouter checks routes and puts them together. What no route is about goes to the
// fallback department, so that nothing is lost. Every mistake is reported, joined;
// each is [ErrNoFallback] or a [*RouteError].
func NewRouter(routes []Route, fallback string) (*Router, error) {
	r := &Router{fallback: fallback}
	var errs []error
	if fallback == "" {
		errs = append(errs, ErrNoFallback)
	}
	for i, route := range routes {
		route.Any, route.All = slices.Clone(route.Any), slices.Clone(route.All)
		if problem := route.problem(); problem != "" {
			errs = append(errs, &RouteError{i, problem})
		}
		r.routes = append(r.routes, route)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *Route) problem() string {
	if r.Department == "" {
		return "has no department"
	}
	if len(r.Any)+len(r.All) == 0 {
		return "has no condition; what all else goes to is the fallback department"
	}
	for _, c := range slices.Concat(r.Any, r.All) {
		if c.Dimension == "" || c.Category == "" {
			return fmt.Sprintf("has the condition %q, want a dimension and a category", c)
		}
		if known := c.Dimension.Categories(); len(known) > 0 && !slices.Contains(known, c.Category) {
			return fmt.Sprintf("has the condition %q, want one of %v", c, known)
		}
	}
	return ""
}

// A Decision is who is responsible for a piece of feedback, and why.
type Decision struct {
	Department string   `json:"department"`
	Owner      string   `json:"owner,omitzero"`
	Why        []Reason `json:"why,omitempty"`     // the strongest first; none if it is the fallback
	Also       []string `json:"also,omitempty"`    // other departments it concerns, the most concerned first
	Fallback   bool     `json:"fallback,omitzero"` // no route was about it
}

// A Reason is a label that spoke for a department.
type Reason struct {
	Condition Condition           `json:"condition"`
	Category  feedback.Category   `json:"category"` // of the label: the condition's or a part of it
	Weight    float64             `json:"weight"`
	Evidence  []feedback.Evidence `json:"evidence,omitempty"`
}

// Event is the decision as the fact that the case was assigned.
func (d Decision) Event(caseID string, at time.Time) feedback.CaseEvent {
	return feedback.CaseEvent{CaseID: caseID, Kind: feedback.Assigned, At: at, Department: d.Department, Owner: d.Owner}
}

// Route decides. Of the routes that are about the feedback the one with the
// weightiest label is responsible, and of equals the first; the others are named.
//
// A label weighs what its confidence is. A topic that the customer speaks badly of
// weighs 1 and the strength of the feeling more, one that is only praised half: the
// case is where the trouble is, so "food was great, but the courier was rude" goes
// to delivery. A nil analysis goes to the fallback.
func (r *Router) Route(a *feedback.Analysis) Decision {
	type candidate struct {
		route *Route
		why   []Reason
	}
	var found []candidate
	if a != nil {
		for i := range r.routes {
			if why := r.routes[i].matches(a); why != nil {
				found = append(found, candidate{&r.routes[i], why})
			}
		}
	}
	if len(found) == 0 {
		return Decision{Department: r.fallback, Fallback: true}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.why[0].Weight, a.why[0].Weight) })
	d := Decision{Department: found[0].route.Department, Owner: found[0].route.Owner, Why: found[0].why}
	for _, c := range found[1:] {
		if name := c.route.Department; name != d.Department && !slices.Contains(d.Also, name) {
			d.Also = append(d.Also, name)
		}
	}
	return d
}

// matches lists the labels that speak for the route, the weightiest first; nil if it
// is not about the feedback.
func (r *Route) matches(a *feedback.Analysis) []Reason {
	var why []Reason
	for _, c := range r.All {
		found := c.in(a)
		if len(found) == 0 {
			return nil
		}
		why = append(why, found...)
	}
	if len(r.Any) > 0 {
		before := len(why)
		for _, c := range r.Any {
			why = append(why, c.in(a)...)
		}
		if len(why) == before {
			return nil
		}
	}
	slices.SortStableFunc(why, func(a, b Reason) int { return cmp.Compare(b.Weight, a.Weight) })
	return why
}

// in lists the labels and aspects of an analysis that meet the condition.
func (c Condition) in(a *feedback.Analysis) []Reason {
	var out []Reason
	for _, l := range a.Labels {
		if l.Dimension == c.Dimension && c.covers(l.Category) {
			out = append(out, Reason{c, l.Category, l.Confidence * liking(a, l), l.Evidence})
		}
	}
	if c.Dimension != feedback.Topic {
		return out
	}
	for _, x := range a.Aspects {
		if c.covers(x.Topic) && troubles(x.Polarity) {
			out = append(out, Reason{c, x.Topic, 1 + max(0, -x.Score), x.Evidence})
		}
	}
	return out
}

// liking is what a topic label counts: half if the customer speaks of the topic and
// all of it well.
func liking(a *feedback.Analysis, l feedback.Label) float64 {
	if l.Dimension != feedback.Topic {
		return 1
	}
	praised := false
	for _, x := range a.Aspects {
		if x.Topic == l.Category {
			if x.Polarity != feedback.Positive {
				return 1
			}
			praised = true
		}
	}
	if praised {
		return 0.5
	}
	return 1
}

func troubles(p feedback.Polarity) bool { return p == feedback.Negative || p == feedback.Mixed }
