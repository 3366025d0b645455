package pipeline

import (
	"context"
	"fmt"
	"iter"

	"github.com/loamlib/loam/feedback"
)

// A RecordError reports a record of a stream that could not be read or judged.
type RecordError struct {
	Index int    // counting from 0
	ID    string // if it is known
	Err   error
}

// Error says which record it was.
func (e *RecordError) Error() string {
	if e.ID != "" {
		return fmt.Sprintf("pipeline: record %d (%s): %v", e.Index, e.ID, e.Err)
	}
	return fmt.Sprintf("pipeline: record %d: %v", e.Index, e.Err)
}

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// Stream judges feedback in parallel and yields one result for each record, in
// order. A record that the source gives with an error yields a [*RecordError]
// and the stream goes on; an ID that was seen before is warned of. When ctx is
// done the stream ends with one last error, of ctx. Memory is bounded; on
// goroutines see [Map].
func (p *Pipeline) Stream(ctx context.Context, source iter.Seq2[feedback.Feedback, error]) iter.Seq2[feedback.Analysis, error] {
	return func(yield func(feedback.Analysis, error) bool) {
		index := 0
		var seen Seen
		for r := range Map(ctx, records(source), p.workers, p.record) {
			if r.err == nil && seen.Before(r.ID) {
				r.Warnings = append(r.Warnings, DuplicateWarning(r.ID))
			}
			if r.err != nil {
				r.err = &RecordError{index, r.ID, r.err}
			}
			if !yield(r.Analysis, r.err) {
				return
			}
			index++
		}
		if err := ctx.Err(); err != nil {
			yield(feedback.Analysis{}, &RecordError{Index: index, Err: err})
		}
	}
}

// A read is a record as the source gave it.
type read struct {
	feedback feedback.Feedback
	err      error
}

// records makes single values of the pairs of source.
func records(source iter.Seq2[feedback.Feedback, error]) iter.Seq[read] {
	return func(yield func(read) bool) {
		for f, err := range source {
			if !yield(read{f, err}) {
				return
			}
		}
	}
}

// A judged is the result for one record.
type judged struct {
	feedback.Analysis
	err error
}

// record judges one record.
func (p *Pipeline) record(ctx context.Context, r read) judged {
	if r.err != nil {
		return judged{feedback.Analysis{ID: r.feedback.ID}, r.err}
	}
	a, err := p.Analyze(ctx, &r.feedback)
	return judged{a, err}
}
