package stat_test

import (
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// Worked examples from the literature, to the digits that were printed.

// printed reports whether a number rounds to what was printed with so many
// decimals.
func printed(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if unit := math.Pow(10, -float64(decimals)); math.Abs(got-want) > 0.5001*unit {
		t.Errorf("%s: %v, printed as %v", what, got, want)
	}
}

// Newcombe (1998), Two-sided confidence intervals for the single proportion,
// Statistics in Medicine 17, 857-872, table I: methods 3, 4 and 5.
func TestNewcombesSingleShares(t *testing.T) {
	for _, c := range []struct {
		x, n                     int64
		wilson, continuity, exct [2]float64
	}{
		{81, 263, [2]float64{0.2553, 0.3662}, [2]float64{0.2535, 0.3682}, [2]float64{0.2527, 0.3676}},
		{15, 148, [2]float64{0.0624, 0.1605}, [2]float64{0.0598, 0.1644}, [2]float64{0.0578, 0.1617}},
		{0, 20, [2]float64{0, 0.1611}, [2]float64{0, 0.2005}, [2]float64{0, 0.1684}},
		{1, 29, [2]float64{0.0061, 0.1718}, [2]float64{0.0018, 0.1963}, [2]float64{0.0009, 0.1776}},
	} {
		for name, m := range map[string]struct {
			f    func(x, n int64, confidence float64) (stat.Interval, error)
			want [2]float64
		}{
			"Wilson": {stat.Wilson, c.wilson}, "WilsonContinuity": {stat.WilsonContinuity, c.continuity}, "ClopperPearson": {stat.ClopperPearson, c.exct},
		} {
			i, err := m.f(c.x, c.n, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			printed(t, name+" low", i.Low, m.want[0], 4)
			printed(t, name+" high", i.High, m.want[1], 4)
		}
	}
}

// Newcombe (1998), Interval estimation for the difference between independent
// proportions, Statistics in Medicine 17, 873-890, table II: method 10.
func TestNewcombesDifferences(t *testing.T) {
	for _, c := range []struct {
		a, b      stat.Share
		low, high float64
	}{
		{stat.Share{X: 56, N: 70}, stat.Share{X: 48, N: 80}, 0.0524, 0.3339},
		{stat.Share{X: 9, N: 10}, stat.Share{X: 3, N: 10}, 0.1705, 0.8090},
		{stat.Share{X: 6, N: 7}, stat.Share{X: 2, N: 7}, 0.0582, 0.8062},
		{stat.Share{X: 5, N: 56}, stat.Share{X: 0, N: 29}, -0.0381, 0.1926},
		{stat.Share{X: 0, N: 10}, stat.Share{X: 0, N: 20}, -0.1611, 0.2775},
		{stat.Share{X: 0, N: 10}, stat.Share{X: 0, N: 10}, -0.2775, 0.2775},
		{stat.Share{X: 10, N: 10}, stat.Share{X: 0, N: 20}, 0.6791, 1.0000},
		{stat.Share{X: 10, N: 10}, stat.Share{X: 0, N: 10}, 0.6075, 1.0000},
	} {
		i, err := stat.Newcombe(c.a, c.b, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		printed(t, "low", i.Low, c.low, 4)
		printed(t, "high", i.High, c.high, 4)
	}
}

// Fisher (1935), The Design of Experiments: a lady tastes tea; the numbers as in
// the documentation of R's fisher.test.
func TestLadyTastingTea(t *testing.T) {
	f, err := stat.Fisher(stat.Share{X: 3, N: 4}, stat.Share{X: 1, N: 4}, 0.90)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "p", f.P, 0.4857, 4)
	printed(t, "odds ratio", f.OddsRatio, 6.4083, 4)
	printed(t, "lower end of the one-sided 95 % interval", f.Interval.Low, 0.31357, 5)
}

// Agresti (1990), Categorical Data Analysis, page 350: approval of a prime
// minister in two surveys of the same 1 600 people.
func TestApprovalRatings(t *testing.T) {
	chi, _, err := stat.McNemar(86, 150)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "z²", chi.Statistic, 17.36, 2)
}

// Fleiss (1981), Statistical Methods for Rates and Proportions, page 139: smokers
// in four groups of patients; the numbers as in the documentation of R's prop.test
// and prop.trend.test.
func TestSmokersAmongPatients(t *testing.T) {
	groups := []stat.Share{{X: 83, N: 86}, {X: 90, N: 93}, {X: 129, N: 136}, {X: 70, N: 82}}
	h, err := stat.KShares(groups...)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "chi-square", h.Pearson.Statistic, 12.6004, 4)
	printed(t, "p", h.Pearson.P, 0.005585, 6)
	trend, err := stat.Trend(groups...)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "trend", trend.Statistic, 8.2249, 4)
	printed(t, "p of the trend", trend.P, 0.004132, 6)
}

