package aspect

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

const (
	longestName    = 4 // words
	longestNameHan = 6 // characters; longer runs are no name
)

// name makes a mention of the words that a hit is said of, where nothing known
// is in its clause; -1 if there are none.
func (r *reader) name(h *lexicon.Hit) int {
	k := r.tokens[h.End-1].Kind
	if k == text.Emoji || k == text.Emoticon {
		return -1
	}
	first, end := r.nameBefore(h)
	if first == end {
		first, end = r.nameBehind(h)
	}
	if first == end || r.han(h) && end-first < 2 && r.tokens[first].Kind == text.Han1 {
		return -1
	}
	return r.add(mention{first: int32(first), end: int32(end), topic: noTopic, sentence: int32(h.Sentence)})
}

// nameBefore is the subject of the clause: "the fried fish was fresh".
func (r *reader) nameBefore(h *lexicon.Hit) (first, end int) {
	if r.verdict(h) && !r.han(h) {
		return 0, 0
	}
	clause, i, joined := r.clauses[h.First], h.First, r.han(h)
	for i > 0 && h.First-i < longestLead && r.clauses[i-1] == clause && r.classes[i-1]&(function|be) != 0 {
		i--
		joined = joined || r.classes[i]&be != 0
	}
	if !joined {
		return 0, 0
	}
	first, end = i, i
	for first > 0 && r.clauses[first-1] == clause && r.nameable(first-1) {
		first--
		if end-first > choose(r.han(h), longestNameHan, longestName) {
			return 0, 0
		}
	}
	return first, end
}

// nameBehind is what a hit is an attribute of: "great keyboard", 好吃的土豆泥.
func (r *reader) nameBehind(h *lexicon.Hit) (first, end int) {
	clause, i := r.clauses[h.End-1], h.End
	if r.han(h) {
		if i >= len(r.tokens) || string(r.doc.Text.Bytes(r.tokens[i])) != "的" {
			return 0, 0
		}
		i++
	}
	first = i
	for i < len(r.tokens) && r.clauses[i] == clause && r.nameable(i) {
		i++
		if i-first > choose(r.han(h), longestNameHan, longestName) {
			return 0, 0
		}
	}
	return first, i
}

// nameable reports whether token i can be part of a name.
func (r *reader) nameable(i int) bool {
	k := r.tokens[i].Kind
	return r.classes[i]&^inner == 0 && (k == text.Word || k == text.Han1 && !r.counts(i))
}

// counts reports whether the Chinese character i stands behind a number, and so
// counts something: 晚 in 住了两晚, 碗 in 两碗面.
func (r *reader) counts(i int) bool {
	if i == 0 {
		return false
	}
	switch before := r.tokens[i-1]; before.Kind {
	case text.Number:
		return true
	case text.Han1:
		switch string(r.doc.Text.Bytes(before)) {
		case "一", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "几", "半":
			return true
		}
	}
	return false
}

// nameOf is the whole name of a mention: "fish" in "fried fish".
func (r *reader) nameOf(m mention) (first, end int) {
	first, end = int(m.first), int(m.end)
	if !m.noun {
		return first, end
	}
	longest := choose(r.tokens[first].Kind == text.Han1, longestNameHan, 2)
	for i := first; ; i-- {
		if i == 0 || r.clauses[i-1] != r.clauses[m.first] || !r.nameable(i-1) || r.tokens[i-1].Script != r.tokens[first].Script {
			if r.classes[i]&inner != 0 { // it would cut another name
				return first, end
			}
			return i, end
		}
		if first-i == longest {
			return first, end
		}
	}
}
