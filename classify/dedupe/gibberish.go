package dedupe

import (
	"strings"
	"unicode"

	"github.com/loamlib/loam/feedback/text"
)

//go:generate go run ../../examples/generate/letters -data $DATA -out letters.go

// Words are judged by the mean cost of their letters in bits. Of five to twelve
// random letters 84 % cost more than improbable, of the words of English feedback
// less than 0.2 % (see gibberish_test.go). One word alone must be more improbable
// to be gibberish.
const (
	improbable     = 5.5
	veryImprobable = 6.0
	shortestWord   = 5
	fewestLetters  = 6    // in improbable words
	gibberishShare = 0.75 // of the letters
	onRow          = 0.75
	shortestRow    = 5
	longestJudged  = 200 // tokens; keys are not hit at random for longer
	fewestRepeats  = 5   // of one character that is the whole text
)

// keyRows are the letters of a keyboard as they lie side by side.
const keyRows = "qwertyuiop asdfghjkl zxcvbnm"

// telling are characters that are an answer however often they are repeated.
const telling = "好赞棒差烂贵慢香爽妙优美坏烦臭脏丑咸甜酸苦辣淡快顶牛谢爱买厚薄大小软硬冷热吵帅酷强靓惨哭怒滚6"

// gibberish says why a text is no language, "" if it may be one.
func gibberish(t *text.Text) string {
	if why := oneCharacter(t.Source()); why != "" {
		return why
	}
	if len(t.Tokens()) > longestJudged {
		return ""
	}
	switch {
	case t.Letters(text.Han) > 0:
		return mashedHan(t)
	case t.Letters(text.Latin) > 0:
		return mashedLatin(t)
	}
	return ""
}

// oneCharacter finds texts of one letter over and over, which folding hides.
func oneCharacter(s string) string {
	if strings.ContainsAny(s, "[［") { // emoji by name: "[泪][泪][泪]"
		return ""
	}
	var first rune
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsPunct(r):
		case !unicode.IsLetter(r):
			return ""
		case n == 0:
			first, n = unicode.ToLower(r), 1
		case unicode.ToLower(r) != first:
			return ""
		default:
			n++
		}
	}
	if n < fewestRepeats || strings.ContainsRune(telling, first) || strings.Contains(telling, text.Fold(string(first))) {
		return ""
	}
	return "one character over and over"
}

// inputMethod are the characters that Chinese input methods give for keys hit at
// random on the middle row; those of mashed never stand so close in words.
const (
	inputMethod = "阿斯顿发撒旦法萨德蒂芬打放仿大师傅的爱仕达啊上对方股份规划韩国更好进口量附加费"
	mashed      = "斯顿撒旦萨蒂芬仕"
)

// mashedHan judges a text with Chinese characters.
func mashedHan(t *text.Text) string {
	han, strange, kinds := 0, 0, map[string]bool{}
	for _, tok := range t.Tokens() {
		switch tok.Kind {
		case text.Han1:
			c := string(t.Bytes(tok))
			if !strings.Contains(inputMethod, c) {
				return ""
			}
			han++
			if strings.Contains(mashed, c) {
				strange++
				kinds[c] = true
			}
		case text.Word, text.Number:
			return ""
		}
	}
	if han >= fewestRepeats && len(kinds) >= 2 && 4*strange >= han {
		return "keys hit at random"
	}
	return ""
}

// mashedLatin judges a text in Latin letters.
func mashedLatin(t *text.Text) string {
	if g := t.Language(); g.Script != "Latn" {
		return ""
	}
	all, odd, words := 0, 0, 0
	for _, tok := range t.Tokens() {
		if tok.Kind != text.Word {
			if tok.Kind == text.Emoji || tok.Kind == text.Emoticon || tok.Kind == text.Link {
				return ""
			}
			continue
		}
		words++
		w := t.Bytes(tok)
		all += len(w)
		if tok.Has(text.Caps) && len(w) <= shortestWord { // an abbreviation
			continue
		}
		if keyRow(w) || improbableWord(w, improbable) {
			odd += len(w)
		}
	}
	if smallPieces(t) {
		return "keys hit at random"
	}
	if odd < fewestLetters || float64(odd) < gibberishShare*float64(all) {
		return ""
	}
	if words == 1 {
		for _, tok := range t.Tokens() {
			if w := t.Bytes(tok); tok.Kind == text.Word && !keyRow(w) && !improbableWord(w, veryImprobable) {
				return ""
			}
		}
	}
	return "keys hit at random"
}

// Short words are gibberish if all of them run along a row of the keyboard, or all
// are the same row of consonants, or letters one by one.
const (
	shortestPiece = 3
	fewestPieces  = 7 // letters
)

func smallPieces(t *text.Text) bool {
	var first, joined string
	rows, same, single := true, true, true
	words := 0
	for _, tok := range t.Tokens() {
		if tok.Kind != text.Word {
			continue
		}
		w := string(t.Bytes(tok))
		if words++; words == 1 {
			first = w
		}
		joined += w
		rows = rows && len(w) >= shortestPiece && alongRow([]byte(w))
		same = same && w == first
		single = single && len(w) == 1
	}
	if len(joined) < fewestPieces || words < 2 {
		return false
	}
	return rows || same && len(first) >= shortestPiece && !strings.ContainsAny(first, "aeiouy") || single && keyRow([]byte(joined))
}

// improbableWord reports whether a folded word of plain letters costs more bits
// a letter than most.
func improbableWord(w []byte, most float64) bool {
	if len(w) < shortestWord {
		return false
	}
	const edge = 26
	last, cost := edge, 0
	for _, c := range w {
		if c < 'a' || c > 'z' {
			return false
		}
		cost += int(letterPairs[27*last+int(c-'a')] - 'a')
		last = int(c - 'a')
	}
	cost += int(letterPairs[27*last+edge] - 'a')
	return float64(cost)/2 > most*float64(len(w)+1)
}

// keyRow reports whether a word runs along a row of the keyboard.
func keyRow(w []byte) bool {
	return len(w) >= shortestRow && alongRow(w)
}

func alongRow(w []byte) bool {
	along := 0
	for i := 1; i < len(w); i++ {
		a, b := strings.IndexByte(keyRows, w[i-1]), strings.IndexByte(keyRows, w[i])
		if a >= 0 && b >= 0 && (a-b == 1 || b-a == 1) {
			along++
		}
	}
	return float64(along) >= onRow*float64(len(w)-1)
}
