package driver

import (
	"fmt"
	"math"
	"strings"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// A Column is one variable: a value for each row, NaN where it is missing.
type Column struct {
	Name   string
	Values []float64
}

// Data is a table with one row an answer or a customer: the outcome, and what may
// go with it. A driver is a rating, an amount, or 1 and 0 for whether something
// holds. Rows with a missing value are left out, and the results say how many.
type Data struct {
	Outcome Column
	Drivers []Column
}

// A RankError says that a column does not vary or follows from columns before it,
// so that nothing can be said about it. It names them.
type RankError = regress.RankError

// A SeparationError says that columns tell the outcomes apart so well that their
// odds ratios have no finite estimate. It names them.
type SeparationError = regress.SeparationError

// A Sample says which rows a result rests on.
type Sample struct {
	Outcome   string       `json:"outcome"`
	N         int          `json:"n"`                    // rows used
	Missing   int          `json:"missing,omitzero"`     // rows left out because a value is missing
	MissingBy []ColumnGaps `json:"missing_by,omitempty"` // in which columns
}

// ColumnGaps is how many values a column lacks.
type ColumnGaps struct {
	Column  string `json:"column"`
	Missing int    `json:"missing"`
}

// complete is the rows that have all values.
type complete struct {
	Sample
	y    []float64
	rows regress.Design
}

// complete checks the data and leaves out the rows with gaps.
func (d Data) complete() (*complete, error) {
	columns := append([]Column{d.Outcome}, d.Drivers...)
	if len(d.Drivers) == 0 {
		return nil, fmt.Errorf("driver: there are no drivers: %w", stat.ErrNoData)
	}
	if len(d.Outcome.Values) == 0 {
		return nil, fmt.Errorf("driver: there are no rows: %w", stat.ErrNoData)
	}
	c := &complete{Sample: Sample{Outcome: d.Outcome.Name}}
	seen := make(map[string]bool)
	for _, column := range columns {
		gaps, err := column.check(len(d.Outcome.Values))
		switch {
		case err != nil:
			return nil, err
		case seen[column.Name]:
			return nil, fmt.Errorf("driver: two columns have the name %q", column.Name)
		case gaps > 0:
			c.MissingBy = append(c.MissingBy, ColumnGaps{column.Name, gaps})
		}
		seen[column.Name] = true
	}
	for _, column := range d.Drivers {
		c.rows.Names = append(c.rows.Names, column.Name)
	}
	k := len(d.Drivers)
	all := make([]float64, k*len(d.Outcome.Values)) // of all rows, so that they are one allocation
	for i, y := range d.Outcome.Values {
		row := all[i*k : (i+1)*k : (i+1)*k]
		whole := !math.IsNaN(y)
		for j, column := range d.Drivers {
			row[j] = column.Values[i]
			whole = whole && !math.IsNaN(row[j])
		}
		if !whole {
			c.Missing++
			continue
		}
		c.y, c.rows.Rows = append(c.y, y), append(c.rows.Rows, row)
	}
	c.N = len(c.y)
	if c.N == 0 {
		return nil, fmt.Errorf("driver: no row has all values; missing: %s: %w", c.gaps(), stat.ErrNoData)
	}
	return c, nil
}

// check counts the gaps of a column that should have n values.
func (c Column) check(n int) (gaps int, err error) {
	if c.Name == "" {
		return 0, fmt.Errorf("driver: a column has no name")
	}
	if len(c.Values) != n {
		return 0, &stat.ArgumentError{Name: fmt.Sprintf("the number of values in column %q", c.Name), Value: float64(len(c.Values)), Want: fmt.Sprint(n, ", as many as the outcome has")}
	}
	for i, v := range c.Values {
		if math.IsInf(v, 0) {
			return 0, &stat.ArgumentError{Name: fmt.Sprintf("row %d of column %q", i, c.Name), Value: v, Want: "a finite number, or NaN if it is missing"}
		}
		if math.IsNaN(v) {
			gaps++
		}
	}
	if gaps == n {
		return gaps, fmt.Errorf("driver: column %q has no value: %w", c.Name, stat.ErrNoData)
	}
	return gaps, nil
}

// missingRows is the warning of rows that were left out, none if there are none.
func (s Sample) missingRows() []metrics.Warning {
	if s.Missing == 0 {
		return nil
	}
	return []metrics.Warning{{Code: MissingRows, Count: int64(s.Missing), Detail: s.gaps()}}
}

func (s Sample) gaps() string {
	var parts []string
	for _, g := range s.MissingBy {
		parts = append(parts, fmt.Sprintf("%d of %q", g.Missing, g.Column))
	}
	return strings.Join(parts, ", ")
}

// wrap says which package an error of a fit comes from.
func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("driver: %w", err)
}

// column is column j of the rows.
func (c *complete) column(j int) []float64 {
	out := make([]float64, c.N)
	for i, row := range c.rows.Rows {
		out[i] = row[j]
	}
	return out
}
