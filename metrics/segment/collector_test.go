package segment_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/google/go-cmp/cmp"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/metricstest"
	"github.com/loamlib/loam/metrics/segment"
)

// crossed is a collector of everything, with two dimensions crossed.
func crossed(m segment.Measure) *segment.Collector {
	c, err := segment.NewCollector(m, segment.Options{Cross: [][2]string{{"region", "product"}}})
	if err != nil {
		panic(err)
	}
	return c
}

func TestCollectorKeepsTheRulesOfAccumulators(t *testing.T) {
	regions := []string{"台北", "高雄", "", "overseas"}
	topics := []feedback.Category{"product/quality", "service/speed"}
	metricstest.Run(t, metricstest.Subject[segment.Collector]{
		New: func() *segment.Collector { return crossed(segment.NPS()) },
		Add: func(c *segment.Collector, r *rand.Rand) {
			f := feedback.Feedback{
				Customer: feedback.Customer{Region: regions[r.IntN(len(regions))]},
				Product:  regions[r.IntN(len(regions))],
				Channel:  feedback.Channel(r.IntN(4)),
				Ratings:  []feedback.Rating{{Scale: feedback.NPS, Value: float64(r.IntN(12))}}, // 11 is rejected
			}
			if r.IntN(9) == 0 {
				f.Ratings = nil
			}
			a := feedback.Analysis{Language: language.TraditionalChinese}
			for _, topic := range topics {
				if r.IntN(3) == 0 {
					a.Labels = append(a.Labels, feedback.Label{Dimension: feedback.Topic, Category: topic})
				}
			}
			c.Add(&f, &a)
		},
	})
}

