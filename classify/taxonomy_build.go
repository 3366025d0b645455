package classify

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A TopicError reports a mistake in a topic that [NewTaxonomy] was given.
type TopicError struct {
	Index   int // in the list
	ID      string
	Problem string
}

// Error says which topic and what is wrong with it.
func (e *TopicError) Error() string {
	return fmt.Sprintf("classify: topic %d, %q, %s", e.Index, e.ID, e.Problem)
}

// A taxonomyBuilder checks topics and works out what follows from them.
type taxonomyBuilder struct {
	topics  []Topic
	index   map[string]int // by ID
	parents []int          // by topic; -1 at the top or if unknown
	errs    []error
}

func (b *taxonomyBuilder) fail(i int, format string, args ...any) {
	b.errs = append(b.errs, &TopicError{Index: i, ID: b.topics[i].ID, Problem: fmt.Sprintf(format, args...)})
}

func (b *taxonomyBuilder) build() (*Taxonomy, error) {
	b.checkIDs()
	b.link()
	b.checkCycles()
	b.checkDepth()
	phrases := b.collect()
	matcher := b.compile(phrases)
	b.checkReachable(phrases)
	if err := errors.Join(b.errs...); err != nil {
		return nil, err
	}
	x := &Taxonomy{
		topics: b.topics, phrases: phrases, matcher: matcher,
		categories: b.paths(),
		byCategory: make(map[feedback.Category]int, len(b.topics)),
		children:   make(map[feedback.Category][]int),
	}
	for i, c := range x.categories {
		x.byCategory[c] = i
		x.children[c.Parent()] = append(x.children[c.Parent()], i)
	}
	return x, nil
}

func (b *taxonomyBuilder) checkIDs() {
	for i, t := range b.topics {
		if !lowerSnake(t.ID) {
			b.fail(i, "needs an ID of lower-case letters, digits and underscores that begins with a letter")
		}
		if first, ok := b.index[t.ID]; ok {
			b.fail(i, "has the same ID as topic %d", first)
			continue
		}
		b.index[t.ID] = i
	}
}

func lowerSnake(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}

// link finds the parents.
func (b *taxonomyBuilder) link() {
	b.parents = make([]int, len(b.topics))
	for i, t := range b.topics {
		b.parents[i] = -1
		if t.Parent == "" {
			continue
		}
		p, ok := b.index[t.Parent]
		if !ok {
			b.fail(i, "has the parent %q, which is not declared", t.Parent)
			continue
		}
		b.parents[i] = p
	}
}

// checkCycles reports each cycle of parents once, at the topic of it that
// stands first, and cuts it there so that later checks end.
func (b *taxonomyBuilder) checkCycles() {
	const unseen, onPath, done = 0, 1, 2
	state := make([]uint8, len(b.topics))
	for start := range b.topics {
		var path []int
		i := start
		for i >= 0 && state[i] == unseen {
			state[i] = onPath
			path = append(path, i)
			i = b.parents[i]
		}
		if i >= 0 && state[i] == onPath {
			b.reportCycle(path[slices.Index(path, i):])
		}
		for _, k := range path {
			state[k] = done
		}
	}
}

func (b *taxonomyBuilder) reportCycle(cycle []int) {
	first := slices.Min(cycle)
	k := slices.Index(cycle, first)
	var ids []string
	for _, i := range slices.Concat(cycle[k:], cycle[:k], []int{first}) {
		ids = append(ids, b.topics[i].ID)
	}
	b.fail(first, "is its own ancestor: %s", strings.Join(ids, " is part of "))
	b.parents[first] = -1
}

// maxDepth is how many levels a taxonomy may have: more than people can name,
// and few enough that categories stay short.
const maxDepth = 64

// checkDepth reports the topics right below the deepest level allowed.
func (b *taxonomyBuilder) checkDepth() {
	depth := make([]int, len(b.topics)) // 0 if not known yet
	for start := range b.topics {
		var path []int
		i := start
		for i >= 0 && depth[i] == 0 {
			path = append(path, i)
			i = b.parents[i]
		}
		level := 0
		if i >= 0 {
			level = depth[i]
		}
		for _, k := range slices.Backward(path) {
			level++
			depth[k] = level
			if level == maxDepth+1 {
				b.fail(k, "is more than %d levels deep", maxDepth)
			}
		}
	}
}

// collect lists the phrases of all topics, languages in a fixed order.
func (b *taxonomyBuilder) collect() []text.Phrase {
	var out []text.Phrase
	for i, t := range b.topics {
		for _, tag := range sortedTags(t.Names) {
			b.checkLanguage(i, "name", tag)
		}
		for _, tag := range sortedTags(t.Phrases) {
			b.checkLanguage(i, "phrase", tag)
			for _, p := range t.Phrases[tag] {
				out = append(out, text.Phrase{Text: p, ID: i})
			}
		}
	}
	return out
}

func sortedTags[V any](m map[language.Tag]V) []language.Tag {
	return slices.SortedFunc(maps.Keys(m), func(a, c language.Tag) int { return strings.Compare(a.String(), c.String()) })
}

func (b *taxonomyBuilder) checkLanguage(i int, what string, tag language.Tag) {
	if text.Supported(tag) == language.Und {
		b.fail(i, "has a %s in %q; want zh-Hant, zh-Hans or en", what, tag)
	}
}

// compile puts the phrases into a matcher, which finds the empty ones and those
// that two topics have.
func (b *taxonomyBuilder) compile(phrases []text.Phrase) *text.Matcher {
	m, err := text.NewMatcher(phrases)
	if err == nil {
		return m
	}
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		var p *text.PhraseError
		if !errors.As(e, &p) {
			continue
		}
		topic := phrases[p.Index].ID
		if p.Same < 0 {
			b.fail(topic, "has a phrase with nothing to match, %q", p.Text)
			continue
		}
		other := phrases[p.Same]
		b.fail(topic, "has the phrase %q, which reads the same as %q of topic %d, %q", p.Text, other.Text, other.ID, b.topics[other.ID].ID)
	}
	return nil
}

// checkReachable reports the topics that no text can be of. Of a branch without
// any phrase only the topmost topic is named.
func (b *taxonomyBuilder) checkReachable(phrases []text.Phrase) {
	reachable := make([]bool, len(b.topics))
	for _, p := range phrases {
		for i := p.ID; i >= 0 && !reachable[i]; i = b.parents[i] {
			reachable[i] = true
		}
	}
	for i, ok := range reachable {
		if parent := b.parents[i]; !ok && (parent < 0 || reachable[parent]) {
			b.fail(i, "has no phrase in any language, and neither has a part of it")
		}
	}
}

// paths are the categories of the topics.
func (b *taxonomyBuilder) paths() []feedback.Category {
	out := make([]feedback.Category, len(b.topics))
	var path func(i int) feedback.Category
	path = func(i int) feedback.Category {
		if out[i] == "" {
			out[i] = feedback.Category(b.topics[i].ID)
			if p := b.parents[i]; p >= 0 {
				out[i] = path(p) + "/" + out[i]
			}
		}
		return out[i]
	}
	for i := range b.topics {
		path(i)
	}
	return out
}
