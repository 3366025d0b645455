package similarity

// An index finds the signatures that may be near another without looking at
// all: those that agree with it in one band, three places in a row (locality-
// sensitive hashing; Indyk and Motwani 1998). A pair of similarity J agrees in
// one of 42 bands with probability 1-(1-J³)^42: 0.94 at 0.4, 0.996 at 0.5, and
// 0.68 at 0.3.
//
// Each band has a table of buckets of four. A bucket that is full forgets its
// oldest entry, so the size is fixed; that matters only to texts that were sent
// more than four times in the same words, of which one is enough to be found.
type index struct {
	mask  uint64
	slots []uint32 // bands × buckets × 4; a position plus 1
}

const (
	bandWidth  = 3
	bands      = bins / bandWidth
	bucketSize = 4
)

// newIndex makes an index for n signatures.
func newIndex(n int) *index {
	buckets := 1
	for buckets*bucketSize < 2*n {
		buckets *= 2
	}
	return &index{mask: uint64(buckets - 1), slots: make([]uint32, bands*buckets*bucketSize)}
}

// bucket is the bucket of one band of s; nil if the band is empty.
func (x *index) bucket(s *Signature, band int) []uint32 {
	a, b, c := s[band*bandWidth], s[band*bandWidth+1], s[band*bandWidth+2]
	if a|b|c == 0 {
		return nil
	}
	h := mix(uint64(a)<<32|uint64(b)<<16|uint64(c), uint64(band), 1) & x.mask
	start := (uint64(band)*(x.mask+1) + h) * bucketSize
	return x.slots[start : start+bucketSize]
}

// add notes that s is at a position.
func (x *index) add(s *Signature, position int) {
	for band := range bands {
		if bucket := x.bucket(s, band); bucket != nil {
			copy(bucket[1:], bucket)
			bucket[0] = uint32(position) + 1
		}
	}
}

// candidates appends the positions of signatures that may be near s, some of
// them more than once.
func (x *index) candidates(s *Signature, to []uint32) []uint32 {
	for band := range bands {
		for _, entry := range x.bucket(s, band) {
			if entry != 0 {
				to = append(to, entry-1)
			}
		}
	}
	return to
}
