package report

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/stat"
)

// hotspotMethod names how hotspots are found.
const hotspotMethod = "Fisher's exact test, or the score test of two shares where every count is expected to be 5 or more; Benjamini-Hochberg over what is left of slices that lie in one another"

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
