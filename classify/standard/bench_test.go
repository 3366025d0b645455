package standard_test

import (
	"context"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
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

// One review at a time, all dimensions: what a pipeline does. Preparing the text
// is measured apart, for it is done once for all engines.
func BenchmarkClassify(b *testing.B) {
	c, err := standard.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, lang := range []string{"en", "zh"} {
		list := reviews[lang]
		docs := make([]*feedback.Document, len(list))
		var bytes int64
		for i, s := range list {
			docs[i] = feedback.NewDocument(&feedback.Feedback{Text: s})
			bytes += int64(len(s))
		}
		b.Run("lang="+lang, func(b *testing.B) {
			b.SetBytes(bytes)
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					if _, err := c.Classify(context.Background(), d); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run("long/lang="+lang, func(b *testing.B) { // like a long hotel review
			d := feedback.NewDocument(&feedback.Feedback{Text: strings.Join(list, " ")})
			b.SetBytes(bytes)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Classify(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("prepare/lang="+lang, func(b *testing.B) {
			b.SetBytes(bytes)
			var d feedback.Document
			for b.Loop() {
				for i := range docs {
					d.Reset(docs[i].Feedback)
				}
			}
		})
	}
}

// A classifier with a taxonomy of the caller's own compiles all phrases anew.
func BenchmarkNew(b *testing.B) {
	own, err := classify.NewTaxonomy(standard.Taxonomy().Topics())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := standard.New(&standard.Options{Taxonomy: own}); err != nil {
			b.Fatal(err)
		}
	}
}
