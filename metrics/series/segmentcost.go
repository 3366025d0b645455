package series

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A ChangeModel is a series together with what is taken to stay the same between
// two changes: the mean, mean and variance, a share, or a rate. The constructors
// leave periods without data (NaN, no answers, no exposure) out: they neither hide
// a change nor are one.
//
// The cost of a segment is twice the negative log likelihood at its best level, up
// to a constant, so that a change which halves nothing but noise lowers it by about
// 1 (Killick, Fearnhead and Eckley 2012, Journal of the American Statistical
// Association 107).
type ChangeModel struct {
	kind    changeKind
	periods int   // of the series, with those left out
	index   []int // of the observations among them
	obs     []observation
	known   float64 // standard deviation of a value, if it is known
	answers []int64 // that each period rests on, if that is known
}

// An observation is what one period says: a value with its weight, or a number of
// successes with the number of trials.
type observation struct{ value, weight float64 }

type changeKind uint8

const (
	changeOfMean changeKind = iota
	changeOfMeanAndVariance
	changeOfWeightedMean
	changeOfShare
	changeOfRate
)

// parameters is how many numbers describe a segment.
func (k changeKind) parameters() int {
	if k == changeOfMeanAndVariance {
		return 2
	}
	return 1
}

// MeanChanges models a mean that changes under a noise that does not:
//
//	cost = Σ (x − mean)² / sd²
//
// sd is the standard deviation of a value about its mean. If it is 0 it is
// estimated by the differences d of neighbours, 1.4826 median |d − median d| / √2,
// which a few changes leave alone, or by the root of half their mean square if more
// than half of them are the same.
func MeanChanges(x []float64, sd float64) (*ChangeModel, error) {
	if !(sd >= 0) || math.IsInf(sd, 1) {
		return nil, &stat.ArgumentError{Name: "sd", Value: sd, Want: "a finite standard deviation above 0, or 0 to estimate it"}
	}
	m, err := valuesModel(changeOfMean, x)
	if err == nil {
		m.known = sd
	}
	return m, err
}

// MeanVarianceChanges models a mean and a variance that change, for values whose
// spread is news too, such as times to resolve: with m values of variance s²
// (divisor m) in a segment
//
//	cost = m (ln 2π + ln s² + 1)
//
// s² is at least 1e-11 of the variance of the series. Rounded values that repeat
// look like a segment with hardly any variance; use [MeanChanges] for those.
func MeanVarianceChanges(x []float64) (*ChangeModel, error) {
	return valuesModel(changeOfMeanAndVariance, x)
}

// WeightedMeanChanges models a mean that changes where periods rest on uneven
// numbers of answers: variances[t] is the sampling variance of x[t], such as s²/n of
// a mean or V/n of a score, from smoothed counts so that three answers that agree
// are not taken for certain.
//
//	cost = Σ w (x − mean)²,  w = 1/(variance + τ²)
//
// τ² is how much more than that neighbours differ, at least 0: the median of
// d²/(v+v′+2τ²) over their differences d is that of χ² with one degree of freedom.
func WeightedMeanChanges(x, variances []float64) (*ChangeModel, error) {
	if len(variances) != len(x) {
		return nil, &stat.ArgumentError{Name: "len(variances)", Value: float64(len(variances)), Want: fmt.Sprint(len(x), ", as many as x")}
	}
	m, err := valuesModel(changeOfWeightedMean, x)
	if err != nil {
		return nil, err
	}
	for i, t := range m.index {
		if v := variances[t]; !(v > 0) || math.IsInf(v, 1) {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("variances[%d]", t), Value: v, Want: "a finite variance above 0; smooth the counts it comes from"}
		}
		m.obs[i].weight = variances[t]
	}
	return m, nil
}

