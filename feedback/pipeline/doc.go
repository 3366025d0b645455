// Package pipeline composes engines: it prepares the text of a feedback once,
// runs every engine over it and puts what they found into one Analysis.
//
// [Default] is the recommended set of engines. [Pipeline.Analyze] judges one
// feedback, [Pipeline.Stream] any number of them in parallel, in order, with
// bounded memory:
//
//	p := pipeline.Default()
//	for a, err := range p.Stream(ctx, feedbacks) {
//		…
//	}
//
// [New] composes other engines as [Stage] values, for example a remote model
// with a time limit beside the shipped dimensions.
//
// # What can go wrong
//
// A field that cannot be right, a rating off its scale, a text in another
// language than stated, bytes that are no text: each becomes a warning in the
// Analysis, and the rest is judged. An engine that fails, panics or is late is
// named in a warning, and the other engines' findings stay. Only a cancelled
// context and a source that fails are errors; a failing record does not stop the
// stream.
//
// This package and the example programs are the only places that name concrete
// engines.
package pipeline
