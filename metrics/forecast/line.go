package forecast

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// A Line is where a metric is forecast: a number line without ends, so that no
// forecast leaves the range of the metric.
type Line string

// The lines.
const (
	AsIs       Line = "as is"       // no bounds are known
	LogOdds    Line = "log odds"    // between two bounds: shares, scores, means of a scale
	SquareRoot Line = "square root" // from 0 up: counts and rates, whose square root varies alike at any level
	Logarithm  Line = "logarithm"   // above a bound, if no value lies on it
)

// A subject is a metric on its line: what to forecast, and the way back.
type subject struct {
	history
	natural []float64 // the values as they are, NaN for a gap
	sizes   []float64 // answers or exposure of each period; nil if unknown
	way     way
}

// A way leads back from a line to the metric.
type way struct {
	line    Line
	bounds  bounded
	answers float64 // that a value is taken for a share of, on the log odds; 0 if that is each times the size
	each    float64
	events  float64 // that were added to those of a period before the square root was taken
}

// back is the value of a period of some size. It never falls as y rises.
func (w way) back(y, size float64) float64 {
	switch w.line {
	case LogOdds:
		n := w.answers
		if n == 0 {
			n = size * w.each
		}
		return w.bounds.value((logistic(y)*(n+1) - 0.5) / n)
	case Logarithm:
		return min(w.bounds.high, w.bounds.low+math.Exp(min(y, mostLog)))
	case SquareRoot:
		y = max(0, y)
		off := 0.0
		if w.events > 0 {
			off = w.events / size
		}
		return max(w.bounds.low, w.bounds.low+y*y-off)
	}
	return min(y, w.bounds.high)
}

// A bounded metric has values in [low, high]; an end that is infinite is none.
type bounded struct{ low, high float64 }

func boundsOf(low, high metrics.Number) bounded {
	return bounded{low.Or(math.Inf(-1)), high.Or(math.Inf(1))}
}

// values puts numbers on a line whose uncertainty nobody knows. Between two bounds, a
// value u of [0, 1] becomes (u(n−1) + ½)/n, with n their number, before its log odds
// are taken (Smithson and Verkuilen 2006, Psychological Methods 11).
func (b bounded) values(x []float64) (subject, error) {
	n := 0.0
	above := true
	for t, v := range x {
		if v < b.low || v > b.high {
			return subject{}, &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: fmt.Sprintf("from %v to %v", b.low, b.high)}
		}
		if !math.IsNaN(v) {
			n++
			above = above && v > b.low
		}
	}
	out := subject{natural: x, way: way{line: b.line(above), bounds: b}}
	to := func(v float64) float64 { return v }
	switch out.way.line {
	case LogOdds:
		n = max(2, n)
		to = func(v float64) float64 { return logit((b.share(v)*(n-1) + 0.5) / n) }
		out.way.answers = n - 1
	case Logarithm:
		to = func(v float64) float64 { return math.Log(v - b.low) }
	case SquareRoot:
		to = func(v float64) float64 { return math.Sqrt(v - b.low) }
	}
	for _, v := range x {
		out.values = append(out.values, to(v))
	}
	return out, nil
}

// line is the one for these bounds; above says that no value lies on the lower one. A
// metric with nothing but an upper bound is taken as it is, and forecasts stop there.
func (b bounded) line(above bool) Line {
	low, high := !math.IsInf(b.low, 0), !math.IsInf(b.high, 0)
	switch {
	case low && high:
		return LogOdds
	case low && above:
		return Logarithm
	case low:
		return SquareRoot
	}
	return AsIs
}

// share is where a value lies between the bounds, from 0 to 1.
func (b bounded) share(v float64) float64 { return (v - b.low) / (b.high - b.low) }

// value is the value at a share, which is moved into [0, 1].
func (b bounded) value(share float64) float64 {
	return b.low + (b.high-b.low)*min(1, max(0, share))
}

const mostLog = 230 // e to this power is 1e100

func logit(p float64) float64    { return math.Log(p / (1 - p)) }
func logistic(y float64) float64 { return 1 / (1 + math.Exp(-y)) }

