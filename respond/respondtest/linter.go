package respondtest

import (
	"slices"
	"testing"

	"github.com/loamlib/loam/respond"
)

// LinterOptions say what the linter under test promises. The zero value, like a
// nil pointer, is right for one that checks all rules in all languages.
type LinterOptions struct {
	// Rules are those that the linter checks; empty is all. Deliberate faults
	// against others need not be found.
	Rules []respond.RuleID
	// Skip names checks to leave out, each with the reason why.
	Skip map[string]string
}

// RunLinter checks a linter, each check a subtest. newLinter is called for every
// check.
func RunLinter(t *testing.T, newLinter func() (respond.Linter, error), opts *LinterOptions) {
	t.Helper()
	o := opts.orDefault()
	linterContract.run(t, o.examine(newLinter), o.Skip)
}

// TestLinter checks a linter and returns what is wrong with it, or nil.
func TestLinter(newLinter func() (respond.Linter, error), opts *LinterOptions) error {
	o := opts.orDefault()
	return linterContract.test(o.examine(newLinter), o.Skip)
}

func (o *LinterOptions) orDefault() *LinterOptions {
	if o == nil {
		return &LinterOptions{}
	}
	return o
}

func (o *LinterOptions) promises(rule respond.RuleID) bool {
	return len(o.Rules) == 0 || slices.Contains(o.Rules, rule)
}

// examine prepares one check of one linter.
func (o *LinterOptions) examine(open func() (respond.Linter, error)) func() (*linterExamination, error) {
	return func() (*linterExamination, error) {
		l, err := open()
		return &linterExamination{l, open, o}, err
	}
}

// A linterExamination is one check of one linter.
type linterExamination struct {
	linter respond.Linter
	open   func() (respond.Linter, error)
	opts   *LinterOptions
}

var linterContract = contract[*linterExamination]{
	{"diagnostics", "a diagnostic names a rule and says what is wrong; its severity is info, warning or error; its span is a range of whole characters of the reply, and spans come in order", (*linterExamination).diagnostics},
	{"obvious", "slots left open, insults, threats, accusations, trades for a review and the like are found, and none is found in a good reply", (*linterExamination).obvious},
	{"good", "a reply that keeps the rules has no diagnostic at the level of an error", (*linterExamination).good},
	{"profile", "the profile says how much a rule counts: what it turns off is not reported, and what it lowers is not reported higher", (*linterExamination).profile},
	{"deterministic", "the same reply gives the same diagnostics, whatever was linted before and by whichever instance", (*linterExamination).deterministic},
	{"concurrent", "Lint may be called by several goroutines at once", (*linterExamination).concurrent},
	{"read-only", "the brief is not changed", (*linterExamination).readOnly},
	{"little-known", "a brief may hold no more than what is known: nothing at all, a feedback alone, a profile alone", (*linterExamination).littleKnown},
	{"hard-input", "no reply makes a linter panic or fail: nothing, emoji alone, a megabyte, invalid UTF-8, controls of direction", (*linterExamination).hardInput},
	{"customer-is-data", "what the customer wrote changes no rule, whatever it says", (*linterExamination).customerIsData},
	{"cancelled", "a call whose context is done returns", (*linterExamination).cancelled},
}
