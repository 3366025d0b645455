package lexicon

import (
	"fmt"
	"strings"
)

// A part is one part of a phrase: alternatives, of which a plain piece has one,
// or a class.
type part struct {
	alternatives []string
	class        string // "<time>", in place of alternatives
}

// parts cuts a phrase into its parts. Parentheses without a bar are characters
// like others, and so are angle brackets around anything but small letters.
func parts(phrase string) []part {
	var out []part
	plain := func(s string) {
		if strings.TrimSpace(s) != "" {
			out = append(out, part{alternatives: []string{s}})
		}
	}
	for phrase != "" {
		from, end, p := nextPart(phrase)
		plain(phrase[:from])
		if p.class != "" || p.alternatives != nil {
			out = append(out, p)
		}
		phrase = phrase[end:]
	}
	return out
}

// nextPart is the first part of phrase that is not plain, phrase[from:end]. If
// there is none both are the length of phrase.
func nextPart(phrase string) (from, end int, p part) {
	for from = 0; from < len(phrase); from++ {
		switch phrase[from] {
		case '(':
			n := strings.IndexByte(phrase[from:], ')')
			if n > 0 && strings.Contains(phrase[from:from+n], "|") {
				return from, from + n + 1, part{alternatives: strings.Split(phrase[from+1:from+n], "|")}
			}
		case '<':
			n := strings.IndexByte(phrase[from:], '>')
			if n > 1 && isName(phrase[from+1:from+n]) {
				return from, from + n + 1, part{class: phrase[from : from+n+1]}
			}
		}
	}
	return len(phrase), len(phrase), part{}
}

// flat reports alternatives within alternatives, which would be read as others than
// were meant. A mouth in an emoticon, ":(|:)", is none.
func flat(phrase string) error {
	for _, p := range parts(phrase) {
		for _, a := range p.alternatives {
			if i := strings.IndexByte(a, '('); i >= 0 && len(p.alternatives) > 1 && (i == 0 || isWordByte(a[i-1]) || a[i-1] == ' ') {
				return fmt.Errorf("phrase %q has parentheses within parentheses at %q, write it as two phrases", phrase, a[i:])
			}
		}
	}
	return nil
}

// isName reports whether s is small letters: ">_<" is no class.
func isName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// maxVariants bounds how many phrases one may stand for that is written out.
const maxVariants = 1000

// unglue writes out alternatives that are part of a word: "return(ed|ing) it"
// is "returned it" and "returning it". Others are left.
func unglue(phrase string) ([]string, error) {
	for from := 0; from < len(phrase); {
		start, end, p := nextPart(phrase[from:])
		start, end = start+from, end+from
		if p.alternatives == nil || !glued(phrase[:start], p.alternatives, phrase[end:]) {
			from = end
			continue
		}
		var out []string
		for _, a := range p.alternatives {
			more, err := unglue(phrase[:start] + a + phrase[end:])
			if err != nil {
				return nil, err
			}
			if out = append(out, more...); len(out) > maxVariants {
				return nil, fmt.Errorf("phrase %q stands for more than %d phrases", phrase, maxVariants)
			}
		}
		return out, nil
	}
	return []string{phrase}, nil
}

// glued reports whether one of the alternatives between before and after is
// part of a word in letters.
func glued(before string, alternatives []string, after string) bool {
	for _, a := range alternatives {
		if a == "" {
			continue
		}
		if before != "" && isWordByte(before[len(before)-1]) && isWordByte(a[0]) || after != "" && isWordByte(after[0]) && isWordByte(a[len(a)-1]) {
			return true
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '\''
}
