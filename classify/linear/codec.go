package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// A model is encoded as a name, the version as one byte, what follows in the
// order of encode, all numbers little-endian, and the CRC-32 (IEEE) of all that.

const (
	magic = "loam/linear\n"

	// A model is written in the earliest version that can say what it is.
	firstVersion = 1
	wideVersion  = 2 // has wide models, too
)

// What the byte for the kind of a model says.
const (
	kindMulti = 1 << iota
	kindWide
)

// The errors of [Model.UnmarshalBinary], for errors.Is.
var (
	ErrNotModel  = errors.New("not a linear model")
	ErrVersion   = errors.New("written by a later version")
	ErrTruncated = errors.New("truncated")
	ErrCorrupt   = errors.New("corrupt")
)

// MarshalBinary implements [encoding.BinaryMarshaler]. The size is a few hundred
// bytes beside (2 + labels) << Bits.
func (m *Model) MarshalBinary() ([]byte, error) {
	b := append([]byte(magic), firstVersion)
	if m.wide {
		b[len(magic)] = wideVersion
	}
	b = appendString(b, m.about)
	b = append(b, flag(m.multi, kindMulti)|flag(m.wide, kindWide), byte(m.table.bits))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.labels)))
	for k, l := range m.labels {
		b = appendString(b, l)
		b = appendFloats(b, m.bias[k], m.thresholds[k])
	}
	b = appendFloats(b, m.sharpness, m.table.top)
	for _, mark := range m.table.marks {
		b = binary.LittleEndian.AppendUint16(b, mark)
	}
	for _, q := range m.table.weights {
		b = append(b, byte(q))
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), nil
}

func flag(set bool, as byte) byte {
	if set {
		return as
	}
	return 0
}

func appendString(b []byte, s string) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(s))), s...)
}

func appendFloats(b []byte, values ...float32) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. The error says what is
// wrong with b; m is left as it was then. The model does not keep b.
func (m *Model) UnmarshalBinary(b []byte) error {
	r := reader{rest: b}
	if string(r.take(min(len(magic), len(b)))) != magic[:min(len(magic), len(b))] {
		return fmt.Errorf("linear: encoded model: %w", ErrNotModel)
	}
	v := r.byte()
	if r.err == nil && (v < firstVersion || v > wideVersion) {
		return fmt.Errorf("linear: encoded model: %w: it is version %d, this program reads up to %d", ErrVersion, v, wideVersion)
	}
	read := r.model()
	if r.err == nil && read.wide != (v == wideVersion) {
		r.fail(ErrCorrupt, fmt.Sprintf("version %d for a wide model: %v", v, read.wide))
	}
	if r.err == nil && len(r.rest) != 4 {
		r.fail(ErrCorrupt, fmt.Sprintf("%d bytes at the end, want a checksum of 4", len(r.rest)))
		if len(r.rest) < 4 {
			r.err = fmt.Errorf("%w: it lacks %d bytes of the checksum", ErrTruncated, 4-len(r.rest))
		}
	}
	if r.err == nil {
		body := b[:len(b)-4]
		if got, want := crc32.ChecksumIEEE(body), binary.LittleEndian.Uint32(r.rest); got != want {
			r.fail(ErrCorrupt, fmt.Sprintf("the checksum is %08x, want %08x", got, want))
		}
	}
	if r.err != nil {
		return fmt.Errorf("linear: encoded model: %w", r.err)
	}
	*m = *read
	return nil
}

// A reader takes values from the front of bytes. After an error it gives zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(kind error, detail string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", kind, detail)
	}
}

// take is the next n bytes, nil if there are not so many.
func (r *reader) take(n int) []byte {
	if r.err != nil {
		return nil
	}
	if n < 0 || n > len(r.rest) {
		r.fail(ErrTruncated, fmt.Sprintf("%d bytes are left where %d should follow", len(r.rest), n))
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// float is a finite number.
func (r *reader) float(what string) float32 {
	f := math.Float32frombits(r.uint32())
	if f != f || math.IsInf(float64(f), 0) {
		r.fail(ErrCorrupt, fmt.Sprintf("the %s is %v", what, f))
		return 0
	}
	return f
}

// maxLabels bounds what a corrupt file can make a program allocate.
const maxLabels = 1 << 16

func (r *reader) model() *Model {
	about := string(r.take(int(r.uint32())))
	kind, bits := r.byte(), int(r.byte())
	n := int(r.uint32())
	if r.err == nil && (kind > kindMulti|kindWide || bits < minBits || bits > maxBits || n < 1 || n > maxLabels) {
		r.fail(ErrCorrupt, fmt.Sprintf("kind %d, bits %d, labels %d", kind, bits, n))
	}
	if r.err != nil {
		return nil
	}
	var labels []string
	var bias, thresholds []float32
	for i := 0; i < n && r.err == nil; i++ {
		labels = append(labels, string(r.take(int(r.uint32()))))
		bias, thresholds = append(bias, r.float("bias")), append(thresholds, r.float("threshold"))
	}
	sharpness, top := r.float("sharpness"), r.float("largest weight")
	if int64(n+2)<<bits > int64(len(r.rest)) {
		r.fail(ErrTruncated, fmt.Sprintf("%d bytes are left where %d should follow", len(r.rest), int64(n+2)<<bits))
	}
	marks, weights := r.take(2<<bits), r.take(n<<bits)
	if r.err == nil && (!(sharpness > 0) || !(top > 0)) {
		r.fail(ErrCorrupt, fmt.Sprintf("sharpness %v, largest weight %v, want both above 0", sharpness, top))
	}
	if r.err != nil {
		return nil
	}
	t := newTable(bits, n, top)
	for i := range t.marks {
		t.marks[i] = binary.LittleEndian.Uint16(marks[2*i:])
	}
	for i := range t.weights {
		t.weights[i] = int8(weights[i])
	}
	m := newModel(labels, kind&kindMulti != 0, kind&kindWide != 0, t)
	m.bias, m.thresholds, m.sharpness, m.about = bias, thresholds, sharpness, about
	return m
}