// ShareChanges models a share that changes, with x of n in each period:
//
//	cost = −2 Σ (x ln p + (n−x) ln(1−p)) / φ,  p = Σx / Σn of the segment
//
// φ, at least 1, is how much more neighbours differ than answers drawn at random
// would, as in a survey that is not a random sample: the median of their squared
// differences in standard errors, over that of χ² with one degree of freedom.
func ShareChanges(shares []stat.Share) (*ChangeModel, error) {
	m := &ChangeModel{kind: changeOfShare, periods: len(shares)}
	for t, s := range shares {
		if s.N < 0 || s.X < 0 || s.X > s.N {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("shares[%d].X", t), Value: float64(s.X), Want: fmt.Sprintf("a count from 0 to N = %d", s.N)}
		}
		if s.N > 0 {
			m.add(t, float64(s.X), float64(s.N))
		}
	}
	return m, nil
}

// RateChanges models a rate of events that changes, such as complaints per thousand
// orders, with counts and the exposure of each period (nil if all are the same):
//
//	cost = 2 Σ (λ·exposure − x ln λ) / φ,  λ = Σx / Σexposure of the segment
//
// φ is as in [ShareChanges].
func RateChanges(counts []int64, exposure []float64) (*ChangeModel, error) {
	if exposure == nil {
		exposure = slices.Repeat([]float64{1}, len(counts))
	}
	if len(exposure) != len(counts) {
		return nil, &stat.ArgumentError{Name: "len(exposure)", Value: float64(len(exposure)), Want: fmt.Sprint(len(counts), ", as many as counts")}
	}
	m := &ChangeModel{kind: changeOfRate, periods: len(counts)}
	for t, x := range counts {
		e := exposure[t]
		switch {
		case !(e >= 0) || e > largestValue:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("exposure[%d]", t), Value: e, Want: "a finite number of at least 0"}
		case x < 0 || x > 0 && e == 0:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("counts[%d]", t), Value: float64(x), Want: "a count of at least 0, and 0 without exposure"}
		case e > 0:
			m.add(t, float64(x), e)
		}
	}
	return m, nil
}

func valuesModel(kind changeKind, x []float64) (*ChangeModel, error) {
	m := &ChangeModel{kind: kind, periods: len(x)}
	for t, v := range x {
		if math.Abs(v) > largestValue {
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "from -1e100 to 1e100, or NaN for a gap"}
		}
		if !math.IsNaN(v) {
			m.add(t, v, 1)
		}
	}
	return m, nil
}

func (m *ChangeModel) add(t int, value, weight float64) {
	m.index = append(m.index, t)
	m.obs = append(m.obs, observation{value, weight})
}

// A yardstick is what costs are measured by. A permutation has its own, or it
// would not be treated as the series is.
type yardstick struct {
	scale float64 // costs are divided by it
	extra float64 // variance of a value beyond that of sampling
}

// yardstick is that of some observations. Its scale is 0 if they do not vary, when
// there is nothing to find.
func (m *ChangeModel) yardstick(obs []observation) yardstick {
	switch m.kind {
	case changeOfMean:
		sd := m.known
		if sd == 0 {
			sd = noise(obs)
		}
		return yardstick{scale: sd * sd}
	case changeOfWeightedMean:
		return yardstick{scale: 1, extra: excessVariance(obs)}
	case changeOfShare, changeOfRate:
		return yardstick{scale: dispersion(obs, m.kind)}
	}
	return yardstick{scale: 1}
}

// segmentCosts gives the cost of any segment in constant time, from sums of what
// comes before each observation.
type segmentCosts struct {
	kind                  changeKind
	n                     int
	sum, squares, weights []float64
	scale, leastVariance  float64
}

