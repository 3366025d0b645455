package metrics

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/loamlib/loam/metrics/internal/wire"
)

// Groups holds an accumulator for each key: a region, a product, a month, a step
// of the customer's journey. A is always *T:
//
//	var byRegion metrics.Groups[metrics.NPS, *metrics.NPS]
//	byRegion.At("north").Add(9)
//
// The zero value is ready. Like the accumulators in it, it merges and has a codec;
// JSON refuses keys that are not UTF-8, which bytes keep.
type Groups[T any, A Accumulator[T]] struct {
	New    func() *T // makes an empty accumulator; nil means new(T)
	groups map[string]A
}

// CollectBy adds every pair of a sequence to the group of its key:
//
//	byShop := metrics.CollectBy[metrics.NPS](rows)
func CollectBy[T, V any, A interface {
	Accumulator[T]
	Add(V)
}](rows iter.Seq2[string, V]) *Groups[T, A] {
	g := new(Groups[T, A])
	for key, v := range rows {
		A(g.At(key)).Add(v)
	}
	return g
}

// At is the accumulator for a key, made if need be.
func (g *Groups[T, A]) At(key string) *T {
	a, ok := g.groups[key]
	if !ok {
		if g.groups == nil {
			g.groups = map[string]A{}
		}
		a = g.fresh()
		g.groups[key] = a
	}
	return a
}

func (g *Groups[T, A]) fresh() A {
	if g.New != nil {
		return g.New()
	}
	return new(T)
}

// Len is the number of groups.
func (g *Groups[T, A]) Len() int { return len(g.groups) }

// All yields keys and accumulators in the order of the keys.
func (g *Groups[T, A]) All() iter.Seq2[string, *T] {
	return func(yield func(string, *T) bool) {
		for _, key := range slices.Sorted(maps.Keys(g.groups)) {
			if !yield(key, g.groups[key]) {
				return
			}
		}
	}
}

// Total merges all groups into one accumulator.
func (g *Groups[T, A]) Total() (*T, error) {
	total := g.fresh()
	for key, a := range g.All() {
		if err := total.Merge(a); err != nil {
			return nil, fmt.Errorf("group %q: %w", key, err)
		}
	}
	return total, nil
}

// Merge adds the groups of o. If one does not merge, none does; nor does a new one
// that was counted in another way than those that are there.
func (g *Groups[T, A]) Merge(o *Groups[T, A]) error {
	var one A // of those that are there: the first, so that errors repeat
	for _, a := range g.All() {
		one = a
		break
	}
	merged := map[string]A{}
	for key, theirs := range o.All() {
		sum, err := g.with(key, theirs, one)
		if err != nil {
			return fmt.Errorf("group %q: %w", key, err)
		}
		merged[key] = sum
	}
	if g.groups == nil {
		g.groups = map[string]A{}
	}
	maps.Copy(g.groups, merged)
	return nil
}

// with is what the group of a key becomes when theirs is added. A new one must be
// of the kind of one, if there is any.
func (g *Groups[T, A]) with(key string, theirs, one A) (A, error) {
	if ours, ok := g.groups[key]; ok {
		sum, err := copyOf[T](ours)
		return sum, errors.Join(err, sum.Merge(theirs))
	}
	if one != nil {
		probe, err := copyOf[T](one)
		var mismatch *MismatchError
		if err = errors.Join(err, probe.Merge(theirs)); errors.As(err, &mismatch) {
			return nil, mismatch
		}
	}
	return copyOf[T](theirs)
}

// copyOf is a copy by way of the encoding, which shares nothing with a.
func copyOf[T any, A Accumulator[T]](a A) (A, error) {
	out := A(new(T))
	b, err := a.MarshalBinary()
	if err != nil {
		return out, err
	}
	return out, out.UnmarshalBinary(b)
}

var groupsType = wire.Type{Name: "groups", Version: 1}

func (g *Groups[T, A]) get(r *wire.Reader) error {
	const smallest = 2 // bytes of a group: two lengths
	n := r.Len(smallest)
	last := ""
	for i := range n {
		key, state := r.String(), r.String()
		if r.Err() != nil {
			return nil
		}
		if i > 0 && key <= last {
			return fmt.Errorf("the keys are not in order")
		}
		last = key
		if err := A(g.At(key)).UnmarshalBinary([]byte(state)); err != nil {
			return err
		}
	}
	return nil
}

func (g *Groups[T, A]) put(w *wire.Writer) {
	w.Count(int64(len(g.groups)))
	for key, a := range g.All() {
		b, _ := A(a).MarshalBinary() // checked by AppendBinary
		w.String(key)
		w.String(string(b))
	}
}

// AppendBinary implements [encoding.BinaryAppender].
func (g Groups[T, A]) AppendBinary(b []byte) ([]byte, error) {
	for key, a := range g.All() {
		if _, err := A(a).MarshalBinary(); err != nil {
			return b, fmt.Errorf("group %q: %w", key, err)
		}
	}
	return wire.Append(b, groupsType, g.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (g Groups[T, A]) MarshalBinary() ([]byte, error) { return g.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. It keeps New.
func (g *Groups[T, A]) UnmarshalBinary(b []byte) error {
	var out Groups[T, A]
	if err := wire.Read(&out, b, groupsType, (*Groups[T, A]).get, (*Groups[T, A]).put); err != nil {
		return err
	}
	g.groups = out.groups
	return nil
}

// MarshalJSON implements [json.Marshaler].
func (g Groups[T, A]) MarshalJSON() ([]byte, error) {
	state := map[string]A{}
	for key, a := range g.groups {
		if !utf8.ValidString(key) {
			return nil, fmt.Errorf("metrics: group %q: JSON holds UTF-8 only", key)
		}
		state[key] = a
	}
	return wire.MarshalJSON(groupsType, state)
}

// UnmarshalJSON implements [json.Unmarshaler]. It keeps New.
func (g *Groups[T, A]) UnmarshalJSON(b []byte) error {
	var out Groups[T, A]
	err := wire.ReadJSON(&out, b, groupsType, func(out *Groups[T, A], state map[string]A) error {
		for key, a := range state {
			if a == nil {
				return fmt.Errorf("group %q is null", key)
			}
		}
		out.groups = state
		return nil
	})
	if err != nil {
		return err
	}
	g.groups = out.groups
	return nil
}
