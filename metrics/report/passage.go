package report

import (
	"strings"
	"unicode/utf8"
)

// sentenceEnds end a sentence in either script; clauseEnds a part of one.
const (
	sentenceEnds = "。！？!?\n\r；;…～~"
	clauseEnds   = "，,、：:"
)

// passage widens a span of s to the sentence it stands in, so that a reader sees what
// the customer meant. A sentence that is too long is cut to the clauses around the
// span, and at last to whole characters.
func passage(s string, start, end int) (from, to int) {
	from, to = widen(s, start, end, sentenceEnds, true)
	if to-from > longest {
		from, to = widen(s, start, end, sentenceEnds+clauseEnds, true)
	}
	if to-from > longest {
		from = max(from, min(start, to-longest))
		to = min(to, from+longest)
	}
	for from < to && !utf8.RuneStart(s[from]) {
		from++
	}
	for to < len(s) && to > from && !utf8.RuneStart(s[to]) {
		to--
	}
	return from, to
}

// widen goes from a span to the next ends on both sides; a full stop is one where
// white space follows. The end itself belongs to the passage.
func widen(s string, start, end int, ends string, stops bool) (from, to int) {
	for i, r := range s[:start] {
		if next := i + utf8.RuneLen(r); strings.ContainsRune(ends, r) || stops && stop(s, i) {
			if next <= start {
				from = next
			}
		}
	}
	to = len(s)
	for i, r := range s[end:] {
		if i += end; strings.ContainsRune(ends, r) || stops && stop(s, i) {
			to = i + utf8.RuneLen(r)
			break
		}
	}
	for from < start && s[from] == ' ' {
		from++
	}
	return from, to
}

// stop reports a full stop at i.
func stop(s string, i int) bool {
	return s[i] == '.' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\n')
}
