package text

import (
	"testing"
	"unicode/utf8"
)

// The fast way and the slow one must agree on all short rows of the characters
// that matter.
func TestEightBytesFoldLikeOneByOne(t *testing.T) {
	const alphabet = "aAzZ b\n\t.0\x7f\x80@[`{"
	row := make([]byte, 8)
	for seed := range uint32(200_000) {
		x := seed*2654435761 + 12345
		for i := range row {
			x = x*1664525 + 1013904223
			row[i] = alphabet[x>>24%uint32(len(alphabet))]
			if i > 0 && x>>20&3 == 0 {
				row[i] = row[i-1]
			}
		}
		last, before := rune(row[seed%8]), rune(row[seed/8%8])
		if seed%3 == 0 {
			last = '好'
		}
		want, wantOK := foldSlowly(row, last, before)
		word, ok := foldEight(load8(string(row), 0), last, before)
		var got [8]byte
		for i := range got {
			got[i] = byte(word >> (8 * i))
		}
		if ok != wantOK || ok && string(got[:]) != want {
			t.Fatalf("%q behind %q %q folds to %q, %v, want %q, %v", row, before, last, got, ok, want, wantOK)
		}
	}
}

func foldSlowly(row []byte, last, before rune) (string, bool) {
	var out []byte
	for _, c := range row {
		if c >= utf8.RuneSelf || c < ' ' || asciiFold[c] == 0 {
			return "", false
		}
		r := rune(asciiFold[c])
		if r == ' ' && last <= ' ' || r == last && r == before {
			return "", false
		}
		out = append(out, byte(r))
		before, last = last, r
	}
	return string(out), true
}

func TestLettersIn(t *testing.T) {
	for row, want := range map[string]int{"abcdefgh": 8, "abc defg": 3, "abcdefg1": 7, "Abcdefgh": 0, "az{`\x80\xe1az": 2, "zzzzzzz\xfa": 7} {
		if got := lettersIn(load8(row, 0)); got != want {
			t.Errorf("%q begins with %d letters, want %d", row, got, want)
		}
	}
}
