package theme

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// An extraction is one pass over a text.
type extraction struct {
	e        *Extractor
	t        *text.Text
	sentence int
	finds    []find
	places   []place
	byWord   map[string]int // by folded word: index of finds; made when there are many
	cuts     []cut
	ends     []int // of the pieces of a row
}

// A place is where a find stands.
type place struct {
	find int
	text.Span
}

// A cut is the best division of a row of Chinese characters up to a place.
type cut struct {
	score int32
	from  int32 // where its last piece begins
	kind  uint8 // of its last piece
}

func (x *extraction) run() {
	n := min(len(x.t.Tokens()), longestRead)
	for s, sentence := range x.t.Sentences() {
		x.sentence = s + 1
		x.rows(sentence.First, min(sentence.End, n))
	}
}

// rows goes through the rows of one script in tokens [first, end).
func (x *extraction) rows(first, end int) {
	tokens := x.t.Tokens()
	for i := first; i < end; {
		rowEnd := x.rowEnd(i, end)
		switch tok := tokens[i]; {
		case tok.Kind == text.Han1:
			x.han(i, rowEnd)
		case tok.Kind == text.Word && tok.Script == text.Latin:
			x.latin(i, rowEnd)
		}
		i = rowEnd
	}
}

// rowEnd is where the row of tokens of one kind that begins at i ends. A hyphen
// between two words belongs to them.
func (x *extraction) rowEnd(i, end int) int {
	tokens := x.t.Tokens()
	first := tokens[i]
	for j := i + 1; ; j++ {
		switch {
		case j < end && tokens[j].Kind == first.Kind && tokens[j].Script == first.Script && (first.Kind != text.Han1 || !tokens[j].Has(text.SpaceBefore)):
		case first.Kind == text.Word && hyphenAt(x.t, j, end):
		default:
			return j
		}
	}
}

// hyphenAt reports whether token j is a hyphen that joins two words.
func hyphenAt(t *text.Text, j, end int) bool {
	tokens := t.Tokens()
	return j > 0 && j+1 < end && tokens[j].Kind == text.Punct && string(t.Bytes(tokens[j])) == "-" && !tokens[j].Has(text.SpaceBefore) &&
		tokens[j-1].Kind == text.Word && tokens[j+1].Kind == text.Word && tokens[j-1].Script == tokens[j+1].Script && !tokens[j+1].Has(text.SpaceBefore)
}

// add notes tokens [first, end) as a keyword.
func (x *extraction) add(first, end int, rarity float64) {
	tokens := x.t.Tokens()
	span := text.Span{Start: int(tokens[first].Start), End: int(tokens[end-1].End)}
	at := x.find(x.t.Folded()[span.Start:span.End])
	if at < 0 {
		at = len(x.finds)
		x.finds = append(x.finds, find{Span: span, rarity: rarity, tokens: end - first})
		if x.byWord != nil {
			x.byWord[x.word(at)] = at
		}
	}
	f := &x.finds[at]
	if f.last != x.sentence {
		f.last = x.sentence
		f.sentences++
	}
	if f.places < mostEvidence {
		f.places++
		x.places = append(x.places, place{at, span})
	}
}

// manyFinds is from how many finds on they are looked up in a map.
const manyFinds = 24

// find is the index of a folded word among the finds, -1 if it is new.
func (x *extraction) find(word []byte) int {
	if x.byWord == nil {
		for i, f := range x.finds {
			if f.Len() == len(word) && string(x.t.Folded()[f.Start:f.End]) == string(word) {
				return i
			}
		}
		if len(x.finds) == manyFinds {
			x.byWord = map[string]int{}
			for i := range x.finds {
				x.byWord[x.word(i)] = i
			}
		}
		return -1
	}
	if i, ok := x.byWord[string(word)]; ok {
		return i
	}
	return -1
}

// word is the folded form of a find.
func (x *extraction) word(i int) string {
	return string(x.t.Folded()[x.finds[i].Start:x.finds[i].End])
}

// maxRun is how many English words in a row are one keyword.
const maxRun = 3

// latin cuts a row of words at those that name nothing.
func (x *extraction) latin(first, end int) {
	for i := first; i < end; {
		if x.stops(i, first, end) {
			i++
			continue
		}
		from, words := i, 0
		for i < end && words < maxRun && !x.stops(i, first, end) {
			i = x.wordEnd(i, end)
			words++
		}
		x.latinRun(from, i)
	}
}

// wordEnd is where the word that begins at token i ends, what hyphens join to it
// included.
func (x *extraction) wordEnd(i, end int) int {
	for i++; i+1 < end && x.t.Tokens()[i].Kind == text.Punct; {
		i += 2
	}
	return i
}

