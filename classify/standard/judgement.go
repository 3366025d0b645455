package standard

import (
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
)

// A judgement is what the cues of one document add up to. The dimensions are
// read off it. It is reused from document to document, with the reading.
type judgement struct {
	reading

	sums
	second   secondOpinion
	subjects []subject // scratch
	drafts   drafts    // scratch
}

// sums are what speaks for each judgement.
type sums struct {
	praise, complaint, suggestion, request, question tally // intents
	factual, opinion, emotional                      tally // natures
	urgent, calm, leaving                            tally

	noAnswer bool // the text says that there is nothing to say
}

// How much the parts of a judgement count that are no single phrase.
const (
	negatedGood  = 0.6  // "not good"
	negatedBest  = 0.3  // "not amazing"
	negatedBad   = 0.35 // "not expensive"
	negatedFault = 0.4  // "no cracks"
	wishedChange = 0.7  // a wish and a change in one clause: "希望 … 改善"
	askedDeed    = 0.75 // a plea and a deed in one clause: "please … refund"
	evaluative   = 0.9  // share of a judgement's weight that makes it an opinion
	questionMark = 0.45 // a sentence with a question mark
	questionWord = 0.35 // and with a word that asks
	exclamation  = 0.3  // a row of exclamation marks
	shouting     = 0.35 // words in capitals
	askedImprove = 0.55 // any answer to "what should we improve?"
	askedLike    = 0.5  // any answer to "what did you like?"

	surelyAsks = 0.85 // asks wherever it stands: "I was wondering"

	mildComplaint = 0.34 // a complaint, if nothing is praised

	longWait  = 0.6  // of some minutes
	longTaken = 0.35 // of half an hour and more
)

// How much harm that is told of speaks for a fact, and what share of its weight
// for a complaint.
const (
	dangerFact = 0.5
	harmful    = 0.65
)

// strongGood is the weight above which praise is more than good.
const strongGood = 0.7

// judge reads a document and adds up what it was read as. The model, if there is
// one, is asked for a second opinion.
func (j *judgement) judge(v *vocabulary, m *linear.Model, d *feedback.Document) {
	j.second.model = nil
	j.read(v, d)
	j.sums = sums{}
	for i := range j.sentences {
		j.sentence(&j.sentences[i])
	}
	j.quantities()
	j.emphasis()
	j.settle()
	if m != nil {
		j.weigh(m)
	}
	j.answer()
}

// sentence adds up the hits of one sentence.
func (j *judgement) sentence(s *sentence) {
	hits := j.hits[s.firstHit:s.endHit]
	advises := false // other customers are spoken to, not the company
	for _, h := range hits {
		advises = advises || h.cue == advice
	}
	for k := range hits {
		h := &hits[k]
		switch {
		case h.cue == ask:
			j.information(s, h)
		case h.cue <= not:
			j.evaluation(h)
		case h.cue >= event:
			j.fact(h)
		case !advises || h.cue != suggest && h.cue != hope && h.cue != command:
			j.act(h, hits[k+1:])
		}
	}
	if s.question {
		j.asked(s, hits)
	}
}

func (h *hit) passage(weight float64, rule string) passage {
	return passage{h.from, h.end, h.phrase, float32(weight), rule}
}

// evaluation counts a judgement, a fault or a feeling.
func (j *judgement) evaluation(h *hit) {
	w := float64(h.weight)
	switch {
	case h.supposed && h.cue != upset:
	case h.negated:
		j.reversed(h)
	case h.cue == good:
		j.praise.add(h.passage(w, ""))
		j.opinion.add(h.passage(w*evaluative, ""))
	case h.cue == bad:
		j.complaint.add(h.passage(w, ""))
		j.opinion.add(h.passage(w*evaluative, ""))
	case h.cue == fault:
		j.complaint.add(h.passage(w, ""))
		j.factual.add(h.passage(w, ""))
	case h.cue == upset, h.cue == joy:
		j.emotional.add(h.passage(w, ""))
	case h.cue == thanks, h.cue == staying:
		j.praise.add(h.passage(w, ""))
	case h.cue == leaving:
		j.leaving.add(h.passage(w, ""))
		j.complaint.add(h.passage(w, ""))
	}
}

// reversed counts what a negation stands before. A feeling that is denied says
// nothing.
func (j *judgement) reversed(h *hit) {
	const rule = "negated"
	switch h.cue {
	case good:
		w := negatedGood
		if h.weight > strongGood {
			w = negatedBest
		}
		j.complaint.add(h.passage(w, rule))
		j.opinion.add(h.passage(w*evaluative, rule))
	case bad:
		j.praise.add(h.passage(negatedBad, rule))
		j.opinion.add(h.passage(negatedBad*evaluative, rule))
	case fault:
		j.praise.add(h.passage(negatedFault, rule))
	case staying:
		j.complaint.add(h.passage(float64(h.weight), rule))
	}
}

