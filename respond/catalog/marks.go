package catalog

import (
	"hash/fnv"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// marks are the telling words of a wording: a set of hashed words, and in
// Chinese of pairs of characters. A reply that says the same word in every
// sentence sounds like a form, so a writer takes the wording whose marks the
// reply does not have yet.
type marks [4]uint64

func (m *marks) add(h uint64) { m[h>>6&3] |= 1 << (h & 63) }

// shared counts the marks that both have.
func (m marks) shared(o marks) int {
	n := 0
	for i := range m {
		n += bits.OnesCount64(m[i] & o[i])
	}
	return n
}

func (m marks) or(o marks) marks {
	for i := range m {
		m[i] |= o[i]
	}
	return m
}

func (m marks) without(o marks) marks {
	for i := range m {
		m[i] &^= o[i]
	}
	return m
}

// common is the share of wordings from which on a word marks nothing: "you" and
// 我們 are in all.
const common = 0.12

// mark finds the marks of all wordings of acts.
func (c *Catalog) mark() {
	var seen [256]int
	n := 0
	for _, list := range c.wordings {
		for i := range list {
			var m marks
			list[i].pattern.mark(&m)
			list[i].marks = m
			n++
			for b := range seen {
				if m[b>>6]&(1<<(b&63)) != 0 {
					seen[b]++
				}
			}
		}
	}
	var usual marks
	for b, k := range seen {
		if float64(k) > common*float64(n) {
			usual[b>>6] |= 1 << (b & 63)
		}
	}
	for _, list := range c.wordings {
		for i := range list {
			list[i].marks = list[i].marks.without(usual)
		}
	}
}

func (p pattern) mark(m *marks) {
	for _, n := range p {
		if n.kind == literal {
			markText(n.literal, m)
		}
		for _, q := range n.of {
			q.mark(m)
		}
	}
}

// markText adds the words of s of four letters or more, and its pairs of
// ideographs.
func markText(s string, m *marks) {
	h := fnv.New64a()
	word, last := 0, rune(0)
	for i, r := range s + " " {
		switch {
		case unicode.Is(unicode.Han, r):
			if unicode.Is(unicode.Han, last) {
				h.Reset()
				h.Write([]byte(string([]rune{last, r})))
				m.add(h.Sum64())
			}
			word = i + utf8.RuneLen(r)
		case !unicode.IsLetter(r):
			if i-word >= 4 {
				h.Reset()
				h.Write([]byte(s[word:i]))
				m.add(h.Sum64())
			}
			word = i + utf8.RuneLen(r)
		}
		last = r
	}
}
