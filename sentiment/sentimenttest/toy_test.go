package sentimenttest_test

import (
	"bytes"
	"context"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
)

// toy is an analyzer that keeps to the contract and knows just enough words for
// the kit. The tests break it in one place each.
type toy struct{ praise, blame []string }

func newToy() (sentiment.Analyzer, error) { return makeToy(), nil }

func makeToy() *toy {
	return &toy{
		praise: strings.Fields("excellent friendly love perfect best happy thank beautiful 好 满意 谢谢 喜欢 推荐 大推 亲切"),
		blame:  strings.Fields("terrible rude worst awful damaged waste dirty 差 失望 坏 差评 骗人 后悔 生气 踩雷 臭"),
	}
}

func (t *toy) Describe() sentiment.Description {
	return sentiment.Description{Name: "toy", Version: "1", Languages: []language.Tag{
		language.TraditionalChinese, language.SimplifiedChinese, language.English}}
}

func (t *toy) Analyze(_ context.Context, d *feedback.Document) (feedback.Sentiment, error) {
	if len(d.Text.Tokens()) == 0 {
		return feedback.UnknownSentiment(feedback.NoText), nil
	}
	if text.Supported(d.Language()) == language.Und {
		return feedback.UnknownSentiment(feedback.UnsupportedLanguage), nil
	}
	found := t.find(d)
	if len(found) == 0 {
		return feedback.UnknownSentiment(feedback.NoSignal), nil
	}
	s := feedback.Sentiment{Confidence: 0.5, Evidence: found}
	for i := range found {
		found[i].Weight /= 3*float64(len(found)) + 1
		s.Score += found[i].Weight
	}
	switch {
	case s.Score > 0:
		s.Polarity = feedback.Positive
	case s.Score < 0:
		s.Polarity = feedback.Negative
	default:
		s.Polarity = feedback.Mixed
	}
	return s, nil
}

// find is the first hundred words of the toy in the text, each as evidence of
// weight 1 or -1; blame outweighs.
func (t *toy) find(d *feedback.Document) []feedback.Evidence {
	var out []feedback.Evidence
	folded := d.Text.Folded()
	for side, words := range [][]string{t.praise, t.blame} {
		for _, w := range words {
			for at := 0; len(out) < 100; {
				i := bytes.Index(folded[at:], []byte(w))
				if i < 0 {
					break
				}
				e := d.Evidence(text.Span{Start: at + i, End: at + i + len(w)})
				e.Weight = []float64{1, -3}[side]
				out = append(out, e)
				at += i + len(w)
			}
		}
	}
	return out
}
