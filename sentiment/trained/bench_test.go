package trained_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/trained"
)

// BenchmarkAnalyze judges short reviews one after the other into memory that is
// used again, as a service does; its MB/s are bytes of the original. Beside it
// stand the preparation of the text alone, a bare loop that decodes characters,
// and strings.Count: what no engine can be faster than.
func BenchmarkAnalyze(b *testing.B) {
	a, err := trained.New(nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, language := range []string{"en", "zh-Hans", "zh-Hant"} {
		var size int64
		var texts []feedback.Feedback
		for _, s := range sentences(b, language) {
			texts = append(texts, feedback.Feedback{Text: s.text})
			size += int64(len(s.text))
		}
		var d feedback.Document
		var s feedback.Sentiment
		run := func(name string, each func(f *feedback.Feedback)) {
			b.Run("lang="+language+"/"+name, func(b *testing.B) {
				b.SetBytes(size)
				b.ReportAllocs()
				for b.Loop() {
					for i := range texts {
						each(&texts[i])
					}
				}
			})
		}
		run("analyze", func(f *feedback.Feedback) { d.Reset(f); a.AnalyzeInto(&s, &d) })
		run("prepare", func(f *feedback.Feedback) { d.Reset(f) })
		run("decode", func(f *feedback.Feedback) { sink += decode(f.Text) })
		run("count", func(f *feedback.Feedback) { sink += strings.Count(f.Text, " ") })
	}
}

var sink int

func decode(s string) (n int) {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		n += int(r)
		s = s[size:]
	}
	return n
}
