package aspect

import (
	"cmp"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// scoreScale leads from log-odds to the score, as in package lexicon: the score
// is twice the probability of praise, less one.
const scoreScale = 0.5

// aspects makes the aspects of what was noted, in the order of the text.
func (r *reader) aspects() []feedback.Aspect {
	r.refine()
	if r.options.Mentions {
		r.addMentions()
	}
	if len(r.judged) == 0 {
		return nil
	}
	r.sortTopics()
	out := make([]feedback.Aspect, 0, len(r.judged))
	evidence := make([]feedback.Evidence, 0, 2*len(r.judged)) // of all aspects
	for i := 0; i < len(r.judged); {
		k := i + 1
		for k < len(r.judged) && r.judged[k].mention == r.judged[i].mention && r.judged[k].topic == r.judged[i].topic {
			k++
		}
		if a, ok := r.aspect(r.judged[i:k]); ok {
			from := len(evidence)
			evidence = r.explain(evidence, &a, r.judged[i:k])
			a.Evidence = evidence[from:len(evidence):len(evidence)]
			out = append(out, a)
		}
		i = k
	}
	return out
}

// addMentions adds a remark without an opinion for each mention of a topic that
// has none.
func (r *reader) addMentions() {
	judged, k := r.judged, 0
	for m := range r.mentions[:r.known] {
		for k < len(judged) && int(judged[k].mention) < m {
			k++
		}
		x := &r.mentions[m]
		if x.spoken || x.topic == noTopic || k < len(judged) && int(judged[k].mention) == m {
			continue
		}
		r.judged = append(r.judged, remark{int32(m), x.topic, noHit, 0})
	}
}

// sortTopics brings the remarks into the order of the text, those of one mention
// by topic.
func (r *reader) sortTopics() {
	inText := func(a, b remark) int {
		x, y := &r.mentions[a.mention], &r.mentions[b.mention]
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(a.mention, b.mention), cmp.Compare(a.topic, b.topic))
	}
	if !slices.IsSortedFunc(r.judged, inText) {
		slices.SortStableFunc(r.judged, inText)
	}
}

// maxRemarks is how many remarks on one thing are compared with one another.
const maxRemarks = 16

// refine takes what is said of a thing as such to what is said of a part of its
// topic that has the same side: delivery to the speed of delivery.
func (r *reader) refine() {
	topics := &r.vocabulary.topics
	for i := range r.judged {
		x := &r.judged[i]
		k := i
		for k > 0 && r.judged[k-1].mention == x.mention && i-k < maxRemarks {
			k--
		}
		for end := i + maxRemarks; k < len(r.judged) && k < end && r.judged[k].mention == x.mention; k++ {
			if t := r.judged[k].topic; topics.narrows(t, x.topic) && x.weight*r.judged[k].weight > 0 {
				x.topic = t
				break
			}
		}
	}
}

// aspect makes one of what is said of one mention.
func (r *reader) aspect(said []remark) (feedback.Aspect, bool) {
	var a feedback.Aspect
	if t := said[0].topic; t != noTopic {
		a.Topic = r.categories[t]
	}
	var good, bad float64
	neutral := false
	for _, x := range said {
		good, bad = good+max(x.weight, 0), bad+max(-x.weight, 0)
		neutral = neutral || x.hit == noHit && x.weight == 0 || x.hit != noHit && r.hits[x.hit].Entry.Role == lexicon.Neutral
	}
	total := good - bad
	switch weak, strong := min(good, bad), max(good, bad); {
	case strong < r.options.MinWeight && !neutral:
		return a, false
	case weak >= 1 && weak >= r.options.MixedBalance*strong:
		a.Polarity = feedback.Mixed
	case neutral && math.Abs(total) < 1 || total == 0:
		a.Polarity = feedback.Neutral
	case total > 0:
		a.Polarity = feedback.Positive
	default:
		a.Polarity = feedback.Negative
	}
	a.Score = math.Tanh(total * scoreScale)
	return a, true
}

// explain appends the evidence of an aspect, and fills in its target.
func (r *reader) explain(dst []feedback.Evidence, a *feedback.Aspect, said []remark) []feedback.Evidence {
	target := len(dst)
	if m := r.mentions[said[0].mention]; m.end > m.first {
		span := r.span(r.nameOf(m))
		a.Target = span.Of(r.doc.Feedback)
		dst = append(dst, span)
	}
	total := 0.0
	for _, x := range said {
		total += x.weight
	}
	share := scoreScale
	if math.Abs(total) > 1e-6 {
		share = a.Score / total
	}
	for _, x := range said {
		if x.hit == noHit {
			dst[target].Weight += x.weight * share
			continue
		}
		h := &r.hits[x.hit]
		e := r.span(h.First, h.End)
		e.Weight, e.Rule = x.weight*share, h.Reading.String()
		dst = append(dst, e)
	}
	return dst
}

// span is the part of the feedback that tokens [first, end) came from.
func (r *reader) span(first, end int) feedback.Evidence {
	return r.doc.Evidence(text.Span{Start: int(r.tokens[first].Start), End: int(r.tokens[end-1].End)})
}
