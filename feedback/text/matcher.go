package text

import (
	"errors"
	"fmt"
	"iter"
	"unicode/utf8"
)

// A Matcher finds the phrases of a fixed list in prepared texts, all of them in
// one pass over the tokens.
//
// A phrase is folded and cut into tokens as a text is, so that either Chinese
// script, any width and any case of it match. It is found where its tokens stand
// one after another: an English word never inside a longer one ("late" is not in
// "chocolate"), Chinese wherever its characters stand. White space between
// Chinese characters parts them as a comma would; between others, and between
// Chinese and Latin letters, it makes no difference: "app 閃退" finds "APP闪退".
// A word with stretched letters is found as the word it stretches: "sooo slow"
// as "so slow".
//
// A Matcher is immutable and safe for concurrent use.
type Matcher struct {
	words   wordTable
	root    []uint32 // node of the phrases that begin with a word, by its number; 0 if none
	edges   []edge   // open addressing: from a node by a word to the next node
	accepts []int32  // by node: index into ids plus 1; 0 if no phrase ends here
	ids     []int
}

// A Phrase is what a [Matcher] looks for, and what it reports.
type Phrase struct {
	Text string // in any script, case and width
	ID   int    // the caller's; several phrases may share one
}

// A Match is a phrase found: tokens [First, End) of the text.
type Match struct {
	First, End int
	ID         int
}

// Span is the range of the match in the folded form of t.
func (m Match) Span(t *Text) Span {
	return Span{int(t.tokens[m.First].Start), int(t.tokens[m.End-1].End)}
}

// A PhraseError reports a phrase that a [Matcher] cannot be made of.
type PhraseError struct {
	Index int // in the list
	Text  string
	Same  int // index of the phrase before it that folds to the same with another ID; -1 if the phrase is empty
}

// Error says what is wrong with the phrase.
func (e *PhraseError) Error() string {
	if e.Same < 0 {
		return fmt.Sprintf("text: phrase %d, %q, has nothing to match", e.Index, e.Text)
	}
	return fmt.Sprintf("text: phrase %d, %q, reads the same as phrase %d but has another ID", e.Index, e.Text, e.Same)
}

