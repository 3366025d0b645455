package segment

import (
	"errors"
	"math"

	"github.com/loamlib/loam/metrics"
)

// A tally is how many gave each answer of a measure.
type tally []int64

func (t tally) n() int64 {
	var n int64
	for _, c := range t {
		n += c
	}
	return n
}

// minus is t without the answers of o.
func (t tally) minus(o tally) tally {
	out := make(tally, len(t))
	for i := range t {
		out[i] = t[i] - o[i]
	}
	return out
}

// most is how many answers a tally holds at most, as other accumulators.
const most = math.MaxInt64/2 + 1

// plus is the sum, or [metrics.ErrTooMany].
func (t tally) plus(o tally) (tally, error) {
	if t.n() > most-o.n() {
		return nil, metrics.ErrTooMany
	}
	out := make(tally, len(t))
	for i := range t {
		out[i] = t[i] + o[i]
	}
	return out, nil
}

// check reports counts that no tally can have.
func (t tally) check(answers int) error {
	if len(t) != answers {
		return errors.New("a slice has another number of answers than the measure")
	}
	var n int64
	for _, c := range t {
		if c < 0 || c > most-n {
			return errors.New("a count is negative or too large")
		}
		n += c
	}
	return nil
}

// spread describes a tally in the unit of the metric.
type spread struct {
	n, mean  float64
	variance float64 // of one answer, in the population form
}

func (m Measure) spread(t tally) spread {
	s := spread{n: float64(t.n())}
	if s.n == 0 {
		return spread{mean: math.NaN(), variance: math.NaN()}
	}
	var sum float64
	for i, c := range t {
		sum += float64(c) * (m.first + float64(i)*m.step)
	}
	s.mean = sum / s.n
	for i, c := range t {
		d := m.first + float64(i)*m.step - s.mean
		s.variance += float64(c) / s.n * d * d
	}
	return s
}

// added is how many answers, spread as those of the whole, are added to a slice before
// its variance is taken, as the adjusted Wald interval of a score adds three: a week of
// two promoters is not known without error.
const added = 3

// smoothed is the variance of one answer of s with those answers added. Its degrees of
// freedom are one less than the answers, so that slices which spread as the whole does
// have its variance on average, one answer included.
func (s spread) smoothed(whole spread) float64 {
	return (s.n*s.variance + added*whole.variance) / (s.n - 1 + added)
}
