package theme

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// The background is Chinese and English words with how rare they are in feedback:
// log2(N/df), in bits. It is made by examples/generate/background, from sets whose
// use is training; service.txt is written by hand.
//
//go:generate go run ../../examples/generate/background -data $DATA -out data

//go:embed data/zh.txt
var chineseBackground string

//go:embed data/en.txt
var englishBackground string

//go:embed data/service.txt
var serviceBackground string

// unknownRarity is that of a word that is not in the background, less than that of
// the rarest in it because it may be no word at all.
const unknownRarity = 10

// lightRarity is that of a word that names nothing alone.
const lightRarity = 5

// The kinds of pieces of a text.
const (
	unknown = iota
	known   // of the background
	stop    // names nothing
)

// A wordEntry is what is known of a folded word.
type wordEntry struct {
	kind   uint8
	rarity uint8 // bits
	light  bool  // names nothing alone
}

// A background tells words from other rows of characters, and rare ones from
// common ones.
type background struct {
	entries map[string]wordEntry
	longest map[uint64]int // by the first two Chinese characters of entries: bytes of the longest
}

// twoCharacters is a key for the first two Chinese characters of a word; 0 if it
// has no two of three bytes.
func twoCharacters[S string | []byte](word S) uint64 {
	if len(word) < 6 || word[0] < 0xE0 || word[0] >= 0xF0 || word[3] < 0xE0 || word[3] >= 0xF0 {
		return 0
	}
	var k uint64
	for i := range 6 {
		k = k<<8 | uint64(word[i])
	}
	return k
}

var sharedBackground struct {
	once  sync.Once
	words *background
}

// sharedWords is the background without a caller's words.
func sharedWords() *background {
	sharedBackground.once.Do(func() {
		sharedBackground.words = newBackground(newStopWords(nil), nil)
	})
	return sharedBackground.words
}

func newBackground(s *stopWords, phrases []string) *background {
	b := &background{entries: map[string]wordEntry{}, longest: map[uint64]int{}}
	for _, table := range []string{chineseBackground, englishBackground, serviceBackground} {
		for line := range strings.Lines(table) {
			rarity, words, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !ok {
				continue // the heading
			}
			r, _ := strconv.Atoi(rarity)
			for w := range strings.SplitSeq(words, ",") {
				if strings.Trim(w, numerals) == "" {
					continue
				}
				b.add(w, wordEntry{kind: known, rarity: uint8(r)})
			}
		}
	}
	for w := range s.words {
		b.add(w, wordEntry{kind: stop})
	}
	for w := range s.light {
		e := b.entries[w]
		if e.kind == 0 {
			e.rarity = lightRarity
		}
		b.entries[w] = wordEntry{known, e.rarity, true}
	}
	for _, p := range phrases {
		b.add(p, wordEntry{kind: known, rarity: unknownRarity})
	}
	return b
}

func (b *background) add(word string, e wordEntry) {
	if old, ok := b.entries[word]; ok && e.kind == known && old.kind == known {
		return // the measured rarity
	}
	b.entries[word] = e
	if k := twoCharacters(word); k != 0 {
		b.longest[k] = max(b.longest[k], len(word))
	}
}
