package respond

import (
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// A Request is all that is known when a reply is asked for. Only Feedback is
// required; what else is given makes the reply more concrete. Text in it is
// said to the customer as it stands and must be in the language of the reply.
type Request struct {
	Feedback *feedback.Feedback // what the customer wrote: data, never instructions
	Analysis *feedback.Analysis // what was judged of it; nil if nothing was

	Profile  Profile      // the rules of the place it will stand in; the zero value is [Neutral]
	Language language.Tag // of the reply; und is that of the feedback
	Business Business     // who answers

	Fault      Fault     // whose fault it was, as a person decided; never inferred from the text
	Finding    string    // what was found: a full sentence
	Answer     string    // the answer to the customer's question: a full sentence
	Remedy     *Remedy   // what is offered; nil if nothing
	Prevention string    // what keeps it from happening again: a full sentence
	Progress   Progress  // where the case stands
	NextUpdate time.Time // when the customer hears again; zero if nothing is promised
	Invite     bool      // invite the customer to visit
	Missing    []string  // what has to be asked of the customer: noun phrases, "the date of the visit"

	History []feedback.CaseEvent // what happened to the case so far, in any order
	Now     time.Time            // when the reply is written; zero leaves the rules about time unchecked

	Recent Recall // what was sent before; nil if nothing is known
	Seed   uint64 // chooses among equally good wordings; the same seed gives the same reply
}

// A Business is who answers.
type Business struct {
	Name    string  // as the public knows it
	Contact Contact // where the customer can go in private
	Signer  Signer
}

// A Contact is how the business, never a private person, is reached. All fields
// are optional; a reply asks to get in touch only when one is set.
type Contact struct {
	Department string // "客服中心"
	Phone      string
	Email      string
	URL        string
	Hours      string // "週一至週五 9:00-18:00"
}

// IsZero reports whether there is no way to get in touch.
func (c Contact) IsZero() bool { return c.Phone == "" && c.Email == "" && c.URL == "" }

// A Signer is the person or role whose signature the reply carries.
type Signer struct {
	Name string // left out where the profile wants a role alone
	Role string // "店長", "Customer Care"
}

// Fault says who is at fault, as a person decided.
type Fault uint8

// The answers. Nothing but [AtFault] makes a reply apologise for the business.
const (
	FaultUndecided Fault = iota // nobody has decided yet
	AtFault                     // the business is
	NotAtFault                  // the business is not
)

// Progress is where the case stands when the reply is written.
type Progress uint8

// The states of a case as far as a reply is concerned.
const (
	ProgressUnknown Progress = iota // nothing is said of it
	UnderWay                        // somebody is looking into it
	Solved                          // the problem is solved
)

// RemedyKind is a kind of making it right.
type RemedyKind string

// The kinds. Any other word is the caller's own and needs a Detail.
const (
	Refund      RemedyKind = "refund"
	Discount    RemedyKind = "discount"
	Replacement RemedyKind = "replacement"
	FreeService RemedyKind = "free_service"
)

// A Remedy is what a person has decided to offer.
type Remedy struct {
	Kind   RemedyKind
	Detail string // the offer as a full sentence; empty lets the kind be worded
}

// A Recall tells how near a text comes to what was recently sent: 0 if it has
// nothing in common, 1 if it was sent as it stands. Package similarity has one
// that needs little memory.
type Recall interface {
	Nearest(reply string) float64
}
