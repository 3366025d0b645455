package feedback

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Scale says what a rating's number means: which question was asked, from
// where to where and in which steps answers may lie, and which end is good. It
// is a comparable value whose text is its definition, so it can be a map key, a
// JSON string or a CSV column.
//
// The named scales below are words. Any other scale is written by [NewScale] as
//
//	name:min..max[/step][:low]
//
// for example "mood:1..3", "ease:0..100/0.5" or "pain:0..10:low". The step is 1
// and the good end the high one unless said otherwise.
type Scale string

// The named scales.
const (
	NPS    Scale = "nps"    // 0 to 10, "how likely are you to recommend us?"
	CSAT5  Scale = "csat5"  // 1 to 5, satisfaction
	CSAT7  Scale = "csat7"  // 1 to 7, satisfaction
	CSAT10 Scale = "csat10" // 1 to 10, satisfaction
	CES5   Scale = "ces5"   // 1 to 5, effort: a low answer is good (CES 1.0)
	CES7   Scale = "ces7"   // 1 to 7, "made it easy": a high answer is good (CES 2.0)
	Stars5 Scale = "stars5" // 1 to 5 whole stars
	Thumbs Scale = "thumbs" // 0 down, 1 up
)

// Scales lists the named scales.
func Scales() []Scale {
	return []Scale{NPS, CSAT5, CSAT7, CSAT10, CES5, CES7, Stars5, Thumbs}
}

// Direction says which end of a scale is good.
type Direction int8

// The directions.
const (
	HighIsGood Direction = 1
	LowIsGood  Direction = -1
)

// Bounds is the range of a scale, its step and its good end.
type Bounds struct {
	Min, Max, Step float64
	Direction      Direction
}

// NewScale defines a scale of the caller's own. The name is what its question
// is called; it must not be empty, contain a colon or be a named scale's. Min
// must be below max, and step above 0 must divide their distance.
func NewScale(name string, b Bounds) (Scale, error) {
	f := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	text := name + ":" + f(b.Min) + ".." + f(b.Max)
	if b.Step != 1 {
		text += "/" + f(b.Step)
	}
	if b.Direction == LowIsGood {
		text += ":low"
	}
	_, err := Scale(text).Bounds()
	return Scale(text), err
}

// Bounds reads the definition of the scale. The error says what is wrong with
// it and how a scale is written.
func (s Scale) Bounds() (Bounds, error) {
	switch s {
	case NPS:
		return Bounds{0, 10, 1, HighIsGood}, nil
	case CSAT5, Stars5:
		return Bounds{1, 5, 1, HighIsGood}, nil
	case CSAT7, CES7:
		return Bounds{1, 7, 1, HighIsGood}, nil
	case CSAT10:
		return Bounds{1, 10, 1, HighIsGood}, nil
	case CES5:
		return Bounds{1, 5, 1, LowIsGood}, nil
	case Thumbs:
		return Bounds{0, 1, 1, HighIsGood}, nil
	}
	return s.custom()
}

// custom reads the name:min..max[/step][:low] form.
func (s Scale) custom() (Bounds, error) {
	b := Bounds{Step: 1, Direction: HighIsGood}
	fail := func(why string) (Bounds, error) {
		return Bounds{}, &ScaleError{Scale: s, Problem: why}
	}
	name, rest, ok := strings.Cut(string(s), ":")
	if !ok {
		return fail("is not a named scale")
	}
	if name == "" || strings.TrimSpace(name) != name || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return fail("needs a printable name before the colon")
	}
	if named := Scale(name); named.isNamed() {
		return fail(fmt.Sprintf("redefines %q", name))
	}
	if head, tail, found := strings.Cut(rest, ":"); found {
		switch tail {
		case "low":
			b.Direction = LowIsGood
		case "high":
		default:
			return fail(fmt.Sprintf("ends in %q, want low or high", tail))
		}
		rest = head
	}
	var err error
	if head, tail, found := strings.Cut(rest, "/"); found {
		if b.Step, err = strconv.ParseFloat(tail, 64); err != nil || !(b.Step > 0) || math.IsInf(b.Step, 0) {
			return fail(fmt.Sprintf("has the step %q, want a number above 0", tail))
		}
		rest = head
	}
	low, high, ok := strings.Cut(rest, "..")
	if !ok {
		return fail("has no range min..max")
	}
	b.Min, err = strconv.ParseFloat(low, 64)
	if err != nil || math.IsInf(b.Min, 0) || math.IsNaN(b.Min) {
		return fail(fmt.Sprintf("has the minimum %q, want a number", low))
	}
	b.Max, err = strconv.ParseFloat(high, 64)
	if err != nil || math.IsInf(b.Max, 0) || !(b.Max > b.Min) {
		return fail(fmt.Sprintf("has the maximum %q, want a number above %v", high, b.Min))
	}
	if !b.onStep(b.Max) {
		return fail(fmt.Sprintf("has a step of %v that does not divide %v..%v", b.Step, b.Min, b.Max))
	}
	return b, nil
}

func (s Scale) isNamed() bool {
	switch s {
	case NPS, CSAT5, CSAT7, CSAT10, CES5, CES7, Stars5, Thumbs:
		return true
	}
	return false
}

// onStep reports whether v is a whole number of steps above Min, allowing for
// the rounding of steps such as 0.1.
func (b Bounds) onStep(v float64) bool {
	n := (v - b.Min) / b.Step
	return math.Abs(n-math.Round(n)) <= 1e-9*math.Max(1, math.Abs(n))
}

// Share is v's place between the bad end (0) and the good end (1), so that
// ratings of different scales can be drawn side by side. It does not make them
// the same measurement.
func (b Bounds) Share(v float64) float64 {
	share := (v - b.Min) / (b.Max - b.Min)
	if b.Direction == LowIsGood {
		return 1 - share
	}
	return share
}

// UnmarshalText implements [encoding.TextUnmarshaler]. It refuses a text that
// defines no scale.
func (s *Scale) UnmarshalText(text []byte) error {
	v := Scale(strings.TrimSpace(string(text)))
	if lower := Scale(strings.ToLower(string(v))); lower.isNamed() {
		v = lower
	}
	if _, err := v.Bounds(); err != nil {
		return err
	}
	*s = v
	return nil
}

// A ScaleError reports a text that defines no scale.
type ScaleError struct {
	Scale   Scale
	Problem string
}

// Error says what is wrong and how a scale is written.
func (e *ScaleError) Error() string {
	return fmt.Sprintf("feedback: scale %q %s; want nps, csat5, csat7, csat10, ces5, ces7, stars5, thumbs "+
		"or name:min..max[/step][:low]", string(e.Scale), e.Problem)
}
