package text

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Kind is what a token is.
type Kind uint8

// The kinds of token.
const (
	Word     Kind = 1 + iota // letters of an alphabet or syllabary, with inner apostrophes: "don't"
	Han1                     // one Chinese character
	Number                   // digits, with inner separators: "3.5", "10:30"
	Punct                    // one punctuation mark, or a row of the same
	Emoji                    // one emoji, joined sequences included
	Emoticon                 // ":)", "^_^"
	Link                     // a web or e-mail address
	Mention                  // "@name"
	Break                    // a line break
)

// Flag marks what folding would hide.
type Flag uint8

// The flags.
const (
	SpaceBefore Flag = 1 << iota // white space or the start of the text comes before
	Caps                         // written in capitals, and more than one letter
	Stretched                    // has a character that was repeated: "soooo", "!!!!"
)

// A Token is a piece of the folded form. Its offsets count in the folded form;
// [Text.Origin] leads back to the original.
type Token struct {
	Start, End uint32
	Kind       Kind
	Script     Script // of Word and Han1
	Flags      Flag
}

// Span is the token's range in the folded form.
func (t Token) Span() Span { return Span{int(t.Start), int(t.End)} }

// Has reports whether the token has the flag.
func (t Token) Has(f Flag) bool { return t.Flags&f != 0 }

// class is what an ASCII byte of the folded form begins.
type class uint8

const (
	classPunct class = iota
	classSpace
	classLetter
	classDigit
	classBreak
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := 'a'; c <= 'z'; c++ {
		t[c] = classLetter
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = classDigit
	}
	t['_'] = classLetter // "t_t", "user_name"
	t[' '], t['\n'] = classSpace, classBreak
	return t
}()

// A tokenizer cuts the folded form into tokens.
type tokenizer struct {
	in     []byte
	tokens []Token
	edits  []edit
	src    string
	edit   int // first edit that may touch the current token
	shift  int // source offset minus folded offset before that edit

	letters [Other + 1]int // letters seen, by script
}

func (z *tokenizer) run() {
	flags := SpaceBefore
	for i := 0; i < len(z.in); {
		c := z.in[i]
		switch {
		case 0xE4 <= c && c <= 0xE9: // begins U+4000 to U+9FFF: Chinese, in three bytes
			z.letters[Han]++
			z.tokens = append(z.tokens, Token{uint32(i), uint32(i + 3), Han1, Han, flags})
			i += 3
			flags = 0
			continue
		case c >= utf8.RuneSelf:
			i = z.unicodeToken(i, flags)
			flags = 0
			continue
		}
		switch asciiClass[c] {
		case classSpace:
			flags = SpaceBefore
			i++
			continue
		case classBreak:
			i = z.add(i, i+1, Break, Common, flags)
			flags = SpaceBefore
			continue
		case classLetter:
			i = z.word(i, Latin, flags)
		case classDigit:
			i = z.add(i, z.numberEnd(i), Number, Common, flags)
		default:
			i = z.punct(i, flags)
		}
		flags = 0
	}
}

// add appends a token and returns its end.
func (z *tokenizer) add(start, end int, k Kind, s Script, flags Flag) int {
	z.tokens = append(z.tokens, Token{uint32(start), uint32(end), k, s, flags | z.look(start, end, k)})
	return end
}

// look finds the flags that only the source and the edits know. Tokens come in
// order, so the edits are walked once.
func (z *tokenizer) look(start, end int, k Kind) Flag {
	for z.edit < len(z.edits) && int(z.edits[z.edit].foldEnd()) <= start {
		e := z.edits[z.edit]
		z.shift = int(e.origEnd()) - int(e.foldEnd())
		z.edit++
	}
	if z.edit < len(z.edits) && int(z.edits[z.edit].fold) < end {
		return z.lookAtEdits(start, end, k)
	}
	if k == Word && end-start > 1 && isUpper(z.src[start+z.shift:end+z.shift]) {
		return Caps
	}
	return 0
}

// lookAtEdits is look for a token that edits touch.
func (z *tokenizer) lookAtEdits(start, end int, k Kind) Flag {
	var flags Flag
	for _, e := range z.edits[z.edit:] {
		if int(e.fold) >= end {
			break
		}
		if e.repeats {
			flags |= Stretched
		}
	}
	if k == Word && end-start > 1 {
		from := origin(z.edits, Span{start, end})
		if isUpper(z.src[from.Start:from.End]) {
			flags |= Caps
		}
	}
	return flags
}

