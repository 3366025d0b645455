package survival

import (
	"fmt"
	"iter"
	"math"
	"math/bits"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// RelativeError is how far a [Sketch] moves a duration at most, as a share of it:
// less than 1 %.
const RelativeError = 1.0 / 128

// A Sketch is [Times] in a bounded memory: at most 60 kB for any number of cases.
// It is the DDSketch of Masson, Rim and Lee (2019, VLDB 12) over durations, in its
// fast form that interpolates linearly between powers of two: 64 bins to a power,
// so that a bin stands for its middle, from which none in it is further than 1/128
// of itself; below 128 ns every duration has a bin of its own. There are 3 712
// bins for all durations that a [time.Duration] can hold, so none is ever merged
// with another, and sketches merge exactly and in any order. Adding takes a few
// nanoseconds.
//
// Everything computed from a sketch is what [Times] would give for durations each
// moved by less than 1 %. For cases that are all over, a quantile is therefore
// within 1 % of the true one.
//
// The zero value is ready and counts resolution times.
type Sketch struct {
	// Definition says which time it is; empty means metrics.IDResolutionTime. Set
	// it before the first duration is added.
	Definition metrics.ID

	over, open []int64 // by bin, up to the last that is used
	exits      int64
	rejects    metrics.Rejects
}

const (
	binBits  = 6 // 64 bins to a power of two
	exactTo  = 2 << binBits
	binCount = exactTo + (62-binBits)<<binBits
)

// bin is the place of a duration of at least 0.
func bin(d time.Duration) int {
	if d < exactTo {
		return int(d)
	}
	power := bits.Len64(uint64(d)) - 1
	return exactTo + (power-binBits-1)<<binBits + int(d>>(power-binBits)) - 1<<binBits
}

// binMiddle is the duration that a bin stands for.
func binMiddle(i int) time.Duration {
	if i < exactTo {
		return time.Duration(i)
	}
	shift := (i-exactTo)>>binBits + 1
	low := time.Duration((i-exactTo)&(1<<binBits-1)+1<<binBits) << shift
	return low + (1<<shift-1)/2
}

// count adds n to a bin.
func count(bins *[]int64, i int, n int64) {
	if more := i + 1 - len(*bins); more > 0 {
		*bins = append(*bins, make([]int64, more)...)
	}
	(*bins)[i] += n
}

// Add counts a case that is over. A duration below 0 is rejected.
func (s *Sketch) Add(d time.Duration) {
	if d < 0 {
		s.rejects.Add(metrics.NegativeTime)
		return
	}
	count(&s.over, bin(d), 1)
}

// AddOpen counts a case that is still open and has been for this long. An age
// below 0 is rejected.
func (s *Sketch) AddOpen(age time.Duration) {
	if age < 0 {
		s.rejects.Add(metrics.NegativeTime)
		return
	}
	count(&s.open, bin(age), 1)
}

// AddExit counts a case that ended in another way: see [Times.AddExit].
func (s *Sketch) AddExit(after time.Duration) {
	if after >= 0 {
		s.exits++
	}
	s.AddOpen(after)
}

// Merge adds the cases of o, which must have the same definition.
func (s *Sketch) Merge(o *Sketch) error {
	if s.id() != o.id() {
		return &metrics.MismatchError{What: "definition", Got: string(o.id()), Want: string(s.id())}
	}
	over, open := s.Counts()
	moreOver, moreOpen := o.Counts()
	if over+open > mostCases-moreOver-moreOpen {
		return metrics.ErrTooMany
	}
	if err := s.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	for i, n := range o.over {
		count(&s.over, i, n)
	}
	for i, n := range o.open {
		count(&s.open, i, n)
	}
	s.exits += o.exits
	return nil
}

// mostCases is how many cases a sketch holds: more cannot be added one by one.
const mostCases = math.MaxInt64/2 + 1

// mostHeld is how many a state may be read with: more were added one by one.
const mostHeld = mostCases + mostCases/2

func (s *Sketch) id() metrics.ID {
	if s.Definition == "" {
		return metrics.IDResolutionTime
	}
	return s.Definition
}

// Counts are the cases that are over and those that are not.
func (s *Sketch) Counts() (over, open int64) { return total(s.over), total(s.open) }

func total(counts []int64) int64 {
	var n int64
	for _, c := range counts {
		n += c
	}
	return n
}

// Rejected is what was set aside.
func (s *Sketch) Rejected() metrics.Rejects { return s.rejects }

// Curve is the Kaplan-Meier curve of the cases, with times to within 1 %.
func (s *Sketch) Curve() *Curve {
	return newCurve(s.id(), s.spells(), s.exits, s.rejects)
}

func (s *Sketch) spells() iter.Seq[spell] {
	return func(yield func(spell) bool) {
		for i := range max(len(s.over), len(s.open)) {
			p := spell{at: binMiddle(i)}
			if i < len(s.over) {
				p.over = s.over[i]
			}
			if i < len(s.open) {
				p.open = s.open[i]
			}
			if p.over+p.open > 0 && !yield(p) {
				return
			}
		}
	}
}

// Estimate is the median with its 95 % interval, in seconds: see [Curve.Quantile].
func (s *Sketch) Estimate() metrics.Estimate {
	e, _ := s.Curve().Quantile(0.5, metrics.DefaultConfidence) // both arguments are allowed
	return e
}

// Quantile is the duration that the share p of the cases does not exceed, to
// within 1 %: that of rank ⌈np⌉. It is for cases that are all over; if any is open
// it fails, and [Sketch.Curve] has the answer.
func (s *Sketch) Quantile(p float64) (time.Duration, error) {
	over, open := s.Counts()
	switch {
	case !(p >= 0 && p <= 1):
		return 0, &stat.ArgumentError{Name: "p", Value: p, Want: "a probability in [0, 1]"}
	case open > 0:
		return 0, fmt.Errorf("survival: %d of %d cases are open: the quantile of the others is too short, use Curve", open, over+open)
	case over == 0:
		return 0, stat.ErrNoData
	}
	const fuzz = 4 * 0x1p-52 // so that n·p that should be whole is
	rank := max(1, int64(math.Ceil(float64(over)*p*(1-fuzz))))
	for i, n := range s.over {
		if rank -= n; rank <= 0 {
			return binMiddle(i), nil
		}
	}
	return binMiddle(len(s.over) - 1), nil
}

// String is the estimate.
func (s Sketch) String() string { return s.Estimate().String() }
