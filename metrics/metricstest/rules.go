package metricstest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"github.com/loamlib/loam/metrics"
)

// rules are the demands, in the order in which they are checked.
func rules[T any, A State[T]]() []rule[T, A] {
	return []rule[T, A]{
		{"MergeIdentity", "merging with an empty accumulator, either way, changes nothing", mergeIdentity[T, A]},
		{"MergeIsCommutative", "a+b and b+a are the same", mergeIsCommutative[T, A]},
		{"MergeIsAssociative", "(a+b)+c and a+(b+c) are the same", mergeIsAssociative[T, A]},
		{"SplitEqualsWhole", "answers divided among shards and merged in any order equal one pass", splitEqualsWhole[T, A]},
		{"MergeLeavesTheOther", "Merge reads its argument and keeps nothing of it", mergeLeavesTheOther[T, A]},
		{"MergeWithItself", "an accumulator merged with itself is what it is merged with a copy", mergeWithItself[T, A]},
		{"BinaryRoundTrip", "decoding gives back what was encoded, whatever was there before", binaryRoundTrip[T, A]},
		{"AppendBinaryAppends", "AppendBinary keeps what is in the slice and appends the same bytes", appendBinaryAppends[T, A]},
		{"JSONRoundTrip", "the JSON form gives back the state, of a value as of a pointer", jsonRoundTrip[T, A]},
		{"TruncatedBytesAreRefused", "no proper prefix decodes, nor anything with bytes after it", truncatedBytesAreRefused[T, A]},
		{"EveryByteMatters", "a changed byte is refused or gives another state; none, such as a version, is passed over", everyByteMatters[T, A]},
		{"ForeignBytesAreRefused", "nothing, noise and other JSON do not decode, in any version but the known", foreignBytesAreRefused[T, A]},
		{"FailedDecodingChangesNothing", "the state survives an error", failedDecodingChangesNothing[T, A]},
		{"EstimateIsPure", "estimating changes no state and gives the same twice", estimateIsPure[T, A]},
		{"EstimatesAreHonest", "without data the value is none; bounds are in order; every estimate marshals", estimatesAreHonest[T, A]},
	}
}

func mergeIdentity[T any, A State[T]](c *checker[T, A]) {
	for _, n := range []int{0, 1, c.s.Answers} {
		want := c.of(1, n)
		c.same(c.merge(c.of(1, n), c.s.New()), want, "%d answers merged with none", n)
		c.same(c.merge(c.s.New(), c.of(1, n)), want, "none merged with %d answers", n)
	}
}

func mergeIsCommutative[T any, A State[T]](c *checker[T, A]) {
	for seed := uint64(1); seed <= 5; seed++ {
		a, b := 7*int(seed), c.s.Answers/int(seed)
		c.same(c.merge(c.of(seed, a), c.of(seed+100, b)), c.merge(c.of(seed+100, b), c.of(seed, a)), "a+b is not b+a")
	}
}

func mergeIsAssociative[T any, A State[T]](c *checker[T, A]) {
	for seed := uint64(1); seed <= 5; seed++ {
		part := func(i int) *T { return c.of(10*seed+uint64(i), 1+int(seed)*i*5) }
		left := c.merge(c.merge(part(1), part(2)), part(3))
		right := c.merge(part(1), c.merge(part(2), part(3)))
		c.same(left, right, "(a+b)+c is not a+(b+c)")
	}
}

