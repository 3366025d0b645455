package lexicon

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// A trie finds the longest phrase that begins at a token. Its edges carry
// symbols, so a Chinese phrase is a path of characters and an English one a
// path of words; text is matched without being cut into words first.
type trie struct {
	words   *vocabulary
	entries []Entry
	nodes   []node
	edges   edgeTable
	han     []uint32 // node behind the root by character, from firstHan on; 0 if none
	first   []uint32 // the same by word symbol
	members []uint64 // the classes of a word by its symbol, as a set of bits
	lists   [][]classEdge
}

type node struct {
	entry   int32  // index into entries, -1 if no phrase ends here
	classes uint32 // index into lists; the first is empty
}

// A classEdge leads on by any word of a class.
type classEdge struct {
	class uint8
	to    uint32
}

const (
	numberClass = 0 // <n>, which digits and Chinese numerals are of too
	maxClasses  = 64
)

const (
	root     = 0
	firstHan = 0x3400 // the characters of nearly all Chinese text
	lastHan  = 0x9FFF
)

// numeralWords are read as <n>, beside digits and Chinese numerals.
const numeralWords = "two three four five six seven eight nine ten twelve fifteen twenty thirty forty several few couple"

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

// A trieBuilder adds entries to a trie. It keeps what only building needs.
type trieBuilder struct {
	*trie
	text    text.Text
	path    []step
	classes map[string]uint8 // those of the lexicon at hand
	used    int              // classes of all lexicons
}

// A step is one part of a phrase: a word, or any word of a class.
type step struct {
	by      symbol
	isClass bool
	class   uint8
}

func newTrieBuilder() *trieBuilder {
	t := &trie{words: newVocabulary(), nodes: []node{{entry: -1}}, han: make([]uint32, lastHan-firstHan+1), lists: make([][]classEdge, 1)}
	t.edges.slots = make([]edge, 1<<10)
	b := &trieBuilder{trie: t, used: 1}
	for w := range strings.FieldsSeq(numeralWords) {
		b.put(numberClass, b.words.add([]byte(w)))
	}
	return b
}

// begin forgets the classes of the lexicon before.
func (b *trieBuilder) begin() { b.classes = map[string]uint8{"<n>": numberClass} }

// define adds the words of a class: the phrase of a Class entry.
func (b *trieBuilder) define(phrase string) error {
	name, words, _ := strings.Cut(phrase, " ")
	if !strings.HasPrefix(name, "<") || !strings.HasSuffix(name, ">") || name == "<n>" {
		return fmt.Errorf("class %q does not begin with a name like <time>", phrase)
	}
	class, ok := b.classes[name]
	if !ok {
		if b.used == maxClasses {
			return fmt.Errorf("class %s is one more than the %d there may be", name, maxClasses-1)
		}
		class = uint8(b.used)
		b.classes[name] = class
		b.used++
	}
	for w := range strings.FieldsSeq(words) {
		b.text.Reset(w)
		tokens := b.text.Tokens()
		if len(tokens) != 1 || tokens[0].Kind == text.Han1 {
			return fmt.Errorf("class %s has %q, want single words in letters", name, w)
		}
		b.put(class, b.words.add(b.text.Bytes(tokens[0])))
	}
	return nil
}

func (b *trieBuilder) put(class uint8, s symbol) {
	b.members = append(b.members, make([]uint64, max(0, b.words.size()-len(b.members)))...)
	b.members[s] |= 1 << class
}

// add puts e into the trie. A phrase that is there already is replaced.
func (b *trieBuilder) add(e Entry) error {
	if err := b.cut(e.Phrase); err != nil {
		return err
	}
	if len(b.path) == 0 {
		return fmt.Errorf("phrase %q has nothing that a text could show", e.Phrase)
	}
	at := uint32(root)
	for _, s := range b.path {
		at = b.grow(at, s)
	}
	if k := b.nodes[at].entry; k >= 0 {
		b.entries[k] = e
		return nil
	}
	b.nodes[at].entry = int32(len(b.entries))
	b.entries = append(b.entries, e)
	return nil
}

