package lexicon

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback/text"
)

// Plain words are the tokens that package text cuts a piece into.
func TestPlainWords(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("en", "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("lists %v, error %v", names, err)
	}
	n := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for piece := range strings.FieldsFuncSeq(string(data), func(r rune) bool { return strings.ContainsRune(",\n()|<>@#", r) }) {
			if !plainWords(piece) {
				continue
			}
			n++
			var got []string
			p := text.Prepare(piece)
			for _, tok := range p.Tokens() {
				got = append(got, string(p.Bytes(tok)))
			}
			if !slices.Equal(got, strings.Fields(piece)) {
				t.Errorf("%q has tokens %q", piece, got)
			}
		}
	}
	if n < 1000 {
		t.Errorf("%d pieces are plain words, want at least 1000", n)
	}
	for _, piece := range []string{"so-so", "sooo good", "it's", "5 stars", "Fine"} {
		if plainWords(piece) {
			t.Errorf("%q is taken for plain words", piece)
		}
	}
}
