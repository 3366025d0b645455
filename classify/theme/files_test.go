package theme_test

import (
	"encoding/json"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// against runs check for each case of a file of answers that were computed
// elsewhere; the file says where.
func against[In, Out any](t *testing.T, file string, check func(t *testing.T, in In, want Out, near func(field string, got, want float64))) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		Source string
		Cases  []struct {
			Name     string
			Input    In
			Expected Out
			Tol      float64
		}
	}
	if err := json.Unmarshal(b, &o); err != nil || len(o.Cases) == 0 {
		t.Fatalf("%s: %d cases, %v", file, len(o.Cases), err)
	}
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			check(t, c.Input, c.Expected, func(field string, got, want float64) {
				t.Helper()
				if !(math.Abs(got-want) <= c.Tol*math.Max(1, math.Abs(want))) {
					t.Errorf("%s is %.15g, %s has %.15g", field, got, o.Source, want)
				}
			})
		})
	}
}

// annotated yields the lines of a file of texts with what is to be found in them,
// which stands behind the first tab, and asks for at least fewest.
func annotated(t *testing.T, file string, fewest int) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		t.Helper()
		b, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			if n++; !yield(text, want) {
				return
			}
		}
		if n < fewest {
			t.Errorf("%s has only %d lines", file, n)
		}
	}
}
