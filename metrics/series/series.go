package series

import (
	"math"

	"github.com/loamlib/loam/metrics"
)

// A Point is the number of one period. A period without answers has a point with N
// of 0 and no value: it is a gap in the record, not a value of 0.
type Point struct {
	Period  Period `json:"period"`
	Partial bool   `json:"partial,omitzero"` // not all of the period lies in the window
	Reading
}

// Value is the number, and whether there is one.
func (p Point) Value() (float64, bool) { return p.Estimate.Value.Get() }

// A Series is one number over time, a point for each period and no period left out.
type Series struct {
	Definition metrics.ID      `json:"definition"`
	Unit       metrics.Unit    `json:"unit,omitzero"`
	Kind       Kind            `json:"kind"`
	Points     []Point         `json:"points"`
	Rejected   metrics.Rejects `json:"rejected"` // by the window and by the accumulators
}

// Series reads the estimate of each accumulator: the score of an NPS, the satisfied
// share of a CSAT. Buckets without any record in a window without From give a series
// without points.
func (b *Buckets[T, A]) Series() (Series, error) {
	return b.SeriesOf(func(a *T) Reading { return read(A(a)) })
}

// SeriesOf reads another number of each accumulator, such as the mean of a CSAT:
//
//	means, err := months.SeriesOf(func(c *metrics.CSAT) series.Reading {
//		return series.ReadMean(c.Mean(), c.Distribution())
//	})
func (b *Buckets[T, A]) SeriesOf(read func(*T) Reading) (Series, error) {
	if _, err := b.periods(); err != nil {
		return Series{}, err
	}
	s := Series{Rejected: b.rejects}
	for p, a := range b.All() {
		rejected := A(a).Rejected()
		if err := s.Rejected.Merge(&rejected); err != nil {
			return Series{}, err
		}
		s.add(Point{Period: p, Partial: b.partial(p), Reading: read(a)})
	}
	return s, nil
}

// add appends a point. The series is what its first point is.
func (s *Series) add(p Point) {
	if len(s.Points) == 0 {
		s.Definition, s.Unit, s.Kind = p.Estimate.Definition, p.Estimate.Unit, p.Kind
	}
	s.Points = append(s.Points, p)
}

// Volume is how many answers each period has, per day that lies in the window. It is
// a rate, so that a February and a month that has only begun compare with others; a
// day without answers has 0.
func (b *Buckets[T, A]) Volume() (Series, error) {
	if _, err := b.periods(); err != nil {
		return Series{}, err
	}
	s := Series{Rejected: b.rejects}
	for p, a := range b.All() {
		const day = 24 // hours
		exposure := b.covered(p).Hours() / day
		volume := metrics.EventRate{Definition: metrics.IDFeedbackVolume.With("days")}
		if err := volume.Add(A(a).Estimate().N, exposure); err != nil {
			return Series{}, err
		}
		s.add(Point{Period: p, Partial: b.partial(p), Reading: read(&volume)})
	}
	return s, nil
}

// Complete is the series without periods that are partial: those of its ends that
// the window cuts. Trends and charts look at no others.
func (s Series) Complete() Series {
	var points []Point
	for _, p := range s.Points {
		if !p.Partial {
			points = append(points, p)
		}
	}
	s.Points = points
	return s
}

// Values are the values of the points, NaN where there is none.
func (s Series) Values() []float64 {
	out := make([]float64, len(s.Points))
	for i, p := range s.Points {
		out[i] = p.Estimate.Value.Or(math.NaN())
	}
	return out
}

// N is how many answers, or events, all points rest on.
func (s Series) N() int64 {
	var n int64
	for _, p := range s.Points {
		n += p.Estimate.N
	}
	return n
}
