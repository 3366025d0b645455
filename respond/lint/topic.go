package lint

import (
	_ "embed" // for the words
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

//go:embed data/topics.txt
var topicsFile string

//go:embed data/common.txt
var commonFile string

// vocabulary is what taking up a concern is told by.
type vocabulary struct {
	topics map[string][]string // folded words by the last part of a topic's ID
	common map[string]bool     // folded words that tell nothing
}

var words struct {
	once sync.Once
	vocabulary
}

// theVocabulary reads the word lists.
func theVocabulary() *vocabulary {
	words.once.Do(func() {
		words.vocabulary = vocabulary{map[string][]string{}, map[string]bool{}}
		for line := range contentLines(topicsFile) {
			if id, list, ok := strings.Cut(line, " "); ok {
				words.topics[id] = strings.Fields(text.Fold(list))
			}
		}
		for line := range contentLines(commonFile) {
			for w := range strings.FieldsSeq(line) {
				if w[0] < utf8.RuneSelf {
					w = w[:min(len(w), stem)]
				}
				words.common[text.Fold(w)] = true
			}
		}
	})
	return &words.vocabulary
}

// contentLines yields the lines of a data file that are no comments.
func contentLines(file string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(file) {
			if line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// functional are characters that join two words rather than being in one.
const functional = "的了是我您你们在有很不也都就和与及会让给这那个到来去说要上下还把被对从"

// tells reports whether a word of a reply or a feedback says what it is about.
func (v *vocabulary) tells(w []byte) bool {
	if v.common[string(w)] {
		return false
	}
	for _, c := range string(w) {
		if c < 0x80 {
			return true
		}
		if strings.ContainsRune(functional, c) {
			return false
		}
	}
	return true
}
