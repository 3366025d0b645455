package lexicon

import (
	"math"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A survey question may ask for one side: "What did you like?" or "What should
// we improve?". Then an answer means that side also where its words do not say
// so: "The price", 價格. And "nothing" is blame under the one and praise under
// the other.

// The weights of answers, in log-odds of praise, set by hand. What is merely
// named leans its way; that everything or nothing is good says more.
const (
	topicAnswer      = 0.9
	everythingAnswer = 1.8
	nothingLiked     = -1.3
	nothingToImprove = 1
)

// The factors on what an answer says against the side that was asked for: in
// "Faster delivery", asked what to improve, "faster" is what is missing.
const (
	missing     = -0.8 // praise by comparison, where asked what to improve
	wishedFor   = 2    // a wish there
	besidePoint = 0.7  // any other judgement of the side that was not asked for
)

// maxQuestions bounds how many questions a reader remembers.
const maxQuestions = 64

// side is 1 if question asks for what is good, -1 if it asks for what is not,
// and 0 if it asks for neither or both.
func (r *reader) side(question string) int {
	if side, ok := r.questions[question]; ok {
		return side
	}
	if len(r.questions) >= maxQuestions {
		clear(r.questions)
	}
	side := r.askedSide(question)
	r.questions[strings.Clone(question)] = side
	return side
}

func (r *reader) askedSide(question string) int {
	q := sequence{trie: r.survey}
	q.read(text.Prepare(question))
	good, bad := false, false
	for i := 0; i < len(q.tokens); {
		entry, end := q.longest(i, len(q.tokens))
		if entry < 0 {
			i++
			continue
		}
		if e := &q.entries[entry]; e.Role == Asks {
			good = good || e.Weight > 0
			bad = bad || e.Weight < 0
		}
		i = end
	}
	switch {
	case good == bad:
		return 0
	case good:
		return 1
	}
	return -1
}

// answer reads the hits as what is said to the survey question of d.
func (r *reader) answer(d *feedback.Document) {
	if d.Feedback == nil || d.Feedback.Question == "" {
		return
	}
	side := r.side(d.Feedback.Question)
	if side == 0 {
		return
	}
	first, end := r.content()
	if first == end {
		return
	}
	e, stop := r.answerAt(first, end)
	switch {
	case e != nil && stop == end:
		r.hits = r.hits[:0]
		r.addAnswer(answerWeight(e, side), first, stop)
	case e != nil && r.endsClause(stop):
		r.dropBefore(stop)
		r.addAnswer(answerWeight(e, side), first, stop)
	case len(r.hits) == 0:
		r.addAnswer(float64(side)*topicAnswer, first, r.sentenceEnd(first, end))
	default:
		if r.lean(side); math.Abs(r.total()) < r.minSignal {
			r.hits = r.hits[:0]
			r.addAnswer(float64(side)*topicAnswer, first, r.sentenceEnd(first, end))
		}
	}
}

// content is the range of tokens that hold the words of the text.
func (r *reader) content() (first, end int) {
	end = len(r.tokens)
	for first < end && !isContent(r.tokens[first]) {
		first++
	}
	for end > first && !isContent(r.tokens[end-1]) {
		end--
	}
	return first, end
}

func isContent(tok text.Token) bool { return tok.Kind == text.Word || tok.Kind == text.Han1 }

// answerAt is the Answer that the text begins with at token first, and where it
// ends; nil if there is none.
func (r *reader) answerAt(first, end int) (*Entry, int) {
	q := sequence{trie: r.survey, text: r.text, tokens: r.tokens, symbols: r.answerSymbols[:0]}
	const longest = 12 // tokens of an answer
	for i := first; i < min(end, first+longest); i++ {
		q.symbols = append(q.symbols, q.words.read(r.text, r.tokens[i]))
	}
	r.answerSymbols = q.symbols
	q.tokens = q.tokens[first:]
	entry, n := q.longest(0, len(q.symbols))
	if entry < 0 || q.entries[entry].Role != Answer {
		return nil, first
	}
	return &q.entries[entry], first + n
}

// answerWeight is what an Answer means to a question for side.
func answerWeight(e *Entry, side int) float64 {
	switch {
	case e.Weight > 0:
		return float64(side) * everythingAnswer * e.Weight
	case e.Weight == 0:
		return 0
	case side > 0:
		return nothingLiked * -e.Weight
	}
	return nothingToImprove * -e.Weight
}

// dropBefore drops the hits that begin before token end: they are words of the
// answer itself.
func (r *reader) dropBefore(end int) {
	k := 0
	for k < len(r.hits) && r.hits[k].First < end {
		k++
	}
	r.hits = append(r.hits[:0], r.hits[k:]...)
}

// addAnswer puts a hit for tokens [first,end) before the others. One of weight
// 0 is none.
func (r *reader) addAnswer(weight float64, first, end int) {
	if weight == 0 {
		return
	}
	h := Hit{Entry: Entry{Role: Answer, Weight: weight}, First: first, End: end, Factor: 1, Reading: Answering}
	r.hits = append(r.hits, Hit{})
	copy(r.hits[1:], r.hits)
	r.hits[0] = h
}

// sentenceEnd is where the sentence of token first ends, less the marks at its
// end.
func (r *reader) sentenceEnd(first, end int) int {
	for _, s := range r.text.Sentences() {
		if s.End > first {
			end = min(end, s.End)
			break
		}
	}
	for end > first+1 && !isContent(r.tokens[end-1]) {
		end--
	}
	return end
}

// total is what the hits come to.
func (r *reader) total() float64 {
	sum := 0.0
	for i := range r.hits {
		sum += r.hits[i].Weight()
	}
	return sum
}

// lean weighs the hits by the side that was asked for.
func (r *reader) lean(side int) {
	for i := range r.hits {
		h := &r.hits[i]
		w := h.Weight()
		switch {
		case side < 0 && h.Reading&Wished != 0 && w < 0:
			h.Factor *= wishedFor
		case side < 0 && w > 0 && h.Reading&Negated == 0 && r.asksMore(h):
			h.Factor *= missing
		case w*float64(side) < 0:
			h.Factor *= besidePoint
		default:
			continue
		}
		h.Reading |= Answering
	}
}

// asksMore reports whether h is a comparative. An idiom that has one in it is
// none: "couldn't be better".
func (r *reader) asksMore(h *Hit) bool {
	idiom := r.tokens[h.End-1].Kind == text.Word && strings.Contains(h.Entry.Phrase, " ")
	return !idiom && r.comparative(h.First, h.End)
}