// cut makes a path of phrase.
func (b *trieBuilder) cut(phrase string) error {
	b.path = b.path[:0]
	for rest := phrase; rest != ""; {
		piece, name := rest, ""
		if from := strings.IndexByte(rest, '<'); from >= 0 {
			if n := strings.IndexByte(rest[from:], '>'); n > 1 && isName(rest[from+1:from+n]) {
				piece, name = rest[:from], rest[from:from+n+1]
			}
		}
		b.text.Reset(piece)
		for _, tok := range b.text.Tokens() {
			b.path = append(b.path, step{by: b.symbol(tok)})
		}
		rest = rest[len(piece)+len(name):]
		if name == "" {
			continue
		}
		class, ok := b.classes[name]
		if !ok {
			return fmt.Errorf("phrase %q has class %s, which is not defined", phrase, name)
		}
		b.path = append(b.path, step{isClass: true, class: class})
	}
	return nil
}

// isName reports whether s is small letters: ">_<" is no class.
func isName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

func (b *trieBuilder) symbol(tok text.Token) symbol {
	word := b.text.Bytes(tok)
	if tok.Kind == text.Han1 {
		r, _ := utf8.DecodeRune(word)
		return hanSymbol(r)
	}
	return b.words.add(word)
}

// grow is the node that s leads to from at, made if there is none.
func (b *trieBuilder) grow(at uint32, s step) uint32 {
	if to := b.leads(at, s); to != 0 {
		return to
	}
	to := uint32(len(b.nodes))
	b.nodes = append(b.nodes, node{entry: -1})
	r := rune(s.by &^ hanBit)
	switch {
	case s.isClass:
		b.growClass(at, classEdge{s.class, to})
	case at == root && s.by&hanBit != 0 && firstHan <= r && r <= lastHan:
		b.han[r-firstHan] = to
	case at == root && s.by&hanBit == 0:
		b.first = append(b.first, make([]uint32, max(0, b.words.size()-len(b.first)))...)
		b.first[s.by] = to
	default:
		b.edges.insert(edge{at, s.by, to})
	}
	return to
}

func (b *trieBuilder) growClass(at uint32, e classEdge) {
	n := &b.nodes[at]
	if n.classes == 0 {
		n.classes = uint32(len(b.lists))
		b.lists = append(b.lists, nil)
	}
	b.lists[n.classes] = append(b.lists[n.classes], e)
}

// leads is the node that s leads to from at, 0 if none.
func (b *trieBuilder) leads(at uint32, s step) uint32 {
	if !s.isClass {
		return b.next(at, s.by)
	}
	for _, e := range b.lists[b.nodes[at].classes] {
		if e.class == s.class {
			return e.to
		}
	}
	return 0
}

// finish gives out the trie.
func (b *trieBuilder) finish() *trie {
	n := b.words.size()
	b.first = append(b.first, make([]uint32, n-len(b.first))...)
	b.members = append(b.members, make([]uint64, n-len(b.members))...)
	return b.trie
}

// next is the node that s leads to from at, 0 if none.
func (t *trie) next(at uint32, s symbol) uint32 {
	if at != root {
		return t.edges.find(at, s)
	}
	if s&hanBit == 0 {
		if int(s) < len(t.first) {
			return t.first[s]
		}
		return 0
	}
	if r := rune(s &^ hanBit); firstHan <= r && r <= lastHan {
		return t.han[r-firstHan]
	}
	return t.edges.find(root, s)
}

// A sequence is a text as symbols, in which phrases are looked for.
type sequence struct {
	*trie
	text    *text.Text
	tokens  []text.Token
	symbols []symbol
}

