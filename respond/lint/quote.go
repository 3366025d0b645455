package lint

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

var (
	quotesReview = &fault{rule: "FORM-04",
		message: text.Wording{En: "This repeats the review word for word.", Hant: "這裡逐字重複了評論原文。", Hans: "这里逐字重复了评价原文。"},
		fix:     text.Wording{En: "Say it in your own words.", Hant: "用自己的話說。", Hans: "用自己的话说。"}}
	echoesReview = &fault{rule: "FORM-04", cap: respond.Warning, message: quotesReview.message, fix: quotesReview.fix}
)

// How long a passage of the review must be, in thirds of an English word; a
// Chinese character counts for two of them. Names of dishes and places are repeated
// by good replies too, so that a short passage, or one in quotation marks, is
// worth a look and no more.
const (
	quoteLength  = 36 // is a quotation for certain
	echoLength   = 24
	markedLength = 8 // within quotation marks
	gramTokens   = 4
)

// grams is where each row of four words of the review begins, by hash: a table
// with open addressing.
type grams struct {
	table []int32  // place in words plus 1; 0 is free
	words []uint32 // hashes of the words of the review
}

// checkQuotes looks for passages of the review, by rows of four words that stand
// in both, each extended as far as it goes.
func checkQuotes(r *reply) {
	if r.review == nil || len(r.review.Tokens()) < gramTokens {
		return
	}
	r.grams.index(r.review)
	tokens := r.text.Tokens()
	var row [gramTokens]int // the last words
	var hashes [gramTokens]uint32
	n, done := 0, 0
	for i := range tokens {
		if wordSize(tokens[i]) == 0 {
			continue
		}
		copy(row[:], row[1:])
		copy(hashes[:], hashes[1:])
		row[gramTokens-1], hashes[gramTokens-1] = i, hashWord(r.text.Bytes(tokens[i]))
		if n++; n < gramTokens || row[0] < done {
			continue
		}
		place := int(r.grams.table[r.grams.slot(hashes[:])]) - 1
		if place < 0 {
			continue
		}
		end, size := r.grams.extend(&r.text, row[0], place)
		f := quotesReview
		switch {
		case size >= quoteLength:
		case size >= echoLength, size >= markedLength && r.quoted(row[0], end):
			f = echoesReview
		default:
			continue
		}
		r.report(f, r.span(row[0], end))
		done = end
	}
}

// wordSize is what a token counts for in a quotation, in thirds of an English
// word; 0 for signs.
func wordSize(t text.Token) uint8 {
	switch t.Kind {
	case text.Word, text.Number:
		return 3
	case text.Han1:
		return 2
	}
	return 0
}

// index fills the table with the rows of t.
func (g *grams) index(t *text.Text) {
	g.words = g.words[:0]
	for _, tok := range t.Tokens() {
		if wordSize(tok) > 0 {
			g.words = append(g.words, hashWord(t.Bytes(tok)))
		}
	}
	capacity := 64
	for capacity < 2*len(g.words) {
		capacity *= 2
	}
	if cap(g.table) < capacity {
		g.table = make([]int32, capacity)
	}
	g.table = g.table[:capacity]
	clear(g.table)
	for i := 0; i+gramTokens <= len(g.words); i++ {
		at := g.slot(g.words[i : i+gramTokens])
		if g.table[at] == 0 {
			g.table[at] = int32(i + 1)
		}
	}
}

// slot is where the row stands in the table, or would stand.
func (g *grams) slot(row []uint32) int {
	h := uint32(2166136261)
	for _, w := range row {
		h = (h ^ w) * 16777619
	}
	for at := int(h^h>>15) & (len(g.table) - 1); ; at = (at + 1) & (len(g.table) - 1) {
		i := int(g.table[at])
		if i == 0 || [gramTokens]uint32(g.words[i-1:]) == [gramTokens]uint32(row) {
			return at
		}
	}
}

// extend is how far the words of t from token i on are those of the review from
// place on: the token behind the last, and what they count for. Of several places
// in the review where a row stands the first is looked at.
func (g *grams) extend(t *text.Text, i, place int) (end, size int) {
	tokens := t.Tokens()
	end = i
	for j := i; j < len(tokens) && place < len(g.words); j++ {
		w := wordSize(tokens[j])
		if w == 0 {
			continue
		}
		if hashWord(t.Bytes(tokens[j])) != g.words[place] {
			break
		}
		place, end, size = place+1, j+1, size+int(w)
	}
	return end, size
}

// hashWord is FNV-1a.
func hashWord(word []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range word {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// quoted reports whether tokens [first, end) stand right within quotation marks.
func (r *reply) quoted(first, end int) bool {
	tokens := r.text.Tokens()
	if first == 0 || end >= len(tokens) {
		return false
	}
	return isQuote(r.text.Bytes(tokens[first-1])) && (isQuote(r.text.Bytes(tokens[end])) || end+1 < len(tokens) && isQuote(r.text.Bytes(tokens[end+1])))
}

func isQuote(sign []byte) bool {
	switch string(sign) {
	case `"`, "「", "」", "『", "』", "《", "》", "«", "»", "'":
		return true
	}
	return false
}