// NewMatcher compiles phrases. The order does not matter. An empty phrase, and
// a phrase that reads the same as another with a different ID, is an error;
// each error in the join is a [*PhraseError].
func NewMatcher(phrases []Phrase) (*Matcher, error) {
	b := matcherBuilder{
		Matcher: Matcher{accepts: make([]int32, 1), root: make([]uint32, 1)},
		edges:   map[edgeKey]uint32{},
	}
	var errs []error
	var t Text
	for i, p := range phrases {
		t.Reset(p.Text)
		if err := b.add(&t, i, p); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	b.freeze()
	m := b.Matcher
	return &m, nil
}

// Longest is the longest phrase that begins at token i of t.
func (m *Matcher) Longest(t *Text, i int) (Match, bool) {
	found := Match{First: i}
	m.walk(t, i, func(end, id int) { found.End, found.ID = end, id })
	return found, found.End > 0
}

// AppendAll appends every phrase of t to dst, those inside and across one
// another included, in the order of where they begin, then end. The cost is
// linear in the tokens, times the tokens of the longest phrase at worst.
func (m *Matcher) AppendAll(dst []Match, t *Text) []Match {
	for i := range t.tokens {
		m.walk(t, i, func(end, id int) { dst = append(dst, Match{i, end, id}) })
	}
	return dst
}

// Matches yields the phrases of t from left to right that do not overlap: at
// each place the longest that begins there.
func (m *Matcher) Matches(t *Text) iter.Seq[Match] {
	return func(yield func(Match) bool) {
		for i := 0; i < len(t.tokens); {
			found, ok := m.Longest(t, i)
			if !ok {
				i++
				continue
			}
			if !yield(found) {
				return
			}
			i = found.End
		}
	}
}

// walk calls found for each phrase that begins at token i, the shortest first.
func (m *Matcher) walk(t *Text, i int, found func(end, id int)) {
	node := m.root[m.words.number(t, i)]
	for node != 0 {
		i++
		if a := m.accepts[node]; a != 0 {
			found(i, m.ids[a-1])
		}
		if i == len(t.tokens) || parted(t.tokens[i-1], t.tokens[i]) {
			return
		}
		word := m.words.number(t, i)
		if word == 0 {
			return
		}
		node = m.next(node, word)
	}
}

// parted reports whether white space keeps two tokens from being of one phrase.
func parted(a, b Token) bool {
	return b.Kind == Han1 && a.Kind == Han1 && b.Has(SpaceBefore)
}

// An edge leads from a node by a word to the next node; to is never 0.
type edge struct {
	key edgeKey
	to  uint32
}

type edgeKey struct{ node, word uint32 }

func (k edgeKey) hash() uint32 {
	return uint32((uint64(k.node)<<32 | uint64(k.word)) * 0x9E3779B97F4A7C15 >> 32)
}

// next is the node that word leads to from node, 0 if none.
func (m *Matcher) next(node, word uint32) uint32 {
	key := edgeKey{node, word}
	mask := uint32(len(m.edges) - 1)
	for i := key.hash() & mask; ; i = (i + 1) & mask {
		switch e := &m.edges[i]; {
		case e.to == 0:
			return 0
		case e.key == key:
			return e.to
		}
	}
}

// A matcherBuilder is a Matcher that still grows.
type matcherBuilder struct {
	Matcher
	edges map[edgeKey]uint32
	from  []int // by accept: index of the phrase
}

func (b *matcherBuilder) add(t *Text, index int, p Phrase) error {
	node := uint32(0)
	for _, tok := range t.tokens {
		node = b.step(node, b.words.add(t.Bytes(tok)))
	}
	switch a := b.accepts[node]; {
	case node == 0:
		return &PhraseError{Index: index, Text: p.Text, Same: -1}
	case a == 0:
		b.ids, b.from = append(b.ids, p.ID), append(b.from, index)
		b.accepts[node] = int32(len(b.ids))
	case b.ids[a-1] != p.ID:
		return &PhraseError{Index: index, Text: p.Text, Same: b.from[a-1]}
	}
	return nil
}

// step is the node that word leads to from node, made on first use.
func (b *matcherBuilder) step(node, word uint32) uint32 {
	key := edgeKey{node, word}
	to, ok := b.edges[key]
	if !ok {
		to = uint32(len(b.accepts))
		b.accepts = append(b.accepts, 0)
		b.edges[key] = to
	}
	return to
}

// freeze lays the edges out for matching.
func (b *matcherBuilder) freeze() {
	b.root = make([]uint32, b.words.len()+1)
	b.Matcher.edges = make([]edge, tableSize(len(b.edges)))
	mask := uint32(len(b.Matcher.edges) - 1)
	for key, to := range b.edges {
		if key.node == 0 {
			b.root[key.word] = to
			continue
		}
		i := key.hash() & mask
		for b.Matcher.edges[i].to != 0 {
			i = (i + 1) & mask
		}
		b.Matcher.edges[i] = edge{key, to}
	}
}

// tableSize is a power of two that n entries fill to a half at most, with room
// for the empty slot that ends a search.
func tableSize(n int) int {
	size := 2
	for size < 2*n {
		size *= 2
	}
	return size
}

// A wordTable numbers the words of phrases, from 1.
type wordTable struct {
	han   []uint32 // numbers of common Chinese characters
	slots []uint32 // numbers of all others, in open addressing
	words []string // by number minus 1
}

func (w *wordTable) len() int { return len(w.words) }

// add is the number of word, given on first use.
func (w *wordTable) add(word []byte) uint32 {
	if n := w.find(word); n != 0 {
		return n
	}
	w.words = append(w.words, string(word))
	n := uint32(len(w.words))
	if i := hanIndex(word); i >= 0 {
		if w.han == nil {
			w.han = make([]uint32, lastHan-firstHan+1)
		}
		w.han[i] = n
		return n
	}
	w.grow()
	w.place(n)
	return n
}

func (w *wordTable) grow() {
	if size := tableSize(len(w.words)); size > len(w.slots) {
		w.slots = make([]uint32, size)
		for i := range w.words[:len(w.words)-1] {
			if hanIndex([]byte(w.words[i])) < 0 {
				w.place(uint32(i + 1))
			}
		}
	}
}

func (w *wordTable) place(n uint32) {
	mask := uint32(len(w.slots) - 1)
	i := wordHash([]byte(w.words[n-1])) & mask
	for w.slots[i] != 0 {
		i = (i + 1) & mask
	}
	w.slots[i] = n
}

// number is the number of token i of t, 0 if no phrase has it.
func (w *wordTable) number(t *Text, i int) uint32 {
	tok := t.tokens[i]
	word := t.fold[tok.Start:tok.End]
	n := w.find(word)
	if n == 0 && tok.Has(Stretched) && tok.Kind == Word {
		return w.squeezed(word)
	}
	return n
}

// find is the number of word, 0 if no phrase has it.
func (w *wordTable) find(word []byte) uint32 {
	if i := hanIndex(word); i >= 0 {
		if w.han == nil {
			return 0
		}
		return w.han[i]
	}
	if len(w.slots) == 0 {
		return 0
	}
	mask := uint32(len(w.slots) - 1)
	for i := wordHash(word) & mask; ; i = (i + 1) & mask {
		n := w.slots[i]
		if n == 0 || w.words[n-1] == string(word) {
			return n
		}
	}
}

// squeezed is the number of the word that a stretched one was: with one of its
// double letters single, "soo" as "so", or else with all of them single.
func (w *wordTable) squeezed(word []byte) uint32 {
	var buf [64]byte
	if len(word) > len(buf) {
		return 0
	}
	for i := 1; i < len(word); i++ {
		if word[i] == word[i-1] && word[i] < utf8.RuneSelf {
			if n := w.find(append(append(buf[:0], word[:i]...), word[i+1:]...)); n != 0 {
				return n
			}
		}
	}
	single := append(buf[:0], word[0])
	for _, c := range word[1:] {
		if c != single[len(single)-1] || c >= utf8.RuneSelf {
			single = append(single, c)
		}
	}
	return w.find(single)
}

// hanIndex is the place of a word that is one common Chinese character in the
// table of these; -1 for other words.
func hanIndex(word []byte) int {
	if len(word) != 3 || word[0] < 0xE3 || word[0] > 0xE9 {
		return -1
	}
	r := int(word[0]&0x0F)<<12 | int(word[1]&0x3F)<<6 | int(word[2]&0x3F)
	if r < firstHan || r > lastHan {
		return -1
	}
	return r - firstHan
}

// wordHash is FNV-1a with a final mix, which spreads short words over the low
// bits.
func wordHash(word []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range word {
		h = (h ^ uint32(c)) * 16777619
	}
	return h ^ h>>15
}
