package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/stat"
)

// fewestInSlice is how much feedback a slice must have to be looked at: with less,
// nothing short of a catastrophe could be told from chance, and each look makes the
// others harder to believe. It is fixed before anything is known of what they say.
const fewestInSlice = 20

// hotspotMethod names how hotspots are found.
const hotspotMethod = "Fisher's exact test, or the score test of two shares where every count is expected to be 5 or more; Benjamini-Hochberg over what is left of slices that lie in one another"

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

// hotspots are the slices whose customers complain of a topic more than all others.
// Every slice with enough feedback is held against the rest, for every topic and for
// unhappiness as a whole. Of slices that lie in one another the one that explains the
// others stands (see [builder.narrow]), and what is left is judged by
//
//	p₍ₖ₎ ≤ α k / m
//
// with m all tests that were made and k its place among what is left: Benjamini and
// Hochberg's rule, with findings counted once. A cause in one slice makes dozens of
// slices around it differ; if each of these counted, as the rule has it when it is
// asked of all tests alike, every real finding would let chance findings in with it.
func (b *builder) hotspots() ([]Hotspot, int, error) {
	suspects, tests, err := b.suspects()
	if err != nil {
		return nil, 0, err
	}
	out := []Hotspot{}
	for _, s := range discoveries(b.narrow(suspects), tests.all) {
		h, err := b.hotspot(s)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, h)
	}
	b.classify(out)
	return out, tests.all, nil
}

// discoveries are the findings that hold after all tests are allowed for, with their
// adjusted p-values; the largest first.
func discoveries(findings []suspect, tests int) []suspect {
	slices.SortStableFunc(findings, func(x, y suspect) int { return cmp.Compare(x.p, y.p) })
	least := 1.0
	for i := len(findings) - 1; i >= 0; i-- {
		least = min(least, findings[i].p*float64(tests)/float64(i+1))
		findings[i].adjusted = shared(least)
	}
	findings = slices.DeleteFunc(findings, func(s suspect) bool { return s.adjusted >= 1-metrics.DefaultConfidence })
	slices.SortStableFunc(findings, func(x, y suspect) int { return cmp.Compare(y.excess(), x.excess()) })
	return findings
}

// tests is how many were made, in all and for each topic.
type tests struct {
	all     int
	byTopic map[uint32]int
}

// classify says what to make of the hotspots, and puts those whose customers are no
// unhappier than others last. Whether they got worse is tested together.
func (b *builder) classify(list []Hotspot) {
	var before []*metrics.Comparison
	for i := range list {
		before = append(before, list[i].Before)
	}
	for i, q := range adjust(before) {
		h := &list[i]
		p, ok := q.Get()
		h.Kind = h.kind(ok && p < 1-metrics.DefaultConfidence && up(h.Before))
		if h.Kind != New {
			h.Since = nil
		}
		h.Says = b.saysHotspot(h)
	}
	slices.SortStableFunc(list, func(x, y Hotspot) int { return cmp.Compare(truth(x.Kind == Different), truth(y.Kind == Different)) })
}

func truth(x bool) int {
	if x {
		return 1
	}
	return 0
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

// count is how many of a cell complain of a topic.
func count(c cell, topic uint32) int64 {
	if topic == unhappyTopic {
		return c.Unhappy
	}
	return c.of(topic)
}

// hotspot is a suspect with all that is to be said of it.
func (b *builder) hotspot(s suspect) (Hotspot, error) {
	h := Hotspot{Where: b.c.where(s.slice), Topic: feedback.Category(b.topic(s.topic)), P: s.p, Adjusted: s.adjusted, Method: hotspotMethod, Excess: s.excess()}
	id := metrics.IDUnhappyShare
	if h.Topic != "" {
		id = metrics.IDTopicShare.With(string(h.Topic))
	}
	own, rest := rateOf(id, s.own), rateOf(id, s.rest)
	c, err := own.Compare(rest, metrics.DefaultConfidence)
	if err != nil {
		return h, err
	}
	h.Rest = c
	from := b.selector(b.recent)
	for _, v := range h.Where {
		from = from.In(v.Facet, v.Value)
	}
	from.Topic, from.Unhappy = h.Topic, h.Topic == ""
	h.Share = Figure{own.Estimate(), from}
	h.Name = b.nameOf(h.Where)
	if h.Unhappy, err = b.unhappier(s.slice); err != nil {
		return h, err
	}
	if len(b.earlier) > 0 {
		before := s.slice.over(b.numbers(b.earlier))
		if before.Feedback > 0 {
			c, err := own.Compare(rateOf(id, stat.Share{X: count(before, s.topic), N: before.Feedback}), metrics.DefaultConfidence)
			if err != nil {
				return h, err
			}
			h.Before = &c
		}
	}
	b.history(&h, s, id)
	if h.Topic != "" {
		h.Quotes = b.quotes(s.topic, h.Where)
	}
	return h, nil
}

// unhappier compares a slice as a whole with all others.
func (b *builder) unhappier(s *sliced) (metrics.Comparison, error) {
	recent := b.numbers(b.recent)
	own, whole := s.over(recent), b.c.slices[b.c.groups[s.group].whole].over(recent)
	return rateOf(metrics.IDUnhappyShare, shareOf(own.Unhappy, own.Feedback)).Compare(
		rateOf(metrics.IDUnhappyShare, shareOf(whole.Unhappy-own.Unhappy, whole.Feedback-own.Feedback)), metrics.DefaultConfidence)
}

// kind is what to make of a hotspot. It was much the same before if it was closer to
// what it is now than to the others.
func (h *Hotspot) kind(gotWorse bool) HotspotKind {
	switch {
	case gotWorse:
		return New
	case h.Topic != "" && !up(&h.Unhappy):
		return Different
	case h.Before != nil && h.Before.B.Value.Or(0) > (h.Rest.A.Value.Or(0)+h.Rest.B.Value.Or(0))/2:
		return Lasting
	}
	return Undecided
}

func rateOf(id metrics.ID, s stat.Share) *metrics.Rate {
	r := &metrics.Rate{Definition: id}
	_ = r.AddCounts(s.X, s.N) // X is never more than N
	return r
}

// quotes are examples of a topic in a slice, of the recent stretch.
func (b *builder) quotes(topic uint32, where []cause.Value) []cause.Quote {
	if int(topic) >= len(b.c.quotes) {
		return nil
	}
	return b.pick(&b.c.quotes[topic], where, quotesShown)
}

// quotesShown is how many passages stand behind a finding.
const quotesShown = 3

// pick takes the first quotes of a sample that lie in a slice and in the recent
// stretch; not the same words twice.
func (b *builder) pick(s *sample[quoted], where []cause.Value, most int) []cause.Quote {
	s.cut(byRank, quoted.rank)
	recent := b.selector(b.recent)
	var out []cause.Quote
next:
	for _, q := range s.list {
		if !recent.From.IsZero() && (q.At.Before(recent.From) || !q.At.Before(recent.To)) {
			continue
		}
		for _, v := range where {
			if i := slices.Index(b.c.options.Facets, v.Facet); i < 0 || q.Values[i] != v.Value {
				continue next
			}
		}
		if slices.ContainsFunc(out, func(o cause.Quote) bool { return o.FeedbackID == q.Quote.FeedbackID || o.Text == q.Quote.Text }) {
			continue
		}
		quote := q.Quote
		if b.o.HideWords {
			quote.Text = ""
		}
		if out = append(out, quote); len(out) == most {
			break
		}
	}
	return out
}
