package linear

// negators turn what follows them in their clause. Words that end in "n't" do,
// too.
var negators = [...]string{
	"no", "not", "nor", "cant", "dont", "wont", "aint", "isnt", "none", "lack", "never", "didnt", "wasnt", "arent", "hasnt",
	"lacks", "barely", "hardly", "cannot", "doesnt", "rarely", "seldom", "werent", "havent", "lacked", "unable", "nobody", "nothing",
	"without", "neither", "wouldnt", "couldnt", "lacking", "shouldnt", "scarcely",
}

// negates reports whether an English word turns what follows.
func negates(word []byte) bool {
	n := len(word)
	if n < 2 || n > 9 {
		return false
	}
	if word[n-1] == 't' && n >= 3 && word[n-2] == '\'' && word[n-3] == 'n' {
		return true
	}
	switch word[0] { // few words begin like a negator, and few of them are as long
	case 'n', 'c', 'd', 'w', 'a', 'i', 'l', 'h', 'b', 'r', 's', 'u':
	default:
		return false
	}
	for _, s := range negators {
		if len(s) == n && s[0] == word[0] && s == string(word) {
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
// "t3rrible". A digit stands for a letter only between letters or with letters on
// one side and the end on the other, and only if most of the word is letters.
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
