package driver_test

import (
	"errors"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/stat"
)

func TestMap(t *testing.T) {
	spots := []driver.Spot{{Name: "品質", Importance: 0.5, Performance: 3}, {Name: "價格", Importance: 0.1, Performance: 3.2}, {Name: "客服", Importance: 0.4, Performance: 4.5}, {Name: "包裝", Importance: 0.1, Performance: 4.7}}
	m, err := driver.NewMap(spots, driver.MapOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []driver.Quadrant{driver.Concentrate, driver.LowPriority, driver.KeepUp, driver.Overkill} {
		if m.Spots[i].Quadrant != want {
			t.Errorf("%+v, want %s", m.Spots[i], want)
		}
	}
	target := 2.5
	m, err = driver.NewMap(spots, driver.MapOptions{Median: true, PerformanceCut: &target})
	if err != nil || m.PerformanceCut != target || m.PerformanceBy != driver.AsGiven || m.ImportanceBy != driver.AtMedian || math.Abs(m.ImportanceCut-0.25) > 1e-12 || m.Spots[0].Quadrant != driver.KeepUp {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := driver.NewMap(nil, driver.MapOptions{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no attributes: %v", err)
	}
	if _, err := driver.NewMap([]driver.Spot{{Name: "x", Importance: math.NaN()}}, driver.MapOptions{}); err == nil {
		t.Error("NaN is placed")
	}
}
