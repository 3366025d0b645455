package series

import (
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

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
