package stat_test

import (
	"math"
	"testing"

	gonum "gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// What gonum v0.17.0 does with statistics of feedback, and what happens here. A
// trap that gonum has closed shows as a log line, and the way round it may go.
func TestTrapsOfGonum(t *testing.T) {
	still := func(name string, trapped bool) {
		t.Helper()
		if !trapped {
			t.Logf("gonum no longer has this trap: %s", name)
		}
	}

	normal := distuv.Normal{Sigma: 1}
	still("the upper tail of the normal distribution is 0 from 9 on", normal.Survival(9) == 0)
	if got := dist.NormalCDF(-9); math.Abs(got/1.1285884059538406e-19-1) > 1e-10 { // R: pnorm(9, lower=FALSE)
		t.Errorf("the normal tail at 9 is %v", got)
	}
	score, err := stat.ScoreDifference(stat.Trinomial{Minus: 400, Zero: 300, Plus: 300}, stat.Trinomial{Minus: 100, Zero: 200, Plus: 700}, 0.95)
	if err != nil || !(score.Test.P > 0 && score.Test.P < 1e-60) {
		t.Errorf("a difference of more than 16 standard errors has p = %v, %v", score.Test.P, err)
	}

	b := distuv.Binomial{N: 100, P: 0.5}
	still("the upper tail of the binomial is 1 - CDF", b.Survival(90) == 1-b.CDF(90))
	test, err := stat.BinomialTest(95, 100, 0.5)
	if err != nil || math.Abs(test.P/1.252324512538536e-22-1) > 1e-9 { // 2 Σ C(100, k) / 2^100 for k from 95 on
		t.Errorf("95 of 100 has p = %v, %v", test.P, err)
	}

	still("weighted variance is negative for weights below 1",
		gonum.Variance([]float64{1, 2, 3}, []float64{0.1, 0.1, 0.1}) < 0)
	still("the mean of nothing is NaN", math.IsNaN(gonum.Mean(nil, nil)))
	if _, err := stat.MomentsOf(nil); err != stat.ErrNoData {
		t.Errorf("the mean of nothing: %v", err)
	}
	still("Kendall's tau of constant ratings is 1", gonum.Kendall([]float64{1, 2, 3}, []float64{1, 1, 1}, nil) == 1)
	if u, err := stat.MannWhitney([]float64{1, 2, 3}, []float64{1, 1, 1}); err != nil || math.Abs(u.Superiority-5./6) > 1e-12 {
		t.Errorf("ties count half: %v, %v", u, err)
	}

	still("the beta quantile panics at a = 0", panics(func() { distuv.Beta{Alpha: 0, Beta: 5}.Quantile(0.025) }))
	for _, x := range []int64{0, 10} {
		if i, err := stat.ClopperPearson(x, 10, 0.95); err != nil || i.Low < 0 || i.High > 1 {
			t.Errorf("Clopper-Pearson of %d in 10: %v, %v", x, i, err)
		}
	}
	if i, err := stat.Garwood(0, 10, 1-1e-12); err != nil || i.Low != 0 || !(i.High > 0) {
		t.Errorf("Garwood of no events at an extreme confidence: %v, %v", i, err)
	}

	still("quantiles of unsorted values panic", panics(func() { gonum.Quantile(0.5, gonum.Empirical, []float64{3, 1, 2}, nil) }))
	if q, err := stat.Quantiles([]float64{3, 1, 2}, []float64{0.5}, stat.Linear); err != nil || q[0] != 2 {
		t.Errorf("the median of 3, 1, 2 is %v, %v", q, err)
	}
}

func panics(f func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	f()
	return false
}
