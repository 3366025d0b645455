package lexicon

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
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

// Alternatives, the first of them optional, stand for each of the phrases written
// out and for no other.
func TestAlternativesAreThePhrasesWrittenOut(t *testing.T) {
	l, err := Parse("x", []language.Tag{language.English}, "@valence 1\n(quite|so|) (zib|zab) (of|in|) (zub|zob)")
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(nil, l)
	if err != nil {
		t.Fatal(err)
	}
	whole := func(s string) bool {
		var out feedback.Sentiment
		a.AnalyzeInto(&out, feedback.NewDocument(&feedback.Feedback{Text: "we thought the " + s + " was there", Language: language.English}))
		return len(out.Evidence) == 1 && out.Evidence[0].End-out.Evidence[0].Start == len(s)
	}
	for _, one := range []string{"quite ", "so ", ""} {
		for _, two := range []string{"zib ", "zab "} {
			for _, three := range []string{"of ", "in ", ""} {
				for _, four := range []string{"zub", "zob"} {
					if s := one + two + three + four; !whole(s) {
						t.Errorf("%q is not one passage", s)
					}
				}
			}
		}
	}
	for _, s := range []string{"zib", "so zub", "zib on zub", "zab of", "zub zib"} {
		if whole(s) {
			t.Errorf("%q is a passage", s)
		}
	}
}
