package metrics_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
)

func TestCSATAgreesWithR(t *testing.T) {
	type sample struct {
		Ratings []float64
		Min     float64 `json:"scale_min"`
		Max     float64 `json:"scale_max"`
		Level   float64
	}
	oracletest.Run(t, testdata, "testdata/mean_score.json", func(t *testing.T, in sample, c oracletest.Case) {
		scale, err := feedback.NewScale("survey", feedback.Bounds{Min: in.Min, Max: in.Max, Step: 1, Direction: feedback.HighIsGood})
		if err != nil {
			t.Fatal(err)
		}
		csat, err := metrics.NewCSAT(metrics.CSATOptions{Scale: scale, TopBoxes: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range in.Ratings {
			csat.Add(int(r))
		}
		mean, err := csat.MeanAt(in.Level)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "mean", value(mean.Value))
		c.Check(t, "ci", value(mean.Low), value(mean.High))
		c.Check(t, "median", value(csat.Median()))
		bounds, err := scale.Bounds()
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "rescaled_0_100", 100*bounds.Share(value(mean.Value)))
		if c.Has("top2") {
			e := csat.Estimate()
			c.Check(t, "top2_count", float64(csat.Satisfied()))
			c.Check(t, "top2", value(e.Value))
			c.Check(t, "top2_wilson95", value(e.Low), value(e.High))
		}
	})
}

