package standard

import (
	"math/bits"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A hit is a cue found in the text: tokens [first, end).
type hit struct {
	first, end int32
	from       int32 // where the passage begins with what reverses it; first if nothing does
	phrase     int32 // number of the phrase, to know a repetition by
	clause     int32
	cue        cue
	negated    bool // a negation comes before it in its clause
	supposed   bool // it is only imagined: "if it breaks"
	weight     float32
}

// A sentence is what a reader notes about a sentence as a whole.
type sentence struct {
	firstHit, endHit int32 // in hits
	first, end       int32 // in tokens
	question         bool  // ends in a question mark
}

// A mention is a topic, or a category of content, found in the text.
type mention struct {
	first, end int32
	phrase     int32
	what       int32 // index into the categories of the vocabulary
}

// marks counts signs of one kind, and keeps the first.
type marks struct {
	n, first int32
}

func (m *marks) add(i int) {
	if m.n == 0 {
		m.first = int32(i)
	}
	m.n++
}

// A reading is a document as its cues tell it: everything that the judgements
// are made from. It is reused from document to document.
type reading struct {
	document *feedback.Document
	text     *text.Text // of the document

	matches   []text.Match
	hits      []hit // in order of first
	topics    []mention
	contents  []mention
	sentences []sentence

	exclaims marks // rows of exclamation marks
	shouts   marks // words in capitals
	words    int   // words that could be in capitals

	serial uint64    // counts the documents
	places [64]place // cache of span

	survey text.Text // the question of the survey, prepared
	asks   cue       // asksImprove, asksLike or void
}

// read takes the text apart. The scratch memory of earlier documents is used
// again.
func (r *reading) read(v *vocabulary, d *feedback.Document) {
	r.document, r.text = d, &d.Text
	r.serial++
	r.scan(v)
	r.asks = r.readQuestion(v, d.Feedback.Question)
}

// forget drops what belongs to the document, and memory that only a very long
// one needs.
func (r *reading) forget() {
	const keep = 1 << 16
	r.document, r.text = nil, nil
	if r.survey.Source() != "" {
		r.survey.Reset("")
	}
	if cap(r.matches) > keep || cap(r.hits) > keep {
		*r = reading{}
	}
}

// readable reports whether the text is in a language that the rules are for.
func readable(d *feedback.Document) bool {
	return text.Supported(d.Language()) != language.Und
}

// scan finds hits and mentions in one pass over the tokens.
func (r *reading) scan(v *vocabulary) {
	r.matches = v.matcher.AppendAll(r.matches[:0], r.text)
	r.hits, r.sentences, r.topics, r.contents = r.hits[:0], r.sentences[:0], r.topics[:0], r.contents[:0]
	r.exclaims, r.shouts, r.words = marks{}, marks{}, 0
	s := scanner{reading: r, vocabulary: v}
	for _, sent := range r.text.Sentences() {
		s.sentence(sent)
	}
}

// A scanner is the state of a pass over the tokens.
type scanner struct {
	*reading
	*vocabulary
	at      int             // next match
	covered [families]int32 // where the last phrase read in a family ends
	clause  int32
	lead    int32 // up to where the clause has only words that may stand before a command
	not     hit   // the last negation
	ifIn    int32 // clause of the last supposition, -1 if none
	aside   int32 // where the last aside ends
}

func (s *scanner) sentence(sent text.Sentence) {
	tokens := s.text.Tokens()
	out := sentence{first: int32(sent.First), end: int32(sent.End), firstHit: int32(len(s.hits))}
	s.newClause(sent.First)
	for i := sent.First; i < sent.End; i++ {
		tok := tokens[i]
		switch {
		case tok.Kind == text.Han1:
			if tok.Has(text.SpaceBefore) && i > sent.First && tokens[i-1].Kind == text.Han1 {
				s.newClause(i)
			}
		case tok.Kind == text.Punct || tok.Kind == text.Break:
			s.punctuation(tok, i, &out)
		case tok.Kind == text.Word && tok.Script == text.Latin && tok.End-tok.Start > 1:
			s.words++
			if tok.Has(text.Caps) {
				s.shouts.add(i)
			}
		}
		s.matchesAt(int32(i))
	}
	out.endHit = int32(len(s.hits))
	s.sentences = append(s.sentences, out)
}

// punctuation notes what a mark tells.
func (s *scanner) punctuation(tok text.Token, i int, out *sentence) {
	switch b := s.text.Bytes(tok); b[0] {
	case '?':
		out.question = true
	case '!':
		if len(b) > 1 || tok.Has(text.Stretched) {
			s.exclaims.add(i)
		}
	case ',', ';', ':', '(', ')', '\n', '~':
		s.newClause(i + 1)
	default:
		if string(b) == "、" || string(b) == "。" {
			s.newClause(i + 1)
		}
	}
	if s.lead == int32(i) {
		s.lead++
	}
}

func (s *scanner) newClause(first int) {
	s.clause++
	s.lead, s.ifIn = int32(first), -1
}

// matchesAt reads the phrases that begin at token i: in each family the
// longest, unless an earlier phrase of the family reaches this far.
func (s *scanner) matchesAt(i int32) {
	from := s.at
	for s.at < len(s.matches) && int32(s.matches[s.at].First) == i {
		s.at++
	}
	if from == s.at {
		return
	}
	group := s.matches[from:s.at]
	lead := s.lead
	var done uint64
	for k, m := range slices.Backward(group) {
		e := &s.entries[m.ID]
		for todo := e.families &^ done; todo != 0; todo &= todo - 1 {
			f := family(bits.TrailingZeros64(todo))
			if s.covered[f] > i {
				continue
			}
			s.covered[f] = int32(m.End)
			s.take(e, f, &group[k], lead)
		}
		done |= e.families
	}
}

// take notes what a phrase says in one family.
func (s *scanner) take(e *entry, f family, m *text.Match, lead int32) {
	h := hit{first: int32(m.First), end: int32(m.End), phrase: int32(m.ID), clause: s.clause}
	switch {
	case f == topics && e.topic >= 0:
		s.reading.topics = append(s.reading.topics, mention{h.first, h.end, h.phrase, e.topic})
	case f == contents:
		for set := e.categories; set != 0; set &= set - 1 {
			s.reading.contents = append(s.reading.contents, mention{h.first, h.end, h.phrase, int32(bits.TrailingZeros32(set))})
		}
	}
	if f < evaluations {
		return
	}
	for _, r := range s.rulesOf(e) {
		if r.cue.family() != f {
			continue
		}
		h.cue, h.weight = r.cue, r.weight
		s.note(h, lead)
	}
}

// note adds a hit, or does what its cue says about others.
func (s *scanner) note(h hit, lead int32) {
	switch h.cue {
	case void:
		return
	case aside:
		s.aside = h.end
		return
	case plea:
		if h.first < s.aside {
			return
		}
	case not:
		s.not = h
		return
	case turn:
		s.newClause(int(h.end))
		return
	case irrealis:
		s.ifIn = h.clause
		return
	case leadIn:
		if h.first == lead {
			s.lead = max(s.lead, h.end)
		}
		return
	case command:
		if h.first != lead {
			return
		}
	}
	h.from = h.first
	if h.cue.family() == evaluations || h.cue == danger {
		s.reverse(&h)
	}
	s.hits = append(s.hits, h)
}

// reverse notes what a negation or a supposition before h does to it. A weak
// negation, such as a prohibition, does not reverse: it only takes away.
func (s *scanner) reverse(h *hit) {
	h.supposed = s.ifIn == h.clause
	if s.not.clause != h.clause || h.first < s.not.end || h.first-s.not.end > s.reach(h) {
		return
	}
	if s.not.weight < 1 {
		h.supposed = true
		return
	}
	h.negated, h.from = true, s.not.first
}

// reach is how many tokens may lie between the last negation and h: words such
// as "a very" in English, characters such as "那么" in Chinese. A single
// Chinese character negates nothing but what follows at once.
func (s *scanner) reach(h *hit) int32 {
	switch {
	case s.text.Tokens()[h.first].Kind != text.Han1:
		return 3
	case s.not.end-s.not.first == 1:
		return 0
	}
	return 2
}

// readQuestion tells what the survey asked for.
func (r *reading) readQuestion(v *vocabulary, question string) cue {
	if question == "" {
		return void
	}
	r.survey.Reset(question)
	r.matches = v.matcher.AppendAll(r.matches[:0], &r.survey)
	asks := void
	for _, m := range r.matches {
		for _, rule := range v.rulesOf(&v.entries[m.ID]) {
			switch rule.cue {
			case asksImprove:
				return asksImprove
			case asksLike:
				asks = asksLike
			}
		}
	}
	return asks
}

// A place is a span that was led back to the feedback: the same words speak for
// several labels.
type place struct {
	serial     uint64 // of the document
	first, end int32
	evidence   feedback.Evidence
}

// span is the part of the feedback that tokens [first, end) came from.
func (r *reading) span(first, end int32) feedback.Evidence {
	p := &r.places[(first+end)%int32(len(r.places))]
	if p.serial != r.serial || p.first != first || p.end != end {
		tokens := r.text.Tokens()
		folded := text.Span{Start: int(tokens[first].Start), End: int(tokens[end-1].End)}
		*p = place{r.serial, first, end, r.document.Evidence(folded)}
	}
	return p.evidence
}
