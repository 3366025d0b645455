package report

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/series"
)

// causes is what lies behind the numbers.
func (b *builder) causes() (Causes, error) {
	var c Causes
	var err error
	if c.Pareto, err = b.tally(b.recent).Pareto(nil); err != nil {
		return c, err
	}
	if c.Topics, err = b.topics(c.Pareto); err != nil {
		return c, err
	}
	if c.Hotspots, c.Tests, err = b.hotspots(); err != nil {
		return c, err
	}
	if c.Drivers, err = b.drivers(); err != nil {
		return c, err
	}
	if c.Shift, err = b.shift(); err != nil {
		return c, err
	}
	if err := b.trees(&c); err != nil {
		return c, err
	}
	if c.Journey, err = b.journey(); err != nil {
		return c, err
	}
	c.Says = b.saysCauses(&c)
	return c, nil
}

// tally is what customers complain of in some periods.
func (b *builder) tally(list []*stretch) *cause.Tally {
	var sum cause.Tally
	for _, s := range list {
		_ = sum.Merge(&s.causes) // what one collector counted is never too much
	}
	return &sum
}

// cases are how many pieces of feedback complain of each topic.
func (b *builder) cases(list []*stretch) map[string]int64 {
	p, err := b.tally(list).Pareto(nil)
	if err != nil {
		return nil // the options are right
	}
	out := map[string]int64{}
	for _, bar := range p.Bars {
		out[bar.Cause] = bar.Cases
	}
	return out
}

func feedbackIn(list []*stretch) (n int64) {
	for _, s := range list {
		n += s.feedback
	}
	return n
}

// topics are the topics of a ranking with what changed about each. Changes of all of
// them are tested together.
func (b *builder) topics(p cause.Pareto) ([]Topic, error) {
	before, n, m := b.cases(b.earlier), feedbackIn(b.recent), feedbackIn(b.earlier)
	byPeriod := make([]map[string]int64, len(b.dated))
	for i, s := range b.dated {
		byPeriod[i] = b.cases([]*stretch{s})
	}
	out := []Topic{}
	var changes []*metrics.Comparison
	for _, bar := range p.Bars {
		id := metrics.IDTopicShare.With(bar.Cause)
		now := &metrics.Rate{Definition: id}
		if err := now.AddCounts(bar.Cases, n); err != nil {
			return nil, err
		}
		topic := feedback.Category(bar.Cause)
		t := Topic{Topic: topic, Name: b.o.name(topic), Share: Figure{now.Estimate(), b.selector(b.recent).About(topic)}}
		if m > 0 {
			then := &metrics.Rate{Definition: id}
			if err := then.AddCounts(before[bar.Cause], m); err != nil {
				return nil, err
			}
			c, err := now.Compare(then, metrics.DefaultConfidence)
			if err != nil {
				return nil, err
			}
			t.Change = &c
		}
		if len(b.dated) > 1 {
			t.Series = b.topicSeries(id, byPeriod)
		}
		if i, ok := b.c.topics.index[bar.Cause]; ok {
			t.Quotes = b.quotes(i, nil)
		}
		changes = append(changes, t.Change)
		out = append(out, t)
	}
	for i, q := range adjust(changes) {
		t := &out[i]
		p, ok := q.Get()
		if p = shared(p); ok {
			t.Adjusted = metrics.NumberOf(p)
		}
		t.Rising = ok && p < 1-metrics.DefaultConfidence && t.Change.Shown && t.Change.Difference.Or(0) > 0
	}
	slices.SortStableFunc(out, func(x, y Topic) int { return cmp.Compare(y.Share.Value.Or(0), x.Share.Value.Or(0)) })
	for i := range out {
		out[i].Says = b.saysTopic(&out[i])
	}
	return out, nil
}

func (b *builder) topicSeries(id metrics.ID, byPeriod []map[string]int64) *series.Series {
	i := 0
	s := b.series(measure{reading: func(s *stretch) series.Reading {
		r := &metrics.Rate{Definition: id}
		x := byPeriod[i][id.Detail()]
		i++
		_ = r.AddCounts(x, s.feedback) // no more cases than feedback
		return series.ReadShare(r.Estimate(), x, s.feedback)
	}})
	return &s
}

// history adds what happened in a slice, period by period.
func (b *builder) history(h *Hotspot, s suspect, id metrics.ID) error {
	if len(b.dated) < 2 {
		return nil
	}
	line := b.series(measure{reading: func(p *stretch) series.Reading {
		c := s.slice.over(b.numbers([]*stretch{p}))
		r := &metrics.Rate{Definition: id}
		_ = r.AddCounts(count(c, s.topic), c.Feedback)
		return series.ReadShare(r.Estimate(), count(c, s.topic), c.Feedback)
	}})
	h.Series = &line
	found, err := breaks(line, 1-metrics.DefaultConfidence)
	for _, x := range found {
		if x.Levels.Difference.Or(0) > 0 {
			h.Since = &x
		}
	}
	return err
}
