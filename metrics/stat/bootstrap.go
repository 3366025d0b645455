package stat

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/resample"
)

// BootstrapOptions say how to resample. The zero value is the recommended setup.
type BootstrapOptions struct {
	Confidence float64     // above 0 and below 1; 0 means 0.95
	Replicates int         // at least 100; 0 means 10 000
	Source     rand.Source // of randomness; nil means a fixed one, so that results repeat
}

func (o BootstrapOptions) withDefaults() (BootstrapOptions, error) {
	const fewest, most = 100, 10_000_000
	if o.Confidence == 0 {
		o.Confidence = 0.95
	}
	if o.Replicates == 0 {
		o.Replicates = 10_000
	}
	if o.Source == nil {
		o.Source = rand.NewPCG(1, 2)
	}
	if o.Replicates < fewest || o.Replicates > most {
		return o, &ArgumentError{"Replicates", float64(o.Replicates), "from 100 to 10 million"}
	}
	return o, CheckConfidence(o.Confidence)
}

// A Bootstrap is what resampling says about a statistic.
type Bootstrap struct {
	Value      float64  `json:"value"`      // of the data themselves
	StdErr     float64  `json:"std_err"`    // of the replicates
	Normal     Interval `json:"normal"`     // value − bias ± z standard errors, the bias being mean of the replicates − value
	Percentile Interval `json:"percentile"` // quantiles of the replicates
	BCa        Interval `json:"bca"`        // corrected for bias and acceleration (Efron 1987)
	Degenerate bool     `json:"degenerate"` // the replicates do not vary enough for BCa, which is then the percentile interval
}

// BootstrapCounts resamples answers that were counted, counts[i] being how many
// gave the i-th answer, and computes a statistic of each resample. The statistic
// gets counts that it must not keep, and must be finite for every resample. Time
// grows with the number of replicates, not with that of answers.
func BootstrapCounts(counts []int64, statistic func(counts []float64) float64, o BootstrapOptions) (Bootstrap, error) {
	o, err := o.withDefaults()
	if err != nil {
		return Bootstrap{}, err
	}
	cells, n, err := floatCounts(counts)
	if err != nil {
		return Bootstrap{}, err
	}
	value := statistic(cells)
	replicates := make([]float64, o.Replicates)
	draw := make([]float64, len(cells))
	for i := range replicates {
		resample.Multinomial(draw, cells, n, o.Source)
		replicates[i] = statistic(draw)
	}
	if err := checkFinite("replicate", append(replicates, value)); err != nil {
		return Bootstrap{}, err
	}
	m, err := MomentsOf(replicates)
	if err != nil {
		return Bootstrap{}, err
	}
	slices.Sort(replicates)
	tail := (1 - o.Confidence) / 2
	out := Bootstrap{Value: value, StdErr: math.Sqrt(m.Variance)}
	out.Normal = around(2*value-m.Mean, dist.Z(o.Confidence)*out.StdErr)
	out.Percentile = Interval{resample.Quantile(replicates, tail), resample.Quantile(replicates, 1-tail)}
	below, _ := slices.BinarySearch(replicates, value)
	bias := dist.NormalQuantile(float64(below) / float64(len(replicates)))
	acceleration := jackknifeAcceleration(cells, statistic)
	if math.IsInf(bias, 0) || math.IsNaN(acceleration) {
		out.BCa, out.Degenerate = out.Percentile, true
		return out, nil
	}
	corrected := func(p float64) float64 {
		shifted := bias + dist.NormalQuantile(p)
		return dist.NormalCDF(bias + shifted/(1-acceleration*shifted))
	}
	out.BCa = Interval{resample.Quantile(replicates, corrected(tail)), resample.Quantile(replicates, corrected(1-tail))}
	return out, nil
}

// floatCounts checks counts and adds them up.
func floatCounts(counts []int64) (cells []float64, n float64, err error) {
	for _, c := range counts {
		if c < 0 {
			return nil, 0, &ArgumentError{"a count", float64(c), "at least 0"}
		}
		cells = append(cells, float64(c))
		n += float64(c)
	}
	switch n {
	case 0:
		return nil, 0, ErrNoData
	case 1:
		return nil, 0, ErrTooFew
	}
	return cells, n, nil
}

// jackknifeAcceleration is Σ d³ / (6 (Σ d²)^1.5), where d is how far leaving out
// one answer moves the statistic from the mean of all such moves. Answers that
// are the same move it by the same.
func jackknifeAcceleration(cells []float64, statistic func([]float64) float64) float64 {
	moves := make([]float64, len(cells))
	var mean, n float64
	less := slices.Clone(cells)
	for i, c := range cells {
		if c == 0 {
			continue
		}
		less[i] = c - 1
		moves[i] = statistic(less)
		less[i] = c
		n += c
		mean += c * moves[i]
	}
	mean /= n
	var squares, cubes float64
	for i, c := range cells {
		if c > 0 {
			d := mean - moves[i]
			squares += c * d * d
			cubes += c * d * d * d
		}
	}
	return cubes / (6 * math.Pow(squares, 1.5))
}
