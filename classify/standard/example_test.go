package standard_test

import (
	"context"
	"fmt"
	"time"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

func Example() {
	c, err := standard.New(&standard.Options{
		Dimensions: []feedback.Dimension{feedback.Nature, feedback.Constructiveness, feedback.Intent},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := feedback.Feedback{Text: "等了四十分鐘才上菜，服務生的態度也很差。建議假日多排一個人。"}
	labels, _ := c.Classify(context.Background(), feedback.NewDocument(&f))
	for _, l := range labels {
		fmt.Printf("%s %s %.2f", l.Dimension, l.Category, l.Confidence)
		for _, e := range l.Evidence {
			fmt.Printf(" 「%s」", e.Of(&f))
		}
		fmt.Println()
	}
	// Output:
	// nature factual 0.96 「等了」 「四十分鐘」 「才上菜」 「假日」
	// nature opinion 0.68 「很差」
	// constructiveness constructive 0.90 「才上菜」 「建議」
	// intent complaint 0.97 「等了四十分鐘」 「才上菜」 「很差」
	// intent suggestion 0.75 「建議」
}

func ExampleClassifier_Criteria() {
	c, err := standard.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, words := range []string{
		"The kettle leaked after two weeks. A better seal would help.",
		"WORST COMPANY EVER!!! I am so angry!!!",
	} {
		criteria := c.Criteria(feedback.NewDocument(&feedback.Feedback{Text: words}))
		fmt.Println(criteria.Fact.Holds, criteria.Suggestion.Holds, criteria.Emotion.Holds)
	}
	// Output:
	// true true false
	// false false true
}

func ExampleOptions() {
	c, err := standard.New(&standard.Options{
		Dimensions:      []feedback.Dimension{feedback.Form, feedback.Timing},
		ImmediateWithin: 24 * time.Hour,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	used := time.Date(2025, 5, 1, 19, 0, 0, 0, time.UTC)
	f := feedback.Feedback{
		Text: "Good ramen.", Channel: feedback.OnlineReview,
		UsedAt: used, CreatedAt: used.Add(36 * time.Hour),
	}
	labels, _ := c.Classify(context.Background(), feedback.NewDocument(&f))
	for _, l := range labels {
		fmt.Printf("%s %s %.2f (%s)\n", l.Dimension, l.Category, l.Confidence, l.Reason)
	}
	// Output:
	// form active 1.00 (channel online_review)
	// timing delayed 0.51 (created_at is 36 hours after used_at)
}
