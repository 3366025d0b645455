package regress

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// An Ordinal is a fit of proportional odds:
//
//	logit P(y <= level j) = θ_j - x'b
//
// so that a coefficient above 0 goes with higher levels (McCullagh 1980).
type Ordinal struct {
	Names      []string  // of the columns
	Levels     []float64 // the values of the outcome, ascending
	Thresholds []float64 // θ, one less than levels
	Coef       []float64
	Covariance *mat.SymDense // of thresholds, then coefficients: inverse observed information
	N          int
	LogLik     float64
	Null       float64 // log-likelihood without columns
}

// FitOrdinal fits proportional odds by Newton's method with steps halved where they
// do not help. The levels are the distinct values of y; fewer than two are
// [stat.ErrUndefined]. Otherwise it fails as [FitLogistic] does. Time grows as rows
// times the square of columns.
func FitOrdinal(d Design, y []float64) (*Ordinal, error) {
	if err := checkOutcome(d, y, nil); err != nil {
		return nil, err
	}
	levels := slices.Compact(slices.Sorted(slices.Values(y)))
	if len(levels) < 2 {
		return nil, fmt.Errorf("all outcomes are the same: %w", stat.ErrUndefined)
	}
	b, err := newBasis(d, nil)
	if err != nil {
		return nil, err
	}
	if _, _, err := b.factor(nil); err != nil {
		return nil, err
	}
	m := proportional{z: b.z, cuts: len(levels) - 1}
	for _, v := range y {
		level, _ := slices.BinarySearch(levels, v)
		m.level = append(m.level, level)
	}
	start := m.start()
	g, at, step, err := m.likelihood().maximise(start, all(len(start)))
	if err != nil && err != errDiverged {
		return nil, err
	}
	var c *mat.SymDense
	ok := err == nil
	if ok {
		c, ok = invert(at.info)
	}
	if !ok {
		return nil, m.separation(b, step)
	}
	f := &Ordinal{Names: d.Names, Levels: levels, N: len(y), LogLik: at.logLik, Null: m.at(start).logLik}
	f.Thresholds, f.Coef, f.Covariance = m.design(b, g, c)
	return f, nil
}

// LikelihoodRatio tests all columns together.
func (f *Ordinal) LikelihoodRatio() stat.Test {
	chi, df := max(0, 2*(f.LogLik-f.Null)), float64(len(f.Coef))
	if df == 0 {
		return stat.Test{P: 1}
	}
	return stat.Test{Statistic: chi, DF: df, P: dist.ChiSquareTail(chi, df)}
}

// proportional is the likelihood of proportional odds. Its parameters are the
// thresholds, then the coefficients of the basis.
type proportional struct {
	z     *mat.Dense // the first column, the intercept, is not used
	level []int      // of each row, from 0
	cuts  int
}

func (m proportional) likelihood() likelihood {
	size := make([]float64, m.cuts)
	for j := range size {
		size[j] = 1
	}
	return likelihood{m.at, append(size, sizes(m.z)[1:]...), newtonRounds}
}

// start is the model without columns: the log odds of the observed shares.
func (m proportional) start() []float64 {
	_, k := m.z.Dims()
	counts := make([]float64, m.cuts+1)
	for _, l := range m.level {
		counts[l]++
	}
	g := make([]float64, m.cuts+k-1)
	var below float64
	for j := range m.cuts {
		below += counts[j]
		g[j] = logit(below / float64(len(m.level)))
	}
	return g
}

