package report

import (
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
)

// Merge adds what o has counted and leaves o as it was. Collectors with other options
// do not merge ([metrics.MismatchError]); after another error the collector is of no
// use, because a part of o is in it.
func (c *Collector) Merge(o *Collector) error {
	if got, want := o.options.signature(), c.options.signature(); got != want {
		return &metrics.MismatchError{What: "options of the report", Got: got, Want: want}
	}
	topics := translate(&c.topics, o.topics.list)
	values := make([][]uint32, len(c.valueNames))
	for i := range c.valueNames {
		values[i] = translate(&c.valueNames[i], o.valueNames[i].list)
	}
	periods := make([]int, len(o.periods))
	for i, s := range o.periods {
		if i > 0 {
			periods[i] = c.number(s.period)
		}
		if err := c.periods[periods[i]].merge(s, c.options.Facets); err != nil {
			return err
		}
	}
	c.mergeSlices(o, periods, topics, values)
	for i := range o.quotes {
		c.mergeQuotes(topics[i], &o.quotes[i])
	}
	for _, q := range slices.Clone(o.wishes.list) {
		c.wishes.add(q, byRank, quoted.rank)
	}
	for _, r := range slices.Clone(o.rows.list) {
		c.rows.add(r, byRowRank, row.rank)
	}
	c.unlisted += o.unlisted
	c.timed = c.timed || o.timed
	if err := c.response.Merge(&o.response); err != nil {
		return err
	}
	if err := c.resolution.Merge(&o.resolution); err != nil {
		return err
	}
	return c.rejects.Merge(&o.rejects)
}

// translate gives the numbers that names have in n.
func translate(n *names, list []string) []uint32 {
	out := make([]uint32, len(list))
	for i, s := range list {
		out[i] = n.id(s)
	}
	return out
}

func (c *Collector) mergeSlices(o *Collector, periods []int, topics []uint32, values [][]uint32) {
	for g := range o.groups {
		theirs := &o.groups[g]
		if theirs.full || c.groups[g].full {
			c.fill(g)
			continue
		}
		whole := o.slices[theirs.whole]
		addCells(c.slices[c.groups[g].whole], whole, periods, topics)
		for key, i := range theirs.slices {
			mine := [2]uint32{values[theirs.first][key[0]], 0}
			if theirs.second != none {
				mine[1] = values[theirs.second][key[1]]
			}
			s := c.slice(g, mine)
			if s == nil {
				break
			}
			addCells(s, o.slices[i], periods, topics)
		}
	}
}

func addCells(to, from *sliced, periods []int, topics []uint32) {
	for i := range from.cells {
		x := from.cells[i]
		mapped := cell{Feedback: x.Feedback, Unhappy: x.Unhappy, NPS: x.NPS}
		for _, t := range x.Topics {
			mapped.complain(topics[t.Topic], t.Cases)
		}
		to.at(periods[x.period]).add(&mapped)
	}
}

func (c *Collector) mergeQuotes(topic uint32, from *sample[quoted]) {
	for len(c.quotes) <= int(topic) {
		c.quotes = append(c.quotes, sample[quoted]{most: mostQuotes})
	}
	for _, q := range slices.Clone(from.list) {
		c.quotes[topic].add(q, byRank, quoted.rank)
	}
}

// merge adds what was counted in a stretch by another collector.
func (s *stretch) merge(o *stretch, facets []cause.Facet) error {
	s.feedback += o.feedback
	s.unhappy += o.unhappy
	s.complaints += o.complaints
	s.intents += o.intents
	s.wishes += o.wishes
	s.orders += o.orders
	s.customers += o.customers
	s.lost += o.lost
	s.asked += o.asked
	s.answered += o.answered
	s.due += o.due
	s.replied += o.replied
	if o.scores != nil && s.scores == nil {
		var err error
		if s.scores, err = newSlices(facets); err != nil {
			return err
		}
	}
	if o.scores != nil {
		if err := s.scores.Merge(o.scores); err != nil {
			return err
		}
	}
	for i := range s.satisfaction {
		if err := s.satisfaction[i].Merge(&o.satisfaction[i]); err != nil {
			return err
		}
	}
	for i := range s.effort {
		if err := s.effort[i].Merge(&o.effort[i]); err != nil {
			return err
		}
	}
	for _, err := range []error{s.nps.Merge(&o.nps), s.mood.Merge(&o.mood), s.causes.Merge(&o.causes), s.main.Merge(&o.main)} {
		if err != nil {
			return err
		}
	}
	return nil
}