func (m *ChangeModel) costs(obs []observation, y yardstick) *segmentCosts {
	n := len(obs)
	c := &segmentCosts{kind: m.kind, n: n, scale: y.scale}
	buffer := make([]float64, 3*(n+1))
	c.sum, c.squares, c.weights = buffer[:n+1], buffer[n+1:2*n+2], buffer[2*n+2:]
	centre := m.centre(obs)
	for i, o := range obs {
		d, w := o.value-centre, 1.0
		switch m.kind {
		case changeOfShare, changeOfRate:
			w = o.weight
			c.sum[i+1] = c.sum[i] + o.value
		case changeOfWeightedMean:
			w = 1 / (o.weight + y.extra)
			fallthrough
		default:
			c.sum[i+1] = c.sum[i] + w*d
			c.squares[i+1] = c.squares[i] + w*d*d
		}
		c.weights[i+1] = c.weights[i] + w
	}
	if m.kind == changeOfMeanAndVariance {
		mean := c.sum[n] / float64(n)
		c.leastVariance = 1e-11 * max(0, c.squares[n]/float64(n)-mean*mean)
	}
	return c
}

// centre is what values are taken from, so that their squares lose no digits.
func (m *ChangeModel) centre(obs []observation) float64 {
	var out float64
	if m.kind <= changeOfWeightedMean {
		for _, o := range obs {
			out += o.value / float64(len(obs))
		}
	}
	return out
}

// between is the cost of observations i to j−1.
func (c *segmentCosts) between(i, j int) float64 {
	sum, weight := c.sum[j]-c.sum[i], c.weights[j]-c.weights[i]
	switch c.kind {
	case changeOfShare:
		return 2 * (weight*math.Log(weight) - xlogx(sum) - xlogx(weight-sum)) / c.scale
	case changeOfRate:
		return 2 * (sum - xlogx(sum) + sum*math.Log(weight)) / c.scale
	}
	rest := max(0, c.squares[j]-c.squares[i]-sum*sum/weight)
	if c.kind == changeOfMeanAndVariance {
		return weight * (math.Log(2*math.Pi) + math.Log(max(rest/weight, c.leastVariance)) + 1)
	}
	return rest / c.scale
}

func xlogx(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return x * math.Log(x)
}

// chiMedian is the median of χ² with one degree of freedom.
const chiMedian = 0.454936423119572

// noise is the standard deviation that differences of neighbours show; 0 if the
// values are all the same.
func noise(obs []observation) float64 {
	d := make([]float64, 0, len(obs))
	var squares float64
	for i := 1; i < len(obs); i++ {
		step := obs[i].value - obs[i-1].value
		d = append(d, step)
		squares += step * step / 2
	}
	if mad, err := stat.MAD(d); err == nil && mad > 0 {
		return mad / math.Sqrt2
	}
	return math.Sqrt(squares / float64(max(1, len(d))))
}

// excessVariance is how much more values vary than their sampling variances say.
func excessVariance(obs []observation) float64 {
	ratios := make([]float64, max(0, len(obs)-1))
	excess := func(extra float64) float64 {
		for i := range ratios {
			a, b := obs[i], obs[i+1]
			ratios[i] = (a.value - b.value) * (a.value - b.value) / (a.weight + b.weight + 2*extra)
		}
		median, err := stat.Median(ratios)
		if err != nil {
			return 0
		}
		return chiMedian - median
	}
	if excess(0) >= 0 {
		return 0
	}
	most := 1.0
	for excess(most) < 0 {
		most *= 4
	}
	return dist.Root(excess, 0, most)
}

// dispersion is how much more neighbouring shares or rates differ than counting
// alone explains; at least 1, and 0 if all are none or all.
func dispersion(obs []observation, kind changeKind) float64 {
	var sum, weight float64
	for _, o := range obs {
		sum += o.value
		weight += o.weight
	}
	if sum == 0 || kind == changeOfShare && sum == weight {
		return 0
	}
	squares := make([]float64, 0, len(obs))
	for i := 1; i < len(obs); i++ {
		a, b := obs[i-1], obs[i]
		level := (a.value + b.value) / (a.weight + b.weight)
		v := level * (1/a.weight + 1/b.weight)
		if kind == changeOfShare {
			v *= 1 - level
		}
		if d := a.value/a.weight - b.value/b.weight; v > 0 {
			squares = append(squares, d*d/v)
		}
	}
	median, err := stat.Median(squares)
	if err != nil {
		return 1
	}
	return max(1, median/chiMedian)
}
