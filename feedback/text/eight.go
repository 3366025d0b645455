package text

import "math/bits"

// ASCII is folded and cut eight bytes at a time, as the bytes of one number, the
// first byte lowest. What does not fit the common case is left to the loops that
// go byte by byte.

const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
	lowBits  = 0x7F * eachByte
)

// load8 is the eight bytes of s from i on.
func load8(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// foldEight folds eight bytes behind the characters last and, before it, before.
// It is not ok if one of them is no printable ASCII, is a space too many, or
// repeats a character for the third time.
func foldEight(w uint64, last, before rune) (folded uint64, ok bool) {
	special := w | (w + eachByte) | ^((w | highBits) - ' '*eachByte) // beyond ASCII, DEL, below space
	if special&highBits != 0 {
		return 0, false
	}
	upper := (w + (0x80-'A')*eachByte) &^ (w + (0x80-'Z'-1)*eachByte) & highBits
	w |= upper >> 2
	if last <= ' ' && w&0xFF == ' ' {
		return 0, false
	}
	previous := uint64(0)
	if last < 0x80 {
		previous = uint64(last)
	}
	same := zeroBytes(w ^ (w<<8 | previous)) // equal to the one before
	twice := same << 8
	if last == before {
		twice |= 0x80
	}
	if same&(twice|zeroBytes(w^' '*eachByte)) != 0 {
		return 0, false
	}
	return w, true
}

// zeroBytes has the high bit of each byte of x that is 0.
func zeroBytes(x uint64) uint64 { return ^((x&lowBits + lowBits) | x | lowBits) }

// lettersIn is how many of the eight bytes are small letters before the first
// that is none.
func lettersIn(w uint64) int {
	clear := w & lowBits
	letter := (clear + (0x80-'a')*eachByte) &^ (clear + (0x80-'z'-1)*eachByte) &^ w & highBits
	return bits.TrailingZeros64(^letter&highBits) / 8
}
