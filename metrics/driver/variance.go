package driver

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"sort"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/regress"
)

// MaxExact is the largest number of drivers whose weights are averaged over all
// subsets. Beyond, orders of the drivers are sampled.
const MaxExact = 15

// correlations are those of the drivers with one another and with the outcome.
// They are computed once for the data and once for each resample, so they are
// plain slices.
type correlations struct {
	k int
	x []float64 // k×k
	y []float64
}

// cells are distinct rows of centred and scaled values, the outcome last, with
// how often each occurs: resampling touches each of them once, however many
// answers there are.
type cells struct {
	values [][]float64
	first  []int // the row that each of them was seen in first
	counts []float64
	n      float64
	owner  []int // the cell of each answer, made when it is first needed
}

// newCells counts equal rows.
func newCells(c *complete) *cells {
	k := len(c.rows.Names)
	mean, scale := make([]float64, k+1), make([]float64, k+1)
	for j := range k + 1 {
		column := c.y
		if j < k {
			column = c.column(j)
		}
		mean[j], scale[j] = moments(column)
	}
	out := &cells{n: float64(c.N)}
	index := make(map[string]int)
	var key []byte
	values := make([]float64, k+1)
	for i, row := range c.rows.Rows {
		key = key[:0]
		for j := range values {
			v := c.y[i]
			if j < k {
				v = row[j]
			}
			values[j] = (v - mean[j]) / scale[j]
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(values[j]))
		}
		at, ok := index[string(key)]
		if !ok {
			at = len(out.values)
			index[string(key)] = at
			out.values, out.counts, out.first = append(out.values, slices.Clone(values)), append(out.counts, 0), append(out.first, i)
		}
		out.counts[at]++
	}
	sort.Sort(inOrder{out, c, byName(c.rows.Names)})
	return out
}

// inOrder sorts cells by what they hold, so that a bootstrap draws the same answers
// whichever order rows and columns came in.
type inOrder struct {
	*cells
	of      *complete
	columns []int
}

func byName(names []string) []int {
	out := make([]int, len(names))
	for j := range out {
		out[j] = j
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Compare(names[a], names[b]) })
	return out
}

func (s inOrder) Len() int { return len(s.first) }

func (s inOrder) Swap(i, j int) {
	s.values[i], s.values[j] = s.values[j], s.values[i]
	s.counts[i], s.counts[j] = s.counts[j], s.counts[i]
	s.first[i], s.first[j] = s.first[j], s.first[i]
}

func (s inOrder) Less(i, j int) bool {
	i, j = s.first[i], s.first[j]
	if s.of.y[i] != s.of.y[j] {
		return s.of.y[i] < s.of.y[j]
	}
	a, b := s.of.rows.Rows[i], s.of.rows.Rows[j]
	for _, k := range s.columns {
		if a[k] != b[k] {
			return a[k] < b[k]
		}
	}
	return false
}

// fit is least squares of the rows, counted where enough of them are alike and
// different enough ones are left for all coefficients.
func (c *cells) fit(of *complete) (*regress.Linear, error) {
	if k := len(of.rows.Names); 2*len(c.first) > of.N || len(c.first) < 10*k {
		return regress.LeastSquares(of.rows, of.y, nil)
	}
	d := regress.Design{Names: of.rows.Names}
	var y []float64
	for _, i := range c.first {
		d.Rows, y = append(d.Rows, of.rows.Rows[i]), append(y, of.y[i])
	}
	return regress.LeastSquaresCounted(d, y, c.counts)
}

// moments are the mean and standard deviation, 1 if x does not vary.
func moments(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x))
	}
	if sd == 0 {
		return mean, 1
	}
	return mean, math.Sqrt(sd)
}

// correlations weights the cells by counts. A column that does not vary under
// them is related to nothing.
func (c *cells) correlations(counts []float64) correlations {
	size := len(c.values[0])
	k := size - 1
	sums, products := make([]float64, size), make([]float64, size*size)
	for i, row := range c.values {
		w := counts[i]
		if w == 0 {
			continue
		}
		for a, v := range row {
			sums[a] += w * v
			wv := w * v
			for b := a; b < size; b++ {
				products[a*size+b] += wv * row[b]
			}
		}
	}
	variance := func(a int) float64 { return products[a*size+a] - sums[a]*sums[a]/c.n }
	r := func(a, b int) float64 {
		scale := math.Sqrt(variance(a) * variance(b))
		if !(scale > 1e-12*c.n) {
			return 0
		}
		return (products[a*size+b] - sums[a]*sums[b]/c.n) / scale
	}
	out := correlations{k: k, x: make([]float64, k*k), y: make([]float64, k)}
	for a := range k {
		out.x[a*k+a] = 1
		out.y[a] = r(a, k)
		for b := a + 1; b < k; b++ {
			out.x[a*k+b] = r(a, b)
			out.x[b*k+a] = out.x[a*k+b]
		}
	}
	return out
}

