package stat

import (
	"fmt"
	"math"
	"math/bits"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// SampleSize is the number of answers whose mean is known to within ± margin:
//
//	n = ⌈z² variance / margin²⌉
//
// The variance of one answer is at most 1 for a score of -1, 0 and +1 (half
// promoters, half detractors) and at most ¼ for a share. A margin of 0.05 is five
// points of a Net Promoter Score.
func SampleSize(margin, variance, confidence float64) (int64, error) {
	z, err := z(confidence)
	if err != nil {
		return 0, err
	}
	if err := positive("margin", margin); err != nil {
		return 0, err
	}
	if err := positive("variance", variance); err != nil {
		return 0, err
	}
	n := math.Ceil(z * z * variance / (margin * margin))
	if n > math.MaxInt64/2 {
		return 0, &ArgumentError{"margin", margin, "larger: the sample would not be countable"}
	}
	return int64(n), nil
}

// FinitePopulation is how many of n answers suffice where only population
// customers exist: ⌈n / (1 + (n-1)/N)⌉, in whole numbers ⌈nN / (N+n-1)⌉.
func FinitePopulation(n, population int64) (int64, error) {
	if n < 1 || population < 1 {
		return 0, &ArgumentError{"n or population", float64(min(n, population)), "at least 1"}
	}
	high, low := bits.Mul64(uint64(n), uint64(population))
	enough, rest := bits.Div64(high, low, uint64(population)+uint64(n)-1)
	if rest > 0 {
		enough++
	}
	return int64(enough), nil
}

func positive(name string, x float64) error {
	if !(x > 0) || math.IsInf(x, 1) {
		return &ArgumentError{name, x, "a finite number above 0"}
	}
	return nil
}

// A Design is a planned comparison of two groups of the same size.
type Design struct {
	Alpha float64 // probability of finding a difference that is not there; 0 means 0.05
	Power float64 // probability of finding one that is; 0 means 0.8
}

// quantiles checks the design and returns the normal quantiles of both.
func (d Design) quantiles() (za, zb float64, err error) {
	d = d.withDefaults()
	if !(d.Alpha > 0 && d.Alpha < 1) {
		return 0, 0, &ArgumentError{"Alpha", d.Alpha, "a number above 0 and below 1"}
	}
	if !(d.Power > 0 && d.Power < 1) {
		return 0, 0, &ArgumentError{"Power", d.Power, "a number above 0 and below 1"}
	}
	if d.Power <= d.Alpha/2 {
		return 0, 0, &ArgumentError{"Power", d.Power, fmt.Sprintf("above Alpha/2 = %v, which needs no data", d.Alpha/2)}
	}
	return dist.Z(1 - d.Alpha), dist.NormalQuantile(d.Power), nil
}

func (d Design) withDefaults() Design {
	if d.Alpha == 0 {
		d.Alpha = 0.05
	}
	if d.Power == 0 {
		d.Power = 0.8
	}
	return d
}

// PerGroupMeans is how many answers each group needs for a difference of delta
// between two means of this variance to be found: 2 variance (z_α + z_β)² / δ².
// The result is not rounded: round it up.
func (d Design) PerGroupMeans(delta, variance float64) (float64, error) {
	za, zb, err := d.quantiles()
	if err != nil {
		return 0, err
	}
	if err := positive("delta", math.Abs(delta)); err != nil {
		return 0, err
	}
	if err := positive("variance", variance); err != nil {
		return 0, err
	}
	return 2 * variance * (za + zb) * (za + zb) / (delta * delta), nil
}

// PerGroupMeansT is [Design.PerGroupMeans] by the noncentral t distribution, as
// R's power.t.test; it asks for about one answer more.
func (d Design) PerGroupMeansT(delta, variance float64) (float64, error) {
	start, err := d.PerGroupMeans(delta, variance)
	if err != nil {
		return 0, err
	}
	d = d.withDefaults()
	const large = 1e5 // from here on the difference of the two formulas is its limit, z_α²/4
	if start > large {
		za := dist.Z(1 - d.Alpha)
		return start + za*za/4, nil
	}
	effect := math.Abs(delta) / math.Sqrt(variance)
	power := func(n float64) float64 {
		df := 2 * (n - 1)
		t := -dist.TQuantile(d.Alpha/2, df)
		return 1 - distuv.NoncentralT{Nu: df, Mu: math.Sqrt(n/2) * effect}.CDF(t)
	}
	return dist.Root(func(n float64) float64 { return power(n) - d.Power }, 1.0001, start+10), nil
}

// PerGroupShares is how many answers each group needs for the difference between
// the shares p and q to be found, by the normal approximation of R's
// power.prop.test:
//
//	(z_α √((p+q)(1-(p+q)/2)) + z_β √(p(1-p)+q(1-q)))² / (p-q)²
func (d Design) PerGroupShares(p, q float64) (float64, error) {
	za, zb, err := d.quantiles()
	if err != nil {
		return 0, err
	}
	if err := checkTwoShares(p, q); err != nil {
		return 0, err
	}
	r := za*math.Sqrt((p+q)*(1-(p+q)/2)) + zb*math.Sqrt(p*(1-p)+q*(1-q))
	return r * r / ((p - q) * (p - q)), nil
}

// PowerShares is the probability that n answers a group find the difference
// between the shares p and q; d.Power is not used.
func (d Design) PowerShares(p, q, n float64) (float64, error) {
	za, _, err := d.quantiles()
	if err != nil {
		return 0, err
	}
	if err := checkTwoShares(p, q); err != nil {
		return 0, err
	}
	if err := positive("n", n); err != nil {
		return 0, err
	}
	x := math.Sqrt(n)*math.Abs(p-q) - za*math.Sqrt((p+q)*(1-(p+q)/2))
	return dist.NormalCDF(x / math.Sqrt(p*(1-p)+q*(1-q))), nil
}

func checkTwoShares(p, q float64) error {
	for i, s := range [...]float64{p, q} {
		if !(s >= 0 && s <= 1) {
			return &ArgumentError{fmt.Sprintf("share %d", i+1), s, "a number in [0, 1]"}
		}
	}
	if p == q {
		return &ArgumentError{"p - q", 0, "a difference"}
	}
	return nil
}
