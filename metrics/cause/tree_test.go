package cause_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/cause"
)

func hypothesis(id, words string) cause.Node {
	n := cause.Suppose("u-7", words)
	n.ID = id
	return n
}

// late is a small chain: problem < slow < night < staff.
func late(t testing.TB) *cause.Tree {
	t.Helper()
	tree, err := cause.Chain(hypothesis("problem", "Parcels come late"),
		hypothesis("slow", "Sorting is slow"), hypothesis("night", "Most arrive at night"), hypothesis("staff", "The night shift is short of people"))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func ids(t *cause.Tree) string {
	var out []string
	for level, n := range t.Walk() {
		out = append(out, fmt.Sprintf("%d%s", level, n.ID))
	}
	return strings.Join(out, " ")
}

func TestEditing(t *testing.T) {
	tree := late(t)
	if got := ids(tree); got != "0problem 1slow 2night 3staff" {
		t.Fatal(got)
	}
	id, err := tree.Add("slow", cause.Suppose("u-8", "The scanner breaks down"))
	if err != nil || id == "" {
		t.Fatal(id, err)
	}
	if err := tree.Move("staff", id); err != nil {
		t.Fatal(err)
	}
	if got, want := ids(tree), "0problem 1slow 2night 2"+id+" 3staff"; got != want {
		t.Errorf("after moving: %s, want %s", got, want)
	}
	if diff := cmp.Diff([][]string{{"problem", "slow", "night"}, {"problem", "slow", id, "staff"}}, tree.Chains()); diff != "" {
		t.Errorf("chains (-want +got):\n%s", diff)
	}
	if err := tree.Decide("night", cause.Rejected, "u-1", "they arrive at noon"); err != nil || tree.Node("night").Verdict != cause.Rejected {
		t.Errorf("%v: %+v", err, tree.Node("night"))
	}
	if err := tree.Remove(id); err != nil {
		t.Fatal(err)
	}
	if got := ids(tree); got != "0problem 1slow 2night" {
		t.Errorf("after removing what staff hangs on: %s", got)
	}
}

func TestWhatWouldBreakTheTreeIsRefused(t *testing.T) {
	noEvidence := hypothesis("x", "x")
	noEvidence.Basis = cause.Data
	tests := []struct {
		name string
		edit func(*cause.Tree) error
		want cause.TreeProblem
	}{
		{"below itself", func(x *cause.Tree) error { return x.Move("slow", "staff") }, cause.Cycle},
		{"itself", func(x *cause.Tree) error { return x.Move("slow", "slow") }, cause.Cycle},
		{"problem moved", func(x *cause.Tree) error { return x.Move("problem", "slow") }, cause.IsProblem},
		{"problem removed", func(x *cause.Tree) error { return x.Remove("problem") }, cause.IsProblem},
		{"nobody there", func(x *cause.Tree) error { return x.Remove("nobody") }, cause.NoSuchNode},
		{"no parent there", func(x *cause.Tree) error { return second(x.Add("nobody", hypothesis("x", "x"))) }, cause.MissingParent},
		{"second problem", func(x *cause.Tree) error { return second(x.Add("", hypothesis("x", "x"))) }, cause.MissingParent},
		{"empty", func(x *cause.Tree) error { return second(x.Add("slow", hypothesis("x", " "))) }, cause.EmptyText},
		{"twice", func(x *cause.Tree) error { return second(x.Add("slow", hypothesis("night", "x"))) }, cause.DuplicateID},
		{"no evidence", func(x *cause.Tree) error { return second(x.Add("slow", noEvidence)) }, cause.MissingEvidence},
		{"verdict", func(x *cause.Tree) error { return x.Decide("slow", "perhaps", "u-1", "") }, cause.UnknownVerdict},
		{"sixth why", func(x *cause.Tree) error {
			up := "staff"
			for _, id := range []string{"4", "5", "6"} {
				if err := second(x.Add(up, hypothesis(id, id))); err != nil {
					return err
				}
				up = id
			}
			return nil
		}, cause.TooDeep},
	}
	for _, test := range tests {
		tree := late(t)
		before := ids(tree)
		err := test.edit(tree)
		var e *cause.TreeError
		if !errors.As(err, &e) || e.Problem != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
		if test.name != "sixth why" && ids(tree) != before {
			t.Errorf("%s: the tree is now %s", test.name, ids(tree))
		}
		if err := tree.Validate(); err != nil {
			t.Errorf("%s left the tree invalid: %v", test.name, err)
		}
	}
}

func TestBrokenTreesAreReportedAndDoNotHang(t *testing.T) {
	tests := map[cause.TreeProblem]string{
		cause.Cycle:         `{"kind":"fishbone","nodes":[` + node("p", "") + `,` + node("a", "b") + `,` + node("b", "a") + `]}`,
		cause.NoProblem:     `{"kind":"fishbone","nodes":[` + node("a", "a") + `]}`,
		cause.SecondProblem: `{"kind":"fishbone","nodes":[` + node("a", "") + `,` + node("b", "") + `]}`,
		cause.UnknownKind:   `{"kind":"tarot","nodes":[` + node("a", "") + `]}`,
		cause.DuplicateID:   `{"kind":"fishbone","nodes":[` + node("a", "") + `,` + node("a", "a") + `]}`,
		cause.MissingParent: `{"kind":"fishbone","nodes":[` + node("a", "") + `,` + node("b", "c") + `]}`,
		cause.EmptyID:       `{"kind":"fishbone","nodes":[` + node("", "") + `]}`,
		cause.UnknownBasis:  `{"kind":"fishbone","nodes":[{"id":"a","text":{"en":"a","zh-Hant":"a","zh-Hans":"a"}}]}`,
	}
	for want, in := range tests {
		var tree cause.Tree
		if err := json.Unmarshal([]byte(in), &tree); err != nil {
			t.Fatal(want, err)
		}
		if err := tree.Validate(); err == nil || !strings.Contains(err.Error(), strings.ReplaceAll(string(want), "_", " ")) {
			t.Errorf("%v, want %s", err, want)
		}
		tree.Mermaid(language.English)
		tree.DOT(language.English)
		tree.Chains()
	}
}

func node(id, parent string) string {
	return fmt.Sprintf(`{"id":%q,"parent":%q,"text":{"en":"x","zh-Hant":"x","zh-Hans":"x"},"basis":"hypothesis"}`, id, parent)
}

func TestJSONRoundTrip(t *testing.T) {
	tree := late(t)
	b, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	var back cause.Tree
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*tree, back); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

var hostile = []string{
	`"]; evil["`, "a\"\nclick n0 call alert()", "--> n1", "<script>alert(1)</script>", "`**bold**`", "#quot;#35;", "1. list", "- list",
	`\N \G \"`, `";}`, "\x00\x1b[31m", "end", "%%{init: {}}%%", "品質：「很差」", "a\u202ereversed", "\xff\xfe", "subgraph x", "|why|",
}

func FuzzDrawingIsSafe(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := cause.Node{Text: text.Wording{En: s, Hant: s, Hans: s}, Basis: cause.Hypothesis}
		tree, err := cause.NewTree(cause.Fishbone, n)
		if err != nil {
			return
		}
		if _, err := tree.Add("problem", n); err != nil {
			t.Fatal(err)
		}
		calm, err := cause.NewTree(cause.Fishbone, hypothesis("", "calm"))
		if err != nil {
			t.Fatal(err)
		}
		calm.Add("problem", hypothesis("", "calm"))
		for _, drawn := range [][2]string{{tree.Mermaid(language.English), calm.Mermaid(language.English)}, {tree.DOT(language.English), calm.DOT(language.English)}} {
			got, want := skeleton(drawn[0]), skeleton(drawn[1])
			if got != want {
				t.Errorf("%q changes the drawing:\n%s", s, drawn[0])
			}
		}
		for _, label := range labels(tree.Mermaid(language.English)) {
			if strings.ContainsAny(label, "`<>[]{}|\"&") || strings.Contains(label, "--") {
				t.Errorf("%q gives the label %q", s, label)
			}
		}
	})
}

// skeleton is a drawing with everything between quotation marks taken out, as a
// reader of the language sees it: a backslash takes the next character's meaning.
func skeleton(s string) string {
	var b strings.Builder
	quoted, escaped := false, false
	for _, r := range s {
		switch {
		case escaped:
			escaped = false
		case quoted && r == '\\':
			escaped = true
		case r == '"':
			quoted = !quoted
		case !quoted:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func labels(mermaid string) []string {
	var out []string
	for line := range strings.Lines(mermaid) {
		if _, rest, ok := strings.Cut(line, `["`); ok {
			label, _, _ := strings.Cut(rest, `"]:::`)
			out = append(out, label)
		}
	}
	return out
}
