package forecast

import (
	"fmt"
	"math"

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
	line    Line
	natural []float64               // the values as they are, NaN for a gap
	back    func(y float64) float64 // from the line to the metric; never falls
	sizes   []float64               // answers or exposure of each period; nil if unknown
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
	out := subject{natural: x}
	out.line, out.back = b.line(above)
	for _, v := range x {
		switch out.line {
		case LogOdds:
			u := (v - b.low) / (b.high - b.low)
			v = logit((u*(n-1) + 0.5) / n)
		case Logarithm:
			v = math.Log(v - b.low)
		case SquareRoot:
			v = math.Sqrt(v - b.low)
		}
		out.values = append(out.values, v)
	}
	return out, nil
}

// line is the one for these bounds; above says that no value lies on the lower one. A
// metric with nothing but an upper bound is taken as it is, and forecasts stop there.
func (b bounded) line(above bool) (Line, func(float64) float64) {
	switch low, high := !math.IsInf(b.low, 0), !math.IsInf(b.high, 0); {
	case low && high:
		return LogOdds, func(y float64) float64 { return b.low + (b.high-b.low)/(1+math.Exp(-y)) }
	case low && above:
		return Logarithm, func(y float64) float64 { return b.low + math.Exp(min(y, mostLog)) }
	case low:
		return SquareRoot, func(y float64) float64 { return b.low + max(0, y)*max(0, y) }
	case high:
		return AsIs, func(y float64) float64 { return min(y, b.high) }
	}
	return AsIs, func(y float64) float64 { return y }
}

const mostLog = 230 // e to this power is 1e100

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// subjectOf puts a series on its line, with the uncertainty that numbers of answers
// give each value. Partial periods and those without answers are gaps.
func subjectOf(s series.Series) (subject, error) {
	d, _ := metrics.Lookup(s.Definition)
	b := boundsOf(d.Low, d.High)
	switch s.Kind {
	case series.Share:
		b = bounded{0, 1}
	case series.Score:
		b = bounded{-100, 100}
	case series.Rate:
		return rates(s), nil
	}
	natural := make([]float64, len(s.Points))
	sized := b.low < b.high && !math.IsInf(b.high-b.low, 0)
	for t, p := range s.Points {
		v, ok := p.Value()
		if !ok || p.Partial {
			v = math.NaN()
		}
		natural[t] = v
		sized = sized && (math.IsNaN(v) || p.Size > 0 && p.Variance.Or(0) > 0)
	}
	if !sized {
		return b.values(natural)
	}
	return b.sized(s, natural)
}

// sized puts values that rest on known numbers of answers on the log odds. A value is
// taken for a share u of n answers that is as uncertain as it is: of a share n is the
// number of answers, of a score or a mean u(1−u) over its variance. The log odds are
// the empirical ones (Haldane 1955, Anscombe 1956), defined at the bounds, too:
//
//	y = ln((nu + ½)/(n(1−u) + ½)),  variance 1/(nu + ½) + 1/(n(1−u) + ½)
func (b bounded) sized(s series.Series, natural []float64) (subject, error) {
	out := subject{natural: natural}
	out.line, out.back = b.line(true)
	width := b.high - b.low
	for t, p := range s.Points {
		y, variance := math.NaN(), 0.0
		if v := natural[t]; !math.IsNaN(v) {
			if v < b.low || v > b.high {
				return subject{}, &stat.ArgumentError{Name: fmt.Sprintf("Points[%d]", t), Value: v, Want: fmt.Sprintf("from %v to %v", b.low, b.high)}
			}
			u, n := (v-b.low)/width, p.Size
			if s.Kind != series.Share {
				inner := (u*n + 1.5) / (n + 3) // Variance is smoothed by three answers, too
				n = inner * (1 - inner) / (p.Variance.Or(0) / width / width)
			}
			yes, no := n*u+0.5, n*(1-u)+0.5
			y, variance = math.Log(yes/no), 1/yes+1/no
		}
		out.values, out.variances, out.sizes = append(out.values, y), append(out.variances, variance), append(out.sizes, p.Size)
	}
	return out, nil
}

// rates puts events per exposure T on the square root, after Anscombe (1948): of x
// events
//
//	y = √((x + ⅜)/T),  variance 1/(4T)
//
// The way back takes ⅜ of an event off for a typical exposure.
func rates(s series.Series) subject {
	out := subject{line: SquareRoot}
	var exposures []float64
	for _, p := range s.Points {
		v, ok := p.Value()
		if !ok || p.Partial || !(p.Size > 0) {
			v = math.NaN()
		}
		y, variance := math.NaN(), 0.0
		if !math.IsNaN(v) {
			y, variance = math.Sqrt(v+anscombe/p.Size), 1/(4*p.Size)
			exposures = append(exposures, p.Size)
		}
		out.natural = append(out.natural, v)
		out.values, out.variances, out.sizes = append(out.values, y), append(out.variances, variance), append(out.sizes, p.Size)
	}
	off := 0.0
	if typical, err := stat.Median(exposures); err == nil {
		off = anscombe / typical
	}
	out.back = func(y float64) float64 { return max(0, max(0, y)*max(0, y)-off) }
	return out
}

const anscombe = 0.375

// cut is the subject up to, and without, a period.
func (s subject) cut(t int) subject {
	s.history = s.before(t)
	s.natural = s.natural[:t]
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
// 0 if unknown.
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
