package lexicon

import (
	"github.com/loamlib/loam/feedback/text"
)

// A trie finds the longest phrase that begins at a token. Its edges carry
// symbols, so a Chinese phrase is a path of characters and an English one a
// path of words; text is matched without being cut into words first. Where a
// phrase has alternatives behind its first word, one edge stands for all of
// them.
type trie struct {
	words   *vocabulary
	entries []Entry
	alone   []bool // by entry: whether it counts only where it is all of its clause
	nodes   []node
	by      []symbol // what leads to each node from the one before
	han     []uint32 // node behind the root by character, from firstHan on; 0 if none
	first   []uint32 // the same by word symbol
	lists   [][]classEdge
	classes []uint32 // the node that the alternatives of a class begin at
	begins  []uint64 // by class: what it may begin with, as of node.may
}

type node struct {
	may      uint64 // bits of what the words that lead on may be; see bit
	entry    int32  // index into entries, -1 if no phrase ends here; of an alternative 0 if it ends here
	classes  uint32 // index into lists; the first is empty
	children uint32 // the first of the nodes that words lead on to, which follow one another
	count    uint32 // of them
}

// bit is one of 64 bits, by the hash of a symbol. Most words that do not lead on
// from a node show by it.
func bit(s symbol) uint64 { return 1 << (uint32(s) * 0x9E3779B1 >> 26) }

// numberBits are the bits of a class that may begin with any number.
const numberBits = ^uint64(0)

// A class stands for alternatives. numberClass is <n>.
type class uint32

const numberClass class = 0

// A classEdge leads on by any of the alternatives of a class.
type classEdge struct {
	class class
	to    uint32
}

const (
	root     = 0
	firstHan = 0x3400 // the characters of nearly all Chinese text
	lastHan  = 0x9FFF
)

// numeralWords are read as <n>, beside digits and Chinese numerals.
const numeralWords = "two three four five six seven eight nine ten twelve fifteen twenty thirty forty several few couple"

