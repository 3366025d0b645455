package respond

import (
	"errors"
	"fmt"
	"reflect"
	"time"
)

// A Permission is what a profile says about something that a reply may do.
type Permission uint8

// The permissions. The zero value leaves it to the writer.
const (
	Allowed   Permission = iota
	Expected             // missing it is reported
	Forbidden            // doing it is reported
)

// A Profile is what holds in the place where a reply will stand: which rules
// count how much, and what may be said. Profiles are data with a date and their
// sources, so that they can be audited and brought up to date. The zero value
// stands for [Neutral], and one with nothing but severities for Neutral with
// these.
type Profile struct {
	ID      string    // "tripadvisor"
	Name    string    // "Tripadvisor management responses"
	AsOf    time.Time // when the sources were read
	Sources []string  // addresses

	Public bool // strangers read the reply

	CustomerName   Permission    // the public display name in the greeting
	SignerName     Permission    // a person's name in the signature; Forbidden leaves the role
	Offer          Permission    // refund, gift, discount or free service named in the reply
	PrivateFacts   Permission    // order numbers, dates of visits and the like that the customer did not publish
	Relationship   Permission    // confirming that the writer is a customer or patient
	Contact        Permission    // the business's contact
	Link           Permission    // addresses of web pages
	Greeting       Permission    // a greeting line
	Invitation     Permission    // an invitation to visit again
	MaxRunes       int           // longest reply; 0 is no limit
	FirstReply     time.Duration // within which the first reply is due; 0 is 24 hours
	MostSimilarity float64       // nearest a reply may come to an earlier one; 0 is the package default

	Severity map[RuleID]Severity // where it differs from the rule's own
}

// OrNeutral is p, or what p stands for if it holds nothing or severities alone.
func (p Profile) OrNeutral() Profile {
	severity := p.Severity
	p.Severity = nil
	if reflect.ValueOf(p).IsZero() {
		p = Neutral()
	}
	if severity != nil {
		p.Severity = severity
	}
	return p
}

// Validate reports every field that cannot be right, joined; nil if none.
// Severities may be for rules of the caller's own.
func (p Profile) Validate() error {
	var errs []error
	check := func(ok bool, field string, value any, want string) {
		if !ok {
			errs = append(errs, fmt.Errorf("respond: Profile.%s is %v, want %s", field, value, want))
		}
	}
	for _, x := range []struct {
		field      string
		permission Permission
	}{
		{"CustomerName", p.CustomerName}, {"SignerName", p.SignerName}, {"Offer", p.Offer}, {"PrivateFacts", p.PrivateFacts}, {"Relationship", p.Relationship},
		{"Contact", p.Contact}, {"Link", p.Link}, {"Greeting", p.Greeting}, {"Invitation", p.Invitation},
	} {
		check(x.permission <= Forbidden, x.field, x.permission, "allowed, expected or forbidden")
	}
	check(p.MaxRunes >= 0, "MaxRunes", p.MaxRunes, "0 or more")
	check(p.FirstReply >= 0, "FirstReply", p.FirstReply, "0 or more")
	check(p.MostSimilarity >= 0 && p.MostSimilarity <= 1, "MostSimilarity", p.MostSimilarity, "a number in [0, 1]")
	for id, s := range p.Severity {
		check(s >= Off && s <= Error, fmt.Sprintf("Severity[%q]", id), s, "off, info, warning or error")
	}
	return errors.Join(errs...)
}
