package metrics_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
)

// The ratio, and the two shares that go by the same letters, from the same counts.
func TestThreeReadingsOfNegativeFeedback(t *testing.T) {
	var r metrics.NegativePositiveRatio
	for p, n := range map[feedback.Polarity]int64{feedback.Negative: 20, feedback.Positive: 60, feedback.Neutral: 15, feedback.Mixed: 5} {
		if err := r.AddCount(p, n); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		e    metrics.Estimate
		id   metrics.ID
		want float64
		n    int64
	}{
		{r.Estimate(), metrics.IDNegativePositiveRatio, 20. / 60, 80},
		{r.Share(), metrics.IDNegativeShare, 20. / 80, 80},
		{r.ShareOfAll(), metrics.IDNegativeShareOfAll, 20. / 100, 100},
	} {
		if c.e.Definition != c.id || value(c.e.Value) != c.want || c.e.N != c.n {
			t.Errorf("%s: %v of %d, want %s: %v of %d", c.e.Definition, c.e, c.e.N, c.id, c.want, c.n)
		}
	}
	// r = p/(1-p) leads the bounds of the share to those of the ratio.
	p, ratio := r.Share(), r.Estimate()
	for _, b := range [][2]metrics.Number{{p.Low, ratio.Low}, {p.High, ratio.High}} {
		if want := value(b[0]) / (1 - value(b[0])); math.Abs(value(b[1])-want) > 1e-12 {
			t.Errorf("bound %v, want %v", value(b[1]), want)
		}
	}
}

func TestRatioAgreesWithR(t *testing.T) {
	type counts struct {
		Negative, Positive int64
		Level              float64
	}
	oracletest.Run(t, testdata, "testdata/negative_positive_ratio.json", func(t *testing.T, in counts, c oracletest.Case) {
		var r metrics.NegativePositiveRatio
		if err := errors.Join(r.AddCount(feedback.Negative, in.Negative), r.AddCount(feedback.Positive, in.Positive)); err != nil {
			t.Fatal(err)
		}
		e, err := r.EstimateAt(in.Level)
		if err != nil {
			t.Fatal(err)
		}
		if in.Positive == 0 { // what R calls infinite is undefined here, and unbounded above
			if e.Defined() || e.High.Defined() || e.Low.Defined() != (in.Negative > 0) {
				t.Errorf("got %v", e)
			}
			return
		}
		c.Check(t, "ratio", value(e.Value))
		c.Check(t, "wilson_ci", value(e.Low), value(e.High))
	})
}

func TestRatioWithoutPositiveIsUndefinedNotInfinite(t *testing.T) {
	var r metrics.NegativePositiveRatio
	if e := r.Estimate(); e.Defined() || !e.Has(metrics.NoData) {
		t.Errorf("no feedback: %v", e)
	}
	for range 5 {
		r.Add(feedback.Negative)
	}
	e := r.Estimate()
	if e.Defined() || !e.Has(metrics.DividedByZero) || e.High.Defined() {
		t.Errorf("five negative: %v", e)
	}
	if got := value(e.Low); math.Abs(got-1.3015888581350292) > 1e-9 { // R 4.2.2, prop.test(5, 5) mapped by p/(1-p)
		t.Errorf("lower bound %v", got)
	}
	if _, err := json.Marshal(e); err != nil {
		t.Error(err)
	}
}

func TestUnknownIsNotNeutral(t *testing.T) {
	var known, withUnknown, withNeutral metrics.NetSentiment
	for _, s := range []*metrics.NetSentiment{&known, &withUnknown, &withNeutral} {
		for range 30 {
			s.Add(feedback.Positive)
		}
		for range 10 {
			s.Add(feedback.Negative)
		}
	}
	for range 40 {
		withUnknown.AddSentiment(feedback.UnknownSentiment(feedback.UnsupportedLanguage))
		withNeutral.AddAnalysis(&feedback.Analysis{Sentiment: &feedback.Sentiment{Polarity: feedback.Neutral}})
	}
	if got := value(withUnknown.Estimate().Value); got != 50 || got != value(known.Estimate().Value) {
		t.Errorf("unknown sentiment moved the score to %v", got)
	}
	if got := value(withNeutral.Estimate().Value); got != 25 {
		t.Errorf("with as many neutral the score is %v, want 25", got)
	}
	if got := value(withUnknown.Coverage().Value); got != 0.5 {
		t.Errorf("coverage %v, want 0.5", got)
	}
	if low, high := withUnknown.Bounds(); value(low) != -25 || value(high) != 75 {
		t.Errorf("bounds %v to %v, want -25 to 75", low, high)
	}
	if !withUnknown.Estimate().Has(metrics.IncompleteCoverage) || known.Estimate().Has(metrics.IncompleteCoverage) {
		t.Error("the warning of incomplete coverage is wrong")
	}
	var none metrics.NetSentiment
	none.AddAnalysis(&feedback.Analysis{})
	none.AddAnalysis(nil)
	if e := none.Estimate(); e.Defined() || none.Count(feedback.Unknown) != 2 {
		t.Errorf("an analysis without sentiment: %v", e)
	}
	none.Add(feedback.Polarity(99))
	if none.Rejected().Count(metrics.Undeclared) != 1 {
		t.Error("an undeclared polarity was not rejected")
	}
}
