package pipeline

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// A SecondOpinion asks one analyzer, and where that leans to a side without being
// sure of it, another one as well. Rules hold in trades that a model has never
// seen, and a model knows more of those that it has.
//
// [Default] has the embedded model first and the lexicons second; with a model of
// the caller's own, [NewSecondOpinion] makes the same of the two. The constants by
// which they are weighed were found for that pair: scores must be about twice the
// probability of praise less one, as theirs are.
//
// Where the first has no signal the second speaks alone, and where the second fails on
// a text that the first has judged the first does. The evidence is that of both, by what
// each counts: its weights sum up to the score if theirs do.
type SecondOpinion struct {
	first, second sentiment.Analyzer
}

// NewSecondOpinion makes an analyzer of two. Neither may be nil.
func NewSecondOpinion(first, second sentiment.Analyzer) (*SecondOpinion, error) {
	if first == nil || second == nil {
		return nil, errors.New("pipeline: NewSecondOpinion: an analyzer is nil, want two")
	}
	return &SecondOpinion{first, second}, nil
}

const (
	// inDoubt is the score up to which the second analyzer is asked about a text of
	// any length. Beyond it the first is sure, and heard alone but in a [short] text.
	inDoubt = 0.5
	// secondWeight is what the second analyzer counts then, in log-odds, which two
	// independent witnesses would add up. On sources that neither was made from it gains
	// 0.5 to 6 points of macro-F1 (airline tweets, hotel reviews, restaurants and web
	// texts in Traditional Chinese), on those that the model knows it costs up to 1.
	// From 0.5 to 1 is all the same to 0.1 points; the average of scores gains 0.2 less.
	secondWeight = 0.7
	// overlap is what is left of the log-odds that both come to: they read the same words,
	// and are wrong together more often than independent witnesses would be. From 0.4 to 0.7
	// it makes the confidence about right on sources left out; no verdict hangs on it.
	overlap = 0.6
	// faint is the score up to which a text in which the second finds nothing is
	// neutral: a model leans to some side on any text. On film reviews, product
	// sentences and airline tweets of three labels it gains 2 to 5 points of
	// macro-F1; above 0.3 praise and blame lose more than neutral gains.
	faint = 0.2
	// turnsNeutral and turnsMixed are the confidences that the second needs to turn
	// such a verdict.
	turnsNeutral, turnsMixed = 0.8, 0.9
	// short is how many words, or twice as many Chinese characters, make a text in which
	// one ironic phrase may be all there is, "Thanks for nothing.", or one clause on each
	// side: "餐點好吃但服務很差". The second is asked about it however sure the first is;
	// where it finds both sides, or is nearly as sure of the other, the text is mixed, and
	// where it is surer it decides. No set above moves by more than 0.2 points.
	short = 20
	// undecided is how sure a verdict is that the two come to together, which is
	// mixed or neutral where the second finds both sides, or words that say outright
	// that it is neither: about half of those texts are labelled so in the sets above.
	// Heeding such words gains 0.1 to 4.5 points of three-way macro-F1 on eight of twelve
	// sets of reviews, aspects and tweets, and costs 0.2 on one.
	undecided = 0.5
)

// Analyze implements [sentiment.Analyzer].
func (o *SecondOpinion) Analyze(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
	s, err := o.first.Analyze(ctx, d)
	switch {
	case err != nil || s.Reason == feedback.UnsupportedLanguage || s.Reason == feedback.NoText:
		return s, err
	case !s.Polarity.Known():
		return o.second.Analyze(ctx, d)
	case sure(s) && words(&d.Text) > short:
		return s, nil
	}
	return o.decide(ctx, d, s), nil
}

// words is how long t is, two Chinese characters making a word.
func words(t *text.Text) int { return len(t.Tokens()) - t.Letters(text.Han)/2 }

// sure reports whether s needs no other opinion, but in a [short] text.
func sure(s feedback.Sentiment) bool {
	return math.Abs(s.Score) > inDoubt && s.Polarity != feedback.Mixed
}

// sided reports whether s is praise or blame.
func sided(s feedback.Sentiment) bool {
	return s.Polarity == feedback.Positive || s.Polarity == feedback.Negative
}

