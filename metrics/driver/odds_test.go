package driver_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
)

// Of an outcome of three answers most of which are the same few are events: of 90, 5 and
// 5 there are 100 - (90³ + 5³ + 5³)/100² = 27, too few for three drivers.
func TestFewEventsOfManyRows(t *testing.T) {
	for drivers, warns := range map[int]bool{2: false, 3: true} {
		r := seeded(5)
		d := driver.Data{Outcome: driver.Column{Name: "csat"}}
		for i := range 100 {
			d.Outcome.Values = append(d.Outcome.Values, []float64{3, 3, 3, 3, 3, 3, 3, 3, 3, float64(1 + i/50)}[i%10])
		}
		for j := range drivers {
			c := driver.Column{Name: letters[j]}
			for range 100 {
				c.Values = append(c.Values, r.NormFloat64())
			}
			d.Drivers = append(d.Drivers, c)
		}
		m, err := driver.Ordinal(d, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(m.Warnings, func(w metrics.Warning) bool { return w.Code == driver.FewEvents }); got != warns {
			t.Errorf("%d drivers: a warning of few events is %v, want %v", drivers, got, warns)
		}
	}
}

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
