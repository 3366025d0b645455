package control

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// Individuals is the chart of values of which nothing is known but themselves, such
// as a median time. How much they scatter is measured from one to the next, by the
// mean moving range / 1.128, so that a change of level does not hide itself. NaN is a
// gap, and values beyond ±1e150 are an error. For shares, scores and rates the other
// charts are better: they know that a month of two answers scatters more.
func Individuals(values []float64, o Options) (Chart, error) {
	for _, v := range values {
		if math.Abs(v) > largest {
			return Chart{}, &stat.ArgumentError{Name: "a value", Value: v, Want: "a number from -1e150 to 1e150, or NaN for a gap"}
		}
	}
	o, err := o.check(len(values))
	if err != nil {
		return Chart{}, err
	}
	baseline := make([]float64, len(values))
	var origin, sum, n float64 // of distances from the first value: those of equal values are 0, not nearly
	for i, v := range values {
		baseline[i] = math.NaN()
		if o.counts(i) && !math.IsNaN(v) {
			if n == 0 {
				origin = v
			}
			baseline[i] = v
			sum += v - origin
			n++
		}
	}
	if n == 0 {
		return Chart{}, stat.ErrNoData
	}
	m := rangesOf(baseline)
	c := Chart{Kind: XChart, Center: origin + sum/n, Spread: m.sigma(-1), Sigmas: o.Sigmas}
	if math.IsNaN(c.Spread) { // a single value
		return Chart{}, stat.ErrTooFew
	}
	for i, v := range values {
		p := Point{Value: metrics.NumberOf(v), Size: 1}
		rest, others, without := sum, n, -1
		if o.leavesOut(i) && p.Value.Defined() {
			rest, others, without = sum-(v-origin), n-1, i
		}
		if others >= o.fewest() {
			sigma, sigmas := m.sigma(without), o.Sigmas
			if !o.Textbook {
				sigma *= math.Sqrt(1 + 1/others)
				sigmas = o.width(m.count(without))
			}
			p.limits(origin+rest/others, sigma, sigmas)
		}
		c.Points = append(c.Points, p)
	}
	c.judge(o)
	return c, nil
}

// largest is how far from 0 a value may lie: sums of such values, and their distances in
// standard deviations, are float64s.
const largest = 1e150

// d2 is what the mean moving range of two normal values is in standard deviations,
// 2/√π, rounded as charts have it.
const d2 = 1.128

// ranges are the moving ranges of values: how far each lies from the one before,
// gaps left out.
type ranges struct {
	sum, n   float64
	touching map[int][]float64 // the ranges that a value is an end of
}

func rangesOf(values []float64) ranges {
	m := ranges{touching: map[int][]float64{}}
	last := -1
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if last >= 0 {
			r := math.Abs(v - values[last])
			m.sum += r
			m.n++
			m.touching[i], m.touching[last] = append(m.touching[i], r), append(m.touching[last], r)
		}
		last = i
	}
	return m
}

// sigma is the standard deviation by the mean range, without those of one value; NaN
// if there are none.
func (m ranges) sigma(without int) float64 {
	sum := m.sum
	for _, r := range m.touching[without] {
		sum -= r
	}
	return math.Max(0, sum) / m.count(without) / d2
}

func (m ranges) count(without int) float64 { return m.n - float64(len(m.touching[without])) }

// width is as many sigmas as leave the same chance outside when sigma was measured by
// so many moving ranges. The variance of their mean is 0.8286/n of its square, with
// neighbours correlated by 0.2245 (Cryer and Ryan 1990), which is that of a standard
// deviation with 0.6 n degrees of freedom.
func (o Options) width(n float64) float64 {
	if o.Textbook {
		return o.Sigmas
	}
	return -dist.TQuantile(tails(o.Sigmas)/2, 0.6*n)
}
