package feedback_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

func ExampleFeedback() {
	var f feedback.Feedback
	err := json.Unmarshal([]byte(`{
		"id": "r-204", "text": "東西不錯，但客服電話等了四十分鐘", "channel": "online_review",
		"created_at": "2026-03-01T09:30:00+08:00",
		"ratings": [{"scale": "stars5", "value": 3}]
	}`), &f)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, _ := f.Rating(feedback.Stars5)
	fmt.Println(f.Channel.Name(language.TraditionalChinese), r.Value, f.Validate())
	// Output:
	// 網路評論 3 <nil>
}

func ExampleFeedback_Validate() {
	f := feedback.Feedback{Text: "还行", Ratings: []feedback.Rating{
		{Scale: feedback.NPS, Value: 11},
		{Scale: feedback.CSAT5, Value: 4},
		{Scale: feedback.NPS, Value: 7.5},
	}}
	fmt.Println(f.Validate())
	// Output:
	// feedback: field ratings[0]: rating 11 is not on the scale nps (0 to 10, whole numbers)
	// feedback: field ratings[2]: rating 7.5 is not on the scale nps (0 to 10, whole numbers)
}

func ExampleNewScale() {
	mood, err := feedback.NewScale("mood", feedback.Bounds{Min: 1, Max: 3, Step: 1, Direction: feedback.HighIsGood})
	fmt.Println(mood, err)
	_, err = feedback.NewScale("ease", feedback.Bounds{Min: 10, Max: 0, Step: 1})
	fmt.Println(errors.Unwrap(err) == nil, err)
	// Output:
	// mood:1..3 <nil>
	// true feedback: scale "ease:10..0" has the maximum "0", want a number above 10; want nps, csat5, csat7, csat10, ces5, ces7, stars5, thumbs or name:min..max[/step][:low]
}

func ExampleRating_Class() {
	for _, v := range []float64{9, 7, 6, 11} {
		class, ok := feedback.Rating{Scale: feedback.NPS, Value: v}.Class()
		if !ok {
			fmt.Println(v, "counts nowhere")
			continue
		}
		fmt.Println(v, class, class.Name(language.SimplifiedChinese))
	}
	// Output:
	// 9 promoter 推荐者
	// 7 passive 被动者
	// 6 detractor 贬损者
	// 11 counts nowhere
}

// Judgements are shown in the reader's language and stored as words.
func ExampleDimension_CategoryName() {
	label := feedback.Label{Dimension: feedback.Intent, Category: feedback.Suggestion}
	for _, tag := range []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English} {
		fmt.Println(label.Dimension.Name(tag), label.Dimension.CategoryName(label.Category, tag))
	}
	// Output:
	// 意圖 建議
	// 意图 建议
	// intent suggestion
}

func ExampleChannel_Fitness() {
	for _, c := range []feedback.Channel{feedback.Survey, feedback.OnlineReview, feedback.Interview} {
		fit := c.Fitness()
		fmt.Printf("%v: structured %v, public %v, in depth %v\n", c, fit.Structured, fit.Public, fit.InDepth)
	}
	// Output:
	// survey: structured true, public false, in depth false
	// online_review: structured false, public true, in depth false
	// interview: structured false, public false, in depth true
}

func ExampleDocument_Evidence() {
	f := &feedback.Feedback{Title: "普通", Text: "服務態度很差"}
	d := feedback.NewDocument(f)
	for _, tok := range d.Text.Tokens() {
		if e := d.Evidence(tok.Span()); string(d.Text.Bytes(tok)) == "态" {
			fmt.Println(e.Start, e.End, e.Of(f))
		}
	}
	// Output:
	// 6 9 態
}

// A file from elsewhere has fields of its own; a program can say what it passes
// over.
func ExampleUnknownFields() {
	row := []byte(`{"text":"出貨很快","rating":5,"store":"板橋店"}`)
	fmt.Println(feedback.UnknownFields(row))
	// Output: [rating store]
}
