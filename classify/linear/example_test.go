package linear_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// requests are what a shop sorts its mail by.
var requests = []linear.Example{
	{Text: "Please refund my order.", Labels: []string{"request"}},
	{Text: "I would like my money refunded, please.", Labels: []string{"request"}},
	{Text: "請幫我退款", Labels: []string{"request"}},
	{Text: "麻煩幫我退貨退款", Labels: []string{"request"}},
	{Text: "When do you open on Sunday?", Labels: []string{"question"}},
	{Text: "Are you open on Sunday?", Labels: []string{"question"}},
	{Text: "請問星期天幾點開門？", Labels: []string{"question"}},
	{Text: "请问星期天营业吗？", Labels: []string{"question"}},
}

func Example() {
	m, report, err := linear.Train(slices.Values(requests), &linear.Options{Bits: 12})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := linear.NewClassifier(m, feedback.Intent, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Examples, "examples")
	for _, words := range []string{"Open this Sunday?", "想退款，麻烦了"} {
		f := &feedback.Feedback{Text: words}
		labels, _ := c.Classify(context.Background(), feedback.NewDocument(f))
		for _, l := range labels {
			fmt.Println(words, l.Category)
		}
	}
	// Output:
	// 8 examples
	// Open this Sunday? question
	// 想退款，麻烦了 request
}

func ExampleModel_Explain() {
	m, _, err := linear.Train(slices.Values(requests), &linear.Options{Bits: 12})
	if err != nil {
		fmt.Println(err)
		return
	}
	t := text.Prepare("請問可以退款嗎？")
	request := slices.Index(m.Labels(), "request")
	question := slices.Index(m.Labels(), "question")
	for _, p := range m.Explain(nil, t, request, question) {
		first, last := t.Tokens()[p.First], t.Tokens()[p.End-1]
		passage := t.Origin(text.Span{Start: int(first.Start), End: int(last.End)})
		side := "for"
		if p.Weight < 0 {
			side = "against"
		}
		fmt.Println(passage.Of(t.Source()), side, "request")
	}
	// Output:
	// 請問 against request
	// 退款 for request
	// ？ against request
}

// A label that nobody declared is an error that says where it is.
func ExampleTrain_undeclared() {
	_, _, err := linear.Train(slices.Values(requests), &linear.Options{Labels: []string{"request", "complaint"}})
	fmt.Println(err)
	// Output:
	// linear: example 4 has the label "question", want one of ["request" "complaint"]
}

func ExampleModel_UnmarshalBinary() {
	m, _, err := linear.Train(slices.Values(requests), &linear.Options{Bits: 8})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := m.MarshalBinary()
	var again linear.Model
	fmt.Println(again.UnmarshalBinary(b[:100]))
	fmt.Println(again.UnmarshalBinary(b), again.Labels())
	// Output:
	// linear: encoded model: truncated: 30 bytes are left where 1024 should follow
	// <nil> [question request]
}

// Two teams labelled different things. Their models, put together, are asked at
// once.
func ExampleGather() {
	answers := func(label string, yes, no []string) *linear.Model {
		var list []linear.Example
		for range 3 {
			for _, s := range yes {
				list = append(list, linear.Example{Text: s, Labels: []string{label}})
			}
			for _, s := range no {
				list = append(list, linear.Example{Text: s, Labels: []string{"rest"}})
			}
		}
		m, _, err := linear.Train(slices.Values(list), &linear.Options{Bits: 12})
		if err != nil {
			panic(err)
		}
		return m
	}
	refund := answers("refund", []string{"I want my money back", "请退款", "Please refund my order"}, []string{"Where is my parcel?", "包裹到哪了", "Thank you"})
	angry := answers("angry", []string{"This is outrageous", "气死我了", "I am furious"}, []string{"Thank you", "谢谢", "Where is it?"})
	m, err := linear.Gather(12, linear.Part{Name: "refund", Model: refund, Label: "refund"}, linear.Part{Name: "angry", Model: angry, Label: "angry"})
	if err != nil {
		panic(err)
	}
	for _, s := range []string{"I am furious, I want my money back", "气死我了", "Thank you"} {
		fmt.Print(s, ":")
		for k, p := range m.Predict(nil, text.Prepare(s)) {
			if p > 0.5 {
				fmt.Print(" ", m.Labels()[k])
			}
		}
		fmt.Println()
	}
	// Output:
	// I am furious, I want my money back: refund angry
	// 气死我了: angry
	// Thank you:
}

// Two shops have labelled their own reviews. What both have learned counts in full
// in the blend, what one alone has learned by half: that refurbished phones are
// praised says little of a shop for clothes.
func ExampleBlend() {
	shop := func(good, bad []string) *linear.Model {
		var list []linear.Example
		for range 3 {
			for i := range good {
				list = append(list, linear.Example{Text: good[i], Labels: []string{"positive"}}, linear.Example{Text: bad[i], Labels: []string{"negative"}})
			}
		}
		m, _, err := linear.Train(slices.Values(list), &linear.Options{Labels: []string{"negative", "positive"}, Bits: 12, Plain: true})
		if err != nil {
			panic(err)
		}
		return m
	}
	phones := shop([]string{"lovely and refurbished", "refurbished, arrived fast", "lovely camera"}, []string{"broken screen", "broken after a week", "arrived late"})
	clothes := shop([]string{"lovely fabric", "fits well, lovely", "fits my son"}, []string{"broken zip", "too tight", "zip broken on day one"})
	both, err := linear.Blend(linear.Share{Model: phones, Weight: 0.5}, linear.Share{Model: clothes, Weight: 0.5})
	if err != nil {
		panic(err)
	}
	for _, s := range []string{"lovely", "refurbished"} {
		t := text.Prepare(s)
		fmt.Printf("%s: phones %.2f, clothes %.2f, both %.2f\n", s, phones.Predict(nil, t)[1], clothes.Predict(nil, t)[1], both.Predict(nil, t)[1])
	}
	// Output:
	// lovely: phones 0.80, clothes 0.83, both 0.82
	// refurbished: phones 0.81, clothes 0.48, both 0.66
}
