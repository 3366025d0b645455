package emotion_test

import (
	"context"
	"fmt"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

func printEmotions(a *emotion.Analyzer, s string) {
	f := &feedback.Feedback{Text: s}
	found, _ := a.Emotions(context.Background(), feedback.NewDocument(f))
	for _, x := range found {
		fmt.Printf("%v %.2f, intensity %.2f: %q\n", x.Emotion, x.Confidence, x.Intensity, x.Evidence[0].Of(f))
	}
	if len(found) == 0 {
		fmt.Println("none")
	}
}

func Example() {
	a, err := emotion.New(nil, en.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	printEmotions(a, "I am SO disappointed!! Thank you, Amy, for trying.")
	printEmotions(a, "I was not disappointed.")
	printEmotions(a, "The room has two beds.")
	// Output:
	// gratitude 0.96, intensity 0.70: "Thank you"
	// disappointment 0.84, intensity 1.00: "SO disappointed"
	// none
	// none
}

func Example_chinese() {
	a, err := emotion.New(nil, zh.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	printEmotions(a, "客服态度恶劣，气死我了！！！")
	printEmotions(a, "有點失望，但還是謝謝店員")
	printEmotions(a, "如果再這樣我會很生氣")
	// Output:
	// anger 0.98, intensity 1.00: "态度恶劣"
	// disappointment 0.81, intensity 0.52: "有點失望"
	// gratitude 0.77, intensity 0.70: "謝謝"
	// none
}

// Words of one's own trade are read beside the shipped ones.
func ExampleOptions_words() {
	a, err := emotion.New(&emotion.Options{Words: []emotion.Word{
		{Phrase: "gripped", Emotion: feedback.Anxiety, Confidence: 0.8, Intensity: 0.8}, // climbers' word for fear
	}}, en.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	printEmotions(a, "I was totally gripped on the second pitch.")
	// Output:
	// anxiety 0.74, intensity 1.00: "totally gripped"
}

// The words alone miss what is told without a word of feeling.
func ExampleOptions_wordsOnly() {
	for _, o := range []*emotion.Options{nil, {WordsOnly: true}} {
		a, err := emotion.New(o, en.Lexicon(), zh.Lexicon())
		if err != nil {
			fmt.Println(err)
			return
		}
		printEmotions(a, "The app keeps crashing and nobody answers my emails.")
		printEmotions(a, "等了一个多小时才送到，汤都洒了一半，打电话也没人接。")
	}
	// Output:
	// dissatisfaction 0.78, intensity 0.60: "app keeps crashing and nobody answers my"
	// dissatisfaction 0.78, intensity 0.60: "汤都洒了一半"
	// none
	// none
}
