// Package resample draws samples of counted answers for the bootstrap.
package resample

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// Multinomial fills draw with a sample of n answers, cells[i] of n having given the
// i-th, one cell after the other. Time grows with cells, not with n.
func Multinomial(draw, cells []float64, n float64, source rand.Source) {
	left, mass := n, n
	for i, c := range cells {
		p := 1.0
		if c < mass {
			p = c / mass
		}
		draw[i] = binomial(left, p, source)
		left -= draw[i]
		mass -= c
	}
}

// binomial draws from the binomial distribution. Where the factorials in gonum's
// sampler lose their digits, the normal distribution has long been as good.
func binomial(n, p float64, source rand.Source) float64 {
	switch {
	case n <= 0 || p <= 0:
		return 0
	case p >= 1:
		return n
	}
	const manyVaried = 1e9
	if v := n * p * (1 - p); v > manyVaried {
		x := math.Round(n*p + math.Sqrt(v)*rand.New(source).NormFloat64())
		return math.Max(0, math.Min(n, x))
	}
	return distuv.Binomial{N: n, P: p, Src: source}.Rand()
}

// Quantile is the quantile of sorted replicates, interpolated on the scale of
// normal quantiles as R's boot package does.
func Quantile(s []float64, p float64) float64 {
	n := float64(len(s))
	rank := (n + 1) * p
	k := math.Floor(rank)
	switch {
	case k < 1:
		return s[0]
	case k >= n:
		return s[len(s)-1]
	}
	low, high := s[int(k)-1], s[int(k)]
	if rank == k {
		return low
	}
	a, b := dist.NormalQuantile(k/(n+1)), dist.NormalQuantile((k+1)/(n+1))
	return low + (dist.NormalQuantile(p)-a)/(b-a)*(high-low)
}
