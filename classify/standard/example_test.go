package standard_test

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
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
	// nature factual 0.98 「等了」 「四十分鐘」 「才上菜」 「假日」
	// nature opinion 0.92 「很差」
	// constructiveness constructive 0.97 「才上菜」 「建議」
	// intent complaint 0.98 「等了四十分鐘」 「才上菜」 「很差」
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

func ExampleTaxonomy() {
	topics := append(standard.Taxonomy().Topics(), classify.Topic{
		ID: "charging_station", Parent: "travel",
		Names: map[language.Tag]string{
			language.English: "Charging stations", language.TraditionalChinese: "充電站", language.SimplifiedChinese: "充电站",
		},
		Phrases: map[language.Tag][]string{
			language.English: {"charging station"}, language.TraditionalChinese: {"充電站"},
		},
	})
	x, err := classify.NewTaxonomy(topics)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := standard.New(&standard.Options{Taxonomy: x, Dimensions: []feedback.Dimension{feedback.Topic}})
	if err != nil {
		fmt.Println(err)
		return
	}
	labels, _ := c.Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: "服务区的充电站坏了三个。"}))
	for _, l := range labels {
		fmt.Println(l.Category, x.Name(l.Category, language.SimplifiedChinese))
	}
	// Output:
	// travel 交通出行
	// product 产品
	// travel/charging_station 充电站
	// product/quality 产品质量
}

// The rules see a sign of a complaint in either text; what the model makes of the
// rest says how far to trust it.
func ExampleTogether() {
	for _, trained := range []float64{-1, 0, 1} {
		fmt.Printf("rules 0.60, model %+.0f: %.2f\n", trained, standard.Together(0.6, trained))
	}
	// Output:
	// rules 0.60, model -1: 0.32
	// rules 0.60, model +0: 0.56
	// rules 0.60, model +1: 0.78
}

// Both verdicts on criticism, one by criteria that can be seen and one trained.
func ExampleClassifier_Criteria_bothVerdicts() {
	c, err := standard.New(nil)
	if err != nil {
		panic(err)
	}
	for _, s := range []string{"排隊四十分鐘，建議中午多開一個窗口。", "You are useless, I hate you all!!"} {
		f := feedback.Feedback{Text: s}
		a := c.Criteria(feedback.NewDocument(&f))
		fmt.Printf("%s\n  fact %v, suggestion %v, emotion %v: constructive by these %.1f, by the model %v\n",
			s, a.Fact.Holds, a.Suggestion.Holds, a.Emotion.Holds, a.Rules, a.Trained > 0.5)
	}
	// Output:
	// 排隊四十分鐘，建議中午多開一個窗口。
	//   fact true, suggestion true, emotion false: constructive by these 0.9, by the model true
	// You are useless, I hate you all!!
	//   fact false, suggestion false, emotion true: constructive by these 0.2, by the model false
}
