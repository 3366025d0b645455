// Package en is the English lexicon.
package en

import (
	_ "embed"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/sentiment/lexicon"
)

//go:embed curated.txt
var curated string

//go:embed induced.txt
var induced string

var shared struct {
	once    sync.Once
	lexicon *lexicon.Lexicon
}

// Lexicon is the English lexicon, parsed when first asked for.
func Lexicon() *lexicon.Lexicon {
	shared.once.Do(func() {
		l, err := lexicon.Parse("en", []language.Tag{language.English}, curated, induced)
		if err != nil {
			panic(err) // the tests parse the same data
		}
		shared.lexicon = l
	})
	return shared.lexicon
}
