// Package classify says what kind of feedback a piece of feedback is, and what
// it is about: the contract for classifiers, ways to combine them, and the
// taxonomy of topics. It has no classifier of its own and links no data; the
// packages below it do.
//
// The nouns:
//
//   - A [Classifier] looks at a [feedback.Document] and gives labels, each a
//     category of a dimension with a confidence and the passages that speak for
//     it. It may be a list of rules, a trained model or a remote service.
//   - A [KeywordExtractor] finds the words that the feedback turns on.
//   - A [Taxonomy] is a checked tree of topics, declared as data.
//
// A document is prepared once, and then goes through one classifier that is put
// together from others:
//
//	model := classify.ByLanguage(map[language.Tag]classify.Classifier{ … })
//	c := classify.All(rules, classify.AtLeast(0.7, model))
//	labels, err := c.Classify(ctx, feedback.NewDocument(&f))
//
// # Writing a classifier
//
//   - One that needs only the words takes a string: [StringFunc].
//   - One that looks at the prepared text is a [ClassifierFunc] or a type of its
//     own. It matches against [feedback.Document.Text] and leads spans back to
//     the customer's words with [feedback.Document.Evidence].
//   - It labels only what it can justify. No label means not known, which is
//     something else than a label that says no.
//   - Confidence is a probability: of the labels given with 0.8, about four in
//     five should be right.
//   - Package classifytest checks the contract; run it in the tests of the
//     classifier.
//
// # The packages below
//
//   - standard: the dimensions of package feedback by evidence rules, and a
//     first taxonomy
//   - theme: keywords, recurring themes, what rises, needs, competitors
//   - dedupe: clean data, with an account of what was dropped
//   - evaluate: how good a classifier is, how far annotators agree, gates
//   - classifytest: the conformance kit
package classify
