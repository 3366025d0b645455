package tsv_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/examples/internal/tsv"
)

func TestParse(t *testing.T) {
	table, err := tsv.Parse("\ufefflabel\tText \r\n1\t\"Good,\" she said\r\n\n0\n1\t好吃\textra")
	if err != nil {
		t.Fatal(err)
	}
	column, ok := table.Find("review", "text")
	if !ok || column != "Text " {
		t.Fatalf("Find gives %q, %v", column, ok)
	}
	var got []string
	for _, r := range table.Rows {
		got = append(got, r.Cell("label")+"|"+r.Cell(column)+"|"+r.Cell("title"))
	}
	if want := "1|\"Good,\" she said| 0|| 1|好吃|"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
	if last := table.Rows[2].Line; last != 5 {
		t.Errorf("the last row is line %d, want 5", last)
	}
}

func TestErrors(t *testing.T) {
	if _, err := tsv.Open(""); err == nil {
		t.Error("no file is no error")
	}
	if _, err := tsv.Parse(""); err == nil {
		t.Error("an empty file is no error")
	}
	table, _ := tsv.Parse("a\tb\n")
	if err := table.Want("a", "c"); err == nil || !strings.Contains(err.Error(), `"c"`) {
		t.Errorf("got %v, want an error that names the column", err)
	}
}

func TestColumn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.tsv")
	if err := os.WriteFile(file, []byte("label\ttext\n1\t好吃\n0\n1\tfine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := tsv.Column(file, "text"); err != nil || !slices.Equal(got, []string{"好吃", "", "fine"}) {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := tsv.Column(file, "body"); err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), `"body"`) {
		t.Errorf("got %v, want an error that names the file and the column", err)
	}
}
