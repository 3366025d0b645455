package standard

import (
	_ "embed" // for the model
	"fmt"
	"math"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

//go:embed data/standard.model
var embedded string

// sharedModel is read when the first classifier that asks it is made.
var sharedModel struct {
	once  sync.Once
	model *linear.Model
}

// Embedded is the model that a [Classifier] asks beside its rules: one logit for
// each of the intents complaint, praise, suggestion and question, the natures
// factual, opinion and emotional, and constructive, as [Together] wants them. Its
// [linear.Model.About] says what it was made from and how well it judges.
func Embedded() *linear.Model {
	s := &sharedModel
	s.once.Do(func() {
		s.model = new(linear.Model)
		err := s.model.UnmarshalBinary([]byte(embedded))
		if got := s.model.Labels(); err == nil && !slices.Equal(got, trainedLabels()) {
			err = fmt.Errorf("its labels are %q, want %q", got, trainedLabels())
		}
		if err != nil {
			panic(fmt.Sprintf("standard: the embedded model is broken: %v", err)) // the tests read the same bytes
		}
	})
	return s.model
}

// A trainedKind is what the model has a logit for, by its place there.
type trainedKind int

const (
	trainedComplaint trainedKind = iota
	trainedPraise
	trainedSuggestion
	trainedQuestion
	trainedFactual
	trainedOpinion
	trainedEmotional
	trainedConstructive
)

// trainedLabels are the labels of the model in order.
func trainedLabels() []string {
	var out []string
	for _, c := range []feedback.Category{
		feedback.Complaint, feedback.Praise, feedback.Suggestion, feedback.Question,
		feedback.Factual, feedback.Opinion, feedback.Emotional, feedback.Constructive,
	} {
		out = append(out, string(c))
	}
	return out
}

// Together is how sure rules and a trained model are of a judgement together: the
// confidence of the rules, in [0, 1], and what the model says of it in log-odds.
//
//	logit p = 0.6 · logit(rules) + trained
//
// where rules is kept within [0.05, 0.97] and trained within ±2, so that the model
// does not outweigh rules that are sure. Where the rules see no sign, p is 0: a
// model alone could not say which words it goes by. The share of the rules is what
// logistic regression found on four sources that neither was made from (0.54 to
// 0.68).
func Together(rules, trained float64) float64 {
	if !(rules > 0) {
		return 0
	}
	rules, trained = max(leastSign, min(maxConfidence, rules)), max(-mostTrained, min(mostTrained, trained))
	return sigmoid(rulesShare*logit(rules) + trained)
}

const (
	rulesShare  = 0.6
	leastSign   = 0.05
	mostTrained = 2
)

func logit(p float64) float64   { return math.Log(p / (1 - p)) }
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// A secondOpinion is what the model says of a text, and the memory for that.
type secondOpinion struct {
	model  *linear.Model // nil if it was not asked
	reader linear.Reader
	logits []float64 // by trainedKind
}

// ask asks a model about a text.
func (o *secondOpinion) ask(m *linear.Model, t *text.Text) {
	o.reader.Once = true // a phrase that is repeated counts once for the rules, too
	o.model, o.logits = m, m.Logits(o.logits[:0], o.reader.Read(t))
}

// weigh brings the tallies to what rules and model say together. On some it has no
// say, or may not make a label of what the rules do not give:
//
//   - It learned from reviews that were praise or complaint as a whole: where the
//     rules find one, it says nothing about the other, and where they see but signs
//     of both, about neither.
//   - Thanks beside a request or a question are a courtesy, and a request that asks
//     for a change in one case alone is no suggestion.
//   - It learned questions from sentences without their mark, and "I know how to use
//     it" looks like one.
//   - It knows suggestions in English alone.
func (j *judgement) weigh(m *linear.Model) {
	j.second.ask(m, j.text)
	complains, praises := j.complaint.confidence, j.praise.confidence
	asks := j.request.holds() || j.question.holds()
	english := text.Supported(j.document.Language()) == language.English
	for _, s := range []struct {
		kind  trainedKind
		tally *tally
		leave bool // as it is
		raise bool // to a label
	}{
		{trainedComplaint, &j.complaint, twoSided(complains, praises), true},
		{trainedPraise, &j.praise, twoSided(praises, complains), !asks},
		{trainedSuggestion, &j.suggestion, !english, !j.request.holds()},
		{trainedQuestion, &j.question, false, false},
		{trainedFactual, &j.factual, false, true},
		{trainedOpinion, &j.opinion, false, true},
		{trainedEmotional, &j.emotional, false, true},
	} {
		if s.leave {
			continue
		}
		was := s.tally.holds()
		p := Together(s.tally.confidence, j.second.logits[s.kind])
		if was || s.raise || p < holding {
			s.tally.confidence = p
		}
	}
}

// twoSided reports whether one of praise and complaint is to be left as the rules
// have it because of what they say of the other.
func twoSided(own, other float64) bool {
	return other >= holding || own < holding && other > 0
}
