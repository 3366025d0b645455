package privacy

import "bytes"

// codes looks behind words like "order number" for what they announce.
func (f *finder) codes() {
	for _, c := range f.cue {
		for _, k := range announced {
			if c.set&(1<<k.cue) != 0 {
				f.code(c.end, k.kind, k.digits)
				break
			}
		}
	}
}

// announced is what cues announce, and how many digits it has at least.
var announced = []struct {
	cue    cue
	kind   Kind
	digits int
}{
	{cueCard, Card, 4},
	{cueOrder, Order, 4},
	{cueAccount, Account, 5},
}

// The bounds of a code: how far behind its cue it begins, and how long it is.
const (
	codeFarthest = 24
	codeLongest  = 40
)

// code adds the code that stands behind i, if one does.
func (f *finder) code(i int, kind Kind, digits int) {
	start := i
	for start < len(f.fold) && start-i <= codeFarthest && !f.beginsCode(start) {
		start++
	}
	if start >= len(f.fold) || !links(f.fold[i:start]) && !links(bytes.TrimLeft(f.fold[i:start], "*x")) {
		return
	}
	end := start
	for end < len(f.fold) && end-start <= codeLongest && (isAlnum(f.fold[end]) || (f.fold[end] == '-' || f.fold[end] == '_') && isAlnum(f.at(end+1))) {
		end++
	}
	word := f.fold[start:end]
	if n := digitsIn(word); n < digits || n == 4 && len(word) == 4 && kind == Order && year(word) || f.unitAfter(end) || plainDate(word) {
		return
	}
	f.add(kind, start, end, string(bytes.ReplaceAll(word, []byte("-"), nil)))
}

// beginsCode reports whether a code may begin at i: a letter or digit of a word
// that has digits.
func (f *finder) beginsCode(i int) bool {
	if !isAlnum(f.fold[i]) || isAlnum(f.at(i-1)) {
		return false
	}
	for j := i; j < len(f.fold) && j-i <= codeLongest && (isAlnum(f.fold[j]) || f.fold[j] == '-' || f.fold[j] == '_'); j++ {
		if isDigit(f.fold[j]) {
			return true
		}
	}
	return false
}

func year(word []byte) bool { return string(word[:2]) == "19" || string(word[:2]) == "20" }

// plainDate reports whether a code is a date: "2026-03-12", "20260312".
func plainDate(word []byte) bool {
	d := bytes.ReplaceAll(word, []byte("-"), nil)
	return len(d) == 8 && digitsIn(d) == 8 && birthday(d) && len(word) == 10
}
