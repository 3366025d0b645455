package text

import (
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxBytes bounds the part of a text that is prepared, so that offsets fit in
// 32 bits.
const maxBytes = 1 << 30

// A folder writes the folded form of a text.
type folder struct {
	src   string
	out   []byte
	edits []edit
	table *hanTable

	last, before rune // the last two runes written, 0 if none; a third equal one is not written
	tmp          [128]byte

	hant, hans uint64 // characters that only Traditional, only Simplified text uses
	invalid    int    // bytes that are not UTF-8
}

// asciiFold maps an ASCII byte to its folded form, 0 if it is dropped.
var asciiFold = func() (t [utf8.RuneSelf]byte) {
	for c := byte(' '); c < 0x7F; c++ {
		t[c] = c
	}
	for c := byte('A'); c <= 'Z'; c++ {
		t[c] = c + 'a' - 'A'
	}
	t['\t'], t['\v'], t['\f'] = ' ', ' ', ' '
	t['\n'], t['\r'] = '\n', '\n'
	return t
}()

// run folds the whole source. ASCII and Chinese have ways of their own, which
// stop at what they cannot copy; all else goes rune by rune.
func (f *folder) run() {
	for i := 0; i < len(f.src); {
		start := i
		if f.src[i] < utf8.RuneSelf {
			i = f.copyASCII(i)
		} else {
			i = f.copyHan(i)
		}
		if i == start {
			i += f.odd(i)
		}
	}
}

// copyASCII folds ASCII from i on up to the first character that is not simply
// written, and returns where that is.
func (f *folder) copyASCII(i int) int {
	s, last, before := f.src, f.last, f.before
	f.reserve(len(s) - i)
	out, n := f.out[:cap(f.out)], len(f.out)
	for i < len(s) && n < len(out) {
		if i+8 <= len(s) && n+8 <= len(out) {
			if word, ok := foldEight(load8(s, i), last, before); ok {
				binary.LittleEndian.PutUint64(out[n:], word)
				before, last = rune(word>>48&0xFF), rune(word>>56)
				i, n = i+8, n+8
				continue
			}
		}
		c := s[i]
		if c >= utf8.RuneSelf {
			break
		}
		b := asciiFold[c]
		r := rune(b)
		if b > ' ' {
			if r == last && r == before {
				break
			}
		} else if b == 0 || last <= ' ' {
			break
		}
		out[n] = b
		n++
		before, last = last, r
		i++
	}
	f.out, f.last, f.before = out[:n], last, before
	return i
}

// reserve makes room for n more bytes of output.
func (f *folder) reserve(n int) {
	if cap(f.out)-len(f.out) < n {
		f.out = slices.Grow(f.out, n)
	}
}

// copyHan folds common Chinese characters from i on up to the first that begins a
// phrase of its own or is not simply written, and returns where that is.
func (f *folder) copyHan(i int) int {
	s, last, before := f.src, f.last, f.before
	f.reserve(len(s) - i)
	out, n := f.out[:cap(f.out)], len(f.out)
	for i+2 < len(s) && n+2 < len(out) {
		a, b, c := s[i], s[i+1], s[i+2]
		if a < 0xE3 || a > 0xE9 || b&0xC0 != 0x80 || c&0xC0 != 0x80 {
			break
		}
		r := rune(a&0x0F)<<12 | rune(b&0x3F)<<6 | rune(c&0x3F)
		if r < firstHan {
			break
		}
		e := &f.table.entries[f.table.index[r-firstHan]]
		if e.fold != 0 {
			if r = e.fold; e.phrases != nil || r < firstHan || r > lastHan {
				break
			}
			a, b, c = 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F
		}
		if r == last && r == before {
			break
		}
		f.hant += uint64(e.hant)
		f.hans += uint64(e.hans)
		out[n], out[n+1], out[n+2] = a, b, c
		n += 3
		before, last = last, r
		i += 3
	}
	f.out, f.last, f.before = out[:n], last, before
	return i
}

// odd folds the one character at i that could not be copied, and returns how
// many bytes it took.
func (f *folder) odd(i int) int {
	if c := f.src[i]; c < utf8.RuneSelf {
		if b := asciiFold[c]; b != 0 {
			f.emit(rune(b), i, 1)
		} else {
			f.remove(i, 1)
		}
		return 1
	}
	r, size := utf8.DecodeRuneInString(f.src[i:])
	if firstHan <= r && r <= lastHan {
		if x := f.table.index[r-firstHan]; x != 0 {
			return f.foldHan(i, size, &f.table.entries[x])
		}
	}
	return f.foldRune(i, r, size)
}

// foldHan folds a Chinese character at i that has an entry.
func (f *folder) foldHan(i, size int, e *hanEntry) int {
	if e.phrases != nil {
		if p, ok := e.longest(f.src[i:]); ok {
			return f.foldPhrase(i, p)
		}
	}
	f.hant += uint64(e.hant)
	f.hans += uint64(e.hans)
	f.emit(e.fold, i, size)
	return size
}

// foldPhrase writes a phrase in its own form, character for character.
func (f *folder) foldPhrase(i int, p phrase) int {
	at := i
	for _, r := range p.to {
		from, size := utf8.DecodeRuneInString(f.src[at:])
		if e := f.table.find(from); e != 0 {
			f.hant += uint64(f.table.entries[e].hant)
			f.hans += uint64(f.table.entries[e].hans)
		}
		f.emit(r, at, size)
		at += size
	}
	return at - i
}

// foldRune folds r, the size bytes at i, which is neither ASCII nor a Chinese
// character with an entry, and returns how many bytes it took.
func (f *folder) foldRune(i int, r rune, size int) int {
	switch {
	case r == utf8.RuneError && size == 1:
		f.invalid++
		f.emit(r, i, 1)
	case 0xFF01 <= r && r <= 0xFF5E: // full-width ASCII
		f.emit(rune(asciiFold[r-0xFEE0]), i, size)
	case r == ideographicSpace:
		f.emit(' ', i, size)
	case ignorable(r):
		f.remove(i, size)
	case r == zeroWidthJoiner:
		if next, _ := utf8.DecodeRuneInString(f.src[i+size:]); pictographic(f.last) && pictographic(next) {
			f.emit(r, i, size)
		} else {
			f.remove(i, size)
		}
	case skinTone(r) && pictographic(f.last):
		f.absorb(i, size)
	case pictographic(r) && !compatibilityPictograph(r):
		f.emit(r, i, size)
	case combining(r):
		f.compose(i, r, size)
	case undisguised(r, f.last) != r:
		f.emit(undisguised(r, f.last), i, size)
	case stable(r):
		f.emit(foldCase(r), i, size)
	case plainPunctuation(r) != 0:
		f.emit(plainPunctuation(r), i, size)
	case r == '…' || r == '⋯':
		f.unit(append(f.tmp[:0], ".."...), i, size)
	default:
		return f.normalise(i, size)
	}
	return size
}

// normalise folds the segment at i, of at least size bytes, up to the next
// normalisation boundary through x/text.
func (f *folder) normalise(i, size int) int {
	n := max(size, norm.NFKC.NextBoundaryInString(f.src[i:], true))
	f.unit(norm.NFKC.AppendString(f.tmp[:0], f.src[i:i+n]), i, n)
	return n
}

// compose joins a combining mark to the character before it where Unicode has
// the two as one, and drops it otherwise: marks stacked on letters are
// decoration.
func (f *folder) compose(i int, mark rune, size int) {
	if f.last == 0 {
		f.remove(i, size)
		return
	}
	pair := utf8.AppendRune(f.tmp[:0], f.last)
	n := len(pair)
	pair = utf8.AppendRune(pair, mark)
	r, _ := utf8.DecodeRune(norm.NFKC.Append(f.tmp[64:64], pair...))
	if r == f.last || !f.lastUnitIs(i, n) {
		f.absorb(i, size)
		return
	}
	_, from := f.popUnit(i, n)
	last, n := utf8.DecodeLastRune(f.out)
	f.before, _ = utf8.DecodeLastRune(f.out[:len(f.out)-n])
	f.last = last
	f.emit(foldCase(r), from, i+size-from)
}

// unit writes what the n source bytes at i became, in several runes perhaps.
func (f *folder) unit(became []byte, i, n int) {
	start := len(f.out)
	for len(became) > 0 {
		r, size := utf8.DecodeRune(became)
		became = became[size:]
		if combining(r) || ignorable(r) {
			continue
		}
		r = f.character(undisguised(r, f.last))
		if r == f.last && r == f.before && !repeatable(r) || r == ' ' && f.afterSpace() {
			continue
		}
		f.out = utf8.AppendRune(f.out, r)
		f.before, f.last = f.last, r
	}
	switch w := len(f.out) - start; {
	case w == 0 && start > 0:
		f.absorb(i, n)
	case w == 0:
		f.remove(i, n)
	case string(f.out[start:]) != f.src[i:i+n]:
		f.edits = appendEdit(f.edits, newEdit(start, i, w, n))
	}
}

// character folds a character that normalisation gave.
func (f *folder) character(r rune) rune {
	if unicode.IsControl(r) || unicode.IsSpace(r) {
		return ' '
	}
	if sign := plainPunctuation(r); sign != 0 {
		return sign
	}
	if x := f.table.find(r); x != 0 {
		return f.table.entries[x].fold
	}
	return foldCase(r)
}

// emit writes r for the n source bytes at i, or adds those to what was written
// last if r only repeats it.
func (f *folder) emit(r rune, i, n int) {
	if r <= ' ' && f.afterSpace() {
		if r == '\n' && f.last == ' ' { // a line break outranks a space
			f.out[len(f.out)-1], f.last = '\n', '\n'
		}
		f.absorb(i, n)
		return
	}
	if r == f.last && r == f.before && !repeatable(r) {
		f.absorb(i, n)
		return
	}
	start := len(f.out)
	f.out = utf8.AppendRune(f.out, r)
	if w := len(f.out) - start; w != n {
		f.edits = appendEdit(f.edits, newEdit(start, i, w, n))
	}
	f.before, f.last = f.last, r
}

// repeatable reports whether any number of r in a row means something.
func repeatable(r rune) bool { return '0' <= r && r <= '9' }

func (f *folder) afterSpace() bool { return f.last == ' ' || f.last == '\n' }

// remove notes that the n source bytes at i left nothing behind.
func (f *folder) remove(i, n int) {
	f.edits = appendEdit(f.edits, newEdit(len(f.out), i, 0, n))
}

// absorb adds the n source bytes at i to the unit written last.
func (f *folder) absorb(i, n int) {
	size := utf8.RuneLen(f.last)
	if len(f.out) == 0 || !f.lastUnitIs(i, size) {
		f.remove(i, n)
		return
	}
	at, from := f.popUnit(i, size)
	e := newEdit(at, from, size, i+n-from)
	e.repeats = true
	f.edits = append(f.edits, e)
	f.out = f.out[:at+size]
}

// lastUnitIs reports whether the unit written last, ending at source offset i,
// is the single rune of size bytes at the end of the output.
func (f *folder) lastUnitIs(i, size int) bool {
	if k := len(f.edits) - 1; k >= 0 {
		if e := f.edits[k]; int(e.foldEnd()) == len(f.out) {
			return int(e.width) == size && int(e.origEnd()) == i
		}
	}
	return len(f.out) >= size
}

// popUnit takes back the unit written last, which lastUnitIs, and returns where
// it began in the output and in the source. The output is cut there.
func (f *folder) popUnit(i, size int) (at, from int) {
	at, from = len(f.out)-size, i-size
	if k := len(f.edits) - 1; k >= 0 && int(f.edits[k].foldEnd()) == len(f.out) {
		e := &f.edits[k]
		from = i - int(e.source)
		if e.count--; e.count == 0 {
			f.edits = f.edits[:k]
		}
	}
	f.out = f.out[:at]
	return at, from
}
