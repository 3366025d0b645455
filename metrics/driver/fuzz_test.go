package driver_test

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/driver"
)

// Any table gives a result that marshals and adds up, or an error.
func FuzzImportance(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21}, uint8(2), false)
	f.Add([]byte{0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 9, 3, 1, 1}, uint8(3), true)
	f.Fuzz(func(t *testing.T, b []byte, columns uint8, wide bool) {
		k := int(columns)%6 + 1
		var values []float64
		for len(b) >= 8 && wide {
			values, b = append(values, math.Float64frombits(binary.LittleEndian.Uint64(b))), b[8:]
		}
		for _, v := range b {
			values = append(values, float64(v%12))
		}
		d := driver.Data{Outcome: driver.Column{Name: "y"}}
		for j := range k {
			d.Drivers = append(d.Drivers, driver.Column{Name: letters[j]})
		}
		for ; len(values) > k && len(d.Outcome.Values) < 200; values = values[k+1:] {
			d.Outcome.Values = append(d.Outcome.Values, values[0])
			for j := range k {
				d.Drivers[j].Values = append(d.Drivers[j].Values, values[j+1])
			}
		}
		r, err := driver.Importance(d, driver.Options{Resamples: 100})
		if err == nil {
			var sum float64
			for _, x := range r.Drivers {
				sum += x.Weight.Value
			}
			if math.Abs(sum-r.R2) > 1e-6 {
				t.Errorf("weights add up to %v, R² is %v", sum, r.R2)
			}
			marshals(t, r)
			r.Lines(language.TraditionalChinese)
		}
		if out, err := driver.TopicImpact(d, 0); err == nil {
			marshals(t, out)
			out.Lines(language.SimplifiedChinese)
		}
		if m, err := driver.Logistic(d, driver.OddsOptions{Firth: wide}); err == nil {
			marshals(t, m)
			m.Lines(language.English)
		}
		if m, err := driver.Ordinal(d, 0); err == nil {
			marshals(t, m)
		}
		if c, err := driver.PenaltyReward(d, driver.ContrastOptions{}); err == nil {
			marshals(t, c)
			c.Lines(language.English)
		}
		if fits, err := driver.Ridge(d, []float64{0, 1}); err == nil {
			marshals(t, fits)
		}
	})
}

func marshals(t *testing.T, v any) {
	t.Helper()
	if _, err := json.Marshal(v); err != nil {
		t.Errorf("%v: %+v", err, v)
	}
}