// A partial is a Cholesky factor of the correlations of some drivers, extended by
// one driver after the other, and what they explain of the outcome.
type partial struct {
	r      correlations
	order  []int       // the drivers it has
	rows   [][]float64 // of the factor; row i belongs to order[i]
	solved []float64   // factor⁻¹ times the correlations with the outcome
}

func newPartial(r correlations) *partial {
	p := &partial{r: r, rows: make([][]float64, r.k), solved: make([]float64, r.k)}
	for i := range p.rows {
		p.rows[i] = make([]float64, i+1)
	}
	return p
}

// add takes driver j in as well and returns by how much R² grows: not at all if the
// others determine it.
func (p *partial) add(j int) float64 {
	at := len(p.order)
	row := p.rows[at]
	rest, slope := 1.0, p.r.y[j]
	for i, o := range p.order {
		v := p.r.x[j*p.r.k+o]
		for l := range i {
			v -= row[l] * p.rows[i][l]
		}
		row[i] = 0
		if p.rows[i][i] > 0 {
			row[i] = v / p.rows[i][i]
		}
		rest -= row[i] * row[i]
		slope -= row[i] * p.solved[i]
	}
	p.order = append(p.order, j)
	row[at], p.solved[at] = 0, 0
	if rest > 1e-12 {
		row[at] = math.Sqrt(rest)
		p.solved[at] = slope / row[at]
	}
	return p.solved[at] * p.solved[at]
}

func (p *partial) drop() { p.order = p.order[:len(p.order)-1] }

// lmg is the mean growth of R² when a driver joins those before it, over all
// orders. By subsets S of the others that is
//
//	Σ |S|! (k-|S|-1)! / k! × (R²(S with it) - R²(S))
func lmg(r correlations) []float64 {
	k := r.k
	explained := make([]float64, 1<<k) // R² by set of drivers
	p := newPartial(r)
	var grow func(from int, set uint, r2 float64)
	grow = func(from int, set uint, r2 float64) {
		explained[set] = r2
		for j := from; j < k; j++ {
			grow(j+1, set|1<<j, r2+p.add(j))
			p.drop()
		}
	}
	grow(0, 0, 0)
	weight := make([]float64, k) // by size of S: 1/(k C(k-1, size))
	weight[0] = 1 / float64(k)
	for s := 1; s < k; s++ {
		weight[s] = weight[s-1] * float64(s) / float64(k-s)
	}
	out := make([]float64, k)
	for set, r2 := range explained {
		for j := range k {
			if set&(1<<j) == 0 {
				out[j] += weight[bits.OnesCount(uint(set))] * (explained[set|1<<j] - r2)
			}
		}
	}
	return out
}

// lmgSampled averages over random orders, each taken forwards and backwards.
func lmgSampled(r correlations, orders int, source rand.Source) []float64 {
	out := make([]float64, r.k)
	random := rand.New(source)
	p := newPartial(r)
	rounds := (orders + 1) / 2
	for range rounds {
		order := random.Perm(r.k)
		for range 2 {
			p.order = p.order[:0]
			for _, j := range order {
				out[j] += p.add(j) / float64(2*rounds)
			}
			for a, b := 0, len(order)-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
		}
	}
	return out
}

// johnson is the relative weights of Johnson (2000): with R = V L V' and
// Λ = V √L V', the drivers are led to uncorrelated ones that are nearest to them,
// and what those explain is led back:
//
//	β = Λ⁻¹ r,  ε = Λ² β²   (squares taken by element)
func johnson(r correlations) ([]float64, error) {
	k := r.k
	sym := mat.NewSymDense(k, r.x)
	var eigen mat.EigenSym
	if !eigen.Factorize(sym, true) {
		return nil, fmt.Errorf("driver: the eigenvalues of the correlations did not converge")
	}
	var v mat.Dense
	eigen.VectorsTo(&v)
	values := eigen.Values(nil)
	root := func(power float64) *mat.Dense {
		scaled := mat.DenseCopyOf(&v)
		for j, l := range values {
			f := 0.0
			if l > 1e-12*float64(k) {
				f = math.Pow(l, power)
			}
			for i := range k {
				scaled.Set(i, j, v.At(i, j)*f)
			}
		}
		var out mat.Dense
		out.Mul(scaled, v.T())
		return &out
	}
	var beta mat.VecDense
	beta.MulVec(root(-0.5), mat.NewVecDense(k, r.y))
	lambda := root(0.5)
	out := make([]float64, k)
	for i := range k {
		for j := range k {
			out[i] += lambda.At(i, j) * lambda.At(i, j) * beta.AtVec(j) * beta.AtVec(j)
		}
	}
	return out, nil
}
