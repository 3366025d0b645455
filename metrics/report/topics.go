package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
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
	if c.Links, err = b.links(); err != nil {
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
func (b *builder) history(h *Hotspot, s suspect, id metrics.ID) {
	if len(b.dated) < 2 {
		return
	}
	at := func(p *stretch) stat.Share {
		c := s.slice.over(b.numbers([]*stretch{p}))
		return stat.Share{X: count(c, s.topic), N: c.Feedback}
	}
	line := b.series(measure{reading: func(p *stretch) series.Reading {
		x := at(p)
		return series.ReadShare(rateOf(id, x).Estimate(), x.X, x.N)
	}})
	h.Series = &line
	var shares []stat.Share
	for _, p := range b.complete {
		shares = append(shares, at(p))
	}
	if i, before, after := onset(shares); i > 0 {
		h.Since = &Onset{b.complete[i].period, rateOf(id, before).Estimate(), rateOf(id, after).Estimate()}
	}
}

// onset is the likeliest place of a single rise in a series of shares: the index of the
// first period of the higher level, 0 if none is higher than what was before (Hinkley
// 1970, Biometrika 57). It says where a rise is, not that there is one.
func onset(shares []stat.Share) (at int, before, after stat.Share) {
	var whole, sum stat.Share
	for _, s := range shares {
		whole.X += s.X
		whole.N += s.N
	}
	best := math.Inf(-1)
	for i, s := range shares[:max(0, len(shares)-1)] {
		sum.X += s.X
		sum.N += s.N
		rest := stat.Share{X: whole.X - sum.X, N: whole.N - sum.N}
		if l := likelihood(sum) + likelihood(rest); rest.N > 0 && sum.N > 0 && rest.Value() > sum.Value() && l > best {
			best, at, before, after = l, i+1, sum, rest
		}
	}
	return at, before, after
}

// likelihood is the largest log likelihood of a share.
func likelihood(s stat.Share) float64 {
	part := func(x, n int64) float64 {
		if x == 0 {
			return 0
		}
		return float64(x) * math.Log(float64(x)/float64(n))
	}
	return part(s.X, s.N) + part(s.N-s.X, s.N)
}
