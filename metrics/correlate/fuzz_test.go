package correlate_test

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/driver"
)

// Any two columns give results between -1 and 1 that marshal, or an error.
func FuzzCorrelations(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}, false)
	f.Add([]byte{1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 9, 1, 9, 0, 3, 0, 3, 1, 8, 1, 2, 1, 7, 0, 255, 1}, false)
	f.Fuzz(func(t *testing.T, b []byte, wide bool) {
		var values []float64
		for ; wide && len(b) >= 8; b = b[8:] {
			values = append(values, math.Float64frombits(binary.LittleEndian.Uint64(b)))
		}
		for _, v := range b {
			x := float64(v % 12)
			if v == 255 {
				x = math.NaN()
			}
			values = append(values, x)
		}
		n := min(len(values)/2, 300)
		x, y := values[:n], values[n:2*n]
		for name, kind := range kinds {
			c, err := kind(x, y, 0)
			if err != nil {
				continue
			}
			if !(-1 <= c.Value && c.Value <= 1 && 0 <= c.P && c.P <= 1) {
				t.Errorf("%s: %+v", name, c)
			}
			marshals(t, c)
		}
		for _, transform := range []correlate.Transform{correlate.Prewhiten, correlate.Difference, correlate.AsIs} {
			if c, err := correlate.Lagged(x, y, correlate.LagOptions{Transform: transform}); err == nil {
				marshals(t, c)
				c.Line(language.English)
			}
		}
		score, outcome := driver.Column{Name: "x", Values: x}, driver.Column{Name: "y", Values: y}
		if r, err := correlate.Business(score, []driver.Column{outcome}, correlate.Options{}); err == nil {
			marshals(t, r)
			r.Lines(language.SimplifiedChinese)
		}
		if m, err := correlate.Partials([]driver.Column{score, outcome}, wide); err == nil {
			marshals(t, m)
		}
	})
}

func marshals(t *testing.T, v any) {
	t.Helper()
	if _, err := json.Marshal(v); err != nil {
		t.Errorf("%v: %+v", err, v)
	}
}
