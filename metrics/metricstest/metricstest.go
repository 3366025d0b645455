package metricstest

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics"
)

// A State is the part of [metrics.Accumulator] that can be checked without knowing
// what is counted.
type State[T any] interface {
	*T
	Merge(o *T) error
	encoding.BinaryAppender
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	json.Marshaler
	json.Unmarshaler
}

// A Subject is an accumulator to be checked.
type Subject[T any] struct {
	// New makes an empty accumulator; nil means new(T).
	New func() *T
	// Add adds one answer drawn with r; now and then one that is rejected. The same
	// draws must add the same answer.
	Add func(acc *T, r *rand.Rand)
	// Answers is how many answers the longest check adds; 0 means 300.
	Answers int
}

// A Violation reports a rule that is not kept.
type Violation struct {
	Rule   string
	Detail string
}

// Error names the rule and what was seen.
func (v *Violation) Error() string {
	return fmt.Sprintf("metricstest: rule %q is broken: %s", v.Rule, v.Detail)
}

// Test checks all rules and returns the violations joined, each a [*Violation];
// nil if there are none.
func Test[T any, A State[T]](s Subject[T]) error {
	var errs []error
	for _, rule := range rules[T, A]() {
		if err := rule.broken(s); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Run checks each rule in a subtest of its own.
func Run[T any, A State[T]](t *testing.T, s Subject[T]) {
	for _, rule := range rules[T, A]() {
		t.Run(rule.name, func(t *testing.T) {
			if err := rule.broken(s); err != nil {
				t.Error(err)
			}
		})
	}
}

// Rules lists the names of the rules, with what each demands.
func Rules() [][2]string {
	var out [][2]string
	for _, r := range rules[metrics.NPS, *metrics.NPS]() {
		out = append(out, [2]string{r.name, r.demand})
	}
	return out
}

// A rule is one demand on an accumulator.
type rule[T any, A State[T]] struct {
	name, demand string
	check        func(c *checker[T, A])
}

// broken runs the check and returns the first violation.
func (r rule[T, A]) broken(s Subject[T]) (err error) {
	defer func() {
		if p := recover(); p != nil {
			v, ok := p.(violation)
			if !ok {
				v = violation(fmt.Sprintf("panic: %v", p))
			}
			err = &Violation{r.name, string(v)}
		}
	}()
	if s.New == nil {
		s.New = func() *T { return new(T) }
	}
	if s.Answers == 0 {
		s.Answers = 300
	}
	r.check(&checker[T, A]{s})
	return nil
}

// violation is what a check panics with to end itself.
type violation string

// A checker builds accumulators and compares them.
type checker[T any, A State[T]] struct{ s Subject[T] }

// fail ends the check.
func (c *checker[T, A]) fail(format string, args ...any) {
	panic(violation(fmt.Sprintf(format, args...)))
}

// answers draws the answers from to to of the stream that the seed makes: the
// same ones however the stream is divided.
func (c *checker[T, A]) answers(a *T, seed uint64, from, to int) *T {
	for i := from; i < to; i++ {
		c.s.Add(a, rand.New(rand.NewPCG(seed, uint64(i))))
	}
	return a
}

// of is an accumulator with the first n answers of a seed's stream.
func (c *checker[T, A]) of(seed uint64, n int) *T {
	return c.answers(c.s.New(), seed, 0, n)
}

// bytes is the binary encoding.
func (c *checker[T, A]) bytes(a *T) string {
	b, err := A(a).MarshalBinary()
	if err != nil {
		c.fail("MarshalBinary: %v", err)
	}
	return string(b)
}

// json is the JSON encoding, by way of the package that users call.
func (c *checker[T, A]) json(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		c.fail("json.Marshal: %v", err)
	}
	return string(b)
}

// merge merges b into a.
func (c *checker[T, A]) merge(a, b *T) *T {
	if err := A(a).Merge(b); err != nil {
		c.fail("Merge: %v", err)
	}
	return a
}

// same compares two accumulators.
func (c *checker[T, A]) same(got, want *T, what string, args ...any) {
	if g, w := c.bytes(got), c.bytes(want); g != w {
		c.fail("%s:\ngot  %.80q\nwant %.80q", fmt.Sprintf(what, args...), g, w)
	}
}
