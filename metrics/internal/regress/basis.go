package regress

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A basis is a design in the coordinates that the fits work in: a column of ones,
// then the columns less their mean and over their norm.
type basis struct {
	names       []string // with the intercept
	z           *mat.Dense
	mean, scale []float64 // of the columns, the intercept's being 0 and 1
}

// newBasis standardises a checked design. Weights nil are all 1; means and norms
// are weighted.
func newBasis(d Design, weights []float64) (*basis, error) {
	n, k := len(d.Rows), len(d.Names)+1
	b := &basis{names: append([]string{Intercept}, d.Names...), z: mat.NewDense(n, k, nil), mean: make([]float64, k), scale: make([]float64, k)}
	b.scale[0] = 1
	for i := range d.Rows {
		b.z.Set(i, 0, 1)
	}
	for j := 1; j < k; j++ {
		column := make([]float64, n)
		for i, row := range d.Rows {
			column[i] = row[j-1]
		}
		m, norm := centre(column, weights)
		if norm == 0 {
			return nil, &RankError{Column: b.names[j]}
		}
		b.mean[j], b.scale[j] = m, norm
		for i, x := range column {
			b.z.Set(i, j, (x-m)/norm)
		}
	}
	return b, nil
}

// centre returns the weighted mean of x and the norm of x about it: 0 where that is
// nothing but rounding.
func centre(x, weights []float64) (mean, norm float64) {
	w := total(weights, len(x))
	for range 2 { // the second round takes off what rounding left
		var sum float64
		for i, v := range x {
			sum += at(weights, i) * (v - mean)
		}
		mean += sum / w
	}
	var squares float64
	for i, v := range x {
		squares += at(weights, i) * (v - mean) * (v - mean)
	}
	norm = math.Sqrt(squares)
	if !(norm > 1e-12*maxAbs(x)*math.Sqrt(w)) {
		return mean, 0
	}
	return mean, norm
}

// at is weight i, 1 if there are no weights.
func at(weights []float64, i int) float64 {
	if weights == nil {
		return 1
	}
	return weights[i]
}

func total(weights []float64, n int) float64 {
	if weights == nil {
		return float64(n)
	}
	var sum float64
	for _, w := range weights {
		sum += w
	}
	return sum
}

func maxAbs(x []float64) float64 {
	var m float64
	for _, v := range x {
		m = max(m, math.Abs(v))
	}
	return m
}

// independent is how large the part of a standardised column that is not a
// combination of those before it must be: R's lm has the same bound. It is a
// variance inflation of 1e14.
const independent = 1e-7

// factor is the QR decomposition of the weighted basis. It fails with a
// [RankError] if a column follows from those before it.
func (b *basis) factor(weights []float64) (*mat.QR, *mat.TriDense, error) {
	n, k := b.z.Dims()
	scaled := b.z
	if weights != nil {
		scaled = mat.NewDense(n, k, nil)
		for i := range n {
			root := math.Sqrt(weights[i])
			for j := range k {
				scaled.Set(i, j, root*b.z.At(i, j))
			}
		}
	}
	var qr mat.QR
	qr.Factorize(scaled)
	var full mat.Dense
	qr.RTo(&full)
	r := mat.NewTriDense(k, mat.Upper, nil)
	for i := range k {
		for j := i; j < k; j++ {
			r.SetTri(i, j, full.At(i, j))
		}
	}
	for j := 1; j < k; j++ {
		if math.Abs(r.At(j, j)) <= independent {
			return nil, nil, &RankError{Column: b.names[j], Of: b.parents(r, j)}
		}
	}
	return &qr, r, nil
}

// parents are the columns that column j is a combination of: the solution of
// R c = r_j over the columns before it.
func (b *basis) parents(r *mat.TriDense, j int) []string {
	c := make([]float64, j)
	for i := j - 1; i >= 0; i-- {
		c[i] = r.At(i, j)
		for l := i + 1; l < j; l++ {
			c[i] -= r.At(i, l) * c[l]
		}
		c[i] /= r.At(i, i)
	}
	var names []string
	for i := 1; i < j; i++ {
		if math.Abs(c[i]) > 1e-6 {
			names = append(names, b.names[i])
		}
	}
	return names
}

// inverse is (Z'WZ)^-1 from the triangle of the decomposition.
func inverse(r *mat.TriDense) *mat.SymDense {
	k, _ := r.Dims()
	var inv mat.TriDense
	_ = inv.InverseTri(r) // the rank was checked: a bad condition is no failure
	out := mat.NewSymDense(k, nil)
	out.SymOuterK(1, &inv)
	return out
}

// coefficients leads coefficients of the basis back to the design.
func (b *basis) coefficients(g []float64) []float64 {
	out := make([]float64, len(g))
	copy(out, g)
	for j := 1; j < len(g); j++ {
		out[j] = g[j] / b.scale[j]
		out[0] -= out[j] * b.mean[j]
	}
	return out
}

// covariance leads a covariance of coefficients of the basis back to the design.
func (b *basis) covariance(c mat.Symmetric) *mat.SymDense {
	k := len(b.names)
	back := mat.NewDense(k, k, nil)
	back.Set(0, 0, 1)
	for j := 1; j < k; j++ {
		back.Set(j, j, 1/b.scale[j])
		back.Set(0, j, -b.mean[j]/b.scale[j])
	}
	return sandwich(back, c)
}

// sandwich is A C A'.
func sandwich(a mat.Matrix, c mat.Symmetric) *mat.SymDense {
	var left, whole mat.Dense
	left.Mul(a, c)
	whole.Mul(&left, a.T())
	k, _ := whole.Dims()
	out := mat.NewSymDense(k, nil)
	for i := range k {
		for j := i; j < k; j++ {
			out.SetSym(i, j, (whole.At(i, j)+whole.At(j, i))/2)
		}
	}
	return out
}

// quadratic is x'Cx.
func quadratic(c *mat.SymDense, x []float64) float64 {
	var sum float64
	for i, u := range x {
		for j := i + 1; j < len(x); j++ {
			sum += 2 * u * x[j] * c.At(i, j)
		}
		sum += u * u * c.At(i, i)
	}
	return sum
}

// A gram is a sum of weighted outer products of rows, by the upper triangle.
type gram struct {
	k   int
	sum []float64
}

func newGram(k int) *gram { return &gram{k, make([]float64, k*k)} }

func (g *gram) add(weight float64, x []float64) {
	for i, u := range x {
		row := g.sum[i*g.k : (i+1)*g.k]
		u *= weight
		for j := i; j < len(x); j++ {
			row[j] += u * x[j]
		}
	}
}

func (g *gram) matrix() *mat.SymDense { return mat.NewSymDense(g.k, g.sum) }
