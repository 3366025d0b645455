package lexicon_test

import (
	"context"
	"fmt"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

func ExampleNew() {
	a, err := lexicon.New(nil, zh.Lexicon(), en.Lexicon())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{
		"Couldn't be happier with the repair.",
		"打了五通電話都沒人接。",
		"味道不错，但是等了一个小时才上菜。",
		"I bought it in March.",
		"Oh, wonderful weather for a cancelled flight.", // irony that shows in nothing but the facts is beyond it
	} {
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: text}))
		fmt.Printf("%v %s: %s\n", s.Polarity, s.Reason, text)
	}
	// Output:
	// positive : Couldn't be happier with the repair.
	// negative : 打了五通電話都沒人接。
	// mixed : 味道不错，但是等了一个小时才上菜。
	// unknown no_signal: I bought it in March.
	// mixed : Oh, wonderful weather for a cancelled flight.
}

// The same words mean different things under different questions.
func ExampleAnalyzer_Analyze_question() {
	a, _ := lexicon.New(nil, zh.Lexicon(), en.Lexicon())
	for _, f := range []feedback.Feedback{
		{Question: "What did you like most?", Text: "The price"},
		{Question: "What should we improve?", Text: "The price"},
		{Question: "有什麼需要改進的地方？", Text: "沒有"},
		{Question: "您喜歡我們哪一點？", Text: "沒有"},
	} {
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(&f))
		fmt.Println(f.Question, f.Text, s.Polarity)
	}
	// Output:
	// What did you like most? The price positive
	// What should we improve? The price negative
	// 有什麼需要改進的地方？ 沒有 positive
	// 您喜歡我們哪一點？ 沒有 negative
}

// A list of one's own needs no training: it is given last, and decides where it
// and the others differ.
func ExampleParse() {
	ours, err := lexicon.Parse("cinema", nil, `
# "Cold" is what our ice-cream counter is there for.
@plain
ice cold, 冰冰涼涼
@valence 1.5
cold, edge of my seat, (goose bumps|goosebumps), 值回票價
@fact -1.8
subtitles (were |was |)(out of sync|too small), 前面的人一直滑手機
`)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, _ := lexicon.New(nil, zh.Lexicon(), en.Lexicon(), ours)
	for _, text := range []string{
		"Goosebumps from start to finish!",
		"The subtitles were out of sync.",
		"前面的人一直滑手機。",
	} {
		f := &feedback.Feedback{Text: text}
		s, _ := a.Analyze(context.Background(), feedback.NewDocument(f))
		fmt.Println(s.Polarity, sentiment.Highlight(f, s, sentiment.Brackets))
	}
	// Output:
	// positive [Goosebumps +0.70, emphasised] from start to finish!
	// negative The [subtitles were out of sync -0.72, fact].
	// negative [前面的人一直滑手機 -0.72, fact]。
}

// Hits are what a judgement is made of: passages with the phrase at their core.
func ExampleAnalyzer_AppendHits() {
	a, _ := lexicon.New(nil, en.Lexicon())
	d := feedback.NewDocument(&feedback.Feedback{Text: "The nurse was never rude, but it was not very clean."})
	for _, h := range a.AppendHits(nil, d) {
		fmt.Println(h.Entry.Phrase, h.Entry.Role, h.Reading, h.Weight() > 0)
	}
	// Output:
	// rude valence negated,conceded true
	// clean valence negated,stressed false
}

func ExampleNewLexicon() {
	l, err := lexicon.NewLexicon("fleet 2026-03", nil, []lexicon.Entry{
		{Phrase: "ran out of charge", Role: lexicon.Fact, Weight: -1.8},
		{Phrase: "半路沒電", Role: lexicon.Fact, Weight: -1.8},
	})
	fmt.Println(l, err)
	_, err = lexicon.NewLexicon("typo", nil, []lexicon.Entry{{Phrase: "not", Role: lexicon.Negator, Weight: 3}})
	fmt.Println(err)
	// Output:
	// fleet 2026-03 [], 2 entries <nil>
	// lexicon: typo: entry 0: "not" has weight 3, want one in [0, 1] for negator
}
