package linear

// rows number the grams that training has met.
type rows struct {
	index map[uint64]int32
	keys  []uint64 // by row
}

func newRows() *rows { return &rows{index: map[uint64]int32{}} }

// n is how many there are.
func (r *rows) n() int { return len(r.keys) }

// find is the row of key, or -1.
func (r *rows) find(key uint64) int {
	if row, ok := r.index[key]; ok {
		return int(row)
	}
	return -1
}

// add is the row of key, a new one if it has none.
func (r *rows) add(key uint64) (row int, isNew bool) {
	if row, ok := r.index[key]; ok {
		return int(row), false
	}
	row = len(r.keys)
	r.index[key] = int32(row)
	r.keys = append(r.keys, key)
	return row, true
}
