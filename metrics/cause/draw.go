package cause

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// Mermaid is the tree as a flowchart in the language of Mermaid, for people who read
// tag: a chain of whys runs down from the problem, a fishbone from its bones to the
// right. What data stand behind has a full frame, a hypothesis a dashed one, and what
// was rejected is grey. Whatever stands in a label is shown as it is: no character of
// it can end the label or be read as markup.
func (t *Tree) Mermaid(tag language.Tag) string {
	var b strings.Builder
	if t.Kind == Fishbone {
		b.WriteString("flowchart LR\n")
	} else {
		b.WriteString("flowchart TD\n")
	}
	t.draw(tag, &b, drawing{
		node: func(id, label string, n *Node) string {
			return fmt.Sprintf("  %s[\"%s\"]:::%s\n", id, mermaidText(label), n.class())
		},
		down: func(from, to string) string {
			return fmt.Sprintf("  %s -->|%s| %s\n", from, mermaidText(whyWord.In(tag)), to)
		},
		side: func(from, to string) string { return fmt.Sprintf("  %s --> %s\n", to, from) },
	})
	b.WriteString("  classDef data stroke:#1f4e79,stroke-width:2px\n")
	b.WriteString("  classDef hypothesis stroke-dasharray:4 3\n")
	b.WriteString("  classDef confirmed stroke:#2e7d32,stroke-width:3px\n")
	b.WriteString("  classDef rejected color:#999999,stroke:#bbbbbb\n")
	return b.String()
}

// DOT is the tree as a graph in the language of Graphviz, in the manner of
// [Tree.Mermaid].
func (t *Tree) DOT(tag language.Tag) string {
	var b strings.Builder
	direction := "TB"
	if t.Kind == Fishbone {
		direction = "LR"
	}
	fmt.Fprintf(&b, "digraph causes {\n  rankdir=%s;\n  node [shape=box];\n", direction)
	looks := map[string]string{
		"data": "style=solid", "hypothesis": "style=dashed", "confirmed": "style=bold", "rejected": "color=gray, fontcolor=gray",
	}
	t.draw(tag, &b, drawing{
		node: func(id, label string, n *Node) string {
			return fmt.Sprintf("  %s [label=\"%s\", %s];\n", id, dotText(label), looks[n.class()])
		},
		down: func(from, to string) string {
			return fmt.Sprintf("  %s -> %s [label=\"%s\"];\n", from, to, dotText(whyWord.In(tag)))
		},
		side: func(from, to string) string { return fmt.Sprintf("  %s -> %s;\n", to, from) },
	})
	b.WriteString("}\n")
	return b.String()
}

// A drawing is how a language writes nodes and edges.
type drawing struct {
	node func(id, label string, n *Node) string
	down func(parent, cause string) string // from the problem to its causes
	side func(parent, cause string) string // from the causes to the problem
}

// draw writes every node before the edges that lead to it. The IDs are made here:
// those of the tree may be anything.
func (t *Tree) draw(tag language.Tag, b *strings.Builder, d drawing) {
	var path []string
	edge := d.down
	if t.Kind == Fishbone {
		edge = d.side
	}
	i := 0
	for level, n := range t.Walk() {
		id := fmt.Sprintf("n%d", i)
		i++
		b.WriteString(d.node(id, n.label(tag), n))
		path = append(path[:min(level, len(path))], id)
		if level > 0 {
			b.WriteString(edge(path[level-1], id))
		}
	}
}

// class is how a node is drawn.
func (n *Node) class() string {
	if n.Verdict != Open {
		return string(n.Verdict)
	}
	if n.Basis == Data {
		return string(Data)
	}
	return string(Hypothesis)
}

// label is the text of a node, and in brackets what it is if not plainly data.
func (n *Node) label(tag language.Tag) string {
	s := n.Text.In(tag)
	if m := n.Mark(tag); m != "" {
		return fmt.Sprintf(brackets.In(tag), s, m)
	}
	return s
}

// Mark says for people who read tag what is to be known of a node beside its text:
// that it is a hypothesis, that it was confirmed or rejected; empty for what data
// stand behind and nobody has decided on.
func (n *Node) Mark(tag language.Tag) string {
	switch {
	case n.Verdict == Confirmed:
		return confirmedWord.In(tag)
	case n.Verdict == Rejected:
		return rejectedWord.In(tag)
	case n.Basis == Hypothesis:
		return hypothesisWord.In(tag)
	}
	return ""
}

var (
	whyWord        = text.Wording{En: "why?", Hant: "為什麼？", Hans: "为什么？"}
	brackets       = text.Wording{En: "%s (%s)", Hant: "%s（%s）", Hans: "%s（%s）"}
	hypothesisWord = text.Wording{En: "hypothesis, to be checked", Hant: "假設，待查證", Hans: "假设，待验证"}
	confirmedWord  = text.Wording{En: "confirmed", Hant: "已查證屬實", Hans: "已核实"}
	rejectedWord   = text.Wording{En: "ruled out", Hant: "已排除", Hans: "已排除"}
)

// mermaidText writes s so that Mermaid shows it as it is. Letters, digits and the
// few signs that mean nothing to it stay; every other sign of ASCII becomes the
// number of its character, as does a point behind a digit, which would make a list.
func mermaidText(s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range oneLine(s) {
		switch {
		case r >= utf8.RuneSelf, unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune(" ,?%()'+", r) && b.Len() > 0,
			r == '.' && !unicode.IsDigit(last) && b.Len() > 0:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
		last = r
	}
	return b.String()
}

// dotText writes s for between the quotation marks of DOT.
func dotText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(oneLine(s))
}

// oneLine is s as valid UTF-8, without line breaks, control characters and characters
// that turn the direction of what follows.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
