package standard_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

// Ten thousand topics take no longer to look for than a few, and the one that is
// mentioned is found.
func TestTenThousandTopics(t *testing.T) {
	topics := []classify.Topic{{ID: "goods", Phrases: map[language.Tag][]string{language.English: {"goods"}}}}
	for i := range 10_000 {
		topics = append(topics, classify.Topic{
			ID: fmt.Sprintf("part%d", i), Parent: "goods",
			Phrases: map[language.Tag][]string{language.English: {fmt.Sprintf("part no %d", i)}, language.TraditionalChinese: {fmt.Sprintf("零件%d號", i)}},
		})
	}
	x, err := classify.NewTaxonomy(topics)
	if err != nil {
		t.Fatal(err)
	}
	c := mustNew(t, &standard.Options{Taxonomy: x})
	for _, s := range []string{"Part no 7531 broke on the second day.", "零件7531号第二天就坏了"} {
		labels := in(classifyOne(t, c, feedback.Feedback{Text: s}), feedback.Topic)
		if len(labels) != 2 || labels[1] != "goods/part7531" {
			t.Errorf("%s: topics %v, want goods and goods/part7531", s, labels)
		}
	}
	every := strings.Repeat("part no 1, part no 22, part no 333, ", 3000)
	start := time.Now()
	classifyOne(t, c, feedback.Feedback{Text: every})
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("100 KB of topics took %v", took)
	}
}

func TestTextsOfOneCharacter(t *testing.T) {
	for _, s := range []string{"", " ", "?", "!", "好", "差", "x", "5", "👍", "\xff", "\u200b", "。"} {
		for _, l := range classifyOne(t, recommended(t), feedback.Feedback{Text: s}) {
			if !(l.Confidence > 0 && l.Confidence <= 1) {
				t.Errorf("%q: %s=%s with confidence %v", s, l.Dimension, l.Category, l.Confidence)
			}
		}
	}
}

// Both languages of a text are read, whichever prevails.
func TestMixedLanguages(t *testing.T) {
	for _, s := range []string{"The APP 一直閃退, please fix it ASAP!", "客服态度很差, I want a refund now"} {
		got := in(classifyOne(t, recommended(t), feedback.Feedback{Text: s}), feedback.Intent)
		if len(got) < 2 {
			t.Errorf("%s: intents %v, want a complaint and what is asked for", s, got)
		}
	}
}
