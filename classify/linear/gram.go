package linear

import (
	"encoding/binary"

	"github.com/loamlib/loam/feedback/text"
)

// A Gram is one feature of a text: a word, a part of a word, or some characters
// or words in a row.
type Gram struct {
	Key   uint64  // a hash of what it is, the same wherever it is found
	Value float32 // 1, or less and below 0 where a negator turns it
	First uint32  // it stands at tokens [First, End) of the text
	End   uint32
}

// Kinds of gram, which keep their keys apart.
const (
	kindHan     = 0x9AE16A3B2F90404F
	kindWord    = 0xC949D7C7509E6557
	kindStem    = 0xFF51AFD7ED558CCD
	kindSign    = 0xB492B66FBE98F273
	kindMark    = 0xC3A5C85C97CB3127
	kindPair    = 0x9E3779B97F4A7C15
	kindTriple  = 0xD6E8FEB86659FD93
	kindRow     = 0xA0761D6478BD642F
	kindNegated = 0xE7037ED1A0B428DB
	kindChinese = 0x589965CC75374CC3 // of marks in a text that has Chinese characters
)

const (
	maxHan      = 4    // characters of Chinese in a row
	stemBytes   = 5    // the stem of a longer word: "disap" of "disappointing"
	longMark    = 2    // digits that make a number of its own
	reachWords  = 4    // words that an English negator turns
	reachHan    = 5    // characters that a Chinese one turns
	turnedWord  = -0.5 // what is left of a word that is turned, beside its own "not …"
	turnedHan   = -0.3
	wordRatio   = 0x8EBC6AF09C88C6E3
	mixRotation = 32
)

// A Reader cuts texts into grams, reusing its memory. The zero Reader is ready
// to use and reads as a plain model does; [Model.Reader] makes one for any model.
// It is not safe for concurrent use.
type Reader struct {
	// Wide adds rows of three words, five letters in a row and the beginning of
	// the text. A wide reader reads as if Once were set.
	Wide bool

	// Once leaves out grams that were there before, so that saying a thing again
	// adds nothing.
	Once bool

	grams   []Gram
	clauses []int

	sign   uint64 // kind of "!" and the like in this text
	mark   uint64
	fold   []byte
	before [maxHan - 1]uint64 // keys of the tokens before, the last first; 0 beyond a border
	last   uint64             // key of what came last, punctuation too
	second uint64             // key of what came before that, if no border lies between
	width  uint32             // tokens from the border up to here
	han    bool               // the last token was a Chinese character
	turned int                // tokens that a negator still turns

	word []byte   // scratch of a wide reader
	met  []uint64 // likewise
}

// Read cuts t and returns its grams in the order of their ends. They are valid
// until the next call.
func (r *Reader) Read(t *text.Text) []Gram {
	r.grams, r.clauses, r.fold = r.grams[:0], r.clauses[:0], t.Folded()
	r.sign, r.mark = kindSign, kindMark
	if t.Letters(text.Han) > 0 { // "!" and "@" say other things in Chinese than in English
		r.sign, r.mark = kindSign^kindChinese, kindMark^kindChinese
	}
	r.border(0)
	if r.Wide {
		r.last = kindStart
	}
	for i, tok := range t.Tokens() {
		switch tok.Kind {
		case text.Han1:
			r.readHan(uint32(i), tok)
		case text.Word:
			r.readWord(uint32(i), tok)
		case text.Punct, text.Break:
			r.readPunct(uint32(i), tok)
		default:
			r.readOther(uint32(i), tok)
		}
	}
	r.endClause()
	if r.Wide || r.Once {
		r.once()
	}
	return r.grams
}

// Clauses are the ends of the clauses of the text read last, as indexes into its
// grams.
func (r *Reader) Clauses() []int { return r.clauses }

func (r *Reader) endClause() {
	if k := len(r.clauses); k == 0 && len(r.grams) > 0 || k > 0 && r.clauses[k-1] < len(r.grams) {
		r.clauses = append(r.clauses, len(r.grams))
	}
}

// border begins a new row of tokens behind a mark of the given key.
func (r *Reader) border(key uint64) {
	r.before = [maxHan - 1]uint64{}
	r.last, r.second, r.width, r.turned = key, 0, 0, 0
}

func (r *Reader) add(key uint64, value float32, first, end uint32) {
	r.grams = append(r.grams, Gram{key, value, first, end})
}

// push remembers the key of token i.
func (r *Reader) push(key uint64) {
	r.before[2], r.before[1], r.before[0] = r.before[1], r.before[0], key
	r.second, r.last = r.last, key
	r.width++
}

// readHan adds the rows of up to four characters that end in token i.
func (r *Reader) readHan(i uint32, tok text.Token) {
	if !r.han {
		r.before[1], r.before[2] = 0, 0
		r.han = true
	}
	key := hash(r.fold, tok, kindHan)
	value, turned := float32(1), r.turned > 0
	if turned {
		r.turned--
		value = turnedHan
		r.add(join(key, 0, kindNegated), 1, i, i+1)
	}
	r.add(key, value, i, i+1)
	if r.last != 0 {
		pair := join(r.last, key, kindPair)
		r.add(pair, value, back(i, 1), i+1)
		if turned {
			r.add(join(pair, 0, kindNegated), 1, back(i, 1), i+1)
		}
		if r.before[1] != 0 && r.before[0] == r.last {
			triple := join(pair, r.before[1], kindTriple)
			r.add(triple, value, back(i, 2), i+1)
			if r.before[2] != 0 {
				r.add(join(triple, r.before[2], kindRow), value, back(i, 3), i+1)
			}
		}
	}
	if negatesHan(r.fold[tok.Start:tok.End]) {
		r.turned = reachHan
	}
	r.push(key)
}

