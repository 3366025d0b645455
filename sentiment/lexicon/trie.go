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
	numeral []bool   // whether a word symbol is a small number: "two"
}

type node struct {
	entry  int32  // index into entries, -1 if no phrase ends here
	number uint32 // node behind <n>, 0 if none
}

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
	text text.Text
	path []symbol
}

func newTrieBuilder() *trieBuilder {
	t := &trie{words: newVocabulary(), nodes: []node{{entry: -1}}, han: make([]uint32, lastHan-firstHan+1)}
	t.edges.slots = make([]edge, 1<<10)
	return &trieBuilder{trie: t}
}

// add puts e into the trie. A phrase that is there already is replaced.
func (b *trieBuilder) add(e Entry) error {
	b.path = b.path[:0]
	for piece, rest, more := "", e.Phrase, true; more; {
		piece, rest, more = strings.Cut(rest, "<n>")
		b.text.Reset(piece)
		for _, tok := range b.text.Tokens() {
			b.path = append(b.path, b.symbol(tok))
		}
		if more {
			b.path = append(b.path, numberSymbol)
		}
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

func (b *trieBuilder) symbol(tok text.Token) symbol {
	word := b.text.Bytes(tok)
	if tok.Kind == text.Han1 {
		r, _ := utf8.DecodeRune(word)
		return hanSymbol(r)
	}
	return b.words.add(word)
}

// grow is the node that s leads to from at, made if there is none.
func (b *trieBuilder) grow(at uint32, s symbol) uint32 {
	if to := b.next(at, s); to != 0 {
		return to
	}
	to := uint32(len(b.nodes))
	b.nodes = append(b.nodes, node{entry: -1})
	r := rune(s &^ hanBit)
	switch {
	case s == numberSymbol:
		b.nodes[at].number = to
	case at == root && s&hanBit != 0 && firstHan <= r && r <= lastHan:
		b.han[r-firstHan] = to
	case at == root && s&hanBit == 0:
		b.first = append(b.first, make([]uint32, max(0, b.words.size()-len(b.first)))...)
		b.first[s] = to
	default:
		b.edges.insert(edge{at, s, to})
	}
	return to
}

// finish gives out the trie.
func (b *trieBuilder) finish() *trie {
	for w := range strings.FieldsSeq(numeralWords) {
		b.words.add([]byte(w))
	}
	b.first = append(b.first, make([]uint32, b.words.size()-len(b.first))...)
	b.numeral = make([]bool, b.words.size())
	for w := range strings.FieldsSeq(numeralWords) {
		b.numeral[b.words.find([]byte(w))] = true
	}
	return b.trie
}

// next is the node that s leads to from at, 0 if none.
func (t *trie) next(at uint32, s symbol) uint32 {
	if s == numberSymbol {
		return t.nodes[at].number
	}
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

// walk is longest for what may follow node at. Numbers are where it may go two
// ways.
func (q *sequence) walk(at uint32, i, limit int) (entry int32, end int) {
	entry, end = -1, i
	numeric, numericEnd := int32(-1), i
	for {
		n := q.nodes[at]
		if n.entry >= 0 {
			entry, end = n.entry, i
		}
		if i >= limit {
			break
		}
		if j := i; n.number != 0 {
			if j = q.numberEnd(i, limit); j > i {
				if e, to := q.walk(n.number, j, limit); e >= 0 && to > numericEnd {
					numeric, numericEnd = e, to
				}
			}
		}
		by := q.symbols[i]
		if at == root {
			by &^= partedBit
		}
		if at = q.next(at, by); at == root {
			break
		}
		for i++; i < limit && q.symbols[i] == joinedSymbol; i++ {
		}
	}
	if numeric >= 0 && numericEnd > end {
		return numeric, numericEnd
	}
	return entry, end
}

// numberEnd is the end of the number at token i, i if there is none.
func (q *sequence) numberEnd(i, limit int) int {
	const longest = 6 // 两千三百多
	switch tok := q.tokens[i]; tok.Kind {
	case text.Number:
		return i + 1
	case text.Word:
		if int(q.symbols[i]) < len(q.numeral) && q.numeral[q.symbols[i]] {
			return i + 1
		}
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
