package feedback

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// A FieldError reports a field that cannot be right.
type FieldError struct {
	Field   string // as in the JSON: "ratings[0]", "created_at"
	Value   string // what was found; never the customer's words or name
	Allowed string // what would have been right
	Err     error  // the cause, if another error was
}

// Error says which field, which value and what is allowed.
func (e *FieldError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("feedback: field %s: %s", e.Field, strings.TrimPrefix(e.Err.Error(), "feedback: "))
	}
	return fmt.Sprintf("feedback: field %s is %q, want %s", e.Field, e.Value, e.Allowed)
}

// Unwrap returns the cause.
func (e *FieldError) Unwrap() error { return e.Err }

// Validate reports every field that cannot be right, joined; nil if none. Each
// error in the join is a [*FieldError]. Empty text is valid: an answer may be a
// rating alone.
func (f *Feedback) Validate() error {
	var p problems
	p.check(int(f.Channel) < len(channelTerms), "channel", f.Channel.String(), "a declared channel")
	p.time("used_at", f.UsedAt)
	p.time("created_at", f.CreatedAt)
	p.time("received_at", f.ReceivedAt)
	p.order("used_at", f.UsedAt, "created_at", f.CreatedAt)
	p.order("created_at", f.CreatedAt, "received_at", f.ReceivedAt)
	for i, r := range f.Ratings {
		if err := r.Validate(); err != nil {
			p = append(p, &FieldError{Field: fmt.Sprintf("ratings[%d]", i), Err: err})
		}
	}
	return p.err()
}

// problems collects field errors.
type problems []error

func (p *problems) check(ok bool, field, value, allowed string) {
	if !ok {
		*p = append(*p, &FieldError{Field: field, Value: value, Allowed: allowed})
	}
}

// Times before firstYear are typing errors or the zero of some other system,
// and years of five digits cannot be written in RFC 3339.
const (
	firstYear = 1900
	lastYear  = 9999
)

func (p *problems) time(field string, t time.Time) {
	if t.IsZero() {
		return
	}
	if y := t.Year(); y < firstYear || y > lastYear {
		p.check(false, field, t.Format(time.RFC3339), fmt.Sprintf("a year from %d to %d", firstYear, lastYear))
	}
}

func (p *problems) order(early string, a time.Time, late string, b time.Time) {
	if !a.IsZero() && !b.IsZero() && b.Before(a) {
		p.check(false, late, b.Format(time.RFC3339), "no earlier than "+early+" "+a.Format(time.RFC3339))
	}
}

func (p problems) err() error { return errors.Join(p...) }
