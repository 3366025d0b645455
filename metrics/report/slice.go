package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/stat"
)

// A group is a facet, or two that are crossed, with the slices of its values.
type group struct {
	first, second int // of the facets; second is none if there is one
	whole         int // the slice of all feedback whose values are known
	slices        map[[2]uint32]int
	full          bool // there were too many values: nothing is kept
}

const none = -1

// most is how many slices the group may have.
func (g *group) most() int {
	if g.second == none {
		return mostValues
	}
	return mostPairs
}

// A cell is what was counted of one slice in one period.
type cell struct {
	period   int            // its number
	Feedback int64          `json:"n"`
	Unhappy  int64          `json:"unhappy,omitzero"`
	NPS      stat.Trinomial `json:"nps,omitzero"`
	Topics   []topicCount   `json:"topics,omitempty"` // cases that complain of each, by number
}

// A topicCount is how many cases complain of a topic.
type topicCount struct {
	Topic uint32 `json:"t"`
	Cases int64  `json:"n"`
}

func (c *cell) add(o *cell) {
	c.Feedback += o.Feedback
	c.Unhappy += o.Unhappy
	c.NPS.Minus += o.NPS.Minus
	c.NPS.Zero += o.NPS.Zero
	c.NPS.Plus += o.NPS.Plus
	for _, t := range o.Topics {
		c.complain(t.Topic, t.Cases)
	}
}

// find is where the count of a topic stands, or belongs.
func (c *cell) find(topic uint32) (int, bool) {
	return slices.BinarySearchFunc(c.Topics, topic, func(t topicCount, topic uint32) int { return cmp.Compare(t.Topic, topic) })
}

func (c *cell) complain(topic uint32, cases int64) {
	i, ok := c.find(topic)
	if !ok {
		c.Topics = slices.Insert(c.Topics, i, topicCount{Topic: topic})
	}
	c.Topics[i].Cases += cases
}

// of is how many cases complain of a topic.
func (c *cell) of(topic uint32) int64 {
	if i, ok := c.find(topic); ok {
		return c.Topics[i].Cases
	}
	return 0
}

// A sliced is the cells of one slice, by the number of the period.
type sliced struct {
	group  int
	values [2]uint32
	cells  []cell
}

// find is where the cell of a period stands, or belongs.
func (s *sliced) find(period int) (int, bool) {
	if n := len(s.cells); n > 0 && s.cells[n-1].period == period { // feedback mostly comes in the order of time
		return n - 1, true
	}
	return slices.BinarySearchFunc(s.cells, period, func(c cell, period int) int { return cmp.Compare(c.period, period) })
}

// at is the cell of a period, made if need be.
func (s *sliced) at(period int) *cell {
	i, ok := s.find(period)
	if !ok {
		s.cells = slices.Insert(s.cells, i, cell{period: period})
	}
	return &s.cells[i]
}

// over adds up the cells of periods.
func (s *sliced) over(periods []int) cell {
	var sum cell
	for _, p := range periods {
		if i, ok := s.find(p); ok {
			sum.add(&s.cells[i])
		}
	}
	return sum
}

// names are the values of a facet or the topics, numbered in the order in which they
// came.
type names struct {
	list  []string
	index map[string]uint32
}

func (n *names) id(s string) uint32 {
	i, ok := n.index[s]
	if !ok {
		if n.index == nil {
			n.index = map[string]uint32{}
		}
		i = uint32(len(n.list))
		s = strings.Clone(s) // the caller's may be a part of something large
		n.list = append(n.list, s)
		n.index[s] = i
	}
	return i
}

// newGroups are the facets, and their pairs unless they stand alone.
func (c *Collector) newGroups() {
	add := func(first, second int) {
		g := group{first: first, second: second, whole: len(c.slices), slices: map[[2]uint32]int{}}
		c.slices = append(c.slices, &sliced{group: len(c.groups)})
		c.groups = append(c.groups, g)
	}
	for i := range c.options.Facets {
		add(i, none)
	}
	for i := range c.options.Facets {
		for j := i + 1; j < len(c.options.Facets) && !c.options.Alone; j++ {
			add(i, j)
		}
	}
}

// slice is the slice of two values in a group, made if need be; nil if the group is
// full.
func (c *Collector) slice(g int, values [2]uint32) *sliced {
	group := &c.groups[g]
	if i, ok := group.slices[values]; ok {
		return c.slices[i]
	}
	if group.full || len(group.slices) == group.most() {
		c.fill(g)
		return nil
	}
	group.slices[values] = len(c.slices)
	s := &sliced{group: g, values: values}
	c.slices = append(c.slices, s)
	return s
}

// fill sets a group aside, and those that cross its facet with others.
func (c *Collector) fill(g int) {
	for i := range c.groups {
		group := &c.groups[i]
		crosses := c.groups[g].second == none && group.second != none && (group.first == c.groups[g].first || group.second == c.groups[g].first)
		if i != g && !crosses || group.full {
			continue
		}
		for _, i := range group.slices {
			c.slices[i].cells = nil
		}
		group.full, group.slices = true, nil
	}
}

// count adds a feedback to the slices that it belongs to.
func (c *Collector) count(f *feedback.Feedback, a *feedback.Analysis, period int, one *cell) {
	for i, t := range c.options.Facets {
		c.known[i] = t.Of(f, a)
		if c.known[i] != "" && !c.groups[i].full {
			c.values[i] = c.valueNames[i].id(c.known[i])
		}
	}
	for g := range c.groups {
		group := &c.groups[g]
		if c.known[group.first] == "" || group.second != none && c.known[group.second] == "" {
			continue
		}
		if group.full {
			continue
		}
		key := [2]uint32{c.values[group.first], 0}
		if group.second != none {
			key[1] = c.values[group.second]
		}
		if s := c.slice(g, key); s != nil {
			s.at(period).add(one)
			c.slices[group.whole].at(period).add(one)
		}
	}
}

// where is the slice as values of facets.
func (c *Collector) where(s *sliced) []cause.Value {
	g := c.groups[s.group]
	out := []cause.Value{{Facet: c.options.Facets[g.first], Value: c.valueNames[g.first].list[s.values[0]]}}
	if g.second != none {
		out = append(out, cause.Value{Facet: c.options.Facets[g.second], Value: c.valueNames[g.second].list[s.values[1]]})
	}
	return out
}
