package trained_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/trained"
)

func TestTrainingGoesOnFromTheEmbeddedModel(t *testing.T) {
	m, report, err := trained.Train(reviews(40), &trained.TrainOptions{Start: trained.Embedded()})
	if err != nil {
		t.Fatal(err)
	}
	if report.Examples != 120 || report.Labels["neutral"] != 40 {
		t.Errorf("report %+v, want 120 examples, 40 of them neutral", report)
	}
	a, err := trained.New(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]feedback.Polarity{
		"totally zorbly":            feedback.Positive,
		"rather quonky this time":   feedback.Negative,
		"The staff were very rude.": feedback.Negative, // known before
		"服務很親切，餐點也好吃":               feedback.Positive,
	} {
		if got := judge(a, s); got.Polarity != want {
			t.Errorf("%q is %v (%.2f), want %v", s, got.Polarity, got.Score, want)
		}
	}
}

func TestTrainRefuses(t *testing.T) {
	one := slices.Values([]trained.Example{{Text: "good", Polarity: feedback.Positive}, {Text: "fine", Polarity: feedback.Positive}})
	if _, _, err := trained.Train(one, nil); !errors.Is(err, linear.ErrOneLabel) {
		t.Errorf("one class: got %v, want ErrOneLabel", err)
	}
	unknown := slices.Values([]trained.Example{{Text: "good", Polarity: feedback.Positive}, {Text: "hm"}})
	var label *linear.LabelError
	if _, _, err := trained.Train(unknown, nil); !errors.As(err, &label) || label.Index != 1 {
		t.Errorf("unknown polarity: got %v, want a LabelError for example 1", err)
	}
	if _, _, err := trained.Train(reviews(1), &trained.TrainOptions{Weights: map[feedback.Polarity]float64{feedback.Mixed: 2}}); err == nil || !strings.Contains(err.Error(), "Weights names mixed") {
		t.Errorf("weight of mixed: got %v, want an error that names it", err)
	}
	empty := slices.Values([]trained.Example{{Text: "good", Polarity: feedback.Positive}, {Text: " ", Polarity: feedback.Negative}, {Text: "bad", Polarity: feedback.Negative}, {Text: "good", Polarity: feedback.Negative}})
	if _, report, err := trained.Train(empty, nil); err != nil || report.Empty != 1 || report.Contradicting != 1 {
		t.Errorf("got %+v, %v, want one empty and one contradicting text counted", report, err)
	}
}
