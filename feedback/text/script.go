package text

import "unicode"

// Script is the writing system of a run of letters. Hans and Hant are not told
// apart here: one character rarely tells; see [Text.Script].
type Script uint8

// The scripts that are told apart.
const (
	Common     Script = iota // digits, punctuation, emoji: no letters
	Latin                    // a to z and their accented forms
	Han                      // Chinese characters
	Kana                     // Hiragana and Katakana
	Hangul                   // Korean
	Thai                     // Thai
	Cyrillic                 // Russian and others
	Arabic                   // Arabic, Persian and others
	Hebrew                   // Hebrew
	Greek                    // Greek
	Devanagari               // Hindi and others
	Other                    // any other
)

// scriptCodes are the ISO 15924 codes.
var scriptCodes = [...]string{
	Common: "Zyyy", Latin: "Latn", Han: "Hani", Kana: "Kana", Hangul: "Hang", Thai: "Thai", Cyrillic: "Cyrl",
	Arabic: "Arab", Hebrew: "Hebr", Greek: "Grek", Devanagari: "Deva", Other: "Zzzz",
}

// String is the ISO 15924 code: "Latn", "Hani".
func (s Script) String() string {
	if int(s) < len(scriptCodes) {
		return scriptCodes[s]
	}
	return "Zzzz"
}

// scriptOf is the script of r, Common if r is no letter. The blocks of the
// common scripts are looked at first.
func scriptOf(r rune) Script {
	switch {
	case r < 0x80:
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return Latin
		}
		return Common
	case firstHan <= r && r <= lastHan || 0xF900 <= r && r <= 0xFAFF || 0x20000 <= r && r <= 0x3FFFF || r == '々' || r == '〇':
		return Han
	case 0x3041 <= r && r <= 0x30FF:
		if r == '・' || r == '゠' {
			return Common
		}
		return Kana
	case 0xAC00 <= r && r <= 0xD7A3 || 0x1100 <= r && r <= 0x11FF || 0x3130 <= r && r <= 0x318F:
		return Hangul
	case r < 0x370:
		if unicode.IsLetter(r) {
			return Latin
		}
		return Common
	case 0x0E01 <= r && r <= 0x0E4E:
		return Thai
	}
	return rareScript(r)
}

func rareScript(r rune) Script {
	if !unicode.IsLetter(r) && !unicode.IsMark(r) {
		return Common
	}
	switch {
	case r < 0x400:
		return Greek
	case r < 0x530:
		return Cyrillic
	case 0x590 <= r && r < 0x600:
		return Hebrew
	case 0x600 <= r && r < 0x780:
		return Arabic
	case 0x900 <= r && r < 0x980:
		return Devanagari
	case 0x1E00 <= r && r < 0x1F00:
		return Latin
	case unicode.Is(unicode.Latin, r):
		return Latin
	}
	return Other
}
