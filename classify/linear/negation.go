package linear

import "strings"

// negatorWords turn what follows them in their clause.
const negatorWords = "no not nor none never nobody nothing neither cannot without unable " +
	"cant dont wont aint isnt arent wasnt werent didnt doesnt hasnt havent wouldnt couldnt shouldnt " +
	"lack lacks lacked lacking hardly barely scarcely rarely seldom"

// negatorKeys has their keys, each at the place that its high bits name or the
// next free one.
var negatorKeys = func() (t [256]uint64) {
	for word := range strings.FieldsSeq(negatorWords) {
		key := hashBytes([]byte(word), kindWord)
		i := uint8(key >> 56)
		for ; t[i] != 0; i++ {
		}
		t[i] = key
	}
	return t
}()

// negates reports whether an English word turns what follows it in its clause:
// one of the list, or one that ends in "n't".
func negates(word []byte, key uint64) bool {
	if n := len(word); n >= 3 && word[n-1] == 't' && word[n-2] == '\'' {
		return word[n-3] == 'n'
	}
	i := uint8(key >> 56)
	for ; negatorKeys[i] != 0; i++ {
		if negatorKeys[i] == key {
			return true
		}
	}
	return false
}

// negatesHan reports whether a Chinese character turns what follows.
func negatesHan(c []byte) bool {
	switch string(c) {
	case "不", "没", "无", "非", "别", "未":
		return true
	}
	return false
}

// longestMasked is the longest word that is looked at for digits in the place of
// letters.
const longestMasked = 24

// unmask is a word with the letters that its digits stand for, "terrible" for
// "t3rrible". At most half of the word are digits, and all of them look like
// letters.
func unmask(word []byte) (plain [longestMasked]byte, ok bool) {
	if len(word) < 4 || len(word) > longestMasked {
		return plain, false
	}
	digits := 0
	for i, c := range word {
		if '0' <= c && c <= '9' {
			digits++
			if c = leet[c-'0']; c == 0 {
				return plain, false
			}
		}
		plain[i] = c
	}
	return plain, digits > 0 && digits*2 <= len(word)
}

// leet are the letters that digits stand for, 0 for those that stand for none.
var leet = [10]byte{'o', 'i', 0, 'e', 'a', 's', 0, 't', 0, 0}
