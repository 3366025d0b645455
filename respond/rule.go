package respond

import (
	"fmt"

	"github.com/loamlib/loam/feedback/text"
)

// A RuleID names a reply rule: "PRIV-01".
type RuleID string

// Severity is how much a broken rule matters.
type Severity uint8

// The severities. A draft with an error is not a reply.
const (
	Off     Severity = 1 + iota // not looked at
	Info                        // worth knowing
	Warning                     // a person should look
	Error                       // must not be sent
)

var severityWords = [...]string{Off: "off", Info: "info", Warning: "warning", Error: "error"}

// String is the word that JSON uses.
func (s Severity) String() string {
	if int(s) < len(severityWords) && severityWords[s] != "" {
		return severityWords[s]
	}
	return fmt.Sprintf("severity(%d)", uint8(s))
}

// MarshalText implements [encoding.TextMarshaler].
func (s Severity) MarshalText() ([]byte, error) {
	if s < Off || s > Error {
		return nil, fmt.Errorf("respond: severity(%d) is not a declared value", uint8(s))
	}
	return []byte(s.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *Severity) UnmarshalText(b []byte) error {
	for i := Off; i <= Error; i++ {
		if severityWords[i] == string(b) {
			*s = i
			return nil
		}
	}
	return fmt.Errorf("respond: no severity %q, want one of %v", b, severityWords[Off:])
}

// Grade is how good the evidence for a rule is.
type Grade string

// The grades, best first.
const (
	GradeA Grade = "A" // rule of a platform, or law
	GradeB Grade = "B" // study reviewed by peers
	GradeC Grade = "C" // survey or guidance of the trade
	GradeD Grade = "D" // convention
)

// A Rule is something that replies are held to. Package lint checks them.
type Rule struct {
	ID        RuleID
	Severity  Severity     // unless the profile says otherwise
	Grade     Grade        // of the best evidence for it
	Statement text.Wording // what it asks for
	Source    string       // who says so
	Against   string       // what speaks against it; empty if nothing is known
}
