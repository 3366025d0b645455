package trained_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/trained"
)

func Example() {
	a, err := trained.New(nil, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, words := range []string{
		"The driver was very friendly and everything arrived in perfect condition.",
		"等了一個小時，湯還是冷的，不會再來了",
		"客服态度很好，问题马上解决了",
		"Die Lieferung war leider viel zu spät.",
	} {
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: words}))
		if s.Polarity.Known() {
			fmt.Println(s.Polarity)
		} else {
			fmt.Println(s.Polarity, s.Reason)
		}
	}
	// Output:
	// positive
	// negative
	// positive
	// unknown unsupported_language
}

// A word of the trade that the model cannot know.
func ExampleOptions() {
	f := &feedback.Feedback{Text: "With the new firmware the router chirps."}
	for _, o := range []*trained.Options{nil, {Lexicon: map[string]float64{"chirps": -3}}} {
		a, err := trained.New(nil, o)
		if err != nil {
			fmt.Println(err)
			return
		}
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(f))
		fmt.Println("-0.1 or more:", s.Score >= -0.1)
	}
	// Output:
	// -0.1 or more: true
	// -0.1 or more: false
}

// Reviews of one's own make the embedded model better at them.
func ExampleTrain() {
	reviews := slices.Values([]trained.Example{
		{Text: "这批货沙沙的，没熟", Polarity: feedback.Negative},
		{Text: "果肉发沙，不新鲜", Polarity: feedback.Negative},
		{Text: "沙沙的，退了", Polarity: feedback.Negative},
		{Text: "脆甜，汁多", Polarity: feedback.Positive},
		{Text: "又脆又甜", Polarity: feedback.Positive},
	})
	m, report, err := trained.Train(reviews, &trained.TrainOptions{Start: trained.Embedded()})
	if err != nil {
		fmt.Println(err)
		return
	}
	kept, err := m.MarshalBinary() // to a file, say
	if err != nil {
		fmt.Println(err)
		return
	}
	var again trained.Model
	if err := again.UnmarshalBinary(kept); err != nil {
		fmt.Println(err)
		return
	}
	a, _ := trained.New(&again, nil)
	f := &feedback.Feedback{Text: "收到的都是沙沙的"}
	s, _ := a.Analyze(context.Background(), feedback.NewDocument(f))
	fmt.Println(report.Examples, "examples:", s.Polarity)
	// Output:
	// 5 examples: negative
}

func ExampleAnalyzer_AnalyzeInto() {
	a, err := trained.New(nil, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var d feedback.Document
	var s feedback.Sentiment
	good := 0
	for _, words := range []string{"Great value.", "Broke after a week, avoid.", "很滿意，會再回購"} {
		d.Reset(&feedback.Feedback{Text: words})
		a.AnalyzeInto(&s, &d)
		if s.Polarity == feedback.Positive {
			good++
		}
	}
	fmt.Println(good, "of 3 are positive")
	// Output:
	// 2 of 3 are positive
}

var _ sentiment.Describer = (*trained.Analyzer)(nil)
