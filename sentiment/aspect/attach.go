package aspect

import (
	"cmp"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// faint is the weight below which a word of a lexicon is no opinion of a thing.
// Many words lean a little to one side only because of what they stand beside
// in reviews.
const faint = 0.5

// A claim is a hit on its way to a mention.
type claim struct {
	hit    int
	sense  *sense
	topic  int32 // that it names itself, or noTopic
	inside int   // mention inside the passage, -1 if none
	at     int   // first known mention that does not begin before the passage
}

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
		if h.Reading&(lexicon.Asked|lexicon.Supposed) != 0 && h.Weight() > 0 {
			continue // "is it any good?", "if it were better"
		}
		if o.sense == nil && h.Entry.Weight > -faint && h.Entry.Weight < faint && h.Entry.Role != lexicon.Neutral {
			continue
		}
		if r.within(&o) {
			opinions = append(opinions, o)
			for i := h.First; i < h.End; i++ {
				r.classes[i] |= spoken
			}
		}
	}
	r.claims = opinions
	last := -1
	for i := range opinions {
		last = r.settle(&opinions[i], last)
	}
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
// alternatives, the whole passage does.
func (r *reader) core(h *lexicon.Hit) int {
	if strings.ContainsAny(h.Entry.Phrase, "(<") {
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
		whole := r.size(int(x.first), int(x.end)) >= core-1
		switch {
		case x.noun && whole && o.sense == nil, x.noun && int(x.first) <= h.First && h.End <= int(x.end) && int(x.end-x.first) > h.End-h.First:
			return false // the bare name, or a part of it: 亮 in 亮度
		case x.noun && int(x.first) < h.First:
			o.inside = m // 工作人员 where the phrase is 员很热情
		case x.noun:
			predicate := o.sense != nil && int(x.end) == h.End && r.han(h) // 有嚼劲, 没味道
			if int(x.first) >= h.First && int(x.end) <= h.End && !(whole && o.sense.topic == x.topic) && !predicate {
				o.inside = m
			}
		case whole && o.sense == nil && r.determined(int(x.first)):
			o.inside, o.topic = m, x.topic // "the refund took three weeks"
		case x.spoken || whole || o.sense == nil:
			o.topic, x.spoken = x.topic, true
		case int(x.first) >= h.First && int(x.end) <= h.End:
			x.spoken = true // 等了 in 等了40分钟
		}
	}
	if o.sense != nil && o.sense.topic != noTopic {
		o.topic = o.sense.topic
	}
	return true
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
		r.remark(o, m)
		return last
	}
	r.remark(o, m)
	return m
}

func (r *reader) add(m mention) int {
	r.mentions = append(r.mentions, m)
	return len(r.mentions) - 1
}

// near is the known mention in the clause of o that it is most likely said of,
// -1 if there is none.
func (r *reader) near(o *claim) int {
	h := &r.hits[o.hit]
	before, behind := r.before(o, h), r.behind(o, h)
	if behind >= 0 && before < 0 && r.han(h) && !r.attributive(h, int(r.mentions[behind].first)) && !r.vocabulary.topics.describes(o.topic, r.mentions[behind].topic) {
		return -1
	}
	if behind >= 0 && (before < 0 || r.attributive(h, int(r.mentions[behind].first)) || r.verdict(h)) {
		return behind
	}
	return before
}

// reach is how many tokens may lie between an opinion and its target: about
// what one breath holds. Chinese counts in characters.
const (
	reachBefore    = 12
	reachBehind    = 5
	reachBeforeHan = 16
	reachBehindHan = 5
	looks          = 4  // how many mentions are looked at on either side
	longestLead    = 40 // how far into its clause an opinion may stand that has its target in another
)

// before is the nearest mention before the passage in its clause, the name of a
// thing rather than another phrase of a topic: in "the doctor listened
// carefully" the doctor.
func (r *reader) before(o *claim, h *lexicon.Hit) int {
	reach, other := choose(r.han(h), reachBeforeHan, reachBefore), -1
	for m, n := o.at-1, 0; m >= 0 && n < looks; m, n = m-1, n+1 {
		x := &r.mentions[m]
		if r.clauses[x.first] != r.clauses[h.First] || h.First-int(x.end) > reach {
			break
		}
		switch {
		case int(x.end) > h.First || x.spoken || x.compared:
		case x.noun:
			return m
		case other < 0:
			other = m
		}
	}
	return other
}

// behind is the nearest mention behind the passage in its clause.
func (r *reader) behind(o *claim, h *lexicon.Hit) int {
	reach := choose(r.han(h), reachBehindHan, reachBehind)
	for m, n := o.at, 0; m < r.known && n < looks; m, n = m+1, n+1 {
		x := &r.mentions[m]
		if int(x.first) < h.End {
			continue
		}
		if r.clauses[x.first] != r.clauses[h.End-1] || int(x.first)-h.End > reach {
			break
		}
		if !x.spoken && !x.compared {
			return m
		}
	}
	return -1
}

func choose(condition bool, yes, no int) int {
	if condition {
		return yes
	}
	return no
}

// han reports whether a hit is in Chinese.
func (r *reader) han(h *lexicon.Hit) bool { return r.tokens[h.End-1].Kind == text.Han1 }

// verdict reports whether a hit is of the sort that judges the whole unless it
// has an object: "recommend", "happy with".
func (r *reader) verdict(h *lexicon.Hit) bool {
	return r.classes[h.End-1]&whole != 0
}

