package stat

import (
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// Wilson is the score interval of a share x of n:
//
//	(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
//
// It stays inside [0, 1], works from n = 1 on and covers close to what it says;
// it is the interval to use where nothing speaks for another. (Wilson 1927;
// Brown, Cai and DasGupta 2001.)
func Wilson(x, n int64, confidence float64) (Interval, error) {
	z, err := shareZ(x, n, confidence)
	if err != nil {
		return Interval{}, err
	}
	return score(x, n, 0, z), nil
}

// WilsonContinuity is the score interval with Yates' correction, as R's prop.test
// computes it: the correction is never larger than the distance of x from n/2.
func WilsonContinuity(x, n int64, confidence float64) (Interval, error) {
	z, err := shareZ(x, n, confidence)
	if err != nil {
		return Interval{}, err
	}
	fx, fn := float64(x), float64(n)
	return score(x, n, math.Min(0.5, math.Abs(fx-fn/2))/fn, z), nil
}

// score is the score interval of a share, each end computed from the share moved
// outwards by the correction. It is computed for the smaller of yes and no, which
// has all its digits.
func score(x, count int64, correction, z float64) Interval {
	if x > count-x {
		no := score(count-x, count, correction, z)
		return Interval{1 - no.High, 1 - no.Low}
	}
	n := float64(count)
	p := float64(x) / n
	end := func(p, sign float64) float64 {
		return (p + z*z/(2*n) + sign*z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))) / (1 + z*z/n)
	}
	out := Interval{0, 1}
	if low := p - correction; low > 0 {
		out.Low = math.Max(0, end(low, -1))
	}
	if high := p + correction; high < 1 {
		out.High = math.Min(1, end(high, 1))
	}
	return out
}

func shareZ(x, n int64, confidence float64) (float64, error) {
	half, err := z(confidence)
	if err != nil {
		return 0, err
	}
	return half, checkShare(x, n)
}

// Jeffreys is the equal-tailed interval of the posterior Beta(x+½, n-x+½), with
// the end rule of Brown, Cai and DasGupta (2001): 0 if x is 0, 1 if x is n.
func Jeffreys(x, n int64, confidence float64) (Interval, error) {
	if _, err := shareZ(x, n, confidence); err != nil {
		return Interval{}, err
	}
	a, b, tail := float64(x)+0.5, float64(n-x)+0.5, (1-confidence)/2
	out := Interval{0, 1}
	if x > 0 {
		out.Low = dist.BetaQuantile(tail, a, b)
	}
	if x < n {
		out.High = dist.BetaTailQuantile(tail, a, b)
	}
	return out, nil
}

// ClopperPearson is the exact interval: its coverage is never below the
// confidence, and often well above it. (Clopper and Pearson 1934.)
func ClopperPearson(x, n int64, confidence float64) (Interval, error) {
	if _, err := shareZ(x, n, confidence); err != nil {
		return Interval{}, err
	}
	a, b, tail := float64(x), float64(n-x), (1-confidence)/2
	out := Interval{0, 1}
	if x > 0 {
		out.Low = dist.BetaQuantile(tail, a, b+1)
	}
	if x < n {
		out.High = dist.BetaTailQuantile(tail, a+1, b)
	}
	return out, nil
}

// AgrestiCoull is Wald's interval around Wilson's centre (Agresti and Coull
// 1998). Its ends may lie outside [0, 1].
func AgrestiCoull(x, n int64, confidence float64) (Interval, error) {
	z, err := shareZ(x, n, confidence)
	if err != nil {
		return Interval{}, err
	}
	m := float64(n) + z*z
	p := (float64(x) + z*z/2) / m
	return around(p, z*math.Sqrt(p*(1-p)/m)), nil
}

// WaldShare is p ± z √(p(1-p)/n). It is here to be compared with: it is far too
// narrow for few answers and has no width at all when all agree.
func WaldShare(x, n int64, confidence float64) (Interval, error) {
	z, err := shareZ(x, n, confidence)
	if err != nil {
		return Interval{}, err
	}
	p := float64(x) / float64(n)
	return around(p, z*math.Sqrt(p*(1-p)/float64(n))), nil
}

// Logit is Wald's interval of the log odds, led back to shares. It needs at least
// one of each answer ([ErrUndefined]).
func Logit(x, n int64, confidence float64) (Interval, error) {
	z, err := shareZ(x, n, confidence)
	if err != nil {
		return Interval{}, err
	}
	if x == 0 || x == n {
		return Interval{}, ErrUndefined
	}
	fx, fy := float64(x), float64(n-x)
	i := around(math.Log(fx/fy), z*math.Sqrt(1/fx+1/fy))
	share := func(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }
	return Interval{share(i.Low), share(i.High)}, nil
}

func around(centre, half float64) Interval { return Interval{centre - half, centre + half} }

// BinomialTest is the exact two-sided test of x of n against the share p0: the
// probability of all outcomes that are no likelier than x.
func BinomialTest(x, n int64, p0 float64) (Test, error) {
	if err := checkShare(x, n); err != nil {
		return Test{}, err
	}
	if !(p0 >= 0 && p0 <= 1) {
		return Test{}, &ArgumentError{"p0", p0, "a number in [0, 1]"}
	}
	return Test{Statistic: float64(x), P: binomialTwoSided(float64(x), float64(n), p0)}, nil
}

func binomialTwoSided(x, n, p float64) float64 {
	mode := math.Floor((n + 1) * p)
	if p == 0 || p == 1 {
		if x == n*p {
			return 1
		}
		return 0
	}
	most := dist.BinomialPMF(x, n, p) * tieTolerance
	rare := func(k float64) bool { return dist.BinomialPMF(k, n, p) <= most }
	var out float64
	switch {
	case x < mode:
		k := firstTrue(mode, n+1, rare)
		out = dist.BinomialCDF(x, n, p) + dist.BinomialTail(k-1, n, p)
	case x > mode:
		k := mode - firstTrue(0, mode+1, func(d float64) bool { return rare(mode - d) })
		out = dist.BinomialTail(x-1, n, p) + dist.BinomialCDF(k, n, p)
	default:
		return 1
	}
	return math.Min(1, out)
}

// tieTolerance makes outcomes that are equally likely count as such although
// their probabilities were rounded differently; R uses the same.
const tieTolerance = 1 + 1e-7

// firstTrue is the smallest whole number in [lo, hi) for which a condition holds
// that stays true from there on; hi if it never does.
func firstTrue(lo, hi float64, ok func(float64) bool) float64 {
	for lo < hi {
		mid := math.Floor(lo + (hi-lo)/2)
		if mid >= hi { // above 2^53 the middle may be rounded up
			mid = lo
		}
		if ok(mid) {
			hi = mid
		} else {
			lo = math.Max(mid+1, math.Nextafter(mid, math.Inf(1)))
		}
	}
	return hi
}

// McNemar tests whether as many customers moved up as down: gained answered "no"
// before and "yes" after, lost the other way. Those who stayed do not count. The
// first test is chi-square without correction, the second exact; use the exact
// one below 25 movers.
func McNemar(gained, lost int64) (chi, exact Test, err error) {
	if gained < 0 || lost < 0 {
		return Test{}, Test{}, &ArgumentError{"a count", float64(min(gained, lost)), "at least 0"}
	}
	if gained == 0 && lost == 0 {
		return Test{}, Test{}, ErrNoData
	}
	g, l := float64(gained), float64(lost)
	chi = chiTest((g-l)*(g-l)/(g+l), 1)
	exact = Test{Statistic: g, P: binomialTwoSided(g, g+l, 0.5)}
	return chi, exact, nil
}
