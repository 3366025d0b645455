package theme

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// Options change what counts as a phrase. The zero value, and a nil pointer, are
// the recommended setup.
type Options struct {
	// MinDocuments is how many pieces of feedback a phrase must be in, at least 2; 0
	// is a quarter of the root of their number, at least 3: 8 of a thousand.
	MinDocuments int

	// MinAssociation is how strongly the parts of a phrase must belong together,
	// the normalised pointwise mutual information in [-1, 1] of its weakest
	// division; 0 is 0.25. See [Phrase.Association].
	MinAssociation float64

	// MinEntropy is how many bits of choice there must be left and right of a
	// phrase; 0 is 1. See [Phrase.Entropy].
	MinEntropy float64

	// Stop are words that are no phrase and stand at no edge of one, beside the
	// shipped list: the company's own name, for example.
	Stop []string
}

func (o *Options) withDefaults() (Options, error) {
	out := Options{}
	if o != nil {
		out = *o
	}
	if out.MinAssociation == 0 {
		out.MinAssociation = 0.25
	}
	if out.MinEntropy == 0 {
		out.MinEntropy = 1
	}
	switch {
	case out.MinDocuments < 0 || out.MinDocuments == 1:
		return out, fmt.Errorf("theme: MinDocuments is %d, want 0 for the default, or at least 2", out.MinDocuments)
	case !(out.MinAssociation >= -1 && out.MinAssociation < 1):
		return out, fmt.Errorf("theme: MinAssociation is %v, want a number from -1 to 1", out.MinAssociation)
	case !(out.MinEntropy > 0 && out.MinEntropy < 64):
		return out, fmt.Errorf("theme: MinEntropy is %v, want bits above 0", out.MinEntropy)
	}
	return out, nil
}

func (o *Options) equal(p *Options) bool {
	return o.MinDocuments == p.MinDocuments && o.MinAssociation == p.MinAssociation && o.MinEntropy == p.MinEntropy && slices.Equal(o.Stop, p.Stop)
}

// A Miner collects feedback and finds what recurs in it. It keeps the words as
// numbers, four bytes each, and no text.
//
// Its results are those of the set of feedback, in whatever order and by however
// many Miners it was added: Merge is associative and commutative, and equal sets
// have equal encodings. Each feedback counts once for a phrase, however often it
// has it. The same feedback added twice counts twice: for that there is package
// dedupe. The zero value is empty, with the recommended options. It is not safe for
// concurrent use.
type Miner struct {
	options Options
	stop    *stopWords
	words   vocabulary
	tokens  []uint32 // of all documents; 0 is where a phrase cannot go on
	entries []entry
	skipped int
}

// An entry is one feedback.
type entry struct {
	id, theCase string
	end         int // of its tokens; they begin where those of the entry before end
}

// NewMiner is an empty Miner. The error names an option that cannot be.
func NewMiner(o *Options) (*Miner, error) {
	options, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	return &Miner{options: options, stop: newStopWords(options.Stop), words: newVocabulary()}, nil
}

// ready makes an empty Miner of the zero value.
func (m *Miner) ready() {
	if m.stop == nil {
		n, err := NewMiner(&m.options)
		if err != nil {
			panic(err) // the options of the zero value are the recommended ones
		}
		*m = *n
	}
}

// Add adds a piece of feedback that is a case of its own.
func (m *Miner) Add(d *feedback.Document) { m.AddCase(d, "") }

// AddCase adds a piece of feedback that belongs to a case: a customer, an order,
// a ticket. Feedback with the same non-empty case counts as one case. Feedback in
// a language that loam does not read is counted as skipped and left out.
func (m *Miner) AddCase(d *feedback.Document, theCase string) {
	m.ready()
	if !reads(d) {
		m.skipped++
		return
	}
	m.tokens = m.words.appendTokens(m.tokens, &d.Text)
	m.entries = append(m.entries, entry{d.Feedback.ID, theCase, len(m.tokens)})
}

// reads reports whether a document is in a language that can be mined. A few
// words that could be of any language in Latin letters are taken for English.
func reads(d *feedback.Document) bool {
	switch tag := d.Language(); {
	case text.Supported(tag) != language.Und:
		return true
	case tag == language.Und:
		script := d.Text.Language().Script
		return script == "Latn" || script == "Zyyy"
	}
	return false
}

