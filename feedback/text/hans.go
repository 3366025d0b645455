package text

import (
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run ../../examples/generate/hans -in testdata/opencc -out hans_table.go

// The Traditional to Simplified folding is a table over the two blocks that
// hold nearly all Chinese text, U+3400 to U+9FFF: an index of 16 bits a
// character into the few thousand entries that are not plain. Rarer characters
// are found in a map.

const (
	firstHan = 0x3400
	lastHan  = 0x9FFF
)

// A hanEntry is what folding needs to know of a character that is not plain.
type hanEntry struct {
	fold    rune  // what it folds to; itself if it only starts phrases or marks the script
	hant    uint8 // 1 if only Traditional text uses it
	hans    uint8 // 1 if only Simplified text uses it
	phrases []phrase
}

// A phrase folds as a whole.
type phrase struct{ from, to string }

type hanTable struct {
	index   [lastHan - firstHan + 1]uint16 // into entries; 0 for a plain character
	entries []hanEntry                     // entries[0] is unused
	rare    map[rune]uint16
}

// sharedHans is parsed from the generated constants when a text is first folded.
var sharedHans struct {
	once  sync.Once
	table *hanTable
}

func hans() *hanTable {
	sharedHans.once.Do(func() { sharedHans.table = newHanTable(hansPairs, hansPhrases, hansOnly) })
	return sharedHans.table
}

func newHanTable(pairs, phrases, only string) *hanTable {
	t := &hanTable{entries: make([]hanEntry, 1, 8192), rare: map[rune]uint16{}}
	for s := pairs; s != ""; {
		from, n := utf8.DecodeRuneInString(s)
		to, m := utf8.DecodeRuneInString(s[n:])
		e := t.entry(from)
		e.fold, e.hant = to, 1
		s = s[n+m:]
	}
	for _, r := range only {
		t.entry(r).hans = 1
	}
	words := strings.Fields(phrases)
	for i := 0; i+1 < len(words); i += 2 {
		first, _ := utf8.DecodeRuneInString(words[i])
		e := t.entry(first)
		e.phrases = append(e.phrases, phrase{words[i], words[i+1]})
	}
	return t
}

// entry returns the entry of r to be filled in, made on first use.
func (t *hanTable) entry(r rune) *hanEntry {
	i := t.find(r)
	if i == 0 {
		i = uint16(len(t.entries))
		t.entries = append(t.entries, hanEntry{fold: r})
		if firstHan <= r && r <= lastHan {
			t.index[r-firstHan] = i
		} else {
			t.rare[r] = i
		}
	}
	return &t.entries[i]
}

// find returns the index of r's entry, 0 if r is plain.
func (t *hanTable) find(r rune) uint16 {
	if firstHan <= r && r <= lastHan {
		return t.index[r-firstHan]
	}
	return t.rare[r]
}

// longest returns the longest phrase of e that s starts with.
func (e *hanEntry) longest(s string) (p phrase, ok bool) {
	for _, q := range e.phrases {
		if len(q.from) > len(p.from) && strings.HasPrefix(s, q.from) {
			p, ok = q, true
		}
	}
	return p, ok
}
