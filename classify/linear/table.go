package linear

import "math"

// A table keeps the weights of grams, one byte for each label. A gram has two
// places where it may stand, in one line of the processor's cache, and is known
// there by 15 further bits of its key: one in some sixteen thousand grams that
// were never seen is taken for one that was. Where more grams compete than there
// are places, those with the least weight are left out.
//
// A byte q stands for the weight top·(q/127)², with the sign of q: weights near 0
// are many and add up, so they are kept the more exactly.
type table struct {
	bits    int
	labels  int
	marks   []uint16 // by place; 0 if it is free
	weights []int8   // by place and label
	top     float32  // the largest weight
	values  [256]float32
}

const (
	minBits = 4
	maxBits = 24
)

const steps = 127

func newTable(bits, labels int, top float32) *table {
	t := &table{bits: bits, labels: labels, top: top, marks: make([]uint16, 1<<bits), weights: make([]int8, labels<<bits)}
	for q := -steps; q <= steps; q++ {
		share := float32(q) / steps
		t.values[uint8(int8(q))] = top * float32(share*max(share, -share))
	}
	return t
}

// places are where the gram may stand, and its mark.
func (t *table) places(key uint64) (first uint32, mark uint16) {
	return uint32(key) & (1<<t.bits - 1), uint16(key>>48) | 1
}

// find is the place of the gram, or -1.
func (t *table) find(key uint64) int {
	first, mark := t.places(key)
	if t.marks[first] == mark {
		return int(first)
	}
	if t.marks[first^1] == mark {
		return int(first ^ 1)
	}
	return -1
}

// row is the weights at a place.
func (t *table) row(place int) []int8 { return t.weights[place*t.labels : (place+1)*t.labels] }

// put stores the weights of a gram, if need be in the place of one that weighs
// less. It reports whether the gram is in the table now.
func (t *table) put(key uint64, weights []float32) bool {
	first, mark := t.places(key)
	place := t.find(key)
	for k := uint32(0); k < 2 && place < 0; k++ {
		if t.marks[first^k] == 0 {
			place = int(first ^ k)
		}
	}
	if place < 0 {
		place = t.lighter(int(first), int(first^1))
		if t.heaviness(t.row(place)) >= t.weigh(weights) {
			return false
		}
	}
	row, empty := t.row(place), true
	for i, w := range weights {
		row[i] = t.quantise(w)
		empty = empty && row[i] == 0
	}
	t.marks[place] = mark
	if empty {
		t.marks[place] = 0
	}
	return !empty
}

func (t *table) quantise(w float32) int8 {
	q := math.Round(steps * math.Sqrt(math.Abs(float64(w/t.top))))
	return int8(math.Copysign(min(steps, q), float64(w)))
}

// value is what the byte q stands for.
func (t *table) value(q int8) float32 { return t.values[uint8(q)] }

// heaviness is the sum of the absolute weights of a row.
func (t *table) heaviness(row []int8) float32 {
	var sum float32
	for _, q := range row {
		w := t.value(q)
		sum += max(w, -w)
	}
	return sum
}

func (t *table) weigh(weights []float32) float32 {
	var sum float32
	for _, w := range weights {
		sum += max(w, -w)
	}
	return sum
}

func (t *table) lighter(a, b int) int {
	if t.heaviness(t.row(b)) < t.heaviness(t.row(a)) {
		return b
	}
	return a
}

// size is how many grams are in the table.
func (t *table) size() int {
	n := 0
	for _, m := range t.marks {
		if m != 0 {
			n++
		}
	}
	return n
}
