// Package exact adds float64s without rounding, so that a sum does not depend on
// the order of its terms nor on how they were divided among shards.
package exact

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

// A Sum is the exact sum of finite float64s. The zero value is an empty sum.
//
// It is a fixed-point number wide enough for every finite float64 (Neal, "Fast
// exact summation using small and large superaccumulators", 2015): chunk i counts
// multiples of 2^(32i-1074). A chunk has 31 bits to spare, so carries are passed
// on only once in 2^30 additions.
type Sum struct {
	chunks [chunkCount]int64
	adds   int32 // additions since carries were last passed on
}

const (
	chunkBits  = 32
	chunkCount = 68 // 2098 bits of all finite float64s, and room for 2^63 of the largest
	lowest     = -1074
)

// Add adds x, which must be finite.
func (s *Sum) Add(x float64) {
	b := math.Float64bits(x)
	exponent := int(b >> 52 & 0x7ff)
	mantissa := b & (1<<52 - 1)
	if exponent == 0 {
		exponent = 1
	} else {
		mantissa |= 1 << 52
	}
	place := exponent - 1 // of the mantissa's lowest bit above 2^lowest
	i, shift := place/chunkBits, uint(place%chunkBits)
	high, low := bits.Mul64(mantissa, 1<<shift)
	parts := [3]int64{int64(low & math.MaxUint32), int64(low >> chunkBits), int64(high)}
	for j, part := range parts {
		if b>>63 != 0 {
			part = -part
		}
		s.chunks[i+j] += part
	}
	if s.adds++; s.adds >= 1<<30 {
		s.carry()
	}
}

// Merge adds the terms of o.
func (s *Sum) Merge(o *Sum) {
	t := *o
	t.carry()
	s.carry()
	for i, c := range t.chunks {
		s.chunks[i] += c
	}
	s.carry()
}

// carry brings the sum into its one normal form: every chunk but the last in
// [0, 2^32).
func (s *Sum) carry() {
	for i := range s.chunks[:chunkCount-1] {
		s.chunks[i+1] += s.chunks[i] >> chunkBits
		s.chunks[i] &= math.MaxUint32
	}
	s.adds = 0
}

// integer is the sum as a multiple of 2^lowest.
func (s *Sum) integer() *big.Int {
	t := *s
	t.carry()
	out := big.NewInt(t.chunks[chunkCount-1])
	for i := chunkCount - 2; i >= 0; i-- {
		out.Lsh(out, chunkBits)
		out.Add(out, big.NewInt(t.chunks[i]))
	}
	return out
}

// Value is the float64 nearest to the sum; infinite if that is too large.
func (s *Sum) Value() float64 {
	f := new(big.Float).SetInt(s.integer())
	v, _ := f.SetMantExp(f, lowest).Float64()
	return v
}

// Sign is -1, 0 or 1.
func (s *Sum) Sign() int { return s.integer().Sign() }

// errSum reports bytes or text that are no sum.
var errSum = errors.New("exact: not a sum")

// AppendBinary implements [encoding.BinaryAppender]. Equal sums have equal bytes:
// the length, the sign, the exponent of the lowest bit and the bits above it.
func (s *Sum) AppendBinary(b []byte) ([]byte, error) {
	n := s.integer()
	shift := n.TrailingZeroBits()
	sign := n.Sign()
	magnitude := n.Rsh(n.Abs(n), shift).Bytes()
	b = binary.AppendUvarint(b, uint64(len(magnitude)))
	if sign == 0 {
		return b, nil
	}
	b = binary.AppendVarint(b, int64(sign))
	b = binary.AppendUvarint(b, uint64(shift))
	return append(b, magnitude...), nil
}

// Decode reads a sum from the beginning of b and returns what follows it.
func Decode(b []byte) (s Sum, rest []byte, err error) {
	size, b, err := uvarint(b)
	if err != nil || size == 0 {
		return Sum{}, b, err
	}
	sign, k := binary.Varint(b)
	if k <= 0 || sign != 1 && sign != -1 {
		return Sum{}, nil, errSum
	}
	shift, b, err := uvarint(b[k:])
	const most = chunkCount * chunkBits
	if err != nil || size > most/8 || uint64(len(b)) < size || shift+8*size > most {
		return Sum{}, nil, errSum
	}
	n := new(big.Int).SetBytes(b[:size])
	n.Lsh(n, uint(shift)).Mul(n, big.NewInt(sign))
	return fromInteger(n), b[size:], nil
}

func uvarint(b []byte) (uint64, []byte, error) {
	v, k := binary.Uvarint(b)
	if k <= 0 {
		return 0, nil, errSum
	}
	return v, b[k:], nil
}

// fromInteger is the sum that is n times 2^lowest; n must fit.
func fromInteger(n *big.Int) Sum {
	var s Sum
	var chunk big.Int
	mask := big.NewInt(math.MaxUint32)
	n = new(big.Int).Set(n)
	for i := range s.chunks[:chunkCount-1] {
		s.chunks[i] = chunk.And(n, mask).Int64()
		n.Rsh(n, chunkBits)
	}
	s.chunks[chunkCount-1] = n.Int64()
	return s
}

// MarshalText implements [encoding.TextMarshaler]: the exact value as a
// hexadecimal float such as "0x.9p+04".
func (s Sum) MarshalText() ([]byte, error) {
	f := new(big.Float).SetInt(s.integer())
	return f.SetMantExp(f, lowest).Append(nil, 'p', 0), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler]. It takes what MarshalText
// gives, and decimal numbers that are exact.
func (s *Sum) UnmarshalText(text []byte) error {
	const precision = chunkCount * chunkBits
	if len(text) > precision {
		return errSum
	}
	f, _, err := big.ParseFloat(string(text), 0, precision, big.ToNearestEven)
	if err != nil || f.IsInf() || f.MantExp(nil) > precision+lowest-1 {
		return fmt.Errorf("%w: %.40q", errSum, text)
	}
	n, accuracy := f.SetMantExp(f, -lowest).Int(nil)
	if accuracy != big.Exact {
		return fmt.Errorf("%w: %.40q has digits beyond a float64's", errSum, text)
	}
	*s = fromInteger(n)
	return nil
}