// Documents is how much feedback was added, without what was skipped.
func (m *Miner) Documents() int { return len(m.entries) }

// Skipped is how much feedback was left out because of its language.
func (m *Miner) Skipped() int { return m.skipped }

// errOptions says that two Miners do not look for the same.
var errOptions = errors.New("theme: the two Miners were made with other options")

// Merge adds the feedback of o, which must have been made with the same options,
// and leaves it as it was.
func (m *Miner) Merge(o *Miner) error {
	m.ready()
	o.ready()
	if !m.options.equal(&o.options) {
		return errOptions
	}
	number := make([]uint32, len(o.words.surface))
	for i := 1; i < len(number); i++ {
		number[i] = m.words.add(o.words.surface[i], o.words.surface[o.words.folded[i]])
	}
	offset := len(m.tokens)
	for _, t := range o.tokens {
		m.tokens = append(m.tokens, number[t])
	}
	for _, e := range o.entries {
		e.end += offset
		m.entries = append(m.entries, e)
	}
	m.skipped += o.skipped
	return nil
}

// of is the tokens of entry i.
func (m *Miner) of(i int) []uint32 {
	start := 0
	if i > 0 {
		start = m.entries[i-1].end
	}
	return m.tokens[start:m.entries[i].end]
}

// A vocabulary numbers words by how they are written and folded: a character may
// fold differently in different words. 0 is none.
type vocabulary struct {
	number  map[string]uint32 // by key
	surface []string
	folded  []uint32 // number of the folded form
	han     []bool
}

func newVocabulary() vocabulary {
	return vocabulary{number: map[string]uint32{}, surface: []string{""}, folded: []uint32{0}, han: []bool{false}}
}

func key(surface, folded string) string { return surface + "\x00" + folded }

func (v *vocabulary) add(surface, folded string) uint32 {
	k := key(surface, folded)
	if n, ok := v.number[k]; ok {
		return n
	}
	n := uint32(len(v.surface))
	v.number[k] = n
	v.surface = append(v.surface, k[:len(surface)])
	v.folded = append(v.folded, n)
	v.han = append(v.han, isHan(folded))
	if folded != surface {
		f := v.add(folded, folded)
		v.folded[n] = f
	}
	return n
}

// key is the key of word n.
func (v *vocabulary) key(n uint32) string { return key(v.surface[n], v.surface[v.folded[n]]) }

func isHan(s string) bool {
	for _, r := range s {
		return r >= 0x2E80
	}
	return false
}

// longestWord is how many bytes a word has at most; what is longer is no word.
const longestWord = 100

// appendTokens appends the numbers of the words of t, with 0 before and behind
// and wherever something else stands between them. Words that a hyphen joins are
// one.
func (v *vocabulary) appendTokens(dst []uint32, t *text.Text) []uint32 {
	dst = append(dst, 0)
	part := func() {
		if dst[len(dst)-1] != 0 {
			dst = append(dst, 0)
		}
	}
	tokens := t.Tokens()
	for i := 0; i < len(tokens); i++ {
		tok := tokens[i]
		if tok.Kind != text.Word && tok.Kind != text.Han1 || tok.Script != text.Han && tok.Script != text.Latin {
			part()
			continue
		}
		if tok.Kind == text.Han1 && tok.Has(text.SpaceBefore) {
			part()
		}
		for hyphenAt(t, i+1, len(tokens)) {
			i += 2
		}
		span := text.Span{Start: int(tok.Start), End: int(tokens[i].End)}
		folded := string(t.Folded()[span.Start:span.End])
		surface := t.Origin(span).Of(t.Source())
		if tok.Kind == text.Word {
			folded, surface = strings.TrimSuffix(folded, "'s"), strings.TrimSuffix(strings.TrimSuffix(surface, "'s"), "’s")
		}
		if folded == "" || surface == "" || len(surface) > longestWord {
			part()
			continue
		}
		dst = append(dst, v.add(surface, folded))
	}
	part()
	return dst
}
