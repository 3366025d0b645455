package segment

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Funnel says within which limits the values of slices lie if all slices are alike
// and only chance divides them: wide where there are few answers, narrow where there
// are many (Spiegelhalter 2005, Statistics in Medicine 24). With p the pooled value and
// V the variance of one answer, a slice of n answers has
//
//	z = (value − p) / √(V/n)        limits p ± z √(V/n), cut off at the range of the metric
//
// at 95 % and 99.8 %. Slices usually differ a little more than chance makes them: the
// dispersion is the mean of z², Winsorised is the same with the highest and the lowest
// tenth of z brought in to the next one, so that the slices one is looking for do not
// hide themselves. With at least ten slices, and if it is above 1, limits widen by its
// root.
type Funnel struct {
	Target        float64       `json:"target"`
	Dispersion    float64       `json:"dispersion"`
	Winsorised    float64       `json:"winsorised"`
	Widened       bool          `json:"widened"`
	Heterogeneity stat.Test     `json:"heterogeneity"` // Σz², chi-square with one degree of freedom less than slices
	Points        []FunnelPoint `json:"points"`
}

// A FunnelPoint is one slice of a funnel.
type FunnelPoint struct {
	N      int64          `json:"n"`
	Value  metrics.Number `json:"value"` // none without answers
	Z      metrics.Number `json:"z"`
	Limits Limits         `json:"limits"`
	Wide   Limits         `json:"wide"` // widened for overdispersion; the same as Limits if there is none
	Place  Place          `json:"place"`
	// The 2.5 % and 97.5 % quantiles of the number of successes, of shares.
	LowCount  metrics.Number `json:"low_count,omitzero"`
	HighCount metrics.Number `json:"high_count,omitzero"`
}

// Limits are those of a funnel at one number of answers.
type Limits struct {
	Low95   metrics.Number `json:"low95"`
	High95  metrics.Number `json:"high95"`
	Low998  metrics.Number `json:"low998"` // 99.8 %
	High998 metrics.Number `json:"high998"`
}

// A Place is where a slice lies in a funnel, by the widened limits.
type Place string

// The places.
const (
	Inside    Place = "inside"
	Beyond95  Place = "beyond_95"   // one slice in twenty does by chance alone
	Beyond998 Place = "beyond_99.8" // one in five hundred
)

// fewestForDispersion is how many slices it takes to tell overdispersion from a few
// odd slices.
const fewestForDispersion = 10

// FunnelShares is the funnel of shares around the pooled share. A group without trials
// has no value. [stat.ErrNoData] if there are none at all, [stat.ErrUndefined] if nobody
// or everybody succeeds.
func FunnelShares(groups []stat.Share) (Funnel, error) {
	var x, n int64
	spreads := make([]spread, len(groups))
	for i, g := range groups {
		if _, err := stat.Wilson(g.X, g.N, metrics.DefaultConfidence); err != nil && err != stat.ErrNoData {
			return Funnel{}, err
		}
		x, n = x+g.X, n+g.N
		spreads[i] = spread{n: float64(g.N), mean: g.Value()}
	}
	p := float64(x) / float64(n)
	f, err := newFunnel(spreads, spread{float64(n), p, p * (1 - p)}, 0, 1)
	if err != nil {
		return Funnel{}, err
	}
	for i, g := range groups {
		if g.N > 0 {
			f.Points[i].LowCount = metrics.NumberOf(binomialQuantile(0.025, float64(g.N), p))
			f.Points[i].HighCount = metrics.NumberOf(binomialQuantile(0.975, float64(g.N), p))
		}
	}
	return f, nil
}

// newFunnel is the funnel around whole; low and high are the range of the metric.
func newFunnel(slices []spread, whole spread, low, high float64) (Funnel, error) {
	switch {
	case !(whole.n > 0):
		return Funnel{}, stat.ErrNoData
	case whole.variance == 0:
		return Funnel{}, stat.ErrUndefined
	}
	f := Funnel{Target: whole.mean, Points: make([]FunnelPoint, len(slices))}
	var zs []float64
	var squares float64
	for i, s := range slices {
		f.Points[i] = FunnelPoint{N: int64(s.n), Place: Inside}
		if s.n == 0 {
			continue
		}
		z := (s.mean - whole.mean) / math.Sqrt(whole.variance/s.n)
		f.Points[i].Value, f.Points[i].Z = metrics.NumberOf(s.mean), metrics.NumberOf(z)
		zs = append(zs, z)
		squares += z * z
	}
	k := float64(len(zs))
	f.Dispersion, f.Winsorised = squares/k, winsorised(zs)
	f.Heterogeneity = stat.Test{Statistic: squares, DF: k - 1, P: dist.ChiSquareTail(squares, k-1)}
	f.Widened = len(zs) >= fewestForDispersion && f.Winsorised > 1
	factor := 1.0
	if f.Widened {
		factor = math.Sqrt(f.Winsorised)
	}
	for i, s := range slices {
		if s.n == 0 {
			continue
		}
		se := math.Sqrt(whole.variance / s.n)
		p := &f.Points[i]
		p.Limits, p.Wide = limits(whole.mean, se, low, high), limits(whole.mean, se*factor, low, high)
		p.Place = place(math.Abs(p.Z.Or(0)) / factor)
	}
	return f, nil
}

// The half-widths of the limits, in standard errors.
var (
	z95  = dist.Z(0.95)
	z998 = dist.Z(0.998)
)

func limits(target, se, low, high float64) Limits {
	clip := func(x float64) metrics.Number { return metrics.NumberOf(math.Min(high, math.Max(low, x))) }
	return Limits{clip(target - z95*se), clip(target + z95*se), clip(target - z998*se), clip(target + z998*se)}
}

func place(z float64) Place {
	switch {
	case z > z998:
		return Beyond998
	case z > z95:
		return Beyond95
	}
	return Inside
}

// winsorised is the mean of z² with the highest and the lowest tenth brought in.
func winsorised(zs []float64) float64 {
	z := slices.Clone(zs)
	slices.Sort(z)
	tenth := len(z) / 10
	var sum float64
	for i := range z {
		v := z[min(max(i, tenth), len(z)-1-tenth)]
		sum += v * v
	}
	return sum / float64(len(z))
}

// binomialQuantile is the smallest count that is not exceeded with probability p.
func binomialQuantile(p, n, share float64) float64 {
	low, high := -1.0, n
	for high-low > 1 {
		mid := math.Floor((low + high) / 2)
		if dist.BinomialCDF(mid, n, share) >= p*(1-1e-12) { // as R's qbinom allows for rounding
			high = mid
		} else {
			low = mid
		}
	}
	return high
}
