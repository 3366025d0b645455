package classify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Topic is something that feedback can be about, declared as data. It
// marshals to and from JSON, languages as BCP 47 tags.
type Topic struct {
	ID     string `json:"id"`              // a word in lower snake case that stays when the topic is renamed or moved
	Parent string `json:"parent,omitzero"` // ID of the wider topic; empty at the top

	// Names are for people, by language.
	Names map[language.Tag]string `json:"names,omitempty"`

	// Phrases are words that customers use of the topic and of no other, by the
	// language they are written in. A phrase is found as [text.Matcher] finds
	// it: in either Chinese script, in any case, English at word boundaries.
	Phrases map[language.Tag][]string `json:"phrases,omitempty"`

	// Examples are pieces of feedback about the topic, for classifiers that
	// learn from them.
	Examples []string `json:"examples,omitempty"`
}

// Name is the topic as people who read tag call it; its ID if it has no name in
// that language.
func (t Topic) Name(tag language.Tag) string {
	want := text.Supported(tag)
	for k, name := range t.Names {
		if text.Supported(k) == want {
			return name
		}
	}
	return t.ID
}

// A Taxonomy is a checked tree of topics. It is immutable and safe for
// concurrent use.
//
// In a label the category of a topic is its path from the top, the IDs joined
// by slashes: "delivery/delivery_speed". So [feedback.Category.Parent] leads
// upwards without the taxonomy at hand.
type Taxonomy struct {
	topics     []Topic
	categories []feedback.Category         // by topic
	byCategory map[feedback.Category]int   // index into topics
	children   map[feedback.Category][]int // in declared order; top-level topics under ""
	phrases    []text.Phrase               // ID is the index of the topic
	matcher    *text.Matcher               // of phrases
}

// NewTaxonomy checks topics and puts them together. Wider topics may stand
// before or behind their parts. It reports every mistake, joined; each error in
// the join is a [*TopicError]:
//
//   - an ID that is no lower-snake-case word, or is declared twice
//   - a parent that is not declared, topics that are one another's parents, and
//     more than 64 levels
//   - an empty phrase, or a phrase that another topic has too
//   - a topic that no text can ever be of, because neither it nor any of its
//     parts has a phrase
//   - names or phrases in a language that loam does not read
//
// [Taxonomy.Shadows] lists what is no mistake but should be known.
func NewTaxonomy(topics []Topic) (*Taxonomy, error) {
	b := taxonomyBuilder{topics: make([]Topic, len(topics)), index: make(map[string]int, len(topics))}
	for i, t := range topics {
		b.topics[i] = cloneTopic(t)
	}
	return b.build()
}

func cloneTopic(t Topic) Topic {
	t.Names = maps.Clone(t.Names)
	t.Examples = slices.Clone(t.Examples)
	phrases := make(map[language.Tag][]string, len(t.Phrases))
	for tag, list := range t.Phrases {
		phrases[tag] = slices.Clone(list)
	}
	t.Phrases = phrases
	return t
}

// Len is the number of topics.
func (x *Taxonomy) Len() int { return len(x.topics) }

// Topics returns copies of the topics, as declared and in that order.
func (x *Taxonomy) Topics() []Topic {
	out := make([]Topic, len(x.topics))
	for i, t := range x.topics {
		out[i] = cloneTopic(t)
	}
	return out
}

// Categories lists the categories of all topics in declared order.
func (x *Taxonomy) Categories() []feedback.Category { return slices.Clone(x.categories) }

// Topic returns a copy of the topic whose category is c.
func (x *Taxonomy) Topic(c feedback.Category) (Topic, bool) {
	i, ok := x.byCategory[c]
	if !ok {
		return Topic{}, false
	}
	return cloneTopic(x.topics[i]), true
}

// Parts lists the categories right below c, those at the top for "".
func (x *Taxonomy) Parts(c feedback.Category) []feedback.Category {
	var out []feedback.Category
	for _, i := range x.children[c] {
		out = append(out, x.categories[i])
	}
	return out
}

// Name is category c as people who read tag call it; c itself if it is of no
// topic here.
func (x *Taxonomy) Name(c feedback.Category, tag language.Tag) string {
	if i, ok := x.byCategory[c]; ok {
		return x.topics[i].Name(tag)
	}
	return string(c)
}

// Phrases lists the phrases of all topics, for a [text.Matcher]. The ID of each
// is its topic's index in [Taxonomy.Categories].
func (x *Taxonomy) Phrases() []text.Phrase { return slices.Clone(x.phrases) }

// A Shadow is a phrase that is never found where it stands inside a longer
// phrase of another topic, because the longer one is what is meant there: the
// "服务" of service inside the "服务器" of connection. Mostly that is
// as wanted; where it is not, the longer phrase is too broad.
type Shadow struct {
	Phrase string
	Topic  feedback.Category
	Inside string // the longer phrase
	Of     feedback.Category
}

// String is the shadow in a line.
func (s Shadow) String() string {
	return fmt.Sprintf("%q (%s) is hidden inside %q (%s)", s.Phrase, s.Topic, s.Inside, s.Of)
}

// Shadows lists the phrases that lie inside longer phrases of topics that are
// neither a part of theirs nor the whole, in the order of the longer phrases.
func (x *Taxonomy) Shadows() []Shadow {
	var out []Shadow
	var t text.Text
	var found []text.Match
	for _, p := range x.phrases {
		t.Reset(p.Text)
		found = x.matcher.AppendAll(found[:0], &t)
		for _, f := range found {
			inside, of := x.categories[f.ID], x.categories[p.ID]
			if !related(inside, of) {
				out = append(out, Shadow{t.Origin(f.Span(&t)).Of(p.Text), inside, p.Text, of})
			}
		}
	}
	return out
}

// related reports whether one category is the other or a part of it.
func related(a, b feedback.Category) bool {
	return a == b || strings.HasPrefix(string(a), string(b)+"/") || strings.HasPrefix(string(b), string(a)+"/")
}
