package aspect

import (
	"errors"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// Topics are what aspects can be about. A classify.Taxonomy is one.
type Topics interface {
	// Categories lists the topics; a topic is a part of another if its category
	// begins with that of the other and a slash.
	Categories() []feedback.Category
	// Phrases are the words that a topic is mentioned by. The ID of each is the
	// index of its topic in Categories.
	Phrases() []text.Phrase
}

// noTopic is the topic of what belongs to none.
const noTopic = -1

// A topic is one of Topics, and what sort it is of. What is known of the shipped
// topics is known of others that are called the same.
type topic struct {
	parent   int32 // noTopic at the top
	top      int32 // the widest topic that it is a part of
	describe bool  // it is a side of things: an opinion of it is about it whatever its target is
	quality  bool  // one of those that things have: the target may be what an earlier clause was about
	product  bool  // one of those that only products have
	concrete bool  // what belongs to it are things, which have qualities
}

// The shipped topics of each sort.
var (
	describing = []string{
		"price", "waiting", "delivery/delivery_speed", "environment/noise", "environment/cleanliness", "environment/smell",
		"comfort", "safety", "service/attitude", "food/freshness", "product/authenticity", "food/portion", "variety", "stock",
		"delivery/order_accuracy", "billing/refund",
	}
	qualities = []string{
		"price", "environment/noise", "environment/cleanliness", "environment/smell", "comfort", "food/freshness", "food/portion",
		"product/authenticity",
	}
	concrete = []string{
		"food", "product/battery", "product/screen", "product/camera", "product/sound", "product/accessories", "lodging",
		"environment/facilities", "packaging",
	}
)

// A topicIndex knows topics by their place in the list and by their category.
type topicIndex struct {
	list  []topic
	index map[string]int32
}

func newTopicIndex(categories []feedback.Category) topicIndex {
	x := topicIndex{list: make([]topic, len(categories)), index: make(map[string]int32, len(categories))}
	for i, c := range categories {
		x.index[string(c)] = int32(i)
	}
	for i, c := range categories {
		name := string(c)
		x.list[i] = topic{
			parent:   x.find(string(c.Parent())),
			describe: slices.ContainsFunc(describing, func(d string) bool { return within(name, d) }),
			quality:  slices.Contains(qualities, name),
			product:  within(name, "product") || name == "usability",
			concrete: slices.Contains(concrete, name),
		}
	}
	for i := range x.list {
		top := int32(i)
		for x.list[top].parent != noTopic {
			top = x.list[top].parent
		}
		x.list[i].top = top
	}
	return x
}

func within(category, top string) bool {
	return category == top || strings.HasPrefix(category, top+"/")
}

// find is the topic of a category, or of the nearest above it that there is.
func (x *topicIndex) find(category string) int32 {
	for category != "" {
		if t, ok := x.index[category]; ok {
			return t
		}
		category = category[:max(0, strings.LastIndexByte(category, '/'))]
	}
	return noTopic
}

// check reports phrases that belong to no topic.
func (x *topicIndex) check(phrases []text.Phrase) error {
	for _, p := range phrases {
		if p.ID < 0 || p.ID >= len(x.list) {
			return errors.New("a phrase of the topics has an ID that is no index of their categories")
		}
	}
	return nil
}

// related reports whether two topics belong to the same topic at the top.
func (x *topicIndex) related(a, b int32) bool {
	return a != noTopic && b != noTopic && x.list[a].top == x.list[b].top
}

// narrows reports whether a is a part of b, one step below it.
func (x *topicIndex) narrows(a, b int32) bool {
	return a != noTopic && b != noTopic && x.list[a].parent == b
}

// about is the topic of an opinion that names the topic said, of a thing of the
// topic of: the price of a pizza, but the battery that is broken.
func (x *topicIndex) about(said, of int32) int32 {
	switch {
	case said == noTopic:
		return of
	case of == noTopic || x.list[said].describe && !x.list[of].describe || x.narrows(said, of):
		return said
	}
	return of
}

// describes reports whether an opinion that names the topic said can be of a
// thing of the topic of, which an earlier clause was about: the price of a pizza,
// but not of the taste.
func (x *topicIndex) describes(said, of int32) bool {
	switch {
	case said == noTopic || said == of:
		return true
	case x.related(said, of): // one part of a product is not another
		return !x.list[said].product || x.narrows(said, of) || x.narrows(of, said)
	case of == noTopic:
		return x.list[said].quality || x.list[said].product
	}
	return x.list[said].quality && x.list[of].concrete
}

// compound reports whether two names of things that stand together are one, of
// which the second is the head: its topic is the same or a part of the first's,
// or the first is a thing that the second is a side of.
func (x *topicIndex) compound(first, head int32) bool {
	return first == head || first == noTopic || x.narrows(head, first) || head != noTopic && x.list[first].concrete
}
