package survival_test

import (
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/survival"
)

// Freireich et al. (1963), Blood 21: weeks in remission of 42 patients, half of them
// treated, as analysed by Gehan (1965), Cox (1972) and every textbook since.
var (
	treated = lasting([]float64{6, 6, 6, 7, 10, 13, 16, 22, 23}, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
	control = lasting([]float64{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23})
)

func printed(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if unit := math.Pow(10, -float64(decimals)); !(math.Abs(got-want) <= 0.5001*unit) {
		t.Errorf("%s: %v, printed as %v", what, got, want)
	}
}

// Kalbfleisch and Prentice (1980), The Statistical Analysis of Failure Time Data,
// and R's survfit on the same data.
func TestCurveOfTheTreated(t *testing.T) {
	want := []struct{ at, open, stderr float64 }{
		{6, 0.857, 0.0764}, {7, 0.807, 0.0869}, {10, 0.753, 0.0963}, {13, 0.690, 0.1068},
		{16, 0.627, 0.1141}, {22, 0.538, 0.1282}, {23, 0.448, 0.1346},
	}
	i := 0
	for p := range treated.Curve().Points(0.95) {
		if p.Time != hours(want[i].at) {
			t.Fatalf("step %d at %v", i, p.Time)
		}
		printed(t, "share still in remission", p.Open, want[i].open, 3)
		printed(t, "standard error", share(p.StdErr), want[i].stderr, 4)
		i++
	}
	if i != len(want) {
		t.Errorf("%d steps, want %d", i, len(want))
	}
	if e := treated.Estimate(); value(e.Value) != 23 || e.High.Defined() {
		t.Errorf("median of the treated: %v, printed as 23, without an upper bound", e)
	}
	if e := control.Estimate(); value(e.Value) != 8 {
		t.Errorf("median of the others: %v, printed as 8", e)
	}
}

func TestLogRankOfTheTrial(t *testing.T) {
	test, err := survival.LogRank(treated, control)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "chi-square", test.Test.Statistic, 16.79, 2)
	printed(t, "expected among the treated", test.Expected[0], 19.25, 2)
	printed(t, "expected among the others", test.Expected[1], 10.75, 2)
}

func TestCoxOfTheTrial(t *testing.T) {
	var cases []survival.Case
	for drug, times := range []*survival.Times{control, treated} {
		for p := range times.Curve().Points(0.95) {
			for range p.Ended {
				cases = append(cases, survival.Case{Time: p.Time, Over: true, X: []float64{float64(drug)}})
			}
		}
	}
	for _, h := range []float64{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35} {
		cases = append(cases, survival.Case{Time: time.Duration(h) * time.Hour, X: []float64{1}})
	}
	efron, err := survival.Cox(cases, []string{"drug"}, survival.CoxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "coefficient", efron.Covariates[0].Coefficient, -1.5721, 4)
	printed(t, "standard error", efron.Covariates[0].StdErr, 0.4124, 4)
	printed(t, "likelihood ratio", efron.LikRatio.Statistic, 16.35, 2)
	breslow, err := survival.Cox(cases, []string{"drug"}, survival.CoxOptions{Breslow: true})
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "coefficient by Breslow", breslow.Covariates[0].Coefficient, -1.5092, 4)
	printed(t, "standard error by Breslow", breslow.Covariates[0].StdErr, 0.4096, 4)
}
