package text

import (
	"unicode/utf8"
)

// Text is a piece of text prepared once for every engine that reads it: folded,
// cut into tokens and sentences, its script counted.
//
// The folded form is what engines match against. It is the original in Unicode
// form NFKC, lower case and Simplified Chinese, without zero-width and
// bidirectional controls and decorating marks, with typographic quotes made
// plain, white space as one space or line break, and characters repeated more
// than twice cut to two; Greek and Cyrillic letters inside a word in Latin letters
// are the Latin ones they look like; emoji stay. Bytes that are not UTF-8 become U+FFFD.
// Nothing is shown to people in this form: [Text.Origin] leads from any range of
// it back to the bytes of the original.
//
// A Text is read-only between calls of Reset, and safe for concurrent use then.
// The zero Text is the empty text.
type Text struct {
	source    string
	fold      []byte
	edits     []edit
	tokens    []Token
	sentences []Sentence
	letters   [Other + 1]int
	hant      int
	hans      int
	invalid   int
	language  Guess
	folder    folder // kept for its memory
}

// Prepare prepares s. The cost is linear in len(s), whatever it holds. Of a text
// of more than 1 GiB only the first is prepared; [Text.Truncated] tells.
func Prepare(s string) *Text {
	t := new(Text)
	t.Reset(s)
	return t
}

// Reset prepares s in place of what t held, reusing its memory. Slices that t
// gave out before are no longer valid.
func (t *Text) Reset(s string) {
	*t = Text{source: s, fold: t.fold[:0], edits: t.edits[:0], tokens: t.tokens[:0], sentences: t.sentences}
	t.foldSource(s)
	t.tokenize()
	t.cutSentences()
	t.language = t.guess()
}

func (t *Text) foldSource(s string) {
	if len(s) > maxBytes {
		s = cutRune(s[:maxBytes])
	}
	f := &t.folder
	*f = folder{src: s, out: t.fold, edits: t.edits, table: hans()}
	if cap(f.out) < len(s) {
		f.out = make([]byte, 0, len(s)+len(s)/16)
	}
	f.run()
	t.fold, t.edits = f.out, f.edits
	t.hant, t.hans, t.invalid = int(f.hant), int(f.hans), f.invalid
	f.src, f.out, f.edits = "", nil, nil
}

func (t *Text) tokenize() {
	z := tokenizer{in: t.fold, tokens: t.tokens, edits: t.edits, src: t.source}
	if cap(z.tokens) == 0 {
		z.tokens = make([]Token, 0, 8+len(t.fold)/4)
	}
	z.run()
	t.tokens, t.letters = z.tokens, z.letters
}

// cutRune drops an incomplete rune at the end of s.
func cutRune(s string) string {
	for i := 0; i < utf8.UTFMax && s != ""; i++ {
		if r, n := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || n != 1 {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

// Source is the original string.
func (t *Text) Source() string { return t.source }

// Folded is the folded form. It must not be changed.
func (t *Text) Folded() []byte { return t.fold }

// Tokens are the tokens of the folded form, in order. They must not be changed.
func (t *Text) Tokens() []Token { return t.tokens }

// Sentences are consecutive ranges of tokens that together cover all of them.
// They must not be changed.
func (t *Text) Sentences() []Sentence { return t.sentences }

// Bytes is the folded form of one token. It must not be changed.
func (t *Text) Bytes(tok Token) []byte { return t.fold[tok.Start:tok.End] }

// Origin maps a span of the folded form to the bytes of the original it came
// from. The result begins and ends between characters; characters that folding
// dropped at its edges are left out, repeats that it cut are covered.
func (t *Text) Origin(folded Span) Span { return origin(t.edits, folded) }

// Invalid is how many bytes of the original are not UTF-8.
func (t *Text) Invalid() int { return t.invalid }

// Truncated reports whether the original was too long to be prepared whole.
func (t *Text) Truncated() bool { return len(t.source) > maxBytes }

// Blank reports whether there is nothing to read: no token but line breaks.
func (t *Text) Blank() bool {
	for _, tok := range t.tokens {
		if tok.Kind != Break {
			return false
		}
	}
	return true
}

// Letters is how many letters of a script the text has, each Chinese character
// counting as one.
func (t *Text) Letters(s Script) int {
	if int(s) >= len(t.letters) {
		return 0
	}
	return t.letters[s]
}

// A Run is a stretch of tokens in one script, [First, End) of [Text.Tokens].
// Tokens without letters belong to the run before them.
type Run struct {
	First, End int
	Script     Script
}

// Runs cuts the tokens where the script changes. A text without letters is one
// run of Common.
func (t *Text) Runs() []Run {
	var runs []Run
	for i, tok := range t.tokens {
		k := len(runs) - 1
		switch {
		case k < 0:
			runs = append(runs, Run{0, 1, tok.Script})
		case tok.Script == Common || tok.Script == runs[k].Script:
			runs[k].End = i + 1
		case runs[k].Script == Common:
			runs[k].End, runs[k].Script = i+1, tok.Script
		default:
			runs = append(runs, Run{i, i + 1, tok.Script})
		}
	}
	return runs
}

// Fold is the folded form of s alone, for those who compile word lists that are
// to match it.
func Fold(s string) string {
	var t Text
	t.foldSource(s)
	return string(t.fold)
}
