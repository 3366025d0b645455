package cause

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
)

// Kind is a way of looking for what lies behind a problem.
type Kind string

// The kinds.
const (
	FiveWhys Kind = "five_whys" // asks why of each answer, up to five times (Ohno 1978, Toyota Production System)
	Fishbone Kind = "fishbone"  // sorts possible causes by where they belong (Ishikawa 1968, Guide to Quality Control)
)

// depth is how many levels of causes a tree of the kind may have below its problem.
func (k Kind) depth() int {
	switch k {
	case FiveWhys:
		return 5
	case Fishbone:
		return 4 // bone, cause, cause of the cause, and one for what data split
	}
	return 0
}

// Basis is what stands behind a node.
type Basis string

// The bases.
const (
	Data       Basis = "data"       // evidence in the feedback, which the node cites
	Hypothesis Basis = "hypothesis" // somebody's idea, to be checked
)

// Verdict is what a team has decided about a node.
type Verdict string

// The verdicts.
const (
	Open      Verdict = ""          // nobody has looked into it yet
	Confirmed Verdict = "confirmed" // somebody looked and found it so
	Rejected  Verdict = "rejected"  // somebody looked and found it not so
)

// A Tree is the search for what lies behind a problem: each node is a possible cause
// of its parent, and the one without a parent is the problem. It is a list, in which
// the causes of a node stand in their order, so that it can be stored, compared and
// edited line by line. Make one with [NewTree] and change it through its methods;
// one that comes from elsewhere is checked with [Tree.Validate].
type Tree struct {
	Kind  Kind   `json:"kind"`
	Nodes []Node `json:"nodes"`
}

// A Node is the problem or a possible cause.
type Node struct {
	ID        string       `json:"id"`
	Parent    string       `json:"parent,omitzero"` // empty for the problem
	Text      text.Wording `json:"text"`
	Basis     Basis        `json:"basis"`
	By        string       `json:"by,omitzero"` // pseudonymous ID of whose hypothesis it is
	Evidence  []Evidence   `json:"evidence,omitempty"`
	Verdict   Verdict      `json:"verdict,omitzero"`
	DecidedBy string       `json:"decided_by,omitzero"` // pseudonymous ID of who confirmed or rejected it
	Why       string       `json:"why,omitzero"`        // the decider's reason
}

// Evidence is what a node rests on: a number, a difference or what customers said,
// and which feedback that is.
type Evidence struct {
	Number     *metrics.Estimate   `json:"number,omitempty"`
	Difference *metrics.Comparison `json:"difference,omitempty"`
	Quotes     []Quote             `json:"quotes,omitempty"`
	From       *Selector           `json:"from,omitempty"` // the feedback it was computed from
}

// empty reports evidence that shows nothing.
func (e Evidence) empty() bool {
	return e.Number == nil && e.Difference == nil && len(e.Quotes) == 0
}

// A Quote is a passage of a feedback. Text is its words, which are left out where
// customers' words must not be shown; ID and span find them again.
type Quote struct {
	FeedbackID string        `json:"feedback_id"`
	Part       feedback.Part `json:"part,omitzero"`
	text.Span
	Text string `json:"text,omitzero"`
}

// plain is a person's own text, the same in every language.
func plain(s string) text.Wording { return text.Wording{En: s, Hant: s, Hans: s} }

// NewTree makes a tree that holds the problem alone. An empty ID becomes "problem".
func NewTree(kind Kind, problem Node) (*Tree, error) {
	if problem.ID == "" {
		problem.ID = "problem"
	}
	t := &Tree{Kind: kind, Nodes: []Node{problem}}
	return t, t.Validate()
}

// Suppose is a hypothesis of somebody's, in their own words.
func Suppose(by, words string) Node {
	return Node{Text: plain(words), Basis: Hypothesis, By: by}
}

// Problem is the node that everything else explains; nil if the tree is broken.
func (t *Tree) Problem() *Node {
	for i := range t.Nodes {
		if t.Nodes[i].Parent == "" {
			return &t.Nodes[i]
		}
	}
	return nil
}

// Node is the node with an ID; nil if there is none. Its text, evidence and basis may
// be changed in place.
func (t *Tree) Node(id string) *Node {
	i := t.index(id)
	if i < 0 {
		return nil
	}
	return &t.Nodes[i]
}

func (t *Tree) index(id string) int {
	return slices.IndexFunc(t.Nodes, func(n Node) bool { return n.ID == id })
}

// Causes lists the IDs of the possible causes of a node, in their order.
func (t *Tree) Causes(id string) []string {
	var out []string
	for i := range t.Nodes {
		if n := &t.Nodes[i]; n.Parent == id && n.Parent != "" {
			out = append(out, n.ID)
		}
	}
	return out
}

// path are the indexes from the node up to the problem; short of it if the tree is
// broken.
func (t *Tree) path(i int) []int {
	var out []int
	for i >= 0 && len(out) <= len(t.Nodes) {
		out = append(out, i)
		if t.Nodes[i].Parent == "" {
			break
		}
		i = t.index(t.Nodes[i].Parent)
	}
	return out
}

// Walk yields every node that hangs on the problem with its level, the problem's
// being 0: each before its causes. A tree with a cycle is walked as far as it hangs
// together.
func (t *Tree) Walk() iter.Seq2[int, *Node] {
	return func(yield func(int, *Node) bool) {
		causes := map[string][]int{}
		root := -1
		for i := len(t.Nodes) - 1; i >= 0; i-- {
			if n := &t.Nodes[i]; n.Parent != "" {
				causes[n.Parent] = append(causes[n.Parent], i)
			} else {
				root = i
			}
		}
		if root < 0 {
			return
		}
		type place struct{ index, level int }
		seen := make([]bool, len(t.Nodes)) // of two nodes with one ID, causes hang on both
		for stack := []place{{root, 0}}; len(stack) > 0; {
			p := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[p.index] {
				continue
			}
			seen[p.index] = true
			if !yield(p.level, &t.Nodes[p.index]) {
				return
			}
			for _, i := range causes[t.Nodes[p.index].ID] {
				stack = append(stack, place{i, p.level + 1})
			}
		}
	}
}

// Chains lists the paths from the problem to each last cause, as IDs: the answers to
// one why after another.
func (t *Tree) Chains() [][]string {
	var out [][]string
	var path []string
	for level, n := range t.Walk() {
		path = append(path[:min(level, len(path))], n.ID)
		if len(t.Causes(n.ID)) == 0 {
			out = append(out, slices.Clone(path))
		}
	}
	return out
}

// fresh is an ID that no node has.
func (t *Tree) fresh() string {
	for k := len(t.Nodes); ; k++ {
		if id := "n" + strconv.Itoa(k); t.index(id) < 0 {
			return id
		}
	}
}

// String names the tree and its size.
func (t *Tree) String() string { return fmt.Sprintf("%s, %d nodes", t.Kind, len(t.Nodes)) }
