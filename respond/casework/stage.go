package casework

import (
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/internal/wording"
)

// A Stage is how far a case has come. The empty stage is that of a case which
// nothing is known of.
type Stage string

// The stages, in the order an ordinary case goes through them; Reopened and Merged
// stand apart.
const (
	Received      Stage = "received"
	Acknowledged  Stage = "acknowledged" // the customer was told that it arrived, or had a reply
	Investigating Stage = "investigating"
	Resolved      Stage = "resolved"
	FollowedUp    Stage = "followed_up"
	Closed        Stage = "closed"
	Reopened      Stage = "reopened" // the solution did not hold
	Merged        Stage = "merged"   // continues in another case
)

var stageTerms = []wording.Term{
	{Word: string(Received), Hant: "已收件", Hans: "已收到", English: "received"},
	{Word: string(Acknowledged), Hant: "已告知收件", Hans: "已告知收到", English: "acknowledged"},
	{Word: string(Investigating), Hant: "調查中", Hans: "调查中", English: "investigating"},
	{Word: string(Resolved), Hant: "已解決", Hans: "已解决", English: "resolved"},
	{Word: string(FollowedUp), Hant: "已回訪", Hans: "已回访", English: "followed up"},
	{Word: string(Closed), Hant: "已結案", Hans: "已关闭", English: "closed"},
	{Word: string(Reopened), Hant: "重新開案", Hans: "重新打开", English: "reopened"},
	{Word: string(Merged), Hant: "已併案", Hans: "已合并", English: "merged"},
}

// Stages lists the stages in their declared order.
func Stages() []Stage {
	return []Stage{Received, Acknowledged, Investigating, Resolved, FollowedUp, Closed, Reopened, Merged}
}

// Name is the stage as people who read tag call it.
func (s Stage) Name(tag language.Tag) string { return wording.Name(stageTerms, string(s), tag) }

// Open reports whether the problem is still to be solved.
func (s Stage) Open() bool {
	return s == Received || s == Acknowledged || s == Investigating || s == Reopened
}

// over reports whether the problem was solved, or the case closed without.
func (s Stage) over() bool { return s == Resolved || s == FollowedUp || s == Closed }

// Next is the step that ordinarily follows; 0 if none does.
func (s Stage) Next() feedback.EventKind {
	switch s {
	case "":
		return feedback.Received
	case Received:
		return feedback.Acknowledged
	case Acknowledged, Reopened:
		return feedback.Investigating
	case Investigating:
		return feedback.Resolved
	case Resolved:
		return feedback.FollowedUp
	case FollowedUp:
		return feedback.Closed
	}
	return 0
}

// Legal lists what may happen in the stage. Steps may be skipped, because lists of
// events are often incomplete: a clerk who solves the problem at the counter notes
// the solution alone. What is not legal is what cannot be: a second end, a
// follow-up of nothing, work on a case that is closed.
//
// One step has a condition besides: a case whose problem was not solved may be
// closed only if it was answered, as praise and questions are.
func (s Stage) Legal() []feedback.EventKind {
	if s == "" {
		return []feedback.EventKind{feedback.Received}
	}
	var out []feedback.EventKind
	for _, k := range feedback.EventKinds() {
		if _, ok := s.after(k); ok {
			out = append(out, k)
		}
	}
	return out
}

// Kinds of event that change no stage, where they are legal.
var (
	whileOpen = []feedback.EventKind{feedback.Seen, feedback.Acknowledged, feedback.Assigned, feedback.Investigating, feedback.Replied,
		feedback.Published, feedback.WaitingCustomer, feedback.CustomerReplied, feedback.Escalated}
	whileSolved = []feedback.EventKind{feedback.Seen, feedback.Assigned, feedback.Replied, feedback.Published, feedback.WaitingCustomer,
		feedback.CustomerReplied}
	whileClosed = []feedback.EventKind{feedback.Seen, feedback.Replied, feedback.Published, feedback.CustomerReplied, feedback.FollowedUp}
)

// after is the stage after an event, and whether the event is legal.
func (s Stage) after(k feedback.EventKind) (Stage, bool) {
	switch s {
	case "":
		return Received, k == feedback.Received
	case Received, Acknowledged, Investigating, Reopened:
		return s.afterOpen(k)
	case Resolved, FollowedUp:
		switch k {
		case feedback.FollowedUp:
			return FollowedUp, true // again, as a reminder
		case feedback.Closed:
			return Closed, true
		case feedback.Reopened:
			return Reopened, true
		}
		return s, slices.Contains(whileSolved, k)
	case Closed:
		if k == feedback.Reopened {
			return Reopened, true
		}
		return s, slices.Contains(whileClosed, k)
	}
	return s, false
}

func (s Stage) afterOpen(k feedback.EventKind) (Stage, bool) {
	switch k {
	case feedback.Acknowledged, feedback.Replied, feedback.Published:
		if s == Received {
			return Acknowledged, true
		}
	case feedback.Investigating:
		return Investigating, true
	case feedback.Resolved:
		return Resolved, true
	case feedback.Closed:
		return Closed, true
	case feedback.Merged:
		return Merged, true
	}
	return s, slices.Contains(whileOpen, k)
}
