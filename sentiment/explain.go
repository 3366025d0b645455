package sentiment

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
)

// EvidenceTolerance is how far the weights of the evidence may sum up beside
// the score, for they are rounded one by one. Evidence without weights is not
// meant. An analysis of package pipeline keeps four decimals of each number, and may be
// off by half of the last for every passage.
const EvidenceTolerance = 1e-6

// A Marker is how a passage of evidence is shown within the text.
type Marker func(passage string, e feedback.Evidence) string

// Brackets shows a passage as "[not good -0.62, negated]".
func Brackets(passage string, e feedback.Evidence) string {
	rule := ""
	if e.Rule != "" {
		rule = ", " + e.Rule
	}
	return fmt.Sprintf("[%s %+.2f%s]", passage, e.Weight, rule)
}

// Colours shows a passage in green if it speaks for, in red if it speaks
// against and underlined if neither, by the codes that terminals know (ECMA-48).
func Colours(passage string, e feedback.Evidence) string {
	code := 4
	switch {
	case e.Weight > 0:
		code = 32
	case e.Weight < 0:
		code = 31
	}
	return fmt.Sprintf("\x1b[%dm%s\x1b[0m", code, passage)
}

// Explain shows a person how f was judged: the verdict in one line, then title
// and text with the evidence in [Brackets], then what evidence could not be
// shown there.
func Explain(f *feedback.Feedback, s feedback.Sentiment) string {
	var b strings.Builder
	if s.Polarity.Known() {
		fmt.Fprintf(&b, "%v, score %+.2f, confidence %.2f\n", s.Polarity, s.Score, s.Confidence)
	} else {
		fmt.Fprintf(&b, "%v: %s\n", s.Polarity, s.Reason)
	}
	b.WriteString(Highlight(f, s, Brackets))
	return b.String()
}

// Highlight returns title and text of f, a line break between them, with the
// evidence of s marked. Of passages that overlap the weightiest is marked; the
// others, and any outside the text, are named in a line at the end. Characters
// that would steer a terminal, or turn the direction of writing, are shown as
// U+FFFD. How wide a character is on the screen is the caller's concern.
func Highlight(f *feedback.Feedback, s feedback.Sentiment, mark Marker) string {
	var b strings.Builder
	var left []feedback.Evidence
	if f.Title != "" {
		left = highlight(&b, f.Title, feedback.InTitle, s.Evidence, mark)
		b.WriteByte('\n')
	}
	left = append(left, highlight(&b, f.Text, feedback.InText, s.Evidence, mark)...)
	for _, e := range s.Evidence {
		if e.Part != feedback.InText && e.Part != feedback.InTitle || e.Part == feedback.InTitle && f.Title == "" {
			left = append(left, e)
		}
	}
	for i, e := range left {
		b.WriteString(choose(i == 0, "\nalso: ", ", "))
		fmt.Fprintf(&b, "%v %+.2f", e.Span, e.Weight)
		if e.Rule != "" {
			b.WriteString(" " + e.Rule)
		}
	}
	return b.String()
}

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}

// highlight writes one part with its evidence and returns what evidence it
// could not show.
func highlight(b *strings.Builder, part string, name feedback.Part, evidence []feedback.Evidence, mark Marker) (left []feedback.Evidence) {
	var shown []feedback.Evidence
	byWeight := slices.Clone(evidence)
	slices.SortStableFunc(byWeight, func(x, y feedback.Evidence) int {
		return cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight))
	})
	for _, e := range byWeight {
		switch {
		case e.Part != name:
		case !onRunes(part, e) || slices.ContainsFunc(shown, func(s feedback.Evidence) bool { return s.Overlaps(e.Span) }):
			left = append(left, e)
		default:
			shown = append(shown, e)
		}
	}
	slices.SortFunc(shown, func(x, y feedback.Evidence) int { return cmp.Compare(x.Start, y.Start) })
	at := 0
	for _, e := range shown {
		b.WriteString(harmless(part[at:e.Start]))
		b.WriteString(mark(harmless(part[e.Start:e.End]), e))
		at = e.End
	}
	b.WriteString(harmless(part[at:]))
	return left
}

// onRunes reports whether e is a range of part that is not empty and begins and
// ends between characters.
func onRunes(part string, e feedback.Evidence) bool {
	return e.In(len(part)) && !e.Empty() && !splits(part, e.Start) && !splits(part, e.End)
}

// splits reports whether i lies inside a character of s.
func splits(s string, i int) bool {
	for k := 1; k < utf8.UTFMax && k <= i; k++ {
		if utf8.RuneStart(s[i-k]) {
			_, n := utf8.DecodeRuneInString(s[i-k:])
			return n > k
		}
	}
	return false
}

// harmless replaces what would steer a terminal or turn the direction of
// writing.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
			return utf8.RuneError
		}
		return r
	}, s)
}
