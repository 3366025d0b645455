package trained_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
)

// A sentence is a line of testdata.
type sentence struct {
	text string
	want feedback.Polarity
}

// sentences reads the sentences of a language.
func sentences(t testing.TB, language string) []sentence {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", language+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		word, text, ok := strings.Cut(line, "\t")
		p, err := feedback.ParsePolarity(word)
		if !ok || err != nil {
			t.Fatalf("%s: %q: want a polarity, a tab and a text", language, line)
		}
		out = append(out, sentence{text, p})
	}
	return out
}