// The rest of a slice is what the same dimension has besides it: counted here from the
// answers themselves, for slices, overlapping topics, crossings and missing values.
func TestRestIsDisjointAndOfTheSameDimension(t *testing.T) {
	type row struct {
		answer          float64
		region, product string
		topics          []string
	}
	r := rand.New(rand.NewPCG(5, 6))
	var rows []row
	for range 800 {
		w := row{float64(r.IntN(11)), []string{"north", "south", ""}[r.IntN(3)], []string{"tea", "coffee", "", ""}[r.IntN(4)], nil}
		for _, topic := range []string{"price", "taste", "staff"} {
			if r.IntN(4) == 0 {
				w.topics = append(w.topics, topic, topic)
			}
		}
		rows = append(rows, w)
	}
	c, err := segment.NewCollector(segment.NPS(), segment.Options{
		Dimensions: []segment.Dimension{{Name: "region"}, {Name: "product"}, {Name: "topic", Several: true}},
		Cross:      [][2]string{{"region", "product"}, {"product", "topic"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range rows {
		in := []segment.Slice{{Dimension: "region", Value: w.region}, {Dimension: "product", Value: w.product}}
		for _, topic := range w.topics {
			in = append(in, segment.Slice{Dimension: "topic", Value: topic})
		}
		if err := c.AddRow(w.answer, in...); err != nil {
			t.Fatal(err)
		}
	}
	report, err := c.Report(segment.Tests{})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, g := range report.Groups {
		for _, f := range g.Slices {
			var own, rest metrics.NPS
			for _, w := range rows {
				member, known := true, true
				for _, side := range [][2]string{{f.Dimension, f.Value}, {f.Crossed, f.With}} {
					switch side[0] {
					case "region":
						member, known = member && w.region == side[1], known && w.region != ""
					case "product":
						member, known = member && w.product == side[1], known && w.product != ""
					case "topic":
						member = member && strings.Contains(fmt.Sprint(w.topics), side[1])
					}
				}
				switch {
				case !known:
				case member:
					own.Add(int(w.answer))
				default:
					rest.Add(int(w.answer))
				}
			}
			a, b := f.Comparison.A, f.Comparison.B
			if a.N != own.N() || b.N != rest.N() || a.Value != own.Estimate().Value || b.Value != rest.Estimate().Value {
				t.Errorf("%v: slice %v and rest %v, want %v and %v", f.Slice, a, b, own, rest)
			}
			seen++
		}
	}
	if want := 2 + 2 + 3 + 4 + 6; seen != want {
		t.Errorf("%d slices, want %d", seen, want)
	}
}

func TestOptionsAndRowsThatCannotBe(t *testing.T) {
	for name, o := range map[string]segment.Options{
		"no name":           {Dimensions: []segment.Dimension{{}}},
		"two of one name":   {Dimensions: []segment.Dimension{{Name: "a"}, {Name: "a"}}},
		"crossed unknown":   {Cross: [][2]string{{"region", "shop"}}},
		"crossed by itself": {Cross: [][2]string{{"region", "region"}}},
	} {
		if _, err := segment.NewCollector(segment.NPS(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := segment.NewCollector(segment.Measure{}, segment.Options{}); err == nil {
		t.Error("an empty measure: no error")
	}
	c := collector(segment.NPS(), "region")
	for name, err := range map[string]error{
		"unknown dimension": c.AddRow(9, segment.Slice{Dimension: "shop", Value: "1"}),
		"two regions":       c.AddRow(9, segment.Slice{Dimension: "region", Value: "1"}, segment.Slice{Dimension: "region", Value: "2"}),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := c.AddRow(11, segment.Slice{Dimension: "region", Value: "1"}); err != nil || c.Rejected().Total() != 1 {
		t.Errorf("an answer of 11: %v and %v, want one reject", err, c.Rejected())
	}
	if n := c.Estimate().N; n != 0 {
		t.Errorf("%d answers were counted, want 0", n)
	}
	if _, err := segment.Share(metrics.IDNPS, nil); err == nil {
		t.Error("a share that is a score: no error")
	}
	if _, err := segment.Mean(metrics.IDNPS, feedback.CSAT5); err == nil {
		t.Error("a mean in points: no error")
	}
	var mismatch *metrics.MismatchError
	if err := c.Merge(collector(segment.NPS(), "shop")); !errors.As(err, &mismatch) {
		t.Errorf("other dimensions merge: %v", err)
	}
	if err := c.Merge(collector(segment.Complaints(), "region")); !errors.As(err, &mismatch) {
		t.Errorf("another measure merges: %v", err)
	}
	for name, tests := range map[string]segment.Tests{
		"confidence": {Confidence: 1}, "alpha": {Alpha: -1}, "adjustment": {Adjustment: "Sidak"},
		"fewest": {FewestAnswers: -1}, "between": {Between: 9},
	} {
		if _, err := c.Report(tests); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Every measure reads what it is about, and leaves alone what it is not.
func TestMeasuresReadFeedback(t *testing.T) {
	satisfied, err := segment.Satisfaction(metrics.CSATOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ease, err := segment.Mean(metrics.IDEase, feedback.CES7)
	if err != nil {
		t.Fatal(err)
	}
	f := &feedback.Feedback{Text: "客服很快，但包裝破了", Ratings: []feedback.Rating{
		{Scale: feedback.NPS, Value: 9}, {Scale: feedback.CSAT5, Value: 2}, {Scale: feedback.CES7, Value: 6},
	}}
	a := &feedback.Analysis{
		Sentiment: &feedback.Sentiment{Polarity: feedback.Negative},
		Labels:    []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint}},
	}
	for name, m := range map[string]struct {
		measure segment.Measure
		want    float64
	}{
		"score": {segment.NPS(), 100}, "satisfied": {satisfied, 0}, "ease": {ease, 6}, "complaints": {segment.Complaints(), 1},
	} {
		c := crossed(m.measure)
		c.Add(f, a)
		c.Add(&feedback.Feedback{Text: "?"}, nil)
		e := c.Estimate()
		if v, ok := e.Value.Get(); !ok || v != m.want || e.N != 1 || c.Unanswered() != 1 {
			t.Errorf("%s: %v and %d unanswered, want %v of one", name, e, c.Unanswered(), m.want)
		}
	}
	c := crossed(segment.NegativePositive())
	c.Add(f, a)
	if e := c.Estimate(); e.Defined() || e.N != 1 {
		t.Errorf("one negative and no positive: %v, want none of one", e)
	}
}

func TestDimensionsReadFeedback(t *testing.T) {
	f := &feedback.Feedback{Text: "外送餐點灑出來", Channel: feedback.Chat, Product: "便當", Touchpoint: "外送", Attributes: map[string]string{"courier": "阿快"},
		Customer: feedback.Customer{Region: "台南", Segment: "上班族", Tier: "金卡"}, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 2}}}
	c, err := segment.NewCollector(segment.NPS(), segment.Options{Dimensions: []segment.Dimension{
		segment.Region(), segment.CustomerSegment(), segment.Tier(), segment.Product(), segment.Touchpoint(), segment.Channel(), segment.Attribute("courier"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	c.Add(f, nil)
	r, err := c.Report(segment.Tests{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, g := range r.Groups {
		for _, found := range g.Slices {
			got[found.Dimension] = found.Value
		}
	}
	want := map[string]string{"region": "台南", "segment": "上班族", "tier": "金卡", "product": "便當", "touchpoint": "外送", "channel": "chat", "courier": "阿快"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func FuzzDecode(f *testing.F) {
	c := crossed(segment.NPS())
	c.Add(&feedback.Feedback{Product: "tea", Customer: feedback.Customer{Region: "north"}, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 9}}}, nil)
	b, err := c.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	j, err := json.Marshal(c)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(j)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, decode := range []func(*segment.Collector) error{
			func(c *segment.Collector) error { return c.UnmarshalBinary(b) },
			func(c *segment.Collector) error { return c.UnmarshalJSON(b) },
		} {
			c := crossed(segment.NPS())
			if decode(c) != nil {
				continue
			}
			r, err := c.Report(segment.Tests{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := json.Marshal(r); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A collector that was not made says so, rather than panic or report nothing.
func TestZeroCollectorSaysSo(t *testing.T) {
	var zero segment.Collector
	made, err := segment.NewCollector(segment.NPS(), segment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, report := zero.Report(segment.Tests{})
	_, before := segment.Compare(&zero, made, segment.Tests{})
	_, after := segment.Compare(made, &zero, segment.Tests{})
	for _, err := range []error{zero.AddRow(9), zero.Merge(made), report, before, after} {
		if err == nil || !strings.Contains(err.Error(), "NewCollector") {
			t.Errorf("got %v, want an error that names NewCollector", err)
		}
	}
	if zero.Estimate().Defined() {
		t.Error("a collector without a measure has an estimate")
	}
}
