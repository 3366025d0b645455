package classify_test

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
)

// mentions labels feedback that has a word, in any dimension.
func mentions(word string, l feedback.Label) classify.Classifier {
	return classify.StringFunc(func(_ context.Context, text string) ([]feedback.Label, error) {
		if strings.Contains(strings.ToLower(text), word) {
			return []feedback.Label{l}, nil
		}
		return nil, nil
	})
}

func Example() {
	refund := mentions("refund", feedback.Label{Dimension: feedback.Intent, Category: feedback.Request, Confidence: 0.9})
	allergy := mentions("allerg", feedback.Label{Dimension: feedback.Urgency, Category: feedback.UrgencyHigh, Confidence: 0.8})
	guess := mentions("", feedback.Label{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.3})

	c := classify.All(refund, allergy, classify.AtLeast(0.5, guess))
	d := feedback.NewDocument(&feedback.Feedback{Text: "There were nuts in it and I am allergic. I want a refund."})
	labels, err := c.Classify(context.Background(), d)
	for _, l := range labels {
		fmt.Println(l.Dimension, l.Category, l.Confidence)
	}
	fmt.Println(err)
	// Output:
	// intent request 0.9
	// urgency high 0.8
	// <nil>
}

func ExampleFirstLabelled() {
	down := classify.ClassifierFunc(func(context.Context, *feedback.Document) ([]feedback.Label, error) {
		return nil, fmt.Errorf("model is being updated")
	})
	rules := mentions("late", feedback.Label{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.6})
	c := classify.FirstLabelled(down, rules)

	labels, err := c.Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: "Late again."}))
	fmt.Println(labels[0].Category, err)
	_, err = c.Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: "Thank you!"}))
	fmt.Println(err)
	// Output:
	// complaint <nil>
	// model is being updated
}

func ExampleByLanguage() {
	c := classify.ByLanguage(map[language.Tag]classify.Classifier{
		language.English:            mentions("queue", feedback.Label{Dimension: feedback.Topic, Category: "waiting", Confidence: 0.8}),
		language.TraditionalChinese: mentions("排隊", feedback.Label{Dimension: feedback.Topic, Category: "waiting", Confidence: 0.8}),
	})
	for _, words := range []string{"The queue was endless.", "假日排隊排超久。", "La queue était longue."} {
		labels, _ := c.Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: words}))
		fmt.Println(len(labels), words)
	}
	// Output:
	// 1 The queue was endless.
	// 1 假日排隊排超久。
	// 0 La queue était longue.
}

func ExampleNewTaxonomy() {
	x, err := classify.NewTaxonomy([]classify.Topic{
		{
			ID: "delivery",
			Names: map[language.Tag]string{
				language.English: "Delivery", language.TraditionalChinese: "配送", language.SimplifiedChinese: "配送",
			},
			Phrases: map[language.Tag][]string{language.English: {"courier", "parcel"}, language.TraditionalChinese: {"宅配", "物流"}},
		},
		{
			ID: "lost_parcel", Parent: "delivery",
			Names:   map[language.Tag]string{language.English: "Lost parcel", language.TraditionalChinese: "包裹遺失"},
			Phrases: map[language.Tag][]string{language.English: {"lost parcel"}, language.TraditionalChinese: {"包裹不見"}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range x.Categories() {
		fmt.Println(c, "=", x.Name(c, language.TraditionalChinese))
	}
	// Output:
	// delivery = 配送
	// delivery/lost_parcel = 包裹遺失
}

func ExampleNewTaxonomy_mistakes() {
	_, err := classify.NewTaxonomy([]classify.Topic{
		{ID: "service", Parent: "attitude", Phrases: map[language.Tag][]string{language.English: {"service"}}},
		{ID: "attitude", Parent: "service", Phrases: map[language.Tag][]string{language.English: {"rude", "Service"}}},
		{ID: "price"},
	})
	fmt.Println(err)
	// Output:
	// classify: topic 0, "service", is its own ancestor: service is part of attitude is part of service
	// classify: topic 1, "attitude", has the phrase "Service", which reads the same as "service" of topic 0, "service"
	// classify: topic 2, "price", has no phrase in any language, and neither has a part of it
}
