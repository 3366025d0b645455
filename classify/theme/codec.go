package theme

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

// codecName and codecVersion begin every encoded Miner.
const (
	codecName    = "theme.miner"
	codecVersion = 1
)

// A DecodeError reports bytes that are no encoded Miner.
type DecodeError struct {
	Offset int    // where it shows
	Detail string // what is wrong
}

// Error says where and what.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("theme: encoded miner: byte %d: %s", e.Offset, e.Detail)
}

// AppendBinary implements [encoding.BinaryAppender]. The encoding is canonical:
// Miners with the same options and feedback give the same bytes. It has the words
// of the feedback in it, so it is to be kept as the feedback is.
func (m *Miner) AppendBinary(b []byte) ([]byte, error) {
	m.ready()
	b = appendString(b, codecName)
	b = append(b, codecVersion)
	b = binary.AppendUvarint(b, uint64(m.options.MinDocuments))
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(m.options.MinAssociation))
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(m.options.MinEntropy))
	b = binary.AppendUvarint(b, uint64(len(m.options.Stop)))
	for _, s := range m.options.Stop {
		b = appendString(b, s)
	}
	b = binary.AppendUvarint(b, uint64(m.skipped))

	words := make([]uint32, 0, len(m.words.surface)) // old numbers in the order of the keys
	for n := 1; n < len(m.words.surface); n++ {
		words = append(words, uint32(n))
	}
	slices.SortFunc(words, func(a, b uint32) int { return strings.Compare(m.words.key(a), m.words.key(b)) })
	number := make([]uint64, len(m.words.surface)) // new numbers by old
	for i, w := range words {
		number[w] = uint64(i + 1)
	}
	b = binary.AppendUvarint(b, uint64(len(words)))
	for _, w := range words {
		b = appendString(b, m.words.surface[w])
		b = binary.AppendUvarint(b, number[m.words.folded[w]])
	}

	documents := make([]string, len(m.entries))
	for i, e := range m.entries {
		d := appendString(appendString(nil, e.id), e.theCase)
		tokens := m.of(i)
		d = binary.AppendUvarint(d, uint64(len(tokens)))
		for _, t := range tokens {
			d = binary.AppendUvarint(d, number[t])
		}
		documents[i] = string(d)
	}
	slices.Sort(documents)
	b = binary.AppendUvarint(b, uint64(len(documents)))
	for _, d := range documents {
		b = append(b, d...)
	}
	return b, nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (m *Miner) MarshalBinary() ([]byte, error) { return m.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]: it takes the place of
// what m held, its options included, or fails with a [*DecodeError] and leaves m.
func (m *Miner) UnmarshalBinary(b []byte) error {
	r := &reader{all: b, rest: b}
	out := r.miner()
	if r.err == nil && len(r.rest) > 0 {
		r.fail("%d bytes follow the end", len(r.rest))
	}
	if r.err != nil {
		return r.err
	}
	if again, _ := out.AppendBinary(nil); !bytes.Equal(again, b) {
		return &DecodeError{0, "it is not in normal form"}
	}
	*m = *out
	return nil
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// A reader takes an encoding apart. After a failure it gives zeros.
type reader struct {
	all, rest []byte
	err       error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = &DecodeError{len(r.all) - len(r.rest), fmt.Sprintf(format, args...)}
		r.rest = nil
	}
}

func (r *reader) number() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.fail("it ends within a number, or the number is too large")
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// count is how many things follow, each of at least a byte.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.fail("it announces %d things in %d bytes", n, len(r.rest))
		return 0
	}
	return int(n)
}

func (r *reader) string() string {
	n := r.count()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

func (r *reader) float() float64 {
	if len(r.rest) < 8 {
		r.fail("it ends within a number")
		return 0
	}
	x := math.Float64frombits(binary.LittleEndian.Uint64(r.rest))
	r.rest = r.rest[8:]
	return x
}

func (r *reader) miner() *Miner {
	if name := r.string(); name != codecName {
		r.fail("it is %.20q, want %q", name, codecName)
	}
	if len(r.rest) == 0 || r.rest[0] != codecVersion {
		r.fail("this program reads version %d", codecVersion)
		return nil
	}
	r.rest = r.rest[1:]
	var o Options
	minDocuments := r.number()
	if minDocuments > math.MaxInt32 {
		r.fail("MinDocuments is %d", minDocuments)
	}
	o.MinDocuments, o.MinAssociation, o.MinEntropy = int(minDocuments), r.float(), r.float()
	for range r.count() {
		o.Stop = append(o.Stop, r.string())
	}
	m, err := NewMiner(&o)
	if err != nil {
		r.fail("%v", err)
		return nil
	}
	skipped := r.number()
	if skipped > math.MaxInt32 {
		r.fail("%d were skipped", skipped)
	}
	m.skipped = int(skipped)
	r.words(m)
	for range r.count() {
		if r.document(m); r.err != nil {
			return nil
		}
	}
	return m
}

func (r *reader) words(m *Miner) {
	n := r.count()
	folded := make([]uint64, 0, n)
	for range n {
		w := r.string()
		f := r.number()
		if w == "" || strings.Contains(w, "\x00") {
			r.fail("%.20q is no word", w)
		}
		if f == 0 || f > uint64(n) {
			r.fail("the folded form is word %d of %d", f, n)
		}
		if r.err != nil {
			return
		}
		m.words.surface = append(m.words.surface, w)
		folded = append(folded, f)
	}
	for i, f := range folded {
		if folded[f-1] != f {
			r.fail("the folded form of word %d is none", i+1)
			return
		}
		m.words.folded = append(m.words.folded, uint32(f))
		m.words.han = append(m.words.han, isHan(m.words.surface[f]))
		k := m.words.key(uint32(i + 1))
		if m.words.number[k] != 0 {
			r.fail("word %d is there twice", i+1)
			return
		}
		m.words.number[k] = uint32(i + 1)
	}
}

func (r *reader) document(m *Miner) {
	e := entry{id: r.string(), theCase: r.string()}
	start, n := len(m.tokens), r.count()
	for range n {
		t := r.number()
		if t >= uint64(len(m.words.surface)) {
			r.fail("a token is word %d of %d", t, len(m.words.surface)-1)
			return
		}
		m.tokens = append(m.tokens, uint32(t))
	}
	if r.err == nil && (n == 0 || m.tokens[start] != 0 || m.tokens[len(m.tokens)-1] != 0) {
		r.fail("a document does not begin and end with an edge")
		return
	}
	e.end = len(m.tokens)
	m.entries = append(m.entries, e)
}
