package feedback

import (
	"fmt"
	"time"

	"golang.org/x/text/language"
)

// EventKind is something that happened to a case: a fact, never a wish. What
// may follow what is for the case lifecycle to say; a list of events may be
// incomplete or out of order.
type EventKind uint8

// The kinds of event, in the order an ordinary case meets them.
const (
	Received        EventKind = 1 + iota // the company has the feedback; clocks start
	Seen                                 // somebody responsible has read it
	Acknowledged                         // the customer was told that it arrived
	Assigned                             // given to a department or person
	Investigating                        // the cause is being looked for
	Replied                              // a reply was handed over for publishing; the first one stops the response clock
	Published                            // the reply became visible, which some platforms delay
	WaitingCustomer                      // the next step is the customer's; working clocks pause
	CustomerReplied                      // the customer answered; working clocks go on
	Resolved                             // the problem is solved or the remedy given
	FollowedUp                           // the customer was asked whether the solution holds
	Closed                               // nothing more is owed
	Reopened                             // the solution did not hold
	Escalated                            // moved up, with a higher priority
	Merged                               // continues in another case
)

const eventKindKind = "event kind"

var eventKindTerms = []term{
	0:               {},
	Received:        {word: "received", hant: "收件", hans: "收到"},
	Seen:            {word: "seen", hant: "已讀", hans: "已读"},
	Acknowledged:    {word: "acknowledged", hant: "已告知收件", hans: "已告知收到"},
	Assigned:        {word: "assigned", hant: "已指派", hans: "已分派"},
	Investigating:   {word: "investigating", hant: "調查中", hans: "调查中"},
	Replied:         {word: "replied", hant: "已回覆", hans: "已回复"},
	Published:       {word: "published", hant: "回覆已公開", hans: "回复已发布"},
	WaitingCustomer: {word: "waiting_customer", hant: "等待客戶回應", hans: "等待客户回应"},
	CustomerReplied: {word: "customer_replied", hant: "客戶已回應", hans: "客户已回应"},
	Resolved:        {word: "resolved", hant: "已解決", hans: "已解决"},
	FollowedUp:      {word: "followed_up", hant: "已回訪", hans: "已回访"},
	Closed:          {word: "closed", hant: "已結案", hans: "已关闭"},
	Reopened:        {word: "reopened", hant: "重新開案", hans: "重新打开"},
	Escalated:       {word: "escalated", hant: "已升級處理", hans: "已升级处理"},
	Merged:          {word: "merged", hant: "已併案", hans: "已合并"},
}

// EventKinds lists all kinds in their declared order.
func EventKinds() []EventKind {
	out := make([]EventKind, 0, len(eventKindTerms)-1)
	for k := Received; int(k) < len(eventKindTerms); k++ {
		out = append(out, k)
	}
	return out
}

// A CaseEvent is one fact in the life of a case. Times to first response and to
// resolution, and the next step that is due, are computed from lists of them.
type CaseEvent struct {
	CaseID     string    `json:"case_id"`
	FeedbackID string    `json:"feedback_id,omitzero"`
	Kind       EventKind `json:"kind"`
	At         time.Time `json:"at"`
	Actor      string    `json:"actor,omitzero"`      // pseudonymous ID of who did it; empty if a system
	Department string    `json:"department,omitzero"` // responsible from here on, if the event says so
	Owner      string    `json:"owner,omitzero"`      // pseudonymous ID of the person responsible from here on, if the event says so
	Target     string    `json:"target,omitzero"`     // for Merged: the case that goes on
}

// Validate reports every field that cannot be right, joined; nil if none.
func (e *CaseEvent) Validate() error {
	var p problems
	p.check(e.CaseID != "", "case_id", e.CaseID, "a non-empty ID")
	p.check(e.Kind != 0 && int(e.Kind) < len(eventKindTerms), "kind", fmt.Sprint(uint8(e.Kind)), "a declared event kind")
	p.check(!e.At.IsZero(), "at", "", "a time")
	p.time("at", e.At)
	p.check(e.Kind != Merged || e.Target != "", "target", "", "the ID of the case that goes on, because kind is merged")
	return p.err()
}

// ParseEventKind reads an event kind by its word, its Chinese name or an alias.
func ParseEventKind(s string) (EventKind, error) {
	i, err := lookup(eventKindKind, eventKindTerms, s)
	return EventKind(i), err
}

// String is the canonical word.
func (k EventKind) String() string { return printed(eventKindKind, eventKindTerms, int(k)) }

// Name is the event as people who read tag call it.
func (k EventKind) Name(tag language.Tag) string {
	return named(eventKindKind, eventKindTerms, int(k), tag)
}

// AppendText implements [encoding.TextAppender].
func (k EventKind) AppendText(b []byte) ([]byte, error) {
	w, err := wordOf(eventKindKind, eventKindTerms, int(k))
	return append(b, w...), err
}

// MarshalText implements [encoding.TextMarshaler].
func (k EventKind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseEventKind].
func (k *EventKind) UnmarshalText(b []byte) error {
	v, err := ParseEventKind(string(b))
	if err == nil {
		*k = v
	}
	return err
}