// stops reports whether token i of a row names nothing in any place: not if a
// hyphen joins it to another word.
func (x *extraction) stops(i, first, end int) bool {
	tokens := x.t.Tokens()
	if i+1 < end && tokens[i+1].Kind == text.Punct || i > first && tokens[i-1].Kind == text.Punct {
		return false
	}
	w := x.t.Bytes(tokens[i])
	switch x.e.words.entries[string(w)].kind {
	case known:
		return false
	case stop:
		return true
	}
	return x.e.stop.stops(string(w))
}

// latinRun notes words [first, end) if one of them names something.
func (x *extraction) latinRun(first, end int) {
	heavy, rarest := false, 0.0
	tokens := x.t.Tokens()
	for i := first; i < end; {
		next := x.wordEnd(i, end)
		w := x.t.Folded()[tokens[i].Start:tokens[next-1].End]
		e, ok := x.e.words.entries[string(w)]
		if !ok {
			e.rarity = unknownRarity
		}
		if !e.light && utf8.RuneCount(w) >= shortestLatin {
			heavy = true
			rarest = max(rarest, float64(e.rarity))
		}
		i = next
	}
	if heavy {
		x.add(first, end, rarest)
	}
}

// The scores of pieces: known words beat the characters they are made of, and
// longer ones shorter ones.
const (
	scoreKnown  = 3 // a character of a known word
	scoreStop   = 3
	scoreSingle = 1 // a character of grammar that stands alone
	scorePiece  = 1 // what every piece costs
)

// han divides a row of characters into known words, words that name nothing and
// the rest, so that the sum of the scores is highest.
func (x *extraction) han(first, end int) {
	tokens := x.t.Tokens()
	folded := x.t.Folded()
	n := end - first
	x.cuts = append(x.cuts[:0], cut{})
	for range n {
		x.cuts = append(x.cuts, cut{score: -1})
	}
	for i := range n {
		start := int(tokens[first+i].Start)
		if x.e.stop.isGrammar(folded[start:tokens[first+i].End]) {
			x.offer(i, i+1, scoreSingle, stop)
		} else {
			x.offer(i, i+1, 0, unknown)
		}
		longest := x.e.words.longest[twoCharacters(folded[start:tokens[end-1].End])]
		for j := i + 2; j <= n; j++ {
			word := folded[start:tokens[first+j-1].End]
			if len(word) > longest {
				break
			}
			switch e := x.e.words.entries[string(word)]; e.kind {
			case known:
				x.offer(i, j, int32(scoreKnown*(j-i)-scorePiece), known)
			case stop:
				x.offer(i, j, int32(scoreStop*(j-i)-scorePiece), stop)
			}
		}
	}
	x.pieces(first, n)
}

func (x *extraction) offer(from, to int, score int32, kind uint8) {
	if score += x.cuts[from].score; score > x.cuts[to].score {
		x.cuts[to] = cut{score, int32(from), kind}
	}
}

// pieces notes the known words of the best division, and rows of two to four
// other characters that stand between words that name nothing.
func (x *extraction) pieces(first, n int) {
	x.ends = x.ends[:0]
	for j := n; j > 0; j = int(x.cuts[j].from) {
		x.ends = append(x.ends, j)
	}
	tokens := x.t.Tokens()
	rest := 0 // where the single characters before the piece begin
	for _, j := range slices.Backward(x.ends) {
		c := x.cuts[j]
		if c.kind == unknown {
			continue
		}
		i := int(c.from)
		x.unknown(first+rest, first+i)
		rest = j
		if c.kind == known {
			word := x.t.Folded()[tokens[first+i].Start:tokens[first+j-1].End]
			x.add(first+i, first+j, float64(x.e.words.entries[string(word)].rarity))
		}
	}
	x.unknown(first+rest, first+n)
}

// Measure words stand behind numbers and are no part of the name that follows.
const (
	numerals     = "一二三四五六七八九十百千万两几多半这那每某"
	measureWords = "个款批种张条件位名次份杯碗瓶双台部本家间块片颗只套层楼天年月日号点分秒元斤盒袋包根支把串盘桌站趟场遍顿笔"
)

// unknown notes characters [first, end) if they are as many as a word has and
// stand by themselves.
func (x *extraction) unknown(first, end int) {
	tokens := x.t.Tokens()
	is := func(i int, set string) bool { return strings.Contains(set, string(x.t.Bytes(tokens[i]))) }
	for first < end && first > 0 && tokens[first-1].Kind == text.Han1 && is(first-1, numerals) && is(first, measureWords) {
		first++
	}
	n := end - first
	if n < 2 || n > 4 || x.latinBeside(first-1) || x.latinBeside(end) {
		return
	}
	if n == 3 { // as often as not a word and a piece of another
		x.add(first, end, unknownRarity/2)
		return
	}
	x.add(first, end, unknownRarity)
}

// latinBeside reports whether token i is a word or number that the characters
// beside it may belong to.
func (x *extraction) latinBeside(i int) bool {
	tokens := x.t.Tokens()
	return i >= 0 && i < len(tokens) && (tokens[i].Kind == text.Word || tokens[i].Kind == text.Number)
}
