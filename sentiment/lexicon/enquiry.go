package lexicon

import "github.com/loamlib/loam/feedback/text"

// An enquiry asks for something to know and judges nothing: "请问漏水找谁",
// 优惠有吗. What it names weighs little on either side.

// enquired is the factor on blame that an enquiry names. Words of abuse outlast it.
const enquired = 0.28

// shortEnquiry is how many characters a question has at most that asks for nothing
// but what it says. A longer one tells what has happened.
const shortEnquiry = 16

var (
	// politeWords begin a question whatever stands behind them.
	politeWords = hanWords("请问", "请教", "咨询一下")
	// askingWords make a question of a short sentence without a mark.
	askingWords = hanWords("想问", "问一下", "问问", "问下", "了解一下", "多少", "多久", "哪些", "哪里", "哪个", "哪家", "几点", "几号", "几岁", "几楼", "找谁", "怎么办",
		"怎么算", "怎么处理", "怎么弄", "怎么收费", "怎么走", "怎么退", "怎么用", "怎么查", "怎么改", "怎么申请", "如何",
		"能不能", "可不可以", "会不会", "有没有", "需不需要", "需要哪", "什么时候")
	// tellingWords behind one of those make a statement of it: 没多久就坏了, 怎么弄都漏水.
	tellingWords = hanWords("就", "都", "也")
)

// hanWords are words as the symbols of a text.
func hanWords(words ...string) [][]symbol {
	out := make([][]symbol, len(words))
	for i, w := range words {
		for _, c := range w {
			out[i] = append(out[i], hanSymbol(c))
		}
	}
	return out
}

// enquires reports whether sentence s, which ends in mark, is an enquiry in Chinese.
func (r *reader) enquires(s text.Sentence, mark byte) bool {
	if mark == '!' {
		return false
	}
	const opening = 12 // characters in which they stand: 您好，我想咨询一下
	if r.endOfWord(politeWords, s.First, min(s.End, s.First+opening)) > 0 {
		return true
	}
	words, last := 0, s.End
	for i := s.First; i < s.End; i++ {
		if isContent(r.tokens[i]) {
			words, last = words+1, i
		}
	}
	if words > shortEnquiry {
		return false
	}
	if last < s.End && r.symbols[last]&^marks == hanSymbol('吗') {
		return true
	}
	// Behind a mark at the end a new clause begins, which has no words: what ends in a
	// full stop tells.
	asked := r.endOfWord(askingWords, r.clauseStart, s.End)
	return asked > 0 && r.endOfWord(tellingWords, asked, s.End) == 0
}

// endOfWord is where the first of words ends that stands in tokens [first,end), 0 if
// none does.
func (r *reader) endOfWord(words [][]symbol, first, end int) int {
	for i := first; i < end; i++ {
		if r.tokens[i].Kind != text.Han1 {
			continue
		}
		for _, w := range words {
			if i+len(w) <= end && r.standsAt(w, i) {
				return i + len(w)
			}
		}
	}
	return 0
}

// standsAt reports whether the word stands at token i.
func (r *reader) standsAt(word []symbol, i int) bool {
	for k, c := range word {
		if r.symbols[i+k]&^marks != c {
			return false
		}
	}
	return true
}
