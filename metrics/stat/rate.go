package stat

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// Garwood is the exact interval of a rate: events per unit of exposure, with
// events a Poisson count (Garwood 1936):
//
//	χ²(α/2; 2x) / 2T  to  χ²(1-α/2; 2x+2) / 2T
func Garwood(events int64, exposure, confidence float64) (Interval, error) {
	if err := CheckConfidence(confidence); err != nil {
		return Interval{}, err
	}
	if err := checkRate(events, exposure); err != nil {
		return Interval{}, err
	}
	x, tail := float64(events), (1-confidence)/2
	out := Interval{High: dist.GammaQuantile(1-tail, x+1) / exposure}
	if x > 0 {
		out.Low = dist.GammaQuantile(tail, x) / exposure
	}
	return out, nil
}

func checkRate(events int64, exposure float64) error {
	switch {
	case events < 0:
		return &ArgumentError{"events", float64(events), "a count of at least 0"}
	case exposure == 0:
		return ErrNoData
	case !(exposure > 0) || math.IsInf(exposure, 1):
		return &ArgumentError{"exposure", exposure, "a finite number above 0"}
	}
	return nil
}

// A RateRatio compares two rates.
type RateRatio struct {
	Value    float64 // first rate over second; infinite if the second is 0
	Interval Interval
	Test     Test // exact, of equal rates
}

// CompareRates compares the rate x events per t with y events per u, exactly, by
// the binomial distribution of x given x+y (Przyborowski and Wilenski 1940).
// [ErrNoData] if there are no events at all.
func CompareRates(x int64, t float64, y int64, u, confidence float64) (RateRatio, error) {
	for _, err := range []error{CheckConfidence(confidence), checkRate(x, t), checkRate(y, u)} {
		if err != nil {
			return RateRatio{}, err
		}
	}
	i, err := oddsInterval(x, y, confidence, ClopperPearson)
	if err != nil {
		return RateRatio{}, err
	}
	k := u / t
	fx, fy := float64(x), float64(y)
	return RateRatio{
		Value:    fx / fy * k,
		Interval: Interval{i.Low * k, i.High * k},
		Test:     Test{Statistic: fx, P: binomialTwoSided(fx, fx+fy, t/(t+u))},
	}, nil
}

// Ratio is the interval of the ratio x : y of two counts of the same total, such
// as negative to positive feedback: the Wilson interval of the share p = x/(x+y)
// led through p/(1-p). It is defined where x is 0, and unbounded above where y
// is. Answers that are neither do not matter to it.
func Ratio(x, y int64, confidence float64) (Interval, error) {
	return oddsInterval(x, y, confidence, Wilson)
}

// RatioExact is [Ratio] by the Clopper-Pearson interval.
func RatioExact(x, y int64, confidence float64) (Interval, error) {
	return oddsInterval(x, y, confidence, ClopperPearson)
}

// RatioLog is Wald's interval of log(x/y): x/y · exp(±z √(1/x + 1/y)). It needs
// both counts ([ErrUndefined]).
func RatioLog(x, y int64, confidence float64) (Interval, error) {
	return oddsInterval(x, y, confidence, Logit)
}

// OddsRatio is (a/b) / (c/d) with Woolf's interval on the scale of logarithms
// (1955). Where a count is 0 the value is 0, infinite or NaN, and the interval
// excludes nothing.
func OddsRatio(a, b, c, d int64, confidence float64) (float64, Interval, error) {
	z, err := z(confidence)
	if err != nil {
		return 0, Interval{}, err
	}
	if least := min(a, b, c, d); least < 0 {
		return 0, Interval{}, &ArgumentError{"a count", float64(least), "at least 0"}
	} else if least == 0 {
		return float64(a) / float64(b) / (float64(c) / float64(d)), Interval{0, math.Inf(1)}, nil
	}
	w, x, y, v := float64(a), float64(b), float64(c), float64(d)
	odds := w / x / (y / v)
	i := around(math.Log(odds), z*math.Sqrt(1/w+1/x+1/y+1/v))
	return odds, Interval{math.Exp(i.Low), math.Exp(i.High)}, nil
}

func oddsInterval(x, y int64, confidence float64, of func(x, n int64, confidence float64) (Interval, error)) (Interval, error) {
	if err := CheckConfidence(confidence); err != nil {
		return Interval{}, err
	}
	if x < 0 || y < 0 || x > math.MaxInt64-y {
		return Interval{}, &ArgumentError{"a count", float64(min(x, y)),
			fmt.Sprintf("at least 0, and a sum of at most %d", math.MaxInt64)}
	}
	i, err := of(x, x+y, confidence)
	if err != nil {
		return Interval{}, err
	}
	j, err := of(y, x+y, confidence) // whose ends are 1 - those of i, with all digits
	return Interval{i.Low / j.High, i.High / j.Low}, err
}
