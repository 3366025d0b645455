package text

import "unicode"

const (
	zeroWidthJoiner  = '\u200D'
	ideographicSpace = '\u3000'
)

// ignorable reports whether r has no width and no meaning for analysis: zero
// width and bidirectional controls, variation selectors, invisible fillers,
// language tags and the C1 controls. The joiner of emoji sequences is looked at
// apart.
func ignorable(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r < 0xA0:
		return r != nextLine
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0xFEFF:
		return true
	case 0x17B4 <= r && r <= 0x17B5, 0x180B <= r && r <= 0x180F:
		return true
	case 0x200B <= r && r <= 0x200F:
		return r != zeroWidthJoiner
	case 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F, 0xFFF0 <= r && r <= 0xFFFB:
		return true
	case 0xFE00 <= r && r <= 0xFE0F, 0xE0000 <= r && r <= 0xE0FFF, 0x1BCA0 <= r && r <= 0x1BCA3, 0x1D173 <= r && r <= 0x1D17A:
		return true
	}
	return false
}

// The line breaks that are not ASCII.
const (
	nextLine      = '\u0085'
	lineSeparator = '\u2028'
	paraSeparator = '\u2029'
)

// combining reports whether r is a mark that is set on the character before it,
// of the kinds that decorate Latin letters and kana. Marks that spell words in
// other scripts are not meant.
func combining(r rune) bool {
	return 0x300 <= r && (r <= 0x36F || 0x1AB0 <= r && r <= 0x1AFF || 0x1DC0 <= r && r <= 0x1DFF ||
		0x20D0 <= r && r <= 0x20FF || 0xFE20 <= r && r <= 0xFE2F || r == 0x3099 || r == 0x309A)
}

// pictographic reports whether r is an emoji or another pictograph.
func pictographic(r rune) bool {
	switch {
	case r < 0x231A:
		return false
	case 0x2600 <= r && r <= 0x27BF, 0x1F000 <= r && r <= 0x1FAFF:
		return true
	case r <= 0x23FF:
		return r <= 0x231B || 0x23E9 <= r && r <= 0x23F3 || 0x23F8 <= r && r <= 0x23FA
	}
	return 0x2B05 <= r && r <= 0x2B07 || r == 0x2B1B || r == 0x2B1C || r == 0x2B50 || r == 0x2B55
}

// compatibilityPictograph reports whether r is in the two blocks of letters and
// ideographs in boxes, which normalisation opens.
func compatibilityPictograph(r rune) bool {
	return 0x1F100 <= r && r < regionalA || 0x1F200 <= r && r <= 0x1F2FF
}

// Flags are pairs of regional indicators.
const (
	regionalA = 0x1F1E6
	regionalZ = 0x1F1FF
)

// skinTone reports whether r changes the colour of the emoji before it.
func skinTone(r rune) bool { return 0x1F3FB <= r && r <= 0x1F3FF }

// stable reports whether r is its own normal form whatever stands around it,
// but for its case. It says so only of common characters; of others it does
// not know.
func stable(r rune) bool {
	switch {
	case 0xC0 <= r && r <= 0x17F:
		return r != 0x132 && r != 0x133 && r != 0x13F && r != 0x140 && r != 0x149 && r != 0x17F
	case 0x400 <= r && r <= 0x45F:
		return true
	case 0x3001 <= r && r <= 0x3029, 0x3041 <= r && r <= 0x3096, 0x30A1 <= r && r <= 0x30FE:
		return true
	case firstHan <= r && r <= lastHan:
		return true
	case 0xAC00 <= r && r <= 0xD7A3:
		return true
	}
	return false
}

// plainPunctuation is the ASCII sign that is meant by a typographic one, 0 if
// there is none.
func plainPunctuation(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '′', '´':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case nextLine, lineSeparator, paraSeparator:
		return '\n'
	case '•', '●', '▪', '◆':
		return '·'
	}
	return 0
}

// foldCase is the lower case of r.
func foldCase(r rune) rune {
	switch {
	case r < 0x80:
		return rune(asciiFold[r])
	case r >= 0x2E80 && r < 0xA640:
		return r
	}
	return unicode.ToLower(r)
}
