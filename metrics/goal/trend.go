package goal

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
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
// interval implies; the interval of a few answers that all agree has a width too. An
// estimate without a value gives one of NaN, which is refused wherever points are read:
// leave periods without answers out, as [PointsOf] does.
func PointOf(at time.Time, e metrics.Estimate) Point {
	p := Point{At: at, Value: e.Value.Or(math.NaN()), N: e.N}
	if se, ok := e.StdErr(); ok {
		p.Variance = se * se
	}
	return p
}

// PointsOf are the periods of a series that have a value and are complete, each at its
// end, with their smoothed variances.
func PointsOf(s series.Series) []Point {
	var out []Point
	for _, p := range s.Complete().Points {
		if v, ok := p.Value(); ok {
			out = append(out, Point{At: p.Period.End, Value: v, Variance: p.Variance.Or(0), N: p.Estimate.N})
		}
	}
	return out
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
	if !l.known {
		return t, nil
	}
	i, err := l.interval(confidence)
	t.Low, t.High = metrics.NumberOf(i.Low), metrics.NumberOf(i.High)
	return t, err
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

// A line is what is known of the slope of points.
type line struct {
	slope, stdErr float64
	df            float64 // of Student's t; 0 means normal
	known         bool    // whether the standard error is
	method        string
}

// fit puts a line through points in order of time; ok is false if they are of fewer
// than two times.
//
// Points whose variances are known are weighted by them, with what the scatter about
// the line has above them ([series.WeightedFit.Adjusted]); a variance of 0 is taken
// from the other points, by the numbers of answers. Points without variances are
// weighted by their numbers of answers, and the scatter tells the uncertainty; of two
// of them nothing does.
func fit(points []Point) (line, bool) {
	v, known := variances(points)
	if len(points) == 2 {
		a, b := points[0], points[1]
		over := months(b.At.Sub(a.At))
		return line{
			slope: (b.Value - a.Value) / over, stdErr: math.Sqrt(v[0]+v[1]) / over, known: known, method: "line through two points",
		}, over > 0
	}
	f, err := weighted(points, v)
	if err != nil {
		return line{}, false
	}
	if !known {
		return line{slope: f.Least.Slope, stdErr: f.Least.SE, df: f.Least.DF, known: true, method: "least squares"}, true
	}
	return line{slope: f.Adjusted.Slope, stdErr: f.Adjusted.SE, df: f.Adjusted.DF, known: true, method: "weighted line, random effects, Knapp-Hartung"}, true
}

// weighted are the weighted lines through points, by months since the first.
func weighted(points []Point, v []float64) (series.WeightedFit, error) {
	times, values := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		times[i], values[i] = months(p.At.Sub(points[0].At)), p.Value
	}
	return series.FitWeightedAt(times, values, v)
}

// interval is that of the slope.
func (l line) interval(confidence float64) (stat.Interval, error) {
	return series.LineFit{Slope: l.slope, SE: l.stdErr, DF: l.df}.Interval(confidence)
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
