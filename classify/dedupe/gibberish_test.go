package dedupe

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// The shares that are told beside improbable.
func TestWordsAreProbableAndRandomLettersAreNot(t *testing.T) {
	share := func(words []string) float64 {
		improbables := 0
		for _, w := range words {
			if improbableWord([]byte(w), improbable) {
				improbables++
			}
		}
		return float64(improbables) / float64(len(words))
	}
	r := rand.New(rand.NewPCG(1, 2))
	random := make([]string, 10_000)
	for i := range random {
		w := make([]byte, shortestWord+r.IntN(8))
		for j := range w {
			w[j] = 'a' + byte(r.IntN(26))
		}
		random[i] = string(w)
	}
	b, err := os.ReadFile("../theme/data/en.txt") // words of feedback
	if err != nil {
		t.Fatal(err)
	}
	words := strings.FieldsFunc(string(b), func(c rune) bool { return (c < 'a' || c > 'z') && c != '\'' && c != '-' })
	if len(words) < 1000 {
		t.Fatalf("only %d words", len(words))
	}
	if s := share(random); s < 0.84 {
		t.Errorf("%.3f of random letters are improbable, want 0.84", s)
	}
	if s := share(words); s > 0.002 {
		t.Errorf("%.4f of %d English words are improbable, want 0.002 at most", s, len(words))
	}
	t.Logf("random letters %.3f, words %.4f", share(random), share(words))
}
