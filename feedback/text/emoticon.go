package text

import "bytes"

// The parts of Western emoticons in their folded form: eyes, an optional nose
// and a mouth, which folding has left at most twice.
const (
	emoticonEyes  = ":;=8x"
	emoticonNoses = "-'^o"
	emoticonMouth = ")(]d[p/|*3>\\o"
)

// wholeEmoticons are written otherwise. The longest stand first.
var wholeEmoticons = []string{
	"(╯°□°)╯", "¯\\_(ツ)_/¯", "(^_^)", "(^o^)", "(t_t)", "(>_<)", "(-_-)", "(;_;)",
	">_<", "^_^", "^o^", "^^", "=_=", ";_;", ">.<", "-.-", "</3", "<3", ":'(", ":')", "orz",
}

// emoticon is the length of the emoticon that b, which begins with ASCII
// punctuation, starts with; 0 if none. Emoticons that begin with a letter are
// words to the tokenizer. Right behind a word a letter is no mouth: "a:d".
func emoticon(b []byte, behindWord bool) int {
	for _, e := range wholeEmoticons {
		if bytes.HasPrefix(b, []byte(e)) {
			return len(e)
		}
	}
	if len(b) < 2 || bytes.IndexByte([]byte(emoticonEyes), b[0]) < 0 {
		return 0
	}
	i := 1
	if bytes.IndexByte([]byte(emoticonNoses), b[i]) >= 0 && len(b) > 2 {
		i++
	}
	if bytes.IndexByte([]byte(emoticonMouth), b[i]) < 0 {
		return 0
	}
	mouth := b[i]
	for i < len(b) && b[i] == mouth {
		i++
	}
	letter := 'a' <= mouth && mouth <= 'z' || mouth == '3'
	if letter && behindWord || opensMore(mouth) && i < len(b) && b[i] > ' ' {
		return 0
	}
	return i
}

// opensMore reports whether a mouth with something right behind it is likelier
// to begin that: ":da" a word, ":30" a time, ":(see" a parenthesis.
func opensMore(mouth byte) bool {
	return 'a' <= mouth && mouth <= 'z' || mouth == '3' || mouth == '(' || mouth == '[' || mouth == '/'
}
