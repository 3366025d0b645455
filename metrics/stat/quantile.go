package stat

import (
	"math"
	"slices"
)

// QuantileType is a definition of sample quantiles, numbered as by Hyndman and
// Fan (1996, The American Statistician 50) and in R.
type QuantileType uint8

// The types that are offered.
const (
	InverseECDF    QuantileType = 1 // an observed value
	AveragedECDF   QuantileType = 2 // an observed value, or the mean of two
	LinearECDF     QuantileType = 4
	Weibull        QuantileType = 6 // at n+1: as Minitab and SPSS
	Linear         QuantileType = 7 // between order statistics: as Excel, NumPy and R by default
	MedianUnbiased QuantileType = 8 // recommended by Hyndman and Fan
)

// Quantiles returns the quantiles of x at the probabilities p. It does not change
// x and refuses values that are not finite.
func Quantiles(x, p []float64, t QuantileType) ([]float64, error) {
	s, err := sorted(x)
	if err != nil {
		return nil, err
	}
	place, ok := quantilePlace(t)
	if !ok {
		return nil, &ArgumentError{"quantile type", float64(t), "1, 2, 4, 6, 7 or 8"}
	}
	out := make([]float64, len(p))
	for i, p := range p {
		if !(p >= 0 && p <= 1) {
			return nil, &ArgumentError{"p", p, "a probability in [0, 1]"}
		}
		out[i] = place(s, p)
	}
	return out, nil
}

// quantilePlace is how a type of quantile reads a sorted sample.
func quantilePlace(t QuantileType) (func(s []float64, p float64) float64, bool) {
	const fuzz = 4 * 0x1p-52 // so that n·p that should be whole is
	step := func(atJump float64) func(s []float64, p float64) float64 {
		return func(s []float64, p float64) float64 {
			np := float64(len(s)) * p
			j := math.Floor(np + fuzz)
			h := atJump
			if np > j+fuzz {
				h = 1
			}
			return between(s, j, h)
		}
	}
	line := func(a, b float64) func(s []float64, p float64) float64 {
		return func(s []float64, p float64) float64 {
			np := a + p*(float64(len(s))+1-a-b)
			j := math.Floor(np + fuzz)
			h := np - j
			if math.Abs(h) < fuzz {
				h = 0
			}
			return between(s, j, h)
		}
	}
	switch t {
	case InverseECDF:
		return step(0), true
	case AveragedECDF:
		return step(0.5), true
	case LinearECDF:
		return line(0, 1), true
	case Weibull:
		return line(0, 0), true
	case Linear:
		return line(1, 1), true
	case MedianUnbiased:
		return line(1.0/3, 1.0/3), true
	}
	return nil, false
}

// between lies the share h of the way from the j-th smallest value to the next;
// the ends go on for ever.
func between(s []float64, j, h float64) float64 {
	at := func(j float64) float64 {
		return s[int(math.Max(1, math.Min(float64(len(s)), j)))-1]
	}
	switch h {
	case 0:
		return at(j)
	case 1:
		return at(j + 1)
	}
	return (1-h)*at(j) + h*at(j+1)
}

func sorted(x []float64) ([]float64, error) {
	if len(x) == 0 {
		return nil, ErrNoData
	}
	if err := checkFinite("x", x); err != nil {
		return nil, err
	}
	s := slices.Clone(x)
	slices.Sort(s)
	return s, nil
}

// Median is the middle value, or the mean of the two middle ones.
func Median(x []float64) (float64, error) {
	s, err := sorted(x)
	if err != nil {
		return 0, err
	}
	return median(s), nil
}

func median(s []float64) float64 {
	n := len(s)
	return s[(n-1)/2]/2 + s[n/2]/2
}

// MAD is the median absolute deviation from the median, times 1.4826 so that it
// estimates the standard deviation of normal values.
func MAD(x []float64) (float64, error) {
	s, err := sorted(x)
	if err != nil {
		return 0, err
	}
	m := median(s)
	for i := range s {
		s[i] = math.Abs(s[i] - m)
	}
	slices.Sort(s)
	return 1.4826 * median(s), nil
}

// TrimmedMean is the mean of what is left after the given share of the values,
// rounded down to a whole number of them, was taken away at each end.
func TrimmedMean(x []float64, share float64) (float64, error) {
	s, err := sorted(x)
	if err != nil {
		return 0, err
	}
	if !(share >= 0 && share < 0.5) {
		return 0, &ArgumentError{"share", share, "a number in [0, 0.5)"}
	}
	cut := int(float64(len(s)) * share)
	m, err := MomentsOf(s[cut : len(s)-cut])
	return m.Mean, err
}

// FiveNumbers is Tukey's summary: minimum, lower hinge, median, upper hinge and
// maximum.
func FiveNumbers(x []float64) ([5]float64, error) {
	s, err := sorted(x)
	if err != nil {
		return [5]float64{}, err
	}
	n := len(s)
	half := (n + 1) / 2 // each half has the median if it is a value
	return [5]float64{s[0], median(s[:half]), median(s), median(s[n-half:]), s[n-1]}, nil
}
