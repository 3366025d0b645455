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
//
// Verdicts on the whole ("highly recommended") are no aspects, nor are things
// that are only mentioned, unless [Options.Mentions] asks for them.
//
// # Limits
//
// There is no parser: in long clauses an opinion may go to the wrong neighbour.
// Irony beyond the rules of the lexicon is taken at its word, and what is only
// implied is found where a phrase of the data says it.
package aspect
