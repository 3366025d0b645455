package cause_test

import (
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/cause"
)

func topics(labels ...feedback.Category) (out []feedback.Label) {
	for _, c := range labels {
		out = append(out, feedback.Label{Dimension: feedback.Topic, Category: c, Confidence: 1})
	}
	return out
}

func TestComplaints(t *testing.T) {
	judged := func(p feedback.Polarity) *feedback.Sentiment { return &feedback.Sentiment{Polarity: p, Confidence: 1} }
	rated := func(s feedback.Scale, v float64) feedback.Feedback {
		return feedback.Feedback{Ratings: []feedback.Rating{{Scale: s, Value: v}}}
	}
	tests := []struct {
		name string
		f    feedback.Feedback
		a    feedback.Analysis
		want string
	}{
		{"bad aspects alone", feedback.Feedback{}, feedback.Analysis{
			Sentiment: judged(feedback.Mixed), Labels: topics("food", "delivery"),
			Aspects: []feedback.Aspect{{Topic: "food", Polarity: feedback.Positive, Score: 1}, {Topic: "delivery", Polarity: feedback.Negative, Score: -1}},
		}, "delivery"},
		{"each aspect is a mention", feedback.Feedback{}, feedback.Analysis{
			Aspects: []feedback.Aspect{{Topic: "food", Polarity: feedback.Negative, Score: -1}, {Topic: "food", Polarity: feedback.Negative, Score: -1}},
		}, "food food"},
		{"topics of an unhappy text", feedback.Feedback{}, feedback.Analysis{Sentiment: judged(feedback.Negative), Labels: topics("delivery", "delivery/delivery_speed", "food")},
			"delivery/delivery_speed food"},
		{"aspects without a topic", feedback.Feedback{}, feedback.Analysis{
			Sentiment: judged(feedback.Negative), Labels: topics("food"), Aspects: []feedback.Aspect{{Target: "soup", Polarity: feedback.Negative, Score: -1}},
		}, "food"},
		{"topics of a happy text", feedback.Feedback{}, feedback.Analysis{Sentiment: judged(feedback.Positive), Labels: topics("food")}, ""},
		{"praise with a low rating", rated(feedback.NPS, 2), feedback.Analysis{Sentiment: judged(feedback.Positive), Labels: topics("food")}, ""},
		{"rating alone, low", rated(feedback.NPS, 6), feedback.Analysis{Labels: topics("food")}, "food"},
		{"rating alone, middling", rated(feedback.NPS, 7), feedback.Analysis{Labels: topics("food")}, ""},
		{"much effort", rated(feedback.CES5, 5), feedback.Analysis{Labels: topics("food")}, "food"},
		{"little effort", rated(feedback.CES5, 1), feedback.Analysis{Labels: topics("food")}, ""},
		{"rating that is none", rated(feedback.Stars5, -3), feedback.Analysis{Labels: topics("food")}, ""},
		{"similar name", feedback.Feedback{}, feedback.Analysis{Sentiment: judged(feedback.Negative), Labels: topics("food", "foodcourt")}, "food foodcourt"},
		{"not judged", feedback.Feedback{}, feedback.Analysis{Labels: topics("food")}, ""},
	}
	for _, test := range tests {
		var got []string
		for _, c := range cause.Complaints(nil, &test.f, &test.a) {
			got = append(got, string(c.Topic))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %v, want %s", test.name, got, test.want)
		}
	}
}

func TestSelector(t *testing.T) {
	march := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	f := feedback.Feedback{CreatedAt: march, Product: "kettle", Channel: feedback.Survey, Customer: feedback.Customer{Region: "south"},
		Attributes: map[string]string{"partner": "acme"}, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 3}}}
	a := feedback.Analysis{Sentiment: &feedback.Sentiment{Polarity: feedback.Negative, Confidence: 1}, Labels: topics("product/quality")}
	all := cause.Selector{}
	for name, test := range map[string]struct {
		s    cause.Selector
		want bool
	}{
		"everything":    {all, true},
		"first instant": {all.Between(march, march.AddDate(0, 1, 0)), true},
		"before":        {all.Between(march.AddDate(0, -1, 0), march), false},
		"region":        {all.In(cause.Region, "south").In(cause.Channel, "survey"), true},
		"other region":  {all.In(cause.Region, "south").In(cause.Product, "pan"), false},
		"attribute":     {all.In(cause.Attribute("partner"), "acme"), true},
		"field":         {all.About("product"), true},
		"topic":         {all.About("product/quality"), true},
		"other topic":   {all.About("product/quality/finish"), false},
		"judged":        {cause.Selector{Polarity: cause.Judged}, true},
		"positive":      {cause.Selector{Polarity: "positive"}, false},
		"rated":         {cause.Selector{Scale: feedback.NPS}, true},
		"not rated":     {cause.Selector{Scale: feedback.CSAT5}, false},
		"unhappy":       {cause.Selector{Unhappy: true}, true},
		"complaint":     {cause.Selector{Intent: feedback.Complaint}, false},
	} {
		if got := test.s.Match(&f, &a); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if undated := (feedback.Feedback{}); all.Between(march, time.Time{}).Match(&undated, &a) {
		t.Error("feedback without a date lies in a stretch of time")
	}
}

// Values made from one selector must not share what they are made of.
func TestSelectorsDoNotShare(t *testing.T) {
	base := cause.Selector{}.In(cause.Region, "south")
	a, b := base.In(cause.Product, "pan"), base.In(cause.Product, "kettle")
	if a.Where[1].Value != "pan" || b.Where[1].Value != "kettle" || len(base.Where) != 1 {
		t.Error(a, b, base)
	}
}

// Feedback that nothing has judged yet has no analysis; it is still of a region, and
// its rating still says something.
func TestNoAnalysis(t *testing.T) {
	f := &feedback.Feedback{Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 2}}}
	if !cause.Unhappy(f, nil) {
		t.Error("a 2 of 10 is not unhappy without an analysis")
	}
	if got := cause.Complaints(nil, f, nil); len(got) > 0 {
		t.Errorf("complaints %v without an analysis", got)
	}
	for _, facet := range append(cause.Facets(), cause.Attribute("store")) {
		if got := facet.Of(f, nil); got != "" {
			t.Errorf("%s is %q", facet, got)
		}
	}
	for _, c := range []struct {
		s    cause.Selector
		want bool
	}{
		{cause.Selector{Unhappy: true}, true},
		{cause.Selector{Polarity: cause.Judged}, false},
		{cause.Selector{Intent: feedback.Complaint}, false},
		{cause.Selector{Topic: "delivery"}, false},
	} {
		if got := c.s.Match(f, nil); got != c.want {
			t.Errorf("%+v: got %v", c.s, got)
		}
	}
}

// A topic that two classifiers have named is one topic.
func TestTopicOfTwoLabelsIsOneComplaint(t *testing.T) {
	a := &feedback.Analysis{Labels: topics("delivery", "price", "delivery")}
	a.Sentiment = &feedback.Sentiment{Polarity: feedback.Negative, Confidence: 1}
	if got := cause.Complaints(nil, &feedback.Feedback{}, a); len(got) != 2 {
		t.Errorf("got %v, want delivery and price, each once", got)
	}
}
