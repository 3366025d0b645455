package text

import "bytes"

// A Sentence is a range of tokens, [First, End) of [Text.Tokens].
type Sentence struct{ First, End int }

// abbreviations end in a full stop that ends no sentence.
const abbreviations = " mr mrs ms dr prof sr jr st vs etc e.g i.e eg ie approx no inc ltd co corp dept est fig min max "

// sentences cuts the tokens at full stops, question and exclamation marks in
// either script, and at line breaks that do not merely wrap a line.
func (t *Text) cutSentences() {
	t.sentences = t.sentences[:0]
	first := 0
	for i := 0; i < len(t.tokens); i++ {
		if k := t.tokens[i].Kind; k != Punct && k != Break || !t.endsSentence(i) {
			continue
		}
		end := i + 1
		for end < len(t.tokens) && t.closes(end) {
			end++
		}
		t.sentences = append(t.sentences, Sentence{first, end})
		first, i = end, end-1
	}
	if first < len(t.tokens) {
		t.sentences = append(t.sentences, Sentence{first, len(t.tokens)})
	}
}

// endsSentence reports whether token i ends a sentence.
func (t *Text) endsSentence(i int) bool {
	tok := t.tokens[i]
	switch tok.Kind {
	case Break:
		return !t.wrapped(i)
	case Punct:
		switch t.fold[tok.Start] {
		case '!', '?':
			return true
		case '.':
			return t.fullStop(i)
		}
		return string(t.fold[tok.Start:tok.Start+min(3, tok.End-tok.Start)]) == "。"
	}
	return false
}

// fullStop reports whether the full stop at i ends a sentence: not inside a
// name, behind an initial or behind an abbreviation.
func (t *Text) fullStop(i int) bool {
	if i+1 == len(t.tokens) {
		return true
	}
	next := t.tokens[i+1]
	if !next.Has(SpaceBefore) && next.Kind != Break && next.Kind != Han1 && next.Kind != Emoji {
		return false
	}
	if i == 0 || t.tokens[i].End-t.tokens[i].Start > 1 {
		return true
	}
	before := t.tokens[i-1]
	if before.Kind != Word || before.Script != Latin {
		return true
	}
	word := t.fold[before.Start:before.End]
	if len(word) == 1 && word[0] != 'i' && next.Kind == Word {
		return false
	}
	return !bytes.Contains([]byte(abbreviations), append(append([]byte{' '}, word...), ' '))
}

// closes reports whether token i still belongs to the sentence that ended
// before it: further marks, closing quotes and brackets.
func (t *Text) closes(i int) bool {
	tok := t.tokens[i]
	if tok.Kind != Punct || tok.Has(SpaceBefore) {
		return tok.Kind == Emoji && !tok.Has(SpaceBefore) || tok.Kind == Emoticon
	}
	switch t.fold[tok.Start] {
	case '!', '?', '.', ')', '"', '\'', ']', '~':
		return true
	}
	switch string(t.fold[tok.Start:min(tok.Start+3, tok.End)]) {
	case "。", "」", "』", "】", "》":
		return true
	}
	return false
}

// wrapped reports whether the line break at i falls inside an English sentence
// that was broken to fit a line: a small letter on both sides.
func (t *Text) wrapped(i int) bool {
	if i == 0 || i+1 >= len(t.tokens) {
		return false
	}
	before, next := t.tokens[i-1], t.tokens[i+1]
	if before.Kind != Word && !(before.Kind == Punct && t.fold[before.Start] == ',') {
		return false
	}
	if next.Kind != Word || next.Script != Latin || before.Kind == Word && before.Script != Latin {
		return false
	}
	at := t.Origin(next.Span()).Start
	return at < len(t.source) && 'a' <= t.source[at] && t.source[at] <= 'z'
}
