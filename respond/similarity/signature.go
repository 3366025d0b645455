package similarity

import (
	"encoding/binary"
	"fmt"
)

// bins is how many places a signature has. The standard error of a similarity J
// estimated from two signatures is at most that of bins independent draws, the
// square root of J(1-J)/bins: 0.044 at 0.5, 0.027 at 0.9.
const bins = 128

// A Signature stands for the shingles of a reply. It is a MinHash with one
// permutation (Li, Owen, Zhang, One permutation hashing, NIPS 2012): shingles are
// hashed into 128 places, of which each keeps 16 bits of its least hash, or 0 if
// nothing fell into it. It tells nothing of the words.
//
// Signatures are comparable with ==, and marshal to 256 bytes. Those of other
// versions of this package do not fit if [SignatureVersion] differs.
type Signature [bins]uint16

// SignatureVersion changes when the same text no longer has the same signature.
const SignatureVersion = 1

// Sign is the signature of a reply. Time is linear in the text; nothing is
// allocated.
func Sign(reply string) Signature {
	var least [bins]uint64 // 0 is nothing yet; hashes of 0 are too rare to matter
	eachShingle(reply, func(h uint64) {
		if bin := h >> 57; least[bin] == 0 || h < least[bin] {
			least[bin] = h
		}
	})
	var s Signature
	for i, h := range least {
		if h != 0 {
			s[i] = max(1, uint16(h*0x9e3779b97f4a7c15>>48))
		}
	}
	return s
}

// Similarity estimates the share of shingles in common, [Of] the two replies: the
// places that agree, of those that are not empty in both.
func (s *Signature) Similarity(t *Signature) float64 {
	agree, used := 0, 0
	for i := range s {
		if s[i]|t[i] != 0 {
			used++
			if s[i] == t[i] {
				agree++
			}
		}
	}
	if used == 0 {
		return 1
	}
	return float64(agree) / float64(used)
}

// AppendBinary implements [encoding.BinaryAppender].
func (s Signature) AppendBinary(b []byte) ([]byte, error) {
	for _, x := range s {
		b = binary.BigEndian.AppendUint16(b, x)
	}
	return b, nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (s Signature) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (s *Signature) UnmarshalBinary(b []byte) error {
	if len(b) != 2*bins {
		return fmt.Errorf("similarity: a signature has %d bytes, got %d", 2*bins, len(b))
	}
	for i := range s {
		s[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return nil
}
