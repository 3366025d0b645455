package text

// Letters of other alphabets that look like Latin ones are taken for them behind a
// Latin letter: nobody writes "gr\u0435at" with a Cyrillic е but to get past a
// filter. Words in their own alphabet are left alone, and so is a letter that
// begins a word: only what stands before it is settled when it is read, and what
// is folded must stay as it is when it is folded again.

// undisguised is the Latin letter that r stands for behind the letter before, r
// itself if for none.
func undisguised(r, before rune) rune {
	if r < 0x391 || r > 0x51D || !isASCIILetter(before) {
		return r
	}
	if twin := LatinTwin(r); twin != 0 {
		return twin
	}
	if twin := LatinTwin(foldCase(r)); twin != 0 {
		return twin
	}
	return r
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// LatinTwin is the small Latin letter that a Greek or Cyrillic one looks like, 0
// if it looks like none (Unicode Technical Standard 39, confusables). Small and
// capital letters are looked at apart: "В" looks like a B, "в" like no letter.
func LatinTwin(r rune) rune {
	switch r {
	case 'а', 'А', 'α', 'Α':
		return 'a'
	case 'В', 'Β':
		return 'b'
	case 'с', 'С':
		return 'c'
	case 'ԁ':
		return 'd'
	case 'е', 'Е', 'ё', 'Ё', 'Ε':
		return 'e'
	case 'һ', 'Н', 'Η':
		return 'h'
	case 'і', 'І', 'ι', 'Ι', 'ї':
		return 'i'
	case 'ј', 'Ј':
		return 'j'
	case 'к', 'К', 'κ', 'Κ':
		return 'k'
	case 'М', 'Μ':
		return 'm'
	case 'Ν':
		return 'n'
	case 'о', 'О', 'ο', 'Ο':
		return 'o'
	case 'р', 'Р', 'ρ', 'Ρ':
		return 'p'
	case 'ԛ':
		return 'q'
	case 'ѕ', 'Ѕ':
		return 's'
	case 'Т', 'т', 'Τ', 'τ':
		return 't'
	case 'υ':
		return 'u'
	case 'ν':
		return 'v'
	case 'ԝ':
		return 'w'
	case 'х', 'Х', 'χ', 'Χ':
		return 'x'
	case 'у', 'У', 'Υ':
		return 'y'
	case 'Ζ':
		return 'z'
	}
	return 0
}
