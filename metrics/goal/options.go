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
}

// filled are the options with their defaults.
func (o Options) filled(g Goal) (Options, error) {
	o.Confidence = cmp.Or(o.Confidence, g.Baseline.Confidence, metrics.DefaultConfidence)
	o.Power = cmp.Or(o.Power, 0.8)
	o.OnTrack = cmp.Or(o.OnTrack, 0.5)
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return o, err
	}
	if !(o.Power > 0 && o.Power < 1) {
		return o, &stat.ArgumentError{Name: "Options.Power", Value: o.Power, Want: "above 0 and below 1"}
	}
	if !(o.OnTrack > 0 && o.OnTrack < 1) {
		return o, &stat.ArgumentError{Name: "Options.OnTrack", Value: o.OnTrack, Want: "above 0 and below 1"}
	}
	return o, nil
}
