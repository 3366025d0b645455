package lexicon

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// A symbol stands for what a token says: a Chinese character for itself, any
// other token for its number in the vocabulary.
type symbol uint32

const (
	noSymbol     symbol = 0 // a token that no phrase has
	joinedSymbol symbol = 1 // a token that belongs to the one before
	firstWord    symbol = 2
	hanBit       symbol = 1 << 31
	partedBit    symbol = 1 << 30 // white space parts this Chinese character from the one before
	numeralBit   symbol = 1 << 29 // it is, or may begin, a number
	marks        symbol = partedBit | numeralBit
)

func hanSymbol(r rune) symbol { return hanBit | symbol(r) }

// A vocabulary numbers the words, signs and emoji of a lexicon's phrases. It is
// a hash table with open addressing, so that a text is looked up without
// allocating and words that are no part of it mostly cost one look.
type vocabulary struct {
	slots []slot // a power of two, at most two thirds full
	shift uint8  // of a key's hash to a slot
	blob  []byte // the words one after the other
	ends  []uint32

	numerals    []bool                            // whether a word is a small number: "two"
	hanNumerals [(lastHan-firstHan)/64 + 1]uint64 // the same of Chinese characters, as a set of bits
}

// A slot has a word with its key (see keyOf) and length, by which a short one is known without
// a look elsewhere.
type slot struct {
	key  uint64
	word symbol // noSymbol if the slot is free
	size uint32
}

func newVocabulary() *vocabulary {
	v := &vocabulary{slots: make([]slot, 1<<10), shift: 64 - 10, ends: make([]uint32, firstWord)}
	for _, r := range "一二两三四五六七八九十百千万几半多" {
		v.hanNumerals[(r-firstHan)/64] |= 1 << ((r - firstHan) % 64)
	}
	return v
}

// isNumeral reports whether r, from firstHan to lastHan, is a Chinese numeral.
func (v *vocabulary) isNumeral(r rune) bool {
	return v.hanNumerals[(r-firstHan)/64]>>((r-firstHan)%64)&1 != 0
}

// size is the number after that of the last word.
func (v *vocabulary) size() int { return len(v.ends) }

// shortWord is the most bytes a word can have whose key is the word itself.
const shortWord = 8

// keyOf is the bytes of a short word, and a hash of a longer one.
func keyOf(b []byte) uint64 {
	if len(b) > shortWord {
		h := uint64(len(b))
		for ; len(b) >= 8; b = b[8:] {
			h = (h ^ binary.LittleEndian.Uint64(b)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		for _, c := range b {
			h = (h ^ uint64(c)) * 0x9E3779B97F4A7C15
		}
		return h
	}
	if len(b) >= 4 { // two halves that may overlap
		low, high := binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[len(b)-4:])
		return uint64(low) | uint64(high)<<(8*(len(b)-4))
	}
	var k uint64
	for i, c := range b {
		k |= uint64(c) << (8 * i)
	}
	return k
}

// tokenKey is keyOf for a token of a folded text.
func tokenKey(fold []byte, tok text.Token) uint64 {
	if n := tok.End - tok.Start; n <= shortWord && int(tok.Start)+shortWord <= len(fold) {
		return binary.LittleEndian.Uint64(fold[tok.Start:]) & (1<<(8*n) - 1)
	}
	return keyOf(fold[tok.Start:tok.End])
}

// hash is what the places of a key are taken from.
func hash(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 }

func (v *vocabulary) word(s symbol) []byte { return v.blob[v.ends[s-1]:v.ends[s]] }

// find is the symbol of b, or noSymbol.
func (v *vocabulary) find(b []byte) symbol { return v.findKey(keyOf(b), b) }

// findKey is find for a word whose key is known.
func (v *vocabulary) findKey(key uint64, b []byte) symbol {
	h := hash(key)
	mask := uint64(len(v.slots) - 1)
	for i := h >> v.shift; ; i++ {
		s := v.slots[i&mask]
		if s.word == noSymbol {
			return noSymbol
		}
		if s.key == key && int(s.size) == len(b) && (len(b) <= shortWord || string(v.word(s.word)) == string(b)) {
			return s.word
		}
	}
}

// mark notes which words are small numbers.
func (v *vocabulary) mark(numerals []symbol) {
	v.numerals = make([]bool, v.size())
	for _, s := range numerals {
		v.numerals[s] = true
	}
}

// add is the symbol of b, given to it if it has none yet.
func (v *vocabulary) add(b []byte) symbol {
	if s := v.find(b); s != noSymbol {
		return s
	}
	s := symbol(len(v.ends))
	v.blob = append(v.blob, b...)
	v.ends = append(v.ends, uint32(len(v.blob)))
	if 3*len(v.ends) > 2*len(v.slots) {
		v.grow()
	}
	v.insert(slot{keyOf(b), s, uint32(len(b))})
	return s
}

func (v *vocabulary) insert(s slot) {
	h := hash(s.key)
	mask := uint64(len(v.slots) - 1)
	i := h >> v.shift
	for v.slots[i].word != noSymbol {
		i = (i + 1) & mask
	}
	v.slots[i] = s
}

func (v *vocabulary) grow() {
	old := v.slots
	v.slots, v.shift = make([]slot, 2*len(old)), v.shift-1
	for _, s := range old {
		if s.word != noSymbol {
			v.insert(s)
		}
	}
}

// read is the symbol of a token of t.
func (v *vocabulary) read(t *text.Text, tok text.Token) symbol {
	b := t.Bytes(tok)
	if tok.Kind == text.Han1 {
		return v.readHan(b)
	}
	s := v.findKey(tokenKey(t.Folded(), tok), b)
	if v.numerals[s] {
		return s | numeralBit
	}
	if s == noSymbol && tok.Has(text.Stretched) && tok.Kind == text.Word {
		return v.findStretched(b)
	}
	if s == noSymbol && tok.Kind == text.Word {
		return v.findLeet(b)
	}
	return s
}

// readHan is the symbol of a Chinese character.
func (v *vocabulary) readHan(b []byte) symbol {
	if len(b) != 3 {
		r, _ := utf8.DecodeRune(b)
		return hanSymbol(r)
	}
	r := rune(b[0]&0x0F)<<12 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
	if firstHan <= r && r <= lastHan && v.isNumeral(r) {
		return hanSymbol(r) | numeralBit
	}
	return hanSymbol(r)
}

// findLeet looks for the word that b is with digits for letters: "t3rrible".
func (v *vocabulary) findLeet(b []byte) symbol {
	var room [longestDisguise]byte
	if len(b) > len(room) {
		return noSymbol
	}
	word, digits := room[:0], 0
	for _, c := range b {
		if '0' <= c && c <= '9' {
			digits++
			if c = lookalike(rune(c)); c == 0 {
				return noSymbol
			}
		}
		word = append(word, c)
	}
	if digits == 0 || digits == len(b) {
		return noSymbol
	}
	return v.find(word)
}

// findStretched looks for the word that b is the stretched form of. Folding has
// cut rows of letters to two, so "sooo" comes as "soo" and "baaad" as "baad":
// each doubled letter is tried alone, then all of them.
func (v *vocabulary) findStretched(b []byte) symbol {
	var room [32]byte
	if len(b) > len(room) {
		return noSymbol
	}
	all := room[:0]
	for i, c := range b {
		if i == 0 || c != b[i-1] {
			all = append(all, c)
			continue
		}
		var other [32]byte
		if s := v.find(append(append(other[:0], b[:i]...), b[i+1:]...)); s != noSymbol {
			return s
		}
	}
	return v.find(all)
}
