package driver_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/driver"
)

// A driver that separates is an error by maximum likelihood and a warning with the
// penalty.
func TestSeparatingDriver(t *testing.T) {
	r := seeded(9)
	d := correlated(r, 80, 3)
	for i := range d.Outcome.Values {
		d.Outcome.Values[i] = float64(r.IntN(2))
		d.Drivers[1].Values[i] = 0
		if d.Outcome.Values[i] == 1 && r.IntN(3) == 0 {
			d.Drivers[1].Values[i] = 1
		}
	}
	var separated *driver.SeparationError
	if _, err := driver.Logistic(d, driver.OddsOptions{}); !errors.As(err, &separated) || !slices.Equal(separated.Columns, []string{"b"}) {
		t.Errorf("error %v, want one that names b", err)
	}
	m, err := driver.Logistic(d, driver.OddsOptions{Firth: true})
	if err != nil {
		t.Fatal(err)
	}
	b := m.Ratios[1]
	low, ok := b.Low.Get()
	if !b.Shown || !ok || low <= 1 || len(m.Warnings) == 0 || m.Warnings[0].Detail != "b" {
		t.Errorf("%+v, warnings %v; want an odds ratio above 1 and a warning that names b", b, m.Warnings)
	}
}
