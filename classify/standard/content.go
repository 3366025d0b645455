package standard

import (
	"slices"

	"github.com/loamlib/loam/feedback"
)

// mentionWeight is the chance that a text with a phrase of a topic is about the
// topic.
const mentionWeight = 0.65

// topic labels what the text is about, in the taxonomy in use. A part never
// comes without the wider topics it is a part of.
func (w *labeller) topic() {
	w.mentioned(feedback.Topic, &w.classifier.vocabulary.topics, w.topics)
}

// content labels whether the text is about a product, a service or the
// experience as a whole, and about which side of it.
func (w *labeller) content() {
	w.mentioned(feedback.Content, &w.classifier.vocabulary.contents, w.contents)
}

// A subject is a category that is mentioned, and what speaks for it.
type subject struct {
	category int32
	tally    tally
}

// mentioned adds the labels of the categories that are mentioned, and of those
// they are parts of, the wider first.
func (w *labeller) mentioned(d feedback.Dimension, tree *categoryTree, mentions []mention) {
	w.subjects = w.subjects[:0]
	for _, m := range mentions {
		p := passage{m.first, m.end, m.phrase, mentionWeight, ""}
		for c := m.what; c >= 0; c = tree.parents[c] {
			w.subject(c).add(p)
		}
	}
	for depth, left := 0, len(w.subjects); left > 0; depth++ {
		for i := range w.subjects {
			if s := &w.subjects[i]; tree.depths[s.category] == depth {
				w.add(d, tree.categories[s.category], &s.tally)
				left--
			}
		}
	}
}

// subject is the tally of a category, made on first use.
func (w *labeller) subject(category int32) *tally {
	for i := range w.subjects {
		if w.subjects[i].category == category {
			return &w.subjects[i].tally
		}
	}
	n := len(w.subjects)
	w.subjects = slices.Grow(w.subjects, 1)[:n+1]
	s := &w.subjects[n]
	s.category = category
	s.tally.clear()
	return &s.tally
}