// next is the node that s leads to from at, 0 if none.
func (t *trie) next(at uint32, s symbol) uint32 {
	if at != root {
		return t.child(&t.nodes[at], s)
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
	return t.child(&t.nodes[root], s)
}

// child is the node that s leads to from n, 0 if none.
func (t *trie) child(n *node, s symbol) uint32 {
	const few = 8
	low, high := n.children, n.children+n.count
	for high-low > few {
		if middle := (low + high) / 2; t.by[middle] <= s {
			low = middle
		} else {
			high = middle
		}
	}
	for i, by := range t.by[low:high] {
		if by == s {
			return low + uint32(i)
		}
	}
	return 0
}

// A sequence is a text as symbols, in which phrases are looked for.
type sequence struct {
	*trie
	text    *text.Text
	tokens  []text.Token
	symbols []symbol
	ends    []int // of alternatives that are being tried
	inner   []int // the same within alternatives
}

// read makes q the sequence of t, reusing its memory.
func (q *sequence) read(t *text.Text) {
	q.text, q.tokens, q.symbols = t, t.Tokens(), q.symbols[:0]
	disguised, contracted := t.Letters(text.Cyrillic)+t.Letters(text.Greek) > 0, false
	for i, tok := range q.tokens {
		s := q.words.read(t, tok)
		switch {
		case tok.Kind == text.Han1:
			if tok.Has(text.SpaceBefore) && partsHan(q.tokens, i) {
				s |= partedBit
			}
		case tok.Kind == text.Number:
			s |= numeralBit
		case tok.Kind == text.Punct && !disguised:
			disguised = disguises(t, q.tokens, i)
		case tok.Kind == text.Word && tok.End-tok.Start == 1 && !disguised:
			disguised = i > 0 && q.tokens[i-1].Kind == text.Word && q.tokens[i-1].End-q.tokens[i-1].Start == 1
		}
		contracted = contracted || contracts(t, q.tokens, i)
		q.symbols = append(q.symbols, s)
	}
	if contracted {
		q.contract()
	}
	if disguised {
		q.unmask()
	}
}

// partsHan reports whether the white space before the Chinese character i keeps it
// from being of one phrase with what stands before, as a comma would. It does
// not in spaced-out writing, in which every character stands alone: 不 好 吃.
func partsHan(tokens []text.Token, i int) bool {
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
	entry, end = -1, i
	s := q.symbols[i]
	if at := q.next(root, s&^marks); at != 0 {
		entry, end = q.walk(at, q.after(i, limit), limit)
	}
	if s&numeralBit != 0 {
		if e, to := q.walkClasses(q.nodes[root].classes, i, limit); e >= 0 && to > end {
			return e, to
		}
	}
	return entry, end
}

// walk is longest for what may follow node at. Classes are where it may go
// several ways.
func (q *sequence) walk(at uint32, i, limit int) (entry int32, end int) {
	entry, end = -1, i
	other, otherEnd := int32(-1), i
	for {
		n := &q.nodes[at]
		if n.entry >= 0 {
			entry, end = n.entry, i
		}
		if i >= limit || n.may&bit(q.symbols[i]&^numeralBit) == 0 {
			break
		}
		if n.classes != 0 {
			if e, to := q.walkClasses(n.classes, i, limit); e >= 0 && to > otherEnd {
				other, otherEnd = e, to
			}
		}
		if at = q.child(n, q.symbols[i]&^numeralBit); at == 0 {
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

// walkClasses is walk for what begins with one of a list of classes.
func (q *sequence) walkClasses(list uint32, i, limit int) (entry int32, end int) {
	entry, end = -1, i
	by := bit(q.symbols[i] &^ numeralBit)
	for _, c := range q.lists[list] {
		if q.begins[c.class]&by == 0 {
			continue
		}
		first := len(q.ends)
		q.ends = q.follow(q.ends, c.class, i, limit)
		for k, last := first, len(q.ends); k < last; k++ {
			if e, to := q.walk(c.to, q.ends[k], limit); e >= 0 && to > end {
				entry, end = e, to
			}
		}
		q.ends = q.ends[:first]
	}
	return entry, end
}

// follow appends to dst where an alternative of a class may end that begins at
// token i.
func (q *sequence) follow(dst []int, c class, i, limit int) []int {
	if c != numberClass {
		return q.followNode(dst, q.classes[c], i, limit)
	}
	if j := q.numberEnd(i, limit); j > i {
		dst = append(dst, j)
	}
	return dst
}

// followNode is follow for the alternatives that go on from node at.
func (q *sequence) followNode(dst []int, at uint32, i, limit int) []int {
	for {
		n := &q.nodes[at]
		if n.entry >= 0 {
			dst = append(dst, i)
		}
		if i >= limit || n.may&bit(q.symbols[i]&^numeralBit) == 0 {
			return dst
		}
		if n.classes != 0 {
			for _, c := range q.lists[n.classes] {
				first := len(q.inner)
				q.inner = q.follow(q.inner, c.class, i, limit)
				for k, last := first, len(q.inner); k < last; k++ {
					dst = q.followNode(dst, c.to, q.inner[k], limit)
				}
				q.inner = q.inner[:first]
			}
		}
		if at = q.child(n, q.symbols[i]&^numeralBit); at == 0 {
			return dst
		}
		i = q.after(i, limit)
	}
}

// numberEnd is the end of the number at token i, i if there is none.
func (q *sequence) numberEnd(i, limit int) int {
	const longest = 6 // 两千三百多
	switch tok := q.tokens[i]; tok.Kind {
	case text.Number:
		return i + 1
	case text.Word:
		if q.symbols[i]&numeralBit != 0 {
			return q.after(i, limit)
		}
	case text.Han1:
		j := i
		for j < limit && j < i+longest && q.symbols[j]&(numeralBit|hanBit) == numeralBit|hanBit {
			j++
		}
		return j
	}
	return i
}
