package aspect

import "github.com/loamlib/loam/sentiment/lexicon"

// attach finds for each hit the mention it is said of.
func (r *reader) attach() {
	at := 0
	opinions := r.claims[:0]
	for k := range r.hits {
		h := &r.hits[k]
		for at < r.known && int(r.mentions[at].first) < h.First {
			at++
		}
		o := claim{hit: k, sense: r.sense(h), topic: noTopic, inside: -1, at: at}
		if !o.says(h) || !r.within(&o) {
			continue
		}
		opinions = append(opinions, o)
		for i := h.First; i < h.End; i++ {
			r.classes[i] |= spoken
		}
	}
	r.claims = opinions
	last := -1
	for i := range opinions {
		last = r.settle(&opinions[i], last)
	}
}

// settle finds the target of o and notes what is said of it. last is the
// mention that was spoken of last, and so is the result.
func (r *reader) settle(o *claim, last int) int {
	h := &r.hits[o.hit]
	m := o.inside
	if m < 0 {
		m = r.near(o)
	}
	if m < 0 {
		m = r.name(h)
	}
	if m < 0 {
		m = r.continued(o, last)
	}
	if m < 0 {
		if o.topic == noTopic {
			return last
		}
		m = r.add(mention{first: int32(h.First), end: int32(h.First), topic: o.topic, sentence: int32(h.Sentence)})
		r.note(o, m)
		return last
	}
	r.note(o, m)
	return m
}

func (r *reader) add(m mention) int {
	r.mentions = append(r.mentions, m)
	return len(r.mentions) - 1
}

// note writes down that o is said of mention m.
func (r *reader) note(o *claim, m int) {
	h := &r.hits[o.hit]
	topics, topic := &r.vocabulary.topics, r.mentions[m].topic
	if topic == noTopic && o.topic != noTopic && !topics.list[o.topic].describe && m >= r.known {
		r.mentions[m].topic = o.topic // what is tasty is food
	}
	if said := o.topic; o.sense == nil || o.sense.sides == nil || topics.narrows(said, topic) {
		topic = topics.about(said, topic)
	} else if part := r.part(o, topic); part != noTopic {
		topic = part
	}
	weight := r.weight(o, topic)
	if weight == 0 && h.Entry.Role != lexicon.Neutral {
		return
	}
	r.judged = append(r.judged, remark{int32(m), topic, int32(o.hit), weight})
}

// part is the side of a product as such that a depending word is about, noTopic if
// it tells none: the speed of a computer that is slow, the price of a cheap one.
func (r *reader) part(o *claim, of int32) int32 {
	topics := &r.vocabulary.topics
	if of == noTopic || !topics.list[of].product || topics.list[of].parent != noTopic {
		return noTopic
	}
	if o.topic != noTopic && topics.list[o.topic].quality {
		return o.topic
	}
	for _, t := range o.sense.parts {
		if topics.narrows(t, of) {
			return t
		}
	}
	return noTopic
}

// weight is what o weighs of a thing of the topic of.
func (r *reader) weight(o *claim, of int32) float64 {
	h, s := &r.hits[o.hit], o.sense
	if s == nil || s.sides == nil {
		return h.Weight()
	}
	side := 0.0
	for _, t := range []int32{of, o.topic} {
		if side == 0 && t != noTopic {
			side = s.sides[t] * h.Factor
		}
	}
	switch {
	case side > 0 && r.excessive(h):
		return -side
	case side != 0:
		return side
	case h.Entry.Weight == 0 && of == noTopic:
		return s.usual * h.Factor
	}
	return h.Weight()
}

// excessive reports whether a passage begins with "too": too fast is not fast
// enough. 太快了, with a 了, may be praise.
func (r *reader) excessive(h *lexicon.Hit) bool {
	switch string(r.doc.Text.Bytes(r.tokens[h.First])) {
	case "too":
		return true
	case "太":
		return h.End == len(r.tokens) || string(r.doc.Text.Bytes(r.tokens[h.End])) != "了"
	}
	return false
}
