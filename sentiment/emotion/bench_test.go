package emotion_test

import (
	"context"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

// reviews are of the length of online reviews.
var reviews = map[string]string{
	"en": "I am so disappointed. We waited an hour for a table and nobody said sorry. The waiter rolled his eyes when we asked. " +
		"Thank you to the young woman at the bar, though, who brought the children colouring books.",
	"zh": "真的很失望，等了一個小時才有位子，也沒有人道歉。服務生還翻白眼，氣死我了！不過謝謝吧檯的小姐，幫小朋友拿了畫冊，很感動。",
}

// One review at a time. The lexicon engine on the same document stands beside
// it, for comparison.
func BenchmarkEmotions(b *testing.B) {
	a := newEmotionAnalyzer(b, nil)
	words, err := lexicon.New(nil, zh.Lexicon(), en.Lexicon())
	if err != nil {
		b.Fatal(err)
	}
	for _, lang := range []string{"en", "zh"} {
		d := feedback.NewDocument(&feedback.Feedback{Text: reviews[lang]})
		b.Run("lang="+lang, func(b *testing.B) {
			b.SetBytes(int64(len(reviews[lang])))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.Emotions(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("lexicon/lang="+lang, func(b *testing.B) {
			b.SetBytes(int64(len(reviews[lang])))
			var s feedback.Sentiment
			for b.Loop() {
				words.AnalyzeInto(&s, d)
			}
		})
	}
}

// What a program pays once.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newEmotionAnalyzer(b, nil)
	}
}
