package dist

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// BetaCDF is the regularised incomplete beta function I_x(a, b). A parameter of
// zero puts all mass on that end.
//
// It is evaluated here and not by gonum, whose continued fraction loses its
// digits for parameters above 1e4 and leaves [0, 1] above 1e9: counts of
// millions are ordinary in feedback. Below manyTrials a continued fraction is used,
// above it the density is integrated; both take their leading factor from Loader's
// saddle-point form. The error is below 1e-10 of the result wherever the result is
// above 1e-290. Parameters above 1e20 give NaN.
func BetaCDF(x, a, b float64) float64 {
	switch {
	case math.IsNaN(x) || badBeta(a, b):
		return math.NaN()
	case x >= 1 || a == 0 && x >= 0:
		return 1
	case x <= 0 || b == 0:
		return 0
	}
	return regularised(x, 1-x, a, b)
}

// badBeta reports parameters for which there is no distribution, or none that
// could be told from a single point.
func badBeta(a, b float64) bool {
	return !(a >= 0 && a <= mostTrials) || !(b >= 0 && b <= mostTrials) || a+b == 0
}

// BetaTail is 1 - I_x(a, b) without cancellation, for a and b above 0.
func BetaTail(x, a, b float64) float64 {
	switch {
	case math.IsNaN(x) || a == 0 || b == 0:
		return math.NaN()
	case x <= 0:
		return 1
	case x >= 1:
		return 0
	}
	return regularised(1-x, x, b, a)
}

// regularised is I_x(a, b) for x in (0, 1) and a and b above 0. The caller gives
// y = 1-x as well, because one of the two has digits that the other lost.
func regularised(x, y, a, b float64) float64 {
	if badBeta(a, b) {
		return math.NaN()
	}
	tail := betaFraction
	if math.Min(a, b) > manyTrials {
		tail = betaIntegral
	}
	below := x <= (a+1)/(a+b+2)
	if x > y {
		below = y >= (b+1)/(a+b+2)
	}
	if below {
		return tail(x, y, a, b)
	}
	return 1 - tail(y, x, b, a)
}

// BetaQuantile is the inverse of [BetaCDF] in x. Unlike gonum's it is defined
// where a or b is zero: 0 or 1.
func BetaQuantile(p, a, b float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || badBeta(a, b):
		return math.NaN()
	case p == 0 || a == 0:
		return 0
	case p == 1 || b == 0:
		return 1
	}
	return Root(func(x float64) float64 { return BetaCDF(x, a, b) - p }, 0, 1)
}

// BetaTailQuantile is the inverse of [BetaTail] in x: the quantile at 1-p, with all
// digits where it lies close to 0.
func BetaTailQuantile(p, a, b float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || badBeta(a, b):
		return math.NaN()
	case p == 1 || a == 0:
		return 0
	case p == 0 || b == 0:
		return 1
	}
	return Root(func(x float64) float64 { return p - BetaTail(x, a, b) }, 0, 1)
}

// manyTrials is the size of both parameters from which the continued fraction
// takes longer than the integral.
const manyTrials = 3000

// betaFraction is I_x(a, b) for x below the mean, y being 1-x: the even part of the
// continued fraction 1/(1 + d₁/(1 + d₂/…)). Its partial denominators 1 + d₂ₘ + d₂ₘ₊₁
// are written by λ = a - (a+b)x, so that nothing cancels where one parameter is far
// larger than the other and x close to an end (Didonato and Morris 1992, ACM TOMS 18).
func betaFraction(x, y, a, b float64) float64 {
	const tiny, rounds = 1e-300, 100_000
	lift := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	// rest is (a+2m)(a+2m+1) - (a+m)(a+b+m)x, by the smaller of x and y.
	lambda := a - (a+b)*x
	rest := func(m float64) float64 { return a*(4*m+1+lambda) + 2*m*(2*m+1) - m*(2*a+b+m)*x }
	if x > y {
		lambda = (a+b)*y - b
		rest = func(m float64) float64 { return a*(2*m+1+lambda) + m*(3*m+2-b) + m*(2*a+b+m)*y }
	}
	f := (1 + lambda) / (a + 1)
	c, d := lift(f), 0.0
	for m := 1.0; m < rounds; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		odd := rest(m) / ((a + 2*m) * (a + 2*m + 1)) // 1 + d₂ₘ₊₁
		numerator := even * ((a + m - 1) / (a + 2*m - 2)) * ((a + b + m - 1) / (a + 2*m - 1)) * x
		denominator := even + odd
		d = 1 / lift(denominator+numerator*d)
		c = lift(denominator + numerator/c)
		f *= c * d
		if math.Abs(c*d-1) < 1e-16 {
			break
		}
	}
	return binomialDensity(a, b, x, y) * (b / (a + b)) / f
}

// betaIntegral is I_x(a, b) for x below the mean and both parameters large, y
// being 1-x: the density summed from x downwards, half a standard deviation at a
// time, until nothing is added any more.
func betaIntegral(x, y, a, b float64) float64 {
	n := a + b
	width := math.Sqrt(a/n*(b/n)/n) / 2
	var below, weight [10]float64
	quad.Legendre{}.FixedLocations(below[:], weight[:], 0, width)
	var sum float64
	for from := 0.0; x-from > 0; from += width {
		var part float64
		for i := range below {
			down := from + below[i]
			part += weight[i] * betaDensity(x-down, y+down, a, b)
		}
		sum += part
		if !(part > sum*1e-17) {
			break
		}
	}
	return sum
}

// betaDensity is x^(a-1) y^(b-1) / B(a, b) for a and b above 1; 0 outside (0, 1).
func betaDensity(x, y, a, b float64) float64 {
	if x <= 0 || y <= 0 {
		return 0
	}
	return (a + b - 1) * binomialDensity(a-1, b-1, x, y)
}

// Root is the zero of a function that is not above 0 at lo and not below 0 at
// hi, to the last bit: halving the distance and, between 0 and something far
// larger, the exponent. It ends after at most a few hundred evaluations.
func Root(f func(float64) float64, lo, hi float64) float64 {
	const rounds = 400
	for range rounds {
		mid := lo + (hi-lo)/2
		if lo >= 0 && hi > 4*lo { // far apart on the scale of exponents
			mid = math.Max(math.Sqrt(lo)*math.Sqrt(hi), hi*1e-10)
		}
		if mid <= lo || mid >= hi {
			break
		}
		if f(mid) < 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}