// at sums over rows. With a and b the thresholds above and below the level, less
// the linear predictor, a row adds
//
//	log(F(a) - F(b)) = log F(a) + log F(-b) + log(1 - exp(b-a))
//
// which holds its precision far out in both tails.
func (m proportional) at(g []float64) point {
	size := len(g)
	out := point{slope: make([]float64, size), info: mat.NewSymDense(size, nil)}
	for j := 1; j < m.cuts; j++ {
		if !(g[j] > g[j-1]) {
			out.logLik = math.Inf(-1)
			return out
		}
	}
	info := make([]float64, size*size) // upper triangle
	for i, level := range m.level {
		z := m.z.RawRowView(i)[1:]
		var e float64
		for j, v := range z {
			e += v * g[m.cuts+j]
		}
		r := m.row(g, level, e)
		out.logLik += r.logLik
		r.add(out.slope, info, level, m.cuts, z)
	}
	for i := range size {
		for j := i; j < size; j++ {
			out.info.SetSym(i, j, info[i*size+j])
		}
	}
	return out
}

// rowTerm is what a row adds, by its upper end a and its lower end b.
type rowTerm struct {
	logLik       float64
	a, b         float64 // slopes
	aa, ab, b2   float64 // curvatures, negated
	upper, lower bool    // whether there is such an end
}

func (m proportional) row(g []float64, level int, e float64) rowTerm {
	t := rowTerm{upper: level < m.cuts, lower: level > 0}
	if t.upper {
		a := g[level] - e
		p, q := logistic(a)
		t.logLik += logLogistic(a)
		t.a, t.aa = q, p*q
	}
	if t.lower {
		b := g[level-1] - e
		p, q := logistic(b)
		t.logLik += logLogistic(-b)
		t.b, t.b2 = -p, p*q
	}
	if t.upper && t.lower {
		gap := g[level] - g[level-1]
		h := 1 / math.Expm1(gap)
		t.logLik += math.Log(-math.Expm1(-gap))
		t.a, t.b = t.a+h, t.b-h
		t.aa, t.b2, t.ab = t.aa+h*(1+h), t.b2+h*(1+h), -h*(1+h)
	}
	return t
}

// add adds the row's slope and information.
func (t rowTerm) add(slope, info []float64, level, cuts int, z []float64) {
	size := len(slope)
	if t.upper {
		slope[level] += t.a
		info[level*size+level] += t.aa
	}
	if t.lower {
		slope[level-1] += t.b
		info[(level-1)*size+level-1] += t.b2
	}
	if t.upper && t.lower {
		info[(level-1)*size+level] += t.ab
	}
	for j, v := range z {
		at := cuts + j
		slope[at] -= (t.a + t.b) * v
		if t.upper {
			info[level*size+at] -= (t.aa + t.ab) * v
		}
		if t.lower {
			info[(level-1)*size+at] -= (t.b2 + t.ab) * v
		}
		whole := (t.aa + 2*t.ab + t.b2) * v
		for l := j; l < len(z); l++ {
			info[at*size+cuts+l] += whole * z[l]
		}
	}
}

// design leads estimates back to the design: the basis is centred.
func (m proportional) design(b *basis, g []float64, c *mat.SymDense) (thresholds, coef []float64, covariance *mat.SymDense) {
	back := mat.NewDense(len(g), len(g), nil)
	for j := range m.cuts {
		back.Set(j, j, 1)
		for l := m.cuts; l < len(g); l++ {
			back.Set(j, l, b.mean[l-m.cuts+1]/b.scale[l-m.cuts+1])
		}
	}
	for l := m.cuts; l < len(g); l++ {
		back.Set(l, l, 1/b.scale[l-m.cuts+1])
	}
	all := mat.NewVecDense(len(g), nil)
	all.MulVec(back, mat.NewVecDense(len(g), g))
	v := all.RawVector().Data
	return v[:m.cuts:m.cuts], v[m.cuts:], sandwich(back, c)
}

// separation names the columns in the direction that has no end.
func (m proportional) separation(b *basis, step []float64) *SeparationError {
	size := m.likelihood().size
	if step == nil {
		return &SeparationError{Columns: b.names[1:]}
	}
	columns := involved(b.names[1:], step[m.cuts:], size[m.cuts:])
	return &SeparationError{Columns: columns, Alone: len(columns) == 1}
}
