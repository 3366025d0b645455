package alert

import (
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// ShareOptions say what share is watched.
type ShareOptions struct {
	Definition metrics.ID // such as [metrics.IDComplaintShare]
	// Baseline is the share while all is well, from 0.001 to 0.999. One that was
	// estimated from few records may be far from the truth, and false alarms depend on
	// it much: to watch for a rise, the upper end of its interval is on the safe side.
	Baseline float64
	// Detect is the share that should be found soon: above Baseline to watch for a rise,
	// below for a fall. Smaller changes are found too, later.
	Detect float64
	Every  float64 // at least so many records between false alarms on average; 0 means 10 000
	Policy Policy
}

// A Share watches a share, record by record: complaints among feedback, answers in
// the top boxes. It is the Bernoulli cumulative sum (Reynolds and Stoumbos 1999), whose
// rate of false alarms is computed exactly for independent records. Records that come
// in groups, such as a hundred reposts of one complaint, are not: drop duplicates
// first.
//
// Records may arrive in any order; the evidence is in the order in which they are
// added, and times only say in the alert when it began. A Share is not safe for
// concurrent use, and sums of different shards cannot be merged, because the order
// matters; its state has a codec. Make one with [NewShare]: the zero value has nothing
// to hold records against, and adding to it panics.
type Share struct{ watch }

// NewShare makes a watch. The error names the option that is wrong, or is
// [ErrTooAlike].
func NewShare(o ShareOptions) (*Share, error) {
	if err := metrics.CheckDefinition(o.Definition, metrics.UnitShare); err != nil {
		return nil, err
	}
	for _, p := range []struct {
		name  string
		value float64
	}{{"ShareOptions.Baseline", o.Baseline}, {"ShareOptions.Detect", o.Detect}} {
		if !(p.value >= 0.001 && p.value <= 0.999) {
			return nil, &stat.ArgumentError{Name: p.name, Value: p.value, Want: "from 0.001 to 0.999"}
		}
	}
	if o.Detect == o.Baseline {
		return nil, ErrTooAlike
	}
	s := &Share{watch{definition: o.Definition, direction: series.Rising, policy: o.Policy, baseline: o.Baseline}}
	if o.Detect < o.Baseline {
		s.direction = series.Falling
	}
	s.estimate = func(seen []int64) metrics.Estimate {
		r := metrics.Rate{Definition: o.Definition}
		_ = r.AddCounts(seen[1], seen[0]+seen[1]) // the definition was checked
		return r.Estimate()
	}
	return s, s.calibrate([]float64{1 - o.Baseline, o.Baseline}, []float64{1 - o.Detect, o.Detect}, o.Every)
}

// Add counts a record and returns an alert if it raises one, else nil.
func (s *Share) Add(at time.Time, yes bool) *Alert {
	if yes {
		return s.add(at, 1)
	}
	return s.add(at, 0)
}
