package stat

import (
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// A Share is x successes among n trials.
type Share struct {
	X int64 `json:"x"`
	N int64 `json:"n"`
}

// Value is X / N; NaN if N is 0.
func (s Share) Value() float64 { return float64(s.X) / float64(s.N) }

func (s Share) floats() (x, n, p float64) {
	return float64(s.X), float64(s.N), s.Value()
}

func checkShares(shares ...Share) error {
	for _, s := range shares {
		if err := checkShare(s.X, s.N); err != nil {
			return err
		}
	}
	return nil
}

// Newcombe is the interval of a - b that is built from the two Wilson intervals
// (Newcombe 1998, Statistics in Medicine 17, method 10): the one to use by
// default.
func Newcombe(a, b Share, confidence float64) (Interval, error) {
	i, err := Wilson(a.X, a.N, confidence)
	if err != nil {
		return Interval{}, err
	}
	j, err := Wilson(b.X, b.N, confidence)
	if err != nil {
		return Interval{}, err
	}
	p, q := a.Value(), b.Value()
	return Interval{
		p - q - math.Hypot(p-i.Low, j.High-q),
		p - q + math.Hypot(i.High-p, q-j.Low),
	}, nil
}

// AgrestiCaffo is Wald's interval of a - b after adding one success and one
// failure to each (Agresti and Caffo 2000). Its ends may lie outside [-1, 1].
func AgrestiCaffo(a, b Share, confidence float64) (Interval, error) {
	if err := checkShares(a, b); err != nil {
		return Interval{}, err
	}
	z, err := z(confidence)
	if err != nil {
		return Interval{}, err
	}
	return waldDifference(float64(a.X)+1, float64(a.N)+2, float64(b.X)+1, float64(b.N)+2, z), nil
}

// WaldDifference is Wald's interval of a - b, cut off at -1 and 1 as R's prop.test
// does. It is here to be compared with.
func WaldDifference(a, b Share, confidence float64) (Interval, error) {
	if err := checkShares(a, b); err != nil {
		return Interval{}, err
	}
	z, err := z(confidence)
	if err != nil {
		return Interval{}, err
	}
	i := waldDifference(float64(a.X), float64(a.N), float64(b.X), float64(b.N), z)
	return Interval{math.Max(-1, i.Low), math.Min(1, i.High)}, nil
}

func waldDifference(x, n, y, m, z float64) Interval {
	p, q := x/n, y/m
	return around(p-q, z*math.Sqrt(p*(1-p)/n+q*(1-q)/m))
}

// MiettinenNurminen is the score interval of a - b: all differences that the
// score test with restricted estimates and a variance of n/(n-1) does not reject
// (Miettinen and Nurminen 1985, Statistics in Medicine 4).
func MiettinenNurminen(a, b Share, confidence float64) (Interval, error) {
	if err := checkShares(a, b); err != nil {
		return Interval{}, err
	}
	z, err := z(confidence)
	if err != nil {
		return Interval{}, err
	}
	d, n := a.Value()-b.Value(), float64(a.N)+float64(b.N)
	excess := func(delta float64) float64 {
		p, q := restricted(a, b, delta)
		v := (p*(1-p)/float64(a.N) + q*(1-q)/float64(b.N)) * n / (n - 1)
		return (d-delta)*(d-delta) - z*z*v
	}
	return Interval{
		dist.Root(func(delta float64) float64 { return -excess(delta) }, -1, d),
		dist.Root(excess, d, 1),
	}, nil
}

// restricted is the likeliest pair of shares that differ by delta, found as the
// zero of the slope of the log likelihood, which falls throughout.
func restricted(a, b Share, delta float64) (p, q float64) {
	x, n, _ := a.floats()
	y, m, _ := b.floats()
	descent := func(p float64) float64 {
		q := p - delta
		return (n-x)/(1-p) - x/p + (m-y)/(1-q) - y/q
	}
	p = dist.Root(descent, math.Max(0, delta), math.Min(1, 1+delta))
	return p, p - delta
}

// TwoShares tests whether two shares differ: the pooled z test squared, which is
// Pearson's chi-square of the 2×2 table. [ErrUndefined] if nobody or everybody
// succeeded in both. With an expected count below 5 use [Fisher].
func TwoShares(a, b Share) (Test, error) { return pearson2x2(a, b, 0) }

// TwoSharesContinuity is [TwoShares] with Yates' correction, which is never
// larger than the difference itself.
func TwoSharesContinuity(a, b Share) (Test, error) { return pearson2x2(a, b, 0.5) }

func pearson2x2(a, b Share, yates float64) (Test, error) {
	if err := checkShares(a, b); err != nil {
		return Test{}, err
	}
	x, n, p := a.floats()
	y, m, q := b.floats()
	pooled := (x + y) / (n + m)
	if pooled == 0 || pooled == 1 {
		return Test{}, ErrUndefined
	}
	yates = math.Min(yates, math.Abs(p-q)/(1/n+1/m))
	z := (math.Abs(p-q) - yates*(1/n+1/m)) / math.Sqrt(pooled*(1-pooled)*(1/n+1/m))
	return chiTest(z*z, 1), nil
}

// ExpectedAtLeast reports whether every count expected in the 2×2 table of two
// equal shares is at least least: 5 is the usual demand of [TwoShares].
func ExpectedAtLeast(least float64, a, b Share) bool {
	x, n, _ := a.floats()
	y, m, _ := b.floats()
	pooled := (x + y) / (n + m)
	return math.Min(pooled, 1-pooled)*math.Min(n, m) >= least
}
