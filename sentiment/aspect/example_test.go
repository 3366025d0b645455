package aspect_test

import (
	"context"
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/aspect"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

func printAspects(a *aspect.Analyzer, s string) {
	f := &feedback.Feedback{Text: s}
	found, _ := a.Aspects(context.Background(), feedback.NewDocument(f))
	for _, x := range found {
		fmt.Printf("%s %q %v\n", x.Topic, x.Target, x.Polarity)
	}
}

func Example() {
	a, err := aspect.New(nil, standard.Taxonomy(), en.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	printAspects(a, "Great screen, terrible battery. We waited 40 minutes for help, but the technician was friendly.")
	// Output:
	// product/screen "screen" positive
	// product/battery "battery" negative
	// waiting "" negative
	// service/attitude "technician" positive
}

func Example_chinese() {
	a, err := aspect.New(nil, standard.Taxonomy(), zh.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	printAspects(a, "味道不错但送餐太慢")
	printAspects(a, "餐點、服務都很好，就是環境有點吵")
	// Output:
	// food/taste "味道" positive
	// delivery/delivery_speed "送餐" negative
	// food "餐點" positive
	// service "服務" positive
	// environment/noise "環境" negative
}

// The passages that led to an aspect are ranges of the customer's own words.
func ExampleAnalyzer_Aspects_evidence() {
	a, _ := aspect.New(nil, standard.Taxonomy(), en.Lexicon())
	f := &feedback.Feedback{Text: "The soup came late and the waiter was not friendly."}
	found, _ := a.Aspects(context.Background(), feedback.NewDocument(f))
	for _, x := range found {
		fmt.Printf("%s %.2f:", x.Topic, x.Score)
		for _, e := range x.Evidence {
			fmt.Printf(" %q %+.2f", e.Of(f), e.Weight)
		}
		fmt.Println()
	}
	// Output:
	// delivery/delivery_speed -0.72: "soup" +0.00 "soup came late" -0.72
	// service/attitude -0.64: "waiter" +0.00 "not friendly" -0.64
}

// Topics of one's own take the place of the shipped ones.
func ExampleNew() {
	topics, err := classify.NewTaxonomy([]classify.Topic{
		{ID: "ski_runs", Phrases: map[language.Tag][]string{language.English: {"piste", "pistes", "slopes"}}},
		{ID: "lifts", Phrases: map[language.Tag][]string{language.English: {"chairlift", "gondola"}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := aspect.New(nil, topics, en.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	printAspects(a, "The pistes were wonderful but the gondola was terribly slow.")
	// Output:
	// ski_runs "pistes" positive
	// lifts "gondola" negative
}
