package dist

import "math"

// mostTrials is the largest number of trials that the functions accept.
const mostTrials = 1e20

// BinomialPMF is the probability of exactly k successes in n trials of
// probability p, for whole k and n.
func BinomialPMF(k, n, p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || !(n >= 0 && n <= mostTrials) || math.IsNaN(k):
		return math.NaN()
	case k < 0 || k > n || k != math.Floor(k):
		return 0
	}
	return binomialDensity(k, n-k, p, 1-p)
}

// binomialDensity is Gamma(k+m+1) / (Gamma(k+1) Gamma(m+1)) p^k q^m, for real k
// and m of at least 0 and q = 1-p, by Loader's saddle-point form ("Fast and
// accurate computation of binomial probabilities", 2000), which keeps its digits
// where factorials overflow or cancel.
func binomialDensity(k, m, p, q float64) float64 {
	n := k + m
	switch {
	case p == 0:
		return indicator(k == 0)
	case q == 0:
		return indicator(m == 0)
	case k == 0:
		return powNearOne(q, p, n)
	case m == 0:
		return powNearOne(p, q, n)
	}
	log := stirlingError(n) - stirlingError(k) - stirlingError(m) - deviance(k, n*p) - deviance(m, n*q)
	return math.Exp(log) * math.Sqrt(n/(2*math.Pi*k)/m)
}

// powNearOne is x^n, where y is 1-x, with all digits when x is close to 1.
func powNearOne(x, y, n float64) float64 {
	if y < 0.1 {
		return math.Exp(n * math.Log1p(-y))
	}
	return math.Exp(n * math.Log(x))
}

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// stirlingError is log(n!) minus Stirling's approximation of it.
func stirlingError(n float64) float64 {
	if n <= 15 {
		lg, _ := math.Lgamma(n + 1)
		if n == 0 {
			return 0
		}
		return lg - (n+0.5)*math.Log(n) + n - 0.5*math.Log(2*math.Pi)
	}
	nn := n * n
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-1.0/1188/nn)/nn)/nn)/nn) / n
}

// deviance is x log(x/mean) + mean - x without cancellation where the two are
// close.
func deviance(x, mean float64) float64 {
	if math.Abs(x-mean) >= 0.1*(x+mean) {
		return x*math.Log(x/mean) + mean - x
	}
	v := (x - mean) / (x + mean)
	s := (x - mean) * v
	term := 2 * x * v
	for j := 3.0; ; j += 2 {
		term *= v * v
		next := s + term/j
		if next == s || math.IsNaN(next) {
			return s
		}
		s = next
	}
}

// BinomialCDF is the probability of at most k successes in n trials of
// probability p.
func BinomialCDF(k, n, p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || !(n >= 0 && n <= mostTrials) || math.IsNaN(k):
		return math.NaN()
	case k < 0:
		return 0
	case k >= n:
		return 1
	}
	k = math.Floor(k)
	return BetaTail(p, k+1, n-k)
}

// BinomialTail is the probability of more than k successes in n trials of
// probability p.
func BinomialTail(k, n, p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1) || !(n >= 0 && n <= mostTrials) || math.IsNaN(k):
		return math.NaN()
	case k < 0:
		return 1
	case k >= n:
		return 0
	}
	k = math.Floor(k)
	return BetaCDF(p, k+1, n-k)
}