// attributive reports whether a hit stands as an attribute before the thing at
// token i: "great new screen", 漂亮的屏幕.
func (r *reader) attributive(h *lexicon.Hit, i int) bool {
	if r.han(h) {
		return h.End < i && string(r.doc.Text.Bytes(r.tokens[h.End])) == "的" && i-h.End <= 4
	}
	if i-h.End > 2 || r.tokens[h.End-1].Kind != text.Word || h.First > 0 && r.clauses[h.First-1] == r.clauses[h.First] && r.classes[h.First-1]&be != 0 && i > h.End {
		return false
	}
	for k := h.End; k < i; k++ {
		if r.classes[k] != 0 || r.tokens[k].Kind != text.Word {
			return false
		}
	}
	return true
}

// continued is the mention of an earlier clause that the clause of o goes on
// about, -1 if there is none: in the same sentence the nearest one, in the next
// the last that was judged if a pronoun stands for it.
func (r *reader) continued(o *claim, last int) int {
	h := &r.hits[o.hit]
	const far = 3 // clauses
	if r.verdict(h) {
		return -1
	}
	begin, pronouns := h.First, false
	for begin > 0 && r.clauses[begin-1] == r.clauses[h.First] {
		if begin--; h.First-begin > longestLead {
			return -1
		}
		pronouns = pronouns || r.classes[begin]&pronoun != 0
	}
	if !pronouns && r.subject(begin, h.First) {
		return -1
	}
	m := r.earlier(o)
	if last >= 0 && (m < 0 || r.mentions[last].first > r.mentions[m].first) && (pronouns || r.mentions[last].sentence == int32(h.Sentence)) {
		m = last
	}
	if m < 0 || r.clauses[h.First]-r.clauses[r.mentions[m].first] > far || !r.vocabulary.topics.describes(o.topic, r.mentions[m].topic) {
		return -1
	}
	if o.topic != noTopic && h.End-h.First > choose(r.han(h), 4, 2) && !r.vocabulary.topics.related(o.topic, r.mentions[m].topic) {
		return -1 // "the walls were thin" has its subject inside
	}
	return m
}

// subject reports whether tokens [i, end) have a word that could be what is
// spoken of.
func (r *reader) subject(i, end int) bool {
	for ; i < end; i++ {
		if r.classes[i]&^inner == 0 && r.tokens[i].Kind != text.Punct {
			return true
		}
	}
	return false
}

// earlier is the nearest known mention before o in its sentence.
func (r *reader) earlier(o *claim) int {
	h := &r.hits[o.hit]
	for m, n := o.at-1, 0; m >= 0 && n < looks; m, n = m-1, n+1 {
		x := &r.mentions[m]
		if x.sentence != int32(h.Sentence) {
			break
		}
		if int(x.end) <= h.First && !x.spoken && !x.compared {
			return m
		}
	}
	return -1
}

// remark notes that o is said of mention m.
func (r *reader) remark(o *claim, m int) {
	h := &r.hits[o.hit]
	topics, topic := &r.vocabulary.topics, r.mentions[m].topic
	if topic == noTopic && o.topic != noTopic && !topics.list[o.topic].describe && m >= r.known {
		r.mentions[m].topic = o.topic // what is tasty is food
	}
	if said := o.topic; o.sense == nil || o.sense.sides == nil || topics.narrows(said, topic) {
		topic = topics.about(said, topic)
	}
	weight := h.Weight()
	if s := o.sense; s != nil && s.sides != nil {
		for _, t := range []int32{r.mentions[m].topic, o.topic} {
			if t != noTopic && s.sides[t] != 0 {
				weight = s.sides[t] * h.Factor
				break
			}
		}
		if weight > 0 && r.excessive(h) {
			weight = -weight
		}
		if weight == 0 && topic == noTopic {
			weight = s.usual * h.Factor
		}
	}
	if weight == 0 && h.Entry.Role != lexicon.Neutral {
		return
	}
	r.judged = append(r.judged, remark{int32(m), topic, int32(o.hit), weight})
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

// share gives what is said of one of several things in a row to those of them
// of which nothing else is said.
func (r *reader) share() {
	r.sort()
	said, k := r.judged, 0
	for first := 0; first < r.known; {
		end := first + 1
		for end < r.known && r.mentions[end].listed {
			end++
		}
		for k < len(said) && int(said[k].mention) < first {
			k++
		}
		from := k
		for k < len(said) && int(said[k].mention) < end {
			k++
		}
		if end-first > 1 && k > from {
			r.shareRow(first, end, said[from:k])
		}
		first = end
	}
}

// sort brings the remarks into the order of their mentions.
func (r *reader) sort() {
	byMention := func(a, b remark) int { return cmp.Compare(a.mention, b.mention) }
	if !slices.IsSortedFunc(r.judged, byMention) {
		slices.SortStableFunc(r.judged, byMention)
	}
}

// shareRow does so for mentions [first, end), of which said is said. A mention
// takes what is said of the next one that something is said of, else of the
// last.
func (r *reader) shareRow(first, end int, said []remark) {
	for m := first; m < end; m++ {
		if r.mentions[m].spoken || slices.ContainsFunc(said, func(x remark) bool { return int(x.mention) == m }) {
			continue
		}
		of := said[len(said)-1].mention
		for _, x := range said {
			if int(x.mention) > m {
				of = x.mention
				break
			}
		}
		for _, x := range said {
			if x.mention == of && (x.topic == r.mentions[of].topic || r.vocabulary.topics.related(x.topic, r.mentions[of].topic)) {
				r.judged = append(r.judged, remark{int32(m), r.mentions[m].topic, x.hit, x.weight})
			}
		}
	}
}
