package emotion

import (
	_ "embed" // for the model
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

//go:embed data/emotion.model
var embeddedModel string

// sharedModel is read when the first analyzer that asks it is made.
var sharedModel struct {
	once  sync.Once
	model *linear.Model
}

// Embedded is the model that an [Analyzer] asks beside its words: one logit for
// each emotion, as [Together] wants them. Its [linear.Model.About] says what it was
// made from and how well it judges.
func Embedded() *linear.Model {
	s := &sharedModel
	s.once.Do(func() {
		s.model = new(linear.Model)
		err := s.model.UnmarshalBinary([]byte(embeddedModel))
		if got := s.model.Labels(); err == nil && !slices.Equal(got, labels()) {
			err = fmt.Errorf("its labels are %q, want %q", got, labels())
		}
		if err != nil {
			panic(fmt.Sprintf("emotion: the embedded model is broken: %v", err)) // the tests read the same bytes
		}
	})
	return s.model
}

// labels are the labels of a model in order.
func labels() []string {
	var out []string
	for _, e := range feedback.Emotions() {
		out = append(out, e.String())
	}
	return out
}

// Together is how sure words and a trained model are of a feeling together: the
// confidence of the words, in [0, 1], and what the model says in log-odds.
//
//	logit p = 0.6 · (logit(words) + trained)
//
// where words is kept within [0.3, 0.97] and trained is at most 3. Where the words
// see the feeling, trained is at least -0.4, so that the model does not talk a
// feeling away that has its word: from a confidence of 0.6 on it is given at 0.5.
// Of disappointment, anxiety, sadness and surprise, of which it has seen the fewest
// remarks, it does not make the words less sure at all. The factor brings what is
// found nearest to how often it is right.
func Together(e feedback.Emotion, words, trained float64) float64 {
	trained = min(mostTrained, trained)
	switch {
	case !(words > 0):
	case seldom(e):
		trained = max(0, trained)
	default:
		trained = max(leastTrained, trained)
	}
	return sigmoid(sureness * (logit(max(leastWords, min(mostWords, words))) + trained))
}

// seldom reports whether few remarks show e.
func seldom(e feedback.Emotion) bool {
	return e == feedback.Disappointment || e == feedback.Anxiety || e == feedback.Sadness || e == feedback.Surprise
}

const (
	sureness     = 0.6
	leastWords   = 0.3
	mostWords    = 0.97
	leastTrained = -0.4
	mostTrained  = 3
)

func logit(p float64) float64   { return math.Log(p / (1 - p)) }
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// A secondOpinion is what a model says of a text, and the memory for that.
type secondOpinion struct {
	reader   linear.Reader
	grams    []linear.Gram
	logits   []float64 // by emotion, the first at 0
	tokens   []float64 // what each token says for one emotion
	weights  []float64 // of one gram
	passages []linear.Passage
}

// ask asks a model about a text.
func (o *secondOpinion) ask(m *linear.Model, t *text.Text) {
	o.reader.Once = true // a phrase that is repeated counts once for the words, too
	o.grams = o.reader.Read(t)
	o.logits = m.Logits(o.logits[:0], o.grams)
}

// explain are the passages of the text asked about that the model goes by for label
// k: those that say at least a quarter of what the strongest says.
func (o *secondOpinion) explain(m *linear.Model, t *text.Text, k int) []linear.Passage {
	n := len(t.Tokens())
	o.tokens = slices.Grow(o.tokens[:0], n)[:n]
	clear(o.tokens)
	for _, g := range o.grams {
		o.weights = append(o.weights[:0], make([]float64, len(o.logits))...)
		if m.Add(o.weights, g) {
			linear.Spread(o.tokens, g, o.weights[k])
		}
	}
	o.passages = linear.Passages(o.passages[:0], t, o.tokens)
	const strong = 0.25
	least := math.SmallestNonzeroFloat64
	for _, p := range o.passages {
		least = max(least, strong*p.Weight)
	}
	o.passages = slices.DeleteFunc(o.passages, func(p linear.Passage) bool { return p.Weight < least })
	return o.passages
}

// trainedEvidence are the first passages that the model goes by.
func trainedEvidence(d *feedback.Document, passages []linear.Passage, most int) []feedback.Evidence {
	var out []feedback.Evidence
	tokens := d.Text.Tokens()
	for _, p := range passages[:min(most, len(passages))] {
		ev := d.Evidence(text.Span{Start: int(tokens[p.First].Start), End: int(tokens[p.End-1].End)})
		ev.Rule = "trained"
		out = append(out, ev)
	}
	return out
}
