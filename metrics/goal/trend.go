package goal

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Point is the value of the metric at one time.
type Point struct {
	At       time.Time `json:"at"` // the middle or the end of the period, the same for all
	Value    float64   `json:"value"`
	Variance float64   `json:"variance"` // of the value; 0 means that it is not known
	N        int64     `json:"n"`        // answers
}

// PointOf is an estimate as a point, with the variance that the width of its
// interval implies; the interval of a few answers that all agree has a width too.
func PointOf(at time.Time, e metrics.Estimate) Point {
	p := Point{At: at, Value: e.Value.Or(math.NaN()), N: e.N}
	if se, ok := e.StdErr(); ok {
		p.Variance = se * se
	}
	return p
}

// month is the mean length of one, in which slopes are given.
const month = 730*time.Hour + 30*time.Minute

func months(d time.Duration) float64 { return float64(d) / float64(month) }

// A Trend is how fast the metric moved: the slope of the weighted line through its
// points.
type Trend struct {
	PerMonth   metrics.Number `json:"per_month"` // of 30.44 days, in the unit of the metric
	Low        metrics.Number `json:"low"`
	High       metrics.Number `json:"high"`
	Confidence float64        `json:"confidence,omitzero"`
	Points     int            `json:"points"`
	From       time.Time      `json:"from,omitzero"`
	To         time.Time      `json:"to,omitzero"`
	Method     string         `json:"method,omitzero"`
}

// trend is the slope of the points with its interval; without a slope if they are
// fewer than two times.
func trend(points []Point, confidence float64) (Trend, error) {
	points, err := sorted(points)
	if err != nil || len(points) == 0 {
		return Trend{}, err
	}
	t := Trend{Points: len(points), From: points[0].At, To: points[len(points)-1].At, Confidence: confidence}
	l, ok := fit(points)
	if !ok {
		return t, nil
	}
	t.PerMonth, t.Method = metrics.NumberOf(l.slope), l.method
	if reach := l.quantile(confidence) * math.Sqrt(l.slopeVariance); l.known {
		t.Low, t.High = metrics.NumberOf(l.slope-reach), metrics.NumberOf(l.slope+reach)
	}
	return t, nil
}

// sorted is a copy of the points, the oldest first. It reports points that cannot
// be.
func sorted(points []Point) ([]Point, error) {
	for i, p := range points {
		switch {
		case p.At.IsZero():
			return nil, fmt.Errorf("goal: points[%d] has no time", i)
		case math.IsNaN(p.Value) || math.IsInf(p.Value, 0):
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("points[%d].Value", i), Value: p.Value, Want: "a finite number"}
		case !(p.Variance >= 0) || math.IsInf(p.Variance, 0):
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("points[%d].Variance", i), Value: p.Variance, Want: "a finite number of at least 0"}
		case p.N < 0:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("points[%d].N", i), Value: float64(p.N), Want: "at least 0"}
		}
	}
	out := slices.Clone(points)
	slices.SortStableFunc(out, func(a, b Point) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Variance, b.Variance), cmp.Compare(a.N, b.N))
	})
	return out, nil
}

// A line is a weighted straight line, value = level + slope · (months after at).
type line struct {
	at                           time.Time
	level, slope                 float64
	levelVariance, slopeVariance float64 // uncorrelated, because at is the weighted mean of the times
	between                      float64 // variance of the level itself around the line
	df                           float64 // degrees of freedom of the interval; infinite for the normal one
	known                        bool    // whether the variances are
	method                       string
}

// fit puts a line through points in order of time; ok is false if they are of fewer
// than two times.
//
// Points whose variances are known are weighted by 1/(v + τ²), τ² being what the
// scatter about the line has above the variances (DerSimonian and Laird 1986, as a
// regression: Thompson and Sharp 1999). A variance of 0 is taken from the other
// points, by the numbers of answers. Points without variances are weighted by their
// numbers of answers, and the scatter about the line tells its uncertainty; of two
// of them nothing does.
func fit(points []Point) (line, bool) {
	if len(points) < 2 {
		return line{}, false
	}
	v, known := variances(points)
	l, ok := weighted(points, v)
	if !ok {
		return line{}, false
	}
	free := float64(len(points) - 2)
	q, trace := l.scatter(points, v)
	l.df, l.known, l.method = math.Inf(1), true, "weighted line, normal"
	switch {
	case !known && free == 0:
		l.known, l.method = false, "line through two points"
	case !known:
		scale := q / free
		l.levelVariance *= scale
		l.slopeVariance *= scale
		l.df, l.method = free, "line, t"
	case free > 0 && q > free:
		between := (q - free) / trace
		for i := range v {
			v[i] += between
		}
		l, _ = weighted(points, v)
		l.between, l.df, l.known, l.method = between, free, true, "weighted line with scatter of its own, t"
	}
	return l, true
}

// variances are those of the points, and whether any was known.
func variances(points []Point) (v []float64, known bool) {
	v = make([]float64, len(points))
	ofOne, answers := 0.0, 0.0
	for _, p := range points {
		if p.Variance > 0 {
			n := float64(max(p.N, 1))
			ofOne += n * n * p.Variance
			answers += n
		}
	}
	known = answers > 0
	for i, p := range points {
		switch {
		case p.Variance > 0:
			v[i] = p.Variance
		case known:
			v[i] = ofOne / answers / float64(max(p.N, 1))
		default:
			v[i] = 1 / float64(max(p.N, 1))
		}
	}
	return v, known
}

// weighted is the line of least squares with the weights 1/v.
func weighted(points []Point, v []float64) (line, bool) {
	origin := points[0].At
	sum, mean, level := 0.0, 0.0, 0.0
	for i, p := range points {
		w := 1 / v[i]
		sum += w
		mean += w * months(p.At.Sub(origin))
		level += w * p.Value
	}
	mean, level = mean/sum, level/sum
	xx, xy := 0.0, 0.0
	for i, p := range points {
		x := months(p.At.Sub(origin)) - mean
		xx += x * x / v[i]
		xy += x * (p.Value - level) / v[i]
	}
	if !(xx > 0) || !(sum > 0) || math.IsInf(sum, 0) || math.IsInf(xx, 0) {
		return line{}, false
	}
	return line{
		at: origin.Add(time.Duration(mean * float64(month))), level: level, slope: xy / xx,
		levelVariance: 1 / sum, slopeVariance: 1 / xx,
	}, true
}

// scatter is the weighted sum of squares about the line, and what τ² is multiplied
// by in its expectation: Σw − tr((X'WX)⁻¹X'W²X).
func (l line) scatter(points []Point, v []float64) (q, trace float64) {
	for i, p := range points {
		x, w := months(p.At.Sub(l.at)), 1/v[i]
		r := p.Value - l.level - l.slope*x
		q += w * r * r
		trace += w - w*w*(l.levelVariance+x*x*l.slopeVariance)
	}
	return q, trace
}

// quantile is half the width of an interval in standard errors.
func (l line) quantile(confidence float64) float64 {
	if math.IsInf(l.df, 1) {
		return dist.Z(confidence)
	}
	return -dist.TQuantile((1-confidence)/2, l.df)
}
