package cause_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/cause"
)

// Six customers of an online shop. The first complains of the delivery twice, and of
// the packaging: one case, three mentions.
func ExampleTally_Pareto() {
	var t cause.Tally
	t.Add("delivery", "delivery", "packaging")
	t.Add("delivery")
	t.Add("delivery")
	t.Add("price")
	t.Add()
	t.Add()
	p, err := t.Pareto(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range p.Bars {
		fmt.Printf("%-9s %d mentions, %3.0f%% of all up to here; in %d of %d cases; vital: %v\n",
			b.Cause, b.Mentions, 100*b.UpTo.Or(0), b.Cases, p.Cases, b.Vital)
	}
	// Output:
	// delivery  4 mentions,  67% of all up to here; in 3 of 6 cases; vital: true
	// packaging 1 mentions,  83% of all up to here; in 1 of 6 cases; vital: true
	// price     1 mentions, 100% of all up to here; in 1 of 6 cases; vital: false
}

// A team asks why. The first answer is from the feedback; the second is a guess, and
// stays one until somebody has looked.
func ExampleChain() {
	problem := cause.Suppose("u-12", "Parcels come late")
	data := cause.Node{
		Text:     text.Wording{En: "The south waits longest", Hant: "南區等最久", Hans: "南区等得最久"},
		Basis:    cause.Data,
		Evidence: []cause.Evidence{{Quotes: []cause.Quote{{FeedbackID: "f-81", Span: text.Span{Start: 0, End: 15}, Text: "等了五天"}}}},
	}
	t, err := cause.Chain(problem, data, cause.Suppose("u-12", "The courier there has no night shift"))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := t.Decide("n2", cause.Rejected, "u-3", "it has one since May"); err != nil {
		fmt.Println(err)
	}
	fmt.Print(t.Mermaid(language.TraditionalChinese))
	// Output:
	// flowchart TD
	//   n0["Parcels come late（假設，待查證）"]:::hypothesis
	//   n1["南區等最久"]:::data
	//   n0 -->|為什麼？| n1
	//   n2["The courier there has no night shift（已排除）"]:::rejected
	//   n1 -->|為什麼？| n2
	//   classDef data stroke:#1f4e79,stroke-width:2px
	//   classDef hypothesis stroke-dasharray:4 3
	//   classDef confirmed stroke:#2e7d32,stroke-width:3px
	//   classDef rejected color:#999999,stroke:#bbbbbb
}

// What was counted fills a fishbone: fields of topics are its bones.
func ExampleFishboneOf() {
	p, err := cause.Rank([]string{"delivery/delivery_speed", "price", "delivery/courier", "delivery"}, []int64{40, 15, 6, 3}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := cause.FishboneOf(cause.Suppose("u-12", "More complaints than last month"), p, &cause.FillOptions{
		From: cause.Selector{Unhappy: true},
		Name: func(c feedback.Category, _ language.Tag) string { return string(c) },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for level, n := range t.Walk() {
		fmt.Printf("%*s%s\n", 2*level, "", n.Text.En)
	}
	// Output:
	// More complaints than last month
	//   delivery 77%
	//     delivery/delivery_speed 63%
	//     delivery/courier 9%
	//     not specified 5%
	//   price 23%
}

func ExampleComplaints() {
	f := feedback.Feedback{ID: "f-1", Text: "湯好喝，可是等了一個小時。"}
	a := feedback.Analysis{Aspects: []feedback.Aspect{
		{Topic: "food", Polarity: feedback.Positive, Score: 0.7},
		{Topic: "waiting", Polarity: feedback.Negative, Score: -0.6, Evidence: []feedback.Evidence{{Span: text.Span{Start: 12, End: 36}}}},
	}}
	for _, c := range cause.Complaints(nil, &f, &a) {
		fmt.Println(c.Topic, c.Evidence[0].Of(&f))
	}
	// Output:
	// waiting 可是等了一個小時
}
