package linear

import "math"

// A Reduced model gives two numbers a text, for an engine that has no use for
// one a label and that needs speed. It is immutable and safe for concurrent use.
//
// Both places of a gram, with marks and weights, are one word of memory, so that
// a gram costs one access, and accesses of different grams do not wait for one
// another.
type Reduced struct {
	buckets []uint64 // two places of 16 bits of mark and a byte for either number
	first   [256]float32
	second  [256]float32
}

// Reduce makes two numbers of the weights of each gram. The function must be
// linear in its argument. Numbers are kept to within one part in 16,129 of the
// largest, or one in 127 of themselves.
func (m *Model) Reduce(to func(weights []float64) (first, second float64)) *Reduced {
	t := m.table
	r := &Reduced{buckets: make([]uint64, len(t.marks)/2)}
	numbers := make([][2]float32, len(t.marks))
	var top [2]float32
	for place, z := range m.sharpened() {
		a, b := to(z)
		numbers[place] = [2]float32{float32(a), float32(b)}
		for i, x := range numbers[place] {
			top[i] = max(top[i], x, -x)
		}
	}
	first, second := newTable(0, 1, max(top[0], math.SmallestNonzeroFloat32)), newTable(0, 1, max(top[1], math.SmallestNonzeroFloat32))
	r.first, r.second = first.values, second.values
	for place, mark := range t.marks {
		if mark != 0 {
			x := numbers[place]
			entry := uint64(mark) | uint64(uint8(first.quantise(x[0])))<<16 | uint64(uint8(second.quantise(x[1])))<<24
			r.buckets[place/2] |= entry << (32 * (place % 2))
		}
	}
	return r
}

// Weights are what grams say: the two numbers, times the value of the gram. Both
// are 0 for one that the model does not know.
type Weights struct{ First, Second float32 }

// Append appends the weights of grams to dst, in order.
func (r *Reduced) Append(dst []Weights, grams []Gram) []Weights {
	var words [chunk]uint64
	mask := uint64(len(r.buckets) - 1)
	for len(grams) > 0 {
		part := grams[:min(chunk, len(grams))]
		grams = grams[len(part):]
		for i := range part { // nothing else in this loop: the accesses overlap
			words[i&(chunk-1)] = r.buckets[part[i].Key>>1&mask]
		}
		for i := range part {
			var w Weights
			if entry, ok := match(words[i&(chunk-1)], part[i].Key); ok {
				v := part[i].Value
				w = Weights{float32(v * r.first[uint8(entry>>16)]), float32(v * r.second[uint8(entry>>24)])}
			}
			dst = append(dst, w)
		}
	}
	return dst
}

// chunk is how many grams are looked up together.
const chunk = 64

// match is the entry of the two in a bucket that has the mark of key.
func match(bucket, key uint64) (entry uint32, ok bool) {
	mark := uint16(key>>48) | 1
	if uint16(bucket) == mark {
		return uint32(bucket), true
	}
	return uint32(bucket >> 32), uint16(bucket>>32) == mark
}
