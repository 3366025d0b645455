// Package standard labels feedback in the standard dimensions by evidence
// rules: lists of phrases that say something, how negation, supposition,
// contrast and questions change what they say, and a few sums; a trained model is
// asked for a second opinion. It reads Traditional and Simplified Chinese and
// English, needs no training, and shows for each label the customer's own words
// that led to it.
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
//     [Criteria], and what the model says; the label's Reason shows both
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
//  4. A model of 0.7 megabytes ([Embedded]) is asked about intents, nature and
//     constructiveness, and the two are put together ([Together]): it says how sure
//     a judgement is and may turn a weak one, but gives none without evidence.
//     [Options].RulesOnly leaves it out.
//  5. The dimensions are read off the judgements.
//
// The lists are in the folder data, one file a language; their notation is told
// in rules.go and [text.Expand]. Evidence says in its Rule how a passage was read:
//
//	negated      a negation before it reverses it
//	together     two phrases that mean it only together: "please … refund"
//	question     a sentence with a question mark
//	quantity     a number with its unit, a price, a clock time
//	time of use  a time behind a word for using
//	emphasis     rows of exclamation marks, capitals
//
// # Measured
//
// On development sets with other people's labels: precision, recall and F1 of
// one category, and F1 of the rules alone. "go run ./examples/evaluate -task intent
// -in FILE.tsv -map …" prints this for any labelled file, with intervals. The
// training parts of the sets of complaints on Twitter, of takeaway and shopping
// reviews, of app reviews and of films helped to find words or, but for app reviews,
// trained the model, whose weight for suggestions was tuned on the development part
// of app reviews; the others were only measured on.
//
//	intent=complaint   complaints on Twitter, en     0.76 0.79 0.78   0.77
//	intent=complaint   tweets to airlines, en        0.90 0.64 0.75   0.76
//	intent=complaint   takeaway reviews, zh-Hans     0.88 0.85 0.87   0.86
//	intent=complaint   shopping reviews, zh-Hans     0.79 0.89 0.84   0.84
//	intent=praise      shopping reviews, zh-Hans     0.84 0.90 0.86   0.86
//	intent=praise      tweets to airlines, en        0.52 0.67 0.58   0.55
//	intent=suggestion  software forum, en            0.68 0.73 0.70   0.65
//	intent=suggestion  app reviews, en               0.72 0.55 0.63   0.59
//	nature=opinion     film reviews and plots, en    0.85 0.56 0.68   0.60
//	nature=factual     film reviews and plots, en    0.81 0.23 0.36   0.31
//	nature=emotional   microblogs, zh-Hans           0.54 0.34 0.42   0.37
//	topic, 8 of them   restaurant sentences, en      0.82 0.63 0.71
//	topic, 8 of them   restaurant sentences, zh-Hant 0.87 0.83 0.85
//
// In reviews negative as a whole counted as a complaint there, so that the
// complaint in an otherwise good review counted as wrong.
//
// How often a judgement is right by how sure it is, in per cent, on whole sources
// left out of training and on others, where the model has a say (the card,
// [Embedded], has the numbers behind it), with the calibration error. They are of
// [Together] by itself: texts count in which the classifier keeps to the rules, or
// gives no label, as it makes no question of what only the model takes for one.
// Questions were read without their marks, which the rules go by. Of facts and
// opinions one source alone tells, and of requests, urgency and what follows from
// several judgements none; how sure those are has not been held to data:
//
//	confidence        0.5-0.6  0.6-0.7  0.7-0.8  0.8-0.9    0.9-1
//	complaint               55       66       76       84       91   error 0.017, of the rules alone 0.059
//	praise                  50       62       79       87       94   error 0.029, of the rules alone 0.065
//	suggestion              56       63       69       75       82   error 0.060, of the rules alone 0.096
//	question                71       63       72       87       94   error 0.032, of the rules alone 0.213
//	emotional               68       75       83       93       94   error 0.101, of the rules alone 0.132
//
// # Limits
//
// A model trained on the feedback at hand does better. Irony is not understood,
// nor what is only implied ("My grandmother cooks better"). Topics are
// mentions: who writes of the battery writes about the battery, whatever the
// point is. An accusation is never taken to be untrue: whether it is, only
// people can find out. A text that is neither Chinese nor English gets only the
// labels that need no text.
package standard
