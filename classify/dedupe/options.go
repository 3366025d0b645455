package dedupe

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Options change what is dropped. The zero value, and a nil pointer, are the
// recommended setup.
type Options struct {
	// Similarity is the Jaccard similarity from which on a text is a near copy, in
	// [0.5, 1]; 0 is 0.7. One changed word of a dozen is 10 of 14 pairs.
	Similarity float64

	// MinLength is how long words must be to be no chance when another has them
	// too, a Chinese character counting 1 and a word of another script 2; 0 is 24.
	// To be no chance when they are nearly the same they must be half as long again.
	MinLength int

	// RepeatWithin is within what time the same customer's same short words are a
	// repeat; 0 is a day. Negative is at any time.
	RepeatWithin time.Duration

	// Skip are rules that are not applied.
	Skip []Rule

	// DurationAttribute is the attribute that holds how many seconds the answer
	// took; empty is "duration_seconds". UserAgentAttribute is the one that
	// holds the program that sent it; empty is "user_agent".
	DurationAttribute, UserAgentAttribute string

	// MaxPerHour is how many records one customer may give within an hour; 0 is 20.
	MaxPerHour int
}

// settings are checked options with defaults filled in.
type settings struct {
	Options
	skip map[Rule]bool
}

func (o *Options) settings() (settings, error) {
	s := settings{skip: map[Rule]bool{}}
	if o != nil {
		s.Options = *o
	}
	if s.Similarity == 0 {
		s.Similarity = 0.7
	}
	if !(s.Similarity >= 0.5 && s.Similarity <= 1) {
		return s, fmt.Errorf("dedupe: Similarity is %v, want 0 for the default or a number from 0.5 to 1", s.Similarity)
	}
	for _, f := range []struct {
		name  string
		value *int
		zero  int
	}{{"MinLength", &s.MinLength, 24}, {"MaxPerHour", &s.MaxPerHour, 20}} {
		if *f.value == 0 {
			*f.value = f.zero
		}
		if *f.value < 1 {
			return s, fmt.Errorf("dedupe: %s is %d, want 0 for the default or more", f.name, *f.value)
		}
	}
	switch {
	case s.RepeatWithin == 0:
		s.RepeatWithin = 24 * time.Hour
	case s.RepeatWithin < 0:
		s.RepeatWithin = math.MaxInt64
	}
	if s.DurationAttribute == "" {
		s.DurationAttribute = "duration_seconds"
	}
	if s.UserAgentAttribute == "" {
		s.UserAgentAttribute = "user_agent"
	}
	for _, r := range s.Skip {
		if !slices.Contains(Rules(), r) {
			return s, fmt.Errorf("dedupe: Skip has %q, want one of %q", r, Rules())
		}
		s.skip[r] = true
	}
	return s, nil
}
