package respondtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/loamlib/loam/respond"
)

// A contract is what engines promise, a check for each sentence. E examines one
// engine.
type contract[E any] []check[E]

// A check is one rule of a contract.
type check[E any] struct {
	name        string
	explanation string
	run         func(e E) error
}

// run performs each check as a subtest.
func (c contract[E]) run(t *testing.T, open func() (E, error), skip map[string]string) {
	t.Helper()
	for _, x := range c {
		t.Run(x.name, func(t *testing.T) {
			t.Helper()
			if why, skipped := skip[x.name]; skipped {
				t.Skip(why)
			}
			if err := x.perform(open); err != nil {
				t.Error(err)
			}
		})
	}
}

// test performs each check and joins what is wrong.
func (c contract[E]) test(open func() (E, error), skip map[string]string) error {
	var errs []error
	for _, x := range c {
		if _, skipped := skip[x.name]; skipped {
			continue
		}
		if err := x.perform(open); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", x.name, err))
		}
	}
	return errors.Join(errs...)
}

// perform runs the check on a new engine.
func (x check[E]) perform(open func() (E, error)) error {
	err := calmly(func() error {
		e, err := open()
		if err != nil {
			return fmt.Errorf("making it: %w", err)
		}
		return x.run(e)
	})
	if err != nil {
		return fmt.Errorf("%w\n\t%s", err, x.explanation)
	}
	return nil
}

// calmly calls f. A panic is a failure like others.
func calmly(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return f()
}

// together calls f in several goroutines at once, each with its number.
func together(f func(g int) error) error {
	const goroutines = 8
	errs := make([]error, goroutines)
	var group sync.WaitGroup
	for g := range goroutines {
		group.Go(func() { errs[g] = calmly(func() error { return f(g) }) })
	}
	group.Wait()
	return errors.Join(errs...)
}

// returns calls f with a context that is done, and waits for it to return.
func returns(f func(ctx context.Context)) error {
	const patience = 30 * time.Second
	limit, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	cancelled, cancel := context.WithCancel(limit)
	cancel()
	done := make(chan error, 1)
	go func() {
		done <- calmly(func() error {
			f(cancelled)
			return nil
		})
	}()
	select {
	case err := <-done:
		return err
	case <-limit.Done():
		return fmt.Errorf("did not return within %v", patience)
	}
}

// snapshot writes down all that a brief holds.
func snapshot(b *respond.Brief) (string, error) {
	s := fmt.Sprintf("%+v", *b)
	for _, behind := range []any{b.Feedback, b.Analysis, b.Remedy} { // of pointers the line above has the address
		text, err := json.Marshal(behind)
		if err != nil {
			return "", err
		}
		s += "\n" + string(text)
	}
	return s, nil
}
