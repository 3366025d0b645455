// Package respond is about answering customers: what a reply has to do, the
// rules it is held to, and the contracts of those who write and check it.
//
// A [Request] holds what is known: the feedback, what was judged of it, and what
// people decided about fault and remedy. [Plan] makes a [Brief] of it: the acts
// a reply must perform where it will stand. A [Generator] writes a [Draft] from
// the brief, a [Linter] says which [Rule] it breaks, and [Guard] lets through
// only what breaks none that matters.
//
//	write, _ := respond.Guard(catalog.Default(), lint.Default(), nil)
//	brief, err := respond.Plan(&respond.Request{Feedback: &f, Analysis: &a, Business: ours})
//	draft, err := write.Generate(ctx, brief)
//
// Rules differ from place to place: what one platform expects, another forbids.
// A [Profile] says what holds where, with its sources and date. [Rules] lists
// the rules, [Profiles] the places.
//
// The words of a customer are data. They reach a generator apart from the acts
// and facts, and nothing they say changes either. Whether the business was at
// fault, what was found and what is offered comes from people and is never
// inferred. [UsableName] decides what a greeting may call the customer.
//
// A language model is a generator like others: a [GeneratorFunc] hands it the
// brief as JSON, see [Brief.MarshalJSON], and Guard takes nothing from it that
// breaks a rule or that [Unfounded] finds to be made up; the catalogs write when
// it fails.
//
// Engines live below: catalog writes from phrases in three languages, lint
// checks, similarity remembers what was sent, sla tells when a reply is due,
// casework what is owed to a case next. The package itself writes nothing.
package respond
