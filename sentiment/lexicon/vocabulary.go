package lexicon

import (
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
	slots []slot // a power of two, at most half full
	blob  []byte // the words one after the other
	ends  []uint32

	numerals []bool // whether a word is a small number: "two"
}

type slot struct {
	hash uint32
	word symbol // noSymbol if the slot is free
}

func newVocabulary() *vocabulary {
	return &vocabulary{slots: make([]slot, 1<<10), ends: make([]uint32, firstWord)}
}

// size is the number after that of the last word.
func (v *vocabulary) size() int { return len(v.ends) }

// hashBytes is FNV-1a.
func hashBytes(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

func (v *vocabulary) word(s symbol) []byte { return v.blob[v.ends[s-1]:v.ends[s]] }

// find is the symbol of b, or noSymbol.
func (v *vocabulary) find(b []byte) symbol {
	h := hashBytes(b)
	mask := uint32(len(v.slots) - 1)
	for i := h; ; i++ {
		s := v.slots[i&mask]
		if s.word == noSymbol {
			return noSymbol
		}
		if s.hash == h && string(v.word(s.word)) == string(b) {
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
	if 2*len(v.ends) > len(v.slots) {
		v.grow()
	}
	v.insert(slot{hashBytes(b), s})
	return s
}

func (v *vocabulary) insert(s slot) {
	mask := uint32(len(v.slots) - 1)
	i := s.hash & mask
	for v.slots[i].word != noSymbol {
		i = (i + 1) & mask
	}
	v.slots[i] = s
}

func (v *vocabulary) grow() {
	old := v.slots
	v.slots = make([]slot, 2*len(old))
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
		r, _ := utf8.DecodeRune(b)
		if isNumeral(r) {
			return hanSymbol(r) | numeralBit
		}
		return hanSymbol(r)
	}
	s := v.find(b)
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