// fact counts something that can be checked. Amounts are looked at apart.
func (j *judgement) fact(h *hit) {
	if h.cue == event || h.cue == date {
		j.factual.add(h.passage(float64(h.weight), ""))
	}
}

// act counts what is done with the words. Some take another hit after them in
// the clause.
func (j *judgement) act(h *hit, after []hit) {
	p := h.passage(float64(h.weight), "")
	switch h.cue {
	case suggest, command:
		j.suggestion.add(p)
	case hope:
		j.pair(&j.suggestion, h, after, change, ahead, wishedChange)
	case plea:
		j.pair(&j.request, h, after, deed, ahead, askedDeed)
	case deed:
		j.pair(&j.request, h, after, plea, behind, askedDeed)
	case request:
		j.request.add(p)
	case gripe:
		j.complaint.add(p)
	case complain:
		j.complaint.add(p)
	case urgent:
		j.urgent.add(p)
	case danger:
		if !h.negated && !h.supposed {
			j.urgent.add(p)
			j.factual.add(h.passage(dangerFact, ""))
			j.complaint.add(h.passage(float64(h.weight)*harmful, ""))
		}
	case calm:
		j.calm.add(p)
	case think:
		j.opinion.add(p)
	}
}

// information counts words that ask for information. In the middle of a sentence
// without a question mark most do not ask: "I know how to use it".
func (j *judgement) information(s *sentence, h *hit) {
	w := float64(h.weight)
	if !s.question && w < surelyAsks && h.first > s.first+1 {
		w /= 2
	}
	j.question.add(h.passage(w, ""))
}

// How many tokens may lie between the two hits of a pair.
const (
	ahead  = 10 // "please … refund"
	behind = 2  // "refund … please"
)

// pair counts h and the first hit of the other cue behind it in its clause, at
// most so many tokens away, as one passage.
func (j *judgement) pair(t *tally, h *hit, after []hit, other cue, most int32, weight float64) {
	for _, o := range after {
		if o.clause != h.clause || o.first-h.end > most {
			return
		}
		if o.cue == other && o.first >= h.end {
			t.add(passage{h.first, o.end, h.phrase, float32(weight), "together"})
			return
		}
	}
}

// asked counts a sentence with a question mark, unless the question is a
// complaint or asks for something to be done.
func (j *judgement) asked(s *sentence, hits []hit) {
	w := questionMark
	for _, h := range hits {
		switch h.cue {
		case gripe:
			return
		case request, suggest:
			w = questionMark / 2
		case interrogative:
			w = max(w, 1-(1-questionMark)*(1-questionWord))
		}
	}
	j.question.add(passage{s.first, s.end, -1 - s.first, float32(w), "question"})
}

// emphasis counts the signs of feeling that are no words.
func (j *judgement) emphasis() {
	if m := j.exclaims; m.n > 0 {
		j.emotional.add(passage{m.first, m.first + 1, -1, exclamation, "emphasis"})
	}
	if m := j.shouts; m.n >= 2 && int(m.n)*5 >= j.words {
		j.emotional.add(passage{m.first, m.first + 1, -2, shouting, "emphasis"})
	}
}

// settle makes mild criticism a complaint where no praise stands beside it:
// "有点咸" alone is one, "很好吃，就是有点咸" is praise.
func (j *judgement) settle() {
	if c := &j.complaint; !c.holds() && c.confidence >= mildComplaint && !j.praise.holds() {
		c.confidence = 0.5
	}
}

// answer lets what a survey asked for speak where the answer alone says little.
func (j *judgement) answer() {
	j.noAnswer = j.saysNothing()
	switch {
	case j.noAnswer && j.asks == asksImprove:
		j.suggestion, j.complaint = tally{}, tally{}
		j.praise.raise(askedLike)
		j.praise.reason = "question asks what to improve"
	case j.noAnswer:
	case j.asks == asksImprove && !j.praise.holds():
		j.suggestion.raise(askedImprove)
		j.suggestion.reason = "question asks what to improve"
	case j.asks == asksLike && !j.complaint.holds():
		j.praise.raise(askedLike)
		j.praise.reason = "question asks what was good"
	}
}

// saysNothing reports whether the text is little more than a phrase that says
// so: "n/a", "Nothing to add.", "暂无".
func (j *judgement) saysNothing() bool {
	const more = 2 // tokens beside the phrase
	for _, h := range j.hits {
		if h.cue == nothing {
			return len(j.text.Tokens())-int(h.end-h.first) <= more
		}
	}
	return false
}
