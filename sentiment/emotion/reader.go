package emotion

import (
	"bytes"
	"cmp"
	"math"
	"slices"

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
}

// A feeling is what speaks for an emotion.
type feeling struct {
	doubt     float64 // the chance that no passage means it
	intensity float64
	hits      []int32 // the passages
	words     []string
}

// What grammar does to a word of feeling.
const (
	minFactor = 0.2 // what is made weaker than this is not felt

	deniedJoy     = 0.65 // share of a word's confidence that goes to dissatisfaction if its joy is negated
	bygoneJoy     = 0.75 // … to disappointment if it is over
	mockingJoy    = 0.65 // how surely joy that mocks is dissatisfaction
	suspended     = 0.45 // of what is supposed or asked
	formula       = 0.4  // of thanks that only close a request
	emphasis      = 1.25 // of the intensity, for capitals, drawn-out letters and exclamation marks
	furtherWeight = 0.1  // of the intensity that is still missing, for each further word
)

// read finds the passages of d and what feelings they speak for.
func (r *reader) read(d *feedback.Document) {
	for e := range r.feelings {
		f := &r.feelings[e]
		f.doubt, f.intensity, f.hits, f.words = 1, 0, f.hits[:0], f.words[:0]
	}
	r.hits = r.words.AppendHits(r.hits[:0], d)
	for i := range r.hits {
		h := &r.hits[i]
		for _, w := range r.senses[h.Entry.Phrase] {
			e, confidence := felt(w, h)
			if e == feedback.Gratitude && closes(d, h) {
				confidence *= formula
			}
			if confidence > 0 {
				r.add(e, confidence, w, i)
			}
		}
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
		return 1.4
	case h.Reading&lexicon.Weakened != 0:
		return 0.7
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

// findings are the feelings that are sure enough, the surest first.
func (r *reader) findings(d *feedback.Document) []feedback.EmotionFinding {
	var out []feedback.EmotionFinding
	for e := range r.feelings {
		f := &r.feelings[e]
		if len(f.hits) == 0 || 1-f.doubt < r.options.MinConfidence {
			continue
		}
		x := feedback.EmotionFinding{Emotion: feedback.Emotion(e), Confidence: 1 - f.doubt, Intensity: f.intensity}
		for _, k := range f.hits {
			h := &r.hits[k]
			tokens := d.Text.Tokens()
			ev := d.Evidence(text.Span{Start: int(tokens[h.First].Start), End: int(tokens[h.End-1].End)})
			ev.Rule = h.Reading.String()
			x.Evidence = append(x.Evidence, ev)
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b feedback.EmotionFinding) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return out
}

// release gives r back for the next document, but for one that has grown out of
// proportion.
func (r *reader) release() {
	const large = 1 << 16
	if cap(r.hits) <= large {
		r.readers.Put(r)
	}
}
