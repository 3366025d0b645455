package lexicon

import "github.com/loamlib/loam/feedback/text"

// Corpora and some keyboards set the parts of a contraction apart: "ca n't",
// "don ' t", "do n ' t", "it 's". Together they are the word of the lists.

// contracts reports whether token i may be part of a contraction that is set
// apart.
func contracts(t *text.Text, tokens []text.Token, i int) bool {
	tok := tokens[i]
	switch {
	case i == 0:
		return false
	case tok.Kind == text.Word:
		return tok.End-tok.Start == 3 && string(t.Bytes(tok)) == "n't"
	}
	return tok.Kind == text.Punct && apostrophe(t.Bytes(tok)) && i+1 < len(tokens) && tokens[i+1].Kind == text.Word && shortened(t.Bytes(tokens[i+1]))
}

func apostrophe(mark []byte) bool { return len(mark) == 1 && (mark[0] == '\'' || mark[0] == '`') }

// shortened reports whether word is what a contraction leaves of a word.
func shortened(word []byte) bool {
	switch string(word) {
	case "t", "s", "m", "d", "re", "ve", "ll":
		return true
	}
	return false
}

// contract joins the contractions in the sequence that the lists have as words.
func (q *sequence) contract() {
	for i := 1; i < len(q.tokens); i++ {
		if q.symbols[i] == joinedSymbol || !contracts(q.text, q.tokens, i) {
			continue
		}
		first, end := i-1, i+1
		if q.tokens[i].Kind == text.Punct {
			end++
			if first > 0 && string(q.text.Bytes(q.tokens[first])) == "n" {
				first--
			}
		}
		q.joinContraction(first, end)
	}
}

// joinContraction joins the tokens [first,end) if they are a word of the lists.
func (q *sequence) joinContraction(first, end int) {
	var room [longestDisguise]byte
	word := room[:0]
	for i := first; i < end; i++ {
		b := q.text.Bytes(q.tokens[i])
		if q.tokens[i].Kind == text.Punct {
			b = []byte("'")
		}
		if len(word)+len(b) > len(room) || i == first && (q.tokens[i].Kind != text.Word || q.symbols[i] == joinedSymbol) {
			return
		}
		word = append(word, b...)
	}
	q.join(first, end, q.words.find(word))
}
