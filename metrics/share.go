package metrics

import (
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/stat"
)

// shareEstimate is the share x of n with its Wilson interval.
func shareEstimate(id ID, x, n int64, confidence float64) (Estimate, error) {
	i, err := stat.Wilson(x, n, confidence)
	e := estimate(id, UnitShare, float64(x)/float64(n), n, WilsonScore, confidence, i, err)
	e.warnIfFew(worstShare)
	return checked(e, err)
}

// meanEstimate is a mean with its t interval.
func meanEstimate(id ID, m stat.Moments, confidence float64) (Estimate, error) {
	i, err := stat.StudentT(m, confidence)
	e := estimate(id, UnitScore, m.Mean, m.N, StudentT, confidence, i, err)
	if err == nil && m.Variance == 0 {
		e.warn(NoVariation, 0)
	}
	return checked(e, err)
}

// checked turns an argument outside its domain into an error; that there are no
// data is said by the estimate itself.
func checked(e Estimate, err error) (Estimate, error) {
	if _, ok := err.(*stat.ArgumentError); ok {
		return Estimate{}, err
	}
	return e, nil
}

// sure drops the error of an estimate at the default confidence, which has none.
func sure(e Estimate, _ error) Estimate { return e }

// An AnswerCount is how many gave one answer.
type AnswerCount struct {
	Value float64 `json:"value"`
	Count int64   `json:"count"`
}

// A histogram counts the answers of a scale: counts[i] gave Min + i·Step.
type histogram struct {
	bounds feedback.Bounds
	counts []int64
}

func (h histogram) value(i int) float64 { return h.bounds.Min + float64(i)*h.bounds.Step }

func (h histogram) index(v float64) int {
	return int(math.Round((v - h.bounds.Min) / h.bounds.Step))
}

func (h histogram) n() int64 { return sumCounts(h.counts) }

func sumCounts(counts []int64) int64 {
	var n int64
	for _, c := range counts {
		n += c
	}
	return n
}

// moments are those of the answers.
func (h histogram) moments() stat.Moments {
	n := h.n()
	var sum, squares float64
	for i, c := range h.counts {
		sum += float64(c) * h.value(i)
	}
	mean := sum / float64(n)
	for i, c := range h.counts {
		d := h.value(i) - mean
		squares += float64(c) * d * d
	}
	return stat.Moments{N: n, Mean: mean, Variance: squares / float64(n-1)}
}

// median is the middle answer, or halfway between the two middle ones.
func (h histogram) median() Number {
	n := h.n()
	if n == 0 {
		return Number{}
	}
	at := func(rank int64) float64 {
		for i, c := range h.counts {
			if rank < c {
				return h.value(i)
			}
			rank -= c
		}
		return math.NaN()
	}
	return NumberOf((at((n-1)/2) + at(n/2)) / 2)
}

// distribution lists all answers of the scale, also those that nobody gave.
func (h histogram) distribution() []AnswerCount {
	out := make([]AnswerCount, len(h.counts))
	for i, c := range h.counts {
		out[i] = AnswerCount{h.value(i), c}
	}
	return out
}
