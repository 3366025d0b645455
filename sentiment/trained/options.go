package trained

import (
	"fmt"
	"math"
)

// Options say how an [Analyzer] judges. The zero value, like a nil pointer, is
// the recommended setup.
//
// The model gives each text two numbers: the log-odds of praise against blame,
// and how neutral it is. From them, and from what each clause contributes, the
// polarity follows in this order:
//
//	unknown   the passages together say less than MinSignal
//	neutral   the probability of neutral, times NeutralFavour, is the largest of
//	          the three
//	mixed     a clause speaks for either side with at least MixedSide, and the
//	          weaker side's clauses together come to at least MixedBalance of the
//	          stronger side's
//	positive  the log-odds are above 0
//	negative  they are below
type Options struct {
	// MinSignal is how much the passages must say, for and against together and
	// in log-odds, for a judgement. 0 means 0.25; a negative number that the
	// faintest signal will do.
	MinSignal float64
	// NeutralFavour is what the probability of neutral is multiplied by before it
	// is compared with the other two. 0 means 1; a negative number makes nothing
	// neutral.
	NeutralFavour float64
	// MixedSide is how much, in log-odds, one clause must say for each side for a
	// text to be mixed. 0 means 0.6; a negative number makes nothing mixed. What
	// stands behind "but" is a clause of its own.
	MixedSide float64
	// MixedBalance is how large the weaker side must be as a share of the
	// stronger one, in (0, 1]. 0 means 0.4.
	MixedBalance float64
	// Lexicon are words and phrases of the caller's own domain with what they
	// say, in log-odds of praise from -20 to 20: 0.7 doubles the odds, -0.7 halves them. They
	// count beside what the model knows, without training.
	Lexicon map[string]float64
	// MaxEvidence is how many passages are given as evidence at most, the
	// weightiest. 0 means 20.
	MaxEvidence int
}

// mostWeight bounds the weights of Options.Lexicon, in log-odds: one in five hundred
// million is as sure as anything is.
const mostWeight = 20

// withDefaults is o with the recommended values filled in, checked.
func (o *Options) withDefaults() (Options, error) {
	var p Options
	if o != nil {
		p = *o
	}
	for _, f := range []struct {
		name  string
		value *float64
		zero  float64
	}{
		{"MinSignal", &p.MinSignal, 0.25}, {"NeutralFavour", &p.NeutralFavour, 1},
		{"MixedSide", &p.MixedSide, 0.6}, {"MixedBalance", &p.MixedBalance, 0.4},
	} {
		if *f.value == 0 {
			*f.value = f.zero
		}
		if math.IsNaN(*f.value) {
			return p, fmt.Errorf("trained: option %s is not a number", f.name)
		}
	}
	if p.MaxEvidence == 0 {
		p.MaxEvidence = 20
	}
	switch {
	case p.MixedBalance <= 0 || p.MixedBalance > 1:
		return p, fmt.Errorf("trained: option MixedBalance is %v, want a number in (0, 1]", p.MixedBalance)
	case p.MaxEvidence < 1:
		return p, fmt.Errorf("trained: option MaxEvidence is %d, want at least 1", p.MaxEvidence)
	}
	for phrase, w := range p.Lexicon {
		if !(math.Abs(w) <= mostWeight) {
			return p, fmt.Errorf("trained: option Lexicon gives %q the weight %v, want a number from %d to %d", phrase, w, -mostWeight, mostWeight)
		}
	}
	return p, nil
}
