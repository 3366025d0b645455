package report

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Subject is what a report is about, beside what was counted: names, plans and the
// figures of others. The zero value is a report without any of them.
type Subject struct {
	Company string
	// TopicName is a topic as people call it, such as the method Name of a
	// classify.Taxonomy; nil writes the ID.
	TopicName func(topic feedback.Category, tag language.Tag) string
	// Journey lists the touchpoints in the order in which customers meet them; others
	// that feedback names come after them.
	Journey []string
	// Recent is how many complete periods are called recent and compared with those
	// before; 0 means the last quarter of them, up to half a year of months.
	Recent int
	// HideWords leaves out what customers wrote: only IDs and spans are given.
	HideWords bool

	Goals      []goal.Goal
	Actions    []action.Action
	Benchmarks []goal.Benchmark

	// Effort is what it takes to improve a topic, and Business how strongly it goes with
	// churn, sales or profit, where somebody knows: they enter the order of topics. All
	// efforts must have one definition, and all links with business one.
	Effort   map[feedback.Category]metrics.Estimate
	Business map[feedback.Category]metrics.Estimate
}

// name is a topic as people call it.
func (o Subject) name(topic feedback.Category) text.Wording {
	return phrase.Each(func(tag language.Tag) string {
		if o.TopicName == nil {
			return string(topic)
		}
		return o.TopicName(topic, tag)
	})
}