func back(i, n uint32) uint32 {
	if i < n {
		return 0
	}
	return i - n
}

// readWord adds a word, its stem and the pair with the word before.
func (r *Reader) readWord(i uint32, tok text.Token) {
	if r.han {
		r.before[1], r.before[2] = 0, 0
		r.han = false
	}
	word := r.fold[tok.Start:tok.End]
	key, stem := r.wordKeys(tok, word)
	value := float32(1)
	if r.turned > 0 {
		r.turned--
		value = turnedWord
		r.add(join(key, 0, kindNegated), 1, i, i+1)
	}
	r.add(key, value, i, i+1)
	if stem != 0 {
		r.add(stem, value, i, i+1)
	}
	pair := uint64(0)
	if r.last != 0 {
		pair = join(r.last, key, kindPair)
		r.add(pair, 1, back(i, 1), i+1)
	}
	if r.Wide {
		r.widen(i, word, pair)
	}
	if negates(word, key) {
		r.turned = reachWords
	}
	r.push(key)
}

// wordKeys are the keys of a word and of its stem, 0 if it is too short for one.
func (r *Reader) wordKeys(tok text.Token, word []byte) (key, stem uint64) {
	const eachLetter = 0x4040404040404040 // a bit that letters have, and digits and apostrophes have not
	if n := uint(len(word)); n <= 8 && int(tok.Start)+8 <= len(r.fold) {
		mask := uint64(1)<<(8*n) - 1
		x := binary.LittleEndian.Uint64(r.fold[tok.Start:]) & mask
		if x&eachLetter == mask&eachLetter {
			key = mix((x ^ kindWord) * wordRatio)
			if n > stemBytes {
				stem = mix((x&(1<<(8*stemBytes)-1) ^ kindStem) * wordRatio)
			}
			return key, stem
		}
	}
	key = hashBytes(word, kindWord)
	if plain, ok := unmask(word); ok {
		key = hashBytes(plain[:len(word)], kindWord)
	}
	if len(word) > stemBytes {
		stem = hashBytes(word[:stemBytes], kindStem)
	}
	return key, stem
}

// readPunct adds what marks of punctuation say, and begins a new clause behind
// those that end one.
func (r *Reader) readPunct(i uint32, tok text.Token) {
	mark := r.fold[tok.Start:tok.End]
	switch mark[0] {
	case '\n':
		r.border(0)
		r.endClause()
		return
	case '\'', '"', '-': // these stand within
		key := hash(r.fold, tok, r.mark)
		turned := r.turned
		r.border(key)
		r.turned = turned
		return
	case '!', '?', '~':
		r.add(hash(r.fold, tok, r.sign), 1, i, i+1)
	}
	r.border(hash(r.fold, tok, r.mark))
	r.endClause()
}

// readOther adds emoji, emoticons, numbers and the places of links and names.
func (r *Reader) readOther(i uint32, tok text.Token) {
	r.han = false
	switch tok.Kind {
	case text.Emoji, text.Emoticon:
		r.add(hash(r.fold, tok, kindSign), 1, i, i+1)
		r.border(0)
		r.endClause()
		return
	case text.Number:
		key := r.mark + uint64(text.Number)
		if tok.End-tok.Start <= longMark {
			key = hash(r.fold, tok, r.mark)
		}
		r.add(key, 1, i, i+1)
		if r.last != 0 {
			r.add(join(r.last, key, kindPair), 1, back(i, 1), i+1)
		}
		r.push(key)
	default:
		key := r.mark + uint64(tok.Kind)
		r.add(key, 1, i, i+1)
		r.push(key)
	}
}

// hash is the key of one token.
func hash(fold []byte, tok text.Token, kind uint64) uint64 {
	n := tok.End - tok.Start
	if n <= 8 && int(tok.Start)+8 <= len(fold) {
		x := binary.LittleEndian.Uint64(fold[tok.Start:])
		return mix((x&(1<<(8*n)-1) ^ kind) * wordRatio)
	}
	return hashBytes(fold[tok.Start:tok.End], kind)
}

// hashBytes is hash for bytes that stand anywhere.
func hashBytes(b []byte, kind uint64) uint64 {
	h := kind
	for len(b) > 8 {
		h = mix((binary.LittleEndian.Uint64(b) ^ h) * wordRatio)
		b = b[8:]
	}
	var x uint64
	for i, c := range b {
		x |= uint64(c) << (8 * i)
	}
	return mix((x ^ h) * wordRatio)
}

// join is the key of two keys in order.
func join(a, b, kind uint64) uint64 { return mix((a*kindPair + b) ^ kind) }

// mix spreads what the high bits know over the low ones.
func mix(h uint64) uint64 {
	h ^= h >> mixRotation
	h *= kindTriple
	return h ^ h>>mixRotation
}
