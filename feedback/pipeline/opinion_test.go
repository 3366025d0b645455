package pipeline

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/sentimenttest"
)

func says(p feedback.Polarity, score float64, why feedback.Reason) sentiment.Analyzer {
	return sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
		s := feedback.Sentiment{Polarity: p, Score: score, Reason: why}
		if p.Known() {
			s.Confidence = 0.95
		}
		return s, nil
	})
}

// together is the score of the product of both odds of praise, the second's to the
// power of what it counts, and of the whole to that of their overlap.
func together(first, second float64) float64 {
	odds := math.Pow((1+first)/(1-first)*math.Pow((1+second)/(1-second), 0.7), 0.6)
	return (odds - 1) / (odds + 1)
}

func TestSecondOpinionCountsInDoubtOnly(t *testing.T) {
	against := says(feedback.Negative, -0.9, "")
	for _, c := range []struct {
		name  string
		first sentiment.Analyzer
		want  feedback.Polarity
		score float64
	}{
		{"sure, of a few words", says(feedback.Positive, 0.8, ""), feedback.Mixed, 0.8},
		{"in doubt", says(feedback.Positive, 0.2, ""), feedback.Negative, together(0.2, -0.9)},
		{"neutral", says(feedback.Neutral, 0.1, ""), feedback.Negative, together(0.1, -0.9)},
		{"mixed", says(feedback.Mixed, 0.6, ""), feedback.Negative, together(0.6, -0.9)},
		{"sure, but the other is surer", says(feedback.Positive, 0.55, ""), feedback.Negative, together(0.55, -0.9)},
		{"nothing to say", says(feedback.Unknown, 0, feedback.NoSignal), feedback.Negative, -0.9},
		{"another language", says(feedback.Unknown, 0, feedback.UnsupportedLanguage), feedback.Unknown, 0},
	} {
		a := &SecondOpinion{first: c.first, second: against}
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: "Fine."}))
		if err != nil || s.Polarity != c.want || math.Abs(s.Score-c.score) > 1e-12 {
			t.Errorf("%s: got %v %v, %v, want %v %v", c.name, s.Polarity, s.Score, err, c.want, c.score)
		}
	}
}

// What the rules find nothing in and the model hardly leans on is neutral; what
// the rules find praise and blame in is mixed.
func TestTwoOpinionsAreUndecidedTogether(t *testing.T) {
	silent := says(feedback.Unknown, 0, feedback.NoSignal)
	unsure := sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
		return feedback.Sentiment{Polarity: feedback.Negative, Score: -0.4, Confidence: 0.7}, nil
	})
	for _, c := range []struct {
		name          string
		first, second sentiment.Analyzer
		want          feedback.Polarity
	}{
		{"faint beside silence", says(feedback.Negative, -0.1, ""), silent, feedback.Neutral},
		{"leaning beside silence", says(feedback.Negative, -0.4, ""), silent, feedback.Negative},
		{"sure beside silence", says(feedback.Positive, 0.8, ""), silent, feedback.Positive},
		{"leaning beside both", says(feedback.Negative, -0.4, ""), says(feedback.Mixed, 0.1, ""), feedback.Mixed},
		{"sure beside both", says(feedback.Negative, -0.9, ""), says(feedback.Mixed, 0.1, ""), feedback.Mixed},
		{"sure beside a doubt", says(feedback.Positive, 0.9, ""), unsure, feedback.Positive},
		{"leaning beside so-so", says(feedback.Positive, 0.4, ""), says(feedback.Neutral, 0.1, ""), feedback.Neutral},
		{"sure beside so-so", says(feedback.Positive, 0.9, ""), says(feedback.Neutral, 0.1, ""), feedback.Positive},
		{"barely sure beside so-so that leans away", says(feedback.Positive, 0.55, ""), says(feedback.Neutral, -0.9, ""), feedback.Mixed},
		{"mixed beside so-so", says(feedback.Mixed, 0.1, ""), unsure, feedback.Mixed},
		{"mixed beside silence", says(feedback.Mixed, 0.1, ""), silent, feedback.Mixed},
		{"neutral beside a doubt", says(feedback.Neutral, 0.1, ""), unsure, feedback.Neutral},
		{"leaning beside failure", says(feedback.Negative, -0.4, ""), fails, feedback.Negative},
	} {
		a := &SecondOpinion{first: c.first, second: c.second}
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: "Fine."}))
		if err != nil || s.Polarity != c.want || !(s.Confidence > 0) {
			t.Errorf("%s: got %v at %v, %v, want %v", c.name, s.Polarity, s.Confidence, err, c.want)
		}
	}
}

