package catalog

import (
	"fmt"
	"math"
	"strings"
)

// A pattern is a wording with places left open:
//
//	[Thank you|Thanks] for telling us about {about}<, {name}>.
//
// {slot} is filled, [a|b] is one of the alternatives, <…> is left out unless all
// its slots can be filled. A backslash takes the meaning from the next
// character, and \n is a line break.
type pattern []node

// A node is one piece of a pattern: a literal, a slot, alternatives or, with
// one alternative, an option.
type node struct {
	kind    nodeKind
	literal string
	slot    slot
	of      []pattern
}

type nodeKind uint8

const (
	literal nodeKind = iota
	filled
	choice
	option
)

// needs lists the slots that must be there for the pattern to be worded at all,
// if only its shortest form is.
func (p pattern) needs(have slotSet) slotSet {
	var need slotSet
	for _, n := range p {
		switch n.kind {
		case filled:
			need = need.with(n.slot)
		case choice:
			if !n.fits(have) {
				need |= n.of[0].needs(have)
			}
		}
	}
	return need
}

// fits reports whether what the pattern needs is there.
func (p pattern) fits(have slotSet) bool {
	for i := range p {
		if !p[i].fits(have) {
			return false
		}
	}
	return true
}

func (n *node) fits(have slotSet) bool {
	switch n.kind {
	case filled:
		return have.has(n.slot)
	case choice:
		for _, p := range n.of {
			if p.fits(have) {
				return true
			}
		}
		return false
	}
	return true
}

// uses lists the slots that the pattern fills when it can.
func (p pattern) uses() slotSet {
	var used slotSet
	for _, n := range p {
		switch n.kind {
		case filled:
			used = used.with(n.slot)
		case choice, option:
			for _, q := range n.of {
				used |= q.uses()
			}
		}
	}
	return used
}

// wordings counts the texts that the pattern can become with every slot filled
// in one way.
func (p pattern) wordings() float64 {
	product := 1.0
	for _, n := range p {
		if n.kind == choice {
			sum := 0.0
			for _, q := range n.of {
				sum += q.wordings()
			}
			product *= sum
		}
		if n.kind == option {
			product *= n.of[0].wordings()
		}
	}
	return math.Min(product, math.MaxFloat64)
}

// parsePattern reads a pattern.
func parsePattern(s string) (pattern, error) {
	p := &patternParser{rest: s}
	out, err := p.sequence("")
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("a wording is empty")
	}
	return out, nil
}

type patternParser struct {
	rest  string
	depth int
}

const deepest = 8 // brackets in brackets; nobody can read more

// sequence reads up to one of the marks in end, which it leaves.
func (p *patternParser) sequence(end string) (pattern, error) {
	if p.depth++; p.depth > deepest {
		return nil, fmt.Errorf("brackets in brackets more than %d deep", deepest)
	}
	defer func() { p.depth-- }()
	var out pattern
	for p.rest != "" && !strings.ContainsRune(end, rune(p.rest[0])) {
		n, err := p.node()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// node reads one piece.
func (p *patternParser) node() (node, error) {
	switch p.rest[0] {
	case '{':
		return p.slot()
	case '[':
		p.rest = p.rest[1:]
		return p.alternatives()
	case '<':
		p.rest = p.rest[1:]
		inner, err := p.sequence(">")
		if err != nil {
			return node{}, err
		}
		if err := p.closed(">"); err != nil {
			return node{}, err
		}
		if inner.uses() == 0 {
			return node{}, fmt.Errorf("<…> without a slot is never left out")
		}
		return node{kind: option, of: []pattern{inner}}, nil
	case '}', ']', '>', '|':
		return node{}, fmt.Errorf("%q has no beginning; write \\%[1]c for the character itself", p.rest[0])
	}
	return p.literal()
}

func (p *patternParser) slot() (node, error) {
	name, rest, ok := strings.Cut(p.rest[1:], "}")
	if !ok {
		return node{}, fmt.Errorf("{ is not closed")
	}
	s, ok := slotNamed(name)
	if !ok {
		return node{}, fmt.Errorf("there is no slot {%s}, want one of %s", name, strings.Join(slotNames(), ", "))
	}
	p.rest = rest
	return node{kind: filled, slot: s}, nil
}

func (p *patternParser) alternatives() (node, error) {
	n := node{kind: choice}
	for {
		alternative, err := p.sequence("|]")
		if err != nil {
			return node{}, err
		}
		n.of = append(n.of, alternative)
		if strings.HasPrefix(p.rest, "|") {
			p.rest = p.rest[1:]
			continue
		}
		return n, p.closed("]")
	}
}

func (p *patternParser) closed(mark string) error {
	rest, ok := strings.CutPrefix(p.rest, mark)
	if !ok {
		return fmt.Errorf("%s is missing", mark)
	}
	p.rest = rest
	return nil
}

// literal reads text up to the next mark.
func (p *patternParser) literal() (node, error) {
	var b strings.Builder
	for p.rest != "" && !strings.ContainsRune("{}[]<>|", rune(p.rest[0])) {
		if p.rest[0] != '\\' {
			b.WriteByte(p.rest[0])
			p.rest = p.rest[1:]
			continue
		}
		if len(p.rest) == 1 {
			return node{}, fmt.Errorf("\\ stands at the end")
		}
		c := p.rest[1]
		if c == 'n' {
			c = '\n'
		}
		b.WriteByte(c)
		p.rest = p.rest[2:]
	}
	return node{kind: literal, literal: b.String()}, nil
}
