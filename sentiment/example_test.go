package sentiment_test

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

// praise finds a word of praise, or of blame, in the original words.
func praise(word string, score float64) sentiment.Analyzer {
	return sentiment.StringFunc(func(_ context.Context, text string) (feedback.Sentiment, error) {
		at := strings.Index(text, word)
		if at < 0 {
			return feedback.UnknownSentiment(feedback.NoSignal), nil
		}
		s := feedback.Sentiment{Polarity: feedback.Positive, Score: score, Confidence: 0.7}
		if score < 0 {
			s.Polarity = feedback.Negative
		}
		e := feedback.Evidence{Weight: score}
		e.Start, e.End = at, at+len(word)
		s.Evidence = []feedback.Evidence{e}
		return s, nil
	})
}

// An engine of one's own is a function; its evidence is shown like any other's.
func Example() {
	f := feedback.Feedback{Text: "房間乾淨，隔音很差"}
	s, err := praise("隔音很差", -0.8).Analyze(context.Background(), feedback.NewDocument(&f))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sentiment.Explain(&f, s))
	// Output:
	// negative, score -0.80, confidence 0.70
	// 房間乾淨，[隔音很差 -0.80]
}

// The first analyzer that knows answers. What none knows stays unknown, with the
// reason; it does not become neutral.
func ExampleFirstKnown() {
	a := sentiment.FirstKnown(praise("superb", 0.9), praise("cold", -0.6))
	for _, text := range []string{"A superb view.", "The soup was cold.", "We had table four."} {
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: text}))
		fmt.Printf("%v %q\n", s.Polarity, s.Reason)
	}
	// Output:
	// positive ""
	// negative ""
	// unknown "no_signal"
}

func ExampleByLanguage() {
	a := sentiment.ByLanguage(map[language.Tag]sentiment.Analyzer{
		language.English:            praise("friendly", 0.7),
		language.TraditionalChinese: praise("親切", 0.7),
	})
	for _, text := range []string{"Friendly and friendly again", "店員很親切", "Le personnel est très gentil avec nous"} {
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: text}))
		fmt.Printf("%v %q\n", s.Polarity, s.Reason)
	}
	// Output:
	// positive ""
	// positive ""
	// unknown "unsupported_language"
}

// What is less sure than the caller wants becomes unknown.
func ExampleAtLeast() {
	a := sentiment.AtLeast(0.8, praise("ok", 0.2))
	s, _ := a.Analyze(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: "It was ok I guess"}))
	fmt.Println(s.Polarity, s.Reason)
	// Output: unknown not_confident
}

// Two voices that contradict each other are mixed, not neutral.
func ExampleBlend() {
	a, err := sentiment.Blend(0.1,
		sentiment.Weighted{Analyzer: praise("味道很好", 0.8), Weight: 1},
		sentiment.Weighted{Analyzer: praise("送餐太慢", -0.8), Weight: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	s, _ := a.Analyze(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: "味道很好，就是送餐太慢"}))
	fmt.Println(s.Polarity, s.Confidence)
	_, err = sentiment.Blend(2)
	fmt.Println(err)
	// Output:
	// mixed 0.7
	// sentiment: Blend: neutral band is 2, want a number in [0, 1)
}

// A page can mark evidence in its own way; what would steer the reader's screen
// is not passed on.
func ExampleHighlight() {
	f := feedback.Feedback{Text: "the soup was cold\x1b[2J"}
	s, _ := praise("cold", -0.6).Analyze(context.Background(), feedback.NewDocument(&f))
	html := sentiment.Highlight(&f, s, func(passage string, e feedback.Evidence) string {
		return fmt.Sprintf("<mark title=%q>%s</mark>", fmt.Sprint(e.Weight), passage)
	})
	fmt.Println(html)
	// Output: the soup was <mark title="-0.6">cold</mark>�[2J
}