func TestCSATCutOffs(t *testing.T) {
	for _, c := range []struct {
		o    metrics.CSATOptions
		want metrics.ID
	}{
		{metrics.CSATOptions{}, "csat_top_box:csat5>=4"},
		{metrics.CSATOptions{Scale: feedback.CSAT7}, "csat_top_box:csat7>=6"},
		{metrics.CSATOptions{Scale: feedback.Thumbs}, "csat_top_box:thumbs>=1"},
		{metrics.CSATOptions{Scale: feedback.CSAT10, TopBoxes: 2}, "csat_top_box:csat10>=9"},
		{metrics.CSATOptions{Scale: "points:0..100", TopBoxes: 21}, "csat_top_box:points:0..100>=80"},
		{metrics.CSATOptions{Scale: "grade:1..6:low", TopBoxes: 2}, "csat_top_box:grade:1..6:low<=2"},
		{metrics.CSATOptions{Handling: true}, "handling_top_box:csat5>=4"},
	} {
		csat, err := metrics.NewCSAT(c.o)
		if err != nil {
			t.Errorf("%+v: %v", c.o, err)
		} else if got := csat.Estimate().Definition; got != c.want {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
	}
	for _, o := range []metrics.CSATOptions{
		{Scale: feedback.CSAT10}, {Scale: "mood:1..3"}, {Scale: "no scale"}, {Scale: "far:1e9..2e9/1e9", TopBoxes: 1}, {TopBoxes: 5}, {TopBoxes: -1}, {Scale: "fine:0..1/0.00001", TopBoxes: 2},
	} {
		if c, err := metrics.NewCSAT(o); err == nil {
			t.Errorf("%+v gave %v", o, c)
		}
	}
}

func TestLowGradesCanBeGood(t *testing.T) {
	csat, err := metrics.NewCSAT(metrics.CSATOptions{Scale: "grade:1..6:low", TopBoxes: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, grade := range []int{1, 1, 2, 3, 6} {
		csat.Add(grade)
	}
	if got := value(csat.Estimate().Value); got != 0.6 {
		t.Errorf("satisfied %v, want 3 of 5", got)
	}
}

func TestCSATTakesStepsAndRejectsTheRest(t *testing.T) {
	csat, err := metrics.NewCSAT(metrics.CSATOptions{Scale: "mood:0..2/0.5", TopBoxes: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []float64{0, 0.5, 1.5, 2, 2, 0.75, 3, math.NaN()} {
		_ = csat.AddRating(feedback.Rating{Scale: "mood:0..2/0.5", Value: v})
	}
	csat.Add(1)
	want := []metrics.AnswerCount{{Value: 0, Count: 1}, {Value: 0.5, Count: 1}, {Value: 1, Count: 1}, {Value: 1.5, Count: 1}, {Value: 2, Count: 2}}
	if d := cmp.Diff(want, csat.Distribution()); d != "" {
		t.Error(d)
	}
	if got := csat.Rejected().String(); got != "1 not_a_number, 1 off_scale, 1 between_steps" {
		t.Errorf("rejected %s", got)
	}
	if err := csat.AddCount(feedback.Rating{Scale: "mood:0..2/0.5", Value: 2}, 1<<62); !errors.Is(err, metrics.ErrTooMany) {
		t.Errorf("got %v, want ErrTooMany", err)
	}
	if err := csat.AddCount(feedback.Rating{Scale: "mood:0..2/0.5", Value: 2}, 10); err != nil || csat.Satisfied() != 12 {
		t.Errorf("satisfied %d, %v", csat.Satisfied(), err)
	}
}

func TestDifferentCSATsDoNotMerge(t *testing.T) {
	var five metrics.CSAT
	seven, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT7})
	if err != nil {
		t.Fatal(err)
	}
	var mismatch *metrics.MismatchError
	if err := five.Merge(seven); !errors.As(err, &mismatch) {
		t.Errorf("got %v, want a MismatchError", err)
	}
}

func TestAMeanOfOneHasNoInterval(t *testing.T) {
	var c metrics.CSAT
	c.Add(4)
	if e := c.Mean(); value(e.Value) != 4 || e.Low.Defined() || !e.Has(metrics.NoInterval) {
		t.Errorf("one rating: %v", e)
	}
	c.Add(4)
	if e := c.Mean(); value(e.Low) != 4 || value(e.High) != 4 || !e.Has(metrics.NoVariation) {
		t.Errorf("equal ratings: %v", e)
	}
}

// Version 1.0 asks for effort, 2.0 for ease: the same customers, opposite ends.
func TestCESVersionsDoNotMix(t *testing.T) {
	effort, err := metrics.NewCES(feedback.CES5)
	if err != nil {
		t.Fatal(err)
	}
	var ease metrics.CES
	for _, v := range []int{1, 2, 2, 4} {
		effort.Add(v)
	}
	for _, v := range []int{7, 6, 5, 2} {
		ease.Add(v)
	}
	for _, c := range []struct {
		name string
		e    metrics.Estimate
		id   metrics.ID
		want float64
	}{
		{"effort", effort.Estimate(), metrics.IDEffort, 2.25},
		{"effort turned round", effort.Ease(), metrics.IDEffortEase, 3.75},
		{"easy by effort", effort.EasyShare(), metrics.IDEffortEasyShare, 0.75},
		{"ease", ease.Estimate(), metrics.IDEase, 5},
		{"ease as it is", ease.Ease(), metrics.IDEase, 5},
		{"easy by ease", ease.EasyShare(), metrics.IDEasyShare, 0.75},
	} {
		if c.e.Definition != c.id || value(c.e.Value) != c.want || !(value(c.e.Low) < c.want && c.want < value(c.e.High)) {
			t.Errorf("%s: %s %v, want %s %v", c.name, c.e.Definition, c.e, c.id, c.want)
		}
	}
	if err := ease.Merge(effort); err == nil {
		t.Error("effort and ease merged")
	}
	if err := ease.AddRating(feedback.Rating{Scale: feedback.CES5, Value: 2}); err == nil || ease.Rejected().Count(metrics.WrongScale) != 1 {
		t.Errorf("an answer about effort: %v", err)
	}
	ease.Add(0)
	effort.Add(6)
	if ease.Rejected().Count(metrics.OffScale) != 1 || effort.Rejected().Count(metrics.OffScale) != 1 {
		t.Error("off-scale answers were not counted")
	}
	if _, err := metrics.NewCES(feedback.CSAT5); err == nil {
		t.Error("satisfaction is no effort score")
	}
}

// Reading a zero value must not write to it, or two readers would race.
func TestReadingASatisfactionScoreChangesNothing(t *testing.T) {
	var c metrics.CSAT
	_, _, _, _, _ = c.Estimate(), c.Mean(), c.Median(), c.Distribution(), c.Options()
	_, _ = c.Satisfied(), c.String()
	if _, err := c.Compare(&c, 0.95); err != nil {
		t.Error(err)
	}
	if _, err := json.Marshal(&c); err != nil {
		t.Error(err)
	}
	if !reflect.DeepEqual(c, metrics.CSAT{}) {
		t.Errorf("got %+v", c)
	}
}
