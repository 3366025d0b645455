package regress

import (
	"fmt"
	"math"
	"strings"

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

func inRange(x float64) bool { return math.Abs(x) <= largest }

func badValue(name string, x float64) error {
	return &stat.ArgumentError{Name: name, Value: x, Want: "a number from -1e150 to 1e150"}
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
			if !inRange(x) {
				return badValue(fmt.Sprintf("row %d of column %q", i, d.Names[j]), x)
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
		if !inRange(v) {
			return badValue(fmt.Sprintf("%s[%d]", name, i), v)
		}
	}
	return nil
}

// CheckRank fails as the fits do: with a [RankError] if a column does not vary or
// follows from those before it.
func CheckRank(d Design) error {
	if err := d.check(); err != nil {
		return err
	}
	b, err := newBasis(d, nil)
	if err != nil {
		return err
	}
	_, _, err = b.factor(nil)
	return err
}
