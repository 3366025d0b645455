package similarity

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// most is how many shingles a signature keeps.
const most = 128

// A Signature stands for the shingles of a reply: the 128 with the least hash,
// 32 bits of each (a bottom-k sketch; Broder 1997, section 4). Of a reply with up
// to 128 shingles, which is some 130 characters or words, it loses nothing; of a
// longer one it is a random sample. It does not tell the words.
//
// The zero value stands for an empty text. Signatures are comparable with ==, and
// marshal to 4 bytes a shingle. Those of other versions of this package do not
// fit if [SignatureVersion] differs.
type Signature struct {
	n      uint8
	hashes [most]uint32 // the first n, rising
}

// SignatureVersion changes when the same text no longer has the same signature.
const SignatureVersion = 1

// Sign is the signature of a reply. Time is that of sorting its shingles.
func Sign(reply string) Signature {
	var array [512]uint32 // enough for nearly all replies, and not on the heap
	list := array[:0]
	eachShingle(reply, func(h uint64) { list = append(list, uint32(h>>32)) })
	slices.Sort(list)
	list = slices.Compact(list)
	var s Signature
	s.n = uint8(copy(s.hashes[:], list))
	return s
}

// Similarity estimates the share of shingles in common, [Of] the two replies: of
// the 128 least hashes that either has, those that both have. It is exact, but
// for shingles whose hashes happen to agree (one pair in 100 000), when the two
// have no more than 128 shingles together. Otherwise its standard error for a
// similarity J is the square root of J(1-J)/128: 0.044 at 0.5, 0.027 at 0.9.
func (s *Signature) Similarity(t *Signature) float64 {
	x, y := s.hashes[:s.n], t.hashes[:t.n]
	if len(x) == 0 && len(y) == 0 {
		return 1
	}
	// A full sketch says nothing of hashes above its last one.
	end := ^uint32(0)
	if len(x) == most {
		end = x[most-1]
	}
	if len(y) == most {
		end = min(end, y[most-1])
	}
	both, either, i, j := 0, 0, 0, 0
	for either < most && (i < len(x) || j < len(y)) {
		a, b := ^uint64(0), ^uint64(0)
		if i < len(x) {
			a = uint64(x[i])
		}
		if j < len(y) {
			b = uint64(y[j])
		}
		if min(a, b) > uint64(end) {
			break
		}
		if a == b {
			both++
		}
		if a <= b {
			i++
		}
		if b <= a {
			j++
		}
		either++
	}
	return float64(both) / float64(either)
}

// AppendBinary implements [encoding.BinaryAppender].
func (s Signature) AppendBinary(b []byte) ([]byte, error) {
	for _, h := range s.hashes[:s.n] {
		b = binary.BigEndian.AppendUint32(b, h)
	}
	return b, nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (s Signature) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (s *Signature) UnmarshalBinary(b []byte) error {
	if len(b)%4 != 0 || len(b) > 4*most {
		return fmt.Errorf("similarity: a signature has up to %d times 4 bytes, got %d", most, len(b))
	}
	var read Signature
	for ; len(b) > 0; b = b[4:] {
		h := binary.BigEndian.Uint32(b)
		if read.n > 0 && read.hashes[read.n-1] >= h {
			return fmt.Errorf("similarity: the hashes of a signature rise, but number %d does not", read.n)
		}
		read.hashes[read.n] = h
		read.n++
	}
	*s = read
	return nil
}
