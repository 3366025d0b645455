package metrics

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/loamlib/loam/metrics/internal/wire"
)

// An Accumulator collects answers bit by bit and gives an estimate at any time. T
// is the type of the struct: *NPS is an Accumulator[NPS].
//
// The zero value of T, or what the package's constructor gives, is empty and
// ready. Merge adds what o has collected and leaves o as it was; it is
// associative and commutative, an empty accumulator changes nothing, and any
// division of the answers among accumulators gives the same bytes as one
// accumulator in one pass. It fails, changing nothing, if o counts something else
// ([MismatchError]) or the counts would grow too large ([ErrTooMany]). Decoding
// replaces the state, or fails with a [DecodeError] and leaves it.
//
// An accumulator is not safe for concurrent use: give each goroutine its own and
// merge. Package metricstest checks all this.
type Accumulator[T any] interface {
	*T
	Merge(o *T) error
	Estimate() Estimate
	Rejected() Rejects
	encoding.BinaryAppender
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	json.Marshaler
	json.Unmarshaler
}

// Collect adds every value of a sequence to an empty accumulator, one whose zero
// value is ready: a [Rate] is not, and wants a loop.
//
//	nps := metrics.Collect[metrics.NPS](slices.Values([]int{9, 10, 7, 3}))
func Collect[T, V any, A interface {
	*T
	Add(V)
}](values iter.Seq[V]) T {
	var out T
	for v := range values {
		A(&out).Add(v)
	}
	return out
}

// ErrTooMany says that an accumulator would hold more than 2^62 answers. Counts up
// to there are exact, and no program can add 2^62 more one by one.
var ErrTooMany = errors.New("metrics: more than 2^62 answers")

const mostAnswers = math.MaxInt64/2 + 1

// mostHeld is how many answers a state may be read with: those that were merged,
// and more than any program could add to them one by one.
const mostHeld = mostAnswers + mostAnswers/2

// checkHeld reports counts of a state that no accumulator can be in.
func checkHeld(counts ...[]int64) error { return checkTotal(mostHeld, counts...) }

// checkTotal reports counts that are negative or together more than most.
func checkTotal(most int64, counts ...[]int64) error {
	var total int64
	for _, list := range counts {
		for _, c := range list {
			if c < 0 {
				return fmt.Errorf("a count is %d, want at least 0", c)
			}
			if c > most-total {
				return ErrTooMany
			}
			total += c
		}
	}
	return nil
}

// addCounts adds src to dst, or leaves dst in an undefined state and fails.
func addCounts(dst, src []int64) error {
	for i, c := range src {
		if dst[i] > math.MaxInt64-c {
			return ErrTooMany
		}
		dst[i] += c
	}
	return checkTotal(mostAnswers, dst)
}

// fill copies counts that were decoded into an array of fixed length.
func fill(dst, src []int64, name string) error {
	if len(src) != len(dst) {
		return fmt.Errorf("%s has %d counts, want %d", name, len(src), len(dst))
	}
	copy(dst, src)
	return nil
}

// A MismatchError reports two things that cannot be merged or compared, because
// they were not counted in the same way.
type MismatchError struct {
	What      string // "definition", "scale", "cut-off", …
	Got, Want string
}

// Error says in what the two differ.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("metrics: %s is %s, want %s: the two were not counted in the same way", e.What, e.Got, e.Want)
}

// A DecodeError reports an encoded accumulator that cannot be read. Its fields are
// the Type that was to be read, the Problem and a Detail for people.
type DecodeError = wire.Error

// The problems of a [DecodeError].
const (
	Truncated      = wire.Truncated      // it ends too early
	WrongType      = wire.WrongType      // it is of another accumulator
	UnknownVersion = wire.UnknownVersion // it was written by a later program
	Corrupt        = wire.Corrupt        // it says something impossible
)

// A CountError reports a part that is larger than its whole, or negative.
type CountError struct {
	Definition  ID
	Part, Whole int64
}

// Error says what was counted of what.
func (e *CountError) Error() string {
	return fmt.Sprintf("metrics: %s: %d of %d cannot be: want a count from 0 to %d", e.Definition, e.Part, e.Whole, e.Whole)
}
