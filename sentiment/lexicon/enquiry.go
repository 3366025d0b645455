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
	politeWords = hanWords("请问", "想问", "请教", "问一下", "咨询一下", "问问", "问下", "了解一下")
	// askingWords make a question of a short sentence without a mark.
	askingWords = hanWords("多少", "多久", "哪些", "哪里", "哪个", "哪家", "几点", "几号", "几天", "几岁", "几楼", "找谁", "怎么办",
		"怎么算", "怎么处理", "怎么弄", "怎么收费", "怎么走", "怎么退", "怎么用", "怎么查", "怎么改", "怎么申请", "如何",
		"能不能", "可不可以", "会不会", "有没有", "需不需要", "需要哪", "什么时候")
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
	const opening = 10 // characters that may stand before: 您好，我想
	if r.hasWord(politeWords, s.First, min(s.End, s.First+opening+2)) {
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
	return last < s.End && r.symbols[last]&^marks == hanSymbol('吗') || r.hasWord(askingWords, max(s.First, min(r.clauseStart, last)), s.End)
}

// hasWord reports whether one of words stands in tokens [first,end).
func (r *reader) hasWord(words [][]symbol, first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].Kind != text.Han1 {
			continue
		}
	next:
		for _, w := range words {
			if i+len(w) > end {
				continue
			}
			for k, c := range w {
				if r.symbols[i+k]&^marks != c {
					continue next
				}
			}
			return true
		}
	}
	return false
}
