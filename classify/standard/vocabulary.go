package standard

import (
	"slices"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A vocabulary is every phrase that a classifier knows, of all languages and for
// all dimensions together, so that a text is searched once.
type vocabulary struct {
	matcher  *text.Matcher
	entries  []entry             // by phrase
	topics   []feedback.Category // of the taxonomy in use
	contents []feedback.Category
}

// An entry is what a phrase says.
type entry struct {
	rules    []rule // by family
	topics   []int32
	contents []int32
	families uint64 // a bit each
}

func (e *entry) has(f family) bool { return e.families&(1<<f) != 0 }

// newVocabulary puts the rules, the topics in use and the phrases that tell the
// content together.
func newVocabulary(taxonomy *classify.Taxonomy, content *contentMap) (*vocabulary, error) {
	rules, err := loadRules()
	if err != nil {
		return nil, err
	}
	b := vocabularyBuilder{index: make(map[string]int, len(rules.phrases))}
	for i, p := range rules.phrases {
		e := b.entry(p)
		e.rules = rules.rules[i]
		for _, r := range e.rules {
			e.families |= 1 << r.cue.family()
			if r.cue == void {
				e.families |= 1<<topics | 1<<contents
			}
		}
	}
	for _, p := range taxonomy.Phrases() {
		e := b.entry(p.Text)
		e.topics = appendNew(e.topics, int32(p.ID))
		e.families |= 1 << topics
	}
	for _, p := range content.phrases {
		e := b.entry(p.Text)
		e.contents = appendNew(e.contents, int32(p.ID))
		e.families |= 1 << contents
	}
	m, err := text.NewMatcher(b.phrases)
	if err != nil {
		return nil, err
	}
	return &vocabulary{m, b.entries, taxonomy.Categories(), content.categories}, nil
}

func appendNew(list []int32, x int32) []int32 {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

type vocabularyBuilder struct {
	phrases []text.Phrase
	entries []entry
	index   map[string]int // by key
	key     keyer
}

// entry is the entry of a phrase, made on first use. It is valid until the next
// call.
func (b *vocabularyBuilder) entry(phrase string) *entry {
	key := b.key.of(phrase)
	i, ok := b.index[string(key)]
	if !ok {
		i = len(b.entries)
		b.index[string(key)] = i
		b.entries = append(b.entries, entry{})
		b.phrases = append(b.phrases, text.Phrase{Text: phrase, ID: i})
	}
	return &b.entries[i]
}

// A keyer tells by which phrases are the same to a [text.Matcher].
type keyer struct {
	txt text.Text
	key []byte
}

// of is the key of a phrase, empty if there is nothing to match. It is valid
// until the next call.
func (k *keyer) of(phrase string) []byte {
	k.txt.Reset(phrase)
	k.key = k.key[:0]
	for _, tok := range k.txt.Tokens() {
		k.key = append(append(k.key, k.txt.Bytes(tok)...), 0)
	}
	return k.key
}
