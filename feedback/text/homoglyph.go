package text

// Letters of other alphabets that look like Latin ones are taken for them inside
// a word in Latin letters: nobody writes "gr\u0435at" with a Cyrillic е but to
// get past a filter. Words in their own alphabet are left alone.

// disguised reports whether r, the size source bytes at i, looks like a Latin
// letter and stands beside one.
func (f *folder) disguised(i int, r rune, size int) bool {
	if r < 0x391 || r > 0x51D || latinTwin(r) == 0 {
		return false
	}
	return isASCIILetter(f.last) || i+size < len(f.src) && isASCIILetter(rune(f.src[i+size]))
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// latinTwin is the small Latin letter that a Greek or Cyrillic one looks like, 0
// if it looks like none (Unicode Technical Standard 39, confusables).
func latinTwin(r rune) rune {
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
