package driver_test

import (
	"encoding/json"
	"math"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/driver"
)

// impact = share × gap, and impacts add up where every answer mentions one topic.
func TestImpactIsShareTimesGap(t *testing.T) {
	r := seeded(11)
	var d driver.Data
	d.Outcome.Name = "nps"
	d.Drivers = []driver.Column{{Name: "物流"}, {Name: "品質"}, {Name: "客服"}}
	for range 300 {
		topic := r.IntN(4)
		d.Outcome.Values = append(d.Outcome.Values, float64(max(0, min(10, 9-2*topic+r.IntN(4)))))
		for j := range d.Drivers {
			v := 0.0
			if j == topic {
				v = 1
			}
			d.Drivers[j].Values = append(d.Drivers[j].Values, v)
		}
	}
	out, err := driver.TopicImpact(d, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range out.Topics {
		want := i.Share * i.Gap.Difference.Or(math.NaN())
		if math.Abs(i.Value.Or(math.NaN())-want) > 1e-9 {
			t.Errorf("%s: impact %v, share × gap %v", i.Topic, i.Value, want)
		}
		if !(i.Low.Or(0) < i.Value.Or(0) && i.Value.Or(0) < i.High.Or(0)) {
			t.Errorf("%s: interval %v to %v around %v", i.Topic, i.Low, i.High, i.Value)
		}
	}
}

// The interval of an impact holds the truth about as often as it says.
func TestImpactIntervalCovers(t *testing.T) {
	r := seeded(12)
	// A quarter mentions the topic; those are detractors, passives and promoters in
	// 5:3:2, the others in 2:3:5. The gap is -60 points, the impact a quarter of it.
	const truth, rounds = -15.0, 400
	covered := 0
	for range rounds {
		d := driver.Data{Outcome: driver.Column{Name: "nps"}, Drivers: []driver.Column{{Name: "等待"}}}
		for range 150 {
			mention := float64(r.IntN(4) / 3)
			rating := []float64{3, 3, 7, 7, 7, 10, 10, 10, 10, 10}[r.IntN(10)]
			if mention == 1 {
				rating = []float64{3, 3, 3, 3, 3, 7, 7, 7, 10, 10}[r.IntN(10)]
			}
			d.Outcome.Values, d.Drivers[0].Values = append(d.Outcome.Values, rating), append(d.Drivers[0].Values, mention)
		}
		out, err := driver.TopicImpact(d, 0)
		if err != nil {
			t.Fatal(err)
		}
		if i := out.Topics[0]; i.Low.Or(0) <= truth && truth <= i.High.Or(0) {
			covered++
		}
	}
	// The standard error of the share is 1.1 %.
	if share := float64(covered) / rounds; share < 0.915 || share > 0.98 {
		t.Errorf("covered %.3f of the time, want about 0.95", share)
	}
}

func TestTopicInAllOrNone(t *testing.T) {
	d := driver.Data{Outcome: driver.Column{Name: "nps", Values: []float64{9, 3, 10, 7}}, Drivers: []driver.Column{
		{Name: "all", Values: []float64{1, 1, 1, 1}}, {Name: "none", Values: []float64{0, 0, 0, 0}}, {Name: "one", Values: []float64{0, 1, 0, 0}},
	}}
	out, err := driver.TopicImpact(d, 0)
	if err != nil {
		t.Fatal(err)
	}
	by := make(map[string]driver.Impact)
	for _, i := range out.Topics {
		by[i.Topic] = i
	}
	if by["all"].Value.Defined() || by["none"].Value.Or(1) != 0 || by["none"].With.Defined() || by["one"].Value.Or(0) >= 0 {
		t.Errorf("%+v", by)
	}
	if _, err := json.Marshal(out); err != nil {
		t.Error(err)
	}
	if len(out.Lines(language.English)) != 3 {
		t.Error("a topic has no line")
	}
}
