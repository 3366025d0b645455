package respond

import (
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
// stands for [Neutral].
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
