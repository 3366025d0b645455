package emotion

import (
	"strings"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// degrees are the words that make a feeling stronger or weaker, for passages in
// which the model finds one that has no word.
type degrees struct{ phrases *text.Matcher }

// IDs of phrases.
const (
	stronger = iota
	weaker
)

// newDegrees takes the degrees of lexicons that are plain phrases; one that is in
// several is as the first has it.
func newDegrees(lexicons []*lexicon.Lexicon) (*degrees, error) {
	const noticeable = 1.2 // factor from which on a degree counts, as in lexicons
	var phrases []text.Phrase
	known := map[string]bool{}
	for _, l := range lexicons {
		for _, e := range l.Entries() {
			key := text.Fold(e.Phrase)
			if e.Role != lexicon.Degree && e.Role != lexicon.Trail || strings.ContainsAny(e.Phrase, "^$<>") || known[key] {
				continue
			}
			known[key] = true
			switch {
			case e.Weight >= noticeable:
				phrases = append(phrases, text.Phrase{Text: e.Phrase, ID: stronger})
			case e.Weight < 1:
				phrases = append(phrases, text.Phrase{Text: e.Phrase, ID: weaker})
			}
		}
	}
	m, err := text.NewMatcher(phrases)
	return &degrees{m}, err
}

// plainIntensity is that of a feeling that no word and no degree shows.
const plainIntensity = 0.6

// intensity is that of the strongest of passages.
func (d *degrees) intensity(t *text.Text, passages []linear.Passage) float64 {
	strongest, sentence := 0.0, 0
	sentences := t.Sentences()
	for _, p := range passages {
		for sentence+1 < len(sentences) && sentences[sentence].End <= p.First {
			sentence++
		}
		x := plainIntensity * d.degree(t, p, sentences[sentence].First)
		if emphasised(t.Tokens()[p.First:p.End]) || exclaimed(t, sentences[sentence]) {
			x *= emphasis
		}
		strongest = max(strongest, min(x, 1))
	}
	return strongest
}

// degree is what the degrees in a passage and shortly before it make of it.
func (d *degrees) degree(t *text.Text, p linear.Passage, start int) float64 {
	const before = 3 // tokens
	factor := 1.0
	for i := max(start, p.First-before); i < p.End; i++ {
		m, ok := d.phrases.Longest(t, i)
		if !ok {
			continue
		}
		if m.ID == stronger {
			return intensified
		}
		factor = weakened
	}
	return factor
}

// emphasised reports whether one of tokens is in capitals or drawn out.
func emphasised(tokens []text.Token) bool {
	for _, tok := range tokens {
		if tok.Has(text.Caps) || tok.Has(text.Stretched) {
			return true
		}
	}
	return false
}

// exclaimed reports whether an exclamation mark stands in a sentence.
func exclaimed(t *text.Text, s text.Sentence) bool {
	for _, tok := range t.Tokens()[s.First:s.End] {
		if tok.Kind == text.Punct && t.Bytes(tok)[0] == '!' {
			return true
		}
	}
	return false
}
