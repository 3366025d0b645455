package lexicon

import (
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// Words are disguised to slip past filters, or for fun: letters of other
// scripts that look the same (Cyrillic "о" in "gооd"), signs for letters
// ("b@d", "$ucks"), letters set apart ("b a d"), signs between Chinese
// characters (垃*圾). Digits for letters ("t3rrible") are looked at in
// vocabulary. A disguised word becomes the symbol of the word it shows, and
// tokens beyond its first belong to that.

// lookalike is the Latin letter that a folded letter or a sign looks like, 0 if
// none: beside the twins that package text knows, the small forms of capitals that
// look like one, and the signs of those who write "b@d" and "$ucks".
func lookalike(r rune) byte {
	switch r {
	case '@', '4':
		return 'a'
	case 'в', 'β':
		return 'b'
	case 'ϲ':
		return 'c'
	case 'ε', '3':
		return 'e'
	case 'н', 'η':
		return 'h'
	case '1', '!', '|':
		return 'i'
	case 'м':
		return 'm'
	case 'п':
		return 'n'
	case 'σ', '0':
		return 'o'
	case 'г':
		return 'r'
	case '$', '5':
		return 's'
	case '7':
		return 't'
	case 'ѵ':
		return 'v'
	case 'ѡ', 'ω':
		return 'w'
	case 'γ':
		return 'y'
	}
	return byte(text.LatinTwin(r)) // an ASCII letter
}

// disguises reports whether the punctuation at token i may be a letter, or
// stand between the characters of a Chinese word.
func disguises(t *text.Text, tokens []text.Token, i int) bool {
	if i+1 == len(tokens) || tokens[i+1].Has(text.SpaceBefore) {
		return false
	}
	switch b := t.Bytes(tokens[i]); b[0] {
	case '@', '$', '|', '!':
		return tokens[i+1].Kind == text.Word
	default:
		return betweenHan(b) && i > 0 && !tokens[i].Has(text.SpaceBefore) && tokens[i-1].Kind == text.Han1 && tokens[i+1].Kind == text.Han1
	}
}

// betweenHan reports whether mark is put between the characters of a word.
func betweenHan(mark []byte) bool {
	switch string(mark) {
	case "*", "^", "#", "+", "·", "&", "`", "'", "-", "_", "~":
		return true
	}
	return false
}

// longestDisguise bounds the word that is looked for behind a disguise.
const longestDisguise = 32

// unmask looks behind the disguises in the sequence.
func (q *sequence) unmask() {
	for i := 0; i < len(q.tokens); i++ {
		tok := q.tokens[i]
		switch {
		case q.symbols[i] == joinedSymbol:
		case tok.Kind == text.Punct && betweenHan(q.text.Bytes(tok)) && disguises(q.text, q.tokens, i):
			q.symbols[i] = joinedSymbol
		case q.symbols[i]&^numeralBit == noSymbol && tok.Kind != text.Han1 || tok.End-tok.Start == 1 || q.broken(i):
			q.unmaskWord(i)
		}
	}
}

// broken reports whether token i is a word with a sign for a letter behind it.
func (q *sequence) broken(i int) bool {
	return q.tokens[i].Kind == text.Word && i+1 < len(q.tokens) && q.tokens[i+1].Kind == text.Punct &&
		!q.tokens[i+1].Has(text.SpaceBefore) && disguises(q.text, q.tokens, i+1)
}

// unmaskWord looks for a word that token i and those right behind it show, or
// that single letters from i on spell.
func (q *sequence) unmaskWord(i int) {
	var room [longestDisguise]byte
	word := room[:0]
	end := i
	letters := 0
	for ; end < len(q.tokens) && (end == i || !q.tokens[end].Has(text.SpaceBefore)) && masks(q.tokens[end]); end++ {
		shown, n := q.plainLetters(word, end)
		if n < 0 {
			break
		}
		word = shown
		letters += n
	}
	if letters > 0 && (end > i+1 || q.tokens[i].Script != text.Latin) {
		q.join(i, end, q.words.find(word))
		return
	}
	q.unmaskSpelled(i)
}

// masks reports whether a token may be part of a disguised word.
func masks(tok text.Token) bool {
	return tok.Kind == text.Word || tok.Kind == text.Number || tok.Kind == text.Punct || tok.Kind == text.Mention
}

// plainLetters appends what token i shows to word. It returns how many of them
// are letters, -1 if there is no room or a character shows none.
func (q *sequence) plainLetters(word []byte, i int) (_ []byte, letters int) {
	for b := q.text.Bytes(q.tokens[i]); len(b) > 0; {
		r, size := utf8.DecodeRune(b)
		c := lookalike(r)
		if 'a' <= r && r <= 'z' {
			c = byte(r)
		}
		if c == 0 || len(word) == longestDisguise {
			return word, -1
		}
		if q.tokens[i].Kind == text.Word {
			letters++
		}
		word, b = append(word, c), b[size:]
	}
	return word, letters
}

// unmaskSpelled looks for the longest word that single letters from token i on
// spell.
func (q *sequence) unmaskSpelled(i int) {
	var room [longestDisguise]byte
	word := room[:0]
	best, end := noSymbol, i
	for j := i; j < len(q.tokens) && len(word) < longestDisguise; j++ {
		tok := q.tokens[j]
		if tok.Kind != text.Word || tok.Script != text.Latin || tok.End-tok.Start != 1 {
			break
		}
		word = append(word, q.text.Bytes(tok)[0])
		if s := q.words.find(word); s != noSymbol && len(word) > 1 {
			best, end = s, j+1
		}
	}
	if end > i+2 || best != noSymbol && end < len(q.tokens) && spelled(q.tokens[end]) {
		q.join(i, end, best)
	}
}

func spelled(tok text.Token) bool { return tok.Kind == text.Word && tok.End-tok.Start == 1 }

// join makes the tokens [i,end) one of symbol s, unless s is none.
func (q *sequence) join(i, end int, s symbol) {
	if s == noSymbol {
		return
	}
	q.symbols[i] = s
	for j := i + 1; j < end; j++ {
		q.symbols[j] = joinedSymbol
	}
}
