package metrics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/stat"
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

func TestRateCountsMustFit(t *testing.T) {
	r := metrics.Rate{Definition: metrics.IDSurveyResponseRate}
	var bad *metrics.CountError
	if err := r.AddCounts(120, 100); !errors.As(err, &bad) || bad.Part != 120 {
		t.Errorf("more responses than deliveries: %v", err)
	}
	if err := r.AddCounts(-1, 100); !errors.As(err, &bad) {
		t.Errorf("negative responses: %v", err)
	}
	if err := r.AddCounts(0, -5); err == nil {
		t.Error("negative deliveries gave no error")
	}
	if yes, all := r.Counts(); yes != 0 || all != 0 {
		t.Errorf("failed counts were counted: %d of %d", yes, all)
	}
	if err := r.AddCounts(math.MaxInt64/2, math.MaxInt64/2); err != nil {
		t.Error(err)
	}
	if err := r.AddCounts(1, 2); !errors.Is(err, metrics.ErrTooMany) {
		t.Errorf("got %v, want ErrTooMany", err)
	}
	replies := metrics.Rate{Definition: metrics.IDReplyRate}
	if err := replies.Merge(&r); err == nil {
		t.Error("answers of customers merged with replies to them")
	}
}

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

func TestGroupsMergeAllOrNothing(t *testing.T) {
	type groups = metrics.Groups[metrics.Rate, *metrics.Rate]
	rates := func(id metrics.ID) func() *metrics.Rate {
		return func() *metrics.Rate { return &metrics.Rate{Definition: id} }
	}
	ours := groups{New: rates(metrics.IDReplyRate)}
	ours.At("北京").Add(true)
	ours.At("上海").Add(false)
	theirs := groups{New: rates(metrics.IDReplyRate)}
	theirs.At("上海").Add(true)
	theirs.At("广州").Add(true)
	if err := ours.Merge(&theirs); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for key := range ours.All() {
		keys = append(keys, key)
	}
	if !slices.IsSorted(keys) || len(keys) != 3 {
		t.Errorf("keys %q", keys)
	}
	total, err := ours.Total()
	if yes, all := total.Counts(); err != nil || yes != 3 || all != 4 {
		t.Errorf("total %d of %d, %v", yes, all, err)
	}
	before, err := ours.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	other := groups{New: rates(metrics.IDChurnRate)}
	other.At("上海").Add(true)
	other.At("成都").Add(true)
	if err := ours.Merge(&other); err == nil {
		t.Error("rates of different definitions merged")
	}
	if after, _ := ours.MarshalBinary(); string(after) != string(before) {
		t.Error("a failed merge changed the groups")
	}
}

