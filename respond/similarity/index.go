package similarity

// An index finds the signatures that may be near another without looking at
// all: those that agree with it in one band of three places (locality-sensitive
// hashing; Indyk and Motwani 1998). A place holds the least of the hashes that
// fall to it, and an empty place borrows from another (one permutation hashing
// with optimal densification; Shrivastava 2017), so that two signatures agree in
// it with the probability J of their similarity, and in one of 42 bands with
// 1-(1-J³)^42: 0.94 at 0.4, 0.996 at 0.5, 0.68 at 0.3.
//
// Each band has a table of buckets of four. A bucket that is full forgets its
// oldest entry, so the size is fixed. What fills buckets are the lines that all
// replies of a business have in common; who shares more is found in others.
type index struct {
	room  int // signatures it was made for
	mask  uint64
	slots []uint32 // bands × buckets × 4; a position plus 1
}

const (
	bandWidth  = 3
	bands      = 42
	places     = bands * bandWidth
	bucketSize = 4
)

// newIndex makes an index for n signatures.
func newIndex(n int) *index {
	buckets := 1
	for buckets*bucketSize < 2*n {
		buckets *= 2
	}
	return &index{room: n, mask: uint64(buckets - 1), slots: make([]uint32, bands*buckets*bucketSize)}
}

// spread puts the hashes of s into their places and fills the empty ones.
func spread(s *Signature) (least [places]uint64) {
	if s.n == 0 {
		return least
	}
	for _, h := range s.hashes[:s.n] {
		place := mix(uint64(h), 0, 0) % places
		if least[place] == 0 { // hashes rise
			least[place] = uint64(h) + 1
		}
	}
	own := least
	for place := range own {
		for try := uint64(1); least[place] == 0; try++ {
			least[place] = own[mix(uint64(place), try, 2)%places]
		}
	}
	return least
}

// bucket is the bucket of a band.
func (x *index) bucket(least *[places]uint64, band int) []uint32 {
	key := mix(least[band*bandWidth], least[band*bandWidth+1], least[band*bandWidth+2])
	h := mix(key, uint64(band), 1) & x.mask
	start := (uint64(band)*(x.mask+1) + h) * bucketSize
	return x.slots[start : start+bucketSize]
}

// add notes that s is at a position.
func (x *index) add(s *Signature, position int) {
	least := spread(s)
	for band := range bands {
		bucket := x.bucket(&least, band)
		copy(bucket[1:], bucket)
		bucket[0] = uint32(position) + 1
	}
}

// candidates appends the positions of signatures that may be near s, some of
// them more than once.
func (x *index) candidates(s *Signature, to []uint32) []uint32 {
	least := spread(s)
	for band := range bands {
		for _, entry := range x.bucket(&least, band) {
			if entry != 0 {
				to = append(to, entry-1)
			}
		}
	}
	return to
}
