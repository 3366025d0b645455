package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/loamlib/loam/respond"
)

// render appends a pattern, choosing among its alternatives.
func (w *writer) render(p pattern) {
	for i := range p {
		switch n := &p[i]; n.kind {
		case literal:
			w.literal(n.literal)
		case filled:
			w.fill(n.slot)
		case option:
			if n.of[0].fits(w.have) {
				w.render(n.of[0])
			}
		case choice:
			w.choose(n.of)
		}
	}
}

// choose renders one of the alternatives that can be.
func (w *writer) choose(of []pattern) {
	fit := 0
	for _, p := range of {
		if p.fits(w.have) {
			fit++
		}
	}
	k := w.n(fit)
	for _, p := range of {
		if p.fits(w.have) {
			if k--; k < 0 {
				w.render(p)
				return
			}
		}
	}
}

// literal appends words of the catalog.
func (w *writer) literal(s string) {
	if w.filled == len(w.out) {
		w.apart(s)
	}
	w.out = append(w.out, s...)
}

// fill appends a value.
func (w *writer) fill(s slot) {
	w.used = w.used.with(s)
	value := w.values[s]
	if clockSlots.with(slotBy).has(s) { // dates are set close
		w.out = append(w.out, value...)
		return
	}
	w.apart(value)
	w.out = append(w.out, value...)
	w.filled = len(w.out)
}

// apart appends a space if s would put an ideograph beside a letter or digit of
// another script, as people set it on either side.
func (w *writer) apart(s string) {
	last, _ := utf8.DecodeLastRune(w.out)
	first, _ := utf8.DecodeRuneInString(s)
	if meet(last, first) {
		w.out = append(w.out, ' ')
	}
}

// meet reports whether an ideograph stands beside a letter or digit that is
// none.
func meet(a, b rune) bool {
	return han(a) && word(b) || word(a) && han(b)
}

func han(r rune) bool { return r >= 0x2e80 && unicode.Is(unicode.Han, r) }

func word(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.') && !han(r) }

// finish tidies a passage: no space at its ends, where an option was left out,
// and a capital letter to begin with, unless that is a name's.
func (w *writer) finish(start int, act respond.Act) {
	end := len(w.out)
	for end > start && w.out[end-1] == ' ' {
		end--
	}
	w.out = w.out[:end]
	if end > start && w.out[start] == ' ' {
		w.out = slices.Delete(w.out, start, start+1)
	}
	if act == respond.Greet || act == respond.Sign {
		return
	}
	r, n := utf8.DecodeRune(w.out[start:])
	if up := unicode.ToTitle(r); up != r && utf8.RuneLen(up) == n {
		utf8.EncodeRune(w.out[start:], up)
	}
}

// line is s on one line and without what cannot be seen.
func line(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

// visible drops control and format characters, which no reply needs.
func visible(r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return ' '
	case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d':
		return -1
	}
	return r
}

// enumerate joins a list as the language does.
func enumerate(list []string, by [2]string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], by[0]) + by[1] + list[len(list)-1]
}
