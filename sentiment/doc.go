// Package sentiment is about how favourable a piece of feedback is: the
// contract of engines that judge it, ways to combine them, and a way to show
// why.
//
// The nouns are few. A [feedback.Document] is a feedback with its text
// prepared. An [Analyzer] takes one and gives a [feedback.Sentiment]: polarity,
// score, confidence, and the passages of the original that speak for it.
// Engines live in the packages below this one: lexicon judges by word lists
// and rules, trained by a model. They share nothing but this contract, so an
// engine of one's own is a function away:
//
//	a := sentiment.StringFunc(func(ctx context.Context, s string) (feedback.Sentiment, error) {
//		return feedback.Sentiment{Polarity: feedback.Positive, Score: 0.9, Confidence: 0.8}, nil
//	})
//	s, _ := a.Analyze(ctx, feedback.NewDocument(&feedback.Feedback{Text: "Superb."}))
//	fmt.Println(s.Polarity, s.Score) // positive 0.9
//
// [FirstKnown], [ByLanguage], [AtLeast] and [Blend] make one analyzer of
// several. [Explain] and [Highlight] show evidence in the words it was found
// in. Package sentimenttest tells whether an engine keeps to the contract.
//
// Unknown is not neutral. What cannot be judged, because the language is not
// read or nothing in the text speaks for any side, has the polarity unknown
// with a reason, and neither score nor confidence. Whoever counts such
// feedback as neutral counts what nobody knows.
//
// The package judges nothing by itself and links no data.
package sentiment