// Student (1908): extra hours of sleep with two drugs; the numbers as in the
// documentation of R's t.test.
func TestStudentsSleep(t *testing.T) {
	a := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	b := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	ma, err := stat.MomentsOf(a)
	mb, err2 := stat.MomentsOf(b)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	d, err := stat.Welch(ma, mb, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "t", d.Test.Statistic, -1.8608, 4)
	printed(t, "df", d.Test.DF, 17.776, 3)
	printed(t, "p", d.Test.P, 0.07939, 5)
	printed(t, "low", d.Interval.Low, -3.3654832, 7)
	printed(t, "high", d.Interval.High, 0.2054832, 7)
	if d, err = stat.PairedT(b, a, 0.95); err != nil { // the same ten patients
		t.Fatal(err)
	}
	printed(t, "paired t", d.Test.Statistic, -4.0621, 4)
	printed(t, "paired p", d.Test.P, 0.002833, 6)
	printed(t, "paired low", d.Interval.Low, -2.4598858, 7)
	printed(t, "paired high", d.Interval.High, -0.7001142, 7)
}

// Hollander and Wolfe (1973), Nonparametric Statistical Methods, pages 29, 69 and
// 115; the numbers as in the documentation of R's wilcox.test and kruskal.test.
func TestHollanderAndWolfe(t *testing.T) {
	first := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	second := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	w, err := stat.WilcoxonExact(second, first)
	if err != nil || w.Statistic != 40 {
		t.Errorf("V = %v, %v, printed as 40", w.Statistic, err)
	}
	printed(t, "p of the depression scores", w.P, 2*0.01953, 4)

	atTerm := []float64{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46}
	earlier := []float64{1.15, 0.88, 0.90, 0.74, 1.21}
	u, err := stat.MannWhitneyExact(atTerm, earlier)
	if err != nil || u.Statistic != 35 {
		t.Errorf("U = %v, %v, printed as 35", u.Statistic, err)
	}
	printed(t, "p of the permeability", u.P, 2*0.1272, 3)

	k, err := stat.KruskalWallis([]float64{2.9, 3.0, 2.5, 2.6, 3.2}, []float64{3.8, 2.7, 4.0, 2.4}, []float64{2.8, 3.4, 3.7, 2.2, 2.0})
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "H of the mucociliary efficiency", k.Statistic, 0.7714, 4)
	printed(t, "p of the mucociliary efficiency", k.P, 0.68, 2)
}

// Garwood (1936) and every table of exact Poisson limits since.
func TestPoissonLimits(t *testing.T) {
	for _, c := range []struct {
		x         int64
		low, high float64
	}{
		{0, 0, 3.689}, {1, 0.025, 5.572}, {2, 0.242, 7.225}, {5, 1.623, 11.668}, {10, 4.795, 18.390}, {20, 12.217, 30.888},
	} {
		i, err := stat.Garwood(c.x, 1, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		printed(t, "low", i.Low, c.low, 3)
		printed(t, "high", i.High, c.high, 3)
	}
}

// The documentation of R's power.t.test and power.prop.test, and the 385 answers
// that every survey handbook asks for.
func TestFamiliarSampleSizes(t *testing.T) {
	n, err := stat.Design{Power: 0.90}.PerGroupMeansT(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "n of means", n, 22.02110, 4)
	if n, err = (stat.Design{Power: 0.90}).PerGroupShares(0.50, 0.75); err != nil {
		t.Fatal(err)
	}
	printed(t, "n of shares", n, 76.7, 1)
	if n, err := stat.SampleSize(0.05, 0.25, 0.95); err != nil || n != 385 {
		t.Errorf("±5 points: %d answers, %v", n, err)
	}
	if n, err := stat.SampleSize(1e-7, 0.25, 0.95); err != nil || n != 96_036_470_517_354 { // z²/4 · 10^14 = …353.15
		t.Errorf("a margin of a tenth of a millionth: %d answers, %v", n, err)
	}
}

// Benjamini and Hochberg (1995), page 295: fifteen p-values of which four are
// found at 5 %, three by Bonferroni.
func TestBenjaminiAndHochbergsFifteen(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000}
	found := func(f func([]float64) ([]float64, error)) int {
		adjusted, err := f(p)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, q := range adjusted {
			if q <= 0.05 {
				n++
			}
		}
		return n
	}
	if bh, bonferroni := found(stat.BenjaminiHochberg), found(stat.Bonferroni); bh != 4 || bonferroni != 3 {
		t.Errorf("%d found, %d by Bonferroni", bh, bonferroni)
	}
}