func splitEqualsWhole[T any, A State[T]](c *checker[T, A]) {
	n := c.s.Answers
	want := c.of(3, n)
	r := rand.New(rand.NewPCG(1, 1))
	for _, shards := range []int{2, 3, 10, n} {
		parts := make([]*T, shards)
		for i := range parts {
			parts[i] = c.answers(c.s.New(), 3, i*n/shards, (i+1)*n/shards)
		}
		r.Shuffle(shards, func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		whole := c.s.New()
		for _, p := range parts {
			c.merge(whole, p)
		}
		c.same(whole, want, "%d answers in %d shards", n, shards)
	}
}

func mergeLeavesTheOther[T any, A State[T]](c *checker[T, A]) {
	// Sharing a slice shows only where it has room left, so many sizes are tried.
	for size := range 40 {
		a, b := c.of(4, size%3), c.of(5, size)
		before := c.bytes(b)
		c.merge(a, b)
		if c.bytes(b) != before {
			c.fail("Merge changed its argument")
		}
		for i := range 3 {
			after := c.bytes(a)
			c.answers(b, 6, i, i+1)
			if c.bytes(a) != after {
				c.fail("adding to the argument later changed the receiver")
			}
			before = c.bytes(b)
			c.answers(a, 7, i, i+1)
			if c.bytes(b) != before {
				c.fail("adding to the receiver later changed the argument")
			}
		}
	}
}

func mergeWithItself[T any, A State[T]](c *checker[T, A]) {
	for _, n := range []int{0, 1, 30, c.s.Answers} {
		a := c.of(6, n)
		c.same(c.merge(a, a), c.merge(c.of(6, n), c.of(6, n)), "%d answers merged with themselves", n)
	}
}

func binaryRoundTrip[T any, A State[T]](c *checker[T, A]) {
	for _, n := range []int{0, 1, 2, c.s.Answers} {
		want := c.of(8, n)
		for _, before := range []int{0, 25} {
			got := c.of(9, before)
			if err := A(got).UnmarshalBinary([]byte(c.bytes(want))); err != nil {
				c.fail("%d answers: UnmarshalBinary: %v", n, err)
			}
			c.same(got, want, "%d answers decoded over %d", n, before)
			c.same(c.answers(got, 10, 0, 9), c.answers(c.of(8, n), 10, 0, 9), "answers added after decoding")
		}
	}
}

func appendBinaryAppends[T any, A State[T]](c *checker[T, A]) {
	a := c.of(11, 40)
	b, err := A(a).AppendBinary([]byte("before"))
	if err != nil {
		c.fail("AppendBinary: %v", err)
	}
	if got, want := string(b), "before"+c.bytes(a); got != want {
		c.fail("got %.80q, want %.80q", got, want)
	}
}

func jsonRoundTrip[T any, A State[T]](c *checker[T, A]) {
	for _, n := range []int{0, 1, c.s.Answers} {
		want := c.of(12, n)
		text := c.json(want)
		if byValue := c.json(*want); byValue != text {
			c.fail("a value marshals as %.80s, a pointer as %.80s", byValue, text)
		}
		got := c.of(13, 25)
		if err := json.Unmarshal([]byte(text), got); err != nil {
			c.fail("%d answers: %v", n, err)
		}
		c.same(got, want, "%d answers through JSON", n)
	}
}

func truncatedBytesAreRefused[T any, A State[T]](c *checker[T, A]) {
	full := c.bytes(c.of(14, c.s.Answers))
	const manyBytes = 2000 // of a long encoding a part is tried
	step := 1 + len(full)/manyBytes
	for i := 0; i < len(full); i += step {
		if err := A(c.s.New()).UnmarshalBinary([]byte(full[:i])); err == nil {
			c.fail("%d of %d bytes decode", i, len(full))
		}
	}
	if err := A(c.s.New()).UnmarshalBinary([]byte(full + "\x00")); err == nil {
		c.fail("a byte after the end is passed over")
	}
}

func everyByteMatters[T any, A State[T]](c *checker[T, A]) {
	full := c.bytes(c.of(15, 30))
	for i := range full {
		for _, flip := range []byte{1, 2, 0x80, 0xff} {
			changed := []byte(full)
			changed[i] ^= flip
			got := A(c.s.New())
			if err := got.UnmarshalBinary(changed); err == nil && c.bytes(got) == full {
				c.fail("byte %d changed from %#x to %#x and nothing else changed", i, full[i], changed[i])
			}
		}
	}
}

func foreignBytesAreRefused[T any, A State[T]](c *checker[T, A]) {
	for _, b := range []string{"", "\x00", "{}", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "not an accumulator at all"} {
		if err := A(c.s.New()).UnmarshalBinary([]byte(b)); err == nil {
			c.fail("%q decodes", b)
		}
	}
	text := c.json(c.of(16, 30))
	for _, j := range []string{"", "null", "{}", "[]", "3", `"x"`, `{"type":"something else","version":1,"state":{}}`, text + text} {
		if err := A(c.s.New()).UnmarshalJSON([]byte(j)); err == nil {
			c.fail("the JSON %.80s decodes", j)
		}
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &fields) != nil || fields["version"] == nil {
		c.fail("the JSON form %.80s is no object with a version", text)
	}
	for _, version := range []string{"0", "200", `"1"`, "-1"} {
		fields["version"] = json.RawMessage(version)
		if err := A(c.s.New()).UnmarshalJSON([]byte(c.json(fields))); err == nil {
			c.fail("JSON of version %s decodes", version)
		}
	}
}

func failedDecodingChangesNothing[T any, A State[T]](c *checker[T, A]) {
	a := c.of(17, 30)
	before, other := c.bytes(a), c.bytes(c.of(18, 40))
	for i := range other {
		if A(a).UnmarshalBinary([]byte(other[:i])) == nil || c.bytes(a) != before {
			c.fail("%d of %d bytes changed the state", i, len(other))
		}
	}
	text := c.json(c.of(18, 40))
	for _, bad := range []string{"{}", text[:len(text)/2], text + "x"} {
		if A(a).UnmarshalJSON([]byte(bad)) == nil || c.bytes(a) != before {
			c.fail("the JSON %.80s changed the state", bad)
		}
	}
}

// estimator is what accumulators have beyond a [State].
type estimator interface{ Estimate() metrics.Estimate }

func estimateIsPure[T any, A State[T]](c *checker[T, A]) {
	for _, n := range []int{0, 1, c.s.Answers} {
		a := c.of(19, n)
		e, ok := any(a).(estimator)
		if !ok {
			return
		}
		before := c.bytes(a)
		first, second := c.json(e.Estimate()), c.json(e.Estimate())
		if c.bytes(a) != before {
			c.fail("Estimate of %d answers changed the state", n)
		}
		if first != second {
			c.fail("two estimates of the same %d answers differ: %s and %s", n, first, second)
		}
		if whole := c.json(any(c.merge(c.of(19, n/2), c.answers(c.s.New(), 19, n/2, n))).(estimator).Estimate()); whole != first {
			c.fail("the estimate after merging differs: %s, want %s", whole, first)
		}
	}
}

func estimatesAreHonest[T any, A State[T]](c *checker[T, A]) {
	for n := range 40 {
		e, ok := any(c.of(uint64(20+n), n)).(estimator)
		if !ok {
			return
		}
		if err := honest(e.Estimate(), n); err != nil {
			c.fail("%d answers: %v", n, err)
		}
	}
}

// honest reports what is wrong with an estimate of n answers.
func honest(e metrics.Estimate, n int) error {
	switch {
	case n == 0 && e.Defined():
		return fmt.Errorf("the value is defined: %s", e)
	case !e.Defined() && len(e.Warnings) == 0:
		return fmt.Errorf("the value is undefined and no warning says why: %s", e)
	case e.N < 0:
		return fmt.Errorf("the number of answers is %d", e.N)
	}
	if err := honestInterval(e); err != nil {
		return err
	}
	_, err := json.Marshal(e)
	return err
}

// honestInterval reports what is wrong with the bounds.
func honestInterval(e metrics.Estimate) error {
	low, isLow := e.Low.Get()
	high, isHigh := e.High.Get()
	switch {
	case !isLow && !isHigh:
		if e.Defined() && len(e.Warnings) == 0 {
			return fmt.Errorf("there is no interval and no warning says why: %s", e)
		}
	case !(e.Confidence > 0 && e.Confidence < 1) || e.Method == "":
		return fmt.Errorf("the interval has confidence %v and method %q", e.Confidence, e.Method)
	case isLow && isHigh && low > high:
		return fmt.Errorf("the bounds are out of order: %s", e)
	}
	return nil
}
