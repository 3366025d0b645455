// Package linear is a text classifier that learns from labelled examples and
// needs no more than they give: intents, topics, polarity, or whatever labels a
// team uses.
//
// An [Example] is a text with its labels. [Train] makes a [Model] of a sequence of
// them, however long. The model gives each label a probability, says which
// passages speak for it, and can be kept as bytes. A [Classifier] is a model as an
// engine of a pipeline:
//
//	m, report, err := linear.Train(examples, nil)
//	c, err := linear.NewClassifier(m, feedback.Intent, nil)
//	labels, err := c.Classify(ctx, feedback.NewDocument(&f))
//
// # What it looks at
//
// The prepared text of package feedback/text, so that Traditional and Simplified
// Chinese are one. A [Reader] cuts it into grams: one to four Chinese characters
// in a row; words, their first five letters, pairs and threes of words, five letters
// in a row; emoji, exclamation and question marks; the places of numbers, links,
// names and of the beginning; marks and numbers in a text that has Chinese characters
// are others than those in one that has none. A word that a negator stands before counts half and
// the other way round, beside a gram of its own ("not …"). A word with digits for
// letters is read as what it means: "t3rrible". A gram counts once however often it
// is said. [Options].Plain leaves some of this out.
//
// # How it learns
//
// A log-linear model by stochastic gradient descent (see [Train]), in which a gram
// counts the more the less evenly it is spread over the labels: the idea of NBSVM
// (Wang and Manning, Baselines and Bigrams, ACL 2012). Examples of several sources
// can be balanced against each other, and each source given its own share of the
// labels, so that the model learns what holds everywhere; models of one source each
// can be put together with [Blend]. Word lists known
// beforehand can lend their strengths ([Clues]). A model in use can be the start
// of the next one.
//
// # How good it is
//
// The embedded model of package sentiment/trained is one of these; its card has
// figures. For labels of one's own, "go run ./examples/train -task labels -in
// TRAIN.tsv -held DEV.tsv" prints what the default options reach: on the 77 intents
// of banking77 (Casanueva et al. 2020), trained on 8,870 questions, accuracy 0.89,
// where encoders with pretrained weights have 0.93; on subjectivity (Pang and Lee
// 2004), 8,951 sentences, accuracy 0.93; on suggestions in a software forum
// (SemEval-2019 task 9A), 8,175 sentences, F1 of the suggestions 0.76. The defaults
// were chosen by cross-validation within the training parts of eleven sets; wide.go
// says what brought how much. Each takes two to four seconds of a processor.
//
// # What it does not do
//
// It knows no word order beyond its grams, no synonyms, and nothing that its
// examples do not show. Text in a language that it was not trained on it does not
// notice by itself: a [Classifier] looks at the language first.
package linear
