package lexicon

import (
	_ "embed"
	"sync"
)

//go:embed emoji.txt
var emojiData string

var sharedEmoji struct {
	once    sync.Once
	lexicon *Lexicon
}

// emoji are the emoji and emoticons that every analyzer knows.
func emoji() *Lexicon {
	sharedEmoji.once.Do(func() {
		l, err := Parse("emoji", nil, emojiData)
		if err != nil {
			panic(err) // the tests parse the same data
		}
		sharedEmoji.lexicon = l
	})
	return sharedEmoji.lexicon
}
