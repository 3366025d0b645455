// Package emotion finds the feelings that feedback shows: anger,
// disappointment, dissatisfaction, anxiety, sadness, surprise, joy, gratitude;
// several or none.
//
//	a, err := emotion.New(nil, zh.Lexicon(), en.Lexicon())
//	findings, err := a.Emotions(ctx, feedback.NewDocument(&f))
//
// It reads Traditional and Simplified Chinese and English by lists of words,
// idioms, slang, emoji and kaomoji, each with how often it means the feeling it
// seems to mean, and by the grammar of package lexicon: its negators, degrees,
// conditions, wishes and questions.
//
// # How it works
//
//  1. A lexicon.Analyzer finds the words of feeling and what the rules of
//     grammar make of them.
//  2. What is negated, wished for or only supposed is no feeling: "not
//     disappointed", "if I were angry". Joy that is negated, or over, is
//     dissatisfaction or disappointment: "not happy", "used to love it". Joy
//     that mocks is dissatisfaction: "Great, another delay."
//  3. The confidence of a feeling is the chance that at least one of its
//     passages means it, each passage by itself: 1 - Π(1-p). The same word again
//     adds nothing.
//  4. The intensity is that of the strongest passage: by its words, degrees,
//     capitals, drawn-out letters and exclamation marks.
//
// Flat text shows no feelings, and neither does a judgement as such: "the
// battery is bad" is an opinion. A complaint in strong words is dissatisfaction.
package emotion
