package regress

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/stat"
)

// Intercept is the name of the coefficient that every fit puts first.
const Intercept = "(intercept)"

// A Design is what an outcome is explained by: one name a column, one row of
// values an observation, without the intercept. It may have no column, but not two
// of one name.
type Design struct {
	Names []string
	Rows  [][]float64
}

// A RankError says that a column says nothing that the columns before it do not
// say, so that its coefficient is open.
type RankError struct {
	Column string
	Of     []string // the columns it follows from; none if it does not vary
}

// Error names the column and those it follows from.
func (e *RankError) Error() string {
	if len(e.Of) == 0 {
		return fmt.Sprintf("column %q does not vary; leave it out", e.Column)
	}
	return fmt.Sprintf("column %q follows from %s; leave one of them out", e.Column, quoted(e.Of))
}

// Unwrap is [stat.ErrUndefined].
func (e *RankError) Unwrap() error { return stat.ErrUndefined }

func quoted(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(q, ", ")
}

// largest is the largest absolute value whose square, and the sum of many, are
// float64s.
const largest = 1e150

func checkValue(name string, x float64) error {
	if !(math.Abs(x) <= largest) {
		return &stat.ArgumentError{Name: name, Value: x, Want: "a number from -1e150 to 1e150"}
	}
	return nil
}

func (d Design) check() error {
	if len(d.Rows) == 0 {
		return stat.ErrNoData
	}
	seen := make(map[string]bool)
	for _, name := range d.Names {
		if seen[name] {
			return fmt.Errorf("two columns have the name %q", name)
		}
		seen[name] = true
	}
	for i, row := range d.Rows {
		if len(row) != len(d.Names) {
			return &stat.ArgumentError{Name: fmt.Sprintf("the number of values in row %d", i), Value: float64(len(row)), Want: fmt.Sprint(len(d.Names), ", one a column")}
		}
		for j, x := range row {
			if err := checkValue(fmt.Sprintf("row %d of column %q", i, d.Names[j]), x); err != nil {
				return err
			}
		}
	}
	if n, k := len(d.Rows), len(d.Names)+1; n < k {
		return fmt.Errorf("%d rows for %d coefficients: %w", n, k, stat.ErrTooFew)
	}
	return nil
}

// check1 checks values that stand beside the rows.
func check1(name string, x []float64, rows int) error {
	if len(x) != rows {
		return &stat.ArgumentError{Name: "the number of values in " + name, Value: float64(len(x)), Want: fmt.Sprint(rows, ", one a row")}
	}
	for i, v := range x {
		if err := checkValue(fmt.Sprintf("%s[%d]", name, i), v); err != nil {
			return err
		}
	}
	return nil
}

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
		if !(norm > 1e-12*maxAbs(column)*math.Sqrt(total(weights, n))) {
			return nil, &RankError{Column: b.names[j]}
		}
		b.mean[j], b.scale[j] = m, norm
		for i, x := range column {
			b.z.Set(i, j, (x-m)/norm)
		}
	}
	return b, nil
}

// centre returns the weighted mean of x and the norm of x about it.
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
	return mean, math.Sqrt(squares)
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
func quadratic(c mat.Symmetric, x []float64) float64 {
	v := mat.NewVecDense(len(x), x)
	return mat.Inner(v, c, v)
}
