package dedupe

// MinHash with bands*rows hash functions: two texts become candidates if all
// rows of a band agree.
const (
	bands = 12
	rows  = 3

	// mostCandidates is how many texts of a bucket are compared, the latest
	// first, so that a bucket of alike texts cannot make time quadratic.
	mostCandidates = 32
)

// An index finds texts that are near one of those put in.
type index struct {
	sets  [][]uint32
	heads [bands][]int32 // by bucket: the latest text in it plus 1
	next  [bands][]link  // by text
	seen  []uint32       // by text: the query that compared it last
	query uint32
	mins  [bands * rows]uint32
	keys  [bands]uint64
}

// A link leads to the text that was put in a bucket before; tag tells texts of
// another bucket apart that share its place.
type link struct {
	before int32
	tag    uint32
}

// newIndex makes room for n texts; it grows if there are more.
func newIndex(n int) *index {
	size := 1 << 10
	for size < n && size < 1<<24 {
		size *= 2
	}
	x := new(index)
	for b := range bands {
		x.heads[b] = make([]int32, size)
		x.next[b] = make([]link, 0, n)
	}
	x.sets, x.seen = make([][]uint32, 0, n), make([]uint32, 0, n)
	return x
}

// sign computes the bucket of a set in every band. The hash functions are
// x ↦ a·x + b on 64 bits, of which the upper 32 count.
func (x *index) sign(set []uint32) {
	for i := range x.mins {
		a, b := multipliers[i], offsets[i]
		least := uint32(1<<32 - 1)
		for _, s := range set {
			if h := uint32((a*uint64(s) + b) >> 32); h < least {
				least = h
			}
		}
		x.mins[i] = least
	}
	for b := range bands {
		key := uint64(b + 1)
		for _, m := range x.mins[b*rows : (b+1)*rows] {
			key = mix(key ^ uint64(m))
		}
		x.keys[b] = key
	}
}

// nearest is the text put in first of those most similar to set, as far as they
// are at least as similar as least; -1 if none is. It leaves the buckets of set
// in x for put.
func (x *index) nearest(set []uint32, least float64) (found int, similarity float64) {
	x.sign(set)
	x.query++
	found = -1
	for b, key := range x.keys {
		at := x.heads[b][key%uint64(len(x.heads[b]))] - 1
		for n := 0; at >= 0 && n < mostCandidates; {
			l := x.next[b][at]
			if l.tag == uint32(key>>32) {
				n++
				if x.seen[at] != x.query {
					x.seen[at] = x.query
					if s := jaccard(set, x.sets[at], least); s > similarity || s >= 0 && s == similarity && int(at) < found {
						found, similarity = int(at), s
					}
				}
			}
			at = l.before
		}
	}
	return found, similarity
}

// put adds the set that nearest was asked for last.
func (x *index) put(set []uint32) {
	at := int32(len(x.sets))
	x.sets = append(x.sets, set)
	x.seen = append(x.seen, 0)
	for b, key := range x.keys {
		bucket := &x.heads[b][key%uint64(len(x.heads[b]))]
		x.next[b] = append(x.next[b], link{*bucket - 1, uint32(key >> 32)})
		*bucket = at + 1
	}
}

// multipliers are odd, offsets any; both come from a fixed sequence, so that
// results repeat.
var multipliers, offsets = sequence(1), sequence(2)

func sequence(seed uint64) (out [bands * rows]uint64) {
	for i := range out {
		seed += 0x9e3779b97f4a7c15
		out[i] = mix(seed) | 1
	}
	return out
}
