package linear

// rows number the grams that training has met: an open-addressing table from
// key to row.
type rows struct {
	slots []slot
	n     int
}

type slot struct {
	key uint64
	row int32 // plus 1; 0 if the slot is free
}

func newRows() *rows { return &rows{slots: make([]slot, 1<<12)} }

func (r *rows) home(key uint64) int { return int(key>>20) & (len(r.slots) - 1) }

// find is the row of key, or -1.
func (r *rows) find(key uint64) int {
	for i := r.home(key); ; i = (i + 1) & (len(r.slots) - 1) {
		if s := r.slots[i]; s.row == 0 || s.key == key {
			return int(s.row) - 1
		}
	}
}

// add is the row of key, a new one if it has none.
func (r *rows) add(key uint64) (row int, isNew bool) {
	if 2*r.n >= len(r.slots) {
		r.grow()
	}
	i := r.home(key)
	for ; r.slots[i].row != 0; i = (i + 1) & (len(r.slots) - 1) {
		if r.slots[i].key == key {
			return int(r.slots[i].row) - 1, false
		}
	}
	r.n++
	r.slots[i] = slot{key, int32(r.n)}
	return r.n - 1, true
}

func (r *rows) grow() {
	old := r.slots
	r.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.row != 0 {
			i := r.home(s.key)
			for ; r.slots[i].row != 0; i = (i + 1) & (len(r.slots) - 1) {
			}
			r.slots[i] = s
		}
	}
}

// keys are the keys by row.
func (r *rows) keys() []uint64 {
	out := make([]uint64, r.n)
	for _, s := range r.slots {
		if s.row != 0 {
			out[s.row-1] = s.key
		}
	}
	return out
}
