package lexicon_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

// reviews are of the length and mixture of online reviews.
var reviews = map[string][]string{
	"en": {
		"Great location and friendly staff, but the room was tiny and the shower leaked all night.",
		"I ordered on Monday and it still hasn't arrived. Nobody answers the phone. I want my money back!",
		"Works as described. I have been using it every day for three months and the battery is still fine.",
		"It would be nice if the app let me sort transactions by date. Otherwise I am happy with it.",
		"Is there a way to change the delivery address after the order was placed?",
	},
	"zh": {
		"地點很方便，店員也親切，不過房間很小，浴室整晚漏水，隔音也不好。",
		"周一下的单，到现在还没发货，客服电话一直没人接，请尽快退款！",
		"和描述的一样，用了三个月，每天都用，电池还是很耐用，推荐。",
		"希望能增加按日期排序的功能，其他都很滿意。",
		"请问下单以后还可以修改收货地址吗？",
	},
}

// Judging alone, of texts that are prepared: what the engine adds to a pipeline.
// "prepare" is what any engine has to pay before; bytes.Count stands beside as
// what memory gives.
func BenchmarkAnalyze(b *testing.B) {
	a := newAnalyzer(b, nil)
	for _, lang := range []string{"en", "zh"} {
		list := reviews[lang]
		all := strings.Join(list, "\n")
		docs := make([]*feedback.Document, len(list))
		for i, s := range list {
			docs[i] = feedback.NewDocument(&feedback.Feedback{Text: s})
		}
		measure := func(name string, f func()) {
			b.Run("lang="+lang+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(all)))
				b.ReportAllocs()
				for b.Loop() {
					f()
				}
			})
		}
		var s feedback.Sentiment
		measure("judge", func() {
			for _, d := range docs {
				a.AnalyzeInto(&s, d)
			}
		})
		var d feedback.Document
		f := &feedback.Feedback{}
		measure("prepare", func() {
			for _, t := range list {
				f.Text = t
				d.Reset(f)
			}
		})
		measure("both", func() {
			for _, t := range list {
				f.Text = t
				d.Reset(f)
				a.AnalyzeInto(&s, &d)
			}
		})
		raw, n := []byte(all), 0
		measure("count", func() { n += bytes.Count(raw, []byte("e")) })
	}
}

// The first use compiles the lists.
func BenchmarkNew(b *testing.B) {
	zh.Lexicon()
	en.Lexicon()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lexicon.New(nil, zh.Lexicon(), en.Lexicon()); err != nil {
			b.Fatal(err)
		}
	}
}
