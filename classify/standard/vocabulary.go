package standard

import (
	"strings"
	"sync"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A vocabulary is every phrase that a classifier knows, of all languages and for
// all dimensions together, so that a text is searched once.
type vocabulary struct {
	matcher  *text.Matcher
	entries  []entry      // by phrase
	rules    []rule       // of all entries
	topics   categoryTree // of the taxonomy in use
	contents categoryTree
}

// A categoryTree is a list of categories and, for each, the index of the one it
// is a part of, -1 if of none, and how deep it lies.
type categoryTree struct {
	categories []feedback.Category
	parents    []int32
	depths     []int
}

// rulesOf are the rules of an entry.
func (v *vocabulary) rulesOf(e *entry) []rule { return v.rules[e.from:e.end] }

// newCategoryTree finds the parents, which must be in the list too.
func newCategoryTree(categories []feedback.Category) categoryTree {
	t := categoryTree{categories, make([]int32, len(categories)), make([]int, len(categories))}
	index := make(map[feedback.Category]int32, len(categories))
	for i, c := range categories {
		index[c] = int32(i)
	}
	for i, c := range categories {
		t.parents[i], t.depths[i] = -1, strings.Count(string(c), "/")
		if p, ok := index[c.Parent()]; ok {
			t.parents[i] = p
		}
	}
	return t
}

// An entry is what a phrase says. There are tens of thousands, so they hold no
// pointers.
type entry struct {
	families   uint64 // a bit each
	from, end  int32  // its rules, in those of the vocabulary
	topic      int32  // index into the topics
	categories uint32 // of content, a bit each
}

// sharedVocabulary has the shipped taxonomy. It is made with the first
// classifier that uses that.
var sharedVocabulary struct {
	once       sync.Once
	vocabulary *vocabulary
	err        error
}

// vocabularyFor is the vocabulary with the given taxonomy, nil for the shipped
// one.
func vocabularyFor(taxonomy *classify.Taxonomy) (*vocabulary, error) {
	sharedTopics.load()
	if taxonomy != nil {
		return newVocabulary(taxonomy, sharedTopics.content)
	}
	v := &sharedVocabulary
	v.once.Do(func() { v.vocabulary, v.err = newVocabulary(sharedTopics.taxonomy, sharedTopics.content) })
	return v.vocabulary, v.err
}

// newVocabulary puts the rules, the topics in use and the phrases that tell the
// content together.
func newVocabulary(taxonomy *classify.Taxonomy, content *contentMap) (*vocabulary, error) {
	rules, err := loadRules()
	if err != nil {
		return nil, err
	}
	b := vocabularyBuilder{index: make(map[string]int, len(rules.phrases))}
	for i, p := range rules.phrases {
		b.addRules(p, rules.rules[i])
	}
	for _, p := range taxonomy.Phrases() {
		e := b.entry(p.Text)
		e.topic = int32(p.ID)
		e.families |= 1 << topics
	}
	for _, p := range content.phrases {
		e := b.entry(p.Text)
		e.categories |= 1 << p.ID
		e.families |= 1 << contents
	}
	m, err := text.NewMatcher(b.phrases)
	if err != nil {
		return nil, err
	}
	return &vocabulary{
		matcher: m, entries: b.entries, rules: b.rules,
		topics: newCategoryTree(taxonomy.Categories()), contents: newCategoryTree(content.categories),
	}, nil
}

type vocabularyBuilder struct {
	phrases []text.Phrase
	entries []entry
	rules   []rule
	index   map[string]int // by key
	key     keyer
}

// addRules adds a phrase with what it says. A void phrase hides the topics in
// it, too.
func (b *vocabularyBuilder) addRules(phrase string, rules []rule) {
	e := b.entry(phrase)
	e.from = int32(len(b.rules))
	b.rules = append(b.rules, rules...)
	e.end = int32(len(b.rules))
	for _, r := range rules {
		e.families |= 1 << r.cue.family()
		if r.cue == void {
			e.families |= 1<<topics | 1<<contents
		}
	}
}

// entry is the entry of a phrase, made on first use. It is valid until the next
// call.
func (b *vocabularyBuilder) entry(phrase string) *entry {
	key := b.key.of(phrase)
	i, ok := b.index[string(key)]
	if !ok {
		i = len(b.entries)
		b.index[string(key)] = i
		b.entries = append(b.entries, entry{topic: -1})
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
