// Package dist gives the distribution functions that the metrics packages need,
// accurate in both tails and total: no argument panics, and an argument outside
// the domain gives NaN.
//
// It stands between the metrics packages and gonum so that known gaps are met in
// one place: upper tails are never computed as one minus a lower tail, and the
// quantile functions that panic at the ends of their domain are guarded.
package dist

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NormalCDF is Phi(x), the standard normal distribution function.
func NormalCDF(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

// NormalTwoSided is the probability that a standard normal variable lies further
// from 0 than z.
func NormalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// NormalQuantile is the inverse of [NormalCDF]; NaN outside [0, 1].
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	return mathext.NormalQuantile(p)
}

// Z is the half-width, in standard errors, of a two-sided normal interval: 1.96
// for a confidence of 0.95.
func Z(confidence float64) float64 { return -NormalQuantile((1 - confidence) / 2) }

// TTail is the probability that Student's t with df degrees of freedom exceeds x.
func TTail(x, df float64) float64 {
	if !(df > 0) || math.IsNaN(x) {
		return math.NaN()
	}
	half := 0.5 * TTwoSided(x, df)
	if x < 0 {
		return 1 - half
	}
	return half
}

// TTwoSided is the probability that Student's t lies further from 0 than t.
func TTwoSided(t, df float64) float64 {
	if !(df > 0) || math.IsNaN(t) {
		return math.NaN()
	}
	if df > normalFrom {
		return NormalTwoSided(t)
	}
	if math.IsInf(t, 0) || t*t > math.MaxFloat64 {
		return 0
	}
	return regularised(df/(df+t*t), t*t/(df+t*t), df/2, 0.5)
}

// normalFrom is how many degrees of freedom make Student's t normal to the last
// digit of a float64.
const normalFrom = 1e18

// TQuantile is the value that Student's t with df degrees of freedom does not
// exceed with probability p.
func TQuantile(p, df float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || !(df > 0):
		return math.NaN()
	case p > 0.5:
		return -TQuantile(1-p, df)
	case p == 0.5:
		return 0
	case p == 0:
		return math.Inf(-1)
	}
	high := 1.0
	for TTail(high, df) > p {
		high *= 2
	}
	return -Root(func(t float64) float64 { return p - TTail(t, df) }, 0, high)
}

// ChiSquareTail is the probability that a chi-square variable with df degrees of
// freedom exceeds x.
func ChiSquareTail(x, df float64) float64 {
	switch {
	case !(df > 0) || math.IsNaN(x):
		return math.NaN()
	case x <= 0:
		return 1
	case math.IsInf(x, 1):
		return 0
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// GammaQuantile is the value that a gamma variable of this shape and rate 1 does
// not exceed with probability p. It is not gonum's, which is a tenth off for a shape
// of 0.1 and a probability of 0.025, and panics where that is 1e-300.
func GammaQuantile(p, shape float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || !(shape > 0) || math.IsInf(shape, 1):
		return math.NaN()
	case p == 0:
		return 0
	case p == 1:
		return math.Inf(1)
	case shape > largeShape:
		return gammaLarge(NormalQuantile(p), shape)
	}
	lg, _ := math.Lgamma(shape)
	density := func(x float64) float64 { return math.Exp((shape-1)*math.Log(x) - x - lg) }
	if p <= 0.5 {
		return polish(gammaStart(p, shape), func(x float64) (float64, float64) {
			return mathext.GammaIncReg(shape, x) - p, density(x)
		})
	}
	return polish(gammaStart(p, shape), func(x float64) (float64, float64) {
		return 1 - p - mathext.GammaIncRegComp(shape, x), density(x)
	})
}

// largeShape is where the expansion of Cornish and Fisher is exact to the last
// digits and the incomplete gamma function of gonum begins to lose them: it is
// 7e-6 off at a probability of 1e-6 and a shape of a million.
const largeShape = 1e5

// gammaLarge is the quantile of a gamma variable of large shape at the normal
// quantile z: half that of chi-square with ν = 2·shape (Goldberg and Levine 1946).
func gammaLarge(z, shape float64) float64 {
	nu := 2 * shape
	root, z2 := math.Sqrt(2*nu), z*z
	chi := nu + root*z + 2*(z2-1)/3 +
		z*(z2-7)/(9*root) -
		(6*z2*z2+14*z2-32)/(405*nu) +
		z*(9*z2*z2+256*z2-433)/(4860*root*nu) +
		(12*z2*z2*z2-243*z2*z2-923*z2+1472)/(25515*nu*nu)
	return chi / 2
}

// gammaStart is a first guess at a gamma quantile (Wilson and Hilferty 1931, and
// the leading term of the series near 0).
func gammaStart(p, shape float64) float64 {
	lg, _ := math.Lgamma(shape + 1)
	small := math.Exp((math.Log(p) + lg) / shape)
	if small < 0.2*shape || shape < 0.3 {
		return small
	}
	c := 1 / (9 * shape)
	return shape * math.Pow(math.Max(1-c+NormalQuantile(p)*math.Sqrt(c), 1e-3), 3)
}

// polish takes Newton's steps in the logarithm of x > 0 from a first guess until
// they no longer move it. f returns the error and its derivative by x.
func polish(x float64, f func(x float64) (miss, slope float64)) float64 {
	const steps = 60
	for range steps {
		miss, slope := f(x)
		step := miss / (slope * x)
		if miss == 0 || math.IsNaN(step) || math.IsInf(step, 0) {
			return x
		}
		next := x * math.Exp(-math.Max(-1, math.Min(1, step)))
		if math.Abs(next-x) <= 1e-16*x {
			return next
		}
		x = next
	}
	return x
}