// subjectOf puts a series on its line, with the uncertainty that numbers of answers
// give each value. Partial periods and those without answers are gaps.
func subjectOf(s series.Series) (subject, error) {
	d, _ := metrics.Lookup(s.Definition)
	b := boundsOf(d.Low, d.High)
	if scale, err := feedback.Scale(s.Definition.Detail()).Bounds(); err == nil && d.Unit == metrics.UnitScore && !d.Low.Defined() {
		b = bounded{scale.Min, scale.Max} // the mean of a scale that the definition names
	}
	switch s.Kind {
	case series.Share:
		b = bounded{0, 1}
	case series.Score:
		b = bounded{-100, 100}
	case series.Rate:
		return rates(s), nil
	}
	natural := make([]float64, len(s.Points))
	sized := !math.IsInf(b.high-b.low, 0)
	for t, p := range s.Points {
		v, ok := p.Value()
		if !ok || p.Partial {
			v = math.NaN()
		}
		natural[t] = v
		sized = sized && (math.IsNaN(v) || p.Size > 0 && p.Variance.Or(0) > 0)
	}
	out, err := b.values(natural)
	if err == nil && sized {
		out = b.sized(s, natural)
	}
	return out, err
}

// sized puts values that rest on known numbers of answers on the log odds. A value is
// taken for a share u of n answers that is as uncertain as it is: n is the number of
// answers times that of answers of a share that say as much as one, which is 1 for a
// share and u(1−u) over the variance of an answer for a score or a mean. The log odds
// are the empirical ones (Haldane 1955, Anscombe 1956), defined at the bounds, too:
//
//	y = ln((nu + ½)/(n(1−u) + ½)),  variance 1/(np + ½) + 1/(n(1−p) + ½)
//
// with p the level of the last periods: by the value's own, an extreme one would count
// for little. The way back takes the halves off, so that all of 20 answers is 100 %.
func (b bounded) sized(s series.Series, natural []float64) subject {
	level, each := b.usual(s, natural)
	out := subject{natural: natural, way: way{line: LogOdds, bounds: b, each: each}}
	for t, p := range s.Points {
		u, n := b.share(natural[t]), p.Size*each
		y, variance := math.Log((n*u+0.5)/(n*(1-u)+0.5)), 1/(n*level+0.5)+1/(n*(1-level)+0.5)
		out.values, out.variances, out.sizes = append(out.values, y), append(out.variances, variance), append(out.sizes, p.Size)
	}
	return out
}

// usual is the level of the last periods, as a share, and how many answers of a share
// say as much as one.
func (b bounded) usual(s series.Series, natural []float64) (level, each float64) {
	const lately = 12 // periods
	var answers, sum, variances float64
	for t, left := len(natural)-1, lately; t >= 0 && left > 0; t-- {
		if v := natural[t]; !math.IsNaN(v) {
			n := s.Points[t].Size
			width := b.high - b.low
			sum += n * b.share(v)
			variances += n * n * s.Points[t].Variance.Or(0) / width / width
			answers += n
			left--
		}
	}
	level = (sum + 0.5) / (answers + 1)
	if s.Kind == series.Share || answers == 0 {
		return level, 1
	}
	return level, level * (1 - level) * answers / variances
}

// rates puts events per exposure T on the square root, after Anscombe (1948): of x
// events
//
//	y = √((x + ⅜)/T),  variance 1/(4T)
//
// The way back takes ⅜ of an event off.
func rates(s series.Series) subject {
	out := subject{way: way{line: SquareRoot, bounds: bounded{0, math.Inf(1)}, events: anscombe}}
	for _, p := range s.Points {
		v, ok := p.Value()
		if !ok || p.Partial || !(p.Size > 0) {
			v = math.NaN()
		}
		y, variance := math.NaN(), 0.0
		if !math.IsNaN(v) {
			y, variance = math.Sqrt(v+anscombe/p.Size), 1/(4*p.Size)
		}
		out.natural = append(out.natural, v)
		out.values, out.variances, out.sizes = append(out.values, y), append(out.variances, variance), append(out.sizes, p.Size)
	}
	return out
}

const anscombe = 0.375

// cut is the subject up to, and without, a period.
func (s subject) cut(t int) subject {
	s.history = s.before(t)
	s.natural = s.natural[:t]
	if s.sizes != nil {
		s.sizes = s.sizes[:t]
	}
	return s
}

// recent is the subject without what is more than some periods back.
func (s subject) recent(periods int) subject {
	from := max(0, len(s.values)-periods)
	s.values, s.natural = s.values[from:], s.natural[from:]
	if s.variances != nil {
		s.variances, s.sizes = s.variances[from:], s.sizes[from:]
	}
	return s
}

// typicalSize is the median number of answers, or exposure, of a period with a value;
// 0 if unknown, when nothing depends on it.
func (s subject) typicalSize() float64 {
	var sizes []float64
	for t, n := range s.sizes {
		if !math.IsNaN(s.values[t]) {
			sizes = append(sizes, n)
		}
	}
	m, err := stat.Median(sizes)
	if err != nil {
		return 0
	}
	return m
}
