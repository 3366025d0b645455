package series

import (
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// Changes looks for changes of level by the model that fits the kind of number:
// [ShareChanges], [RateChanges], [WeightedMeanChanges] for scores, means and others
// whose uncertainty is known, and [MeanChanges] for the rest. Periods that are
// partial are left out. The indices in the result are those of s.Points; options
// without a definition get that of the series. See [ChangeModel.Find].
func (s Series) Changes(o ChangeOptions) (Changes, error) {
	m, err := s.changeModel()
	if err != nil {
		return Changes{}, err
	}
	for _, p := range s.Points {
		m.answers = append(m.answers, p.Estimate.N)
	}
	if o.Definition == "" {
		o.Definition = s.Definition
	}
	return m.Find(o)
}

func (s Series) changeModel() (*ChangeModel, error) {
	n := len(s.Points)
	values, variances, sizes := make([]float64, n), make([]float64, n), make([]float64, n)
	known := true
	for t, p := range s.Points {
		v, ok := p.Value()
		if !ok || p.Partial {
			values[t] = math.NaN()
			continue
		}
		values[t], variances[t], sizes[t] = v, p.Variance.Or(0), p.Size
		known = known && variances[t] > 0
	}
	switch {
	case s.Kind == Share:
		shares := make([]stat.Share, n)
		for t, v := range values {
			if sizes[t] > 0 {
				shares[t] = stat.Share{X: int64(math.Round(v * sizes[t])), N: int64(sizes[t])}
			}
		}
		return ShareChanges(shares)
	case s.Kind == Rate:
		counts := make([]int64, n)
		for t, v := range values {
			if sizes[t] > 0 {
				counts[t] = int64(math.Round(v * sizes[t]))
			}
		}
		return RateChanges(counts, sizes)
	case known:
		return WeightedMeanChanges(values, variances)
	}
	return MeanChanges(values, 0)
}
