package aspect

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// A reader reads one document at a time, in memory that is used again.
type reader struct {
	*Analyzer
	doc    *feedback.Document
	tokens []text.Token

	hits     []lexicon.Hit
	matches  []text.Match
	classes  []class   // by token
	clauses  []int32   // by token: which clause it stands in
	mentions []mention // known ones first, in order; then targets without a known name
	known    int       // how many are known
	claims   []claim
	question text.Text
	judged   []remark
}

// A mention is a thing spoken of: tokens [first, end).
type mention struct {
	first, end int32
	topic      int32
	sentence   int32
	noun       bool // it names a thing, even where a lexicon judges the word
	spoken     bool // it is the core of an opinion: "noisy"
	compared   bool // it is only compared with
	listed     bool // it stands in one row with the mention before it
}

// noHit is the hit of a remark that says nothing.
const noHit = -1

// A remark is an opinion of a mention.
type remark struct {
	mention int32
	topic   int32
	hit     int32
	weight  float64 // in log-odds of praise
}

// read finds the mentions of d and what is said of them.
func (r *reader) read(d *feedback.Document) {
	r.doc, r.tokens = d, d.Text.Tokens()
	r.hits = r.words.AppendHits(r.hits[:0], d)
	r.mentions, r.judged = r.mentions[:0], r.judged[:0]
	r.classify()
	r.cutClauses()
	r.known = len(r.mentions)
	r.listMentions()
	r.attach()
	r.share()
	r.headed()
}

// release gives r back for the next document, but for one that has grown out of
// proportion.
func (r *reader) release() {
	const large = 1 << 16
	r.doc, r.tokens = nil, nil
	if cap(r.classes) <= large {
		r.readers.Put(r)
	}
}

// classify finds mentions and the parts that tokens have. Of phrases of one
// sort that begin at the same token the longest counts, and none inside another.
// A phrase of a topic with a name of a thing inside is only an opinion: the
// target of "great food" is the food.
func (r *reader) classify() {
	r.matches = r.vocabulary.matcher.AppendAll(r.matches[:0], &r.doc.Text)
	r.classes = grown(r.classes, len(r.tokens))
	var ends [3]int // by sort: where the last one ends
	word := text.Match{}
	for i := 0; i < len(r.matches); {
		k := i + 1
		for k < len(r.matches) && r.matches[k].First == r.matches[i].First {
			k++
		}
		var longest [3]int // by sort: index into r.matches plus 1
		for j := i; j < k; j++ {
			n := &r.vocabulary.names[r.matches[j].ID]
			if n.class != 0 {
				longest[inSentence] = j + 1
			}
			if n.noun {
				longest[ofThing] = j + 1
			} else if n.thing {
				longest[ofTopic] = j + 1
			}
		}
		for sort, j := range longest {
			if j == 0 || r.matches[j-1].First < ends[sort] {
				continue
			}
			found := r.matches[j-1]
			if sort == inSentence {
				word = found
			} else if found.End <= word.End && found.End-found.First < word.End-word.First {
				continue // 面, noodles, in 里面, inside
			}
			ends[sort] = found.End
			r.take(sort, &found)
		}
		i = k
	}
	for i, tok := range r.tokens {
		if b := r.doc.Text.Bytes(tok); r.classes[i] == 0 && len(b) > 4 && string(b[len(b)-2:]) == "ly" {
			r.classes[i] = function // "outrageously"
		}
	}
}

// The sorts of phrases.
const (
	inSentence = iota
	ofTopic
	ofThing
)

// take notes a phrase that was found.
func (r *reader) take(sort int, found *text.Match) {
	n := &r.vocabulary.names[found.ID]
	if sort == inSentence {
		for t := found.First; t < found.End; t++ {
			r.classes[t] |= n.class
		}
		return
	}
	m := mention{
		first: int32(found.First), end: int32(found.End), topic: n.topic,
		noun: n.noun, spoken: n.opinion && !n.noun,
	}
	for k := len(r.mentions) - 1; k >= 0 && r.mentions[k].end > m.first; k-- {
		last := &r.mentions[k]
		if last.noun && m.end <= last.end {
			return
		}
		if m.noun && !last.noun {
			last.spoken = true
		}
	}
	if k := len(r.mentions) - 1; k >= 0 && m.noun && r.mentions[k].noun && r.mentions[k].end == m.first {
		if last := &r.mentions[k]; r.vocabulary.topics.compound(last.topic, m.topic) {
			last.end, last.topic = m.end, m.topic // one name: 牛肉 and 面, "dessert" and "menu"
			r.classes[m.first] |= inner
			r.markInner(m)
			return
		}
	}
	r.markInner(m)
	r.mentions = append(r.mentions, m)
}

// markInner marks the tokens of m but the first.
func (r *reader) markInner(m mention) {
	for t := m.first + 1; t < m.end; t++ {
		r.classes[t] |= inner
	}
}

// grown is s with room for n zero values.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// listMentions finds out which mentions stand in a row, and which are only
// compared with.
func (r *reader) listMentions() {
	for k := range r.mentions {
		m := &r.mentions[k]
		m.compared = r.classes[m.first]&(than|except) != 0 // 比别家
		for i, n := int(m.first)-1, 0; i >= 0 && n < 4 && r.clauses[i] == r.clauses[m.first]; i, n = i-1, n+1 {
			if r.classes[i]&(than|except) != 0 {
				m.compared = true
				break
			}
			if k > 0 && r.mentions[k-1].end == int32(i) && string(r.doc.Text.Bytes(r.tokens[i])) == "of" {
				m.compared = true // the quality of the food: what is judged is the quality
				break
			}
			if r.classes[i]&function == 0 {
				break
			}
		}
		if k > 0 && r.mentions[k-1].sentence == m.sentence && r.mentions[k-1].noun == m.noun {
			m.listed = r.listed(int(r.mentions[k-1].end), int(m.first))
		}
	}
}
