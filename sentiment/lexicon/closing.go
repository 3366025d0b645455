package lexicon

import "github.com/loamlib/loam/feedback/text"

// finishSentence applies what shows only at the end of a sentence.
func (r *reader) finishSentence(s text.Sentence) {
	hits := r.hits[r.sentenceHit:]
	if len(hits) == 0 {
		return
	}
	mark := r.endMark(s)
	enquiry := r.enquires(s, mark)
	for i := range hits {
		h := &hits[i]
		switch {
		case enquiry && h.Entry.Role != Irony:
			h.Factor *= choose(h.Weight() > 0, r.rules.askedPositive, enquired)
			h.Reading |= Asked
		case mark == '?' && h.Entry.Role != Irony:
			h.Factor *= choose(h.Weight() > 0, r.rules.askedPositive, r.rules.askedNegative)
			h.Reading |= Asked
		case mark == '!' && h.Clause == hits[len(hits)-1].Clause:
			h.Factor *= r.rules.exclaimed
			h.Reading |= Emphasised
		}
	}
	r.mock(s, hits)
}

// endMark is '!' or '?' if the sentence ends in it, else 0. A final 吗 asks by
// itself.
func (r *reader) endMark(s text.Sentence) byte {
	for i := s.End - 1; i >= s.First; i-- {
		tok := r.tokens[i]
		switch tok.Kind {
		case text.Emoji, text.Emoticon, text.Break:
		case text.Han1:
			if r.symbols[i]&^partedBit == hanSymbol('吗') {
				return '?'
			}
			return 0
		case text.Punct:
			if c := r.text.Bytes(tok)[0]; c == '!' || c == '?' {
				return c
			}
		default:
			return 0
		}
	}
	return 0
}
