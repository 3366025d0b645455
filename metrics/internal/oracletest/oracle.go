// Package oracletest checks results against numbers that other implementations
// computed. A file holds one quantity:
//
//	{"quantity": "...", "method": "...", "source": "...", "r": "R version",
//	 "cases": [{"name": "...", "input": {...}, "expected": {...},
//	            "tol": 1e-9, "tol_kind": "relative", "tol_by": {"field": tol}}]}
//
// In expected, null is undefined or not reached, and "Inf" and "-Inf" are
// strings.
package oracletest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"testing"
)

// A Case is one question with the answers of the other implementation.
type Case struct {
	Name     string                     `json:"name"`
	Input    json.RawMessage            `json:"input"`
	Expected map[string]json.RawMessage `json:"expected"`
	Tol      float64                    `json:"tol"`
	TolKind  string                     `json:"tol_kind"`
	TolBy    map[string]float64         `json:"tol_by"`
}

// Run reads a file and runs a subtest for each of its cases with the input
// decoded into In.
func Run[In any](t *testing.T, dir fs.FS, file string, check func(t *testing.T, in In, c Case)) {
	t.Helper()
	b, err := fs.ReadFile(dir, file)
	if err != nil {
		t.Fatal(err)
	}
	var f struct{ Cases []Case }
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if len(f.Cases) == 0 {
		t.Fatalf("%s has no cases", file)
	}
	for _, c := range f.Cases {
		t.Run(c.Name, func(t *testing.T) {
			var in In
			if err := json.Unmarshal(c.Input, &in); err != nil {
				t.Fatal(err)
			}
			check(t, in, c)
		})
	}
}

// Has reports whether the case expects a defined value in a field.
func (c Case) Has(field string) bool {
	raw, ok := c.Expected[field]
	return ok && string(raw) != "null"
}

// Check compares the numbers of a field, in reading order, with got. A NaN in
// got answers a null.
func (c Case) Check(t *testing.T, field string, got ...float64) {
	t.Helper()
	raw, ok := c.Expected[field]
	if !ok {
		t.Errorf("no field %s; there are %v", field, c.fields())
		return
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	want := flatten(nil, v)
	if len(got) != len(want) {
		t.Errorf("%s: got %d numbers %v, want %d %v", field, len(got), got, len(want), want)
		return
	}
	for i := range want {
		if !c.near(field, got[i], want[i]) {
			t.Errorf("%s[%d] = %.17g, want %.17g (off by %.3g)", field, i, got[i], want[i], got[i]-want[i])
		}
	}
}

// Sub calls check with the case whose expected fields are those of an object in
// this one's.
func (c Case) Sub(t *testing.T, field string, check func(Case)) {
	t.Helper()
	sub := c
	sub.Expected = nil
	if err := json.Unmarshal(c.Expected[field], &sub.Expected); err != nil {
		t.Fatalf("%s: %v", field, err)
	}
	check(sub)
}

func (c Case) fields() []string {
	var out []string
	for k := range c.Expected {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// flatten lists the numbers in v; null is NaN.
func flatten(out []float64, v any) []float64 {
	switch v := v.(type) {
	case nil:
		return append(out, math.NaN())
	case float64:
		return append(out, v)
	case string:
		switch v {
		case "Inf":
			return append(out, math.Inf(1))
		case "-Inf":
			return append(out, math.Inf(-1))
		}
	case []any:
		for _, e := range v {
			out = flatten(out, e)
		}
		return out
	}
	panic(fmt.Sprintf("oracletest: %v is no number", v))
}

func (c Case) near(field string, got, want float64) bool {
	switch {
	case math.IsNaN(want) || math.IsNaN(got):
		return math.IsNaN(want) && math.IsNaN(got)
	case math.IsInf(want, 0) || math.IsInf(got, 0):
		return got == want
	}
	tol, ok := c.TolBy[field]
	if !ok {
		tol = c.Tol
	}
	switch c.TolKind {
	case "relative":
		tol *= math.Max(math.Abs(want), 1e-300)
	case "absolute":
	default:
		tol *= math.Max(1, math.Abs(want))
	}
	return math.Abs(got-want) <= tol
}
