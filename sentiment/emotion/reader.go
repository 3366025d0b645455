package emotion

import (
	"bytes"
	"cmp"
	"math"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// emotions is the size of tables by emotion.
const emotions = int(feedback.Gratitude) + 1

// A reader reads one document at a time, in memory that is used again.
type reader struct {
	*Analyzer
	hits     []lexicon.Hit
	feelings [emotions]feeling
	second   secondOpinion
}

// A feeling is what speaks for an emotion.
type feeling struct {
	doubt     float64 // the chance that no passage means it
	intensity float64
	hits      []int32 // the passages
	words     []string

	affirmed, denied bool // by a word in its place; both if one says this, another that
	turned           bool // grammar made it of another feeling
	confidence       float64
}

// What grammar does to a word of feeling.
const (
	minFactor = 0.2 // what is made weaker than this is not felt

	deniedJoy     = 0.65 // share of a word's confidence that goes to dissatisfaction if its joy is negated
	bygoneJoy     = 0.75 // … to disappointment if it is over
	mockingJoy    = 0.65 // how surely joy that mocks is dissatisfaction
	suspended     = 0.45 // of what is supposed or asked
	formula       = 0.4  // of thanks that only close a request
	intensified   = 1.4  // of the odds and the intensity
	weakened      = 0.7
	emphasis      = 1.25 // of the intensity, for capitals, drawn-out letters and exclamation marks
	furtherWeight = 0.1  // of the intensity that is still missing, for each further word

	leastAffirmed = 0.5 // of the confidence of a word that says what it means: what is supposed or asked has less
)

// read finds how sure each feeling is, by words and model.
func (r *reader) read(d *feedback.Document) {
	r.readWords(d)
	asked := r.model != nil && r.speaks(d)
	if asked {
		r.second.ask(r.model, &d.Text)
	}
	for e := range r.feelings {
		f := &r.feelings[e]
		f.confidence = 1 - f.doubt
		if asked && e > 0 && (f.affirmed || !f.denied) {
			f.confidence = max(f.least(), Together(feedback.Emotion(e), f.confidence, r.second.logits[e-1]))
		}
	}
	r.calm()
}

// calm leaves anger that has no word to dissatisfaction that is clearly surer: most
// complaints are one or the other, and anger is what shows its fury.
func (r *reader) calm() {
	const clearly = 0.2
	anger := &r.feelings[feedback.Anger]
	if len(anger.hits) == 0 && anger.confidence+clearly <= r.feelings[feedback.Dissatisfaction].confidence {
		anger.confidence = 0
	}
}

// least is how sure the words are of what the model does not see: that mockery or
// "not happy" is dissatisfaction.
func (f *feeling) least() float64 {
	if f.turned {
		return f.confidence
	}
	return 0
}

// speaks reports whether d is in a language that the words and the model read.
func (a *Analyzer) speaks(d *feedback.Document) bool {
	is := text.Supported(d.Language())
	return is != language.Und && slices.Contains(a.languages, is)
}

// readWords finds the passages of d and what feelings they speak for.
func (r *reader) readWords(d *feedback.Document) {
	for e := range r.feelings {
		f := &r.feelings[e]
		*f = feeling{doubt: 1, hits: f.hits[:0], words: f.words[:0]}
	}
	r.hits = r.words.AppendHits(r.hits[:0], d)
	for i := range r.hits {
		h := &r.hits[i]
		for _, w := range r.senses[h.Entry.Phrase] {
			e, confidence := felt(w, h)
			if e == feedback.Gratitude && closes(d, h) {
				confidence *= formula
			}
			r.note(w, e, confidence)
			if confidence > 0 {
				r.add(e, confidence, w, i)
			}
		}
	}
}

// note remembers whether a word says what it means in its place.
func (r *reader) note(w Word, e feedback.Emotion, confidence float64) {
	switch {
	case e != w.Emotion:
		r.feelings[w.Emotion].denied, r.feelings[e].turned = true, true
	case confidence < leastAffirmed*w.Confidence:
		r.feelings[e].denied = true
	default:
		r.feelings[e].affirmed = true
	}
}

// felt is the emotion that a word shows in its place, and how surely.
func felt(w Word, h *lexicon.Hit) (feedback.Emotion, float64) {
	strength := math.Abs(h.Factor)
	switch {
	case h.Reading&lexicon.Wished != 0:
		return w.Emotion, 0
	case h.Reading&lexicon.Negated != 0:
		if w.Emotion == feedback.Joy {
			return feedback.Dissatisfaction, deniedJoy * w.Confidence
		}
		return w.Emotion, 0
	case h.Reading&lexicon.Bygone != 0 && w.Emotion == feedback.Joy:
		return feedback.Disappointment, bygoneJoy * w.Confidence
	case h.Reading&lexicon.Ironic != 0 && pleasant(w.Emotion):
		return feedback.Dissatisfaction, mockingJoy
	case strength < minFactor:
		return w.Emotion, 0
	case h.Reading&(lexicon.Supposed|lexicon.Asked) != 0:
		return w.Emotion, suspended * w.Confidence
	}
	return w.Emotion, raised(w.Confidence, degree(h))
}

// pleas are words of requests, which people close with thanks.
var pleas = []string{"please", "pls", "could you", "can you", "would you", "kindly", "请", "希望", "麻烦", "拜托", "建议", "盼"}

// closes reports whether thanks are the formula at the end of a request: 请尽快处理，
// 谢谢.
func closes(d *feedback.Document, h *lexicon.Hit) bool {
	const words, bytesBefore = 3, 120 // how near to the end; how far back the request may be
	tokens := d.Text.Tokens()
	for i := h.End; i < len(tokens); i++ {
		if k := tokens[i].Kind; i-h.End >= words || k == text.Word || k == text.Han1 {
			return false
		}
	}
	start := int(tokens[h.First].Start)
	before := d.Text.Folded()[max(0, start-bytesBefore):start]
	for _, p := range pleas {
		if bytes.Contains(before, []byte(p)) {
			return true
		}
	}
	return false
}

// degree is what the degrees before and behind a word make of it; what stands
// before "but" is felt no less.
func degree(h *lexicon.Hit) float64 {
	switch {
	case h.Reading&lexicon.Intensified != 0:
		return intensified
	case h.Reading&lexicon.Weakened != 0:
		return weakened
	}
	return 1
}

// raised is confidence with its odds multiplied by factor.
func raised(confidence, factor float64) float64 {
	return confidence * factor / (1 - confidence + confidence*factor)
}

func (r *reader) add(e feedback.Emotion, confidence float64, w Word, hit int) {
	f := &r.feelings[e]
	intensity := w.Intensity * degree(&r.hits[hit])
	if r.hits[hit].Reading&lexicon.Emphasised != 0 {
		intensity *= emphasis
	}
	intensity = min(intensity, 1)
	if len(f.hits) > 0 {
		low, high := min(f.intensity, intensity), max(f.intensity, intensity)
		intensity = high + furtherWeight*(1-high)*low
	}
	f.intensity = intensity
	const remembered = 32 // words; with more of them there is no doubt left
	if len(f.words) < remembered && !slices.Contains(f.words, w.Phrase) {
		f.words = append(f.words, w.Phrase)
		f.doubt *= 1 - confidence
	}
	if len(f.hits) < r.options.MaxEvidence {
		f.hits = append(f.hits, int32(hit))
	}
}

// findings are the feelings that are sure enough, the surest first. The model by
// itself gives none that it has no passage for.
func (r *reader) findings(d *feedback.Document) []feedback.EmotionFinding {
	var out []feedback.EmotionFinding
	for e := range r.feelings {
		f := &r.feelings[e]
		if f.confidence < r.options.MinConfidence || f.confidence == 0 {
			continue
		}
		x := feedback.EmotionFinding{Emotion: feedback.Emotion(e), Confidence: f.confidence, Intensity: f.intensity}
		if len(f.hits) > 0 {
			x.Evidence = r.evidence(d, f)
		} else if passages := r.unread(x.Emotion, r.second.explain(r.model, &d.Text, e-1)); len(passages) > 0 {
			x.Intensity = r.degrees.intensity(&d.Text, passages)
			x.Evidence = trainedEvidence(d, passages, r.options.MaxEvidence)
		} else {
			continue
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b feedback.EmotionFinding) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return out
}

// unread are the passages that may show e. Joy and thanks do not stand where the words
// have read something else: "used to love", "thanks for nothing". Trouble that has a
// word may show itself in several feelings.
func (r *reader) unread(e feedback.Emotion, passages []linear.Passage) []linear.Passage {
	if !pleasant(e) {
		return passages
	}
	return slices.DeleteFunc(passages, func(p linear.Passage) bool {
		return slices.ContainsFunc(r.hits, func(h lexicon.Hit) bool { return h.First < p.End && p.First < h.End })
	})
}

// evidence are the passages that speak for a feeling.
func (r *reader) evidence(d *feedback.Document, f *feeling) []feedback.Evidence {
	var out []feedback.Evidence
	tokens := d.Text.Tokens()
	for _, k := range f.hits {
		h := &r.hits[k]
		ev := d.Evidence(text.Span{Start: int(tokens[h.First].Start), End: int(tokens[h.End-1].End)})
		ev.Rule = h.Reading.String()
		out = append(out, ev)
	}
	return out
}

// release gives r back for the next document, but for one that has grown out of
// proportion.
func (r *reader) release() {
	const large = 1 << 16
	if cap(r.hits) <= large && cap(r.second.tokens) <= large {
		r.readers.Put(r)
	}
}
