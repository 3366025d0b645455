package report

import (
	"slices"

	"github.com/loamlib/loam/metrics/stat"
)

// narrow keeps, of slices that lie in one another, the one that tells where it is.
// For each topic:
//
//   - A crossing stays only if it is worse than the rest of the first value, and than
//     the rest of the second: one product in one region, if that product is better
//     elsewhere and that region better with other products. Both p-values must stay
//     below 5 % divided by the number of crossings that were asked.
//   - A single value stays if without the crossings that stay in it it is still worse
//     than the rest.
//
// Unhappiness as a whole is only told of slices that no topic stands out in.
func (b *builder) narrow(suspects []suspect) []suspect {
	byTopic := map[uint32][]suspect{}
	for _, s := range suspects {
		byTopic[s.topic] = append(byTopic[s.topic], s)
	}
	var kept []suspect
	for pass := range 2 { // topics first, then what no topic explains
		for _, s := range suspects {
			if (s.topic == unhappyTopic) != (pass == 1) || pass == 1 && b.explained(s, kept) {
				continue
			}
			if b.stays(s, byTopic[s.topic]) {
				kept = append(kept, s)
			}
		}
	}
	return kept
}

// explained reports whether a topic stands out in the slice, in one that it is part
// of or in a part of it.
func (b *builder) explained(s suspect, kept []suspect) bool {
	for _, k := range kept {
		if k.topic != unhappyTopic && b.overlap(s.slice, k.slice) {
			return true
		}
	}
	return false
}

// overlap reports whether two slices share the value of a facet.
func (b *builder) overlap(x, y *sliced) bool {
	for _, v := range b.c.where(x) {
		if slices.Contains(b.c.where(y), v) {
			return true
		}
	}
	return false
}

func (b *builder) stays(s suspect, others []suspect) bool {
	if b.c.groups[s.slice.group].second != none {
		return b.narrower(s)
	}
	return b.stillWorse(s, others)
}

// narrower reports whether a crossing is worse than the rest of each of its values.
func (b *builder) narrower(s suspect) bool {
	recent := b.numbers(b.recent)
	g := b.c.groups[s.slice.group]
	for i, facet := range []int{g.first, g.second} {
		single, ok := b.c.groups[facet].slices[[2]uint32{s.slice.values[i], 0}]
		if !ok {
			return false
		}
		c := b.c.slices[single].over(recent)
		whole := stat.Share{X: count(c, s.topic), N: c.Feedback}
		rest := stat.Share{X: max(0, whole.X-s.own.X), N: max(0, whole.N-s.own.N)}
		if rest.N == 0 {
			return false // the value is nowhere else: it says as much by itself
		}
		p, err := differ(s.own, rest)
		if err != nil || p >= s.level || s.own.Value() <= rest.Value() {
			return false
		}
	}
	return true
}

// stillWorse reports whether a value is worse without the crossings that stay in it.
// Of crossings with different facets those with most complaints are taken out: they
// overlap.
func (b *builder) stillWorse(s suspect, others []suspect) bool {
	out := map[int]stat.Share{} // by group
	for _, o := range others {
		g := b.c.groups[o.slice.group]
		own := b.c.groups[s.slice.group].first
		in := g.second != none && (g.first == own && o.slice.values[0] == s.slice.values[0] || g.second == own && o.slice.values[1] == s.slice.values[0])
		if in && b.narrower(o) {
			x := out[o.slice.group]
			out[o.slice.group] = stat.Share{X: x.X + o.own.X, N: x.N + o.own.N}
		}
	}
	var most stat.Share
	for g := range b.c.groups { // in order, so that ties repeat
		if x := out[g]; x.X > most.X {
			most = x
		}
	}
	left := stat.Share{X: s.own.X - most.X, N: s.own.N - most.N}
	if most.N == 0 {
		return true
	}
	p, err := differ(left, s.rest)
	return err == nil && left.N > 0 && p < s.level && left.Value() > s.rest.Value()
}
