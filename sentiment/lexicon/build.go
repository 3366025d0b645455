package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// A trieBuilder adds entries to a trie. It keeps what only building needs.
type trieBuilder struct {
	*trie
	edges    edgeTable
	numerals []symbol // the words that are small numbers
	text     text.Text
	word     []byte              // the word at hand
	names    map[string]class    // of the lexicon at hand
	members  map[string][]string // words of its classes
	groups   map[string]class    // alternatives met so far
}

func newTrieBuilder() *trieBuilder {
	t := &trie{words: newVocabulary(), nodes: []node{{entry: -1}}, han: make([]uint32, lastHan-firstHan+1)}
	t.lists = make([][]classEdge, 1)
	t.begins = []uint64{numberBits}
	t.classes = make([]uint32, 1) // numberClass, which has no nodes
	b := &trieBuilder{trie: t, groups: map[string]class{}}
	b.edges.slots = make([]edge, 1<<10)
	for w := range strings.FieldsSeq(numeralWords) {
		b.numerals = append(b.numerals, b.words.add([]byte(w)))
	}
	return b
}

// begin forgets the classes of the lexicon before.
func (b *trieBuilder) begin() {
	b.names = map[string]class{"<n>": numberClass}
	b.members = map[string][]string{}
}

// define adds words to a class: the phrase of a Class entry.
func (b *trieBuilder) define(phrase string) error {
	words := strings.Fields(phrase)
	if len(words) < 2 || !strings.HasPrefix(words[0], "<") || !strings.HasSuffix(words[0], ">") || words[0] == "<n>" {
		return fmt.Errorf("class %q is not a name like <time> and words", phrase)
	}
	b.members[words[0]] = append(b.members[words[0]], words[1:]...)
	return nil
}

// add puts e into the trie. A phrase that is there already is replaced.
func (b *trieBuilder) add(e Entry) error {
	words := e.words()
	if !strings.ContainsAny(words, "(<") {
		return b.addPlain(e)
	}
	if err := flat(words); err != nil {
		return err
	}
	phrases, err := unglue(words)
	if err != nil {
		return err
	}
	b.entries = append(b.entries, e)
	for _, p := range phrases {
		ends, err := b.extend([]uint32{root}, p)
		if err != nil {
			return fmt.Errorf("phrase %q: %w", e.Phrase, err)
		}
		if slices.Contains(ends, root) {
			return fmt.Errorf("phrase %q has nothing that a text need show", e.Phrase)
		}
		for _, at := range ends {
			b.nodes[at].entry = int32(len(b.entries) - 1)
		}
	}
	return nil
}

// addPlain is add for a phrase without alternatives and classes, as most are.
func (b *trieBuilder) addPlain(e Entry) error {
	at := b.extendTokens(root, e.words())
	if at == root {
		return fmt.Errorf("phrase %q has nothing that a text need show", e.Phrase)
	}
	b.nodes[at].entry = int32(len(b.entries))
	b.entries = append(b.entries, e)
	return nil
}

// extend adds a phrase behind each of the nodes in from and returns the nodes
// in which it may end.
func (b *trieBuilder) extend(from []uint32, phrase string) ([]uint32, error) {
	for _, p := range parts(phrase) {
		to, err := b.extendPart(from, p)
		if err != nil {
			return nil, err
		}
		if from = to; len(from) > maxVariants {
			return nil, fmt.Errorf("it stands for more than %d phrases", maxVariants)
		}
	}
	return from, nil
}

// extendPart is extend for one part. What stands first is written out, so that
// only numbers lead away from the root by class.
func (b *trieBuilder) extendPart(from []uint32, p part) ([]uint32, error) {
	if p.class == "<n>" {
		return b.extendClass(from, numberClass, false), nil
	}
	alternatives := p.alternatives
	if p.class != "" {
		if alternatives = b.members[p.class]; alternatives == nil {
			return nil, fmt.Errorf("class %s is not defined", p.class)
		}
	}
	var out []uint32
	behind := from // the nodes behind which the alternatives are one edge
	if i := slices.Index(from, root); i >= 0 || len(alternatives) == 1 {
		written := from
		if behind = nil; len(alternatives) > 1 {
			written, behind = from[i:i+1], slices.Delete(slices.Clone(from), i, i+1)
		}
		for _, at := range written {
			for _, a := range alternatives {
				ends, err := b.extendPlain(at, a)
				if err != nil {
					return nil, err
				}
				out = appendNew(out, ends...)
			}
		}
	}
	if len(behind) == 0 {
		return out, nil
	}
	c, err := b.group(alternatives)
	if err != nil {
		return nil, err
	}
	optional := slices.ContainsFunc(alternatives, func(a string) bool { return strings.TrimSpace(a) == "" })
	return appendNew(out, b.extendClass(behind, c, optional)...), nil
}

// extendClass adds c, or nothing if it is optional, behind each of the nodes in
// from. One edge stands for all of its alternatives.
func (b *trieBuilder) extendClass(from []uint32, c class, optional bool) []uint32 {
	out := make([]uint32, 0, 2*len(from))
	for _, at := range from {
		out = append(out, b.growClass(at, c))
	}
	if optional {
		out = appendNew(out, from...)
	}
	return out
}

