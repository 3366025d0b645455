// Package en is the English lexicon.
package en

import (
	"embed"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/sentiment/lexicon"
)

// The parts of the lexicon. A phrase that two of them have counts as the later
// has it; induced.txt is what gen made of labelled data.
//
//go:embed *.txt
var files embed.FS

var parts = [...]string{"operators", "plain", "words", "praise", "blame", "facts", "idioms", "neutral", "survey", "voices", "induced"}

var shared struct {
	once    sync.Once
	lexicon *lexicon.Lexicon
}

// Lexicon is the English lexicon, parsed when first asked for.
func Lexicon() *lexicon.Lexicon {
	shared.once.Do(func() {
		var data [len(parts)]string
		for i, name := range parts {
			b, err := files.ReadFile(name + ".txt")
			if err != nil {
				panic(err) // the files are in the binary
			}
			data[i] = string(b)
		}
		l, err := lexicon.Parse("en", []language.Tag{language.English}, data[:]...)
		if err != nil {
			panic(err) // the tests parse the same data
		}
		shared.lexicon = l
	})
	return shared.lexicon
}
