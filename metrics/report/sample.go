package report

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/cause"
)

// How much is kept of the feedback itself. What a number rests on is found again by
// its selector; these are only examples of it.
const (
	mostQuotes = 400    // for a topic
	mostRows   = 20_000 // for drivers
	longest    = 240    // bytes of a quote
)

// A quoted is a passage that complains of a topic, with what is needed to know which
// slices it belongs to.
type quoted struct {
	Rank   uint64      `json:"rank"`
	At     time.Time   `json:"at,omitzero"`
	Quote  cause.Quote `json:"quote"`
	Values []string    `json:"values"` // of the facets
}

// rank orders feedback at random, but always in the same way: of the same feedback
// every collector, wherever it ran, keeps the same part.
func rank(f *feedback.Feedback) uint64 {
	h := fnv.New64a()
	h.Write([]byte(f.ID))
	if f.ID == "" {
		h.Write([]byte(f.Text))
	}
	x := h.Sum64()
	x ^= x >> 33 // FNV mixes the last bytes little
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// A sample keeps those of the lowest rank: a random part of everything that was
// offered, the same for any order and any division among collectors.
type sample[T any] struct {
	most  int
	list  []T    // a part of it beyond most is cut off now and then
	bound uint64 // rank of the last that was kept then
	full  bool   // it was cut
}

// wants reports whether one of this rank may be kept, so that it need not be made
// first.
func (s *sample[T]) wants(rank uint64) bool { return !s.full || rank <= s.bound }

func (s *sample[T]) add(x T, order func(a, b T) int, rankOf func(T) uint64) {
	s.list = append(s.list, x)
	if len(s.list) >= 2*s.most {
		s.cut(order, rankOf)
	}
}

// cut sorts the sample and cuts off what is too much.
func (s *sample[T]) cut(order func(a, b T) int, rankOf func(T) uint64) {
	slices.SortFunc(s.list, order)
	if len(s.list) >= s.most {
		clear(s.list[s.most:])
		s.list = s.list[:s.most]
		s.bound, s.full = rankOf(s.list[s.most-1]), true
	}
}

// byRank orders quotes; those of feedback with one ID by where they stand.
func byRank(a, b quoted) int {
	return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Quote.FeedbackID, b.Quote.FeedbackID),
		cmp.Compare(a.Quote.Part, b.Quote.Part), cmp.Compare(a.Quote.Start, b.Quote.Start), cmp.Compare(a.Quote.End, b.Quote.End),
		cmp.Compare(a.Quote.Text, b.Quote.Text), a.At.Compare(b.At), slices.Compare(a.Values, b.Values))
}

func (q quoted) rank() uint64 { return q.Rank }

// quote keeps a passage as an example of its topic.
func (c *Collector) quote(topic uint32, rank uint64, f *feedback.Feedback, at time.Time, evidence []feedback.Evidence) {
	for len(c.quotes) <= int(topic) {
		c.quotes = append(c.quotes, sample[quoted]{most: mostQuotes})
	}
	s := &c.quotes[topic]
	if !s.wants(rank) {
		return
	}
	s.add(quoted{Rank: rank, At: at, Quote: quoteOf(f, evidence), Values: c.cloned()}, byRank, quoted.rank)
}

// quoteOf is the sentence that the evidence stands in, or the beginning of the text.
func quoteOf(f *feedback.Feedback, evidence []feedback.Evidence) cause.Quote {
	q := cause.Quote{FeedbackID: strings.Clone(f.ID)}
	text, start, end := f.Text, 0, 0
	if len(evidence) > 0 {
		q.Part, start, end = evidence[0].Part, evidence[0].Start, evidence[0].End
		if q.Part == feedback.InTitle {
			text = f.Title
		}
	}
	if start < 0 || end > len(text) || start > end || !utf8.ValidString(text) { // not of this text, or no text
		text, start, end = strings.ToValidUTF8(text, "\uFFFD"), 0, 0
	}
	q.Start, q.End = passage(text, start, end)
	q.Text = strings.Clone(text[q.Start:q.End]) // the caller's may be a part of something large
	return q
}

// cloned are the values of the facets of the feedback that is being counted.
func (c *Collector) cloned() []string {
	out := make([]string, len(c.known))
	for i, v := range c.known {
		out[i] = strings.Clone(v)
	}
	return out
}
