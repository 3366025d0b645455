package driver_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/stat"
)

func TestMissingRowsAreCounted(t *testing.T) {
	d := correlated(seeded(5), 60, 3)
	want, err := driver.Importance(cut(d, 3), driver.Options{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	d.Drivers[0].Values[0], d.Drivers[0].Values[1], d.Outcome.Values[2], d.Drivers[2].Values[2] = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	got, err := driver.Importance(d, driver.Options{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	if got.N != 57 || got.Missing != 3 || len(got.MissingBy) != 3 || got.R2 != want.R2 {
		t.Errorf("%+v, want that of the rows without gaps: %+v", got.Sample, want.Sample)
	}
	i := slices.IndexFunc(got.Warnings, func(w metrics.Warning) bool { return w.Code == driver.MissingRows })
	if i < 0 || !strings.Contains(driver.Explain(got.Warnings[i], language.English), `2 of "a"`) {
		t.Errorf("warnings %v do not say what was missing", got.Warnings)
	}
}

// cut leaves the first rows out.
func cut(d driver.Data, rows int) driver.Data {
	out := driver.Data{Outcome: driver.Column{Name: d.Outcome.Name, Values: d.Outcome.Values[rows:]}}
	for _, c := range d.Drivers {
		out.Drivers = append(out.Drivers, driver.Column{Name: c.Name, Values: c.Values[rows:]})
	}
	return out
}

func TestBadData(t *testing.T) {
	nan := math.NaN()
	good := func() driver.Data { return correlated(seeded(6), 40, 3) }
	for _, c := range []struct {
		name  string
		spoil func(d *driver.Data)
		is    error
		says  string
	}{
		{"no rows", func(d *driver.Data) {
			*d = driver.Data{Outcome: driver.Column{Name: "y"}, Drivers: []driver.Column{{Name: "a"}}}
		}, stat.ErrNoData, "no rows"},
		{"no drivers", func(d *driver.Data) { d.Drivers = nil }, stat.ErrNoData, "no drivers"},
		{"no name", func(d *driver.Data) { d.Drivers[1].Name = "" }, nil, "no name"},
		{"duplicate names", func(d *driver.Data) { d.Drivers[1].Name = "a" }, nil, `"a"`},
		{"outcome as driver", func(d *driver.Data) { d.Drivers[1].Name = "y" }, nil, `"y"`},
		{"lengths", func(d *driver.Data) { d.Drivers[1].Values = d.Drivers[1].Values[:7] }, nil, `column "b" is 7`},
		{"infinite", func(d *driver.Data) { d.Drivers[2].Values[5] = math.Inf(-1) }, nil, `row 5 of column "c"`},
		{"all missing", func(d *driver.Data) { fillWith(d.Drivers[1].Values, nan) }, stat.ErrNoData, `column "b" has no value`},
		{"no whole row", func(d *driver.Data) { fillWith(d.Drivers[0].Values[:20], nan); fillWith(d.Drivers[1].Values[20:], nan) }, stat.ErrNoData, "no row has all values"},
		{"constant", func(d *driver.Data) { fillWith(d.Drivers[1].Values, 4) }, stat.ErrUndefined, `column "b" does not vary`},
		{"collinear", func(d *driver.Data) {
			for i := range d.Drivers[2].Values {
				d.Drivers[2].Values[i] = 10 - d.Drivers[0].Values[i]
			}
		}, stat.ErrUndefined, `column "c" follows from "a"`},
		{"fewer rows than columns", func(d *driver.Data) { *d = cut(*d, 37) }, stat.ErrTooFew, "3 rows"},
		{"as many rows as coefficients", func(d *driver.Data) { *d = cut(*d, 36) }, stat.ErrTooFew, "at least 5"},
		{"constant outcome that rounds", func(d *driver.Data) { fillWith(d.Outcome.Values, 0.1) }, stat.ErrUndefined, `outcome "y"`},
		{"constant outcome", func(d *driver.Data) { fillWith(d.Outcome.Values, 10) }, stat.ErrUndefined, `outcome "y"`},
	} {
		d := good()
		c.spoil(&d)
		_, err := driver.Importance(d, driver.Options{Resamples: -1})
		if err == nil || !strings.Contains(err.Error(), c.says) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: error %v, want one that says %q and is %v", c.name, err, c.says, c.is)
		}
	}
}

func fillWith(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}

func TestOptionsAreChecked(t *testing.T) {
	d := correlated(seeded(7), 40, 3)
	var argument *stat.ArgumentError
	for _, o := range []driver.Options{{Confidence: 95}, {Resamples: 5}, {Resamples: -2}, {Orders: 1}} {
		if _, err := driver.Importance(d, o); !errors.As(err, &argument) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if _, err := driver.Logistic(d, driver.OddsOptions{}); !errors.As(err, &argument) {
		t.Errorf("outcome that is not 0 or 1: %v", err)
	}
	if _, err := driver.TopicImpact(d, 0); !errors.As(err, &argument) {
		t.Errorf("outcome that is no rating: %v", err)
	}
	if _, err := driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 4, HighMin: 2}); !errors.As(err, &argument) {
		t.Errorf("thresholds the wrong way round: %v", err)
	}
}