// read makes q the sequence of t, reusing its memory.
func (q *sequence) read(t *text.Text) {
	q.text, q.tokens, q.symbols = t, t.Tokens(), q.symbols[:0]
	disguised := t.Letters(text.Cyrillic)+t.Letters(text.Greek) > 0
	for i, tok := range q.tokens {
		s := q.words.read(t, tok)
		switch {
		case tok.Kind == text.Han1 && tok.Has(text.SpaceBefore) && parts(q.tokens, i):
			s |= partedBit
		case tok.Kind == text.Punct && !disguised:
			disguised = disguises(t, q.tokens, i)
		case tok.Kind == text.Word && tok.End-tok.Start == 1 && !disguised:
			disguised = i > 0 && q.tokens[i-1].Kind == text.Word && q.tokens[i-1].End-q.tokens[i-1].Start == 1
		}
		q.symbols = append(q.symbols, s)
	}
	if disguised {
		q.unmask()
	}
}

// parts reports whether the white space before the Chinese character i keeps it
// from being of one phrase with what stands before, as a comma would. It does
// not in spaced-out writing, in which every character stands alone: 不 好 吃.
func parts(tokens []text.Token, i int) bool {
	if i == 0 || tokens[i-1].Kind != text.Han1 {
		return false
	}
	aloneBefore := tokens[i-1].Has(text.SpaceBefore)
	aloneHere := i+1 == len(tokens) || tokens[i+1].Kind != text.Han1 || tokens[i+1].Has(text.SpaceBefore)
	return !aloneBefore || !aloneHere
}

// longest is the longest phrase that begins at token i and ends before limit:
// its entry, -1 if there is none, and where it ends.
func (q *sequence) longest(i, limit int) (entry int32, end int) {
	return q.walk(root, i, limit)
}

// walk is longest for what may follow node at. Classes are where it may go
// several ways.
func (q *sequence) walk(at uint32, i, limit int) (entry int32, end int) {
	entry, end = -1, i
	other, otherEnd := int32(-1), i
	for {
		n := q.nodes[at]
		if n.entry >= 0 {
			entry, end = n.entry, i
		}
		if i >= limit {
			break
		}
		if n.classes != 0 {
			if e, to := q.walkClasses(n.classes, i, limit); e >= 0 && to > otherEnd {
				other, otherEnd = e, to
			}
		}
		by := q.symbols[i]
		if at == root {
			by &^= partedBit
		}
		if at = q.next(at, by); at == root {
			break
		}
		i = q.after(i, limit)
	}
	if otherEnd > end {
		return other, otherEnd
	}
	return entry, end
}

// after is the token after i, those that belong to i left out.
func (q *sequence) after(i, limit int) int {
	for i++; i < limit && q.symbols[i] == joinedSymbol; i++ {
	}
	return i
}

// walkClasses is walk for what begins with a word of one of a list of classes.
func (q *sequence) walkClasses(list uint32, i, limit int) (entry int32, end int) {
	entry, end = -1, i
	for _, c := range q.lists[list] {
		j := i
		if s := q.symbols[i]; int(s) < len(q.members) && q.members[s]>>c.class&1 != 0 {
			j = q.after(i, limit)
		} else if c.class == numberClass {
			j = q.numberEnd(i, limit)
		}
		if j == i {
			continue
		}
		if e, to := q.walk(c.to, j, limit); e >= 0 && to > end {
			entry, end = e, to
		}
	}
	return entry, end
}

// numberEnd is the end of the number in figures at token i, i if there is none.
func (q *sequence) numberEnd(i, limit int) int {
	const longest = 6 // 两千三百多
	switch tok := q.tokens[i]; tok.Kind {
	case text.Number:
		return i + 1
	case text.Han1:
		j := i
		for j < limit && j < i+longest && isNumeral(q.symbols[j]) {
			j++
		}
		return j
	}
	return i
}

// isNumeral reports whether s is a Chinese numeral.
func isNumeral(s symbol) bool {
	switch rune(s &^ (hanBit | partedBit)) {
	case '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '几', '半', '多':
		return s&hanBit != 0
	}
	return false
}
