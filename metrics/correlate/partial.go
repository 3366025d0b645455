package correlate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// A Matrix is the partial correlations of several variables.
type Matrix struct {
	Relation string      `json:"relation"` // always "association"
	Names    []string    `json:"names"`
	Partial  [][]float64 `json:"partial"`      // of two, given all others; 1 on the diagonal
	T        [][]float64 `json:"t"`            // of the t test; 0 on the diagonal
	DF       float64     `json:"df"`           // rows less columns
	P        [][]float64 `json:"p"`            // not adjusted for one another; 0 on the diagonal
	Semi     [][]float64 `json:"semi_partial"` // of the row's variable with what the others leave of the column's
	N        int         `json:"n"`            // rows
	Missing  int         `json:"missing,omitzero"`
}

// almostOne is as near as the correlation of columns of full rank comes to 1.
const almostOne = 1 - 1.0/(1<<53)

// Partials are the correlations of each two of the columns with all others held
// fixed, from the inverse P of the correlations:
//
//	partial -P_ij/√(P_ii P_jj),  semi-partial -P_ij/√(P_ii P_jj)/√(P_ii - P_ij²/P_jj)
//
// with t tests on n-k degrees of freedom for k columns. (R's ppcor takes the statistic
// for normal, which makes p too small for few rows.) Of ranks they are Spearman's. Rows
// with a missing value are left out and counted. Errors:
// [stat.ErrNoData], [stat.ErrTooFew] with no degree of freedom, a
// [*driver.RankError] that names a column which follows from others,
// [*stat.ArgumentError].
func Partials(columns []driver.Column, ofRanks bool) (*Matrix, error) {
	names, rows, missing, err := wholeRows(columns)
	if err != nil {
		return nil, err
	}
	n, k := len(rows), len(names)
	if k < 2 {
		return nil, fmt.Errorf("correlate: %d columns, at least 2 are needed: %w", k, stat.ErrTooFew)
	}
	if n <= k {
		return nil, fmt.Errorf("correlate: %d rows for %d columns: %w", n, k, stat.ErrTooFew)
	}
	if ofRanks {
		rankColumns(rows)
	}
	if err := regress.CheckRank(regress.Design{Names: names, Rows: rows}); err != nil {
		return nil, fmt.Errorf("correlate: %w", err)
	}
	inverse, err := inverseCorrelations(rows, k)
	if err != nil {
		return nil, err
	}
	m := &Matrix{Relation: association, Names: names, N: n, Missing: missing}
	m.DF = float64(n - k)
	for i := range k {
		partial, t, p, semi := make([]float64, k), make([]float64, k), make([]float64, k), make([]float64, k)
		for j := range k {
			if i == j {
				partial[j], semi[j] = 1, 1
				continue
			}
			ii, jj, ij := inverse.At(i, i), inverse.At(j, j), inverse.At(i, j)
			partial[j] = max(-almostOne, min(almostOne, -ij/math.Sqrt(ii*jj)))
			t[j] = tOf(partial[j], m.DF)
			p[j] = dist.TTwoSided(t[j], m.DF)
			semi[j] = -ij / math.Sqrt(ii*jj) / math.Sqrt(math.Abs(ii-ij*ij/jj))
		}
		m.Partial, m.Semi = append(m.Partial, partial), append(m.Semi, semi)
		m.T, m.P = append(m.T, t), append(m.P, p)
	}
	return m, nil
}

// Partial is the correlation of two columns with the controls held fixed, tested and
// bounded as [Pearson] with as many pairs fewer as there are controls. Errors as of
// [Partials].
func Partial(x, y driver.Column, controls []driver.Column, confidence float64) (Correlation, error) {
	if confidence == 0 {
		confidence = metrics.DefaultConfidence
	}
	c := Correlation{Kind: PartialR, Relation: association, Confidence: confidence}
	if err := stat.CheckConfidence(confidence); err != nil {
		return c, err
	}
	m, err := Partials(append([]driver.Column{x, y}, controls...), false)
	if err != nil {
		return c, err
	}
	c.N, c.Missing, c.Value = m.N, m.Missing, m.Partial[0][1]
	c.tTest(float64(m.N - 2 - len(controls)))
	c.fisher(1, 3+len(controls))
	return c, nil
}

// wholeRows are the rows that have all values.
func wholeRows(columns []driver.Column) (names []string, rows [][]float64, missing int, err error) {
	if len(columns) == 0 || len(columns[0].Values) == 0 {
		return nil, nil, 0, fmt.Errorf("correlate: there are no rows: %w", stat.ErrNoData)
	}
	n := len(columns[0].Values)
	for _, c := range columns {
		if len(c.Values) != n {
			return nil, nil, 0, &stat.ArgumentError{Name: fmt.Sprintf("the number of values in column %q", c.Name), Value: float64(len(c.Values)), Want: fmt.Sprint(n, ", as many as the first has")}
		}
		names = append(names, c.Name)
	}
	for i := range n {
		row, whole := make([]float64, len(columns)), true
		for j, c := range columns {
			row[j] = c.Values[i]
			whole = whole && !math.IsNaN(row[j])
		}
		if whole {
			rows = append(rows, row)
		} else {
			missing++
		}
	}
	if len(rows) == 0 {
		return nil, nil, 0, fmt.Errorf("correlate: no row has all values: %w", stat.ErrNoData)
	}
	return names, rows, missing, nil
}

// rankColumns replaces values by their ranks.
func rankColumns(rows [][]float64) {
	column := make([]float64, len(rows))
	for j := range rows[0] {
		for i, row := range rows {
			column[i] = row[j]
		}
		for i, r := range ranks(column) {
			rows[i][j] = r
		}
	}
}

func inverseCorrelations(rows [][]float64, k int) (*mat.SymDense, error) {
	columns := make([][]float64, k)
	for _, row := range rows {
		for j, v := range row {
			columns[j] = append(columns[j], v)
		}
	}
	r := mat.NewSymDense(k, nil)
	for i := range k {
		r.SetSym(i, i, 1)
		for j := i + 1; j < k; j++ {
			r.SetSym(i, j, pearson(columns[i], columns[j]))
		}
	}
	var factor mat.Cholesky
	var inverse mat.SymDense
	if !factor.Factorize(r) {
		return nil, fmt.Errorf("correlate: columns nearly follow from one another: %w", stat.ErrUndefined)
	}
	_ = factor.InverseTo(&inverse) // the rank was checked: a bad condition is no failure
	return &inverse, nil
}