// decide settles what the first analyzer is not sure of. If the second fails, one
// opinion is enough.
func (o *SecondOpinion) decide(ctx context.Context, d *feedback.Document, first feedback.Sentiment) feedback.Sentiment {
	second, err := o.second.Analyze(ctx, d)
	switch {
	case err != nil:
	case ironic(second) && !(sure(first) && first.Score < 0):
		return second // which a model of words in a row takes at its word
	case sure(first):
		return contested(first, second)
	case !second.Polarity.Known():
		if sided(first) && math.Abs(first.Score) <= faint {
			first.Polarity, first.Confidence = feedback.Neutral, undecided
		}
	case first.Polarity == feedback.Neutral && second.Confidence < turnsNeutral, first.Polarity == feedback.Mixed && second.Confidence < turnsMixed:
	case second.Polarity == feedback.Mixed || second.Polarity == feedback.Neutral:
		first.Polarity, first.Confidence = second.Polarity, undecided
	default:
		return blend(first, second)
	}
	return first
}

// contested is the first opinion, of which it is sure, unless the second contradicts
// it.
func contested(first, second feedback.Sentiment) feedback.Sentiment {
	against := second.Score*first.Score < 0
	if against && sided(second) && secondWeight*math.Abs(logOdds(second.Score)) > math.Abs(logOdds(first.Score)) {
		return blend(first, second)
	}
	if second.Polarity == feedback.Mixed || against && second.Confidence >= turnsMixed {
		first.Polarity, first.Confidence = feedback.Mixed, undecided
	}
	return first
}

// blend adds up two opinions in log-odds, less their overlap, and is on the side that
// they come to. Two that agree are as sure as the first is, at least.
func blend(first, second feedback.Sentiment) feedback.Sentiment {
	one, two := logOdds(first.Score), secondWeight*logOdds(second.Score)
	total := overlap * (one + two)
	if one*two > 0 && math.Abs(total) < math.Abs(one) {
		total = one
	}
	out := feedback.Sentiment{Score: math.Tanh(total / 2), Polarity: feedback.Positive}
	if out.Score < 0 {
		out.Polarity = feedback.Negative
	}
	out.Confidence = (1 + math.Abs(out.Score)) / 2 // what the score says, if it is one side or the other
	share := overlap / 2                           // of the score in a unit of log-odds
	if one+two != 0 {
		share = out.Score / (one + two)
	}
	out.Evidence = joined(first.Evidence, share*perUnit(first.Score), second.Evidence, share*secondWeight*perUnit(second.Score))
	return out
}

// logOdds are those of praise that a score stands for; a score of 1 is as sure as
// one in twenty thousand.
func logOdds(score float64) float64 {
	const surest = 0.9999
	return 2 * math.Atanh(max(-surest, min(surest, score)))
}

// perUnit is the log-odds in a unit of a score; of none, what small ones tend to.
func perUnit(score float64) float64 {
	if score == 0 {
		return 2
	}
	return logOdds(score) / score
}

// joined is the evidence of both, the weights of each times a factor. A passage of the
// second that holds passages of the first takes their place, for it is what was
// understood as a whole: "not bad at all", not "bad". One that only overlaps a passage
// of the first is added to it.
func joined(first []feedback.Evidence, one float64, second []feedback.Evidence, two float64) []feedback.Evidence {
	out := append(make([]feedback.Evidence, 0, len(first)+len(second)), first...)
	for i := range out {
		out[i].Weight *= one
	}
	for _, e := range second {
		e.Weight *= two
		out = slices.DeleteFunc(out, func(f feedback.Evidence) bool {
			within := f.Part == e.Part && e.Start <= f.Start && f.End <= e.End
			if within {
				e.Weight += f.Weight
			}
			return within
		})
		i := slices.IndexFunc(out, func(f feedback.Evidence) bool { return f.Part == e.Part && f.Overlaps(e.Span) })
		if i < 0 {
			out = append(out, e)
			continue
		}
		out[i].Weight += e.Weight
		if out[i].Rule == "" {
			out[i].Rule = e.Rule
		}
	}
	return out
}

// ironic reports whether the rules found praise that mocks.
func ironic(s feedback.Sentiment) bool {
	mocks := lexicon.Ironic.String()
	return slices.ContainsFunc(s.Evidence, func(e feedback.Evidence) bool { return strings.Contains(e.Rule, mocks) })
}
