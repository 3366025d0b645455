package driver_test

import (
	"errors"
	"iter"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/stat"
)

type pair struct {
	f *feedback.Feedback
	a *feedback.Analysis
}

func pairs(p ...pair) iter.Seq2[*feedback.Feedback, *feedback.Analysis] {
	return func(yield func(*feedback.Feedback, *feedback.Analysis) bool) {
		for _, x := range p {
			if !yield(x.f, x.a) {
				return
			}
		}
	}
}

func rated(scale feedback.Scale, v float64) *feedback.Feedback {
	return &feedback.Feedback{Ratings: []feedback.Rating{{Scale: scale, Value: v}}}
}

func labelled(topics ...feedback.Category) *feedback.Analysis {
	a := &feedback.Analysis{Labels: []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint}}}
	for _, t := range topics {
		a.Labels = append(a.Labels, feedback.Label{Dimension: feedback.Topic, Category: t})
	}
	return a
}

func TestFromTopicsCountsWhatIsNoRow(t *testing.T) {
	c, err := driver.FromTopics(pairs(
		pair{rated(feedback.NPS, 3), labelled("delivery", "delivery/late")},
		pair{rated(feedback.NPS, 9), labelled()},
		pair{rated(feedback.NPS, 10), labelled("delivery", "price")},
		pair{rated(feedback.NPS, 11), labelled("price")},
		pair{rated(feedback.NPS, 7.5), labelled("price")},
		pair{rated(feedback.CSAT5, 3), labelled("price")},
		pair{rated(feedback.NPS, 3), &feedback.Analysis{}},
		pair{rated(feedback.NPS, 3), nil},
		pair{nil, labelled("price")},
	), driver.TopicOptions{MinMentions: 2})
	if err != nil {
		t.Fatal(err)
	}
	want := driver.Data{
		Outcome: driver.Column{Name: "nps", Values: []float64{3, 9, 10}},
		Drivers: []driver.Column{{Name: "delivery", Values: []float64{1, 0, 1}}},
	}
	if diff := cmp.Diff(want, c.Data); diff != "" {
		t.Error(diff)
	}
	if c.Seen != 9 || c.Unrated != 2 || c.Unjudged != 2 || c.Rejected.Count(metrics.OffScale) != 1 || c.Rejected.Count(metrics.BetweenSteps) != 1 || !slices.Equal(c.Rare, []string{"price"}) {
		t.Errorf("%+v", c)
	}
	if w := c.Warnings(); len(w) != 1 || w[0].Code != driver.RareTopics || w[0].Detail != "price" {
		t.Errorf("warnings %v", w)
	}
}

// Detailed topics are the parts; a whole counts by itself only where no part of it
// is named.
func TestDetailedTopics(t *testing.T) {
	c, err := driver.FromTopics(pairs(
		pair{rated(feedback.NPS, 3), labelled("delivery", "delivery/late")},
		pair{rated(feedback.NPS, 9), labelled("delivery")},
	), driver.TopicOptions{MinMentions: 1, Detailed: true, Name: func(c feedback.Category) string {
		return map[feedback.Category]string{"delivery": "物流", "delivery/late": "物流／延誤"}[c]
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []driver.Column{{Name: "物流", Values: []float64{0, 1}}, {Name: "物流／延誤", Values: []float64{1, 0}}}
	if diff := cmp.Diff(want, c.Data.Drivers); diff != "" {
		t.Error(diff)
	}
}

func TestMentionsOfOnePolarity(t *testing.T) {
	a := &feedback.Analysis{Aspects: []feedback.Aspect{
		{Topic: "price", Polarity: feedback.Positive}, {Topic: "delivery/late", Polarity: feedback.Negative}, {Target: "something", Polarity: feedback.Negative},
	}}
	for counts, want := range map[driver.Mention]string{driver.NegativeMention: "delivery", driver.PositiveMention: "price"} {
		c, err := driver.FromTopics(pairs(pair{rated(feedback.NPS, 3), a}, pair{rated(feedback.NPS, 3), labelled("price")}), driver.TopicOptions{MinMentions: 1, Counts: counts})
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Data.Drivers) != 1 || c.Data.Drivers[0].Name != want || c.Unjudged != 1 {
			t.Errorf("%v: %+v", counts, c)
		}
	}
}

func TestFromItems(t *testing.T) {
	answer := func(whole float64, items ...feedback.Rating) *feedback.Feedback {
		return &feedback.Feedback{Ratings: append([]feedback.Rating{{Scale: feedback.CSAT5, Value: whole}}, items...)}
	}
	item := func(name string, v float64) feedback.Rating {
		return feedback.Rating{Scale: feedback.CSAT5, Value: v, Item: name}
	}
	c, err := driver.FromItems(slices.Values([]*feedback.Feedback{
		answer(4, item("房間", 5), item("早餐", 2), item("房間", 1)),
		answer(2, item("早餐", 9)),
		answer(5, item("早餐", 4), item("泳池", 3)),
		{Ratings: []feedback.Rating{item("早餐", 4)}},
	}), driver.ItemOptions{Scale: feedback.CSAT5, MinRatings: 1})
	if err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	want := driver.Data{
		Outcome: driver.Column{Name: "csat5", Values: []float64{4, 2, 5}},
		Drivers: []driver.Column{{Name: "房間", Values: []float64{5, nan, nan}}, {Name: "早餐", Values: []float64{2, nan, 4}}, {Name: "泳池", Values: []float64{nan, nan, 3}}},
	}
	same := cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })
	if diff := cmp.Diff(want, c.Data, same); diff != "" {
		t.Error(diff)
	}
	if c.Unrated != 1 || c.Rejected.Count(metrics.OffScale) != 1 {
		t.Errorf("%+v", c)
	}
}

func TestNothingCollected(t *testing.T) {
	if _, err := driver.FromTopics(pairs(), driver.TopicOptions{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no feedback: %v", err)
	}
	if _, err := driver.FromTopics(pairs(pair{rated(feedback.NPS, 3), labelled("price")}), driver.TopicOptions{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no topic is mentioned often enough: %v", err)
	}
	if _, err := driver.FromItems(slices.Values([]*feedback.Feedback{rated(feedback.NPS, 3)}), driver.ItemOptions{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no items: %v", err)
	}
}
