package similarity

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Near is the similarity from which on two replies count as one that was sent
// twice: half of all shingles in common. Replies that a person writes to
// different customers seldom come near it; a canned text with another name and
// another date is far above it.
const Near = 0.5

// Of is the share of shingles that a and b have in common, of those that either
// has (the Jaccard index of the two sets; Broder, On the resemblance and
// containment of documents, 1997): 1 if they read the same, 0 if they share
// nothing. Case, punctuation, width of letters and line breaks do not count.
// Texts too short for a shingle are one shingle as a whole; two empty texts are
// alike. Time is linear in the texts, but for sorting their shingles.
func Of(a, b string) float64 {
	return shared(shinglesOf(a), shinglesOf(b))
}

// shared is the Jaccard index of two sorted sets.
func shared(x, y []uint64) float64 {
	if len(x) == 0 && len(y) == 0 {
		return 1
	}
	both := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			both, i, j = both+1, i+1, j+1
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// shinglesOf is the set of shingles of s, sorted.
func shinglesOf(s string) []uint64 {
	list := make([]uint64, 0, len(s)/3)
	eachShingle(s, func(h uint64) { list = append(list, h) })
	slices.Sort(list)
	return slices.Compact(list)
}

// eachShingle calls yield with the hash of each shingle of s: of three
// ideographs in a row, and of two words in a row, where one of the two may be
// an ideograph.
func eachShingle(s string, yield func(uint64)) {
	var last, before token
	n := 0
	eachToken(s, func(t token) {
		n++
		switch {
		case t.ideograph && last.ideograph:
			if before.ideograph {
				yield(mix(before.hash, last.hash, t.hash))
			}
		case n > 1:
			yield(mix(last.hash, t.hash, 0))
		}
		before, last = last, t
	})
	if n == 1 || n == 2 && last.ideograph && before.ideograph {
		yield(mix(before.hash, last.hash, 0))
	}
}

// A token is a word or an ideograph.
type token struct {
	hash      uint64
	ideograph bool
}

// eachToken calls yield with the words and ideographs of s.
func eachToken(s string, yield func(token)) {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	word := uint64(offset)
	end := func() {
		if word != offset {
			yield(token{hash: word})
			word = offset
		}
	}
	for _, r := range s {
		if '！' <= r && r <= '～' { // full width
			r -= '！' - '!'
		}
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if ('a' <= r && r <= 'z') || ('0' <= r && r <= '9') {
				word = (word ^ uint64(r)) * prime
			} else if r != '\'' {
				end()
			}
		case unicode.Is(unicode.Han, r):
			end()
			yield(token{hash: (offset ^ uint64(r)) * prime, ideograph: true})
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			word = (word ^ uint64(unicode.ToLower(r))) * prime
		case r != '’':
			end()
		}
	}
	end()
}

// mix is a hash of three hashes that spreads over all bits (the finaliser of
// SplitMix64; Steele, Lea, Flood 2014).
func mix(a, b, c uint64) uint64 {
	h := a*0x9e3779b97f4a7c15 + b
	h = h*0x9e3779b97f4a7c15 + c
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
