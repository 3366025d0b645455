package aspect

import (
	"strings"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// faint is the weight below which a word of a lexicon is no opinion of a thing.
// Many words lean a little to one side only because of what they stand beside
// in reviews.
const faint = 0.4

// A claim is a hit on its way to a mention.
type claim struct {
	hit    int
	sense  *sense
	topic  int32 // that it names itself, or noTopic
	inside int   // mention inside the passage, -1 if none
	at     int   // first known mention that does not begin before the passage
}

// says reports whether o is enough of an opinion: no faint word, and no praise in
// a question or a condition: "is it any good?"
func (o *claim) says(h *lexicon.Hit) bool {
	if h.Reading&(lexicon.Asked|lexicon.Supposed) != 0 && h.Weight() > 0 {
		return false
	}
	return o.sense != nil || h.Entry.Weight <= -faint || h.Entry.Weight >= faint || h.Entry.Role == lexicon.Neutral
}

// sense is what is known of a hit beside its weight, nil if nothing. A phrase of
// a lexicon has the sense of the opinion that it ends in: the topic, as 不是很好吃
// is about the taste; and how its side depends on what is spoken of, where only
// degrees and the like stand before it, as in "too slow".
func (r *reader) sense(h *lexicon.Hit) *sense {
	v := r.vocabulary
	if s := v.senses[h.Entry.Phrase]; s != nil {
		return s
	}
	end := r.tokens[h.End-1].End
	bare := true // nothing but small words before i
	for i := h.First; i < h.End; i++ {
		s := v.spelled[string(r.doc.Text.Folded()[r.tokens[i].Start:end])]
		if s != nil && (s.sides == nil && s.topic != noTopic || s.sides != nil && bare) {
			return s
		}
		bare = bare && r.classes[i]&function != 0
	}
	return nil
}

// core is how many bytes the phrase at the core of a hit takes; where it has
// alternatives or is a whole clause, the passage does.
func (r *reader) core(h *lexicon.Hit) int {
	if strings.ContainsAny(h.Entry.Phrase, "(<^") {
		return r.size(h.First, h.End)
	}
	return len(h.Entry.Phrase)
}

// within looks at the mentions inside the passage of o, and reports whether o
// is an opinion at all and not the bare name of a thing.
func (r *reader) within(o *claim) bool {
	h := &r.hits[o.hit]
	core := r.core(h)
	for m := max(0, o.at-looks); m < r.known && int(r.mentions[m].first) < h.End; m++ {
		x := &r.mentions[m]
		if int(x.end) <= h.First {
			continue
		}
		covers := r.size(int(x.first), int(x.end)) >= core-1
		if !x.noun {
			r.holdPhrase(o, m, covers)
		} else if !r.holdNoun(o, m, covers) {
			return false
		}
	}
	if o.sense != nil && o.sense.topic != noTopic {
		o.topic = o.sense.topic
	}
	return true
}

// holdNoun looks at the name of a thing that overlaps the passage of o and covers
// the phrase at its core or does not. It reports false if the passage is the bare
// name, or a part of it: 亮 in 亮度.
func (r *reader) holdNoun(o *claim, m int, covers bool) bool {
	h, x := &r.hits[o.hit], &r.mentions[m]
	inside := int(x.first) >= h.First && int(x.end) <= h.End
	switch {
	case o.sense == nil && (covers || inside && r.han(h) && r.bare(h, x)):
		return false
	case !inside && int(x.first) <= h.First && h.End <= int(x.end):
		return false
	case int(x.first) < h.First:
		o.inside = m // 工作人员 where the phrase is 员很热情
	case o.sense != nil && (covers && o.sense.topic == x.topic || int(x.end) == h.End && r.han(h)):
		// it is said of something else: 有嚼劲, 没味道
	case inside:
		o.inside = m
	}
	return true
}

// bare reports whether the passage of h has nothing but the name x and small
// words: 个菜.
func (r *reader) bare(h *lexicon.Hit, x *mention) bool {
	for i := h.First; i < h.End; i++ {
		if (i < int(x.first) || i >= int(x.end)) && r.classes[i]&function == 0 {
			return false
		}
	}
	return true
}

// holdPhrase does so for another phrase of a topic.
func (r *reader) holdPhrase(o *claim, m int, covers bool) {
	h, x := &r.hits[o.hit], &r.mentions[m]
	switch {
	case covers && o.sense == nil && r.determined(int(x.first)):
		o.inside, o.topic = m, x.topic // "the refund took three weeks"
	case x.spoken || covers || o.sense == nil:
		o.topic, x.spoken = x.topic, true
	case int(x.first) >= h.First && int(x.end) <= h.End:
		x.spoken = true // 等了 in 等了40分钟
	}
}

// determined reports whether an article or the like stands before token i, so
// that it begins a name.
func (r *reader) determined(i int) bool {
	if i == 0 {
		return false
	}
	word := r.doc.Text.Bytes(r.tokens[i-1])
	return r.article(word) && len(word) > 1 && r.tokens[i-1].Kind == text.Word && string(word) != "an"
}

// size is how many bytes the tokens [i, end) take.
func (r *reader) size(i, end int) int { return int(r.tokens[end-1].End - r.tokens[i].Start) }
