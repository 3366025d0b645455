// Package wire is the envelope that all accumulators are encoded in: what it is,
// in which version, and then its state.
//
// The binary form is the name of the type, the version as one byte, and numbers
// as varints. It is canonical: equal states have equal bytes, and bytes that no
// encoder writes are refused. The JSON form is
//
//	{"type": "nps", "version": 1, "state": {...}}
package wire

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/loamlib/loam/metrics/internal/exact"
)

// A Type names what is encoded and the version that is written.
type Type struct {
	Name    string
	Version uint8
}

// A Problem says what is wrong with an encoding.
type Problem string

// The problems.
const (
	Truncated      Problem = "truncated"       // it ends too early
	WrongType      Problem = "wrong_type"      // it is of something else
	UnknownVersion Problem = "unknown_version" // it was written by a later program
	Corrupt        Problem = "corrupt"         // it says something impossible
)

// An Error reports an encoding that cannot be read.
type Error struct {
	Type    string // what was to be read
	Problem Problem
	Detail  string
}

// Error says what was to be read and what is wrong.
func (e *Error) Error() string {
	return fmt.Sprintf("metrics: encoded %s is %s: %s", e.Type, e.Problem, e.Detail)
}

// Append appends the binary form of a state that put writes.
func Append(b []byte, t Type, put func(*Writer)) []byte {
	w := Writer{b: b}
	w.String(t.Name)
	w.b = append(w.b, t.Version)
	put(&w)
	return w.b
}

// Read replaces *dst by the state in b, or fails and leaves it. Get takes the
// state out, put writes it again to see that the bytes were canonical; what get
// returns as an error is reported as corrupt.
func Read[T any](dst *T, b []byte, t Type, get func(*T, *Reader) error, put func(*T, *Writer)) error {
	r := &Reader{rest: b, typ: t.Name}
	if name := r.String(); r.err == nil && name != t.Name {
		r.fail(WrongType, "it is of %.40q", name)
	}
	if version := r.byte(); r.err == nil && version != t.Version {
		r.fail(UnknownVersion, "it is version %d, this program reads %d", version, t.Version)
	}
	if r.err != nil {
		return r.err
	}
	var state T
	switch err := get(&state, r); {
	case r.err != nil:
		return r.err
	case err != nil:
		r.fail(Corrupt, "%v", err)
	case len(r.rest) > 0:
		r.fail(Corrupt, "%d bytes follow the end", len(r.rest))
	case !bytes.Equal(Append(nil, t, func(w *Writer) { put(&state, w) }), b):
		r.fail(Corrupt, "it is not in normal form")
	}
	if r.err == nil {
		*dst = state
	}
	return r.err
}

// A Writer appends numbers and strings.
type Writer struct{ b []byte }

// Count appends a count of at least 0.
func (w *Writer) Count(n int64) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

// Int appends any whole number.
func (w *Writer) Int(n int64) { w.b = binary.AppendVarint(w.b, n) }

// Bool appends yes or no.
func (w *Writer) Bool(yes bool) {
	if yes {
		w.Count(1)
	} else {
		w.Count(0)
	}
}

// Float appends a float64 as its bits.
func (w *Writer) Float(x float64) { w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(x)) }

// String appends a string and its length.
func (w *Writer) String(s string) {
	w.Count(int64(len(s)))
	w.b = append(w.b, s...)
}

// Sum appends an exact sum.
func (w *Writer) Sum(s *exact.Sum) { w.b, _ = s.AppendBinary(w.b) }

// Counts appends counts, most of which may be zero: how many there are up to the
// last that is not, and those.
func (w *Writer) Counts(counts []int64) {
	for len(counts) > 0 && counts[len(counts)-1] == 0 {
		counts = counts[:len(counts)-1]
	}
	w.Count(int64(len(counts)))
	for _, c := range counts {
		w.Count(c)
	}
}

// A Reader takes numbers and strings. After a failure it gives zeros, and Read
// reports the failure.
type Reader struct {
	rest []byte
	typ  string
	err  error
}

func (r *Reader) fail(p Problem, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{r.typ, p, fmt.Sprintf(format, args...)}
		r.rest = nil
	}
}

func (r *Reader) byte() byte {
	if len(r.rest) == 0 {
		r.fail(Truncated, "it ends where a byte is due")
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// Err is the first failure, if any. Loops over what the encoding announces must
// look at it.
func (r *Reader) Err() error { return r.err }

// Count takes a count.
func (r *Reader) Count() int64 {
	v, n := binary.Uvarint(r.rest)
	switch {
	case n == 0:
		r.fail(Truncated, "it ends within a number")
		return 0
	case n < 0 || v > math.MaxInt64:
		r.fail(Corrupt, "a count is above %d", int64(math.MaxInt64))
		return 0
	}
	r.rest = r.rest[n:]
	return int64(v)
}

// Int takes any whole number.
func (r *Reader) Int() int64 {
	v, n := binary.Varint(r.rest)
	switch {
	case n == 0:
		r.fail(Truncated, "it ends within a number")
		return 0
	case n < 0:
		r.fail(Corrupt, "a number does not fit 64 bits")
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// Len takes the number of elements that follow, each of at least size bytes, so
// that no encoding can announce more than it has.
func (r *Reader) Len(size int) int {
	n := r.Count()
	if r.err == nil && n > int64(len(r.rest)/size) {
		r.fail(Truncated, "it announces %d elements in %d bytes", n, len(r.rest))
		return 0
	}
	return int(n)
}

// Bool takes yes or no.
func (r *Reader) Bool() bool {
	n := r.Count()
	if n > 1 {
		r.fail(Corrupt, "yes or no is %d", n)
	}
	return n == 1
}

// Float takes a float64, which must be finite.
func (r *Reader) Float() float64 {
	if len(r.rest) < 8 {
		r.fail(Truncated, "it ends within a number")
		return 0
	}
	x := math.Float64frombits(binary.LittleEndian.Uint64(r.rest))
	r.rest = r.rest[8:]
	if math.IsNaN(x) || math.IsInf(x, 0) {
		r.fail(Corrupt, "a number is %v", x)
		return 0
	}
	return x
}

// String takes a string of any bytes.
func (r *Reader) String() string {
	n := r.Len(1)
	s := string(r.rest[:min(n, len(r.rest))])
	r.rest = r.rest[len(s):]
	return s
}

// Text takes a string that must be UTF-8: one that JSON can hold too.
func (r *Reader) Text() string {
	s := r.String()
	if !utf8.ValidString(s) {
		r.fail(Corrupt, "%.40q is no UTF-8", s)
	}
	return s
}

// Sum takes an exact sum.
func (r *Reader) Sum() exact.Sum {
	s, rest, err := exact.Decode(r.rest)
	if err != nil {
		r.fail(Truncated, "it ends within a sum or has none")
		return exact.Sum{}
	}
	r.rest = rest
	return s
}

// Counts takes counts into counts, which must have room for all.
func (r *Reader) Counts(counts []int64) {
	n := r.Len(1)
	if n > len(counts) {
		r.fail(Corrupt, "it has %d counts, want at most %d", n, len(counts))
		return
	}
	for i := range n {
		counts[i] = r.Count()
	}
}
