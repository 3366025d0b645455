// Package trained judges sentiment by a model that was trained on reviews, and
// trains models on reviews of your own.
//
// [New] makes an [Analyzer], which is a [sentiment.Analyzer]: one embedded model
// for English and for Chinese in both scripts, 2.6 megabytes, read when it is
// first needed.
//
//	a, err := trained.New(nil, nil)
//	s, err := a.Analyze(ctx, feedback.NewDocument(&feedback.Feedback{Text: "等了一個小時，湯還是冷的"}))
//	fmt.Println(s.Polarity, s.Confidence) // negative …
//
// How sure praise and blame are is calibrated on sources that the model did not
// see, and what is neutral on texts held back: the card has a table of how often
// judgements are right. What is neutral, mixed or unknown is a policy that [Options]
// state. Every judgement shows the passages that it comes from; their weights sum
// up to the score.
//
// [Options].Lexicon adds words of a domain without training. [Train] makes a
// model of labelled texts, from nothing or from the embedded one on.
//
// # How good it is
//
// The card of the model says, in figures: print the analyzer, or [Embedded]. The
// figures that matter most are those for sources left out: each was judged by a
// model that never saw it nor anything akin. The card has them for the model alone and
// with the rules of package lexicon beside it, which is the recommended sentiment
// (package feedback/pipeline). It also says how far the labels of some collections are
// those that a reader gives: of takeaway reviews, one row in seven speaks for both sides
// or neither, and of the others one in twenty has the other label, so that no model comes
// to much more than nine in ten there.
//
// # What it learned from
//
// Collections of labelled reviews, remarks and posts, which the card names. Of some,
// rows were read for loam, one by one: those of collections without a label of
// polarity (remarks to a help desk, sentences of film critics) or with one of
// something else (how urgent a patient's remark is, which hashtag a post has), and
// rows of two-sided collections that a model did not believe. Their labels stand in
// examples/train/judged, by fingerprints of the rows.
//
// And sixty thousand sentences written for loam, in examples/train/written: of trades
// and ways of speaking that the collections lack, with the judgement of whoever wrote
// them. They imply what they praise and blame, as people do: of those held back the
// model finds the side of four in five in Chinese and of seven in ten in English.
//
// # What was tried
//
// The model is linear in grams (package classify/linear). In each language it is, for
// praise against blame, half a model of all collections together and half the mean of
// models of one collection, or one trade in it, each: what many agree on counts, what is
// peculiar to one hardly. By mean macro-F1 on sources left out, Chinese and English, as
// examples/train prints it with -pooled 1 and 0.5:
//
//	all texts together      83.7  84.8
//	half                    84.7  85.4
//
// Learning both languages at once cost two to four points on tweets: marks, names and
// numbers say other things in Chinese. Weighing what stands before and behind "but" anew
// gained next to nothing.
//
// In points on the English sources left out, one change at a time from word and pair
// alone at 77.4, before that:
//
//	a negator's reach marked, and what it reaches halved and turned    +1.0
//	word lists whose worth is learned (VADER, AFINN, our own phrases)  +1.9
//	the first five letters of longer words                             +0.5
//	log-count ratios as scale                                          +0.6
//	a smaller step of the descent                                      +0.2
//
// One model of three labels, instead of one for either side and one for neutral,
// costs 0.6 of that. These brought nothing, or less than they cost: word vectors from co-occurrence
// (50 dimensions, 14,000 words), three words in a row, pairs with a gap, four
// letters in a row, less weight before "but", weights of each source beside the
// shared ones, grams left out at random, grams that several sources have,
// lengths made equal, a third of the weight for neutral texts, less weight for texts
// that a model of the other half of all texts judges otherwise, learning only what the
// rules of package lexicon leave unexplained. The order of the texts alone moves the figure of
// a single source by a point.
//
// # What it does not do
//
// It reads no tone: irony without a cue, and comparisons with a competitor, are
// read as they stand. It knows reviews, tweets, remarks and survey answers about
// goods and services; news and literature are judged, but badly. A text in several
// languages is judged in the one that prevails.
package trained
