package report

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/stat"
)

// painsShown is how many pain points stand at a step.
const painsShown = 3

// fewestPains is how many customers must complain before it is a pain point.
const fewestPains = 3

func shareOf(x, n int64) stat.Share { return stat.Share{X: x, N: n} }

// journey is the touchpoints with what customers say there, in the recent stretch;
// nil if no feedback names any. The score of a step is the share of unhappy feedback,
// which every piece has; each is held against all other steps, and the p-values are
// adjusted together.
func (b *builder) journey() (*cause.Journey, error) {
	facet := slices.Index(b.c.options.Facets, cause.Touchpoint)
	if facet < 0 || b.c.groups[facet].full || len(b.c.groups[facet].slices) == 0 {
		return nil, nil
	}
	recent := b.numbers(b.recent)
	group := &b.c.groups[facet]
	whole := b.c.slices[group.whole].over(recent)
	var found []string
	for key := range group.slices {
		found = append(found, b.c.valueNames[facet].list[key[0]])
	}
	slices.Sort(found)
	j := &cause.Journey{}
	var rests []*metrics.Comparison
	for _, name := range cause.Order(b.o.Journey, found) {
		var own cell
		if value, ok := b.c.valueNames[facet].index[name]; ok {
			if i, ok := group.slices[[2]uint32{value, 0}]; ok {
				own = b.c.slices[i].over(recent)
			}
		}
		step, err := b.step(name, own, whole)
		if err != nil {
			return nil, err
		}
		j.Steps = append(j.Steps, step)
		rests = append(rests, step.Rest)
	}
	for i, q := range adjust(rests) {
		s := &j.Steps[i]
		s.Adjusted = q
		p, ok := q.Get()
		s.Worse = ok && p < 1-metrics.DefaultConfidence && s.Rest.Shown && s.Rest.Difference.Or(0) > 0
	}
	return j, nil
}

func (b *builder) step(name string, own, whole cell) (cause.Step, error) {
	from := b.selector(b.recent).In(cause.Touchpoint, name)
	r := rateOf(metrics.IDUnhappyShare, shareOf(own.Unhappy, own.Feedback))
	s := cause.Step{Touchpoint: name, Volume: own.Feedback, Score: r.Estimate(), From: from}
	if own.Feedback > 0 && own.Feedback < whole.Feedback {
		c, err := r.Compare(rateOf(metrics.IDUnhappyShare, shareOf(whole.Unhappy-own.Unhappy, whole.Feedback-own.Feedback)), metrics.DefaultConfidence)
		if err != nil {
			return s, err
		}
		s.Rest = &c
	}
	topics := slices.Clone(own.Topics)
	slices.SortFunc(topics, func(x, y topicCount) int {
		return cmp.Or(cmp.Compare(y.Cases, x.Cases), cmp.Compare(b.topic(x.Topic), b.topic(y.Topic)))
	})
	for _, t := range topics {
		if t.Cases < fewestPains || len(s.Pains) == painsShown {
			break
		}
		topic := feedback.Category(b.topic(t.Topic))
		s.Pains = append(s.Pains, cause.Pain{
			Topic: topic, Share: rateOf(metrics.IDTopicShare.With(string(topic)), shareOf(t.Cases, own.Feedback)).Estimate(),
			Quotes: b.quotes(t.Topic, []cause.Value{{Facet: cause.Touchpoint, Value: name}}), From: from.About(topic),
		})
	}
	return s, nil
}
