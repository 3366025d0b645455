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
	// disappointment 0.93, intensity 1.00: "SO disappointed"
	// gratitude 0.90, intensity 0.70: "Thank you"
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
	// anger 0.97, intensity 1.00: "态度恶劣"
	// gratitude 0.92, intensity 0.70: "謝謝"
	// disappointment 0.89, intensity 0.52: "有點失望"
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
	// anxiety 0.85, intensity 1.00: "totally gripped"
}