// isUpper reports whether s begins with a capital and has no small letter.
func isUpper(s string) bool {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if c := s[i]; 'a' <= c && c <= 'z' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unicodeToken adds the token that begins with a character beyond ASCII.
func (z *tokenizer) unicodeToken(i int, flags Flag) int {
	r, size := utf8.DecodeRune(z.in[i:])
	switch s := scriptOf(r); {
	case s == Han:
		z.letters[Han]++
		z.tokens = append(z.tokens, Token{uint32(i), uint32(i + size), Han1, Han, flags})
		return i + size
	case s != Common:
		return z.word(i, s, flags)
	case pictographic(r):
		return z.add(i, z.emojiEnd(i, r, size), Emoji, Common, flags)
	}
	return z.add(i, z.sameEnd(i, size), Punct, Common, flags)
}

// word adds a word of one script, or the address it begins.
func (z *tokenizer) word(i int, s Script, flags Flag) int {
	end, n := z.wordEnd(i, s)
	if s == Latin && end < len(z.in) && z.in[end] != ' ' {
		if link := z.linkEnd(i, end); link > end {
			return z.add(i, link, Link, Common, flags)
		}
	}
	z.letters[s] += n
	return z.add(i, end, Word, s, flags)
}

// wordEnd is where the word of script s at i ends, and how many letters it has.
func (z *tokenizer) wordEnd(i int, s Script) (end, letters int) {
	if s == Latin {
		start := i
		for i+8 <= len(z.in) {
			n := lettersIn(binary.LittleEndian.Uint64(z.in[i:]))
			if i += n; n < 8 {
				break
			}
		}
		for i < len(z.in) && z.in[i] < utf8.RuneSelf && asciiClass[z.in[i]] == classLetter {
			i++
		}
		letters = i - start
	}
	for i < len(z.in) {
		c := z.in[i]
		if c < utf8.RuneSelf {
			switch {
			case s != Latin:
				return i, letters
			case asciiClass[c] == classLetter:
				letters++
			case asciiClass[c] == classDigit:
			case c == '\'' && i+1 < len(z.in) && 'a' <= z.in[i+1] && z.in[i+1] <= 'z' && letters > 0:
			default:
				return i, letters
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(z.in[i:])
		if scriptOf(r) != s {
			return i, letters
		}
		letters++
		i += size
	}
	return i, letters
}

// numberEnd is where the number at i ends: a separator belongs to it only
// between digits.
func (z *tokenizer) numberEnd(i int) int {
	for i < len(z.in) {
		c := z.in[i]
		switch {
		case c < utf8.RuneSelf && asciiClass[c] == classDigit:
			i++
		case (c == '.' || c == ',' || c == ':' || c == '/' || c == '-') && i+1 < len(z.in) &&
			'0' <= z.in[i+1] && z.in[i+1] <= '9':
			i += 2
		default:
			return i
		}
	}
	return i
}

// sameEnd is the end of the row of equal characters at i, of size bytes each.
func (z *tokenizer) sameEnd(i, size int) int {
	j := i + size
	for j < len(z.in) && z.in[j] == z.in[i] && bytes.HasPrefix(z.in[j:], z.in[i:i+size]) {
		j += size
	}
	return j
}

// emojiEnd is the end of the emoji at i: a pair of regional indicators, or a
// sequence held together by joiners.
func (z *tokenizer) emojiEnd(i int, r rune, size int) int {
	i += size
	next, n := utf8.DecodeRune(z.in[i:])
	if regionalA <= r && r <= regionalZ && regionalA <= next && next <= regionalZ {
		return i + n
	}
	for next == zeroWidthJoiner {
		i += n
		_, n = utf8.DecodeRune(z.in[i:])
		i += n
		next, n = utf8.DecodeRune(z.in[i:])
	}
	return i
}

// punct adds an emoticon, a mention or a row of the same mark.
func (z *tokenizer) punct(i int, flags Flag) int {
	switch z.in[i] {
	case ',', '.', '!', '?', '"', '\'', ')', '/', '*', '&', '%', '$', '#', '+', '~': // begin no emoticon
		return z.add(i, z.sameEnd(i, 1), Punct, Common, flags)
	}
	behindWord := flags&SpaceBefore == 0 && len(z.tokens) > 0 && z.tokens[len(z.tokens)-1].Kind == Word
	if n := emoticon(z.in[i:], behindWord); n > 0 && z.plain(i, i+n) {
		return z.add(i, i+n, Emoticon, Common, flags)
	}
	if z.in[i] == '@' && !behindWord {
		if end, n := z.wordEnd(i+1, Latin); n > 0 {
			return z.add(i, end, Mention, Common, flags)
		}
	}
	return z.add(i, z.sameEnd(i, 1), Punct, Common, flags)
}

// plain reports whether the folded range [start,end) was written in ASCII: the
// full-width colon and parenthesis of "評分：（見下）" are no face.
func (z *tokenizer) plain(start, end int) bool {
	for _, e := range z.edits[z.edit:] {
		if int(e.fold) >= end {
			break
		}
		if int(e.foldEnd()) > start && e.source == 3*e.width && e.width == 1 {
			return z.src[e.orig] < utf8.RuneSelf
		}
	}
	return true
}

// linkEnd is the end of the address that begins with the word [i,end), or end
// if it begins none. Folding has made "www" of "ww" and two slashes of more.
func (z *tokenizer) linkEnd(i, end int) int {
	switch z.in[end] {
	case ':':
		if !bytes.HasPrefix(z.in[end:], []byte("://")) {
			return end
		}
	case '.', '-', '+', '@':
		if string(z.in[i:end]) != "ww" && !z.mailbox(end) {
			return end
		}
	default:
		return end
	}
	for end < len(z.in) && z.in[end] > ' ' && z.in[end] < utf8.RuneSelf {
		end++
	}
	for bytes.IndexByte([]byte(".,;:!?)'\""), z.in[end-1]) >= 0 {
		end--
	}
	return end
}

// mailbox reports whether the text at i goes on like an e-mail address after
// its first word: dots and words, then @, a word and a dot.
func (z *tokenizer) mailbox(i int) bool {
	const longest = 64
	for j := i; j < len(z.in) && j < i+longest; j++ {
		switch c := z.in[j]; {
		case c == '@':
			end, n := z.wordEnd(j+1, Latin)
			return n > 0 && end+1 < len(z.in) && z.in[end] == '.' && z.in[end+1] > ' '
		case c >= utf8.RuneSelf || c != '.' && c != '-' && c != '+' && asciiClass[c] != classLetter && asciiClass[c] != classDigit:
			return false
		}
	}
	return false
}