// Up to inDoubt the second counts in texts of any length.
func TestDoubtEndsAtHalf(t *testing.T) {
	long := feedback.NewDocument(&feedback.Feedback{Text: strings.Repeat("The soup was fine. ", 6)})
	for score, want := range map[float64]float64{0.5: together(0.5, -0.9), 0.51: 0.51} {
		a := &SecondOpinion{first: says(feedback.Positive, score, ""), second: says(feedback.Negative, -0.9, "")}
		if s, err := a.Analyze(t.Context(), long); err != nil || math.Abs(s.Score-want) > 1e-12 {
			t.Errorf("%v: got %v, %v, want %v", score, s.Score, err, want)
		}
	}
}

// In a longer text there is more than one clause for each side, and the model has read
// it all.
func TestOfALongTextTheModelIsSure(t *testing.T) {
	for _, second := range []sentiment.Analyzer{says(feedback.Negative, -0.9, ""), says(feedback.Mixed, 0.1, "")} {
		a := &SecondOpinion{first: says(feedback.Positive, 0.8, ""), second: second}
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: strings.Repeat("The soup was fine. ", 6)}))
		if err != nil || s.Polarity != feedback.Positive || s.Score != 0.8 {
			t.Errorf("got %v %v, %v, want positive 0.8", s.Polarity, s.Score, err)
		}
	}
}

// Praise in one clause and blame in the other are both there.
func TestOneClauseOnEachSideIsMixed(t *testing.T) {
	judge := Default()
	for _, text := range []string{
		"餐點好吃但服務很差", "質感很好，可是尺寸不合", "價格便宜，不過品質很差", "味道不错但送餐太慢", "房间很干净，就是隔音太差了",
		"The food was great but the service was terrible.", "Lovely room, rude staff.",
	} {
		a, err := judge.Analyze(t.Context(), &feedback.Feedback{Text: text})
		if err != nil || a.Sentiment.Polarity != feedback.Mixed {
			t.Errorf("%s: %+v, %v", text, a.Sentiment, err)
		}
	}
}

var fails = sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
	return feedback.Sentiment{}, errors.New("out of order")
})

// A mocking phrase decides over a model that is sure of praise, for it takes the
// phrase at its word. In a long text there is more than the phrase, and where the
// model is sure of blame nothing is left to turn.
func TestIronyIsHeard(t *testing.T) {
	mocking := sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
		return feedback.Sentiment{Polarity: feedback.Negative, Score: -0.6, Confidence: 0.8,
			Evidence: []feedback.Evidence{{Span: text.Span{End: 5}, Weight: -0.6, Rule: "ironic"}}}, nil
	})
	for _, c := range []struct {
		name, text  string
		first, want float64
	}{
		{"praise", "Great. Late again.", 0.9, -0.6},
		{"praise in a long text", "Great. " + strings.Repeat("Late again. ", 8), 0.9, 0.9},
		{"blame", "Great. Late again.", -0.9, -0.9},
		{"blame in doubt", "Great. Late again.", -0.4, -0.6},
	} {
		polarity := feedback.Positive
		if c.first < 0 {
			polarity = feedback.Negative
		}
		a := &SecondOpinion{first: says(polarity, c.first, ""), second: mocking}
		s, err := a.Analyze(t.Context(), feedback.NewDocument(&feedback.Feedback{Text: c.text}))
		if err != nil || s.Score != c.want {
			t.Errorf("%s: got %v %v, %v, want %v", c.name, s.Polarity, s.Score, err, c.want)
		}
	}
}

