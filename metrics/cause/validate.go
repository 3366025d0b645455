package cause

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// MostNodes is how many nodes a tree may have: no team goes through more.
const MostNodes = 1000

// A TreeProblem is what is wrong with a tree.
type TreeProblem string

// The problems.
const (
	UnknownKind     TreeProblem = "unknown_kind"
	NoProblem       TreeProblem = "no_problem"       // no node is without a parent
	SecondProblem   TreeProblem = "second_problem"   // more than one is
	EmptyText       TreeProblem = "empty_text"       // in one of the three languages
	EmptyID         TreeProblem = "empty_id"         //
	DuplicateID     TreeProblem = "duplicate_id"     //
	MissingParent   TreeProblem = "missing_parent"   // the parent is not in the tree
	Cycle           TreeProblem = "cycle"            // a node explains itself
	TooDeep         TreeProblem = "too_deep"         // more levels than the kind has
	TooLarge        TreeProblem = "too_large"        // more than MostNodes
	UnknownBasis    TreeProblem = "unknown_basis"    //
	MissingEvidence TreeProblem = "missing_evidence" // a node that data are to stand behind cites none
	UnknownVerdict  TreeProblem = "unknown_verdict"  //
	NoSuchNode      TreeProblem = "no_such_node"     // asked for by an edit
	IsProblem       TreeProblem = "is_problem"       // the problem cannot be removed or moved
)

// A TreeError reports what is wrong with a tree, and where.
type TreeError struct {
	Node    string // its ID; empty if it is the tree as a whole
	Problem TreeProblem
	Want    string
}

// Error says where, what, and what would be right.
func (e *TreeError) Error() string {
	where := "the tree"
	if e.Node != "" {
		where = fmt.Sprintf("node %q", e.Node)
	}
	return fmt.Sprintf("cause: %s: %s, want %s", where, strings.ReplaceAll(string(e.Problem), "_", " "), e.Want)
}

// Validate reports everything that is wrong with a tree, joined, each a
// [*TreeError]; nil if nothing is.
func (t *Tree) Validate() error {
	if len(t.Nodes) > MostNodes {
		return &TreeError{Problem: TooLarge, Want: fmt.Sprintf("at most %d nodes", MostNodes)}
	}
	var errs []error
	report := func(node string, p TreeProblem, format string, args ...any) {
		errs = append(errs, &TreeError{node, p, fmt.Sprintf(format, args...)})
	}
	if t.Kind.depth() == 0 {
		report("", UnknownKind, "%s or %s", FiveWhys, Fishbone)
	}
	problems := 0
	first := map[string]int{}
	for i := range t.Nodes {
		n := &t.Nodes[i]
		if _, ok := first[n.ID]; ok {
			report(n.ID, DuplicateID, "an ID of its own")
		} else {
			first[n.ID] = i
		}
		if n.Parent == "" {
			problems++
		}
		n.check(report)
	}
	switch {
	case problems == 0:
		report("", NoProblem, "one node without a parent")
	case problems > 1:
		report("", SecondProblem, "one node without a parent; there are %d", problems)
	}
	t.checkLevels(first, report)
	return errors.Join(errs...)
}

// check reports what is wrong with a node by itself.
func (n *Node) check(report func(node string, p TreeProblem, format string, args ...any)) {
	if n.ID == "" {
		report(cmp.Or(n.Text.En, "?"), EmptyID, "an ID")
	}
	for _, s := range []string{n.Text.En, n.Text.Hant, n.Text.Hans} {
		if strings.TrimSpace(s) == "" {
			report(n.ID, EmptyText, "a text in each language, which may be the same")
			break
		}
	}
	switch n.Basis {
	case Hypothesis:
	case Data:
		if !n.cites() {
			report(n.ID, MissingEvidence, "a number or feedback that shows it, or the basis %q", Hypothesis)
		}
	default:
		report(n.ID, UnknownBasis, "%q or %q", Data, Hypothesis)
	}
	switch n.Verdict {
	case Open, Confirmed, Rejected:
	default:
		report(n.ID, UnknownVerdict, "%q, %q or nothing", Confirmed, Rejected)
	}
}

// cites reports whether the node has evidence that shows something.
func (n *Node) cites() bool {
	for _, e := range n.Evidence {
		if !e.empty() {
			return true
		}
	}
	return false
}

// checkLevels reports parents that are missing, cycles and too many levels. Each node
// is walked up from once; a level that is known is not walked again.
func (t *Tree) checkLevels(index map[string]int, report func(node string, p TreeProblem, format string, args ...any)) {
	const unknown, running = -1, -2
	levels := make([]int, len(t.Nodes))
	for i := range levels {
		levels[i] = unknown
	}
	var level func(i int) int // 0 for what hangs on nothing, too: that is reported where it is
	level = func(i int) int {
		n := &t.Nodes[i]
		switch {
		case levels[i] == running:
			report(n.ID, Cycle, "a parent that it does not explain itself")
			return 0
		case levels[i] >= 0:
			return levels[i]
		case n.Parent == "":
			levels[i] = 0
			return 0
		}
		up, ok := index[n.Parent]
		if !ok {
			report(n.ID, MissingParent, "a parent that is in the tree; %q is not", n.Parent)
			levels[i] = 0
			return 0
		}
		levels[i] = running
		l := level(up) + 1
		levels[i] = l
		return l
	}
	for i := range t.Nodes {
		if l := level(i); l > t.Kind.depth() && t.Kind.depth() > 0 {
			report(t.Nodes[i].ID, TooDeep, "at most %d levels below the problem; it is on level %d", t.Kind.depth(), l)
		}
	}
}
