// Package standard labels feedback in the standard dimensions by evidence
// rules: lists of phrases that say something, how negation, supposition,
// contrast and questions change what they say, and a few sums. It reads
// Traditional and Simplified Chinese and English, needs no training, and shows
// for each label the customer's own words that led to it.
//
//	c, err := standard.New(nil)
//	labels, err := c.Classify(ctx, feedback.NewDocument(&f))
//
// The dimensions, each label with what it follows from:
//
//   - form: active or passive, from the channel
//   - content: product, service, experience and their sides, from what is
//     mentioned
//   - timing: immediate or delayed, from the times of use and of writing, else
//     from the text ("just arrived", "用了半年")
//   - nature: factual (events, faults, quantities), opinion (judgements and
//     markers such as "I think"), emotional (feelings, emphasis); several may
//     hold
//   - constructiveness: from three criteria that can be seen by themselves, see
//     [Criteria]
//   - intent: complaint, suggestion, request, question, praise; several may
//     hold, the surest comes first; "other" if there is none
//   - topic: the topics of a [classify.Taxonomy] by their phrases
//   - urgency: high, normal, low
//   - [Actionability] and [Value], which are this package's own
//
// # How it works
//
//  1. One pass of a [text.Matcher] finds the phrases of all lists and topics.
//  2. A second pass over the sentences keeps, of overlapping phrases that say
//     the same kind of thing, the leftmost and longest: "not bad" is not "bad",
//     "服务器" is not "服务". It notes what a negation or an "if" before a
//     phrase does to it.
//  3. Each judgement adds up what speaks for it, as the chance that at least one
//     of the passages means what it seems to mean. A phrase that is repeated
//     counts once.
//  4. The dimensions are read off the judgements.
//
// The lists are in the folder data, one file a language; the syntax is told in
// their heads.
//
// # Limits
//
// Irony is not understood, nor what is only implied ("My grandmother cooks
// better"). An accusation is never taken to be untrue: whether it is, only
// people can find out. A text that is neither Chinese nor English gets only the
// labels that need no text. Confidence is the sum described above; it was set by
// hand and holds roughly.
package standard
