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
//
//  2. What is negated, wished for or only supposed is no feeling: "not
//     disappointed", "if I were angry". Joy that is negated, or over, is
//     dissatisfaction or disappointment: "not happy", "used to love it". Joy
//     that mocks is dissatisfaction: "Great, another delay."
//
//  3. The confidence of a feeling is the chance that at least one of its
//     passages means it, each passage by itself: 1 - Π(1-p). The same word again
//     adds nothing.
//
//  4. The intensity is that of the strongest passage: by its words, degrees,
//     capitals, drawn-out letters and exclamation marks.
//
//  5. Thanks that close a request are no gratitude: "Please reply, thanks."
//
// Flat text shows no feelings, and neither does a judgement as such: "the
// battery is bad" is an opinion. A complaint in strong words is dissatisfaction.
//
// # Measured
//
// F1 on the development parts of published sets, by examples/evaluate, which
// tells how their labels are led to the eight; and how often an emotion is found
// in a text that has none.
//
//	                 comments, en    microblogs, zh-Hans
//	                 GoEmotions      CLUEmotion  SMP 2020  NLPCC 2014
//	anger            0.38            0.29        0.24      0.38
//	disappointment   0.16
//	dissatisfaction  0.31            0.33                  0.11
//	anxiety          0.47            0.18        0.35      0.17
//	sadness          0.64            0.49        0.43      0.37
//	surprise         0.44            0.13        0.20      0.49
//	joy              0.67            0.51        0.66      0.50
//	gratitude        0.86
//	macro            0.49            0.32        0.38      0.34
//	in flat text     0.14                        0.12      0.15
//
// For comparison, BERT trained on GoEmotions has a macro F1 of 0.46 over its 27
// emotions and of 0.64 over six groups of them (Demszky et al. 2020). The training
// parts of the first three helped to weigh words and to drop misleading ones;
// NLPCC 2014 was only measured on. Microblogs show their feelings mostly without
// words for them. Of sentences of feedback that the words were not chosen for
// (testdata), 22 of 24 in English and 24 of 24 in Chinese are right in all eight.
//
// # Limits
//
// Feelings that are only implied ("my grandmother waited in the cold") are not
// found, and irony seldom.
package emotion
