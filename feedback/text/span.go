package text

import "fmt"

// Span is a half-open range [Start, End) of byte offsets. Which text the
// offsets count in is always stated where a Span is returned: the original
// string, or the folded form of a [Text].
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// In reports whether the span is a valid range of a text of n bytes.
func (s Span) In(n int) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= n }

// Overlaps reports whether two spans share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the part of str that the span covers, or "" if the span is not a
// valid range of it.
func (s Span) Of(str string) string {
	if !s.In(len(str)) {
		return ""
	}
	return str[s.Start:s.End]
}

// String is the half-open notation, "[3,9)".
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }
