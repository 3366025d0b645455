package series

import (
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// SeasonalMannKendall is the test of Hirsch, Slack and Smith (1982): Januaries
// are compared with Januaries only, and S and its variance added up over the season
// of period values. Seasons are taken for independent. NaN is a missing value. N is
// the number of values, Tau and Exact are not given, and PlainP is what R's
// trend::smk.test gives.
//
// The error is an [*stat.ArgumentError] if period is below 2, and [stat.ErrTooFew] if
// no time of the season has two values.
func SeasonalMannKendall(x []float64, period int) (KendallTest, error) {
	seasons, err := seasonsOf(x, period)
	if err != nil {
		return KendallTest{}, err
	}
	m := KendallTest{Inflation: 1}
	for _, s := range seasons {
		m.N += len(s.values)
		m.S += concordance(s.values)
		m.Variance += varianceOfS(len(s.values), tieSizes(s.values))
	}
	m.decide()
	return m, nil
}

// SeasonalSen is the median of the slopes between values of the same time of the
// season, per cycle: of months with period 12, per year. Its interval is that of
// [Sen] with the variance of [SeasonalMannKendall]. Intercept is the median of
// what remains of the values, with the first cycle as 1.
func SeasonalSen(x []float64, period int, confidence float64) (SenLine, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return SenLine{}, err
	}
	seasons, err := seasonsOf(x, period)
	if err != nil {
		return SenLine{}, err
	}
	var all, rest []float64
	var variance float64
	for _, s := range seasons {
		all = append(all, slopes(s.values, s.cycles)...)
		variance += varianceOfS(len(s.values), tieSizes(s.values))
	}
	line := senOf(all, variance, confidence)
	for _, s := range seasons {
		for i, v := range s.values {
			rest = append(rest, v-line.Slope*s.cycles[i])
		}
	}
	line.Intercept, _ = stat.Median(rest) // of values that were checked
	return line, nil
}

// A season is the values of one time of the season, and in which cycles they were.
type season struct{ values, cycles []float64 }

// seasonsOf divides values by their time of the season. At least one has two.
func seasonsOf(x []float64, period int) ([]season, error) {
	if period < 2 {
		return nil, &stat.ArgumentError{Name: "period", Value: float64(period), Want: "at least 2"}
	}
	if _, _, err := present(x); err != nil {
		return nil, err
	}
	out := make([]season, min(period, len(x)))
	enough := false
	for i, v := range x {
		if !math.IsNaN(v) {
			s := &out[i%period]
			s.values, s.cycles = append(s.values, v), append(s.cycles, float64(i/period+1))
			enough = enough || len(s.values) > 1
		}
	}
	if !enough {
		return nil, stat.ErrTooFew
	}
	return out, nil
}
