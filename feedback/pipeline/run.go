package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/loamlib/loam/feedback"
)

// A PanicError is what a panic of an engine becomes.
type PanicError struct {
	Value any
	Stack []byte // where it happened
}

// Error is the value of the panic.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// errBusy is the error of a stage that still has all the calls going that may
// be left behind.
var errBusy = errors.New("still busy with earlier feedback that it did not finish in time")

// A runner runs one stage.
type runner struct {
	Stage
	slots chan struct{} // a place for each call that may be going; nil without a timeout
}

// run returns what the stage finds in d. kept reports that the engine may still
// be reading d, which must not be reused then.
func (r *runner) run(ctx context.Context, d *feedback.Document) (found feedback.Analysis, kept bool, err error) {
	if r.Timeout == 0 {
		found, err = r.protected(ctx, d)
		return found, false, err
	}
	select {
	case r.slots <- struct{}{}:
	default:
		return feedback.Analysis{}, false, errBusy
	}
	return r.timed(ctx, d)
}

// timed runs the stage in a goroutine of its own, which is left behind if the
// engine does not heed its context.
func (r *runner) timed(ctx context.Context, d *feedback.Document) (feedback.Analysis, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	type answer struct {
		found feedback.Analysis
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		defer func() { <-r.slots }()
		found, err := r.protected(ctx, d)
		done <- answer{found, err}
	}()
	select {
	case a := <-done:
		return a.found, false, a.err
	case <-ctx.Done():
		return feedback.Analysis{}, true, ctx.Err()
	}
}

// protected runs the stage and turns a panic into an error.
func (r *runner) protected(ctx context.Context, d *feedback.Document) (found feedback.Analysis, err error) {
	defer func() {
		if v := recover(); v != nil {
			found, err = feedback.Analysis{}, &PanicError{v, debug.Stack()}
		}
	}()
	return r.Run(ctx, d)
}

// warning is the warning that names the stage after it failed.
func (r *runner) warning(err error) feedback.Warning {
	w := feedback.Warning{Code: feedback.StageFailed, Stage: r.Name, Detail: err.Error()}
	switch {
	case errors.Is(err, context.DeadlineExceeded) && r.Timeout > 0:
		w.Code, w.Detail = feedback.StageSlow, fmt.Sprintf("no answer within %v", r.Timeout)
	case errors.Is(err, errBusy):
		w.Code = feedback.StageSlow
	}
	return w
}
