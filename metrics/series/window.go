package series

import (
	"errors"
	"fmt"
	"time"

	"github.com/loamlib/loam/metrics"
)

// A Window is the time that a series covers and how it is divided.
type Window struct {
	Calendar
	// From is when records begin to count; zero means with the first there is.
	From time.Time
	// Now is the instant as of which the series is made. It must be set. The period
	// it lies in is not over and marked partial; records dated later are rejected.
	Now time.Time
}

// ErrNoNow says that a window has no Now: the library does not ask the clock.
var ErrNoNow = errors.New("series: Window.Now is missing: hand in the time as of which the series is made")

// Check reports what is wrong with the window.
func (w Window) Check() error {
	switch err := w.Calendar.Check(); {
	case err != nil:
		return err
	case w.Now.IsZero():
		return ErrNoNow
	case w.From.After(w.Now):
		return fmt.Errorf("series: Window.From is %s, after Now, which is %s", w.From.Format(time.RFC3339), w.Now.Format(time.RFC3339))
	}
	return nil
}

// partial reports whether some of a period lies outside the window.
func (w Window) partial(p Period) bool { return p.End.After(w.Now) || p.Start.Before(w.From) }

// covered is how much of a period lies in the window.
func (w Window) covered(p Period) time.Duration {
	start, end := p.Start, p.End
	if start.Before(w.From) {
		start = w.From
	}
	if end.After(w.Now) {
		end = w.Now
	}
	return max(0, end.Sub(start))
}

// reject says why a record of this time has no place in the window; empty if it
// has one.
func (w Window) reject(t time.Time) metrics.Reason {
	switch {
	case t.IsZero():
		return metrics.NoTime
	case t.After(w.Now):
		return metrics.AfterNow
	case t.Before(w.From) || t.Year() < 1: // years before 1 have no date that sorts
		return metrics.TooEarly
	}
	return ""
}

// A TimeError reports a record that has no place in a window.
type TimeError struct {
	Time   time.Time
	Reason metrics.Reason // NoTime, AfterNow or TooEarly
	Window Window
}

// Error says when the record was and what the window is.
func (e *TimeError) Error() string {
	switch e.Reason {
	case metrics.NoTime:
		return "series: the record has no time"
	case metrics.AfterNow:
		return fmt.Sprintf("series: the record is of %s, after Window.Now, which is %s", e.Time.Format(time.RFC3339), e.Window.Now.Format(time.RFC3339))
	}
	return fmt.Sprintf("series: the record is of %s, before Window.From, which is %s", e.Time.Format(time.RFC3339), e.Window.From.Format(time.RFC3339))
}
