package casework

import (
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/internal/wording"
)

// A FollowUp is the question after the solution, whether it holds and how the case
// was handled, and what the customer answered.
type FollowUp struct {
	CaseID   string    `json:"case_id"`
	Asked    time.Time `json:"asked"`
	Answered time.Time `json:"answered,omitzero"`
	Solved   Answer    `json:"solved,omitzero"` // whether the problem is solved, as the customer says

	// Handling is how satisfied the customer is with the way the case was handled;
	// its scale is empty if that was not answered. Rating the handling well does
	// not make a problem solved, nor the other way round.
	Handling   feedback.Rating `json:"handling,omitzero"`
	FeedbackID string          `json:"feedback_id,omitzero"` // the answer as a piece of feedback, with its words
}

// An Answer is yes, no or nothing.
type Answer string

// The answers; the empty one is none.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// An Outcome is what a follow-up says about the case.
type Outcome string

// The outcomes.
const (
	Pending     Outcome = "pending"     // asked, and not answered
	Satisfied   Outcome = "satisfied"   // solved, as far as was said, and handled well
	Unsatisfied Outcome = "unsatisfied" // not said to be unsolved, but handled badly: talk to the customer
	Unsolved    Outcome = "unsolved"    // the problem is still there: reopen the case
)

var outcomeTerms = []wording.Term{
	{Word: string(Pending), Hant: "等待客戶回答", Hans: "等待客户回答", English: "waiting for the answer"},
	{Word: string(Satisfied), Hant: "客戶滿意", Hans: "客户满意", English: "satisfied"},
	{Word: string(Unsatisfied), Hant: "對處理方式不滿意", Hans: "对处理方式不满意", English: "unsatisfied with the handling"},
	{Word: string(Unsolved), Hant: "問題仍未解決", Hans: "问题仍未解决", English: "not solved"},
}

// Name is the outcome as people who read tag call it.
func (o Outcome) Name(tag language.Tag) string { return wording.Name(outcomeTerms, string(o), tag) }

// satisfiedFrom is the place between the bad and the good end of a scale from which
// an answer is that of a satisfied customer. It makes the customary top two boxes of
// scales of 5 and 7.
const satisfiedFrom = 0.75

// Outcome is what the follow-up says at a time: what is answered later is pending.
// A handling that is rated below the upper quarter of its scale, or not on it, is
// not satisfactory.
func (f *FollowUp) Outcome(now time.Time) Outcome {
	switch {
	case f.Answered.IsZero() || f.Answered.After(now):
		return Pending
	case f.Solved == No:
		return Unsolved
	case f.Handling.Scale == "":
		return Satisfied
	}
	b, err := f.Handling.Scale.Bounds()
	if err != nil || f.Handling.Validate() != nil || b.Share(f.Handling.Value) < satisfiedFrom {
		return Unsatisfied
	}
	return Satisfied
}

// Events are the follow-up as facts of the case: that the customer was asked, and
// that the case was reopened when the answer was that it is not solved. An answer to
// a survey is no letter that is owed a reply, so it is no event of its own. Adding
// events that the case has already changes nothing.
func (f *FollowUp) Events() []feedback.CaseEvent {
	out := []feedback.CaseEvent{{CaseID: f.CaseID, Kind: feedback.FollowedUp, At: f.Asked}}
	if f.Solved == No && !f.Answered.IsZero() {
		out = append(out, feedback.CaseEvent{CaseID: f.CaseID, FeedbackID: f.FeedbackID, Kind: feedback.Reopened, At: f.Answered})
	}
	return out
}

// Validate reports everything that cannot be right, joined; each is a [*PlanError].
func (f *FollowUp) Validate() error {
	p := problems{of: "follow-up of case " + f.CaseID}
	p.check(f.CaseID != "", "case_id", f.CaseID, "the ID of the case")
	p.check(!f.Asked.IsZero(), "asked", "", "when the customer was asked")
	p.check(f.Solved == "" || f.Solved == Yes || f.Solved == No, "solved", string(f.Solved), "yes, no or nothing")
	if !f.Answered.IsZero() {
		p.check(!f.Answered.Before(f.Asked), "answered", f.Answered.Format(time.RFC3339), "no earlier than asked "+f.Asked.Format(time.RFC3339))
	} else {
		p.check(f.Solved == "" && f.Handling.Scale == "", "answered", "", "when the customer answered, because there is an answer")
	}
	if f.Handling.Scale != "" {
		if err := f.Handling.Validate(); err != nil {
			p.errs = append(p.errs, &PlanError{Of: p.of, Field: "handling", Value: err.Error(), Want: "an answer on its scale"})
		}
	}
	return p.err()
}
