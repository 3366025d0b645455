package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// A sheet is a tab-separated file with a row of column names.
type sheet struct {
	columns map[string]int
	rows    [][]string
}

func readSheet(file string) (*sheet, error) {
	if file == "" {
		return nil, errors.New("no file is given, want -in FILE.tsv")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	t := &sheet{columns: map[string]int{}}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if n == 1 {
			for i, name := range cells {
				t.columns[name] = i
			}
			continue
		}
		if len(cells) != len(t.columns) {
			return nil, fmt.Errorf("%s:%d: %d columns, want the %d of the first line", file, n, len(cells), len(t.columns))
		}
		t.rows = append(t.rows, cells)
	}
	return t, nil
}

// want reports which of the named columns are missing.
func (t *sheet) want(names ...string) error {
	for _, name := range names {
		if _, ok := t.columns[name]; !ok {
			return fmt.Errorf("there is no column %q", name)
		}
	}
	return nil
}

// has reports whether there is a column of that name.
func (t *sheet) has(name string) bool { _, ok := t.columns[name]; return ok }

// cell is a cell by the name of its column.
func (t *sheet) cell(row []string, name string) string { return row[t.columns[name]] }
