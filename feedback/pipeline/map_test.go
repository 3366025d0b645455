package pipeline_test

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/loamlib/loam/feedback/pipeline"
)

// count yields 0 to n-1.
func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func double(_ context.Context, v int) int { return 2 * v }

func TestMapKeepsOrder(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 10_000} {
		for _, workers := range []int{0, 1, 2, 7} {
			want := make([]int, n)
			for i := range want {
				want[i] = 2 * i
			}
			got := slices.Collect(pipeline.Map(t.Context(), count(n), workers, double))
			if !slices.Equal(got, want) {
				t.Errorf("%d values on %d workers come out as %v", n, workers, got)
			}
		}
	}
}

// Slow values must not let later ones overtake them.
func TestMapKeepsOrderWhenSomeAreSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(_ context.Context, v int) int {
			time.Sleep(time.Duration(v%7) * time.Millisecond)
			return v
		}
		got := slices.Collect(pipeline.Map(t.Context(), count(500), 5, slow))
		if !slices.IsSorted(got) || len(got) != 500 {
			t.Errorf("%d values, sorted %v", len(got), slices.IsSorted(got))
		}
	})
}

// A value that arrives alone must come out before the next one arrives.
func TestMapDoesNotWaitForMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		trickle := func(yield func(int) bool) {
			for i := range 4 {
				time.Sleep(time.Hour)
				for j := range 3 { // a few at a time
					if !yield(3*i + j) {
						return
					}
				}
			}
		}
		for v := range pipeline.Map(t.Context(), trickle, 2, double) {
			if waited, want := time.Since(start), time.Duration(v/6+1)*time.Hour; waited != want {
				t.Errorf("value %d came after %v, want %v", v, waited, want)
			}
		}
	})
}

// Waiting for one remote engine must not hold up values that another worker
// could take.
func TestMapSharesSlowWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		remote := func(_ context.Context, v int) int { time.Sleep(time.Second); return v }
		got := slices.Collect(pipeline.Map(t.Context(), count(100), 10, remote))
		if took := time.Since(start); len(got) != 100 || took > 12*time.Second {
			t.Errorf("100 seconds of work took 10 workers %v", took)
		}
	})
}

// However slow the consumer, only so much is read ahead.
func TestMapIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var produced atomic.Int64
		endless := func(yield func(int) bool) {
			for i := 0; yield(i); i++ {
				produced.Add(1)
			}
		}
		const workers = 4
		n := 0
		for range pipeline.Map(t.Context(), endless, workers, double) {
			synctest.Wait() // let it run as far ahead as it will
			if ahead := produced.Load() - int64(n); ahead > workers*64*7 {
				t.Fatalf("%d values were read ahead", ahead)
			}
			if n++; n == 1000 {
				break
			}
		}
	})
}

// settled reports whether the number of goroutines comes back to n.
func settled(n int) bool {
	for range 200 {
		if runtime.NumGoroutine() <= n {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}

func TestMapLeavesNoGoroutine(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("break", func(t *testing.T) {
		for v := range pipeline.Map(t.Context(), count(1<<30), 4, double) {
			if v > 100 {
				break
			}
		}
	})
	t.Run("cancel", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		n := 0
		for range pipeline.Map(ctx, count(1<<30), 4, double) {
			if n++; n == 100 {
				cancel()
			}
		}
		if n > 100 {
			t.Errorf("%d values came after the context was cancelled", n-100)
		}
	})
	t.Run("panic of the consumer", func(t *testing.T) {
		defer func() { recover() }()
		for range pipeline.Map(t.Context(), count(1<<30), 4, double) {
			panic("consumer")
		}
	})
	t.Run("panic of the function", func(t *testing.T) {
		defer wantPanic(t, "function")
		for range pipeline.Map(t.Context(), count(1<<30), 4, func(_ context.Context, v int) int {
			if v == 200 {
				panic("function")
			}
			return v
		}) {
		}
	})
	t.Run("panic of the source", func(t *testing.T) {
		defer wantPanic(t, "source")
		for range pipeline.Map(t.Context(), func(yield func(int) bool) { yield(1); panic("source") }, 4, double) {
		}
	})
	if !settled(before) {
		t.Errorf("%d goroutines are left, %d were there before", runtime.NumGoroutine(), before)
	}
}

func wantPanic(t *testing.T, want string) {
	if got := recover(); got != want {
		t.Errorf("panic %v reached the consumer, want %q", got, want)
	}
}

func BenchmarkMap(b *testing.B) {
	for b.Loop() {
		for range pipeline.Map(b.Context(), count(10_000), 0, double) {
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/value")
}

// A test that fails in an engine ends its goroutine; the consumer must hear of it
// and not wait for a result that never comes.
func TestMapTellsOfGoexit(t *testing.T) {
	in := func(yield func(int) bool) {
		for i := range 1000 {
			if !yield(i) {
				return
			}
		}
	}
	fails := func(context.Context, int) int { runtime.Goexit(); return 0 }
	works := func(_ context.Context, i int) int { return i }
	for name, run := range map[string]iter.Seq[int]{
		"function": pipeline.Map(t.Context(), in, 3, fails),
		"source": pipeline.Map(t.Context(), func(yield func(int) bool) {
			yield(1)
			runtime.Goexit()
		}, 3, works),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if v := recover(); v == nil {
					t.Error("the consumer is told of nothing")
				}
			}()
			for range run {
			}
		})
	}
}
