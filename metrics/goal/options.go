package goal

import (
	"cmp"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// Options say how sure a statement is to be. The zero value is the recommended setup.
type Options struct {
	Confidence float64 // of intervals that this package makes; 0 means that of the baseline, or else 0.95
	Power      float64 // probability with which a change is to be shown; 0 means 0.8
	OnTrack    float64 // smallest probability of reaching that is on track; 0 means 0.5
	Prior      float64 // probability of reaching a goal before anything is measured, such as the share of the company's goals that were reached so far; 0 means 0.5
}

// filled are the options with their defaults.
func (o Options) filled(g Goal) (Options, error) {
	o.Confidence = cmp.Or(o.Confidence, g.Baseline.Confidence, metrics.DefaultConfidence)
	o.Power = cmp.Or(o.Power, 0.8)
	o.OnTrack = cmp.Or(o.OnTrack, 0.5)
	o.Prior = cmp.Or(o.Prior, 0.5)
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return o, err
	}
	for _, p := range []struct {
		name  string
		value float64
	}{{"Power", o.Power}, {"OnTrack", o.OnTrack}, {"Prior", o.Prior}} {
		if !(p.value > 0 && p.value < 1) {
			return o, &stat.ArgumentError{Name: "Options." + p.name, Value: p.value, Want: "above 0 and below 1"}
		}
	}
	return o, nil
}
