// Package tsv reads tab-separated files whose first line names the columns.
// Nothing is quoted in them: a cell that begins with a quotation mark is one that
// somebody wrote, which encoding/csv would take for the start of a quoted field.
package tsv

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// A Table is a file that was read.
type Table struct {
	Columns []string
	Rows    []Row
}

// A Row is a line behind the first.
type Row struct {
	Line  int // of the file, from 1
	Cells []string
	table *Table
}

// Open reads a file. A byte order mark, line ends of Windows and a last line
// without an end are all right; empty lines are passed over.
func Open(name string) (*Table, error) {
	if name == "" {
		return nil, errors.New("no file is given, want -in FILE.tsv")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	t, err := Parse(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

// Column reads one column of a file.
func Column(name, column string) ([]string, error) {
	t, err := Open(name)
	if err != nil {
		return nil, err
	}
	if err := t.Want(column); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	cells := make([]string, len(t.Rows))
	for i, r := range t.Rows {
		cells[i] = r.Cell(column)
	}
	return cells, nil
}

// Parse reads the text of a file.
func Parse(data string) (*Table, error) {
	t := &Table{}
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(data, "\ufeff")) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case t.Columns == nil:
			t.Columns = strings.Split(line, "\t")
		case line != "":
			t.Rows = append(t.Rows, Row{number, strings.Split(line, "\t"), t})
		}
	}
	if t.Columns == nil {
		return nil, errors.New("it is empty, want a line of column names")
	}
	return t, nil
}

// Has reports whether there is a column of that name.
func (t *Table) Has(column string) bool { return slices.Contains(t.Columns, column) }

// Want reports the first of the columns that there is not.
func (t *Table) Want(columns ...string) error {
	for _, c := range columns {
		if !t.Has(c) {
			return fmt.Errorf("there is no column %q, only %q", c, t.Columns)
		}
	}
	return nil
}

// Complete reports the first row that has not a cell for each column.
func (t *Table) Complete() error {
	for _, r := range t.Rows {
		if len(r.Cells) != len(t.Columns) {
			return fmt.Errorf("line %d has %d cells, want the %d of the first line", r.Line, len(r.Cells), len(t.Columns))
		}
	}
	return nil
}

// Find is the first of the names that a column has, in any case and with spaces
// around it, and whether there is one.
func (t *Table) Find(names ...string) (column string, ok bool) {
	for _, n := range names {
		for _, c := range t.Columns {
			if strings.EqualFold(strings.TrimSpace(c), n) {
				return c, true
			}
		}
	}
	return "", false
}

// Cell is the cell in a column, "" if the row has none.
func (r Row) Cell(column string) string {
	if i := slices.Index(r.table.Columns, column); i >= 0 && i < len(r.Cells) {
		return r.Cells[i]
	}
	return ""
}
