package respond

import (
	"fmt"

	"github.com/loamlib/loam/feedback"
)

// A Brief is what a generator is told: the request, checked and with a language,
// and what the reply has to do. [Plan] makes it. It marshals to JSON in the form
// that a language model is handed; see [Brief.MarshalJSON].
type Brief struct {
	Request
	Name     string // of the customer, for the greeting; empty if there is none that can be used
	Tone     Tone
	Acts     []Act              // what the reply must do; a reply that reads better may change the order
	Concerns []Concern          // what the customer raised, weightiest first
	Faults   []Diagnostic       // what was wrong with the last attempt; none at the first
	Warnings []feedback.Warning // what of the request is not used, and why
}

// Tone is how the customer came, and so how the reply speaks.
type Tone uint8

// The tones.
const (
	Plain    Tone = iota // nothing is known
	Grateful             // to praise
	Balanced             // to praise and blame in one
	Sorry                // to a complaint
	Helpful              // to a question, request or suggestion
)

var toneWords = [...]string{Plain: "plain", Grateful: "grateful", Balanced: "balanced", Sorry: "sorry", Helpful: "helpful"}

// String is the word that JSON uses.
func (t Tone) String() string {
	if int(t) < len(toneWords) {
		return toneWords[t]
	}
	return fmt.Sprintf("tone(%d)", uint8(t))
}

// A Concern is something that the customer raised, by category: it is worded
// anew, never quoted.
type Concern struct {
	Topic    feedback.Category `json:"topic"` // of the taxonomy in use, or of the dimension content
	Polarity feedback.Polarity `json:"polarity"`
}

// A MissingError names the field of the request that an act needs.
type MissingError struct {
	Act   Act
	Field string // "Business.Contact"
}

// Error says what is missing and what for.
func (e *MissingError) Error() string {
	return fmt.Sprintf("respond: %s is empty, but the reply has to %s", e.Field, e.Act)
}
