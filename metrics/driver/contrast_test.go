package driver_test

import (
	"testing"

	"github.com/loamlib/loam/metrics/driver"
)

func TestRoles(t *testing.T) {
	r := seeded(22)
	var d driver.Data
	d.Outcome.Name = "csat"
	effects := []func(x float64) float64{
		func(x float64) float64 { return map[bool]float64{x <= 2: -2}[true] }, // must be
		func(x float64) float64 { return map[bool]float64{x >= 4: 2}[true] },  // attractive
		func(x float64) float64 { return x - 3 },                              // performance
		func(float64) float64 { return 0 },                                    // indifferent
		func(x float64) float64 { return map[bool]float64{x <= 2: 2}[true] },  // reverse: the low are rewarded, the high not punished
	}
	for j := range effects {
		d.Drivers = append(d.Drivers, driver.Column{Name: letters[j]})
	}
	for range 600 {
		y := r.NormFloat64()
		for j, effect := range effects {
			x := float64(1 + r.IntN(5))
			d.Drivers[j].Values = append(d.Drivers[j].Values, x)
			y += effect(x)
		}
		d.Outcome.Values = append(d.Outcome.Values, y)
	}
	out, err := driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 2, HighMin: 4})
	if err != nil {
		t.Fatal(err)
	}
	want := []driver.Role{driver.MustBe, driver.Attractive, driver.Performance, driver.Indifferent, driver.Reverse}
	for j, a := range out.Attributes {
		if a.Role != want[j] {
			t.Errorf("%s is %s, want %s: %+v", a.Name, a.Role, want[j], a)
		}
	}
	fillWith(d.Drivers[1].Values[:300], 3)
	for i, v := range d.Drivers[1].Values {
		d.Drivers[1].Values[i] = max(3, v)
	}
	out, err = driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 2, HighMin: 4})
	if err != nil {
		t.Fatal(err)
	}
	if a := out.Attributes[1]; a.Role != driver.Open || a.Penalty.Value.Defined() || !a.Reward.Value.Defined() {
		t.Errorf("without low ratings: %+v", a)
	}
}
