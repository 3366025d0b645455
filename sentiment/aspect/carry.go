package aspect

import (
	"github.com/loamlib/loam/feedback/text"
)

// longestLead is how far into its clause an opinion may stand that has its target
// in another.
const longestLead = 40

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
	if last >= 0 && (pronouns || r.mentions[last].sentence == int32(h.Sentence)) && (m < 0 || r.mentions[last].first > r.mentions[m].first) {
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