// appendNew appends those of more that are not in nodes.
func appendNew(nodes []uint32, more ...uint32) []uint32 {
	for _, n := range more {
		if !slices.Contains(nodes, n) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// extendPlain is extend for a piece that has no alternatives.
func (b *trieBuilder) extendPlain(at uint32, piece string) ([]uint32, error) {
	if strings.Contains(piece, "<") {
		if _, _, p := nextPart(piece); p.class != "" {
			return b.extend([]uint32{at}, piece)
		}
	}
	return []uint32{b.extendTokens(at, piece)}, nil
}

// extendTokens is extendPlain for a piece without classes.
func (b *trieBuilder) extendTokens(at uint32, piece string) uint32 {
	if plainWords(piece) {
		for w := range strings.FieldsSeq(piece) {
			b.word = append(b.word[:0], w...)
			at = b.grow(at, b.words.add(b.word))
		}
		return at
	}
	b.text.Reset(piece)
	for _, tok := range b.text.Tokens() {
		at = b.grow(at, b.symbol(tok))
	}
	return at
}

// plainWords reports whether the tokens of piece are what white space parts in
// it, as of most English phrases: small letters, none of them thrice in a row,
// which folding would shorten.
func plainWords(piece string) bool {
	for i := range len(piece) {
		switch c := piece[i]; {
		case c == ' ':
		case c < 'a' || c > 'z' || i > 1 && piece[i-1] == c && piece[i-2] == c:
			return false
		}
	}
	return true
}

// group is the class of alternatives, made if there is none.
func (b *trieBuilder) group(alternatives []string) (class, error) {
	key := strings.Join(alternatives, "|")
	if c, ok := b.groups[key]; ok {
		return c, nil
	}
	c := class(len(b.classes))
	start := b.newNode()
	b.classes, b.begins = append(b.classes, start), append(b.begins, 0)
	b.groups[key] = c
	for _, a := range alternatives {
		ends, err := b.extendPlain(start, a)
		if err != nil {
			return 0, err
		}
		for _, at := range ends {
			if at != start {
				b.nodes[at].entry = 0 // an alternative ends here
			}
		}
	}
	b.begins[c] = b.nodes[start].may
	return c, nil
}

func (b *trieBuilder) symbol(tok text.Token) symbol {
	word := b.text.Bytes(tok)
	if tok.Kind == text.Han1 {
		r, _ := utf8.DecodeRune(word)
		return hanSymbol(r)
	}
	return b.words.add(word)
}

func (b *trieBuilder) newNode() uint32 {
	b.nodes = append(b.nodes, node{entry: -1})
	return uint32(len(b.nodes) - 1)
}

// next is the node that s leads to from at, 0 if none.
func (b *trieBuilder) next(at uint32, s symbol) uint32 {
	r := rune(s &^ hanBit)
	switch {
	case at != root || s&hanBit != 0 && (r < firstHan || r > lastHan):
		return b.edges.find(at, s)
	case s&hanBit != 0:
		return b.han[r-firstHan]
	case int(s) < len(b.first):
		return b.first[s]
	}
	return 0
}

// grow is the node that s leads to from at, made if there is none.
func (b *trieBuilder) grow(at uint32, s symbol) uint32 {
	if to := b.next(at, s); to != 0 {
		return to
	}
	to := b.newNode()
	b.nodes[at].may |= bit(s)
	r := rune(s &^ hanBit)
	switch {
	case at != root || s&hanBit != 0 && (r < firstHan || r > lastHan):
		b.edges.insert(edge{at, s, to})
	case s&hanBit != 0:
		b.han[r-firstHan] = to
	default:
		b.first = append(b.first, make([]uint32, max(0, b.words.size()-len(b.first)))...)
		b.first[s] = to
	}
	return to
}

// growClass is grow for a class.
func (b *trieBuilder) growClass(at uint32, c class) uint32 {
	for _, e := range b.lists[b.nodes[at].classes] {
		if e.class == c {
			return e.to
		}
	}
	to := b.newNode()
	n := &b.nodes[at]
	if n.classes == 0 {
		n.classes = uint32(len(b.lists))
		b.lists = append(b.lists, nil)
	}
	n.may |= b.begins[c]
	b.lists[n.classes] = append(b.lists[n.classes], classEdge{c, to})
	return to
}

// An edgeTable maps a node and a symbol to the next node, like vocabulary does
// words to symbols.
type edgeTable struct {
	slots []edge
	used  int
}

type edge struct {
	from uint32
	by   symbol
	to   uint32 // 0 if the slot is free: nothing leads to the root
}

func (t *edgeTable) home(from uint32, by symbol) uint32 {
	return (from*0x9E3779B1 ^ uint32(by)*0x85EBCA6B) >> 7
}

// find is the node that by leads to, 0 if none.
func (t *edgeTable) find(from uint32, by symbol) uint32 {
	mask := uint32(len(t.slots) - 1)
	for i := t.home(from, by); ; i++ {
		e := t.slots[i&mask]
		if e.to == 0 || e.from == from && e.by == by {
			return e.to
		}
	}
}

func (t *edgeTable) insert(e edge) {
	if 2*t.used >= len(t.slots) {
		old := t.slots
		t.slots, t.used = make([]edge, max(1<<10, 2*len(old))), 0
		for _, o := range old {
			if o.to != 0 {
				t.insert(o)
			}
		}
	}
	mask := uint32(len(t.slots) - 1)
	i := t.home(e.from, e.by) & mask
	for t.slots[i].to != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = e
	t.used++
}
