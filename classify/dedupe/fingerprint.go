package dedupe

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/loamlib/loam/feedback/text"
)

// A digest identifies words or a record: equal digests are equal words, even if
// somebody tries to make them collide.
type digest [16]byte

func digestOf(b []byte) digest {
	sum := sha256.Sum256(b)
	return digest(sum[:16])
}

// words writes the tokens of a text that carry words into b, parted by spaces,
// and says how long they are: a Chinese character counts 1, other words 2.
// Punctuation and spacing do not make other words.
func words(b []byte, t *text.Text) (out []byte, length int) {
	for _, tok := range t.Tokens() {
		switch tok.Kind {
		case text.Han1:
			length++
		case text.Word, text.Number, text.Link:
			length += 2
		case text.Emoji, text.Emoticon, text.Mention:
		default:
			continue
		}
		b = append(b, t.Bytes(tok)...)
		b = append(b, ' ')
	}
	return b, length
}

// mostShingles is how many shingles of a text are kept, those of the lowest
// hashes: a text of more is compared by an estimate whose standard error is at
// most √(1/4/256) = 0.03.
const mostShingles = 256

// shingles appends the sorted hashes of the different pairs of neighbouring
// tokens in words, the first paired with the beginning: single tokens are too
// common to tell texts apart.
func shingles(dst []uint32, words []byte) []uint32 {
	from := len(dst)
	var last uint64
	for len(words) > 0 {
		end := bytes.IndexByte(words, ' ')
		h := fnv1a(words[:end])
		dst = append(dst, uint32(mix(last*3+h)))
		words, last = words[end+1:], h
	}
	set := dst[from:]
	slices.Sort(set)
	set = slices.Compact(set)
	return dst[:from+min(len(set), mostShingles)]
}

// fnv1a is the hash of package hash/fnv, which allocates.
func fnv1a[S string | []byte](s S) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// hash is a number for a string that spreads over all bits.
func hash[S string | []byte](s S) uint64 { return mix(fnv1a(s)) }

// mix spreads the bits of a hash (Steele, Lea and Flood 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// jaccard is the similarity of two sorted sets, or -1 if that is less than least,
// which mostly shows early. If a set was cut off, it is the share of common ones
// among the lowest of both (Broder 1997).
func jaccard(a, b []uint32, least float64) float64 {
	most := len(a) + len(b)
	if len(a) == mostShingles || len(b) == mostShingles {
		most = mostShingles
	} else if float64(min(len(a), len(b))) < least*float64(max(len(a), len(b))) {
		return -1
	}
	// Of a union of u at most (1-least)·u are in one set only.
	spare := int((1 - least) / (1 + least) * float64(most))
	if most == mostShingles {
		spare = int((1-least)*float64(most)) + 1
	}
	var i, j, common, single int
	for common+single < most && (i < len(a) || j < len(b)) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
			single++
		case i == len(a) || b[j] < a[i]:
			j++
			single++
		default:
			common++
			i++
			j++
		}
		if single > spare+1 {
			return -1
		}
	}
	s := float64(common) / float64(max(1, common+single))
	if s < least {
		return -1
	}
	return s
}

// appendField appends a string so that neighbouring fields cannot be confused.
func appendField(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}
