package control

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// P is the chart of shares with any number of answers in a period; N of 0 is a gap.
// Limits stop at 0 and 1.
func P(values []stat.Share, o Options) (Chart, error) { return ofShares(values, o, PChart) }

// LaneyP is the chart of Laney (2002) of shares with so many answers that chance is
// not all that moves them: the limits of [P], as many times wider as the points
// scatter more than it says, by the mean moving range of their z / 1.128. Where they
// scatter less the limits get narrower. It suits periods of about equal size: where
// sizes differ much, the chart with random periods that [Of] draws is better.
func LaneyP(values []stat.Share, o Options) (Chart, error) { return ofShares(values, o, LaneyPChart) }

func ofShares(values []stat.Share, o Options, kind Kind) (Chart, error) {
	var s sized
	for _, x := range values {
		switch {
		case x.X < 0 || x.N < 0:
			return Chart{}, &stat.ArgumentError{Name: "a count", Value: float64(min(x.X, x.N)), Want: "at least 0"}
		case x.X > x.N:
			return Chart{}, &stat.ArgumentError{Name: "X", Value: float64(x.X), Want: "at most N"}
		}
		s.add(float64(x.X), float64(x.N), 0)
	}
	return s.draw(shares(), o, kind)
}

// U is the chart of events per exposure. An exposure of 0 is a gap; no events are
// none. The lower limit stops at 0.
func U(events []int64, exposure []float64, o Options) (Chart, error) {
	return ofEvents(events, exposure, o, UChart)
}

// LaneyU is for events per exposure what [LaneyP] is for shares.
func LaneyU(events []int64, exposure []float64, o Options) (Chart, error) {
	return ofEvents(events, exposure, o, LaneyUChart)
}

// C is the chart of events in periods of equal length.
func C(events []int64, o Options) (Chart, error) {
	exposure := make([]float64, len(events))
	for i := range exposure {
		exposure[i] = 1
	}
	return ofEvents(events, exposure, o, CChart)
}

func ofEvents(events []int64, exposure []float64, o Options, kind Kind) (Chart, error) {
	if len(events) != len(exposure) {
		return Chart{}, &stat.ArgumentError{Name: "number of exposures", Value: float64(len(exposure)), Want: "as many as events"}
	}
	var s sized
	for i, x := range events {
		switch t := exposure[i]; {
		case x < 0:
			return Chart{}, &stat.ArgumentError{Name: "events", Value: float64(x), Want: "at least 0"}
		case !(t >= 0) || math.IsInf(t, 1) || t == 0 && x > 0:
			return Chart{}, &stat.ArgumentError{Name: "exposure", Value: t, Want: "a finite number above 0, or 0 without events"}
		default:
			s.add(float64(x), t, 0)
		}
	}
	return s.draw(rates(), o, kind)
}

// sized are the values of periods, each with what it rests on; size 0 is a gap.
type sized []total

// add appends a period: the sum of its answers, how many there are, and the variance
// of one.
func (s *sized) add(sum, size, variance float64) {
	if !(size > 0) {
		*s = append(*s, total{})
		return
	}
	mean := sum / size
	*s = append(*s, total{1, size, sum, size * (variance + mean*mean)})
}

// draw draws a chart of a law: the plain one, or Laney's.
func (s sized) draw(l law, o Options, kind Kind) (Chart, error) {
	o, err := o.check(len(s))
	if err != nil {
		return Chart{}, err
	}
	var all total
	for i, t := range s {
		if o.counts(i) {
			all = all.plus(t, 1)
		}
	}
	if all.points == 0 {
		return Chart{}, stat.ErrNoData
	}
	c := Chart{Kind: kind, Center: all.mean(), Spread: math.Sqrt(l.variance(all)), Sigmas: o.Sigmas}
	widen := func(int) (factor, sigmas float64) { return 1, o.Sigmas }
	laney := kind == LaneyPChart || kind == LaneyUChart
	if laney {
		widen = c.laney(s, l.variance(all), o)
	}
	for i, t := range s {
		p := Point{Size: t.size}
		baseline := all
		if o.leavesOut(i) {
			baseline = all.plus(t, -1)
		}
		factor, sigmas := widen(i)
		if baseline.points >= o.fewest() {
			v := o.variance(l, baseline, t)
			p.limits(baseline.mean(), factor*math.Sqrt(v), sigmas)
			p.clip(l.low, l.high)
		}
		if t.points > 0 {
			p.Value = metrics.NumberOf(t.mean())
			if l.exact != nil && !o.Textbook && !laney && p.Center.Defined() {
				if exact, wanted := l.exact(t, baseline); wanted {
					p.P = metrics.NumberOf(exact)
				}
			}
		}
		c.Points = append(c.Points, p)
	}
	c.judge(o)
	return c, nil
}

// variance is that of a point about the centre of its baseline, which is uncertain
// itself.
func (o Options) variance(l law, baseline, point total) float64 {
	if point.size == 0 {
		return math.NaN()
	}
	if o.Textbook {
		return l.variance(baseline) / point.size
	}
	return l.variance(l.smooth(baseline)) * (1/point.size + 1/baseline.size)
}

// laney finds by how much the points scatter more than their variance says, for each
// point by the others.
func (c *Chart) laney(s sized, variance float64, o Options) func(i int) (factor, sigmas float64) {
	z := make([]float64, len(s))
	for i, t := range s {
		z[i] = math.NaN()
		if o.counts(i) && t.points > 0 {
			z[i] = (t.mean() - c.Center) / math.Sqrt(variance/t.size)
		}
	}
	m := rangesOf(z)
	c.SigmaZ = metrics.NumberOf(m.sigma(-1))
	return func(i int) (factor, sigmas float64) {
		without := -1
		if o.leavesOut(i) {
			without = i
		}
		return m.sigma(without), o.width(m.count(without))
	}
}
