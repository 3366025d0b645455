package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// fewestInSlice is how much feedback a slice must have to be looked at: with less,
// nothing short of a catastrophe could be told from chance, and each look makes the
// others harder to believe. It is fixed before anything is known of what they say.
const fewestInSlice = 20

// unhappyTopic stands for being unhappy with whatever it is.
const unhappyTopic = math.MaxUint32

// A suspect is a slice and a topic that may be a hotspot.
type suspect struct {
	slice     *sliced
	topic     uint32
	own, rest stat.Share
	p         float64
	adjusted  float64
	level     float64 // below which tests within the slice must stay
}

func (s suspect) worse() bool { return s.own.Value() > s.rest.Value() }

// excess is how many more complain than would if it were as elsewhere.
func (s suspect) excess() float64 { return float64(s.own.X) - s.rest.Value()*float64(s.own.N) }

// tests is how many were made, in all and for each topic.
type tests struct {
	all     int
	byTopic map[uint32]int
}

// suspects are the slices that are worse than the rest and may turn out to be so by
// more than chance, in a fixed order, and how many tests were made.
func (b *builder) suspects() ([]suspect, tests, error) {
	recent := b.numbers(b.recent)
	made := tests{byTopic: map[uint32]int{}}
	var out []suspect
	for g := range b.c.groups {
		group := &b.c.groups[g]
		if group.full {
			continue
		}
		whole := b.c.slices[group.whole].over(recent)
		for _, i := range group.slices {
			own := b.c.slices[i].over(recent)
			if own.Feedback < fewestInSlice || whole.Feedback-own.Feedback < fewestInSlice {
				continue
			}
			tested, err := compared(b.c.slices[i], own, whole)
			if err != nil {
				return nil, made, err
			}
			for _, s := range tested {
				made.all++
				made.byTopic[s.topic]++
				if s.worse() && s.p < 1-metrics.DefaultConfidence {
					out = append(out, s)
				}
			}
		}
	}
	for i := range out {
		out[i].level = (1 - metrics.DefaultConfidence) / float64(made.byTopic[out[i].topic])
	}
	out = slices.DeleteFunc(out, func(s suspect) bool { return s.p >= s.level }) // no rule lets these in
	slices.SortFunc(out, func(x, y suspect) int {
		return cmp.Or(cmp.Compare(x.p, y.p), cmp.Compare(y.excess(), x.excess()), cmp.Compare(b.key(x), b.key(y)))
	})
	return out, made, nil
}

// thin are the values of a facet that have feedback in the recent stretch, but too little
// to be looked at, those that come nearest first; and how many values there are.
func (b *builder) thin(g *group) (names []string, all int) {
	recent := b.numbers(b.recent)
	type value struct {
		name string
		n    int64
	}
	var few []value
	for values, i := range g.slices {
		switch n := b.c.slices[i].over(recent).Feedback; {
		case n >= fewestInSlice:
			all++
		case n > 0:
			all++
			few = append(few, value{b.c.valueNames[g.first].list[values[0]], n})
		}
	}
	slices.SortFunc(few, func(x, y value) int { return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(x.name, y.name)) })
	for _, v := range few {
		names = append(names, v.name)
	}
	return names, all
}

// key orders suspects that nothing else does.
func (b *builder) key(s suspect) string {
	key := b.topic(s.topic)
	for _, v := range b.c.where(s.slice) {
		key += "\x00" + string(v.Facet) + "\x00" + v.Value
	}
	return key
}

func (b *builder) topic(t uint32) string {
	if t == unhappyTopic {
		return ""
	}
	return b.c.topics.list[t]
}

// compared holds a slice against the rest for every topic that anybody complains of.
func compared(s *sliced, own, whole cell) ([]suspect, error) {
	var out []suspect
	test := func(topic uint32, x, all int64) error {
		t := suspect{slice: s, topic: topic, own: stat.Share{X: x, N: own.Feedback}, rest: stat.Share{X: all - x, N: whole.Feedback - own.Feedback}}
		p, err := differ(t.own, t.rest)
		t.p = p
		out = append(out, t)
		return err
	}
	for _, t := range whole.Topics {
		if err := test(t.Topic, own.of(t.Topic), t.Cases); err != nil {
			return nil, err
		}
	}
	if whole.Unhappy > 0 {
		if err := test(unhappyTopic, own.Unhappy, whole.Unhappy); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// differ is the two-sided p-value of two shares being the same; 1 if nobody or
// everybody is among both.
func differ(a, b stat.Share) (float64, error) {
	const enough = 5 // Cochran's rule for the score test
	if x, n := a.X+b.X, a.N+b.N; x == 0 || x == n {
		return 1, nil
	}
	if stat.ExpectedAtLeast(enough, a, b) {
		t, err := stat.TwoShares(a, b)
		return t.P, err
	}
	t, err := stat.FisherTest(a, b)
	return t.P, err
}

// count is how many of a cell complain of a topic.
func count(c cell, topic uint32) int64 {
	if topic == unhappyTopic {
		return c.Unhappy
	}
	return c.of(topic)
}

func rateOf(id metrics.ID, s stat.Share) *metrics.Rate {
	r := &metrics.Rate{Definition: id}
	_ = r.AddCounts(s.X, s.N) // X is never more than N
	return r
}