// What both say of one passage is one piece of evidence, and the weights go on
// summing up to the score.
func TestOpinionsOnOnePassageAreJoined(t *testing.T) {
	at := func(start, end int, weight float64, rule string) feedback.Evidence {
		return feedback.Evidence{Span: text.Span{Start: start, End: end}, Weight: weight, Rule: rule}
	}
	first := feedback.Sentiment{Polarity: feedback.Positive, Score: 0.2, Evidence: []feedback.Evidence{at(0, 8, 0.5, ""), at(10, 14, -0.3, "")}}
	second := feedback.Sentiment{Polarity: feedback.Negative, Score: -0.8, Evidence: []feedback.Evidence{at(4, 8, -0.5, "negated"), at(20, 24, -0.3, "fact")}}
	got := blend(first, second)
	sum := 0.0
	for _, e := range got.Evidence {
		sum += e.Weight
	}
	if len(got.Evidence) != 3 || got.Evidence[0].Rule != "negated" || math.Abs(sum-got.Score) > 1e-12 {
		t.Errorf("got %v with a sum of %v, want three passages that sum up to %v", got.Evidence, sum, got.Score)
	}
}

// Also at the ends of the scale and where all cancels out, weights sum up to the
// score, and what was said keeps a weight.
func TestWeightsSumUpAtTheEdges(t *testing.T) {
	opinion := func(score float64) feedback.Sentiment {
		return feedback.Sentiment{Polarity: feedback.Positive, Score: score, Evidence: []feedback.Evidence{
			{Span: text.Span{Start: 0, End: 4}, Weight: score + 0.4}, {Span: text.Span{Start: 6, End: 9}, Weight: -0.4}}}
	}
	for _, c := range [][2]float64{{0, 0}, {0, -0.8}, {0.3, 0}, {1, -1}, {1, 1}, {-1, 0.9999}} {
		second := opinion(c[1])
		second.Evidence[0].Span, second.Evidence[1].Span = text.Span{Start: 10, End: 14}, text.Span{Start: 16, End: 19}
		got := blend(opinion(c[0]), second)
		sum := 0.0
		for _, e := range got.Evidence {
			sum += e.Weight
			if e.Weight == 0 {
				t.Errorf("%v: no weight for %v", c, e.Span)
			}
		}
		if len(got.Evidence) != 4 || !(math.Abs(sum-got.Score) < 1e-12) {
			t.Errorf("%v: got %v with a sum of %v, want four passages that sum up to %v", c, got.Evidence, sum, got.Score)
		}
	}
}

// The recommended sentiment keeps to the contract like any analyzer.
func TestRecommendedSentimentKeepsTheContract(t *testing.T) {
	p, err := Default().Only(SentimentPart)
	if err != nil {
		t.Fatal(err)
	}
	run := p.stages[0].Run
	sentimenttest.Run(t, func() (sentiment.Analyzer, error) {
		return sentiment.AnalyzerFunc(func(ctx context.Context, d *feedback.Document) (feedback.Sentiment, error) {
			a, err := run(ctx, d)
			return *a.Sentiment, err
		}), nil
	}, nil)
}

func TestNewSecondOpinionWantsTwo(t *testing.T) {
	a := says(feedback.Positive, 0.8, "")
	for _, c := range [][2]sentiment.Analyzer{{nil, a}, {a, nil}} {
		if o, err := NewSecondOpinion(c[0], c[1]); err == nil || o != nil {
			t.Errorf("%v: got %v and no error", c, o)
		}
	}
}

// A passage understood as a whole stands for the words in it.
func TestPassagesOfTheSecondHoldThoseOfTheFirst(t *testing.T) {
	evidence := func(start, end int, weight float64) feedback.Evidence {
		return feedback.Evidence{Span: text.Span{Start: start, End: end}, Weight: weight}
	}
	first := []feedback.Evidence{evidence(4, 7, 0.5), evidence(8, 10, 0.25), evidence(20, 25, -1)}
	got := joined(first, 1, []feedback.Evidence{evidence(0, 14, 1), evidence(22, 30, -2)}, 1)
	want := []feedback.Evidence{evidence(20, 25, -3), evidence(0, 14, 1.75)}
	if !slices.Equal(got, want) && !slices.Equal(got, []feedback.Evidence{want[1], want[0]}) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestTwoThatAgreeAreAsSureAsTheFirst(t *testing.T) {
	for _, c := range [][2]float64{{0.45, 0.05}, {0.45, 0.3}, {0.45, 0.9}, {-0.3, -0.01}, {-0.3, -0.95}} {
		first, second := feedback.Sentiment{Score: c[0]}, feedback.Sentiment{Score: c[1]}
		if got := blend(first, second); math.Abs(got.Score) < math.Abs(c[0])-1e-12 || got.Score*c[0] < 0 {
			t.Errorf("%v and %v: got %v", c[0], c[1], got.Score)
		}
	}
}
