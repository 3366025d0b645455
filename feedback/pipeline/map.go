package pipeline

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync"
)

// chunkSize is how many values a worker takes at most at a time when they come
// faster than they are worked on. It makes handing over cheap next to the work.
const chunkSize = 64

// aheadPerWorker is how many chunks may wait for the consumer, by worker.
const aheadPerWorker = 4

// Map applies f to every value of in on several goroutines and yields the
// results in the order of the values. It is what Stream is made of, for those
// who have more to do around a feedback than to analyse it.
//
// At most a few hundred values a worker are in the works at any time, however
// slow the consumer. A value is worked on as soon as a worker is free: nothing
// waits for a batch to fill. Workers below 1 means one a processor.
//
// The sequence ends early when ctx is done; the caller can tell by ctx.Err.
// Whether it ends, breaks off or panics, all goroutines have ended by then; to
// that end it waits for in to come back from the value it is producing. A panic
// in in or f is raised again in the goroutine of the consumer; so is
// [runtime.Goexit], which a failing test calls, as a panic with an error.
//
// The sequence can be ranged over as often as in can.
func Map[In, Out any](ctx context.Context, in iter.Seq[In], workers int, f func(context.Context, In) Out) iter.Seq[Out] {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		m := &mapping[In, Out]{
			f:       f,
			workers: workers,
			values:  make(chan In, workers*chunkSize),
			taking:  make(chan struct{}, 1),
			order:   make(chan chan []Out, workers*aheadPerWorker),
		}
		defer m.finish(cancel)
		m.start(ctx, in)
		m.consume(ctx, yield)
	}
}

// A mapping is one run of Map.
type mapping[In, Out any] struct {
	f       func(context.Context, In) Out
	workers int

	values chan In         // waiting for a worker
	taking chan struct{}   // full while a worker takes values, so that chunks are queued in order
	order  chan chan []Out // the places for results, in order

	all, working sync.WaitGroup // all goroutines; the workers among them

	failure  sync.Mutex
	panicked any // the first value that a goroutine panicked with
}

// start starts the workers and the producer, which closes what it feeds.
func (m *mapping[In, Out]) start(ctx context.Context, in iter.Seq[In]) {
	for range m.workers {
		m.working.Add(1)
		m.all.Go(func() {
			defer m.working.Done()
			m.work(ctx)
		})
	}
	m.all.Go(func() {
		defer func() { // even if the goroutine of in ends itself
			close(m.values)
			m.working.Wait()
			close(m.order)
		}()
		m.produce(ctx, in)
	})
}

func (m *mapping[In, Out]) produce(ctx context.Context, in iter.Seq[In]) {
	completed := false
	defer m.recover(&completed)
	for v := range in {
		select {
		case m.values <- v:
			continue
		case <-ctx.Done():
		}
		break
	}
	completed = true
}

// work takes chunks and fills the places for their results.
func (m *mapping[In, Out]) work(ctx context.Context) {
	for {
		chunk, results, ok := m.take(ctx)
		if !ok {
			return
		}
		m.apply(ctx, chunk, results)
	}
}

// take waits for a value and takes this worker's share of those that wait behind
// it. The place for their results, which has room for them, is put in order.
func (m *mapping[In, Out]) take(ctx context.Context) (chunk []In, results chan []Out, ok bool) {
	m.taking <- struct{}{}
	defer func() { <-m.taking }()
	v, ok := <-m.values
	if !ok || ctx.Err() != nil {
		return nil, nil, false
	}
	chunk = append(chunk, v)
	for range min(chunkSize-1, len(m.values)/m.workers) {
		chunk = append(chunk, <-m.values)
	}
	results = make(chan []Out, 1)
	select {
	case m.order <- results:
		return chunk, results, true
	case <-ctx.Done():
		return nil, nil, false
	}
}

// apply is f over a chunk, as far as it comes before ctx is done or f panics.
// There are results in any case: the consumer waits for them.
func (m *mapping[In, Out]) apply(ctx context.Context, chunk []In, results chan<- []Out) {
	out, completed := make([]Out, 0, len(chunk)), false
	defer func() { results <- out }()
	defer m.recover(&completed)
	for _, v := range chunk {
		if ctx.Err() != nil {
			break
		}
		out = append(out, m.f(ctx, v))
	}
	completed = true
}

// consume yields the results in order until all are out, the consumer stops,
// ctx is done or a goroutine panicked.
func (m *mapping[In, Out]) consume(ctx context.Context, yield func(Out) bool) {
	for place := range m.order {
		select {
		case results := <-place:
			for _, r := range results {
				if ctx.Err() != nil || !yield(r) {
					return
				}
			}
		case <-ctx.Done():
			return
		}
		if m.failed() {
			return
		}
	}
}

// errGoexit is what the consumer is told when in or f ended its goroutine.
var errGoexit = errors.New("pipeline: the source or the function called runtime.Goexit")

// recover notes for the consumer why a goroutine did not complete what it does.
func (m *mapping[In, Out]) recover(completed *bool) {
	v := recover()
	if *completed {
		return
	}
	if v == nil {
		v = errGoexit
	}
	m.failure.Lock()
	defer m.failure.Unlock()
	if m.panicked == nil {
		m.panicked = v
	}
}

func (m *mapping[In, Out]) failed() bool {
	m.failure.Lock()
	defer m.failure.Unlock()
	return m.panicked != nil
}

// finish stops the goroutines, waits for them and raises what one panicked with.
func (m *mapping[In, Out]) finish(cancel context.CancelFunc) {
	cancel()
	m.all.Wait()
	if m.panicked != nil {
		panic(m.panicked)
	}
}
