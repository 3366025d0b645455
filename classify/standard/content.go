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
	w.mentioned(feedback.Topic, w.classifier.vocabulary.topics, w.judgement.topics)
}

// content labels whether the text is about a product, a service or the
// experience as a whole, and about which side of it.
func (w *labeller) content() {
	w.mentioned(feedback.Content, w.classifier.vocabulary.contents, w.judgement.contents)
}

// mentioned adds the labels of the categories that are mentioned, and of those
// they are parts of.
func (w *labeller) mentioned(d feedback.Dimension, categories []feedback.Category, mentions []mention) {
	type found struct {
		category feedback.Category
		tally    tally
	}
	var all []found
	var count func(c feedback.Category, p passage)
	count = func(c feedback.Category, p passage) {
		if c == "" {
			return
		}
		count(c.Parent(), p)
		i := slices.IndexFunc(all, func(f found) bool { return f.category == c })
		if i < 0 {
			i = len(all)
			all = append(all, found{category: c})
		}
		all[i].tally.add(p)
	}
	for _, m := range mentions {
		count(categories[m.what], passage{m.first, m.end, m.phrase, mentionWeight, ""})
	}
	for i := range all {
		w.add(d, all[i].category, &all[i].tally)
	}
}
