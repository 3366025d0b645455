package forecast

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// An etsRun goes over a series with given parameters. Errors are linear in the states
// the run starts from, so it runs once from zeros over the series and once from each
// unit state over zeros, side by side, and solves for the start by least squares.
//
// A period whose value rests on few answers moves the states less. With r the ratio of
// its sampling variance to the typical one, its error has f = α + (1−α)r times the
// typical variance, and the gains are divided by f: that is the Kalman filter of a
// level (α is its steady gain) whose observations are unequally certain. A gap has a
// gain of 0.
type etsRun struct {
	o      ETSOptions
	m      ETS
	h      history
	ratio  []float64 // r of each period
	states int
	first  int       // index of the first value
	start  []float64 // the best states to start from: level, slope, season without its last figure
	// Level, slope and season of each run; the last is that over the series.
	level, slope []float64
	season       [][]float64 // by place in the season
	rows, rest   []float64   // of the least squares, kept from one run to the next
}

func newETSRun(o ETSOptions, h history, states int) *etsRun {
	f := &etsRun{o: o, h: h, states: states, ratio: make([]float64, len(h.values))}
	typical := h.typical()
	for t := range f.ratio {
		f.ratio[t] = 1
		if typical > 0 && h.variances[t] > 0 {
			f.ratio[t] = h.variances[t] / typical
		}
	}
	f.first, _ = ends(h.values)
	f.level, f.slope = make([]float64, states+1), make([]float64, states+1)
	if o.Period > 1 {
		for range o.Period {
			f.season = append(f.season, make([]float64, states+1))
		}
	}
	return f
}

// begin sets the runs to the unit states.
func (f *etsRun) begin() {
	clear(f.level)
	clear(f.slope)
	f.level[0] = 1
	next := 1
	if f.o.Trend {
		f.slope[1] = 1
		next = 2
	}
	for _, s := range f.season {
		clear(s)
	}
	// Figures sum to 0: the last is less the sum of the others.
	for i := range len(f.season) - 1 {
		f.season[i][next+i] = 1
		f.season[len(f.season)-1][next+i] = -1
	}
}

// step moves all runs over period t and returns the size of its variance, 0 for a gap.
// errors gets the error of each run.
func (f *etsRun) step(t int, errors []float64) float64 {
	m := &f.m
	v := f.h.values[t]
	gap := math.IsNaN(v)
	size := m.Alpha + (1-m.Alpha)*f.ratio[t]
	var season []float64
	if f.season != nil {
		season = f.season[t%len(f.season)]
	}
	for k := range f.level {
		b := m.Phi * f.slope[k]
		e := -f.level[k] - b
		if season != nil {
			e -= season[k]
		}
		if k == f.states && !gap {
			e += v
		}
		if gap {
			e = 0
		}
		errors[k] = e
		e /= size
		f.level[k] += b + m.Alpha*e
		f.slope[k] = b + m.Beta*e
		if season != nil {
			season[k] += m.Gamma * e
		}
	}
	if gap {
		return 0
	}
	return size
}

// fit finds the best start and returns the sum of squared errors, each over the size
// of its variance; infinite if there is none.
func (f *etsRun) fit() float64 {
	f.begin()
	k := f.states
	errors := make([]float64, k+1)
	f.rows, f.rest = f.rows[:0], f.rest[:0]
	for t := f.first; t < len(f.h.values); t++ {
		size := f.step(t, errors)
		if size == 0 {
			continue
		}
		w := 1 / math.Sqrt(size)
		for _, e := range errors[:k] {
			f.rows = append(f.rows, -e*w)
		}
		f.rest = append(f.rest, errors[k]*w)
	}
	design, want := mat.NewDense(len(f.rest), k, f.rows), mat.NewVecDense(len(f.rest), f.rest)
	var qr mat.QR
	qr.Factorize(design)
	var start mat.VecDense
	if err := qr.SolveVecTo(&start, false, want); err != nil && !(qr.Cond() < worstCondition) {
		return math.Inf(1)
	}
	f.start = start.RawVector().Data
	var fitted mat.VecDense
	fitted.MulVec(design, &start)
	var sse float64
	for i, r := range f.rest {
		d := r - fitted.AtVec(i)
		sse += d * d
	}
	return sse
}

// worstCondition is how nearly a series may leave the start undetermined.
const worstCondition = 1e10

// finish is the model after the last value: the run over the series and those from
// unit states, put together.
func (f *etsRun) finish() ETS {
	combine := func(runs []float64) float64 {
		out := runs[f.states]
		for k, s := range f.start {
			out += s * runs[k]
		}
		return out
	}
	m := f.m
	m.Level, m.Slope = combine(f.level), combine(f.slope)
	n := len(f.h.values)
	for i := range f.season {
		at := ((n-1-i)%len(f.season) + len(f.season)) % len(f.season)
		m.Season = append(m.Season, combine(f.season[at]))
	}
	return m
}