// Groups of one kind stay of one kind, also for keys that only one side has.
func TestGroupsDoNotMixKinds(t *testing.T) {
	type groups = metrics.Groups[metrics.Rate, *metrics.Rate]
	of := func(id metrics.ID, key string) *groups {
		g := &groups{New: func() *metrics.Rate { return &metrics.Rate{Definition: id} }}
		g.At(key).Add(true)
		return g
	}
	replies := of(metrics.IDReplyRate, "台北")
	var mismatch *metrics.MismatchError
	if err := replies.Merge(of(metrics.IDChurnRate, "高雄")); !errors.As(err, &mismatch) || replies.Len() != 1 {
		t.Errorf("churn among replies: %v, %d groups", err, replies.Len())
	}
	if err := replies.Merge(of(metrics.IDReplyRate, "高雄")); err != nil || replies.Len() != 2 {
		t.Errorf("replies among replies: %v, %d groups", err, replies.Len())
	}
	var empty groups
	if err := empty.Merge(replies); err != nil || empty.Len() != 2 {
		t.Errorf("nothing and replies: %v, %d groups", err, empty.Len())
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

// A state without one of its parts is no state with nothing in it.
func TestJSONMustBeWhole(t *testing.T) {
	for name, f := range map[string]func([]byte) error{
		"rate":                    new(metrics.Rate).UnmarshalJSON,
		"nps":                     new(metrics.NPS).UnmarshalJSON,
		"csat":                    new(metrics.CSAT).UnmarshalJSON,
		"event_rate":              new(metrics.EventRate).UnmarshalJSON,
		"cohort":                  new(metrics.Cohort).UnmarshalJSON,
		"net_sentiment":           new(metrics.NetSentiment).UnmarshalJSON,
		"negative_positive_ratio": new(metrics.NegativePositiveRatio).UnmarshalJSON,
	} {
		var e *metrics.DecodeError
		if err := f([]byte(`{"type":"` + name + `","version":1,"state":{}}`)); !errors.As(err, &e) || e.Problem != metrics.Truncated {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGroupsRefuseKeysThatJSONWouldChange(t *testing.T) {
	var g metrics.Groups[metrics.NPS, *metrics.NPS]
	g.At("\xff").Add(9)
	if _, err := json.Marshal(g); err == nil {
		t.Error("a key that is no UTF-8 marshalled")
	}
}

func TestRejectsAreStrictWhenRead(t *testing.T) {
	for _, j := range []string{`{"off_scale":-1}`, `{"bad mood":1}`, `[1]`, `{"off_scale":9223372036854775807}`} {
		var r metrics.Rejects
		if err := json.Unmarshal([]byte(j), &r); err == nil {
			t.Errorf("%s gave %v", j, r)
		}
	}
	var r metrics.Rejects
	r.Add("something new")
	if r.Count(metrics.OtherReason) != 1 {
		t.Errorf("an unheard-of reason: %v", r)
	}
}

func TestDecodingSaysWhatIsWrong(t *testing.T) {
	var n metrics.NPS
	n.Add(9)
	b, err := n.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	later := slices.Clone(b)
	later[len("\x03nps")] = 2
	huge, err := (&metrics.NPS{}).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	huge = append(huge[:len("\x03nps\x01")], 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 0)
	for _, c := range []struct {
		name string
		b    []byte
		want any
	}{
		{"empty", nil, metrics.Truncated},
		{"cut off", b[:len(b)-1], metrics.Truncated},
		{"of another type", []byte("\x03ces\x01"), metrics.WrongType},
		{"of a later version", later, metrics.UnknownVersion},
		{"with something after it", append(slices.Clone(b), 0), metrics.Corrupt},
		{"with 2^63-1 answers", huge, metrics.Corrupt},
	} {
		var e *metrics.DecodeError
		if err := n.UnmarshalBinary(c.b); !errors.As(err, &e) || any(e.Problem) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if err := n.UnmarshalJSON([]byte(`{"type":"nps","version":1,"state":{"ratings":[1,2],"classes":[0,0,0],"rejected":{}}}`)); err == nil {
		t.Error("two counts instead of eleven were read")
	}
}

func TestCollect(t *testing.T) {
	n := metrics.Collect[metrics.NPS](slices.Values([]int{10, 9, 8, 3, 11}))
	if d, pa, pr := n.Classes(); d != 1 || pa != 1 || pr != 2 || n.Rejected().Total() != 1 {
		t.Errorf("%d, %d, %d", d, pa, pr)
	}
}

func TestStatArgumentErrorsArePassedOn(t *testing.T) {
	var want *stat.ArgumentError
	for name, f := range map[string]func() error{
		"CSAT":         func() error { var c metrics.CSAT; _, err := c.EstimateAt(2); return err },
		"CSAT mean":    func() error { var c metrics.CSAT; _, err := c.MeanAt(2); return err },
		"CES":          func() error { var c metrics.CES; _, err := c.EstimateAt(2); return err },
		"easy share":   func() error { var c metrics.CES; _, err := c.EasyShareAt(2); return err },
		"Rate":         func() error { var c metrics.Rate; _, err := c.EstimateAt(2); return err },
		"ratio":        func() error { var c metrics.NegativePositiveRatio; _, err := c.EstimateAt(2); return err },
		"NetSentiment": func() error { var c metrics.NetSentiment; _, err := c.EstimateAt(2); return err },
	} {
		if err := f(); !errors.As(err, &want) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
}

// A value prints like a pointer to it, not as what is inside.
func TestValuesPrintTheirEstimate(t *testing.T) {
	nps := metrics.Collect[metrics.NPS](slices.Values([]int{9, 10, 3}))
	csat := metrics.Collect[metrics.CSAT](slices.Values([]int{4, 5, 1}))
	rate := metrics.Rate{Definition: metrics.IDReplyRate}
	rate.Add(true)
	for _, c := range []struct {
		value any
		want  metrics.Estimate
	}{
		{nps, nps.Estimate()}, {&nps, nps.Estimate()}, {csat, csat.Estimate()}, {rate, rate.Estimate()},
		{metrics.CES{}, (&metrics.CES{}).Estimate()}, {metrics.Cohort{}, (&metrics.Cohort{}).Estimate()},
		{metrics.Voice{}, (&metrics.Voice{}).Estimate()}, {metrics.NetSentiment{}, (&metrics.NetSentiment{}).Estimate()},
		{metrics.NegativePositiveRatio{}, (&metrics.NegativePositiveRatio{}).Estimate()}, {metrics.EventRate{}, (&metrics.EventRate{}).Estimate()},
	} {
		if got := fmt.Sprint(c.value); got != c.want.String() {
			t.Errorf("%T prints %s, want %s", c.value, got, c.want)
		}
	}
}
