// Package aspect finds what feedback says about single things: a target, its
// topic, and whether the customer speaks well or ill of it.
//
//	a, err := aspect.New(nil, standard.Taxonomy(), zh.Lexicon(), en.Lexicon())
//	aspects, err := a.Aspects(ctx, feedback.NewDocument(&f))
//
// "味道不错但送餐太慢" gives two: 味道, of the topic food/taste, positive; and
// 送餐, of delivery/delivery_speed, negative. Nothing is trained for a domain:
// the topics are those of the [Topics] it is given, by their phrases, and the
// polarity is that of the lexicons, with their rules for negation, degree,
// contrast, wishes and questions.
//
// # How it works
//
//  1. A lexicon.Analyzer finds the passages that speak for or against. Beside
//     the caller's lexicons it has this package's words, in the folder data:
//     opinions that name their topic themselves ("overpriced", "waited 40
//     minutes", 好吃), and words whose side depends on what is spoken of
//     ("fast", "cold", 高, 小).
//  2. A [text.Matcher] finds mentions: the phrases of the topics, and names of
//     things that belong to a topic or to none ("noodles", "phone").
//  3. Each opinion goes to the mention it is said of. It is looked for inside
//     the passage, behind it where the passage is an attribute ("great
//     screen") or takes an object ("disappointed with the battery"), else
//     before it in the clause ("the screen is great"). What is compared with
//     ("better than my old phone") is no target. Things in a row share what is
//     said of one of them ("味道、服务、环境都很好").
//  4. Where a clause mentions nothing that is known, the words before or behind
//     the opinion are the target, without a topic. A clause without any subject
//     goes on about the last mention ("The soup came late, and was cold").
//  5. An opinion that names a topic of the sort that describes (price, waiting,
//     noise) has that topic, whatever its target is: "the pizza is overpriced".
//  6. Things that are only named get their side from a heading ("Cons: battery,
//     price") or from the survey question ("What should we improve?").
//
// Verdicts on the whole ("highly recommended") are no aspects, nor are things
// that are only mentioned, unless [Options.Mentions] asks for them.
//
// # Measured
//
// On the development parts of published sets, by examples/evaluate. Where a set
// has categories, pairs of topic and polarity are compared, both led to groups
// that examples/evaluate lists; where it has targets in words, pairs of target
// and polarity, a target being found if one contains the other. The last column
// is how often the polarity is right where topic or target is.
//
//	                                        topic or target  with polarity  polarity
//	restaurants, zh-Hant (DimABSA 2026)     0.85             0.79           0.93
//	restaurants, zh-Hant (SIGHAN 2024)      0.84             0.76           0.90
//	cameras, cars, phones, zh-Hans          0.77             0.70           0.90
//	restaurants, zh-Hans, targets           0.50             0.44           0.88
//	courses and shampoo, zh-Hans, targets   0.38             0.29           0.76
//	restaurants, en (ACOS)                  0.72             0.68           0.95
//	laptops, en (ACOS)                      0.51             0.47           0.91
//	restaurants, en (MAMS)                  0.64             0.44           0.70
//	apps, courses, shirts, en, targets      0.43             0.35           0.83
//	devices, en (Hu and Liu), targets       0.34             0.31           0.91
//
// The two native zh-Hant sets were only measured on; the training parts of the
// others helped to find words that were missing. MAMS has mostly neutral
// mentions, which are not given; Hu and Liu label few of the things that are
// judged. Of the aspects of made-up sentences that the rules were not made for
// (testdata), 0.70 in English and 0.59 in Chinese were found with the very
// topic, target and polarity that was written down.
//
// # Limits
//
// There is no parser: in long clauses an opinion may go to the wrong neighbour.
// Irony beyond the rules of the lexicon is taken at its word, and what is only
// implied is found where a phrase of the data says it. What is known of topics,
// which of them describe and on which side "fast" is, is known of the shipped
// ones by their names; topics of one's own have the lexicon's polarity alone.
package aspect
