package series

import (
	"fmt"
	"iter"
	"time"

	"github.com/loamlib/loam/metrics"
)

// Buckets hold an accumulator for each period of a window. Records may come in any
// order; what has no place in the window is rejected and counted. A is always *T:
//
//	months := series.Buckets[metrics.NPS, *metrics.NPS]{Window: window}
//	if nps, err := months.At(record.CreatedAt); err == nil {
//		nps.Add(record.Score)
//	}
//
// [Collect] does this for a sequence. Like the accumulators in them, buckets merge
// exactly and have a codec; both want the same calendar on both sides and leave the
// rest of Window, which says what to accept from here on, and New as they are.
type Buckets[T any, A metrics.Accumulator[T]] struct {
	Window
	New     func() *T // makes an empty accumulator; nil means new(T)
	groups  metrics.Groups[T, A]
	rejects metrics.Rejects
	latest  Period // of the last record: the next is often of the same
	current *T     // its accumulator
}

// Collect adds every pair of a sequence to the period of its time. It fails only if
// the window does ([Window.Check]).
//
//	months, err := series.Collect[metrics.NPS](window, rows)
func Collect[T, V any, A interface {
	metrics.Accumulator[T]
	Add(V)
}](w Window, rows iter.Seq2[time.Time, V]) (*Buckets[T, A], error) {
	b := &Buckets[T, A]{Window: w}
	if err := w.Check(); err != nil {
		return nil, err
	}
	for t, v := range rows {
		if a, err := b.At(t); err == nil { // else it is counted as a reject
			A(a).Add(v)
		}
	}
	return b, nil
}

// At is the accumulator for the period that t lies in, made if need be. A time
// outside the window is rejected, counted and reported as a [*TimeError]; the only
// other errors are those of [Window.Check].
func (b *Buckets[T, A]) At(t time.Time) (*T, error) {
	if why := b.reject(t); why != "" {
		if err := b.Check(); err != nil {
			return nil, err
		}
		b.rejects.Add(why)
		return nil, &TimeError{Time: t, Reason: why, Window: b.Window}
	}
	if b.current == nil || !b.latest.Contains(t) {
		if err := b.Check(); err != nil {
			return nil, err
		}
		b.latest = b.Period(t)
		b.current = b.at(b.latest)
	}
	return b.current, nil
}

// at is the accumulator of a period, made if need be.
func (b *Buckets[T, A]) at(p Period) *T {
	b.groups.New = b.New
	return b.groups.At(key(p))
}

// key is the date on which a period begins. Keys sort as the periods do.
func key(p Period) string { return p.Start.Format(time.DateOnly) }

// start is the period of a key.
func (b *Buckets[T, A]) period(key string) (Period, error) {
	d, err := time.Parse(time.DateOnly, key)
	if err != nil {
		return Period{}, err
	}
	c := b.filled()
	p := c.from(c.floor(d.Date()))
	if got := p.Start.Format(time.DateOnly); got != key {
		return Period{}, fmt.Errorf("no %s begins on %s", c, key)
	}
	return p, nil
}

// Len is the number of periods with an accumulator.
func (b *Buckets[T, A]) Len() int { return b.groups.Len() }

// Rejected is which records had no place in the window. What the accumulators
// rejected is theirs to tell.
func (b *Buckets[T, A]) Rejected() metrics.Rejects { return b.rejects }

// Total merges all periods into one accumulator.
func (b *Buckets[T, A]) Total() (*T, error) {
	b.groups.New = b.New
	return b.groups.Total()
}

// All yields periods and their accumulators in order, from the first record (or
// From) to Now without a gap: a period without records has an empty accumulator,
// which is the caller's. It yields nothing if the window is wrong or has too many
// periods, which [Buckets.Series] reports.
func (b *Buckets[T, A]) All() iter.Seq2[Period, *T] {
	return func(yield func(Period, *T) bool) {
		periods, err := b.periods()
		if err != nil {
			return
		}
		held := map[string]*T{}
		for key, a := range b.groups.All() {
			held[key] = a
		}
		for _, p := range periods {
			a, ok := held[key(p)]
			if !ok {
				a = b.fresh()
			}
			if !yield(p, a) {
				return
			}
		}
	}
}

func (b *Buckets[T, A]) fresh() *T {
	if b.New != nil {
		return b.New()
	}
	return new(T)
}

// periods are those from the first record or From, to Now or the last record: one
// that was accepted under a later Now is not dropped.
func (b *Buckets[T, A]) periods() ([]Period, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	first, last := b.From, b.Now
	for key := range b.groups.All() {
		p, err := b.period(key)
		if err != nil {
			return nil, err
		}
		if first.IsZero() || p.Start.Before(first) && !p.Contains(first) {
			first = p.Start
		}
		if p.Start.After(last) {
			last = p.Start
		}
	}
	if first.IsZero() {
		return nil, nil
	}
	return b.Periods(first, last)
}

// Merge adds the periods of o, which must have the same calendar. If one does not
// merge, none does.
func (b *Buckets[T, A]) Merge(o *Buckets[T, A]) error {
	if got, want := o.Calendar.String(), b.Calendar.String(); got != want {
		return &metrics.MismatchError{What: "calendar", Got: got, Want: want}
	}
	rejects := b.rejects
	if err := rejects.Merge(&o.rejects); err != nil {
		return err
	}
	if err := b.groups.Merge(&o.groups); err != nil {
		return err
	}
	b.rejects = rejects
	b.current = nil // merging replaces accumulators
	return nil
}
