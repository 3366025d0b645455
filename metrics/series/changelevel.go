package series

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// segments are the levels between changes.
func (m *ChangeModel) segments(starts []int, o ChangeOptions) []metrics.Estimate {
	edges := m.edges(starts)
	unit := metrics.Unit("")
	switch d, ok := metrics.Lookup(o.Definition); {
	case ok:
		unit = d.Unit
	case m.kind == changeOfShare:
		unit = metrics.UnitShare
	case m.kind == changeOfRate:
		unit = metrics.UnitRate
	}
	spread := m.spread(edges)
	var out []metrics.Estimate
	for i := 1; i < len(edges); i++ {
		e := metrics.Estimate{Definition: o.Definition, Unit: unit, Confidence: o.Confidence}
		m.level(&e, m.obs[edges[i-1]:edges[i]], spread)
		if m.answers != nil {
			e.N = 0
			for _, t := range m.index[edges[i-1]:edges[i]] {
				e.N += m.answers[t]
			}
		}
		out = append(out, e)
	}
	return out
}

func (m *ChangeModel) edges(starts []int) []int {
	return append(append([]int{0}, starts...), len(m.obs))
}

// spread is the variance that segments share, and its degrees of freedom: of a
// value about its level, or, where values have variances of their own, as a factor
// of these.
type spread struct{ variance, df, extra float64 }

func (m *ChangeModel) spread(edges []int) spread {
	out := spread{df: float64(len(m.obs) - len(edges) + 1), extra: m.yardstick(m.obs).extra}
	var squares float64
	for i := 1; i < len(edges); i++ {
		part := m.obs[edges[i-1]:edges[i]]
		level := m.mean(part, out.extra)
		for _, o := range part {
			d := o.value - level
			switch m.kind {
			case changeOfMean, changeOfMeanAndVariance:
				squares += d * d
			case changeOfWeightedMean:
				squares += d * d / (o.weight + out.extra)
			case changeOfShare, changeOfRate:
				d = o.value - o.weight*level
				v := o.weight * level
				if m.kind == changeOfShare {
					v *= 1 - level
				}
				if v > 0 {
					squares += d * d / v
				}
			}
		}
	}
	out.variance = squares / out.df
	if m.kind > changeOfMeanAndVariance {
		out.variance = max(1, out.variance)
	}
	if m.known > 0 {
		out.variance, out.df = m.known*m.known, math.Inf(1)
	}
	return out
}

// mean is the level of some observations.
func (m *ChangeModel) mean(obs []observation, extra float64) float64 {
	var sum, weight float64
	for _, o := range obs {
		switch m.kind {
		case changeOfShare, changeOfRate:
			sum += o.value
			weight += o.weight
		case changeOfWeightedMean:
			sum += o.value / (o.weight + extra)
			weight += 1 / (o.weight + extra)
		default:
			sum += o.value
			weight++
		}
	}
	return sum / weight
}

// level fills in the estimate of a segment.
func (m *ChangeModel) level(e *metrics.Estimate, obs []observation, s spread) {
	mean := m.mean(obs, s.extra)
	e.Value, e.N = metrics.NumberOf(mean), int64(len(obs))
	var sum, weight float64
	for _, o := range obs {
		sum += o.value
		weight += o.weight
	}
	tail := (1 - e.Confidence) / 2
	half := 0.0
	switch m.kind {
	case changeOfShare:
		e.N, e.Method = int64(weight), metrics.WilsonScore
		i := wilsonOf(mean, weight/s.variance, dist.Z(e.Confidence))
		e.Low, e.High = metrics.NumberOf(i.Low), metrics.NumberOf(i.High)
		return
	case changeOfRate:
		e.N, e.Method = int64(sum), metrics.GarwoodExact
		low, per := 0.0, weight/s.variance
		if sum > 0 {
			low = dist.GammaQuantile(tail, sum/s.variance) / per
		}
		high := dist.GammaQuantile(1-tail, sum/s.variance+1) / per
		e.Low, e.High = metrics.NumberOf(low), metrics.NumberOf(high)
		return
	case changeOfWeightedMean:
		var precision float64
		for _, o := range obs {
			precision += 1 / (o.weight + s.extra)
		}
		half = -dist.TQuantile(tail, s.df) * math.Sqrt(s.variance/precision)
	case changeOfMean:
		half = -dist.TQuantile(tail, s.df) * math.Sqrt(s.variance/float64(len(obs)))
		if math.IsInf(s.df, 1) {
			half = dist.Z(e.Confidence) * math.Sqrt(s.variance/float64(len(obs)))
		}
	case changeOfMeanAndVariance:
		values := make([]float64, len(obs))
		for i, o := range obs {
			values[i] = o.value
		}
		half = math.NaN()
		if moments, err := stat.MomentsOf(values); err == nil {
			if i, err := stat.StudentT(moments, e.Confidence); err == nil {
				half = i.Width() / 2
			}
		}
	}
	e.Method = metrics.StudentT
	e.Low, e.High = metrics.NumberOf(mean-half), metrics.NumberOf(mean+half)
}

// wilsonOf is Wilson's interval of a share of n answers, where n need not be whole.
func wilsonOf(p, n, z float64) stat.Interval {
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	grown := 1 + z*z/n
	return stat.Interval{Low: max(0, (centre-half)/grown), High: min(1, (centre+half)/grown)}
}

// compareLevels compares the levels after and before a change, with the p-value of
// the search. Without numbers of answers there is no standard deviation of one, and
// no effect size.
func (m *ChangeModel) compareLevels(after, before metrics.Estimate, p float64) metrics.Comparison {
	c, err := metrics.Compare(after, before)
	if err != nil { // not of estimates that one call made
		c = metrics.Comparison{A: after, B: before, Confidence: after.Confidence}
	}
	if m.kind <= changeOfWeightedMean && m.answers == nil {
		c.Effect = metrics.Effect{}
	}
	c.P, c.Test, c.Shown = metrics.NumberOf(p), changeMethod, true
	return c
}
