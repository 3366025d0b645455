package aspect_test

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
	"en": "Great location and friendly staff, but the room was tiny and the shower leaked all night. Breakfast was fresh and " +
		"the coffee excellent. Nobody answers the phone, though, and parking cost more than the taxi would have.",
	"zh": "地點很方便，店員也親切，不過房間很小，浴室整晚漏水，隔音也不好。早餐新鮮，咖啡很香。" +
		"客服電話一直沒人接，停車費還比搭計程車貴。",
}

// One review at a time. The lexicon engine on the same document stands beside it:
// what the aspects cost more.
func BenchmarkAspects(b *testing.B) {
	a := newAspectAnalyzer(b, nil)
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
				if _, err := a.Aspects(context.Background(), d); err != nil {
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
		newAspectAnalyzer(b, nil)
	}
}
