package aspect

import (
	"cmp"
	"slices"
)

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

// listed reports whether what stands between two mentions, tokens [i, end), puts
// them side by side: "and", 和, a comma with nothing else but an article.
func (r *reader) listed(i, end int) bool {
	const longest = 4
	if i >= end || end-i > longest {
		return false
	}
	joined := false
	for ; i < end; i++ {
		word := r.doc.Text.Bytes(r.tokens[i])
		switch {
		case r.classes[i]&join != 0, word[0] == ',', word[0] == '/':
			joined = true
		case !r.article(word):
			return false
		}
	}
	return joined
}

// article reports whether word may stand before the name of a thing in a row.
func (r *reader) article(word []byte) bool {
	switch string(word) {
	case "the", "a", "an", "my", "our", "your", "their", "its", "his", "her", "的":
		return true
	}
	return false
}
