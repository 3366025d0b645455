// Package feedback has the nouns that the rest of loam talks in: what a customer
// said, on which scale they answered, and what was judged about it.
//
// A [Feedback] is what one customer said once. Engines read it as a [Document],
// whose text is prepared once for all of them, and write an [Analysis]: a
// [Sentiment], labels along the standard dimensions, aspects, emotions and
// keywords, each with [Evidence] in the customer's own words. Metrics and replies
// are made from Analyses, so they work on anyone's judgements:
//
//	Feedback --> Document --> engines --> Analysis --> metrics, replies
//
// A [Rating] knows its [Scale]: which question was asked, from where to where,
// and which end is good. A [CaseEvent] is one fact in the life of a case.
//
//	f := feedback.Feedback{
//		Text:    "東西不錯，但客服電話等了四十分鐘",
//		Channel: feedback.OnlineReview,
//		Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 6}},
//	}
//	err := f.Validate() // nil
//
// # Words
//
// Every judgement has one word, the same in Go, in JSON and in files; it also has
// a name for people in Traditional Chinese, Simplified Chinese and English, and
// parsing accepts the names and the other words in use for it. A word that is
// not in its vocabulary is a [*WordError] that lists the vocabulary.
//
// # What it does not do
//
// Nothing here judges, counts or writes. There is no I/O, and values that are
// logged through log/slog show neither words nor people.
package feedback
